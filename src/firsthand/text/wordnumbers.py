"""The words of texts as columns of numbers, cut and folded in numpy without a loop over words.

A word is what `normalise.words` calls one, and two words have one number when `normalise.fold` makes them equal. Each
code point is looked up in a table once: what it does to a word, and what number it folds to. Characters that fold to
more than one letter, or to none, are rare; the words that hold them take the way through `fold`.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firsthand.text.normalise import INVISIBLE, fold, stands_alone

Hashes = npt.NDArray[np.uint32]
"""One number a word."""
Prints = npt.NDArray[np.uint64]
"""One number a shingle."""
Places = npt.NDArray[np.int64]
"""Places in a text or in a list of texts."""
_Codes = npt.NDArray[np.uint32]
_Kinds = npt.NDArray[np.uint8]

# What a code point does. Up to _ALONE it is part of no word but one of its own; from _HIDDEN on it is part of one, and
# from _LETTER on it may follow an apostrophe, a comma or a full stop inside a word.
_OTHER, _JOINER, _ALONE, _HIDDEN, _LETTER, _DIGIT, _ODD, _UNKNOWN = range(8)
_JOINERS = frozenset("'’.,")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
_COMPOSED = ((0x1100, 0x11FF), (0xA960, 0xA97F), (0xD7B0, 0xD7FF))  # Korean letters that join into syllables
_POINTS = 0x110000
_LOWER, _CAPITAL, _FIGURE = range(3)
_FACTOR = 0x9E3779B97F4A7C15
_INVERSE = pow(_FACTOR, -1, 1 << 64)
_BITS = (1 << 64) - 1
_MIX_ONE, _MIX_TWO = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_BATCH = 1 << 17  # characters cut at once: their columns stay in the processor's cache


def mixed(values: Prints) -> Prints:
    """Return the values with every bit depending on all others (the finaliser of splitmix64), in place."""
    values ^= values >> np.uint64(30)
    values *= np.uint64(_MIX_ONE)
    values ^= values >> np.uint64(27)
    values *= np.uint64(_MIX_TWO)
    values ^= values >> np.uint64(31)
    return values


def _mix(value: int) -> int:
    """Return what `mixed` makes of one number."""
    value = (value ^ value >> 30) * _MIX_ONE & _BITS
    value = (value ^ value >> 27) * _MIX_TWO & _BITS
    return value ^ value >> 31


def _powers(factor: int, count: int) -> Prints:
    """Return the first powers of a factor modulo 2^64."""
    column = np.full(count, factor, np.uint64)
    column[0] = 1
    return np.multiply.accumulate(column)


class _Table:
    """What each code point does and what it counts in a word's number; filled when a code point is first met.

    It is a cache and no more: an entry depends on its code point alone.
    """

    def __init__(self) -> None:
        self.kinds: _Kinds = np.full(_POINTS, _UNKNOWN, np.uint8)
        self.values: Prints = np.zeros(_POINTS, np.uint64)
        self.opens: _Kinds = np.zeros(_POINTS, np.uint8)
        self._rising, self._falling = _powers(_FACTOR, _BATCH + 1), _powers(_INVERSE, _BATCH + 1)

    def kinds_of(self, codes: _Codes) -> _Kinds:
        """Return what each code point of a text does."""
        kinds = self.kinds.take(codes)
        if (kinds == _UNKNOWN).any():
            for code in np.unique(codes[kinds == _UNKNOWN]).tolist():
                kind, folded = _classed(chr(code))
                self.values[code] = _mix(folded)
                self.opens[code] = _CAPITAL if chr(code).isupper() else _FIGURE if chr(code).isdigit() else _LOWER
                self.kinds[code] = kind
            kinds = self.kinds.take(codes)
        return kinds

    def powers(self, count: int) -> tuple[Prints, Prints]:
        """Return the first powers of the factor and of its inverse."""
        if count < len(self._rising):
            return self._rising, self._falling
        return _powers(_FACTOR, count + 1), _powers(_INVERSE, count + 1)


def _classed(character: str) -> tuple[int, int]:
    """Return what a character does, and the code point that it folds to."""
    code = ord(character)
    if stands_alone(character):
        plain = unicodedata.normalize("NFKC", character)
        return _ALONE, ord(plain) if len(plain) == 1 else code
    if INVISIBLE.match(character):
        return _HIDDEN, code
    if character in _JOINERS:
        return _JOINER, ord(character.translate(_APOSTROPHES))
    if not character.isalnum():
        return _OTHER, code
    folded = unicodedata.normalize("NFKC", character).translate(_APOSTROPHES).casefold()
    simple = (
        len(folded) == 1 and (folded.isalnum() or folded == "'") and unicodedata.normalize("NFKC", folded) == folded
    )
    if not simple or any(low <= code <= high for low, high in _COMPOSED):
        return _ODD, code
    return (_DIGIT if folded.isdigit() else _LETTER), ord(folded)


_TABLE = _Table()


def number_of(word: str) -> int:
    """Return the number of a word as printed; 0 for one that folds to nothing.

    Two different words meet with a chance of 1 in 4 billion, so a shared run is still compared as characters before
    anything is shown.
    """
    total, power = 0, 1
    folded = fold(word)
    for character in folded:
        total += _mix(ord(character)) * power
        power = power * _FACTOR & _BITS
    return ((_mix(total & _BITS) >> 32) or 1) if folded else 0


def located(text: str) -> tuple[Hashes, Places, Places]:
    """Return the number, the first character and the end of each word of a text, in order."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    if not len(codes):
        return np.empty(0, np.uint32), np.empty(0, np.int64), np.empty(0, np.int64)
    kinds = _TABLE.kinds_of(codes)
    inside = kinds >= _HIDDEN
    joints = _joints(kinds, inside)
    inside[joints] = True
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    starts, ends = edges[0::2], edges[1::2]
    dots = joints[codes[joints] == ord(".")]
    words = np.searchsorted(starts, dots, side="right") - 1
    loose = kinds[starts[words]] != _DIGIT  # U.S. is US, but 4.5 is not 45
    dots, words = dots[loose], words[loose]
    inside[dots] = False
    lengths = ends - starts - np.bincount(words, minlength=len(starts))
    numbers = _numbers(codes[inside], lengths)
    if (kinds == _ODD).any() or (kinds == _HIDDEN).any():
        numbers, starts, ends = _odd(text, kinds, numbers, starts, ends)
    alone = np.flatnonzero(kinds == _ALONE)
    if len(alone):
        single = _numbers(codes[alone], np.ones(len(alone), np.int64))
        order = np.argsort(np.concatenate((starts, alone)), kind="stable")
        numbers = np.concatenate((numbers, single))[order]
        starts, ends = np.concatenate((starts, alone))[order], np.concatenate((ends, alone + 1))[order]
    return numbers, starts, ends


def _joints(kinds: _Kinds, inside: npt.NDArray[np.bool_]) -> Places:
    """Return the places of apostrophes, commas and full stops that stand inside a word."""
    found = np.flatnonzero(kinds == _JOINER)
    found = found[(found > 0) & (found < len(kinds) - 1)]
    after = kinds[found + 1]
    return found[inside[found - 1] & (after >= _LETTER)]


def _numbers(codes: _Codes, lengths: Places) -> Hashes:
    """Return one number for each word, whose letters stand one after another in a column.

    The number of the letters a, b, c is ``a + b·f + c·f²`` modulo 2^64, taken from one running sum over all words.
    """
    rising, falling = _TABLE.powers(len(codes))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(_TABLE.values.take(codes) * rising[: len(codes)], out=sums[1:])
    past = np.cumsum(lengths)
    first = past - lengths
    totals = (sums[past] - sums[first]) * falling[first]
    numbers = (mixed(totals) >> np.uint64(32)).astype(np.uint32)
    numbers[numbers == 0] = 1
    return numbers


def _odd(text: str, kinds: _Kinds, numbers: Hashes, starts: Places, ends: Places) -> tuple[Hashes, Places, Places]:
    """Give the words with unusual characters the number of their folded form; those that fold to nothing are none."""
    places = np.flatnonzero((kinds == _ODD) | (kinds == _HIDDEN))
    for word in np.unique(np.searchsorted(starts, places, side="right") - 1).tolist():
        numbers[word] = number_of(text[int(starts[word]) : int(ends[word])])
    return (
        (numbers, starts, ends) if numbers.all() else (numbers[numbers != 0], starts[numbers != 0], ends[numbers != 0])
    )


def numbered(texts: Sequence[str]) -> list[Hashes]:
    """Return for each text one number a word, in order; `located` returns their places as well."""
    found: list[Hashes] = []
    for batch in _batches(texts):
        numbers, starts, _ = located("\n".join(batch))
        bounds = np.cumsum([len(text) + 1 for text in batch])[:-1]
        found.extend(np.split(numbers, np.searchsorted(starts, bounds)))
    return found


class Layout(NamedTuple):
    """Where the words of a text stand."""

    starts: Places
    """First character of each word."""
    ends: Places
    """One past the last."""
    names: npt.NDArray[np.bool_]
    """Which words open with a capital letter."""
    figures: npt.NDArray[np.bool_]
    """Which words open with a digit."""


def layouts(texts: Sequence[str]) -> list[Layout]:
    """Return for each text the places of its words, in the order of `numbered`."""
    found: list[Layout] = []
    for batch in _batches(texts):
        whole = "\n".join(batch)
        _, starts, ends = located(whole)
        heads = _TABLE.opens.take(np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), "<u4")[starts])
        names, figures = heads == _CAPITAL, heads == _FIGURE
        shift, low = 0, 0
        for text in batch:
            high = int(np.searchsorted(starts, shift + len(text)))
            found.append(Layout(starts[low:high] - shift, ends[low:high] - shift, names[low:high], figures[low:high]))
            shift, low = shift + len(text) + 1, high
    return found


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield neighbouring texts that together have about `_BATCH` characters."""
    batch: list[str] = []
    held = 0
    for text in texts:
        if batch and held + len(text) >= _BATCH:
            yield batch
            batch, held = [], 0
        batch.append(text)
        held += len(text) + 1
    if batch:
        yield batch
