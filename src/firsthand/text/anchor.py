"""What a date expression means once it hangs on a day: ``Tuesday`` in a text of Friday 22 September 2023.

The anchor is the day of writing. Nothing is made more exact than the words are: ``last month`` is a month, ``late
2011`` its last third, ``recently`` is not resolved at all (both ends None).
"""

import calendar
import dataclasses
import datetime as dt
import re
from typing import Literal

from firsthand.model.span import Span
from firsthand.text.holidays import holiday

Kind = Literal[
    "weekday", "date", "monthday", "month", "year", "decade", "season", "quarter", "relative", "ago", "period",
    "duration", "set", "now", "future", "vague", "ordinal", "full", "holiday",
]  # fmt: skip
"""weekday: a weekday name. date: month and day, year perhaps missing; with the
unit week the week of that day. monthday: a day of the month alone. month, year,
decade, season, quarter: of that length, year perhaps missing. relative: ``last week``, ``tomorrow``. ago: ``two days
ago``. period: ``the past two months``. duration, set, now, future, vague: ``two weeks``, ``daily``, ``now``, ``the
future``, ``recent days``. ordinal: ``the second
year of the war``. full: a date that needs no anchor. holiday: a day of the year
that has a name."""

Unit = Literal["minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century"]
Tense = Literal["past", "future"] | None
Bounds = tuple[dt.date | None, dt.date | None]

_DAYS = {"day": 1, "weekend": 2, "week": 7}
_NEAR = 100
"""Days within which a month and day without a year is the nearest one, whatever the tense says: tense is read from
words that may belong to another verb, and news speaks of what is near."""
_NEAR_MONTH = 62
"""Days within which a month to come is meant, where no tense is told and the last one of that name is far."""
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}


@dataclasses.dataclass(frozen=True, slots=True)
class Expression:
    """One date expression in a text."""

    span: Span
    """Its characters."""
    text: str
    """The same characters."""
    kind: Kind
    """What sort of expression."""
    unit: Unit = "day"
    """How long the stretch is that it names."""
    weekday: int | None = None
    """0 Monday to 6 Sunday, where it names one."""
    year: int | None = None
    """The year, where it prints one; the first year of a decade."""
    month: int | None = None
    """1 to 12, where it prints one; the first month of a season or quarter."""
    day: int | None = None
    """Day of the month, where it prints one."""
    shift: int | None = None
    """How many units from the anchor: -1 ``last week``, 0 ``this week``, 1 ``next week``; None: not said."""
    years: int | None = None
    """How many years from the anchor's, for ``February this year``; None: not said."""
    part: Literal["early", "mid", "late"] | None = None
    """Which third of the stretch, where it says so."""
    ordinal: int | None = None
    """For ``the second year of``: 2. None otherwise."""
    bounds: Bounds = (None, None)
    """For ``full``: its days."""


def resolve(expression: Expression, anchor: dt.date, tense: Tense = None) -> Bounds:
    """Return the first and last day that an expression means in a text written on the anchor day.

    Args:
        expression: What `firsthand.text.when.find` found.
        anchor: The day of writing.
        tense: Tense of the words around it; ``None`` where they do not tell: weekdays and months then lie in the past,
            dates without a year are the nearest ones.

    Returns:
        Both ends; None for an end that the words do not give.
    """
    try:
        low, high = _whole(expression, anchor, tense)
    except (ValueError, OverflowError):  # 30 February, or a year that no calendar has
        return None, None
    if expression.part is None or low is None or high is None:
        return low, high
    return _third(low, high, expression.part)


def _whole(e: Expression, anchor: dt.date, tense: Tense) -> Bounds:
    """Return the bounds before ``early``, ``mid`` and ``late`` are taken into account."""
    if e.kind == "full":
        return e.bounds
    if e.kind == "weekday" and e.weekday is not None:
        day = _weekday(e.weekday, e.shift, anchor, tense)
        return day, day
    if e.kind == "date" and e.month and e.day:
        day = dt.date(e.year, e.month, e.day) if e.year else _nearest(e.month, e.day, e.shift, anchor, tense)
        return _stretch(e.unit, 0, day)
    if e.kind == "monthday" and e.day:
        day = _month_day(e.day, anchor, tense)
        return day, day
    if e.kind == "holiday":
        day = _holiday(e, anchor, tense)
        return day, day
    if e.kind in ("month", "season", "quarter") and e.month:
        return _months(e, anchor, tense)
    if e.kind in ("year", "decade") and e.year:
        last = e.year + (9 if e.kind == "decade" else 0)
        return dt.date(e.year, 1, 1), dt.date(last, 12, 31)
    if e.kind == "ago" and e.shift is not None:
        return _ago(e.unit, e.shift, anchor)
    if e.kind == "relative" and e.shift is not None:
        return _stretch(e.unit, e.shift, anchor)
    if e.kind == "period" and e.shift is not None:
        far = _moved(anchor, e.unit, e.shift)
        return min(anchor, far), max(anchor, far)
    return None, None


def _weekday(number: int, shift: int | None, anchor: dt.date, tense: Tense) -> dt.date:
    back = (anchor.weekday() - number) % 7
    if shift == -1:
        return anchor - dt.timedelta(back or 7)
    if shift == 1 or (shift is None and tense == "future"):
        return anchor + dt.timedelta((-back) % 7 or 7)
    if shift == 0:
        return anchor + dt.timedelta((-back) % 7) if tense != "past" else anchor - dt.timedelta(back)
    return anchor - dt.timedelta(back)


def _nearest(month: int, day: int, shift: int | None, anchor: dt.date, tense: Tense) -> dt.date:
    """Return the day of that name that the tense wants, within a year; without a tense the nearest."""
    days = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        if month == 2 and day == 29 and not calendar.isleap(year):
            continue
        days.append(dt.date(year, month, day))
    if shift == -1:
        days = [one for one in days if one < anchor][-1:] or days
    return _pick(days, anchor, tense)


def _pick(days: list[dt.date], anchor: dt.date, tense: Tense) -> dt.date:
    """Return the nearest of some days, or, where that is far, the nearest on the side that the tense wants."""
    nearest = min(days, key=lambda one: (abs((one - anchor).days), one))
    if abs((nearest - anchor).days) <= _NEAR:
        return nearest
    if tense == "past":
        days = [one for one in days if one <= anchor] or days
    elif tense == "future":
        days = [one for one in days if one >= anchor] or days
    return min(days, key=lambda one: (abs((one - anchor).days), one))


def _holiday(e: Expression, anchor: dt.date, tense: Tense) -> dt.date:
    """Return the day of that name that the words want: the printed year's, the last, the next, else the nearest."""
    name = re.sub(r"^(?:last|next|this)\s|,?\s\d{4}$", "", e.text, flags=re.IGNORECASE)
    if e.year:
        return holiday(name, e.year)
    days = [holiday(name, anchor.year + step) for step in (-1, 0, 1)]
    if e.shift == -1:
        return [one for one in days if one < anchor][-1]
    if e.shift == 1:
        return next(one for one in days if one > anchor)
    return _pick(days, anchor, tense)


def _month_day(day: int, anchor: dt.date, tense: Tense) -> dt.date:
    months = [_moved(anchor.replace(day=1), "month", step) for step in (-1, 0, 1)]
    days = [one.replace(day=day) for one in months if day <= calendar.monthrange(one.year, one.month)[1]]
    if tense == "future":
        return min((one for one in days if one >= anchor), default=days[-1])
    return max((one for one in days if one <= anchor), default=days[0])


def _months(e: Expression, anchor: dt.date, tense: Tense) -> Bounds:
    """Return a named month, season or quarter: the printed year's, or the one that the tense wants."""
    length = _MONTHS[e.unit]
    month = e.month or 1
    year = e.year if e.years is None else anchor.year + e.years
    if year:
        return _from(dt.date(year, month, 1), length)
    # two years either way: in January "last winter" is the one before the winter that is on
    starts = [dt.date(anchor.year + step, month, 1) for step in (-2, -1, 0, 1, 2)]
    stretches = [_from(start, length) for start in starts]
    if e.shift == -1:
        return [one for one in stretches if one[1] < anchor][-1]
    if e.shift == 1 or tense == "future":
        return next(one for one in stretches if one[1] >= anchor and (e.shift is None or one[0] > anchor))
    if e.shift == 0:
        return stretches[2]
    if tense is None and e.kind == "month":
        near = [one for one in stretches if anchor < one[0] <= anchor + dt.timedelta(_NEAR_MONTH)]
        last = [one for one in stretches if one[0] <= anchor][-1]
        if near and (anchor - last[1]).days > _NEAR:
            return near[0]
    return [one for one in stretches if one[0] <= anchor][-1]


def _from(start: dt.date, months: int) -> tuple[dt.date, dt.date]:
    return start, _moved(start, "month", months) - dt.timedelta(1)


def _ago(unit: Unit, shift: int, anchor: dt.date) -> Bounds:
    """Return the day for days and weeks, the month or year for longer units: ``two years ago`` names no day."""
    far = _moved(anchor, unit, shift)
    if unit in ("minute", "hour", "day", "weekend"):
        return far, far
    if unit == "week":
        return far - dt.timedelta(3), far + dt.timedelta(3)
    return _stretch("year" if unit in ("year", "decade", "century") else "month", 0, far)


def _stretch(unit: Unit, shift: int, anchor: dt.date) -> Bounds:
    """Return the calendar stretch that lies ``shift`` units from the one that the anchor lies in."""
    if unit == "day":
        day = anchor + dt.timedelta(shift)
        return day, day
    if unit in ("week", "weekend"):
        monday = anchor - dt.timedelta(anchor.weekday()) + dt.timedelta(7 * shift)
        if unit == "week":
            return monday, monday + dt.timedelta(6)
        return monday + dt.timedelta(5), monday + dt.timedelta(6)
    length = _MONTHS[unit]
    if length <= 12:
        first = anchor.replace(day=1, month=(anchor.month - 1) // length * length + 1)
    else:
        first = dt.date(anchor.year // (length // 12) * (length // 12), 1, 1)
    return _from(_moved(first, "month", shift * length), length)


def _moved(day: dt.date, unit: Unit, count: int) -> dt.date:
    """Return the day that lies so many units away; a day that the month lacks becomes its last."""
    if unit in ("minute", "hour"):
        return day
    if unit in _DAYS:
        return day + dt.timedelta(count * (7 if unit == "weekend" else _DAYS[unit]))
    number = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = divmod(number, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _third(low: dt.date, high: dt.date, part: str) -> Bounds:
    days = (high - low).days + 1
    third = dt.timedelta(days // 3)
    if part == "early":
        return low, low + third
    if part == "late":
        return high - third, high
    return low + third, high - third
