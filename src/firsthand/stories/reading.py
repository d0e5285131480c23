"""What one text tells by itself: its words, what shows of names, numbers with their units, years, and its lede's day.

Which of its capitalised words are names, and how rare its words are, only all texts together tell (`profile`).
"""

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.model import Article, Claim, Span
from firsthand.text.names import Seen, see
from firsthand.text.normalise import words
from firsthand.text.numbers import numbers
from firsthand.text.occurrence import meant, of_speaking
from firsthand.text.rates import rate
from firsthand.text.sentences import sentences
from firsthand.text.terms import stem
from firsthand.text.when import find

MAX_CHARACTERS = 8_000
"""A report says what it is about in its first 1,300 words; the rest of a long read adds other matters."""
LEAD_WORDS = 70
"""Title and first two or three sentences."""
LEDE_SENTENCES = 2
"""What a text opens with: its news stands in the first sentence, now and then in the second. A line without a full stop
(a headline, a byline) is none."""
LEDE_CHARACTERS = 700
"""Characters in which they are looked for."""
_NEWS_DAYS = frozenset({"weekday", "relative"})
"""How a lede tells the day of its news; a printed date before it is the dateline's, that of writing."""
_YEAR = re.compile(r"(?:19|20)\d\d")
ENDS = frozenset('.!?…。！？؟।"”’»)')
_STOP = 0.3
NAME_STOP = 0.2
LONGEST = 511

Place = int
"""Where a word or number stands: start, length, and whether that is the title, in one number (`place`)."""
Days = tuple[dt.date, dt.date]
"""The first and the last day on which a text was likely written."""
Happened = tuple[dt.date, str, Span]
"""A day, and the words of the text that give it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One text, to be read."""

    article: Article
    """The witness that stands for it."""
    days: Days | None
    """When it was written; None when not dated."""
    claims: Sequence[Claim]
    """What is said in it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text tells by itself."""

    words: dict[str, int]
    """The stems of the words that say something, and how often each stands there."""
    lead: dict[str, int]
    """The same for what it opens with."""
    names: Seen
    numbers: dict[str, Place]
    units: dict[str, tuple[str, ...]]
    """Following word -> the numbers that it counts, sorted."""
    years: tuple[str, ...]
    happened: Happened | None
    """The last day, up to that of writing, on which something happened that the text opens with; None when its day of
    writing is not known, or when it opens with no such day."""


def full(article: Article) -> tuple[str, int]:
    """Return headline and text, as far as they are read, and where the text begins in that."""
    title = article.title or ""
    return f"{title}\n\n{article.text[:MAX_CHARACTERS]}", len(title) + 2


def reading(asked: Asked) -> Reading:
    """Return what one text tells by itself."""
    text, offset = full(asked.article)
    found = [(word, start, end) for word, start, end in words(text)]
    values, units = _numbers(found, text, offset)
    return Reading(
        words=_telling(word for word, _, _ in found),
        lead=_telling(word for word, _, _ in found[:LEAD_WORDS]),
        names=see(text),
        numbers=values,
        units=units,
        years=tuple(sorted({word for word, _, _ in found if _YEAR.fullmatch(word)})),
        happened=_happened(asked),
    )


def _happened(asked: Asked) -> Happened | None:
    """Return the last day of an event in the lede of a text whose day of writing is known."""
    article, written = asked.article, asked.days
    if written is None or written[0] != written[1]:
        return None
    lede = article.text[:LEDE_CHARACTERS]
    found: list[Happened] = []
    opening = [span for span in sentences(lede) if lede[span.end - 1] in ENDS][:LEDE_SENTENCES]
    for expression in find(lede, article.language):
        if expression.kind not in _NEWS_DAYS:
            continue
        inside = next((s for s in opening if s.start <= expression.span.start and expression.span.end <= s.end), None)
        if inside is None:
            continue
        cues = sorted(claim.cue.end for claim in asked.claims if claim.cue is not None)
        if of_speaking(lede, inside, expression.span, cues):
            continue
        ends = meant(expression, lede, *written, longest=1)
        if ends is not None and ends[0] is not None and ends[0] <= written[0]:
            found.append((ends[0], expression.text, expression.span))
    return max(found, key=lambda each: (each[0], -each[2].start), default=None)


def _telling(found: Iterable[str]) -> dict[str, int]:
    """Return the stems of the words that say something, counted."""
    kept: Counter[str] = Counter()
    for word, times in Counter(found).items():
        if tells(word, _STOP):
            kept[stem(word)] += times
    return kept


def tells(word: str, limit: float) -> bool:
    """Tell whether a word is rare enough to say something."""
    return len(word) > 1 and not word[0].isdigit() and rate(word) < limit or _is_ideograph(word)


def _is_ideograph(word: str) -> bool:
    return len(word) == 1 and "\u3400" <= word <= "\u9fff" and rate(word) < 0.2


def place(size: int, start: int, offset: int) -> Place:
    """Return a place as one number; what starts before the offset stands in the title."""
    title = start < offset
    return (start if title else start - offset) << 10 | min(size, LONGEST) << 1 | title


def _numbers(
    found: Sequence[tuple[str, int, int]], text: str, offset: int
) -> tuple[dict[str, Place], dict[str, tuple[str, ...]]]:
    """Return the numbers with their places, and for each following word the numbers that it counts. Years are none."""
    values: dict[str, Place] = {}
    units: dict[str, set[str]] = {}
    starts = [start for _, start, _ in found]
    for value, where in numbers(text):
        quote = where.of(text)
        if _YEAR.fullmatch(quote):
            continue
        key = f"{value:f}"
        values.setdefault(key, place(len(quote), where.start, offset))
        after = bisect_left(starts, where.end)
        if after < len(found) and rate(found[after][0]) < NAME_STOP:
            units.setdefault(stem(found[after][0]), set()).add(key)
    return values, {unit: tuple(sorted(some)) for unit, some in units.items()}
