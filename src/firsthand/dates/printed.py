"""Dates as pages print them: numeric in any order, with month names, in East Asian and Arabic-script numbers.

Order of trust: year first (ISO, 年月日), named months, then day and month as numbers, where both orders are kept as
candidates unless a number over 12, a weekday beside it or a point between the numbers decides.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from firsthand.dates.interval import Interval, day, month, year
from firsthand.dates.names import HOMOGRAPHS, LONGEST, month_of, weekday_of

_YEAR = r"(?<!\d)\d{4}(?!\d)"
_MARK = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u200c"
_NAME = rf"(?:(?<!\w)|(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ]))(?P<m>[^\W\d_](?:[^\W\d_]|[{_MARK}]){{1,{LONGEST}}})"
_NTH = r"(?:st|nd|rd|th|er|º|°|ª|\.|-го|η|ης)?"
_OF = r"(?:[\s.\-/,_]{1,3}|\s(?:de|of|di|del)\s|\sd['’]|\s?de\s)"

_YEAR_FIRST = re.compile(
    rf"(?P<y>{_YEAR})(?:(?P<s>[-/._])|\s?[年년]\s?|\.\s)(?P<mn>\d{{1,2}})(?:(?P=s)|\s?[月월]\s?|\.\s)"
    r"(?P<d>\d{1,2})(?!\d)(?:\s?[日일号號])?"
)
_ERA = re.compile(r"(?P<era>令和|平成|昭和)(?P<n>\d{1,2}|元)年\s?(?P<mn>\d{1,2})月\s?(?P<d>\d{1,2})日")
_YEAR_NAME = re.compile(rf"(?P<y>{_YEAR})\.?[\s\-/,]{{1,3}}{_NAME}\.?[\s\-/,]{{1,3}}(?P<d>\d{{1,2}})(?![\d:])")
_DAY_NAME = re.compile(rf"(?<![\d:])(?P<d>\d{{1,2}}){_NTH}{_OF}{_NAME}\.?{_OF}?(?P<y>{_YEAR})")
_NAME_DAY = re.compile(rf"{_NAME}\.?[\s\-]{{1,2}}(?P<d>\d{{1,2}}){_NTH}[\s,\-]{{1,3}}(?:of\s)?(?P<y>{_YEAR})")
_ASCTIME = re.compile(
    rf"{_NAME}\s{{1,2}}(?P<d>\d{{1,2}})\s(?P<clock>\d\d:\d\d:\d\d)\s(?:[A-Z]{{3,4}}\s)?(?P<y>{_YEAR})"
)
_NUMBERS = re.compile(
    r"(?<![\d./\-:])(?P<a>\d{1,2})(?P<s>[-/.]|\.\s)(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?!\d|[./\-]\d)"
)
_VIETNAMESE = re.compile(rf"(?P<d>\d{{1,2}})\stháng\s(?P<mn>\d{{1,2}})(?:,|\snăm)\s(?P<y>{_YEAR})")
_NAME_YEAR = re.compile(rf"{_NAME}\.?(?:,?\s|\sde\s|\sdel\s|-)(?P<y>{_YEAR})")
_YEAR_MONTH = re.compile(rf"(?P<y>{_YEAR})\s?[年년]\s?(?P<mn>\d{{1,2}})\s?[月월](?!\s?\d)")
_WHOLE = re.compile(r"(?P<y>\d{4})(?:-(?P<mn>\d\d))?")
_COMPACT = re.compile(r"(?P<y>[12]\d{3})(?P<mn>[01]\d)(?P<d>[0-3]\d)(?:T?(?P<h>\d\d)(?P<i>\d\d)(?P<s>\d\d)?)?(?P<z>Z?)")

_FOUR = re.compile(r"\d{4}")
_PARTED = re.compile(r"\d[-/.]\s?\d\d?[-/.]")
_DAYS = (_YEAR_FIRST, _YEAR_NAME, _DAY_NAME, _NAME_DAY, _ASCTIME, _VIETNAMESE)
_ERAS = ("令和", "平成", "昭和")
_REACH = 80
"""Characters of a date before and behind its year at most: two names of 20, a clock, a zone and what parts them."""

_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120, "eet": 120,
    "eest": 180, "msk": 180, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "pkt": 300, "aest": 600, "aedt": 660,
}  # fmt: skip
"""Minutes east of UTC. EST to PDT as RFC 2822 fixes them; names with two meanings (IST) are left out."""

_CLOCK = (
    r"(?P<half>오전|오후|上午|下午|午前|午後)?\s?(?P<h>\d{1,2})(?:[:.h时時시]\s?(?P<i>\d\d)\s?[분分]?(?::(?P<sec>\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s{0,2}(?P<ap>[ap]\.?m\b\.?)?\s{0,2}\(?(?P<z>Z\b|(?:GMT|UTC)?[+\-−]\d\d:?\d\d|[A-Za-z]{2,4}\b)?"
)
_LINK = r"(?:T|[\s,;|·•\-–—(/]{1,4}(?:at|um|à|alle|a\slas|às|às|kl\.?|в|о|saat|om|pukul|ore)?\s{0,2})"
_CLOCK_AFTER = re.compile(_LINK + _CLOCK, re.IGNORECASE)
_CLOCK_BEFORE = re.compile(_CLOCK + r"\s{0,2}[,|·•\-–—]?\s{0,2}(?:[^\W\d_]{2,12}\.?,?\s)?$", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(r"([^\W\d_](?:[^\W\d_]|['’\-]){1,14})\.?,?\s{0,2}(?:den\s|the\s|le\s|dnia\s)?$")

Found = tuple[int, int, tuple[Interval, ...]]
"""Start and end in the text, and the candidates."""


def parse(text: str, *, prefer_day_first: bool | None = None) -> tuple[Interval, ...]:
    """Return what a string that is meant to be a date can mean: a date line, a meta value, a header.

    Words around the date (``Published:``, ``Updated at``) do no harm. The first date that names a day counts; a bare
    month or year counts only where the string holds no day.

    Args:
        text: The string; only its first 400 characters are read.
        prefer_day_first: Which reading of ``03/04/2023`` stands first; with None the earlier day stands first.

    Returns:
        The candidates: one where the string is unambiguous, none where it holds no date.
    """
    text = text[:400].strip()
    compact = _COMPACT.fullmatch(text)
    if compact:
        return tuple(_compact(compact))
    whole = _WHOLE.fullmatch(text)
    if whole:
        return tuple(_coarse(whole))
    coarse: tuple[Interval, ...] = ()
    for _, _, candidates in find(text, prefer_day_first=prefer_day_first):
        if candidates[0].exact:
            return candidates
        coarse = coarse or candidates
    return coarse


def find(text: str, *, prefer_day_first: bool | None = None) -> Iterator[Found]:
    """Yield (start, end, candidates) for each full date or named month with a year in a text, in order.

    The span covers the date and a time that belongs to it. Bare years and dates without a year are not found here.
    """
    past = 0
    for start, end, candidates in sorted(_all(text), key=lambda found: (found[0], -found[1])):
        if start < past:
            continue
        if len(candidates) > 1:
            candidates = _by_weekday(text, start, candidates)
            if prefer_day_first is not None and len(candidates) > 1:
                candidates = tuple(reversed(candidates)) if not prefer_day_first else candidates
            elif len(candidates) > 1:
                candidates = tuple(sorted(candidates, key=lambda one: one.earliest or dt.date.min))
        past, candidates = _with_clock(text, start, end, candidates)
        yield start, past, candidates


def windows(places: list[int], back: int, ahead: int, length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text around some places in rising order, those that touch as one."""
    low = high = -1
    for place in places:
        if place - back > high:
            if high >= 0:
                yield low, high
            low = max(0, place - back)
        high = min(length, place + ahead)
    if high >= 0:
        yield low, high


def _all(text: str) -> Iterator[Found]:
    """Yield every reading of every pattern, overlaps included; the patterns run only where the numbers for them are."""
    years = list(windows([match.start() for match in _FOUR.finditer(text)], _REACH, _REACH, len(text)))
    for match in _matches(text, _DAYS, years):
        one = _one_day(match)
        if one:
            yield match.start(), match.end(), (one,)
    for match in _ERA.finditer(text) if any(name in text for name in _ERAS) else ():
        one = _one_day(match)
        if one:
            yield match.start(), match.end(), (one,)
    numbers = windows([match.start() for match in _PARTED.finditer(text)], _REACH, _REACH, len(text))
    for match in _matches(text, (_NUMBERS,), numbers):
        both = _two_orders(match)
        if both:
            yield match.start(), match.end(), both
    for match in _matches(text, (_NAME_YEAR, _YEAR_MONTH), years):
        coarse = tuple(_coarse(match))
        if coarse:
            yield match.start(), match.end(), coarse


def _matches(
    text: str, patterns: Iterable[re.Pattern[str]], stretches: Iterable[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    for low, high in stretches:
        for pattern in patterns:
            yield from pattern.finditer(text, low, high)


def _number_of_month(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("mn"):
        return int(groups["mn"])
    name = groups.get("m") or ""
    if name.casefold() in HOMOGRAPHS and match.re is not _DAY_NAME:
        return None
    return month_of(name)


def _one_day(match: re.Match[str]) -> Interval | None:
    number = _number_of_month(match)
    if number is None:
        return None
    groups = match.groupdict()
    if groups.get("era"):
        base = {"令和": 2018, "平成": 1988, "昭和": 1925}[groups["era"]]
        full = base + (1 if groups["n"] == "元" else int(groups["n"]))
    else:
        full = _gregorian(int(groups["y"]))
    try:
        instant = None
        if groups.get("clock"):
            time = dt.time.fromisoformat(groups["clock"])
            instant = dt.datetime.combine(dt.date(full, number, int(groups["d"])), time)
        return day(full, number, int(groups["d"]), instant)
    except ValueError:
        return None


def _gregorian(full: int) -> int:
    return full - 543 if 2400 <= full <= 2700 else full  # Thai years count from 543 BC


def _two_orders(match: re.Match[str]) -> tuple[Interval, ...]:
    """Return day-month and month-day, day first; one alone where the other is impossible or a point decides."""
    first, second, full = int(match["a"]), int(match["b"]), int(match["y"])
    if len(match["y"]) == 2:
        full += 2000 if full < 70 else 1900  # the usual pivot of POSIX strptime is 69
    elif not 1000 <= full < 3000:
        return ()
    readings = []
    for number, of_month in ((second, first), (first, second)):
        try:
            one = day(_gregorian(full), number, of_month)
        except ValueError:
            continue
        if one not in readings:
            readings.append(one)
    return tuple(readings[:1] if match["s"].startswith(".") else readings)


def _coarse(match: re.Match[str]) -> Iterator[Interval]:
    full = _gregorian(int(match["y"]))
    if not 1000 <= full < 3000:
        return
    groups = match.groupdict()
    if "m" in groups or groups.get("mn"):
        number = _number_of_month(match)
        if number is not None and 1 <= number <= 12:
            yield month(full, number)
    else:
        yield year(full)


def _compact(match: re.Match[str]) -> Iterator[Interval]:
    try:
        one = day(int(match["y"]), int(match["mn"]), int(match["d"]))
        if match["h"] and one.earliest:
            zone = dt.UTC if match["z"] else None
            time = dt.time(int(match["h"]), int(match["i"]), int(match["s"] or 0), tzinfo=zone)
            one = Interval(one.earliest, one.latest, dt.datetime.combine(one.earliest, time))
    except ValueError:
        return
    yield one


def _by_weekday(text: str, start: int, candidates: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """Return the candidates that a weekday printed before the date allows; all of them when none is printed."""
    before = _WEEKDAY_BEFORE.search(text, max(0, start - 24), start)
    number = weekday_of(before[1]) if before else None
    if number is None:
        return candidates
    fitting = tuple(one for one in candidates if one.exact and one.exact.weekday() == number)
    return fitting or candidates


def _with_clock(text: str, start: int, end: int, candidates: tuple[Interval, ...]) -> tuple[int, tuple[Interval, ...]]:
    """Return the end of the date with its time, and the candidates with their instants."""
    if candidates[0].exact is None or candidates[0].instant is not None:
        return end, candidates
    after = _CLOCK_AFTER.match(text, end)
    time = _time(after) if after else None
    if after and time:
        end = after.end("z") if _zone(after["z"]) else max(after.end(group) for group in ("h", "i", "sec", "ap"))
    else:
        before = _CLOCK_BEFORE.search(text, max(0, start - 40), start)
        time = _time(before) if before else None
    if time is None:
        return end, candidates
    timed = []
    for one in candidates:
        if one.exact is not None:
            one = Interval(one.exact, one.exact, dt.datetime.combine(one.exact, time))
        timed.append(one)
    return end, tuple(timed)


def _time(match: re.Match[str]) -> dt.time | None:
    """Return the time that a match of the clock pattern states; None for a bare number."""
    if match["i"] is None and match["ap"] is None:
        return None
    hour = int(match["h"])
    half = (match["ap"] or match["half"] or "").lower()
    if half:
        late = half.startswith("p") or half in ("오후", "下午", "午後")
        hour = hour % 12 + (12 if late else 0) if hour <= 12 else hour
    try:
        return dt.time(hour, int(match["i"] or 0), int(match["sec"] or 0), tzinfo=_zone(match["z"]))
    except ValueError:
        return None


def _zone(name: str | None) -> dt.timezone | None:
    """Return the offset that a zone name or ``+09:00`` states; None when it states none."""
    if not name:
        return None
    minutes = _ZONES.get(name.lower())
    numeric = re.search(r"([+\-−])(\d\d):?(\d\d)$", name)
    if numeric:
        minutes = (int(numeric[2]) * 60 + int(numeric[3])) * (1 if numeric[1] == "+" else -1)
    if minutes is None or not -1440 < minutes < 1440:
        return None
    return dt.timezone(dt.timedelta(minutes=minutes))
