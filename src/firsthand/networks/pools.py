"""Pool and planting signals: the same recommended titles, and words of one brand in the texts of another."""

import hashlib
from collections.abc import Iterator

from firsthand.model import Article, Evidence
from firsthand.networks.site import Key, Site, folded, show
from firsthand.text.normalise import words

MOST_ITEMS = 2_000
"""Titles kept of one site: those with the lowest digests, so that two sites keep the same ones."""
FEWEST_WORDS = 4
"""A shorter entry (``Sport``, ``More news``) is a section, not a title."""
_RULE = "networks.pool.item"


def items(article: Article) -> Iterator[tuple[Key, float, Evidence]]:
    """Yield the titles of all lists that the page prints."""
    furniture = article.furniture
    for name in ("related", "ranking", "recommendation"):
        for item in getattr(furniture, name)[:100]:
            title = [word for word, _, _ in words(item.text[:300])]
            if len(title) >= FEWEST_WORDS and not item.cut:
                yield (_RULE, " ".join(title)), 2.0, show(article, _RULE, item.text, item.place, f"listed in {name}")


def trim(site: Site) -> None:
    """Keep at most `MOST_ITEMS` titles of a large site."""
    titles = [key for key in site.signals if key[0] == _RULE]
    if len(titles) > MOST_ITEMS:
        for key in sorted(titles, key=_digest)[MOST_ITEMS:]:
            del site.signals[key]


def _digest(key: Key) -> bytes:
    return hashlib.blake2b(key[1].encode("utf-8", "surrogatepass"), digest_size=8).digest()


def plantings(site: Site) -> None:
    """Note the words that were planted in a site's texts and are not its own names."""
    own = site.names
    for article in site.articles:
        for evidence in article.planted:
            word = folded(evidence.quote)
            if len(word) > 2 and word not in own:
                shown = show(article, "networks.planted.word", evidence.quote, evidence.where)
                site.planted.setdefault(word, shown)
