"""What a text is about, in figures: rare words, names, numbers with their units, years, place and days of writing.

Words are numbered (`Vocabulary`), and a text keeps arrays of numbers: a hundred thousand texts have to fit in memory.
"""

import datetime as dt
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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

Place = int
"""Where a word or number stands: start, length, and whether that is the title, in one number (`place`)."""
Happened = tuple[dt.date, str, Span]
"""A day, and the words of the text that give it."""
Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
_LONGEST = 511


class Vocabulary:
    """The words of all texts, each with a number."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def number(self, word: str) -> int:
        """Return the number of a word, a new one where it has none."""
        return self.ids.setdefault(word, len(self.ids))

    def bag(self, counted: Counter[str]) -> "Bag":
        """Return words with how often they stand in a text, in order of their numbers."""
        ids = np.fromiter((self.number(word) for word in counted), np.int32, len(counted))
        times = np.fromiter(counted.values(), np.int32, len(counted))
        order = np.argsort(ids, kind="stable")
        return Bag(ids[order], times[order])


@dataclass(frozen=True, slots=True)
class Bag:
    """Words of one text by their numbers, and how often each stands there."""

    ids: Ints
    times: Ints


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is counted in one text before rarity is known."""

    text: str
    article: Article
    words: Bag
    lead: Bag
    names: Bag
    lead_names: Bag
    mentions: NDArray[np.int64]
    """The first place of each of `names`."""
    numbers: Mapping[str, Place]
    units: Mapping[str, frozenset[str]]
    years: frozenset[str]
    place: str | None
    days: tuple[dt.date, dt.date] | None
    happened: Happened | None
    """The last day, up to that of writing, on which something happened that the text opens with; None when its day of
    writing is not known, or when it opens with no such day."""

    @property
    def record(self) -> str:
        """The page that stands for the text."""
        return self.article.record


@dataclass(frozen=True, slots=True)
class Profile:
    """One text, ready to be compared, and its names with their weights."""

    sketch: Sketch
    rarity: "Rarity"

    @property
    def names(self) -> dict[int, float]:
        """The weights of its names, by their numbers; a vector of length 1."""
        bag = self.sketch.names
        return dict(zip(bag.ids.tolist(), self.rarity.weights(bag).tolist(), strict=True))

    def mention(self, name: int) -> tuple[str, Span, bool]:
        """Return quote and place of a name that it has, and whether it is the title that it stands in."""
        at = int(np.searchsorted(self.sketch.names.ids, name))
        return self.standing(int(self.sketch.mentions[at]))

    def standing(self, place: Place) -> tuple[str, Span, bool]:
        """Return the words at a place, the span, and whether it is the title."""
        start, size, title = place >> 10, (place >> 1) & _LONGEST, bool(place & 1)
        span = Span(start=start, end=start + size)
        article = self.sketch.article
        return span.of((article.title or "") if title else article.text), span, title


class Rarity:
    """How much a shared word says: the log of one over the share of texts that hold it.

    The share is counted in the archive and blended with the built-in rates, so that two pages alone can be compared.
    """

    def __init__(self, sketches: Sequence[Sketch], vocabulary: Vocabulary) -> None:
        """Count the texts that hold each word and each number."""
        self.total = len(sketches)
        self.numbers: Counter[str] = Counter()
        held = np.zeros(len(vocabulary.ids) + 1)
        for sketch in sketches:
            held[np.union1d(sketch.words.ids, sketch.names.ids)] += 1
            self.numbers.update(sketch.numbers.keys())
        rates = np.fromiter((rate(word) for word in vocabulary.ids), np.float64, len(vocabulary.ids))
        self.of = np.log((self.total + _PRIOR) / (held[:-1] + _PRIOR * rates + 0.5))
        """Word -> its rarity."""

    def of_number(self, value: str) -> float:
        """Return the rarity of a number; small round ones are in every text."""
        plain = 0.05 if len(value) < 3 else 0.004
        return math.log((self.total + _PRIOR) / (self.numbers[value] + _PRIOR * plain + 0.5))

    def weights(self, bag: Bag) -> Floats:
        """Return the weights of some words: a vector of length 1."""
        raw: Floats = (1 + np.log(bag.times)) * self.of[bag.ids]
        return raw / (math.sqrt(float(np.sum(raw * raw))) or 1.0)


def sketch(
    text_id: str,
    article: Article,
    dating: Dating | None,
    counts: names.Casing,
    vocabulary: Vocabulary,
    cues: Sequence[int] = (),
) -> Sketch:
    """Return what one text holds.

    Args:
        text_id: the stemma's id.
        article: the witness that stands for the text.
        dating: its days of writing; None when not dated.
        counts: casing statistics of all texts.
        vocabulary: numbers of words, which grows.
        cues: ends of the cues of its claims.
    """
    title = article.title or ""
    full = f"{title}\n\n{article.text[:MAX_CHARACTERS]}"
    offset = len(title) + 2
    found = [(word, start, end) for word, start, end in words(full)]
    kept = _telling(word for word, _, _ in found)
    early = _telling(word for word, _, _ in found[:LEAD_WORDS])
    mentions: dict[int, Place] = {}
    every: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for name in names.find(full, counts):
        for part in name.key.split():
            if not _tells(part, _NAME_STOP):
                continue
            every[stem(part)] += 1
            mentions.setdefault(vocabulary.number(stem(part)), place(len(name.text), name.span.start, offset))
            if name.span.start < LEAD_CHARACTERS:
                first[stem(part)] += 1
    numbers, units = _numbers(found, full, offset)
    bag = vocabulary.bag(every)
    return Sketch(
        text=text_id,
        article=article,
        words=vocabulary.bag(kept),
        lead=vocabulary.bag(early),
        names=bag,
        lead_names=vocabulary.bag(first),
        mentions=np.fromiter((mentions[at] for at in bag.ids.tolist()), np.int64, len(bag.ids)),
        numbers=numbers,
        units=units,
        years=frozenset(word for word, _, _ in found if _YEAR.fullmatch(word)),
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


def place(size: int, start: int, offset: int) -> Place:
    """Return a place as one number; what starts before the offset stands in the title."""
    title = start < offset
    return (start if title else start - offset) << 10 | min(size, _LONGEST) << 1 | title


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
        values.setdefault(key, place(len(quote), where.start, offset))
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
