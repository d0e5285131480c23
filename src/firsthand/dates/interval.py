"""The interval: first and last day that a partial date allows."""

import calendar
import dataclasses
import datetime as dt


@dataclasses.dataclass(frozen=True, slots=True)
class Interval:
    """The days that a statement allows, both ends included."""

    earliest: dt.date | None = None
    """First day; None: open or unknown."""
    latest: dt.date | None = None
    """Last day; None: open or unknown."""
    instant: dt.datetime | None = None
    """The instant, where a time is stated; naive when no offset is. Its day is the page's own, not UTC's."""
    approximate: bool = False
    """True for ``2023-09~``: the statement itself says that it is not exact."""
    uncertain: bool = False
    """True for ``2023-09?``: the statement itself says that it is doubtful."""

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"an interval cannot end ({self.latest}) before it begins ({self.earliest})")

    def __contains__(self, day: dt.date) -> bool:
        """Tell whether the interval allows the day."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def before(self, other: "Interval") -> bool:
        """Tell whether every day of this one lies before every day of the other; False also when that is unknown."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def after(self, other: "Interval") -> bool:
        """Tell whether every day of this one lies after every day of the other; False also when that is unknown."""
        return other.before(self)

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether some day can be in both."""
        return not self.before(other) and not other.before(self)

    def meet(self, other: "Interval") -> "Interval | None":
        """Return the days that both allow; None when there are none."""
        if not self.overlaps(other):
            return None
        lows = [day for day in (self.earliest, other.earliest) if day is not None]
        highs = [day for day in (self.latest, other.latest) if day is not None]
        return Interval(max(lows, default=None), min(highs, default=None))

    @property
    def days(self) -> int | None:
        """How many days it allows; None when an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    @property
    def exact(self) -> dt.date | None:
        """The one day that it allows; None when it allows more."""
        return self.earliest if self.earliest is not None and self.earliest == self.latest else None

    @property
    def edtf(self) -> str:
        """The interval as EDTF level 1: ``2023-09-22``, ``2023-09``, ``2023``, ``2023-09-19/2023-09-22``, ``../2023``.

        An open end and an unknown end are both written ``..``; the instant is left out.
        """
        low, high = self.earliest, self.latest
        mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((self.approximate, self.uncertain), "")
        if low is None and high is None:
            return "../.."
        if low is not None and high is not None:
            if low == high:
                return f"{_iso(low)}{mark}"
            if (low.year, low.month) == (high.year, high.month) and self == _like(month(low.year, low.month), self):
                return f"{low.year:04}-{low.month:02}{mark}"
            if low.year == high.year and self == _like(year(low.year), self):
                return f"{low.year:04}{mark}"
        ends = (f"{_iso(end)}{mark}" if end else ".." for end in (low, high))
        return "/".join(ends)


def _like(interval: Interval, model: Interval) -> Interval:
    """Return the interval with everything but its ends taken from the model."""
    return dataclasses.replace(model, earliest=interval.earliest, latest=interval.latest)


def _iso(day: dt.date) -> str:
    return day.isoformat()


def day(year: int, month: int, day: int, instant: dt.datetime | None = None) -> Interval:
    """Return the interval of one day.

    Raises:
        ValueError: there is no such day.
    """
    only = dt.date(year, month, day)
    return Interval(only, only, instant)


def month(year: int, month: int) -> Interval:
    """Return the interval of one month.

    Raises:
        ValueError: there is no such month.
    """
    return Interval(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def year(year: int) -> Interval:
    """Return the interval of one year.

    Raises:
        ValueError: the year is not one of 1 to 9999.
    """
    return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))
