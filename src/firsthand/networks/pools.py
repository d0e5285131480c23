"""Pool and planting signals: the same recommended titles, and words of one brand in the texts of another."""

from collections.abc import Iterator

from firsthand.model import Article
from firsthand.networks.page import Sign, folded, show
from firsthand.networks.site import Site
from firsthand.text.normalise import words

FEWEST_WORDS = 4
"""A shorter entry (``Sport``, ``More news``) is a section, not a title."""
_RULE = "networks.pool.item"


def items(article: Article) -> Iterator[Sign]:
    """Yield the titles of all lists that the page prints."""
    furniture = article.furniture
    for name in ("related", "ranking", "recommendation"):
        for item in getattr(furniture, name)[:100]:
            title = [word for word, _, _ in words(item.text[:300])]
            if len(title) >= FEWEST_WORDS and not item.cut:
                yield (_RULE, " ".join(title)), 2.0, show(article, _RULE, item.text, item.place, f"listed in {name}")


def plantings(site: Site) -> None:
    """Note the words that were planted in a site's texts and are not its own names."""
    own = site.names
    for page in site.pages:
        for evidence in page.planted:
            word = folded(evidence.quote)
            if len(word) > 2 and word not in own:
                shown = show(page, "networks.planted.word", evidence.quote, evidence.where)
                site.planted.setdefault(word, shown)
