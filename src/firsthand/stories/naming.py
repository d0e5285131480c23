"""The names of one text, once all texts have told which of its capitalised words are ordinary ones."""

from collections import Counter
from dataclasses import dataclass, field

import msgspec

from firsthand.model import Article
from firsthand.stories.reading import NAME_STOP, Place, full, place, tells
from firsthand.text.names import Casing, Drawn, settled
from firsthand.text.terms import stem

LEAD_CHARACTERS = 500
"""Characters whose names count as those that a text opens with."""
_decoder = msgspec.msgpack.Decoder(Drawn)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """One text whose names are asked for."""

    article: Article
    usual: tuple[bool | None, ...]
    """How each of the words that it asks for is written in all texts, in their order."""
    asked: tuple[str, ...] = field(compare=False)
    """These words; they follow from the article."""
    drawn: bytes = field(compare=False)
    """What may be names, packed; it follows from the article."""


@dataclass(frozen=True, slots=True)
class Named:
    """The names of one text, by the stems of their words."""

    every: dict[str, int]
    """How often each stands there."""
    first: dict[str, int]
    """How often each stands in what the text opens with."""
    mentions: dict[str, Place]
    """Where each stands first."""


def packed(drawn: Drawn) -> bytes:
    """Return what may be names, packed."""
    return msgspec.msgpack.encode(drawn)


def usual(asked: tuple[str, ...], counts: Casing) -> tuple[bool | None, ...]:
    """Return how some words are written in all texts."""
    return tuple(map(counts.usual, asked))


def naming(text: Unnamed) -> Named:
    """Return the names of one text."""
    whole, offset = full(text.article)
    found = Named(Counter(), Counter(), {})
    for name in settled(whole, _decoder.decode(text.drawn), dict(zip(text.asked, text.usual, strict=True))):
        for part in name.key.split():
            if not tells(part, NAME_STOP):
                continue
            key = stem(part)
            found.every[key] += 1
            found.mentions.setdefault(key, place(len(name.text), name.span.start, offset))
            if name.span.start < LEAD_CHARACTERS:
                found.first[key] += 1
    return found
