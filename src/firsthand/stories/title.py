"""The name of a story, made of its own words: the headline of its earliest text, without the site's name."""

import re
from collections.abc import Sequence

from firsthand.model import Article
from firsthand.stories.news import Report
from firsthand.text.normalise import visible
from firsthand.text.sentences import sentences

MAX_CHARACTERS = 160
_TAIL = re.compile(r"\s+[-–—|·»:]\s*([^-–—|·»:]{1,40})$")


def title(reports: Sequence[Report]) -> str:
    """Return the story's name.

    The earliest text that has a headline gives it, so that reports which come later do not rename the story; among
    undated texts the longest. Without any headline, the first sentence of the earliest text.
    """
    ordered = sorted(reports, key=lambda report: (report.order[0], -len(report.article.text), report.order[1]))
    for report in ordered:
        if report.article.title and (name := _bare(report.article)):
            return _short(name)
    text = ordered[0].article.text
    first = sentences(text[:2000])
    return _short(visible(first[0].of(text))) if first else "Untitled"


def _bare(article: Article) -> str:
    """Return the headline without a tail that names the site, and without what was planted."""
    name = visible(article.title or "")
    for planted in article.planted:
        if planted.quote and planted.locus == "title":
            name = visible(name.replace(planted.quote, " "))
    match = _TAIL.search(name)
    if match is None:
        return name
    site = (article.site or "").split(".")[0]
    own = {_letters(word) for word in (article.furniture.brand, article.outlet, article.site, site) if word}
    return name[: match.start()].rstrip() if _letters(match.group(1)) in own else name


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _short(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    return text[: MAX_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
