"""What a text is about, in figures: rare words, names, numbers with their units, years, place and days of writing."""

import datetime as dt
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Article, Dating, Span
from firsthand.text import names
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
LEAD_CHARACTERS = 500
"""The same, for names."""
LEDE_SENTENCES = 2
"""What a text opens with: its news stands in the first sentence, now and then in the second. A line without a full stop
(a headline, a byline) is none."""
LEDE_CHARACTERS = 700
"""Characters in which they are looked for."""
_NEWS_DAYS = frozenset({"weekday", "relative"})
"""How a lede tells the day of its news; a printed date before it is the dateline's, that of writing."""
_PRIOR = 500.0
"""The archive's own counts weigh as much as the built-in rates once it holds this many texts."""
_YEAR = re.compile(r"(?:19|20)\d\d")
ENDS = frozenset('.!?…。！？؟।"”’»)')
_STOP = 0.3
_NAME_STOP = 0.2

Vector = Mapping[str, float]
Place = tuple[str, Span, bool]
"""Quote, span, and whether it stands in the title."""
Happened = tuple[dt.date, str, Span]
"""A day, and the words of the text that give it."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is counted in one text before rarity is known."""

    text: str
    record: str
    words: Counter[str]
    lead: Counter[str]
    names: Counter[str]
    lead_names: Counter[str]
    numbers: Mapping[str, Place]
    units: Mapping[str, frozenset[str]]
    years: frozenset[str]
    mentions: Mapping[str, Place]
    place: str | None
    days: tuple[dt.date, dt.date] | None
    happened: Happened | None
    """The last day, up to that of writing, on which something happened that the text opens with; None when its day of
    writing is not known, or when it opens with no such day."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One text, ready to be compared."""

    sketch: Sketch
    words: Vector
    lead: Vector
    names: Vector
    lead_names: Vector
    weights: Vector
    """Rarity of each name word."""


class Rarity:
    """How much a shared word says: the log of one over the share of texts that hold it.

    The share is counted in the archive and blended with the built-in rates, so that two pages alone can be compared.
    """

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        """Count the texts that hold each word and each number."""
        self.total = len(sketches)
        self.words: Counter[str] = Counter()
        self.numbers: Counter[str] = Counter()
        for sketch in sketches:
            self.words.update(sketch.words.keys() | sketch.names.keys())
            self.numbers.update(sketch.numbers.keys())

    def of(self, word: str) -> float:
        """Return the rarity of a stem."""
        return math.log((self.total + _PRIOR) / (self.words[word] + _PRIOR * rate(word) + 0.5))

    def of_number(self, value: str) -> float:
        """Return the rarity of a number; small round ones are in every text."""
        plain = 0.05 if len(value) < 3 else 0.004
        return math.log((self.total + _PRIOR) / (self.numbers[value] + _PRIOR * plain + 0.5))


def sketch(
    text_id: str, article: Article, dating: Dating | None, counts: names.Casing, cues: Sequence[int] = ()
) -> Sketch:
    """Return what one text holds.

    Args:
        text_id: the stemma's id.
        article: the witness that stands for the text.
        dating: its days of writing; None when not dated.
        counts: casing statistics of all texts.
        cues: ends of the cues of its claims.
    """
    title = article.title or ""
    full = f"{title}\n\n{article.text[:MAX_CHARACTERS]}"
    offset = len(title) + 2
    found = [(word, start, end) for word, start, end in words(full)]
    kept = _telling(word for word, _, _ in found)
    early = _telling(word for word, _, _ in found[:LEAD_WORDS])
    mentions: dict[str, Place] = {}
    every: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for name in names.find(full, counts):
        for part in name.key.split():
            if not _tells(part, _NAME_STOP):
                continue
            every[stem(part)] += 1
            mentions.setdefault(stem(part), _place(name.text, name.span.start, offset))
            if name.span.start < LEAD_CHARACTERS:
                first[stem(part)] += 1
    numbers, units = _numbers(found, full, offset)
    return Sketch(
        text=text_id,
        record=article.record,
        words=kept,
        lead=early,
        names=every,
        lead_names=first,
        numbers=numbers,
        units=units,
        years=frozenset(word for word, _, _ in found if _YEAR.fullmatch(word)),
        mentions=mentions,
        place=article.dateline.place if article.dateline else None,
        days=days(dating),
        happened=_happened(article, days(dating), cues),
    )


def _happened(article: Article, written: tuple[dt.date, dt.date] | None, cues: Sequence[int]) -> Happened | None:
    """Return the last day of an event in the lede of a text whose day of writing is known."""
    if written is None or written[0] != written[1]:
        return None
    lede = article.text[:LEDE_CHARACTERS]
    found: list[Happened] = []
    opening = [span for span in sentences(lede) if lede[span.end - 1] in ENDS][:LEDE_SENTENCES]
    for expression in find(lede, article.language):
        if expression.kind not in _NEWS_DAYS:
            continue
        inside = next((s for s in opening if s.start <= expression.span.start and expression.span.end <= s.end), None)
        if inside is None or of_speaking(lede, inside, expression.span, cues):
            continue
        ends = meant(expression, lede, *written, longest=1)
        if ends is not None and ends[0] is not None and ends[0] <= written[0]:
            found.append((ends[0], expression.text, expression.span))
    return max(found, key=lambda each: (each[0], -each[2].start), default=None)


def _telling(found: Iterable[str]) -> Counter[str]:
    """Return the stems of the words that say something, counted."""
    kept: Counter[str] = Counter()
    for word, times in Counter(found).items():
        if _tells(word, _STOP):
            kept[stem(word)] += times
    return kept


def _tells(word: str, limit: float) -> bool:
    return len(word) > 1 and not word[0].isdigit() and rate(word) < limit or _is_ideograph(word)


def _is_ideograph(word: str) -> bool:
    return len(word) == 1 and "\u3400" <= word <= "\u9fff" and rate(word) < 0.2


def _place(quote: str, start: int, offset: int) -> Place:
    at = start if start < offset else start - offset
    return quote, Span(start=at, end=at + len(quote)), start < offset


def _numbers(
    found: Sequence[tuple[str, int, int]], full: str, offset: int
) -> tuple[dict[str, Place], dict[str, frozenset[str]]]:
    """Return the numbers with their places, and for each following word the numbers that it counts. Years are none."""
    values: dict[str, Place] = {}
    units: dict[str, set[str]] = {}
    starts = [start for _, start, _ in found]
    for value, where in numbers(full):
        quote = where.of(full)
        if _YEAR.fullmatch(quote):
            continue
        key = f"{value:f}"
        values.setdefault(key, _place(quote, where.start, offset))
        after = bisect_left(starts, where.end)
        if after < len(found) and rate(found[after][0]) < _NAME_STOP:
            units.setdefault(stem(found[after][0]), set()).add(key)
    return values, {unit: frozenset(some) for unit, some in units.items()}


def days(dating: Dating | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day on which a text was likely written; None when no day is known at either end."""
    if dating is None or dating.certainty == "none":
        return None
    if dating.likely is not None and dating.certainty in ("certain", "high"):
        return dating.likely, dating.likely
    first = dating.earliest or dating.likely or dating.latest
    last = dating.latest or dating.likely or dating.earliest
    return (first, last) if first is not None and last is not None else None


def profile(sketch: Sketch, rarity: Rarity) -> Profile:
    """Return a sketch with weights: each part a vector of length 1."""
    return Profile(
        sketch=sketch,
        words=_vector(sketch.words, rarity),
        lead=_vector(sketch.lead, rarity),
        names=_vector(sketch.names, rarity),
        lead_names=_vector(sketch.lead_names, rarity),
        weights={name: rarity.of(name) for name in sketch.names},
    )


def _vector(counted: Counter[str], rarity: Rarity) -> dict[str, float]:
    raw = {word: (1 + math.log(times)) * rarity.of(word) for word, times in sorted(counted.items())}
    size = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {word: weight / size for word, weight in raw.items()}
