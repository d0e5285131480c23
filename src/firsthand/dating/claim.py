"""Which of the days that a page states is its own: one page states several, and they differ by kind and place.

Each statement comes with how often one of its rule and place was the page's own day (`Evidence.weight`, measured by
restore). Statements of one family (shown, head, address) repeat each other, so the best of a family counts; families
multiply as odds. What is left over is the chance that none of them is right.
"""

import dataclasses
import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.dates import parse
from firsthand.dating.weigh import STATED, Share
from firsthand.model import Clue

_FAMILIES = {
    "restore.stated.line": "shown",
    "restore.stated.time": "shown",
    "restore.stated.address": "address",
    "dating.stated.address": "address",
}
"""Families by rule; anything else is the page's head."""
_NEXT_DAY = 0.75
"""Weight of a head's instant for the neighbouring day that the page shows or the address carries: the same instant
on another clock, for heads are often in UTC and readers see the local day."""
_NONE = (0.5, -0.5)
"""Share and exponent of the best odds in the odds that none of the stated days is right: strong statements leave less
of it, as measured (docs/how/dating.md)."""
_BOUNDS = (0.02, 0.98)
_FIRM = 12.0
"""Odds of a day of publication beside which days of mere changes are not asked."""
_SHOWN = 0.45
"""Weight from which the day of a change is one that readers are shown beside the headline."""
_PICKED = 0.37
"""Least share of the best day; below, the page states no day of its own."""


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """What one page says about its own day."""

    clue: Clue
    """The statement that stands for the day of the largest share."""
    shares: tuple[Share, ...]
    """The days stated, each with the probability that it is the page's own day, the largest first."""
    trust: float = 1.0
    """Probability that the page's own day is its text's day."""
    doubt: float = 1.0
    """The same as the verdict takes it."""

    @property
    def claimed(self) -> Clue | None:
        """The statement that the page is taken to make of its day.

        None when no day is likely enough, or the page states only a change that it does not show to readers: pages are
        changed long after they are written.
        """
        first = self.shares[0]
        hidden = first.changed and self.clue.evidence.weight < _SHOWN
        return self.clue if first.probability >= _PICKED and not hidden else None

    def only(self) -> "Word":
        """Return the word as if the page stated nothing but its claim."""
        return dataclasses.replace(self, shares=(dataclasses.replace(self.shares[0], probability=1.0),))

    def without(self, day: dt.date | None) -> "Word":
        """Return the word without the share of a day that has been refuted."""
        kept = tuple(
            dataclasses.replace(share, probability=0.0 if share.day == day else share.probability)
            for share in self.shares
        )
        return dataclasses.replace(self, shares=kept)

    def read(self, clues: Sequence[Clue], told: Mapping[dt.date, float]) -> "Word":
        """Return the word with the readings of one ambiguous statement weighed by what the text says of their days.

        Args:
            clues: The page's clues, among them the statements.
            told: Log-likelihood of each stated day from the text.
        """
        own = [clue for clue in clues if clue.kind in STATED and clue.latest is not None]
        readings: dict[tuple[object, ...], set[dt.date]] = defaultdict(set)
        for clue in own:
            if clue.latest is not None:
                readings[_place(clue)].add(clue.latest)
        share = {each.day: each.probability for each in self.shares}
        for days in (days & share.keys() for days in readings.values()):
            total = sum(share[day] for day in sorted(days))
            if len(days) < 2 or not total:
                continue
            best = max(told[day] for day in days)
            weighed = {day: share[day] * math.exp(max(told[day] - best, -30.0)) for day in sorted(days)}
            share.update((day, total * one / sum(weighed.values())) for day, one in weighed.items())
        shares = sorted(
            (dataclasses.replace(each, probability=share[each.day]) for each in self.shares),
            key=lambda each: (-each.probability, each.changed, each.day),
        )
        first = self.shares[0].day
        clue = self.clue
        if shares[0].day != first and (found := [one for one in own if one.latest == shares[0].day]):
            clue = max(found, key=lambda one: one.evidence.weight)
        return dataclasses.replace(self, clue=clue, shares=tuple(shares))


def word(clues: Sequence[Clue]) -> Word | None:
    """Return what a page says about its own day; None when it states none."""
    own = [clue for clue in clues if clue.kind in STATED and clue.latest is not None]
    if not own:
        return None
    odds: dict[dt.date, dict[str, float]] = defaultdict(dict)
    changed: dict[dt.date, bool] = {}
    best: dict[dt.date, tuple[float, Clue]] = {}
    for place, clue in enumerate(own):
        assert clue.latest is not None
        weight = min(max(clue.evidence.weight, _BOUNDS[0]), _BOUNDS[1])
        _raise(odds[clue.latest], _family(clue), weight)
        changed[clue.latest] = changed.get(clue.latest, True) and clue.kind == "updated"
        if clue.latest not in best or (weight, -place) > (best[clue.latest][0], 0):
            best[clue.latest] = (weight, clue)
    _other_clocks(own, odds)
    if any(not changed[day] and _product(found.values()) >= _FIRM for day, found in odds.items()):
        odds = {day: found for day, found in odds.items() if not changed[day]}
    product = {day: _product(found.values()) for day, found in odds.items()}
    total = _none(max(product.values())) + sum(product.values())
    shares = [Share(day, one / total, changed[day]) for day, one in product.items()]
    shares.sort(key=lambda share: (-share.probability, share.changed, share.day))
    return Word(best[shares[0].day][1], tuple(shares))


def _none(best: float) -> float:
    """Return the odds that none of the stated days is right, from those of the best one."""
    return _NONE[0] * min(1.0, float(best ** _NONE[1]))


def _family(clue: Clue) -> str:
    return "changed" if clue.kind == "updated" else _FAMILIES.get(clue.evidence.rule, "head")


def _place(clue: Clue) -> tuple[object, ...]:
    where = clue.evidence.where
    return clue.kind == "updated", clue.evidence.quote, clue.evidence.locus, where.start if where else None


def _raise(found: dict[str, float], family: str, weight: float) -> None:
    found[family] = max(found.get(family, 0.0), weight / (1.0 - weight))


def _product(odds: Iterable[float]) -> float:
    """Return the odds of a day from those of its families: weak ones add nothing, but take nothing away."""
    first, *others = sorted(odds, reverse=True)
    for one in others:
        first *= max(1.0, one)
    return first


def _other_clocks(own: Sequence[Clue], odds: dict[dt.date, dict[str, float]]) -> None:
    """Let an instant of the head speak for the neighbouring day that is stated elsewhere, on another clock."""
    for clue in own:
        if _family(clue) != "head" or clue.latest is None or ":" not in clue.evidence.quote:
            continue
        instants = [one.instant for one in parse(clue.evidence.quote) if one.instant is not None]
        if not instants:
            continue
        step = dt.timedelta(-1 if instants[0].hour < 14 else 1)
        other = odds.get(clue.latest + step)
        if other and "head" not in other and other.keys() & {"shown", "address"}:
            _raise(other, "head", min(_NEXT_DAY, clue.evidence.weight))
