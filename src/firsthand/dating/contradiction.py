"""Statements that cannot all be true: what the page says of its day against what the text says."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from firsthand.dating.weigh import IDLE, Curve, Days
from firsthand.model import Clue, Contradiction, Evidence

_ALONE = 2.3
"""Log-odds from which one clue refutes a day by itself: ten to one."""
_NOTED = 0.5
"""Log-odds from which a clue is named among several that only make a day unlikely together."""
_MOST = 60
"""Clues among which a smallest set is looked for, the strongest first."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def contradictions(
    claim: Clue, text: Sequence[tuple[Clue, Curve]], days: Days, habit: Evidence | None = None
) -> tuple[Contradiction, ...]:
    """Return the smallest sets of statements that cannot stand beside the claimed day, strongest first.

    Each clue that refutes the day alone makes a set of its own. Of the others a smallest set that refutes it together
    is looked for: take away any one of them, and the rest could be true. Where nothing reaches that, what speaks
    against the day is put together. The habit of the house, where it counts against the page, comes last.
    """
    claimed = claim.latest
    if claimed is None:
        return ()
    near = slice(*np.searchsorted(days, (claimed.toordinal() - 1, claimed.toordinal() + 1)).tolist())
    losses = [(round(_loss(values, near), 3), clue, values) for clue, values in text if clue.evidence.rule not in IDLE]
    losses.sort(key=lambda one: (-one[0], one[1].evidence.rule, one[1].evidence.quote))
    found = [_contradiction(claim, claimed, [one[:2]]) for one in losses if one[0] >= _ALONE]
    together = _smallest([one for one in losses if one[0] < _ALONE][:_MOST], near)
    if together:
        found.append(_contradiction(claim, claimed, together))
    elif not found and (rest := [one[:2] for one in losses if one[0] >= _NOTED]):
        found.append(_contradiction(claim, claimed, rest))
    if habit is not None:
        says = f"The page says {claimed:%a} {claimed.day} {claimed:%b %Y}"
        sentence = f"{says}; dates of {habit.quote} are not to be believed: {habit.note}."
        found.append(Contradiction(statement=claim.evidence, against=(habit,), sentence=sentence))
    return tuple(found)


def _loss(values: Curve, near: slice) -> float:
    """Return what a curve loses if the day is one of those near the claimed one."""
    best = float(values[near].max()) if near.start < near.stop else float(values.min())
    return float(values.max()) - best


def _smallest(weak: list[tuple[float, Clue, Curve]], near: slice) -> list[tuple[float, Clue]]:
    """Return a smallest set of clues that refute the day together; empty when all of them do not.

    The weakest are taken away first, each for good if the rest still refutes the day, so that no clue of the set that
    is left can be missed.
    """
    if not weak:
        return []
    total = np.sum([values for _, _, values in weak], axis=0)
    if _loss(total, near) < _ALONE:
        return []
    kept = list(weak)
    for one in reversed(weak):
        less = total - one[2]
        if len(kept) > 1 and _loss(less, near) >= _ALONE:
            total = less
            kept = [other for other in kept if other is not one]
    return [one[:2] for one in kept]


def _contradiction(claim: Clue, claimed: dt.date, against: list[tuple[float, Clue]]) -> Contradiction:
    says = f"The page says {claimed:%a} {claimed.day} {claimed:%b %Y}"
    reasons = "; ".join(_reason(clue) for _, clue in against[:4])
    evidence = tuple(clue.evidence.weighing(loss) for loss, clue in against)
    return Contradiction(statement=claim.evidence, against=evidence, sentence=f"{says}; {reasons}.")


def _reason(clue: Clue) -> str:
    """Return one clause for a reader."""
    quote = f"“{clue.evidence.quote}”"
    if clue.kind == "weekday" and clue.weekday is not None:
        return f"the text reports from a {_DAYS[clue.weekday]} ({quote})"
    return f"{quote}: {clue.evidence.note}" if clue.evidence.note else quote
