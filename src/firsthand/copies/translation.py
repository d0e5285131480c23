"""Translations: names and figures that stand in the same order in two languages.

A translation keeps the proper names, the figures and their order, and almost nothing else that can be compared without
a dictionary. This is thin evidence, so much of the skeleton must agree, and figures must be among it.
"""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from firsthand.copies.witness import Witness
from firsthand.model import Span
from firsthand.text.wordnumbers import Places, Prints, number_of

_BONE = re.compile(r"\d[\d.,:]*\d|\d+|[^\W\d_][^\W_]{2,}")
_OPENS = re.compile(r"(?:^|[.!?:\n]|[\"“„«])\s*$")
_STEM = 5  # letters of a name that survive inflection and transcription
_MOST = 4_000  # names and figures of one text
_LEAST = 10  # names and figures in the same order
_LEAST_FIGURES = 2
_SHARE = 0.55  # of the poorer skeleton
_DENSE = 0.2  # of all bones between the first and last one in either text: tables hold any figures in any order, while
# a language that writes its nouns large has three times as many bones
_TELLING = 5  # different names, or figures of three digits and more: small numbers agree by chance


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The names and figures of a text in order."""

    keys: tuple[str, ...]
    """Figures without separators; names without accents, cut to their first letters."""
    places: tuple[Span, ...]
    """Where they stand."""


def skeleton(witness: Witness) -> Skeleton:
    """Return the names and figures of a text."""
    keys, places = [], []
    text = witness.text
    for match in _BONE.finditer(text):
        word = match.group()
        if word[0].isdigit():
            key = re.sub(r"\D", "", word)
        elif word[0].isupper() and not _OPENS.search(text[max(0, match.start() - 4) : match.start()]):
            plain = unicodedata.normalize("NFKD", word).casefold()
            key = "".join(letter for letter in plain if letter.isalpha())[:_STEM]
        else:
            continue
        keys.append(key)
        places.append(Span(start=match.start(), end=match.end()))
        if len(keys) >= _MOST:
            break
    return Skeleton(tuple(keys), tuple(places))


def aligned(left: Skeleton, right: Skeleton) -> list[tuple[int, int]] | None:
    """Return the names and figures that stand in the same order; None when they do not make a translation."""
    least = min(len(left.keys), len(right.keys))
    if least < _LEAST:
        return None
    found = [
        (block.a + at, block.b + at)
        for block in LCSseq.opcodes(left.keys, right.keys).as_matching_blocks()
        for at in range(block.size)
    ]
    if len(found) < max(_LEAST, _SHARE * least):
        return None
    different = {left.keys[one] for one, _ in found}
    figures = sum(left.keys[one].isdigit() for one, _ in found)
    telling = sum(not key.isdigit() or len(key) >= 3 for key in different)
    stretch = max(found[-1][0] - found[0][0], found[-1][1] - found[0][1]) + 1
    if figures < _LEAST_FIGURES or len(different) < _LEAST * 0.7 or telling < _TELLING:
        return None
    return found if len(found) >= _DENSE * stretch else None


def bone_prints(skeletons: list[Skeleton]) -> tuple[Prints, Places]:
    """Return a fingerprint for each two neighbours of each skeleton, once a text, and the number of the text."""
    known: dict[str, int] = {}
    columns, owners = [], []
    for number, one in enumerate(skeletons):
        known |= {key: number_of(key) for key in set(one.keys) - known.keys()}
        keys = np.array([known[key] for key in one.keys], np.uint64)
        joined = np.unique((keys[:-1] << np.uint64(32)) | keys[1:]) if len(keys) > 1 else np.empty(0, np.uint64)
        columns.append(joined)
        owners.append(np.full(len(joined), number, np.int64))
    if not columns:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    return np.concatenate(columns), np.concatenate(owners)
