"""Words as numbers, shingles of words, and the few of them that winnowing keeps as fingerprints of a text.

Everything here is a function of the text alone: the same on every machine and in every run. The work is done in numpy
columns; only cutting a text into words is left to the regular expressions.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from firsthand.text.normalise import fold, word_pattern

Hashes = npt.NDArray[np.uint32]
"""One number a word."""
Prints = npt.NDArray[np.uint64]
"""One number a shingle."""
Places = npt.NDArray[np.int64]
"""Places in a text or in a list of texts."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX_ONE = np.uint64(0xBF58476D1CE4E5B9)
_MIX_TWO = np.uint64(0x94D049BB133111EB)
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)
_LONGEST_WORD = 200


class Lexicon(dict[str, int]):
    """Numbers of words: word as printed -> 32 bits of the BLAKE2 digest of its folded form; 0 for no word.

    It is a cache and no more: a number depends on its word alone. Two different words meet with a chance of 1 in
    4 billion, so a shared run is still compared as characters before anything is shown.
    """

    def __missing__(self, printed: str) -> int:
        folded = fold(printed[:_LONGEST_WORD])
        number = int.from_bytes(hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")
        number = (number or 1) if folded else 0
        self[printed] = number
        return number


def word_hashes(text: str, lexicon: Lexicon) -> Hashes:
    """Return one number for each word of the text, in order; `word_places` returns their places."""
    found = word_pattern(text).findall(text)
    hashes = np.fromiter(map(lexicon.__getitem__, found), np.uint32, len(found))
    return hashes if hashes.all() else hashes[hashes != 0]


def word_places(text: str, lexicon: Lexicon) -> tuple[Hashes, Places, Places]:
    """Return the number, the first character and the end of each word of the text."""
    pattern = word_pattern(text)
    found = pattern.findall(text)
    hashes = np.fromiter(map(lexicon.__getitem__, found), np.uint32, len(found))
    spans = np.array([match.span() for match in pattern.finditer(text)], np.int64).reshape(-1, 2)
    if not hashes.all():
        spans, hashes = spans[hashes != 0], hashes[hashes != 0]
    return hashes, spans[:, 0], spans[:, 1]


def places_of(text: str, hashes: Hashes, lexicon: Lexicon) -> tuple[Places, Places]:
    """Return the first character and the end of each word, when its numbers are known already."""
    spans = np.array([match.span() for match in word_pattern(text).finditer(text)], np.int64).reshape(-1, 2)
    if len(spans) == len(hashes):  # no match folds to nothing
        return spans[:, 0], spans[:, 1]
    _, starts, ends = word_places(text, lexicon)
    return starts, ends


def shingles(hashes: Hashes, size: int) -> Prints:
    """Return one number for each run of `size` words; empty where there are fewer words than that."""
    count = len(hashes) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    for at in range(size):
        total *= _FACTOR
        total += hashes[at : at + count]
        total ^= total >> np.uint64(29)
    return _mixed(total)


def _mixed(values: Prints) -> Prints:
    """Return the values with every bit depending on all others (the finaliser of splitmix64), in place."""
    values ^= values >> np.uint64(30)
    values *= _MIX_ONE
    values ^= values >> np.uint64(27)
    values *= _MIX_TWO
    values ^= values >> np.uint64(31)
    return values


def winnow(texts: Sequence[Hashes], size: int, window: int) -> tuple[Prints, Places]:
    """Return the fingerprints of many texts, and for each the number of its text, sorted by text and fingerprint.

    Of every `window` neighbouring shingles the smallest is kept (Schleimer, Wilkerson and Aiken 2003), so two texts
    that share ``size + window - 1`` words in a row always share a fingerprint. A text with fewer shingles than a
    window keeps its smallest.
    """
    lengths = np.array([len(text) for text in texts], np.int64)
    if not len(lengths) or not lengths.sum():
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    numbers = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    prints = shingles(np.concatenate(list(texts)), size)
    same = numbers[: len(prints)] == numbers[size - 1 :]
    prints, numbers = prints[same], numbers[: len(same)][same]
    if not len(prints):
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    return _kept(*_padded(prints, numbers, window), window)


def _padded(prints: Prints, numbers: Places, window: int) -> tuple[Prints, Places]:
    """Return the shingles with ``window - 1`` empty places after each text, so that no window spans two texts."""
    bounds = np.flatnonzero(np.diff(numbers)) + 1
    shift = np.zeros(len(prints), np.int64)
    shift[bounds] = window - 1
    at = np.arange(len(prints)) + np.cumsum(shift)
    total = int(at[-1]) + window
    padded = np.full(total, _NONE, np.uint64)
    padded[at] = prints
    owners = np.full(total, -1, np.int64)
    owners[at] = numbers
    return padded, owners


def _kept(padded: Prints, owners: Places, window: int) -> tuple[Prints, Places]:
    """Return the smallest shingle of each window once a text.

    A window that starts in a text but runs over its end is skipped, unless it is the text's first.
    """
    least, reach = padded.copy(), 1
    while reach < window:
        step = min(reach, window - reach)
        least[:-step] = np.minimum(least[:-step], least[step:])
        reach += step
    inside = owners >= 0
    first = inside.copy()
    first[1:] &= ~inside[:-1] | (owners[1:] != owners[:-1])
    last = np.roll(inside, -(window - 1))
    last[-(window - 1) or len(last) :] = False
    take = inside & (first | last)
    values, texts = least[take], owners[take]
    change = np.ones(len(values), bool)
    change[1:] = (values[1:] != values[:-1]) | (texts[1:] != texts[:-1])
    values, texts = values[change], texts[change]
    order = np.lexsort((values, texts))
    values, texts = values[order], texts[order]
    change = np.ones(len(values), bool)
    change[1:] = (values[1:] != values[:-1]) | (texts[1:] != texts[:-1])
    return values[change], texts[change]
