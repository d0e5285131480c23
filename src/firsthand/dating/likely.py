"""What is read off a distribution: the likely days, whether one stands out, certainty in words, the instant stated."""

import datetime as dt

import numpy as np

from firsthand.dates import parse
from firsthand.dating.weigh import Curve, Days
from firsthand.model import Certainty, Clue


def instant_of(claim: Clue | None) -> dt.datetime | None:
    """Return the instant that a statement prints for its own day, with its own offset."""
    if claim is None:
        return None
    found = (one.instant for one in parse(claim.evidence.quote) if one.exact == claim.latest)
    return next((instant for instant in found if instant is not None), None)


def picks(best: list[tuple[dt.date, float]]) -> bool:
    """Tell whether the first day stands out: over the best day that is not its neighbour, by a twentieth at least."""
    day, top = best[0]
    others = [share for other, share in best if abs((other - day).days) > 3]
    return top >= 0.02 and (not others or top >= 1.05 * max(others))


def certainty_of(low: dt.date | None, high: dt.date | None, top: float) -> Certainty:
    """Return the certainty in words: by the length of the interval, and for ``certain`` by the likely day's share."""
    if low is None and high is None:
        return "none"
    if low is None or high is None:
        return "low"
    days = (high - low).days + 1
    if days <= 2 and top >= 0.9:
        return "certain"
    return "high" if days <= 7 else "medium" if days <= 62 else "low"


def best_days(days: Days, probability: Curve) -> list[tuple[dt.date, float]]:
    """Return the seven most likely days with their shares, the most likely first."""
    top = np.flatnonzero(probability >= 1.0 / len(probability))
    if len(top) < 7:
        top = np.arange(len(probability))
    order = top[np.lexsort((days[top], -probability[top]))[:7]]
    return [(dt.date.fromordinal(int(days[i])), round(float(probability[i]), 4)) for i in order]
