"""What a page's lists of other pieces tell: when the page was made, never when its text was written."""

import datetime as dt

from firsthand.dates import find
from firsthand.dating.stated import address_day
from firsthand.model import Article, Clue, Evidence, Item

_MOST = 200
"""Items of a list that are read."""
_YEARS = range(1995, 2101)


def rendered_clues(article: Article) -> list[Clue]:
    """Return the latest day that the related, most-read and recommended lists name, in words or in an address.

    A piece that the page links to was there when the page was made. It says nothing about the page's own text, which
    the page may carry years later: the clue has no weight. Rule: ``dating.list.rendered``.
    """
    lists = (article.furniture.related, article.furniture.ranking, article.furniture.recommendation)
    best: tuple[dt.date, Item, str] | None = None
    for items in lists:
        for item in items[:_MOST]:
            for day, quote in _days(item):
                if day.year in _YEARS and (best is None or day > best[0]):
                    best = (day, item, quote)
    if best is None:
        return []
    day, item, quote = best
    note = f"the page links to “{item.text[:60]}” of {day}: it was made on that day or later, whenever it was written"
    evidence = Evidence(
        rule="dating.list.rendered", quote=quote, record=article.record, locus="page", weight=0.0, note=note
    )
    return [Clue(kind="rendered", earliest=day, evidence=evidence)]


def _days(item: Item) -> list[tuple[dt.date, str]]:
    """Return the days in a list's item, each with its characters; ambiguous ones are left out."""
    found = []
    for text in (item.text, item.snippet or ""):
        for start, end, candidates in find(text):
            if len(candidates) == 1 and candidates[0].exact is not None:
                found.append((candidates[0].exact, text[start:end]))
    day = address_day(item.url) if item.url else None
    if day is not None:
        found.append(day)
    return found
