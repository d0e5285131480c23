"""Days of the year that have a name: fixed ones, those on a weekday of a month, and those that hang on Easter.

English names, United States and international days; the rules are public law (5 U.S.C. 6103 for the federal holidays,
2 U.S.C. 7 for Election Day) and the Gregorian reckoning of Easter.
"""

import datetime as dt
import re

_FIXED: dict[str, tuple[int, int, int | None]] = {
    "new year's day": (1, 1, None), "new year's eve": (12, 31, None), "valentine's day": (2, 14, None),
    "st. patrick's day": (3, 17, None), "may day": (5, 1, None), "juneteenth": (6, 19, None),
    "fourth of july": (7, 4, None), "july fourth": (7, 4, None), "bastille day": (7, 14, None),
    "halloween": (10, 31, None), "veterans day": (11, 11, None), "christmas eve": (12, 24, None),
    "christmas day": (12, 25, None), "christmas": (12, 25, None), "boxing day": (12, 26, None),
    "thanksgiving": (11, 22, 3), "thanksgiving day": (11, 22, 3), "labor day": (9, 1, 0), "memorial day": (5, 25, 0),
    "election day": (11, 2, 1), "columbus day": (10, 8, 0), "presidents day": (2, 15, 0), "presidents' day": (2, 15, 0),
    "mother's day": (5, 8, 6), "father's day": (6, 15, 6), "black friday": (11, 23, 4), "super tuesday": (3, 2, 1),
}  # fmt: skip
"""Month, day, and the weekday on or after it that is meant; None: that very day."""
_FROM_EASTER = {"good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1, "ash wednesday": -46,
                "palm sunday": -7, "pentecost": 49}  # fmt: skip
NAMES = (*_FIXED, *_FROM_EASTER)
"""The names, in small letters."""
_LONGEST_FIRST = sorted(NAMES, key=lambda one: (-len(one), one))
PATTERN = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s") for name in _LONGEST_FIRST)
"""Regular expression of the names, the longest first."""


def holiday(name: str, year: int) -> dt.date:
    """Return the day of a name in a year.

    Raises:
        KeyError: there is no such name.
    """
    name = " ".join(name.lower().replace("’", "'").split())
    if name in _FROM_EASTER:
        return easter(year) + dt.timedelta(_FROM_EASTER[name])
    month, day, weekday = _FIXED[name]
    first = dt.date(year, month, day)
    return first if weekday is None else first + dt.timedelta((weekday - first.weekday()) % 7)


def easter(year: int) -> dt.date:
    """Return Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
