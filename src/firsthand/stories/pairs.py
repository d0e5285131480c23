"""Every candidate pair with its features, its score, and whether one text continues the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.stories import candidates
from firsthand.stories.candidates import Pair, Places
from firsthand.stories.matrix import Columns, Matrix
from firsthand.stories.profile import Profile
from firsthand.stories.score import INTERCEPT, WEIGHTS, by_hand, shared_numbers, units
from firsthand.stories.wording import Rarity

NONE = 0.01
"""A score below this is none: such pairs count as 0, like those that are no candidates."""
_MOST_COUNTED = WEIGHTS["numbers"] * 2 + WEIGHTS["counts_agree"] * 3
"""What shared numbers and things counted alike can add to the log-odds."""


@dataclass(frozen=True, slots=True)
class Table:
    """All candidate pairs, in order."""

    left: Places
    right: Places
    columns: Columns
    """What the pairs share, see `firsthand.stories.matrix.COLUMNS`, and the neighbours."""

    def __len__(self) -> int:
        return len(self.left)

    def __iter__(self) -> Iterator[Pair]:
        return iter(zip(self.left.tolist(), self.right.tolist(), strict=True))


def table(profiles: Sequence[Profile], rarity: Rarity) -> tuple[Table, Matrix]:
    """Return the candidate pairs of some texts with what they share, and the texts' vectors."""
    matrix = Matrix([each.sketch.days for each in profiles], rarity)
    left, right = candidates.pairs(matrix)
    columns = matrix.compared(left, right)
    columns |= candidates.near(left, right, columns["words"] + columns["lead"] + columns["names"])
    columns["lead_in_body"] = (columns["forward"] + columns["back"]) * np.float32(0.5)
    return Table(left, right, columns), matrix


def counted(profiles: Sequence[Profile], pair: Pair, rarity: Rarity) -> tuple[float, float, float]:
    """Return the features that rest on numbers: shared ones, things counted alike, things counted otherwise."""
    left, right = profiles[pair[0]].sketch, profiles[pair[1]].sketch
    agree, differ = units(left, right)
    return shared_numbers(left, right, rarity), min(3.0, agree), min(3.0, differ)


def scores(profiles: Sequence[Profile], rarity: Rarity, found: Table) -> dict[Pair, float]:
    """Return the scores of the pairs; those below `NONE` are left out."""
    odds = np.full(len(found), INTERCEPT)
    for name, weight in WEIGHTS.items():
        if name in found.columns:
            odds += weight * found.columns[name]
    least = float(np.log(NONE / (1 - NONE)))
    made: dict[Pair, float] = {}
    for at in np.flatnonzero(odds + _MOST_COUNTED >= least).tolist():
        pair = int(found.left[at]), int(found.right[at])
        left, right = profiles[pair[0]].sketch, profiles[pair[1]].sketch
        total = float(odds[at]) + by_hand(left, right, float(found.columns["matter"][at]))
        if total + _MOST_COUNTED < least:
            continue
        numbers, agree, differ = counted(profiles, pair, rarity)
        total += WEIGHTS["numbers"] * numbers + WEIGHTS["counts_agree"] * agree + WEIGHTS["counts_differ"] * differ
        if total >= least:
            made[pair] = float(1 / (1 + np.exp(-total)))
    return made
