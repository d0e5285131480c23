"""Shingles of words, and the few of them that winnowing keeps as fingerprints of a text.

Everything here is a function of the texts alone: the same on every machine and in every run.
"""

from collections.abc import Sequence

import numpy as np

from firsthand.text.wordnumbers import Hashes, Places, Prints, mixed

__all__ = ["Hashes", "Places", "Prints", "sampled", "shingles"]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)


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
    return mixed(total)


def sampled(texts: Sequence[Hashes], size: int, window: int) -> tuple[Prints, Places, Places]:
    """Return the fingerprints of many texts as they stand, the number of the text of each, and its place there.

    The place is that of the first window in which it is the smallest, at most a window before the fingerprint.

    Of every `window` neighbouring shingles the smallest is kept (Schleimer, Wilkerson and Aiken 2003), so two texts
    that share ``size + window - 1`` words in a row always share a fingerprint. A text with fewer shingles than a
    window keeps its smallest.
    """
    lengths = np.array([len(text) for text in texts], np.int64)
    if not len(lengths) or not lengths.sum():
        return np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64)
    numbers = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    prints = shingles(np.concatenate(list(texts)), size)
    same = numbers[: len(prints)] == numbers[size - 1 :]
    prints, numbers = prints[same], numbers[: len(same)][same]
    if not len(prints):
        return np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64)
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


def _kept(padded: Prints, owners: Places, window: int) -> tuple[Prints, Places, Places]:
    """Return the smallest shingle of each window, once where neighbouring windows have the same.

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
    at = np.flatnonzero(take)
    values, texts = least[at], owners[at]
    change = np.ones(len(values), bool)
    change[1:] = (values[1:] != values[:-1]) | (texts[1:] != texts[:-1])
    begins = np.searchsorted(owners[inside], np.arange(int(texts[-1]) + 1))
    at -= np.flatnonzero(inside)[begins][texts]
    return values[change], texts[change], at[change]
