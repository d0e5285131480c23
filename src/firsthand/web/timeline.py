"""The timeline as bars on an axis of days."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from firsthand.model import Entry

MARGIN = 30
"""Days that the axis shows before the first report and after the last one at most; what lies further off is background
and gets an arrow at the edge. Without such a limit one mention of a year long ago makes the week of the story a dot."""

TICKS = 5
"""Labels on the axis at most: five fit on a screen of 390 pixels."""

_STEPS = (1, 2, 3, 7, 14, 28, 91, 182, 365, 730, 1825, 3650, 7300, 18250, 36500)
"""Days between two labels."""


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """An entry, and where its bar lies: per cent of the width."""

    entry: Entry
    left: float
    width: float
    reported: float | None
    """Place of the ring; None without a day of report."""
    off: str | None = None
    """``before`` or ``after`` when all of it lies outside the axis; None when some of it is inside."""


@dataclasses.dataclass(frozen=True, slots=True)
class Tick:
    """A label of the axis."""

    at: float
    label: str


@dataclasses.dataclass(frozen=True, slots=True)
class Chart:
    """A timeline, ready to be drawn."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    first: dt.date
    last: dt.date


def chart(entries: Sequence[Entry]) -> Chart | None:
    """Return the entries on an axis; None when no entry has a day."""
    ends = _ends(entries)
    if ends is None:
        return None
    first, last = ends
    bars = tuple(_bar(entry, first, last) for entry in entries)
    return Chart(bars, ticks(first, last), first, last)


def ticks(first: dt.date, last: dt.date) -> tuple[Tick, ...]:
    """Return at most `TICKS` labels, evenly many days apart, finer than a day never."""
    whole = (last - first).days + 1
    step = next((step for step in _STEPS if whole / step <= TICKS), _STEPS[-1])
    form = "{0.day} {0:%b}" if whole <= 300 else "{0:%b} {0.year}" if whole <= 3000 else "{0.year}"
    days = [first + dt.timedelta(days=n) for n in range(0, whole, step)][:TICKS]
    return tuple(Tick(place(day, first, last), form.format(day)) for day in days)


def place(day: dt.date, first: dt.date, last: dt.date) -> float:
    """Return where a day begins, in per cent of the axis; 0 and 100 for what lies outside."""
    whole = (last - first).days + 1
    return round(min(100.0, max(0.0, 100 * (day - first).days / whole)), 2)


def width(low: dt.date, high: dt.date, first: dt.date, last: dt.date) -> float:
    """Return how wide an interval is, both days included, in per cent of the axis; never too narrow to be seen."""
    low, high = max(low, first), min(high, last)
    return round(max(0.8, 100 * ((high - low).days + 1) / ((last - first).days + 1)), 2)


def _ends(entries: Sequence[Entry]) -> tuple[dt.date, dt.date] | None:
    days = [day for entry in entries for day in (entry.earliest, entry.latest, entry.reported) if day]
    if not days:
        return None
    reported = [entry.reported for entry in entries if entry.reported]
    if not reported:
        return min(days), max(days)
    low, high = min(reported), max(reported)
    room = dt.timedelta(days=MARGIN)
    floor = low - room if low - dt.date.min > room else dt.date.min
    ceiling = high + room if dt.date.max - high > room else dt.date.max
    inside = [day for day in days if floor <= day <= ceiling]
    return min(inside), max(inside)


def _bar(entry: Entry, first: dt.date, last: dt.date) -> Bar:
    low, high = entry.earliest or first, entry.latest or last
    one_day = 100 / ((last - first).days + 1)
    reported = None if entry.reported is None else round(place(entry.reported, first, last) + one_day / 2, 2)
    off = "before" if high < first else "after" if low > last else None
    if off:
        return Bar(entry, 0.0, 0.0, reported, off)
    return Bar(entry, place(low, first, last), width(low, high, first, last), reported)
