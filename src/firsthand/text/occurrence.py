"""On which days a text says that something happened: its date expressions, hung on the day or days of its writing.

A day that only tells when somebody spoke ("said Friday") is no day of a happening. What the words leave open
stays open: "on Monday" in a text of some week of two years is some Monday of those two years.
"""

import datetime as dt
import re
from collections.abc import Sequence

from firsthand.model.span import Span
from firsthand.text.when import Bounds, Expression, resolve, tense_of

LONGEST_DAYS = 366
"""A stretch longer than this is background, not an event."""
_NAMED = frozenset({"weekday", "date", "monthday", "month", "season", "quarter", "year", "relative", "ago", "full"})
_DATED = frozenset({"date", "month", "season", "quarter", "year"})
"""Kinds that need no anchor once they print a year."""
_ANY_DAY = dt.date(2000, 1, 1)
_SAID = re.compile(
    r"\b(?:said|says|told|added|reported|wrote|noted|stated)"
    r"(?:\s(?:\w+\s)?(?:on|late|early)|\sreporters)?\s$",
    re.IGNORECASE,
)
_NEAR = 5
"""Characters between the cue of a claim and a day that belongs to it: ``, on``."""


def meant(
    expression: Expression, text: str, first: dt.date | None, last: dt.date | None, *, longest: int = LONGEST_DAYS
) -> Bounds | None:
    """Return the first and last day that an expression can mean; None when it names no stretch of days.

    Args:
        expression: what `firsthand.text.when.find` found.
        text: the text that it stands in; it tells the tense.
        first: the first day on which the text can have been written; None: open.
        last: the last such day; None: open.
        longest: days from which a stretch is no event any more.

    Returns:
        Both ends. One that hangs on an open day of writing is None; both never are.
    """
    if expression.kind not in _NAMED or (expression.kind == "relative" and expression.unit == "century"):
        return None
    tense = tense_of(text, expression.span)
    if expression.kind == "full" or (expression.year is not None and expression.kind in _DATED):
        first = last = _ANY_DAY
    low = resolve(expression, first, tense) if first is not None else (None, None)
    high = resolve(expression, last, tense) if last is not None else (None, None)
    if low[0] is None and high[1] is None:
        return None
    for ends in (low, high):
        if ends[0] is not None and ends[1] is not None and (ends[1] - ends[0]).days > longest:
            return None
    return low[0], high[1]


def of_speaking(text: str, sentence: Span, span: Span, cues: Sequence[int] = ()) -> bool:
    """Tell whether a day is that of an utterance: it follows a saying word without anything between.

    Args:
        text: the text.
        sentence: the sentence that the day stands in.
        span: the date expression.
        cues: ends of the cues of its claims.
    """
    if _SAID.search(text[max(sentence.start, span.start - 40) : span.start]):
        return True
    return any(0 <= span.start - cue <= _NEAR for cue in cues)
