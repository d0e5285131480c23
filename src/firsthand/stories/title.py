"""The name of a story, made of its own words: the headline of its earliest text, without the site's name."""

import re
from collections.abc import Sequence

from firsthand.model import Article
from firsthand.stories.news import Report
from firsthand.text.normalise import visible
from firsthand.text.sentences import sentences

MAX_CHARACTERS = 160
_HEAD = re.compile(r"([^:|–—]{1,40}?)\s*(?:[:|»]|\s[-–—])\s+(?=\S)")
_ROLLING = re.compile(
    r"\bas it happened\b|\blive (?:updates?|blog|coverage)\b|\b(?:live|news)-?ticker\b|\bminute by minute\b"
    r"|\ben (?:direct|directo|vivo)\b|\bao vivo\b|\bem direto\b|\bin diretta\b|\bminuto a minuto\b"
    r"|\bwhat we know\b|\bin (?:pictures|photos)\b|\bq ?& ?a\b"
    r"|^(?:the )?(?:live|latest|watch|video|photos?|explainer|explained|analysis|opinion|fact check|factbox)\s?[:|–—-]",
    re.IGNORECASE,
)
"""How live blogs, galleries and explainers are headed: they tell what sort of piece it is, not what happened."""
_TAIL = re.compile(r"\s+[-–—|·»:]\s*([^-–—|·»:]{1,40})$")


def title(reports: Sequence[Report]) -> str:
    """Return the story's name.

    The earliest text that has a headline gives it, so that reports which come later do not rename the story; among
    undated texts the longest. A live blog, a gallery or an explainer gives it only where nothing else does. Without
    any headline, the first sentence of the earliest text.
    """
    ordered = sorted(reports, key=lambda report: (report.order[0], -len(report.article.text), report.order[1]))
    named = [name for report in ordered if report.article.title and (name := _bare(report.article, report.titles))]
    if named:
        return _short(next((name for name in named if _ROLLING.search(name) is None), named[0]))
    text = ordered[0].article.text
    first = sentences(text[:2000])
    return _short(visible(first[0].of(text))) if first else "Untitled"


def _bare(article: Article, others: frozenset[str]) -> str:
    """Return the headline without what names the site before or after it, and without what was planted.

    What another copy of the text lacks at either end names a site, too.
    """
    name = visible(article.title or "")
    for planted in article.planted:
        if planted.quote and planted.locus == "title":
            name = visible(name.replace(planted.quote, " "))
    site = article.site or ""
    labels = site.split(".")
    own = {_letters(word) for word in (article.furniture.brand, article.outlet, site, *labels[:-1]) if word}
    head = _HEAD.match(name)
    if head is not None and (_letters(head.group(1)) in own or name[head.end() :] in others):
        name = name[head.end() :]
    tail = _TAIL.search(name)
    if tail is not None and (_letters(tail.group(1)) in own or name[: tail.start()] in others):
        name = name[: tail.start()].rstrip()
    return name


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _short(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    return text[: MAX_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
