"""What a text is about, in figures: rare words, names, numbers with their units, years, place and days of writing.

Words are numbered (`Vocabulary`), and a text keeps arrays of numbers: a hundred thousand texts have to fit in memory.
"""

import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Article, Dating, Span
from firsthand.stories.naming import Named, packed
from firsthand.stories.reading import LONGEST, Days, Happened, Place, Reading
from firsthand.text import names
from firsthand.text.rates import rate

_OFTEN = 2**16 - 1
"""A word that stands in a text more often counts so often."""
_PRIOR = 500.0
"""The archive's own counts weigh as much as the built-in rates once it holds this many texts."""

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


class _Numbers(dict[str, int]):
    """Gives a word that has no number the next one."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Vocabulary:
    """The words of all texts, each with a number."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = _Numbers()

    def bag(self, counted: Mapping[str, int]) -> "Bag":
        """Return words with how often they stand in a text, in order of their numbers."""
        some = sorted(counted)  # the numbers of words must not hang on who read the text
        ids = np.fromiter(map(self.ids.__getitem__, some), np.int32, len(some))
        times = np.fromiter((min(counted[word], _OFTEN) for word in some), np.uint16, len(some))
        order = np.argsort(ids, kind="stable")
        return Bag(ids[order], times[order])


@dataclass(frozen=True, slots=True)
class Bag:
    """Words of one text by their numbers, and how often each stands there."""

    ids: Ints
    times: NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is counted in one text before rarity is known."""

    text: str
    record: str
    """The page that stands for the text."""
    words: Bag
    lead: Bag
    names: Bag
    lead_names: Bag
    mentions: NDArray[np.int64]
    """The first place of each of `names`."""
    numbers: Mapping[str, Place]
    units: Mapping[str, tuple[str, ...]]
    """Following word -> the numbers that it counts."""
    years: frozenset[str]
    place: str | None
    days: Days | None
    happened: Happened | None


@dataclass(frozen=True, slots=True)
class Profile:
    """One text, ready to be compared, and its names with their weights."""

    sketch: Sketch
    rarity: "Rarity"
    pages: Mapping[str, Article]
    """All pages: where its article is looked up."""

    @property
    def article(self) -> Article:
        """The page that stands for the text."""
        return self.pages[self.sketch.record]

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
        start, size, title = place >> 10, (place >> 1) & LONGEST, bool(place & 1)
        span = Span(start=start, end=start + size)
        article = self.article
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
        raw: Floats = (1 + np.log(bag.times, dtype=np.float64)) * self.of[bag.ids]
        return raw / (math.sqrt(float(np.sum(raw * raw))) or 1.0)


@dataclass(frozen=True, slots=True)
class Draft:
    """One text with its words numbered, until all texts tell which of its capitalised words are names."""

    words: Bag
    lead: Bag
    asked: tuple[str, ...]
    """Words whose casing in all texts is asked for."""
    drawn: bytes
    """What may be names, packed: as objects it would take ten times as much."""
    read: Reading
    """The rest of what it tells."""


def draft(read: Reading, vocabulary: Vocabulary) -> Draft:
    """Return what one text tells by itself, with its words numbered."""
    rest = replace(read, words={}, lead={}, names=_NOTHING)
    asked = tuple(map(sys.intern, read.names.asked))
    return Draft(vocabulary.bag(read.words), vocabulary.bag(read.lead), asked, packed(read.names.drawn), rest)


_NOTHING = names.Seen({}, {}, (), names.Drawn())


def sketch(
    text_id: str, article: Article, days: Days | None, drawn: Draft, named: Named, vocabulary: Vocabulary
) -> Sketch:
    """Return what one text holds.

    Args:
        text_id: the stemma's id.
        article: the witness that stands for the text.
        days: its days of writing; None when not dated.
        drawn: what the text tells by itself.
        named: its names.
        vocabulary: numbers of words, which grows.
    """
    read, bag = drawn.read, vocabulary.bag(named.every)
    at = {vocabulary.ids[key]: where for key, where in named.mentions.items()}
    return Sketch(
        text=text_id,
        record=article.record,
        words=drawn.words,
        lead=drawn.lead,
        names=bag,
        lead_names=vocabulary.bag(named.first),
        mentions=np.fromiter(map(at.__getitem__, bag.ids.tolist()), np.int64, len(bag.ids)),
        numbers={sys.intern(value): place for value, place in read.numbers.items()},
        units={sys.intern(unit): tuple(map(sys.intern, sorted(some))) for unit, some in read.units.items()},
        years=frozenset(read.years),
        place=article.dateline.place if article.dateline else None,
        days=days,
        happened=read.happened,
    )


def days(dating: Dating | None) -> Days | None:
    """Return the first and last day on which a text was likely written; None when no day is known at either end."""
    if dating is None or dating.certainty == "none":
        return None
    if dating.likely is not None and dating.certainty in ("certain", "high"):
        return dating.likely, dating.likely
    first = dating.earliest or dating.likely or dating.latest
    last = dating.latest or dating.likely or dating.earliest
    return (first, last) if first is not None and last is not None else None
