"""A clue as a curve: what it adds to the log-probability of each day. All constants of the curves stand here.

The day tables were set from 330 dated newswire and news site texts (aquaint, kcna, fundus, and those outlets of polnear
that are dated by their own day), the outlets of next-day newspapers held against them; see docs/how/dating.md.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Clue

Days = NDArray[np.int64]
Curve = NDArray[np.float64]

_LAGS = {
    "dating.weekday.relative": (0.90, 0.03, 0.02, 0.01, 0.01, 0.01, 0.02),
    "dating.weekday.said": (0.67, 0.20, 0.055, 0.015, 0.012, 0.013, 0.035),
    "dating.weekday.first": (0.56, 0.24, 0.08, 0.035, 0.025, 0.02, 0.04),
    "dating.dateline.day": (0.80, 0.12, 0.03, 0.01, 0.01, 0.01, 0.02),
}
"""Share of texts written 0 to 6 days after the weekday that they name; 6 is the day before it."""
_DATELINE_LAGS = {-1: 0.02, 0: 0.74, 1: 0.14, 2: 0.03, 3: 0.02, 4: 0.01}
_Lags = tuple[tuple[int, float], ...]
_STATED_LAGS: _Lags = ((-1, 0.012), (0, 0.93), (1, 0.035), (2, 0.008), (3, 0.004))
_WITNESS_LAGS: _Lags = (
    (-1, 0.02),
    (0, 0.70),
    (1, 0.09),
    (2, 0.03),
    (3, 0.014),
    (4, 0.01),
    (5, 0.01),
    (6, 0.008),
    (7, 0.008),
)
_TAIL = (0.011, 60)
_WITNESS_TAIL = (0.09, 900)
"""Rest of the probability and over how many days it lies: a page that reprints a text states a later day. Between two
pages of one text the day that one states stands against the weekday in the text, which names the event's day."""
_UPDATED_LAGS: _Lags = ((0, 0.45), (1, 0.06), (2, 0.03))
_UPDATED_TAIL = (0.46, 1500)
"""A last change says less: half of the pages are changed years later."""
_GAPS = (0.56, 0.16, 0.035, 0.012, 0.006, 0.003, 0.002, 0.002)
"""Share of same-event reports so many days apart, on either side."""
_TOO_EARLY = {"dating.office.held": 7.0, "dating.office.surname": 3.0}
"""Nobody is called president before taking office but as a slip (1 of 313 titles with full names, 1 of 30 surnames:
another bearer of the name), while past holders are named in texts about the past."""
_OLDER = 0.9
"""Share of falsely dated pages whose text is older than the date."""
RECENT = "dating.mention.latest"
"""The rule that says how near texts are written to the latest date that they name: a habit, which refutes nothing."""
FULL_DAY = "dating.fullday.first"
"""The rule of the first full date in the opening."""
_FULL_DAYS = ((-60, -1, 0.24), (0, 0, 0.30), (1, 2, 0.11), (3, 30, 0.13))
"""Share of 101 texts written so many days after the first full date of their opening; the rest lie anywhere else."""
IDLE = (RECENT, FULL_DAY)
"""Habits of writing, which refute nothing and are asked only where no stated day is believed."""
NEAR = "dating.story.near"
"""The rule that dates a text by another report of the same event."""
UNTOLD = "dating.mention.untold"
"""The rule of a date that is named without a tense: it may be one of the next weeks, so that its bound rises slowly, to
all of its weight after three months."""
JUDGED = "dating.judgement.day"
"""The rule of a person's decision."""
STATED = ("claimed", "published", "updated")


@dataclasses.dataclass(frozen=True, slots=True)
class Share:
    """One day that a page states, and how likely it is the page's own."""

    day: dt.date
    probability: float
    changed: bool = False
    """Whether it is the day of a change rather than of publication."""


def curve(clue: Clue, days: Days) -> Curve:
    """Return the log-likelihood of one clue of a text for each day, up to a constant.

    Args:
        clue: A clue that is not stated by the page about itself (those need the page's trust: `stated`).
        days: Proleptic ordinals of the days.
    """
    if clue.kind == "weekday" and clue.weekday is not None:
        lags = np.array(_LAGS.get(clue.evidence.rule, _LAGS["dating.weekday.first"]))
        told = clue.evidence.weight * np.log(7 * lags)
        return np.asarray(told[(_weekday(days) - clue.weekday) % 7], dtype=np.float64)
    if clue.kind == "yearly" and clue.yearly is not None:
        return _yearly(clue, days)
    if clue.evidence.rule == RECENT and clue.earliest is not None:
        return _recency(days - clue.earliest.toordinal())
    if clue.evidence.rule == NEAR and clue.earliest is not None and clue.latest is not None:
        return _near(clue, days)
    if clue.kind == "among":
        return _among(clue, days)
    if clue.evidence.rule == FULL_DAY and clue.earliest is not None:
        return _full_day(days - clue.earliest.toordinal())
    total = np.zeros(len(days))
    if clue.kind == "rendered":
        return total
    if clue.evidence.rule == UNTOLD and clue.earliest is not None:
        over = clue.earliest.toordinal() - days
        return np.asarray(np.where(over > 0, -clue.evidence.weight * np.clip(0.3 + over / 130, 0.0, 1.0), 0.0))
    if clue.earliest is not None:
        weight = _TOO_EARLY.get(clue.evidence.rule, clue.evidence.weight)
        total -= _ramp(clue.earliest.toordinal() - days, weight)
    if clue.latest is not None:
        if clue.evidence.rule == JUDGED and clue.evidence.weight > 100:
            total[days > clue.latest.toordinal()] -= clue.evidence.weight
            return total
        slack = 1 if clue.kind in ("captured", "before") else 0  # capture is UTC, writing is local
        total -= _ramp(days - clue.latest.toordinal() - slack, clue.evidence.weight)
    return total


def stated(shares: Sequence[Share], days: Days, trust: float, witnesses: int) -> Curve:
    """Return the log-likelihood of what a page states about its own day.

    With probability `trust` the text was written on the page's own day or a little before; else on any day, mostly one
    before it. The page's own day is one of the stated ones, or with the rest of the probability none of them.

    Args:
        shares: The stated days, the most likely first.
        days: Proleptic ordinals of the days.
        trust: Probability that the page's own day is its text's day.
        witnesses: Pages that carry the text: a text with many is older than most of its pages.
    """
    told = np.zeros(len(days))
    for share in shares:
        lags, (rest, width) = (_STATED_LAGS, _TAIL) if witnesses == 1 else (_WITNESS_LAGS, _WITNESS_TAIL)
        if share.changed:
            lags, (rest, width) = _UPDATED_LAGS, _UPDATED_TAIL
        at = share.day.toordinal() - int(days[0])
        for lag, part in lags:
            if 0 <= at - lag < len(days):
                told[at - lag] += part * share.probability
        told[max(0, at - width) : max(0, at - lags[-1][0])] += rest / width * share.probability
    lost = 1.0 - trust * sum(share.probability for share in shares)
    return np.asarray(np.log(lost * _lie(shares[0].day, days) + trust * len(days) * told), dtype=np.float64)


def _lie(day: dt.date, days: Days) -> Curve:
    """Return where a text lies whose page states a false day: mostly before it, for reprints are made to look fresh."""
    curve = np.ones(len(days))
    count = day.toordinal() - int(days[0]) + 1
    if 0 < count < len(days):
        curve[:count] = len(days) * _OLDER / count
        curve[count:] = len(days) * (1 - _OLDER) / (len(days) - count)
    return curve


def _weekday(days: Days) -> Days:
    return np.asarray((days + 6) % 7, dtype=np.int64)  # ordinal 1 was a Monday


def _ramp(over: Days, weight: float) -> Curve:
    """Return the penalty for lying so many days outside a bound: 0.6 of the weight at once, all of it after a month."""
    share = np.clip(0.6 + 0.4 * over / 30.0, 0.0, 1.0)
    return np.asarray(np.where(over > 0, weight * share, 0.0), dtype=np.float64)


def _among(clue: Clue, days: Days) -> Curve:
    """Return the curve of several stretches of which one holds the day, as surely as the weight (log-odds) says.

    Days more than a year before the first stretch or after the last are left alone: the table does not reach them.
    """
    if not clue.stretches:
        return np.zeros(len(days))
    inside = np.zeros(len(days), dtype=bool)
    start = int(days[0])
    for first, last in clue.stretches:
        low, high = first.toordinal() - start, last.toordinal() - start
        if high >= 0 and low < len(days):
            inside[max(0, low) : high + 1] = True
    low, high = clue.stretches[0][0].toordinal() - 366, max(last for _, last in clue.stretches).toordinal() + 366
    reached = (days >= low) & (days <= high)
    count = int(inside.sum())
    if not count:
        return np.zeros(len(days))
    sure = 1.0 / (1.0 + float(np.exp(-clue.evidence.weight)))
    told = np.log(1.0 - sure + sure * inside * (float(reached.sum()) / count))
    return np.asarray(np.where(reached, told, 0.0), dtype=np.float64)


def _near(clue: Clue, days: Days) -> Curve:
    """Return how likely a text is so near another report of its event; the weight is how sure the link is."""
    assert clue.earliest is not None
    assert clue.latest is not None
    first, last = clue.earliest.toordinal(), clue.latest.toordinal()
    gap = np.maximum(np.maximum(first - days, days - last), 0)
    share = np.asarray(_GAPS)[np.minimum(gap, len(_GAPS) - 1)]
    share = np.where(gap >= len(_GAPS), 0.0, share) / (last - first + 1)
    return np.asarray(np.log(1.0 - clue.evidence.weight + clue.evidence.weight * len(days) * share), dtype=np.float64)


def near_spread(other: Days, probability: Curve, days: Days, sure: float) -> Curve:
    """Return how likely a text is near a report of its event whose own day is only known as a distribution.

    Args:
        other: Proleptic ordinals of the days on which that report may have been written.
        probability: Of each of them.
        days: Proleptic ordinals of the text's days.
        sure: How sure it is that both tell one event.
    """
    sides = np.asarray((*_GAPS[:0:-1], *_GAPS))
    spread = np.convolve(probability, sides)
    at = days - (int(other[0]) - len(_GAPS) + 1)
    inside = (at >= 0) & (at < len(spread))
    share = np.where(inside, spread[np.clip(at, 0, len(spread) - 1)], 0.0)
    return np.asarray(np.log(1.0 - sure + sure * len(days) * share), dtype=np.float64)


def _full_day(gap: Days) -> Curve:
    """Return how likely a text is so many days after the first full date of its opening."""
    share = np.full(len(gap), (1.0 - sum(part for *_, part in _FULL_DAYS)) / len(gap))
    for low, high, part in _FULL_DAYS:
        share[(gap >= low) & (gap <= high)] = part / (high - low + 1)
    return np.asarray(np.log(share * len(gap)), dtype=np.float64)


def _recency(gap: Days) -> Curve:
    """Return how likely a text is so many days after the latest date that it names.

    The share falls with the power 1.3 of the years: half of 813 texts lie within three years of the latest year that
    they name, a quarter beyond eight.
    """
    years = np.maximum(gap, 0) / 365.25
    return np.asarray(np.where(gap < -31, -2.5, -1.3 * np.log1p(years)), dtype=np.float64)


def _yearly(clue: Clue, days: Days) -> Curve:
    """Return the curve of a day or stretch that comes back every year (month 0: every month)."""
    if clue.yearly is None:
        return np.zeros(len(days))
    starts = _starts(clue, days)
    if not len(starts):
        return np.zeros(len(days))
    place = np.searchsorted(starts, days, side="right") - 1
    since = np.where(place >= 0, days - starts[np.clip(place, 0, None)], 9999)
    ahead = np.where(place + 1 < len(starts), starts[np.clip(place + 1, None, len(starts) - 1)] - days, 9999)
    period = 30.4 if clue.yearly[0] == 0 else 365.25
    if clue.evidence.rule == "dating.dateline.day":
        share = np.full(len(days), 0.04 / period)
        for lag, value in _DATELINE_LAGS.items():
            share[since == lag if lag >= 0 else ahead == -lag] = value
    elif clue.yearly[2] > 1:
        late, early = (3, 1) if clue.yearly[2] > 7 else (0, 0)  # a week after a weekday that is named has sharp ends
        length = clue.yearly[2] + late
        inside = (since < length) | (ahead <= early)
        outside = float(np.exp(-clue.evidence.weight))
        share = np.where(inside, (1 - outside) / (length + early), outside / (period - length - early))
    else:
        share = _nearby(since, ahead, period)
    return np.asarray(np.log(period * share), dtype=np.float64)


def _nearby(since: Days, ahead: Days, period: float) -> Curve:
    """Return the share of texts written so long after (before) the first day and month that they name (749 texts)."""
    if period < 100:
        share = np.full(len(since), 0.30 / period)
        share[(since <= 2)] = 0.70 / 3
        return share
    share = np.full(len(since), 0.10 / 245)
    share[(ahead <= 30)] = 0.10 / 30
    share[(since > 30) & (since <= 90)] = 0.12 / 60
    share[(since > 2) & (since <= 30)] = 0.26 / 28
    share[(since <= 2)] = 0.42 / 3
    return share


def _starts(clue: Clue, days: Days) -> Days:
    """Return the ordinals on which the stretch begins, a year more on both sides.

    A weekday picks the years in which a single day falls on it; a longer stretch begins on the first such weekday.
    """
    month, day, length = clue.yearly or (1, 1, 1)
    first, last = dt.date.fromordinal(int(days[0])), dt.date.fromordinal(int(days[-1]))
    starts = []
    for year in range(first.year - 1, last.year + 2):
        for number in range(1, 13) if month == 0 else (month,):
            try:
                start = dt.date(year, number, day)
            except ValueError:
                continue
            if clue.weekday is not None and length > 1:
                start += dt.timedelta((clue.weekday - start.weekday()) % 7)
            if clue.weekday is None or start.weekday() == clue.weekday:
                starts.append(start.toordinal())
    return np.array(starts, dtype=np.int64)
