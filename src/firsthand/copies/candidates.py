"""Which pairs are worth aligning: shared fingerprints, found in one sorted column.

Texts with the same words come in once. A fingerprint that few texts have joins each two of them. One that many texts
have joins each of them only to a few centres, the same for all fingerprints: so neither a page footer makes millions of
pairs, nor is a story lost that two hundred sites print.

A fingerprint, the number of its text and its place there are packed into 64 bits, so that one plain sort brings
together what belongs together. What is cut off the fingerprint lets two meet by chance now and then; a candidate is
nothing yet.
"""

from collections.abc import Iterator

import numpy as np

from firsthand.copies.witness import Mask
from firsthand.text.shingles import Places, Prints
from firsthand.text.wordnumbers import mixed

PLACE = 7
"""Bits of a packed fingerprint that tell its place in the text."""

_RING = 1 << PLACE
_UNIT = 4  # words of a step of those places; they begin again after 512 words
_ALIKE = 8  # steps by which their differences may differ: a passage lies straight, a rewrite drifts
_IN_A_ROW = 3  # fingerprints: the two shingles of a stock phrase may both be some
_MANY, _PART_OF = 6, 0.05  # fingerprints, and part of the shorter text's, that need not lie alike
_COMMON = 8  # texts with one fingerprint, beyond which it counts only in a row of such ones
_STEPS = 3  # steps from one fingerprint of a row to the next: twelve words
_BLOCK = 10_000_000  # pair codes made at once
_PART = 32_000_000  # pair codes that are counted together: some 2 GB at most while they are …
_LEAST_PART = 4_000_000  # … but no more than take the room of the fingerprints; so few are not worth a part
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
    packed = pack(mixed(prints.copy()), owners, np.zeros(len(owners), np.int64), bits)
    packed.sort()
    parts = list(joined(packed, bits, ranks, crowd, centres))
    one, two, shared, _ = (np.concatenate(column) for column in zip(*parts, strict=True))
    return one, two, shared


def pack(prints: Prints, owners: Places, places: Places, bits: int) -> Prints:
    """Return fingerprints whose last bits are the number of the text and, roughly, the place in the text."""
    low = owners << PLACE | places // _UNIT & _RING - 1
    return (prints & ~np.uint64((1 << bits + PLACE) - 1)) | low.astype(np.uint64)


def once(packed: Prints) -> Prints:
    """Return sorted fingerprints, each once a text."""
    fresh = np.ones(len(packed), bool)
    np.not_equal(packed[1:] >> np.uint64(PLACE), packed[:-1] >> np.uint64(PLACE), out=fresh[1:])
    return packed[fresh]


def joined(
    packed: Prints, bits: int, ranks: Places, crowd: int, centres: int
) -> Iterator[tuple[Places, Places, Places, Mask]]:
    """Yield what `pairs` returns, and whether three fingerprints lie alike, in as many parts as memory wants.

    The packed fingerprints come in rising order.

    Most pairs share one stock phrase and no more, and there are far more of them than of texts. So a fingerprint that
    many texts have counts only where three of that kind follow each other in the text, as they do in a passage.
    """
    rows = _rows(packed, bits)
    total = 0
    for prints, _ in _chunks(packed, bits, rows):
        sizes = np.diff(np.flatnonzero(np.concatenate(([True], prints[1:] != prints[:-1], [True]))))
        few = sizes[sizes <= crowd]
        total += int((few * (few - 1) // 2).sum() + centres * sizes[sizes > crowd].sum())
    parts = 1 + total // min(_PART, max(_LEAST_PART, len(packed) // 3))
    for part in range(parts):
        yield _part(_chunks(packed, bits, rows), ranks, (crowd, centres), (part, parts))


def _part(
    chunks: Iterator[tuple[Prints, Places]], ranks: Places, limits: tuple[int, int], part: tuple[int, int]
) -> tuple[Places, Places, Places, Mask]:
    """Return the pairs whose smaller text falls into one part of all."""
    codes = [some for prints, owners in chunks for some in pair_codes(prints, owners, ranks, limits, part) if len(some)]
    values, shared_of, alike = summed(*_counted(codes))
    count = max(len(ranks), 1)
    return values // count, values % count, shared_of, alike


def pair_codes(
    prints: Prints, owners: Places, ranks: Places, limits: tuple[int, int], part: tuple[int, int] = (0, 1)
) -> Iterator[Places]:
    """Yield a code for each pair that a fingerprint joins: the two texts, and by how much its places differ.

    Args:
        prints: rising; all that are equal must be there.
        owners: the text of each, and the place.
        ranks: of each text, as for `pairs`.
        limits: crowd and centres, as for `pairs`.
        part: which of how many parts of all texts the smaller one must fall into.
    """
    for size, starts in _by_size(prints):
        for left, right in _joins(owners, starts, ranks, (size, *limits)):
            smaller, larger = np.minimum(left, right), np.maximum(left, right)
            if part[1] > 1:
                mine = (smaller >> PLACE) % part[1] == part[0]
                smaller, larger = smaller[mine], larger[mine]
            slope = (smaller - larger) & _RING - 1
            yield ((smaller >> PLACE) * len(ranks) + (larger >> PLACE)) << PLACE | slope


def summed(codes: Places, counts: Places) -> tuple[Places, Places, Mask]:
    """Return pairs, the fingerprints that they share, and whether three of these lie alike in both texts.

    Args:
        codes: rising; a pair, and in the last bits by how much a fingerprint's places differ.
        counts: how many fingerprints have that difference.
    """
    if not len(codes):
        return codes, counts, np.empty(0, bool)
    pair, slope = codes >> PLACE, codes & _RING - 1
    heads = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    near = counts.copy()
    for step in range(1, min(_ALIKE, len(pair) - 1) + 1):
        beside = (pair[step:] == pair[:-step]) & (slope[step:] - slope[:-step] <= _ALIKE)
        near[:-step] += counts[step:] * beside
    last = np.append(heads[1:], len(pair)) - 1
    around = (last > heads) & (slope[heads] + _RING - slope[last] <= _ALIKE)
    near[heads] += counts[last] * around
    return pair[heads], np.add.reduceat(counts, heads), np.maximum.reduceat(near, heads) >= _IN_A_ROW


def worth(pairs: tuple[Places, Places, Places, Mask], sizes: Places, least: int) -> Mask:
    """Tell which pairs share enough fingerprints, when each text has so many as `sizes` says.

    A few, and a small part of both texts, count only when three of them lie alike: a passage has its fingerprints one
    after another, stock phrases have them anywhere.
    """
    one, two, shared, alike = pairs
    part = shared / np.maximum(np.minimum(sizes[one], sizes[two]), 1)
    enough = (shared >= least + 1) | ((shared >= least) & (part >= 0.03)) | (part >= 0.2)
    return np.asarray(enough & (alike | (shared >= _MANY) | (part >= _PART_OF)))


def _rows(packed: Prints, bits: int) -> Places:
    """Return where common fingerprints stand three in a row: text and place, in rising order."""
    found = [np.empty(0, np.int64)]
    for prints, owners in _cut(packed, bits):
        found.append(owners[common(prints)])
    return in_a_row(np.concatenate(found))


def in_a_row(at: Places) -> Places:
    """Return those of some texts and places that stand three in a row, in rising order."""
    at = np.sort(at)
    follows = (np.diff(at) <= _STEPS) & (at[1:] >> PLACE == at[:-1] >> PLACE)
    row = follows[1:] & follows[:-1]
    mine = np.zeros(len(at), bool)
    for step in range(3):
        mine[step : step + len(row)] |= row
    return at[mine]


def common(prints: Prints) -> Mask:
    """Tell which of some sorted fingerprints many texts have."""
    heads = np.flatnonzero(np.concatenate(([True], prints[1:] != prints[:-1])))
    sizes = np.diff(np.concatenate((heads, [len(prints)])))
    return np.asarray(np.repeat(sizes > _COMMON, sizes))


def _chunks(packed: Prints, bits: int, rows: Places) -> Iterator[tuple[Prints, Places]]:
    """Yield fingerprints, and texts with places, some millions at a time, without common ones that stand alone."""
    for prints, owners in _cut(packed, bits):
        keep = ~common(prints)
        many = owners[~keep]
        at = np.minimum(np.searchsorted(rows, many), max(len(rows) - 1, 0))
        keep[~keep] = rows[at] == many if len(rows) else False
        yield prints[keep], owners[keep]


def _cut(packed: Prints, bits: int) -> Iterator[tuple[Prints, Places]]:
    """Yield fingerprints, and texts with places, some millions at a time; no fingerprint is torn apart."""
    low, cut = 0, np.uint64(bits + PLACE)
    rest = np.uint64((1 << bits + PLACE) - 1)
    while low < len(packed):
        high = min(len(packed), low + _CHUNK)
        if high < len(packed):
            high = int(np.searchsorted(packed, packed[high] & ~rest))
            if high <= low:  # more texts than a chunk share one fingerprint
                high = int(np.searchsorted(packed, packed[low] | rest, side="right"))
        some = np.asarray(packed[low:high])
        yield some >> cut, (some & rest).astype(np.int64)
        low = high


def _by_size(prints: Prints) -> Iterator[tuple[int, Places]]:
    """Yield the sizes of groups of equal fingerprints, and where those of each size begin; single ones left out."""
    starts = np.flatnonzero(np.concatenate(([True], prints[1:] != prints[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(prints)])))
    several = np.flatnonzero(sizes > 1)
    several = several[np.argsort(sizes[several], kind="stable")]
    different, at = np.unique(sizes[several], return_index=True)
    for size, low, high in zip(different.tolist(), at, [*at[1:], len(several)], strict=False):
        yield size, starts[several[low:high]]


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
            texts = np.take_along_axis(texts, np.argsort(ranks[texts >> PLACE], axis=1), axis=1)
        left, right = texts[:, one].ravel(), texts[:, two].ravel()
        other = left >> PLACE != right >> PLACE  # two fingerprints of one text may meet where they are cut off
        yield (left, right) if other.all() else (left[other], right[other])


def _places(size: int, crowd: int, centres: int) -> tuple[Places, Places]:
    """Return which places of a list of `size` texts are joined."""
    if size <= crowd:
        one, two = np.triu_indices(size, 1)
        return one.astype(np.int64), two.astype(np.int64)
    rows = [np.stack((np.full(size - at - 1, at), np.arange(at + 1, size))) for at in range(centres)]
    joined = np.concatenate(rows, axis=1).astype(np.int64)
    return joined[0], joined[1]


def _counted(codes: list[Places]) -> tuple[Places, Places]:
    """Return each pair code once, in rising order, with how often it came; the list is emptied."""
    if not codes:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    every = np.concatenate(codes)
    codes.clear()
    every.sort()
    heads = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    return every[heads], np.diff(np.append(heads, len(every)))
