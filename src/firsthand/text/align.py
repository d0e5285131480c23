"""Which words of one text stand in another: unbroken runs first, then the small gaps between them.

Texts come in as columns of word numbers (`wordnumbers.numbered`). Runs may stand in another order on the two sides, so
a moved paragraph is found; between runs that keep the order, the gaps are aligned word by word.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from firsthand.text.shingles import Hashes, Places, Prints, shingles

_MOST_RUNS = 2_000  # of hostile text only; two pages of real news share under 100
_STRETCH = 64  # words by which a run is lengthened at most on each side
_WIDEST_GAP = 120  # words on one side; wider gaps are not aligned inside, they are another passage
_HEAD = 16  # words before the first and after the last run that are aligned inside
_SURROGATES = 0xD800, 0x800
_CODES = 0x10F700


class Run(NamedTuple):
    """Words that stand unbroken in both texts."""

    left: int
    """First word on the left."""
    right: int
    """First word on the right."""
    length: int
    """How many words."""


class Gap(NamedTuple):
    """Words that stand between two runs and differ; one side may be empty."""

    left: int
    """First word on the left."""
    left_end: int
    """One past the last."""
    right: int
    """First word on the right."""
    right_end: int
    """One past the last."""


class Alignment(NamedTuple):
    """How two texts lie against each other."""

    runs: tuple[Run, ...]
    """Shared words, in the order of left."""
    moved: frozenset[Run]
    """Those of them that stand elsewhere on the right."""
    gaps: tuple[Gap, ...]
    """Where the texts differ between runs that keep the order, in that order."""

    @property
    def shared(self) -> int:
        """How many words are shared."""
        return sum([run[2] for run in self.runs])


class Side:
    """One text as it is laid against others; what every alignment needs of it is made once."""

    def __init__(self, hashes: Hashes, least: int = 5) -> None:
        self.hashes = hashes
        self.least = least

    def __len__(self) -> int:
        return len(self.hashes)

    @cached_property
    def letters(self) -> str:
        """The words, one character each."""
        return letters(self.hashes)

    @cached_property
    def shingles(self) -> Prints:
        """One number for each `least` neighbouring words."""
        return shingles(self.hashes, self.least)

    @cached_property
    def order(self) -> Places:
        """The places of the shingles from the smallest to the largest."""
        return np.argsort(self.shingles, kind="stable")

    @cached_property
    def ordered(self) -> Prints:
        """The shingles from the smallest to the largest."""
        return self.shingles[self.order]


def align(left: Hashes | Side, right: Hashes | Side, least: int = 5, anchors: Sequence[Run] | None = None) -> Alignment:
    """Return the runs of at least `least` shared words and what lies between them.

    Shorter runs count only between longer ones that keep the order, where most of the gap agrees.

    Args:
        left: words of one text.
        right: words of the other.
        least: words of the shortest run that is found wherever it stands.
        anchors: the runs of shared shingles, where `runs.shared_runs` has found them for many pairs already.
    """
    left = left if isinstance(left, Side) else Side(left, least)
    right = right if isinstance(right, Side) else Side(right, least)
    if len(left) == len(right) and np.array_equal(left.hashes, right.hashes):
        whole = (Run(0, 0, len(left)),) if len(left) else ()
        return Alignment(whole, frozenset(), ())
    anchors = _anchors(left, right) if anchors is None else _longest(anchors)
    if not anchors:
        return Alignment((), frozenset(), ())
    one, two = left.letters, right.letters
    found = _chosen(_lengthened(anchors, one, two), len(left), len(right), least)
    chain = _in_order(found)
    moved = frozenset(found) - frozenset(chain)
    filled, gaps = _between(one, two, chain, found)
    return Alignment(tuple(sorted([*filled, *moved])), moved, tuple(gaps))


def letters(hashes: Hashes) -> str:
    """Return the words as a string with one character a word, which string libraries compare fast.

    There are fewer characters than word numbers, so two words meet with a chance of one in a million.
    """
    codes = hashes % np.uint32(_CODES)
    codes[codes >= _SURROGATES[0]] += np.uint32(_SURROGATES[1])
    return codes.astype("<u4").tobytes().decode("utf-32-le")


def _anchors(left: Side, right: Side) -> list[Run]:
    """Return runs of shared shingles, each right shingle joined to its first place on the left."""
    one, two = left.ordered, right.ordered
    if not len(one) or not len(two):
        return []
    place = one.searchsorted(two)  # in rising order, which is three times as fast as in the order of the text
    hit = np.flatnonzero(one.take(place, mode="clip") == two)
    if not len(hit):
        return []
    at, to = left.order[place[hit]], right.order[hit]
    follow = np.argsort(to)
    return _joined(at[follow], to[follow], left.least)


def _joined(at: Places, to: Places, least: int) -> list[Run]:
    """Return neighbouring shared shingles as runs, the longest `_MOST_RUNS` of them."""
    breaks = np.flatnonzero((at[1:] - at[:-1] != 1) | (to[1:] - to[:-1] != 1)) + 1
    starts = np.concatenate(([0], breaks))
    lengths = np.append(breaks, len(at)) - starts + (least - 1)
    if len(starts) > _MOST_RUNS:
        keep = np.sort(np.argsort(-lengths, kind="stable")[:_MOST_RUNS])
        starts, lengths = starts[keep], lengths[keep]
    return list(map(Run._make, zip(at[starts].tolist(), to[starts].tolist(), lengths.tolist(), strict=True)))


def _longest(found: Sequence[Run]) -> Sequence[Run]:
    """Return the longest `_MOST_RUNS` runs."""
    return found if len(found) <= _MOST_RUNS else sorted(found, key=lambda run: (-run.length, run))[:_MOST_RUNS]


def _lengthened(found: Sequence[Run], one: str, two: str) -> set[Run]:
    """Return the runs drawn out on both sides as far as the words agree (a repeated shingle breaks a run)."""
    longer = set()
    for left, right, length in found:
        back = 0
        while back < min(_STRETCH, left, right) and one[left - back - 1] == two[right - back - 1]:
            back += 1
        ahead, past, beyond = 0, left + length, right + length
        room = min(_STRETCH, len(one) - past, len(two) - beyond)
        while ahead < room and one[past + ahead] == two[beyond + ahead]:
            ahead += 1
        longer.add(Run(left - back, right - back, length + back + ahead))
    return longer


def _chosen(found: set[Run], left: int, right: int, least: int) -> list[Run]:
    """Return runs that do not overlap on either side, the longest first in choice; sorted by left."""
    if len(found) == 1:
        return list(found)
    used_left, used_right = bytearray(left), bytearray(right)
    chosen = []
    for run in sorted(found, key=lambda run: (-run.length, run.left, run.right)):
        taken = _free(run, used_left, used_right)
        if taken is not None and taken.length >= least:
            used_left[taken.left : taken.left + taken.length] = b"\1" * taken.length
            used_right[taken.right : taken.right + taken.length] = b"\1" * taken.length
            chosen.append(taken)
    return sorted(chosen)


def _free(run: Run, used_left: bytearray, used_right: bytearray) -> Run | None:
    """Return the longest part of a run that no chosen run covers; None when there is none."""
    one = used_left[run.left : run.left + run.length]
    two = used_right[run.right : run.right + run.length]
    if 1 not in one and 1 not in two:
        return run
    best = start = 0
    length = 0
    for at in range(run.length + 1):
        if at == run.length or one[at] or two[at]:
            if at - start > length:
                best, length = start, at - start
            start = at + 1
    return Run(run.left + best, run.right + best, length) if length else None


def _in_order(found: list[Run]) -> list[Run]:
    """Return the heaviest chain of runs that stand in the same order on both sides."""
    ends: list[int] = []
    tops: list[tuple[int, int]] = []  # (weight, number of run), growing with `ends`
    before: list[int] = []
    for number, run in enumerate(found):
        at = bisect_right(ends, run.right)
        weight, previous = tops[at - 1] if at else (0, -1)
        before.append(previous)
        weight += run.length
        end = run.right + run.length
        at = bisect_right(ends, end)
        if at and tops[at - 1][0] >= weight:
            continue
        past = at
        while past < len(tops) and tops[past][0] <= weight:
            past += 1
        ends[at:past], tops[at:past] = [end], [(weight, number)]
    chain = []
    number = tops[-1][1] if tops else -1
    while number >= 0:
        chain.append(found[number])
        number = before[number]
    return chain[::-1]


def _between(one: str, two: str, chain: list[Run], found: list[Run]) -> tuple[list[Run], list[Gap]]:
    """Return the chain with the short runs of its gaps, and what still differs."""
    filled: list[Run] = []
    gaps: list[Gap] = []
    if not chain:
        return filled, gaps
    moved = sorted(set(found) - set(chain))
    head, last = chain[0], chain[-1]
    low, down = _ends(head.left, head.right, head.left, head.right, moved, -1)
    _fill(one, two, Gap(head.left - low, head.left, head.right - down, head.right), filled, gaps)
    if head.left > low or head.right > down:
        gaps[:0] = _without(Gap(0, head.left - low, 0, head.right - down), moved)
    for run, following in zip(chain, chain[1:], strict=False):
        filled.append(run)
        gap = Gap(run.left + run.length, following.left, run.right + run.length, following.right)
        if moved and _holds(gap, moved):
            gaps.extend(_without(gap, moved))
        else:
            _fill(one, two, gap, filled, gaps)
    filled.append(last)
    left, right = last.left + last.length, last.right + last.length
    high, up = _ends(len(one) - left, len(two) - right, left, right, moved, 1)
    _fill(one, two, Gap(left, left + high, right, right + up), filled, gaps)
    if len(one) > left + high or len(two) > right + up:
        gaps.extend(_without(Gap(left + high, len(one), right + up, len(two)), moved))
    return filled, gaps


def _ends(room: int, space: int, left: int, right: int, moved: list[Run], way: int) -> tuple[int, int]:
    """Return how many words of each side before or after a place are aligned without touching a moved run.

    Both are none where a side ends there, or where a moved run lies in them.
    """
    one, two = min(_HEAD, room), min(_HEAD, space)
    if not one or not two:
        return 0, 0
    span = Gap(left - one, left, right - two, right) if way < 0 else Gap(left, left + one, right, right + two)
    for run in moved:
        if run.left < span.left_end and run.left + run.length > span.left:
            return 0, 0
        if run.right < span.right_end and run.right + run.length > span.right:
            return 0, 0
    return one, two


def _without(gap: Gap, moved: list[Run]) -> list[Gap]:
    """Return a gap as it is, or where moved runs lie in it, what each side has besides them."""
    if not _holds(gap, moved):
        return [gap]
    found = []
    at = gap.left
    for run in moved:
        if gap.left <= run.left < gap.left_end:
            found.append(Gap(at, run.left, gap.right, gap.right))
            at = run.left + run.length
    found.append(Gap(at, gap.left_end, gap.right, gap.right))
    at = gap.right
    for run in sorted(moved, key=lambda run: run.right):
        if gap.right <= run.right < gap.right_end:
            found.append(Gap(gap.left_end, gap.left_end, at, run.right))
            at = run.right + run.length
    found.append(Gap(gap.left_end, gap.left_end, at, gap.right_end))
    return [piece for piece in found if piece.left_end > piece.left or piece.right_end > piece.right]


def _holds(gap: Gap, moved: list[Run]) -> bool:
    """Tell whether a moved run lies inside a gap on either side."""
    return any(
        gap.left <= run.left < gap.left_end or gap.right <= run.right < gap.right_end for run in moved[:_MOST_RUNS]
    )


def _fill(one: str, two: str, gap: Gap, filled: list[Run], gaps: list[Gap]) -> None:
    """Align the inside of a gap word by word, where it is narrow and a third of it agrees."""
    wide, other = gap.left_end - gap.left, gap.right_end - gap.right
    if not wide and not other:
        return
    if not wide or not other or wide > _WIDEST_GAP or other > _WIDEST_GAP:
        gaps.append(gap)
        return
    before, after = one[gap.left : gap.left_end], two[gap.right : gap.right_end]
    known = frozenset(after)
    common = sum(map(known.__contains__, before))
    if common * 3 < max(wide, other) and common < 4:  # the alignment below could not be kept
        gaps.append(gap)
        return
    steps = Levenshtein.opcodes(before, after)
    same = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    if same * 3 < max(wide, other) and not _long(steps):
        gaps.append(gap)
        return
    for step in steps:
        if step.tag == "equal":
            filled.append(Run(gap.left + step.src_start, gap.right + step.dest_start, step.src_end - step.src_start))
        else:
            gaps.append(
                Gap(
                    gap.left + step.src_start,
                    gap.left + step.src_end,
                    gap.right + step.dest_start,
                    gap.right + step.dest_end,
                )
            )


def _long(steps: object) -> bool:
    """Tell whether a gap holds a run of four words: too short to be an anchor, too long for chance."""
    return any(step.tag == "equal" and step.src_end - step.src_start >= 4 for step in steps)  # type: ignore[attr-defined]
