"""Translations: names and figures that stand in the same order in two languages.

A translation keeps the proper names, the figures and their order, and almost nothing else that can be compared without
a dictionary. This is thin evidence, so much of the skeleton must agree, and figures must be among it.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from rapidfuzz.distance import LCSseq

from firsthand.copies.witness import Witness
from firsthand.model import Article, Span
from firsthand.model.noun import Noun
from firsthand.text.wordnumbers import Places, Prints

_BONE = re.compile(r"\d[\d.,:]*\d|\d+|[^\W\d_][^\W_]{2,}")
_OPENERS = frozenset('.!?:"“„«')
_NO_DIGIT = re.compile(r"\D")
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


class Bones(Noun, frozen=True, kw_only=True):
    """What the index takes of one text's names and figures."""

    prints: bytes
    """A number of eight bytes for each two neighbours, once a text."""


def bones(article: Article) -> Bones:
    """Return what the index takes of the names and figures of one article; depends on the article alone."""
    numbers = np.array([zlib.crc32(key.encode("utf-8", "surrogatepass")) for key, _, _ in _bones(article.text)])
    numbers = numbers.astype(np.uint64)
    joined = (numbers[:-1] << np.uint64(32)) | numbers[1:]
    return Bones(prints=np.unique(joined).tobytes())


def skeleton(witness: Witness) -> Skeleton:
    """Return the names and figures of a text."""
    found = list(_bones(witness.text))
    return Skeleton(tuple(key for key, _, _ in found), tuple(Span(start=start, end=end) for _, start, end in found))


def _bones(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the names and figures of a text in order, each as its key and where it stands."""
    return islice(_every_bone(text), _MOST)


def _every_bone(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _BONE.finditer(text):
        word = match.group()
        if word[0].isupper():
            if not _opens(text[max(0, match.start() - 4) : match.start()]):
                yield _name(word), *match.span()
        elif word[0].isdigit():
            yield word if word.isdecimal() else _NO_DIGIT.sub("", word), *match.span()


def _opens(before: str) -> bool:
    """Tell whether a sentence or quotation opens behind some characters, so that any word has a capital there."""
    bare = before.rstrip()
    return not bare or bare[-1] in _OPENERS or "\n" in before[len(bare) :]


def _name(word: str) -> str:
    """Return a name without accents, cut to its first letters."""
    if word.isascii() and word.isalpha():
        return word[:_STEM].lower()
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in plain if letter.isalpha())[:_STEM]


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


def columns(found: Iterable[Bones]) -> tuple[Prints, Places]:
    """Return the prints of many texts in one column, and the number of the text of each."""
    parts = [np.frombuffer(each.prints, np.uint64) for each in found]
    owners = np.repeat(np.arange(len(parts), dtype=np.int64), [len(part) for part in parts])
    return np.concatenate([np.empty(0, np.uint64), *parts]), owners
