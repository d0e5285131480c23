"""First grade, "verbatim passage": do the shared words of an alignment show that one text hangs on the other?

Much of a text shared is proof by itself. Little of it must be prose of the text's own: a quotation, a statement that
both hand on, or a standing line at the foot of both pages is one underlying source, and no copying.
"""

from dataclasses import dataclass

import numpy as np

from firsthand.copies.witness import Witness
from firsthand.text.align import Alignment, Run

_COMMON_RUN = 5  # words that unrelated news share by chance: "the ministry of foreign affairs said"
_FOOT = 0.12  # of a text: where standing lines stand


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
    left_share: float
    """Of the left words."""
    right_share: float
    """Of the right words."""

    @property
    def share(self) -> float:
        """The greater of the two shares."""
        return max(self.left_share, self.right_share)


def weigh(left: Witness, right: Witness, alignment: Alignment) -> Ground:
    """Return what the shared words of an alignment amount to."""
    one, two = left.borrowed, right.borrowed
    own = weight = longest = 0
    for run in alignment.runs:
        if run.length <= _COMMON_RUN:
            continue
        foreign = one[run.left : run.left + run.length] | two[run.right : run.right + run.length]
        words = run.length - int(np.count_nonzero(foreign))
        own += words
        weight += max(0, words - _COMMON_RUN)
        longest = max(longest, words)
    shared = alignment.shared
    return Ground(shared, own, weight, longest, shared / max(len(left), 1), shared / max(len(right), 1))


def whole(left: Witness, right: Witness, alignment: Alignment, least: int) -> bool:
    """Tell whether so much is shared that what kind of words they are does not matter."""
    shared = alignment.shared
    return shared >= least and shared >= 0.55 * min(len(left), len(right)) and _solid(alignment)


def passage(left: Witness, right: Witness, alignment: Alignment, ground: Ground, least: int) -> bool:
    """Tell whether the shared words hold a passage of own prose of at least about `least` words."""
    if ground.longest < _COMMON_RUN + 5 or ground.weight < least - 2 * _COMMON_RUN:
        return False
    return not (ground.share < 0.3 and (_at_foot(left, right, alignment) or _at_head(left, right, alignment)))


def _solid(alignment: Alignment) -> bool:
    """Tell whether most shared words stand in real runs."""
    return 2 * sum(run.length for run in alignment.runs if run.length > _COMMON_RUN) >= alignment.shared


def _long_runs(alignment: Alignment) -> list[Run]:
    return [run for run in alignment.runs if run.length > _COMMON_RUN]


def _at_foot(left: Witness, right: Witness, alignment: Alignment) -> bool:
    """Tell whether all long runs stand at the very end of both texts."""
    runs = _long_runs(alignment)
    ends = max(run.left + run.length for run in runs) >= len(left) - 3
    ends = ends and max(run.right + run.length for run in runs) >= len(right) - 3
    low = min(run.left for run in runs) >= len(left) * (1 - 2 * _FOOT)
    return ends and low and min(run.right for run in runs) >= len(right) * (1 - 2 * _FOOT)


def _at_head(left: Witness, right: Witness, alignment: Alignment) -> bool:
    """Tell whether all long runs stand at the very beginning of both texts."""
    runs = _long_runs(alignment)
    starts = min(run.left for run in runs) <= 3 and min(run.right for run in runs) <= 3
    high = max(run.left + run.length for run in runs) <= len(left) * 2 * _FOOT
    return starts and high and max(run.right + run.length for run in runs) <= len(right) * 2 * _FOOT
