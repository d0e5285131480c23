"""The shared runs of many pairs of texts at once, in columns: what `align` finds first, without a loop over pairs.

All texts of a block stand one after another in one column of word numbers. Shingles that stand in one place only are
dropped with one sort; of what is left, every place of the longer text is looked up among those of the shorter.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firsthand.text.shingles import Hashes, Places, shingles

_INDEX_BITS = 24  # places in a block of texts: 16 million words
_STEPS = 6  # members of a group looked at one after another; then they are searched
_INDEX = np.uint64((1 << _INDEX_BITS) - 1)


_Column = npt.NDArray[np.int32]


class Column(NamedTuple):
    """The words of many texts, one after another."""

    words: Hashes
    """One number a word."""
    starts: Places
    """First word of each text, and the number of all words at the end."""

    @property
    def lengths(self) -> Places:
        """The number of words of each text."""
        return np.diff(self.starts)

    def some(self, texts: Places) -> "Column":
        """Return the column of some of the texts, in the order given."""
        lengths = self.lengths[texts]
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        return Column(self.words[spread(self.starts[texts], lengths)], starts)

    def text(self, number: int) -> Hashes:
        """Return the words of one text."""
        return self.words[self.starts[number] : self.starts[number + 1]]


class Runs(NamedTuple):
    """Unbroken shared words, sorted by pair and by place on the right."""

    pair: Places
    """Which pair."""
    left: Places
    """First word in the left text."""
    right: Places
    """First word in the right text."""
    length: Places
    """How many words."""

    def take(self, which: npt.NDArray[np.bool_]) -> "Runs":
        """Return some of the runs."""
        return Runs(self.pair[which], self.left[which], self.right[which], self.length[which])


def column(texts: Sequence[Hashes]) -> Column:
    """Return texts as one column."""
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=starts[1:])
    return Column(np.concatenate(list(texts)) if len(texts) else np.empty(0, np.uint32), starts)


def spread(firsts: Places, lengths: Places) -> Places:
    """Return ``first, first + 1, …`` for each first and length, one after another."""
    ends = np.cumsum(lengths)
    shift = np.repeat(firsts - (ends - lengths), lengths)
    shift += np.arange(len(shift))
    return shift


def blocks(column: Column, one: Places, two: Places, most: int = 1 << 22) -> list[slice]:
    """Return slices of pairs whose texts have at most about `most` words; a block always has one pair."""
    lengths = column.lengths
    size = np.cumsum(lengths[one] + lengths[two])
    found: list[slice] = []
    low = 0
    while low < len(one):
        done = int(size[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(size, done + most, side="right")))
        found.append(slice(low, high))
        low = high
    return found


def shared_runs(column: Column, one: Places, two: Places, least: int = 5) -> Runs:
    """Return the runs of at least `least` words that pairs of texts share, each right place joined to one left place.

    Args:
        column: the texts.
        one: numbers of the left texts.
        two: numbers of the right texts, as many.
        least: words of a shingle.
    """
    none = np.empty(0, np.int64)
    if not len(one) or len(column.words) < least:
        return Runs(none, none, none, none)
    members, heads, groups = _repeated(column, least)
    owners = np.repeat(np.arange(len(column.starts) - 1, dtype=np.int32), column.lengths)[members]
    group_of = np.full(len(column.words), -1, np.int32)
    group_of[members] = groups
    places = np.flatnonzero(group_of >= 0)
    firsts = np.searchsorted(places, column.starts)  # where each text begins in `places`
    counts = np.diff(firsts)[two]
    rows = places[spread(firsts[two], counts)]
    pair = np.repeat(np.arange(len(one), dtype=np.int64), counts)
    at, hit = _looked_up(groups, owners, heads, group_of[rows], np.repeat(one.astype(np.int32), counts))
    pair, left, right = pair[hit], members[at[hit]], rows[hit]
    same = column.words[left] == column.words[right]  # a shingle's number is cut short: two may meet by chance
    same &= column.words[left + least - 1] == column.words[right + least - 1]
    pair, left, right = pair[same], left[same], right[same]
    return _joined(pair, left - column.starts[one[pair]], right - column.starts[two[pair]], least)


def _repeated(column: Column, least: int) -> tuple[Places, Places, _Column]:
    """Return the places of shingles that stand in the column more than once, group by group.

    Returns:
        The places, rising in each group; where each group begins; and the group of each place.
    """
    prints = shingles(column.words, least)
    inside = np.ones(len(prints), bool)
    for back in range(1, least):  # shingles that reach over the end of a text
        ends = column.starts[1:] - back
        inside[ends[(ends >= 0) & (ends < len(prints))]] = False
    if len(prints) > int(_INDEX):
        places = np.flatnonzero(inside)
        places = places[np.argsort(prints[places], kind="stable")]
        ordered = prints[places]
    else:
        prints &= ~_INDEX
        prints |= np.arange(len(prints), dtype=np.uint64)
        packed = prints[inside]
        packed.sort()
        places = (packed & _INDEX).view(np.int64)
        packed >>= np.uint64(_INDEX_BITS)
        ordered = packed
    same = np.zeros(len(ordered) + 1, bool)
    np.equal(ordered[1:], ordered[:-1], out=same[1:-1])
    repeated = np.flatnonzero(same[1:] | same[:-1])
    opens = ~same[:-1][repeated]
    return places[repeated], np.flatnonzero(opens), np.cumsum(opens, dtype=np.int32) - np.int32(1)


def _looked_up(
    groups: _Column, owners: _Column, heads: Places, group: _Column, owner: _Column
) -> tuple[Places, npt.NDArray[np.bool_]]:
    """Return the first member of a group that stands in a text, for many groups and texts, and whether there is one."""
    at = heads[group]
    active = np.arange(len(at))
    for _ in range(_STEPS):
        active = active[owners[at[active]] < owner[active]]
        if not len(active):
            break
        at[active] += 1
        active = active[at[active] < len(owners)]
    if len(active):
        count = int(owners.max()) + 1
        keys = groups.astype(np.int64) * count + owners
        at[active] = np.searchsorted(keys, group[active].astype(np.int64) * count + owner[active])
    at[at >= len(owners)] = 0
    return at, (groups[at] == group) & (owners[at] == owner)


def _joined(pair: Places, left: Places, right: Places, least: int) -> Runs:
    """Return neighbouring shared shingles as runs."""
    if not len(pair):
        return Runs(pair, left, right, pair)
    breaks = np.ones(len(pair), bool)
    breaks[1:] = (np.diff(pair) != 0) | (np.diff(left) != 1) | (np.diff(right) != 1)
    starts = np.flatnonzero(breaks)
    lengths = np.diff(np.append(starts, len(pair))) + (least - 1)
    return Runs(pair[starts], left[starts], right[starts], lengths)


def covered(pair: Places, firsts: Places, lengths: Places, pairs: int) -> Places:
    """Return for each pair how many words its runs cover on one side, overlapping words once."""
    total = np.zeros(pairs, np.int64)
    if not len(pair):
        return total
    order = np.lexsort((firsts, pair))
    pair, firsts, lengths = pair[order], firsts[order], lengths[order]
    reach = int(firsts.max() + lengths.max()) + 1
    ends = np.maximum.accumulate(pair * reach + firsts + lengths)  # the furthest end so far of the same pair
    before = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
    fresh = np.maximum(0, pair * reach + firsts + lengths - np.maximum(before, pair * reach + firsts))
    np.add.at(total, pair, fresh)
    return total
