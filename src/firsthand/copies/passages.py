"""First grade, "verbatim passage": do the shared words of an alignment show that one text hangs on the other?

Much of a text shared is proof by itself. Little of it must be prose of the text's own: a quotation, a statement that
both hand on, or a standing line at the foot of both pages is one underlying source, and no copying.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from firsthand.copies.witness import Witness
from firsthand.text.align import Alignment, Run

COMMON_RUN = 5  # words that unrelated news share by chance: "the ministry of foreign affairs said"
_FORMULA = 15  # words of the longest offices and formulas that unrelated reports of one agency share
SENTENCES = 3  # whole sentences, wherever they stand: reports of one agency share formulas, not three sentences
SENTENCE_WORDS = 8
NEWS = 0.08  # names and figures among the words of a line that tells news
_PLAIN = 0.8  # of the shorter text shared: it stands in the other, whoever said its words
SEAM = 4  # words between two runs of one passage
SPOKEN = 36  # words of a run that holds a quotation
FOOT_WORDS = 90  # the longest standing line at head or foot


@dataclass(frozen=True, slots=True)
class Ground:
    """What an alignment amounts to."""

    shared: int
    """Shared words."""
    own: int
    """Shared words that are the texts' own prose, in runs."""
    weight: float
    """Own words beyond those that every run could share by chance."""
    longest: int
    """Own words of the longest run."""
    dense: int
    """Own words of the longest passage: runs with at most a few changed words between them."""
    spoken: bool
    """Whether a long run holds a quotation together with the prose around it: that was not heard, it was copied."""
    left_share: float
    """Of the left words."""
    right_share: float
    """Of the right words."""

    sentences: int
    """Whole sentences of own prose that are shared."""
    firm: float
    """Share of the shorter text in runs that are too long for chance."""

    @property
    def share(self) -> float:
        """The greater of the two shares."""
        return max(self.left_share, self.right_share)


def weigh(left: Witness, right: Witness, alignment: Alignment) -> Ground:
    """Return what the shared words of an alignment amount to.

    A line without names and figures that stands at the very head or foot of both texts does not count.
    """
    if alignment.runs and alignment.shared >= _PLAIN * min(len(left), len(right)) and _solid(alignment):
        return _plain(left, right, alignment)
    standing = _standing(alignment.runs, left, right)
    runs = [run for run in alignment.runs if run not in standing] if standing else alignment.runs
    shared = sum([run.length for run in runs])
    shares = shared / max(len(left), 1), shared / max(len(right), 1)
    one, two = left.borrowed, right.borrowed
    quoting = left.borrows and right.borrows
    own = weight = longest = dense = passed = whole = 0
    spoken = False
    firm = sum([run.length for run in runs if run.length > COMMON_RUN])
    before: Run | None = None
    for run in runs:
        # Borrowed on both sides: what one text quotes and the other prints as its own was taken over.
        words = run.length
        if quoting:
            foreign = one[run.left : run.left + run.length] & two[run.right : run.right + run.length]
            words -= int(np.count_nonzero(foreign))
        passed = passed + words if before is not None and _follows(before, run) else words
        before, dense = run, max(dense, passed)
        if run.length <= COMMON_RUN:
            continue
        own += words
        whole += _sentences(run, left, right) if words == run.length else 0
        spoken = spoken or run.length >= SPOKEN and words >= 2 * COMMON_RUN
        weight += max(0, words - COMMON_RUN)
        longest = max(longest, words)
    return Ground(
        shared, own, weight, longest, dense, spoken, *shares, whole, firm / max(1, min(len(left), len(right)))
    )


def _plain(left: Witness, right: Witness, alignment: Alignment) -> Ground:
    """Return the ground of a text that stands in another: nobody need ask which of its words are quoted."""
    shared, least = alignment.shared, max(1, min(len(left), len(right)))
    lengths = [run.length for run in alignment.runs if run.length > COMMON_RUN]
    return Ground(
        shared=shared,
        own=shared,
        weight=sum(length - COMMON_RUN for length in lengths),
        longest=max(lengths),
        dense=shared,
        spoken=False,
        left_share=shared / max(len(left), 1),
        right_share=shared / max(len(right), 1),
        sentences=0,
        firm=sum(lengths) / least,
    )


def possible(left: Witness, right: Witness, alignment: Alignment, least: int) -> bool:
    """Tell whether the runs alone are enough for a copy, if none of their words were borrowed.

    Most candidates fail here, before anybody asks which of their words are quoted.
    """
    if 2 * alignment.shared >= min(len(left), len(right)):
        return True
    weight = longest = dense = passed = sentences = 0
    before: Run | None = None
    for run in alignment.runs:
        passed = passed + run.length if before is not None and _follows(before, run) else run.length
        before, dense, longest = run, max(dense, passed), max(longest, run.length)
        weight += max(0, run.length - COMMON_RUN)
        sentences += run.length // SENTENCE_WORDS
    if longest >= SPOKEN or sentences >= SENTENCES:
        return True
    return (
        longest >= 2 * COMMON_RUN and (longest > _FORMULA or dense >= 2 * _FORMULA) and weight >= least - 2 * COMMON_RUN
    )


def whole(ground: Ground, alignment: Alignment, least: int) -> bool:
    """Tell whether so much is shared that what kind of words they are does not matter."""
    return ground.shared >= least and ground.share >= 0.55 and _solid(alignment)


def passage(ground: Ground, least: int) -> bool:
    """Tell whether the shared words hold a passage of own prose of at least about `least` words."""
    if ground.spoken:
        return True
    if ground.sentences >= SENTENCES:
        return True
    if ground.longest <= _FORMULA and ground.dense < 2 * _FORMULA or ground.longest < 2 * COMMON_RUN:
        return False
    return ground.weight >= least - 2 * COMMON_RUN


def _sentences(run: Run, left: Witness, right: Witness) -> int:
    """Return how many sentences of eight words and more the run covers whole, on both sides."""
    if run.length < SENTENCE_WORDS:
        return 0
    ends = []
    for witness, first in ((left, run.left), (right, run.right)):
        bounds = witness.sentence_starts
        inside = bounds[bisect_left(bounds, first) : bisect_left(bounds, first + run.length + 1)]
        ends.append({(a - first, b - first) for a, b in pairwise(inside) if b - a >= SENTENCE_WORDS})
    return len(ends[0] & ends[1])


def _follows(before: Run, run: Run) -> bool:
    """Tell whether a run goes on where another ended, with at most a few changed words between."""
    return run.left - before.left - before.length <= SEAM and 0 <= run.right - before.right - before.length <= SEAM


def _solid(alignment: Alignment) -> bool:
    """Tell whether most shared words stand in real runs."""
    return 2 * sum(run.length for run in alignment.runs if run.length > COMMON_RUN) >= alignment.shared


def _standing(runs: Sequence[Run], left: Witness, right: Witness) -> frozenset[Run]:
    """Return the runs of a short line at the very beginning or end of both texts that tells no news."""
    found: list[Run] = []
    for ordered, ends in ((runs, False), (runs[::-1], True)):
        line: list[Run] = []
        low, high = 0, 0
        for run in ordered:
            one = len(left) - run.left - run.length if ends else run.left
            two = len(right) - run.right - run.length if ends else run.right
            if not (-1 <= one - low <= SEAM and -1 <= two - high <= SEAM):
                break
            low, high = one + run.length, two + run.length
            line.append(run)
        least = min(len(left), len(right))
        if line and max(low, high) <= FOOT_WORDS and max(low, high) < 0.7 * least and _without_news(line, left):
            found.extend(line)
    return frozenset(found)


def _without_news(line: Sequence[Run], left: Witness) -> bool:
    """Tell whether a line has hardly any names and figures."""
    words = sum(run.length for run in line)
    telling = sum(int(np.count_nonzero(left.weights[run.left : run.left + run.length] > 1)) for run in line)
    return telling <= NEWS * words
