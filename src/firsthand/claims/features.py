"""What the tagger sees of a token: numbers for its word, its beginning and end, its shape, its class, its place.

Training and reading share this file, so that both see the same. Nothing here depends on the machine: words and their
classes are numbered by the model's own lists (a later change of the lexicon does not change what a trained model sees),
beginnings and ends by CRC-32.
"""

import zlib
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from firsthand.claims.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    CUES,
    DAY_WORDS,
    DETERMINERS,
    HEDGES,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
)
from firsthand.claims.prose import Paragraph
from firsthand.claims.roles import COUNTRIES, ORGANISATIONS, OUTLETS, PRODUCTS, TITLES, UNNAMED

AFFIXES: Final = 4096
"""Slots for beginnings, and as many for ends; two of a few thousand real ones share a slot now and then."""
COLUMNS: Final = 6
"""Numbers of a token: word, beginning, end of two letters, end of three, shape and class, place."""
_CLASSES: Final = sorted({entry[2] for entry in CUES.values()})
_FORMS: Final = ("base", "third", "past", "participle", "gerund")
_CLOSED: Final = (
    BE, NEGATIONS, AUXILIARIES, PRONOUNS, DETERMINERS, DAY_WORDS, CONJUNCTIONS, PREPOSITIONS, VERBS, HEDGES, ADVERBS,
    UNNAMED, TITLES, PRODUCTS, OUTLETS, ORGANISATIONS, COUNTRIES,
)  # fmt: skip
WORD_CLASSES: Final = 1 + len(_CLASSES) * len(_FORMS) + len(_CLOSED)
SHAPES: Final = 12


def normal(word: str) -> str:
    """Return the form under which the model lists a word: lower case, plain apostrophes, digits as 0."""
    word = word.lower().replace("’", "'").replace("‘", "'")
    return "".join("0" if c.isdigit() else c for c in word) if any(c.isdigit() for c in word) else word


def word_classes() -> dict[str, int]:
    """Return the class number of each word of the lexicon: cue forms first, then the closed classes in order."""
    found: dict[str, int] = {}
    for number, words in reversed(list(enumerate(_CLOSED))):
        for word in words:
            found[word] = 1 + len(_CLASSES) * len(_FORMS) + number
    for word, (_, form, cue_class) in CUES.items():
        found[word] = 1 + _CLASSES.index(cue_class) * len(_FORMS) + _FORMS.index(form)
    return {normal(word): number for word, number in sorted(found.items())}


@dataclass(slots=True)
class Vocabulary:
    """The words and word classes of one model."""

    numbers: dict[str, int]
    """Normal form -> number from 1; 0 is any other word."""
    classes: dict[str, int]
    """Normal form -> class, as `word_classes` gave it when the model was trained."""
    _rows: dict[str, tuple[int, int, int, int, int]] = field(default_factory=dict)

    def row(self, word: str) -> tuple[int, int, int, int, int]:
        """Return the numbers of a word as it stands, without its place."""
        row = self._rows.get(word)
        if row is None:
            lower = normal(word)
            row = (
                self.numbers.get(lower, 0),
                _slot("<" + lower[:3]),
                _slot(lower[-2:] + ">"),
                _slot(lower[-3:] + ">>"),
                _shape(word) * WORD_CLASSES + self.classes.get(lower, 0),
            )
            if len(self._rows) < 50_000:
                self._rows[word] = row
        return row

    def table(self, paragraph: Paragraph) -> NDArray[np.int32]:
        """Return one row of `COLUMNS` numbers for each token of a paragraph."""
        openers = {low for low, _ in paragraph.bounds}
        rows = [
            (*self.row(word), (1 if quoted else 0) + (2 if at in openers else 0) + (4 if at == 0 else 0))
            for at, (word, quoted) in enumerate(zip(paragraph.words, paragraph.quoted, strict=True))
        ]
        return np.array(rows, dtype=np.int32).reshape(-1, COLUMNS)


def _slot(piece: str) -> int:
    return zlib.crc32(piece.encode("utf-8", "surrogatepass")) % AFFIXES


def _shape(word: str) -> int:
    """Return 0 to 11: the kind of mark, or how a word is capitalised."""
    if not word[0].isalnum():
        for number, marks in enumerate((".!?…", ",", ":;", "\"'“”‘’„«»「」", "()[]—–-")):
            if word[0] in marks:
                return number
        return 5
    if word[0].isdigit():
        return 6
    if word.isupper():
        return 7 if len(word) > 1 else 8
    if word[0].isupper():
        return 9
    return 10 if word.islower() else 11
