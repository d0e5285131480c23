"""The reporting weekday: newsrooms name the day of writing by its weekday, or by the day of the month."""

import datetime as dt
import itertools
import re

from firsthand.dates import month_of, weekday_of
from firsthand.dating.weigh import FULL_DAY
from firsthand.model import Article, Clue, Evidence, Span
from firsthand.text.when import Expression, resolve, tense_of

_SAID_BEFORE = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|warned|denied|urged|condemned|issued|released|vowed|ordered|"
    r"approved|rejected|accused|acknowledged|called|unveiled|ruled|arrested|voted|signed|launched)\b[^.!?\n]{0,40}$"
)
_SAID_AFTER = re.compile(r"[^.!?\n]{0,30}\b(?:said|told|announced|reported|confirmed|warned)\b")
_FAR = 2500
"""Characters from the start within which a first weekday still tells the day of writing; further down it tells the
story's past."""
_OPENING = 600
"""Characters from the start within which a full date may be the day of writing."""
_ANCHOR = dt.date(2000, 1, 1)
"""Full dates resolve to the same day whatever the anchor is."""
_AHEAD = re.compile(r"(?:오는|다음\s?달|来る|下个?月|本月)\s?$")
"""Words that put a day of the month ahead: Korean, Japanese, Chinese."""
_UNTOLD = 0.4
"""Weight of a weekday in a language whose tenses are not read: it may be one to come."""
_WIRE = 1.3
"""Weight of a weekday under a dateline that names an agency: of 101 such texts (kcna, aquaint) 59 % were written on the
day of their weekday, 36 % on the next, 5 % later; of 221 without the dateline (aquaint, polnear) 17 % later
(``python bench/dating.py lags``)."""
_DATELINE_DAY = re.compile(r"(?P<m>[^\W\d_]{3,12})\.?\s(?P<d>[0-3]?\d)|(?P<d2>[0-3]?\d)\.?\s(?P<m2>[^\W\d_]{3,12})")
_EAST_ASIAN = re.compile(r"(?P<m>1[0-2]|0?[1-9])\s?[月월]\s?(?P<d>[0-3]?\d)\s?[日号일]")


def weekday_clues(article: Article, expressions: tuple[Expression, ...]) -> list[Clue]:
    """Return the reporting weekday, the day of the dateline and the days of the month that a text gives.

    Of the weekdays only the first in reporting style counts, else the first of the past: those that follow are told
    from it. A weekday beside ``yesterday`` or ``today`` comes before all. Rules: ``dating.weekday.relative``,
    ``dating.weekday.said``, ``dating.weekday.first``, ``dating.dateline.day``, and
    ``dating.monthday.first`` and ``dating.monthday.weekday``, ``dating.fullday.first``.
    """
    found = _relative(article, expressions) or _weekday(article, expressions)
    dateline = _dateline(article)
    found += dateline
    found += _month_day(article, expressions, bool(dateline))
    found += _full_day(article, expressions)
    return found


def _relative(article: Article, expressions: tuple[Expression, ...]) -> list[Clue]:
    """Return the weekday that a text sets beside ``yesterday`` or ``today``: ``ayer (domingo)``, ``today, Friday``.

    The clue's weekday is that of writing.
    """
    for left, right in itertools.pairwise(expressions):
        if left.span.start > _FAR:
            break
        for e, other in ((left, right), (right, left)):
            if e.kind != "relative" or e.unit != "day" or e.shift not in (-1, 0):
                continue
            if other.kind not in ("weekday", "date") or other.weekday is None:
                continue
            gap = article.text[left.span.end : right.span.start]
            if len(gap) > 3 or not gap or gap.strip(" ,("):
                continue
            span = Span(start=min(e.span.start, other.span.start), end=max(e.span.end, other.span.end))
            evidence = Evidence(
                rule="dating.weekday.relative",
                quote=span.of(article.text),
                record=article.record,
                where=span,
                weight=1.0,
                note="the text sets a weekday beside the word for yesterday or today",
            )
            return [Clue(kind="weekday", weekday=(other.weekday - e.shift) % 7, evidence=evidence)]
    return []


def _full_day(article: Article, expressions: tuple[Expression, ...]) -> list[Clue]:
    """Return the first full date of the opening: some newsrooms name the day so."""
    for e in expressions:
        if e.span.start > _OPENING:
            break
        if not (e.kind == "full" or (e.kind == "date" and e.year is not None)) or e.unit != "day":
            continue
        first, last = resolve(e, _ANCHOR)
        if first is None or first != last or not 1990 <= first.year <= 2100:
            continue
        note = "newsrooms that print full dates name the day of writing first"
        evidence = Evidence(rule=FULL_DAY, quote=e.text, record=article.record, where=e.span, weight=1.0, note=note)
        return [Clue(kind="around", earliest=first, latest=last, evidence=evidence)]
    return []


def _weekday(article: Article, expressions: tuple[Expression, ...]) -> list[Clue]:
    text = article.text
    past = [
        e
        for e in expressions
        if e.kind == "weekday" and e.shift is None and e.span.start < _FAR and tense_of(text, e.span) != "future"
    ]
    said = [e for e in past if _reporting(text, e)]
    chosen = said[0] if said else past[0] if past else None
    if chosen is None or chosen.weekday is None:
        return []
    rule = "dating.weekday.said" if said else "dating.weekday.first"
    note = "reports name the day of writing by its weekday"
    quote = _around(article, chosen.span)
    weight = 1.0 if article.language in ("en", None) else _UNTOLD
    if article.dateline is not None and article.dateline.agency is not None:
        weight = _WIRE
    evidence = Evidence(rule=rule, quote=quote[1], record=article.record, where=quote[0], weight=weight, note=note)
    return [Clue(kind="weekday", weekday=chosen.weekday, evidence=evidence)]


def _reporting(text: str, e: Expression) -> bool:
    before = text[max(0, e.span.start - 60) : e.span.start]
    return bool(_SAID_BEFORE.search(before) or _SAID_AFTER.match(text, e.span.end, e.span.end + 50))


def _around(article: Article, span: Span) -> tuple[Span, str]:
    """Return the expression with up to three words before it, within its line."""
    start = span.start
    for _ in range(3):
        cut = article.text.rfind(" ", max(0, start - 20), max(0, start - 1))
        if cut < 0 or "\n" in article.text[cut:start]:
            break
        start = cut + 1
    wide = Span(start=start, end=span.end)
    return wide, wide.of(article.text)


def _dateline(article: Article) -> list[Clue]:
    """Return the day printed in the dateline: ``Sept. 22``, ``9月22日``, ``Tuesday``."""
    dateline = article.dateline
    if dateline is None or dateline.day is None:
        return []
    evidence = Evidence(
        rule="dating.dateline.day",
        quote=dateline.day,
        record=article.record,
        where=dateline.where,
        weight=1.0,
        note="the dateline carries the day of writing",
    )
    number = weekday_of(dateline.day)
    if number is not None:
        return [Clue(kind="weekday", weekday=number, evidence=evidence)]
    match = _EAST_ASIAN.search(dateline.day)
    if match:
        return [Clue(kind="yearly", yearly=(int(match["m"]), int(match["d"]), 1), evidence=evidence)]
    match = _DATELINE_DAY.search(dateline.day)
    month = month_of(match["m"] or match["m2"]) if match else None
    if match is None or month is None:
        return []
    return [Clue(kind="yearly", yearly=(month, int(match["d"] or match["d2"]), 1), evidence=evidence)]


def _month_day(article: Article, expressions: tuple[Expression, ...], dated: bool) -> list[Clue]:
    """Return the first day and month without a year, and the first day of the month alone."""
    found = []
    for e in expressions:
        month = e.month if e.kind == "date" else 0 if e.kind == "monthday" else None
        if month is None or e.year is not None or e.unit != "day" or not e.day or e.span.start > _FAR:
            continue
        if _AHEAD.search(article.text[max(0, e.span.start - 6) : e.span.start]):
            continue
        rule = "dating.monthday.weekday" if e.weekday is not None else "dating.monthday.first"
        evidence = Evidence(
            rule=rule,
            quote=e.text,
            record=article.record,
            where=e.span,
            weight=0.5 if dated else 1.5,
            note="days without a year lie near the day of writing",
        )
        found.append(Clue(kind="yearly", weekday=e.weekday, yearly=(month, e.day, 1), evidence=evidence))
        break
    return found
