"""Which pairs are worth aligning: shared fingerprints, found in one sorted column.

Texts with the same words come in once. A fingerprint that few texts have joins each two of them. One that many texts
have joins each of them only to a few centres, the same for all fingerprints: so neither a page footer makes millions of
pairs, nor is a story lost that two hundred sites print.

A fingerprint and the number of its text are packed into 64 bits, so that one plain sort brings together what belongs
together. What is cut off the fingerprint lets two meet by chance, a few times in a million texts; a candidate is
nothing yet.
"""

from collections.abc import Iterator

import numpy as np

from firsthand.copies.witness import Mask
from firsthand.text.shingles import Places, Prints
from firsthand.text.wordnumbers import mixed

_BLOCK = 10_000_000  # pair codes held at once before they are counted
_PART = 100_000_000  # pair codes, before they are counted, for which one part is enough
_CHUNK = 1 << 22  # packed fingerprints looked at at once


def pairs(prints: Prints, owners: Places, ranks: Places, crowd: int, centres: int) -> tuple[Places, Places, Places]:
    """Return candidate pairs as three columns: text, text (the smaller number first), fingerprints shared.

    Args:
        prints: fingerprints, each once a text.
        owners: the text of each.
        ranks: for each text its place among those that would serve as a centre, the best first.
        crowd: texts that may share a fingerprint before only centres are joined.
        centres: how many texts of a crowd are centres.
    """
    bits = max(1, len(ranks).bit_length())
    packed = pack(mixed(prints.copy()), owners, bits)
    packed.sort()
    parts = list(joined(packed, bits, ranks, crowd, centres))
    one, two, shared = (np.concatenate(column) for column in zip(*parts, strict=True))
    return one, two, shared


def pack(prints: Prints, owners: Places, bits: int) -> Prints:
    """Return fingerprints whose last bits are the number of the text."""
    return (prints & ~np.uint64((1 << bits) - 1)) | owners.astype(np.uint64)


def joined(
    packed: Prints, bits: int, ranks: Places, crowd: int, centres: int
) -> Iterator[tuple[Places, Places, Places]]:
    """Yield what `pairs` returns, from packed fingerprints in rising order, in as many parts as memory wants.

    Most pairs share one stock phrase and no more, and there are far more of them than of texts.
    """
    total = 0
    for prints, _ in _chunks(packed, bits):
        sizes = np.diff(np.flatnonzero(np.concatenate(([True], prints[1:] != prints[:-1], [True]))))
        few = sizes[sizes <= crowd]
        total += int((few * (few - 1) // 2).sum() + centres * sizes[sizes > crowd].sum())
    parts = 1 + total // _PART
    for part in range(parts):
        yield _part(packed, bits, ranks, (crowd, centres), (part, parts))


def _part(
    packed: Prints, bits: int, ranks: Places, limits: tuple[int, int], part: tuple[int, int]
) -> tuple[Places, Places, Places]:
    """Return the pairs whose smaller text falls into one part of all."""
    count = len(ranks)
    codes: list[Places] = []
    shared: list[tuple[Places, Places]] = []
    held = 0
    for prints, owners in _chunks(packed, bits):
        starts = np.flatnonzero(np.concatenate(([True], prints[1:] != prints[:-1])))
        sizes = np.diff(np.concatenate((starts, [len(prints)])))
        for size in np.unique(sizes[sizes > 1]).tolist():
            for left, right in _joins(owners, starts[sizes == size], ranks, (size, *limits)):
                smaller, larger = np.minimum(left, right), np.maximum(left, right)
                mine = slice(None) if part[1] == 1 else smaller % part[1] == part[0]
                codes.append(smaller[mine] * count + larger[mine])
                held += len(codes[-1])
                if held >= _BLOCK:
                    shared, codes, held = [_counted(codes, shared)], [], 0
    values, counts = _counted(codes, shared)
    return values // max(count, 1), values % max(count, 1), counts


def worth(one: Places, two: Places, shared: Places, sizes: Places, least: int) -> Mask:
    """Tell which pairs share enough fingerprints, when each text has so many as `sizes` says."""
    part = shared / np.maximum(np.minimum(sizes[one], sizes[two]), 1)
    return np.asarray((shared >= least + 1) | ((shared >= least) & (part >= 0.03)) | (part >= 0.2))


def _chunks(packed: Prints, bits: int) -> Iterator[tuple[Prints, Places]]:
    """Yield fingerprints and texts, some millions at a time; no fingerprint is torn apart."""
    low = 0
    while low < len(packed):
        high = min(len(packed), low + _CHUNK)
        if high < len(packed):
            high = int(np.searchsorted(packed, packed[high] >> np.uint64(bits) << np.uint64(bits)))
            if high <= low:  # more texts than a chunk share one fingerprint
                high = int(np.searchsorted(packed, packed[low] | np.uint64((1 << bits) - 1), side="right"))
        some = np.asarray(packed[low:high])
        yield some >> np.uint64(bits), (some & np.uint64((1 << bits) - 1)).astype(np.int64)
        low = high


def _joins(
    owners: Places, heads: Places, ranks: Places, sizes: tuple[int, int, int]
) -> Iterator[tuple[Places, Places]]:
    """Yield the pairs that fingerprints of so many texts make, given where each begins."""
    size, crowd, centres = sizes
    one, two = _places(size, crowd, centres)
    step = max(1, _BLOCK // max(len(one), size))
    for at in range(0, len(heads), step):
        texts = owners[heads[at : at + step, None] + np.arange(size)]
        if size > crowd:
            texts = np.take_along_axis(texts, np.argsort(ranks[texts], axis=1), axis=1)
        left, right = texts[:, one].ravel(), texts[:, two].ravel()
        other = left != right  # two fingerprints of one text may meet where they are cut off
        yield (left, right) if other.all() else (left[other], right[other])


def _places(size: int, crowd: int, centres: int) -> tuple[Places, Places]:
    """Return which places of a list of `size` texts are joined."""
    if size <= crowd:
        one, two = np.triu_indices(size, 1)
        return one.astype(np.int64), two.astype(np.int64)
    rows = [np.stack((np.full(size - at - 1, at), np.arange(at + 1, size))) for at in range(centres)]
    joined = np.concatenate(rows, axis=1).astype(np.int64)
    return joined[0], joined[1]


def _counted(codes: list[Places], shared: list[tuple[Places, Places]]) -> tuple[Places, Places]:
    """Return each pair code once, with how often it came."""
    if not codes and not shared:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    fresh, counts = np.unique(np.concatenate(codes), return_counts=True) if codes else (np.empty(0, np.int64),) * 2
    if not shared:
        return fresh, counts
    values = np.concatenate((shared[0][0], fresh))
    total = np.concatenate((shared[0][1], counts))
    values, inverse = np.unique(values, return_inverse=True)
    return values, np.bincount(inverse, weights=total).astype(np.int64)
