"""Statements that cannot all be true: what the page says of its day against what the text says."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from firsthand.dating.weigh import Curve, Days
from firsthand.model import Clue, Contradiction, Evidence

_ALONE = 2.3
"""Log-odds from which one clue refutes a day by itself: ten to one."""
_NOTED = 0.5
"""Log-odds from which a clue is named among several that refute a day only together."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def contradictions(
    claim: Clue, text: Sequence[tuple[Clue, Curve]], days: Days, habit: Evidence | None = None
) -> tuple[Contradiction, ...]:
    """Return the smallest sets of statements that cannot stand beside the claimed day, strongest first.

    Each clue that refutes the day alone makes a set of its own; the others are put together into one. The habit of the
    house, where it counts against the page, comes last.
    """
    claimed = claim.latest
    if claimed is None:
        return ()
    near = (days >= claimed.toordinal() - 1) & (days <= claimed.toordinal())
    losses: list[tuple[float, Clue]] = []
    for clue, values in text:
        best = float(values[near].max()) if near.any() else float(values.min())
        losses.append((round(float(np.max(values)) - best, 3), clue))
    losses = [one for one in losses if one[0] >= _NOTED and one[1].evidence.rule != "dating.mention.latest"]
    losses.sort(key=lambda one: (-one[0], one[1].evidence.rule, one[1].evidence.quote))
    alone = [one for one in losses if one[0] >= _ALONE]
    rest = [one for one in losses if one[0] < _ALONE]
    found = [_contradiction(claim, claimed, [one]) for one in alone]
    if rest:
        found.append(_contradiction(claim, claimed, rest))
    if habit is not None:
        says = f"The page says {claimed:%a} {claimed.day} {claimed:%b %Y}"
        sentence = f"{says}; dates of {habit.quote} are not to be believed: {habit.note}."
        found.append(Contradiction(statement=claim.evidence, against=(habit,), sentence=sentence))
    return tuple(found)


def _contradiction(claim: Clue, claimed: dt.date, against: list[tuple[float, Clue]]) -> Contradiction:
    says = f"The page says {claimed:%a} {claimed.day} {claimed:%b %Y}"
    reasons = "; ".join(_reason(clue) for _, clue in against[:4])
    evidence = tuple(_weighed(clue.evidence, loss) for loss, clue in against)
    return Contradiction(statement=claim.evidence, against=evidence, sentence=f"{says}; {reasons}.")


def _weighed(evidence: Evidence, loss: float) -> Evidence:
    return Evidence(
        rule=evidence.rule,
        quote=evidence.quote,
        record=evidence.record,
        locus=evidence.locus,
        where=evidence.where,
        weight=loss,
        note=evidence.note,
    )


def _reason(clue: Clue) -> str:
    """Return one clause for a reader."""
    quote = f"“{clue.evidence.quote}”"
    if clue.kind == "weekday" and clue.weekday is not None:
        return f"the text reports from a {_DAYS[clue.weekday]} ({quote})"
    return f"{quote}: {clue.evidence.note}" if clue.evidence.note else quote
