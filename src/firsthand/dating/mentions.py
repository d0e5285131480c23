"""Dates and years that a text names: it was not written before them, and rarely long after the latest."""

import datetime as dt
import re

from firsthand.model import Article, Clue, Evidence
from firsthand.text.anchor import Expression
from firsthand.text.when import resolve, tense_of

_TARGET = re.compile(r"\b(?:by|until|till|through|before|for|target|goal|agenda|vision|plan|cup|olympics)\s?$", re.I)
_YEARS = (1900, 2100)
_WEIGHTS = {"day": 4.0, "month": 3.5, "year": 3.5}
_OTHER_WEIGHTS = {"day": 1.5, "month": 1.2, "year": 1.2}
"""Log-odds that a text is not older than a date that it names as past. Tense is read in English only: in other
languages the date may lie ahead."""
_ANCHOR = dt.date(2000, 1, 1)
"""Expressions with a year resolve to the same days whatever the anchor is."""


def mention_clues(article: Article, expressions: tuple[Expression, ...]) -> list[Clue]:
    """Return the latest full date, month and year that a text names in the past, and days that it names as ahead.

    Rules: ``dating.mention.day``, ``dating.mention.month``, ``dating.mention.year`` (written after),
    ``dating.mention.latest`` (written near the latest of them), ``dating.mention.ahead`` (written before).
    """
    past: list[tuple[dt.date, Expression]] = []
    ahead: list[tuple[dt.date, Expression]] = []
    for e in expressions:
        if not _dated(e):
            continue
        low, high = resolve(e, _ANCHOR)
        if low is None or high is None or not _YEARS[0] <= low.year <= _YEARS[1]:
            continue
        before = article.text[max(0, e.span.start - 16) : e.span.start]
        if tense_of(article.text, e.span) == "future" or _TARGET.search(before):
            if e.kind == "full" or e.kind == "date":
                ahead.append((high, e))
        else:
            past.append((low, e))
    found = _latest(article, past)
    if ahead:
        day, e = min(ahead, key=lambda one: one[0])
        note = f"speaks of {day:%-d %B %Y} as ahead"
        evidence = _evidence(article, e, "dating.mention.ahead", 1.0, note)
        found.append(Clue(kind="before", latest=day, evidence=evidence))
    return found


def _dated(e: Expression) -> bool:
    """Tell whether an expression carries its own year."""
    return e.kind == "full" or (e.year is not None and e.kind in ("date", "month", "year", "season", "quarter"))


def _latest(article: Article, past: list[tuple[dt.date, Expression]]) -> list[Clue]:
    """Return the strongest lower bound of each precision, and how near a text is to its latest mention."""
    found = []
    weights = _WEIGHTS if article.language in ("en", None) else _OTHER_WEIGHTS
    best: tuple[dt.date, Expression] | None = None
    for unit in ("day", "month", "year"):
        same = [one for one in past if (one[1].unit if one[1].unit in weights else "month") == unit]
        if not same:
            continue
        day, e = max(same, key=lambda one: (one[0], -one[1].span.start))
        note = f"speaks of {e.text} as past, so it was written after it began"
        evidence = _evidence(article, e, f"dating.mention.{unit}", weights[unit], note)
        found.append(Clue(kind="after", earliest=day, evidence=evidence))
        if best is None or day > best[0]:
            best = (day, e)
    if best is not None:
        note = "texts are mostly written within a few years of the latest date that they name"
        evidence = _evidence(article, best[1], "dating.mention.latest", 1.0, note)
        found.append(Clue(kind="around", earliest=best[0], latest=None, evidence=evidence))
    return found


def _evidence(article: Article, e: Expression, rule: str, weight: float, note: str) -> Evidence:
    return Evidence(rule=rule, quote=e.text, record=article.record, where=e.span, weight=weight, note=note)
