"""What one text is about beside its words: numbers with what they count, years, place and days of writing."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from firsthand.model import Article, Dating, Span
from firsthand.stories.naming import packed
from firsthand.stories.reading import LONGEST, Days, Happened, Place, Reading
from firsthand.stories.wording import Rarity
from firsthand.text import names


@dataclass(frozen=True, slots=True)
class Sketch:
    """What stands in one text beside its words, held in little room."""

    text: str
    record: str
    """The page that stands for the text."""
    numbers: tuple[str, ...]
    places: NDArray[np.int64]
    """The first place of each of `numbers`."""
    counted: tuple[tuple[str, str], ...]
    """Following words with the numbers that count them."""
    years: tuple[str, ...]
    place: str | None
    days: Days | None
    happened: Happened | None

    @property
    def units(self) -> dict[str, set[str]]:
        """Following word -> the numbers that it counts."""
        found: dict[str, set[str]] = {}
        for unit, value in self.counted:
            found.setdefault(unit, set()).add(value)
        return found

    def stands(self, number: str) -> Place:
        """Return where a number that the text holds stands first."""
        return int(self.places[self.numbers.index(number)])


@dataclass(frozen=True, slots=True)
class Profile:
    """One text, ready to be compared, and its names with their weights."""

    at: int
    """Its place among the texts."""
    sketch: Sketch
    rarity: Rarity
    """What the words and names of all texts say."""
    pages: Mapping[str, Article]
    """All pages: where its article is looked up."""

    @property
    def article(self) -> Article:
        """The page that stands for the text."""
        return self.pages[self.sketch.record]

    @property
    def names(self) -> dict[int, float]:
        """The weights of its names, by their numbers; a vector of length 1."""
        bag = self.rarity.wording.names[self.at]
        return dict(zip(bag.ids.tolist(), self.rarity.weights(bag).tolist(), strict=True))

    def mention(self, name: int) -> tuple[str, Span, bool]:
        """Return quote and place of a name that it has, and whether it is the title that it stands in."""
        return self.standing(self.rarity.wording.mention(self.at, name))

    def standing(self, place: Place) -> tuple[str, Span, bool]:
        """Return the words at a place, the span, and whether it is the title."""
        start, size, title = place >> 10, (place >> 1) & LONGEST, bool(place & 1)
        span = Span(start=start, end=start + size)
        article = self.article
        return span.of((article.title or "") if title else article.text), span, title


_asked = msgspec.msgpack.Decoder(tuple[str, ...])
_rest = msgspec.msgpack.Decoder(Reading)
_NOTHING = names.Seen({}, {}, (), names.Drawn())


@dataclass(frozen=True, slots=True)
class Draft:
    """What one text tells beside its words, packed until all texts tell which of its capitalised words are names."""

    asked_for: bytes
    drawn: bytes
    """What may be names."""
    rest: bytes

    @classmethod
    def of(cls, read: Reading) -> "Draft":
        """Pack what one text tells by itself."""
        rest = replace(read, words={}, lead={}, names=_NOTHING)
        return cls(msgspec.msgpack.encode(read.names.asked), packed(read.names.drawn), msgspec.msgpack.encode(rest))

    @property
    def asked(self) -> tuple[str, ...]:
        """Words whose casing in all texts is asked for."""
        return _asked.decode(self.asked_for)

    def sketch(self, text_id: str, article: Article, days: Days | None) -> Sketch:
        """Return what the text holds beside its words.

        Args:
            text_id: the stemma's id.
            article: the witness that stands for the text.
            days: its days of writing; None when not dated.
        """
        read = _rest.decode(self.rest)
        counted = ((unit, value) for unit, some in sorted(read.units.items()) for value in some)
        return Sketch(
            text=text_id,
            record=article.record,
            numbers=tuple(map(sys.intern, read.numbers)),
            places=np.fromiter(read.numbers.values(), np.int64, len(read.numbers)),
            counted=tuple((sys.intern(unit), sys.intern(value)) for unit, value in counted),
            years=tuple(map(sys.intern, read.years)),
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
