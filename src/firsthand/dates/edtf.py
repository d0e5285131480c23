"""EDTF level 1 (ISO 8601-2:2019) in: the notation in which people type dates and in which archives exchange them."""

import datetime as dt
import re

from firsthand.dates.interval import Interval, day, month, year

_ONE = re.compile(r"(?P<y>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<m>\d\d|XX)(?:-(?P<d>\d\d|XX))?)?(?P<q>[?~%])?")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d(?::\d\d)?)?")
_SEASON_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}


def from_edtf(text: str) -> Interval:
    """Return the interval that an EDTF level 1 expression states.

    ``2023``, ``2023-09``, ``2023-09-22``, ``202X``, ``2023-XX-XX``, ``2023-23`` (autumn), ``2023-09~``, ``2023?``,
    ``2023-09/..``, ``/2023-09-22``. An empty end (unknown) and ``..`` (open) are both None. A season is the three
    months of the northern half that begin in March, June, September or December. ``~`` and ``?`` set flags; they do
    not move the bounds.

    Raises:
        ValueError: it is not EDTF level 1, or its year is not one of 1 to 9999 (``Y17E8``, ``-1985``).
    """
    text = text.strip()
    if "/" not in text:
        if text in ("", ".."):
            return Interval()
        return _one(text)
    low, _, high = text.partition("/")
    first = None if low in ("", "..") else _one(low)
    last = None if high in ("", "..") else _one(high)
    ends = [end for end in (first, last) if end is not None]
    return Interval(
        first.earliest if first else None,
        last.latest if last else None,
        approximate=any(end.approximate for end in ends),
        uncertain=any(end.uncertain for end in ends),
    )


def _one(text: str) -> Interval:
    """Return the interval of one date, without a slash."""
    if _INSTANT.fullmatch(text):
        instant = dt.datetime.fromisoformat(text)
        return Interval(instant.date(), instant.date(), instant)
    match = _ONE.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF level 1 date: {text!r}; write 2023-09-22, 2023-09, 2023-09~ or 2023-09/2023-10")
    plain = _days(match["y"], match["m"], match["d"], text)
    mark = match["q"]
    return Interval(plain.earliest, plain.latest, approximate=mark in ("~", "%"), uncertain=mark in ("?", "%"))


def _days(full: str, number: str | None, of_month: str | None, text: str) -> Interval:
    try:
        if "X" in full:
            if number is not None:
                raise ValueError
            low = max(1, int(full.replace("X", "0")))
            return Interval(year(low).earliest, year(int(full.replace("X", "9"))).latest)
        whole = int(full)
        if number is None or number == "XX":
            if of_month not in (None, "XX"):
                raise ValueError
            return year(whole)
        if int(number) in _SEASON_MONTH and of_month is None:
            return _season(whole, _SEASON_MONTH[int(number)])
        if of_month is None or of_month == "XX":
            return month(whole, int(number))
        return day(whole, int(number), int(of_month))
    except ValueError:
        raise ValueError(f"no such date: {text!r}; years run from 0001 to 9999") from None


def _season(whole: int, first: int) -> Interval:
    last = (whole, first + 2) if first < 12 else (whole + 1, 2)
    return Interval(dt.date(whole, first, 1), month(*last).latest)
