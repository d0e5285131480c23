"""What opens a wire text: place, often a day and the agency, and a dash.

``SEOUL, South Korea (AP) —`` · ``BEIJING, Sept. 22 (Xinhua) --`` · ``MOSCOW. Sept 22 (Interfax) -`` ·
``MOSCOW, September 22. /TASS/.`` · ``МОСКВА, 22 сен - РИА Новости.`` · ``(ANSA) - ROMA, 22 SET -`` · ``LONDON —`` ·
``新华社北京9月22日电`` · ``(서울=연합뉴스)`` · ``【ワシントン共同】``.

Order of trust: a known agency signs in brackets, slashes or after a dash; an unknown one in brackets after a place in
capitals and before a dash; a place in capitals before a dash. Without an agency, capitals alone are little: the text
must go on like a sentence, and a name in capitals that the text uses as a word later is no dateline.
"""

import re

from firsthand import dates
from firsthand.model import Dateline, Span, Tables
from firsthand.restore import signing

_REACH = 140
"""Characters from the start of the text in which a dateline ends."""
_DASH = re.compile(r"\s*(?:\.\s?[-–—]|[—–―‒]|-{2,3}|-(?=\s))\s*|\s*:\s+")
_PLAIN_DASH = re.compile(r"\s*(?:[—–―‒]|-{2,3}|\s-(?=\s))\s*")
_BRACKET = re.compile(r"\(([^()]{2,60})\)|（([^（）]{2,30})）")
_SLASH = re.compile(r"/([^/\s][^/]{1,40})/[.\s]*")
_SIGNED = re.compile(r"\s[-–—]\s([^.\-–—]{2,40})\.\s?[-–—]?\s*")
_FIRST = re.compile(r"^[(\[]([^()\[\]]{2,40})[)\]]\s*[-–—]?\s*")
_MONTH = r"[^\W\d_]{3,12}\.?"
_DAY = re.compile(
    rf"(?:[,.]\s*|\s)((?:{_MONTH}\s\d{{1,2}}|(?:le\s|el\s|den\s|в\s|في\s)?\d{{1,2}}\.?\s?(?:de\s)?{_MONTH})"
    r"(?:,?\s(?:de\s)?\d{4})?)\.?,?$"
)
_WEEKDAY = re.compile(r"(?:[,.]\s*)([^\W\d_]{3,12})\.?,?$")
_JOINERS = frozenset("de da do dos das del la el al of the and on upon sur an der am im in le les y e und".split())
_NOT_PLACES = frozenset(
    "FILE WATCH UPDATE UPDATED CORRECTION CLARIFICATION EDITOR EDITOR'S EDITOR’S NOTE OPINION ANALYSIS "
    "BREAKING EXCLUSIVE "
    "VIDEO LIVE LISTEN READ PHOTOS GALLERY REVIEW COLUMN EDITORIAL COMMENTARY INTERVIEW PODCAST TRANSCRIPT FACTBOX "
    "EXPLAINER TIMELINE WARNING SPOILER DISCLAIMER ADVERTISEMENT ADVERTISING SPONSORED BUY MORE RELATED BY "
    "TL;DR FAQ".split()
)
_CHINESE = re.compile(
    r"^[（(【\[]?(?P<agency>[\u4e00-\u9fff]{2,6}?社|路透|法新)(?P<place>[\u4e00-\u9fff·、]{2,10}?)"
    r"(?P<day>(?:\d{1,2}月)?\d{1,2}日)\s?[电電][】\])）]?"
)
_KOREAN = re.compile(
    r"^[(\[](?P<place>[가-힣A-Za-z·\s]{1,16}?)\s?[=＝\s]\s?(?P<agency>[가-힣A-Za-z0-9]{2,10})[)\]]"
    r"(?:\s?[^=\n]{0,40}?(?:기자|특파원)\s?=)?(?:\s?=)?"
)
_JAPANESE = re.compile(
    r"^[【\[［](?P<place>[\u30a0-\u30ff\u4e00-\u9fff・]{2,14}?)[\s　＝=]{0,2}"
    r"(?P<day>(?:\d{1,2}月)?\d{1,2}日)?[\s　＝=]{0,2}"
    r"(?P<agency>共同|時事|ロイター|AFP(?:＝時事|=時事)?|CNN|新華社)(?:通信社|通信)?[】\]］](?:\s?[-－ー])?"
)


def read(text: str, tables: Tables) -> Dateline | None:
    """Return the dateline that opens an article's text, None when none does."""
    head = text[:_REACH].split("\n", 1)[0]
    at = len(head) - len(head.lstrip(" \u200e\u200f\ufeff"))
    return (
        _east_asian(head, at, tables)
        or _agency_first(head, at, tables)
        or _bracketed(head, at, tables)
        or _slashed(head, at, tables)
        or _signed(head, at, tables)
        or _place_only(head, at, text)
    )


def _made(head: str, at: int, end: int, place: str, day: str | None, agency: str | None) -> Dateline:
    end = at + len(head[at:end].rstrip())
    return Dateline(place=place, day=day, agency=agency, where=Span(start=at, end=end))


def _east_asian(head: str, at: int, tables: Tables) -> Dateline | None:
    """Read the Chinese, Korean and Japanese forms; the agency must be a known one."""
    for pattern in (_CHINESE, _KOREAN, _JAPANESE):
        match = pattern.match(head[at:])
        if not match:
            continue
        groups = match.groupdict()
        printed = groups["agency"]
        agency = signing.agency_of(printed, tables) or signing.named_in(printed, tables)
        agency = agency or signing.agency_of(printed + "社", tables)
        if agency:
            return _made(head, at, at + match.end(), groups["place"].strip(), groups.get("day"), agency)
    return None


def _agency_first(head: str, at: int, tables: Tables) -> Dateline | None:
    """Read ``(ANSA) - ROMA, 22 SET -``."""
    match = _FIRST.match(head[at:])
    agency = signing.agency_of(match.group(1), tables) if match else None
    if not match or agency is None:
        return None
    low = at + match.end()
    dash = _PLAIN_DASH.search(head, low, low + 60)
    found = _place_and_day(head[low : dash.start()], strict=False) if dash else None
    return _made(head, at, dash.end(), *found, agency) if dash and found else None


def _bracketed(head: str, at: int, tables: Tables) -> Dateline | None:
    """Read ``PLACE, day (AGENCY) —``; a known agency may do without the dash where a day is printed."""
    for match in list(_BRACKET.finditer(head, at, at + 110))[:2]:
        printed = (match.group(1) or match.group(2)).strip()
        agency = signing.agency_of(printed, tables)
        dash = _DASH.match(head, match.end())
        found = _place_and_day(head[at : match.start()], strict=agency is None)
        if not found:
            continue
        place, day = found
        if agency and (dash or day):
            return _made(head, at, dash.end() if dash else match.end(), place, day, agency)
        if dash and ":" not in dash.group() and agency is None and _could_sign(printed, place):
            return _made(head, at, dash.end(), place, day, printed)
    return None


def _could_sign(printed: str, place: str) -> bool:
    """Tell whether an unknown name in brackets could be an agency: capitalised, no digits, not the place."""
    words = re.findall(r"[^\W_]+", printed)
    if not 1 <= len(words) <= 6 or any(char.isdigit() for char in printed) or not words[0][0].isupper():
        return False
    if any(word[0].islower() and word not in ("of", "the", "for", "and", "de", "del", "di") for word in words):
        return False
    initials = "".join(word[0] for word in words if word[0].isupper()).upper()
    return initials != re.sub(r"[^A-Z]", "", place) and printed.upper() != place


def _slashed(head: str, at: int, tables: Tables) -> Dateline | None:
    """Read ``MOSCOW, September 22. /TASS/.`` and ``NEW YORK, Sept. 22, 2023 /PRNewswire/ --``."""
    match = _SLASH.search(head, at, at + 110)
    agency = signing.agency_of(match.group(1), tables) if match else None
    if not match or agency is None:
        return None
    found = _place_and_day(head[at : match.start()], strict=False)
    dash = _DASH.match(head, match.end())
    return _made(head, at, dash.end() if dash else match.end(), *found, agency) if found else None


def _signed(head: str, at: int, tables: Tables) -> Dateline | None:
    """Read ``МОСКВА, 22 сен - РИА Новости.`` and ``Москва. 22 сентября. INTERFAX -``."""
    match = _SIGNED.search(head, at, at + 110)
    agency = signing.agency_of(match.group(1), tables) if match else None
    if not match or agency is None:
        return None
    found = _place_and_day(head[at : match.start()], strict=False)
    return _made(head, at, match.end(), *found, agency) if found else None


def _place_only(head: str, at: int, text: str) -> Dateline | None:
    """Read ``LONDON —``: capitals, a dash, and a text that goes on like a sentence."""
    dash = _PLAIN_DASH.search(head, at, at + 70)
    if not dash or not head[dash.end() : dash.end() + 1]:
        return None
    following = head[dash.end() :].lstrip("“\"'‘«(")
    if not following[:1].isupper() and not following[:1].isdigit():
        return None
    found = _place_and_day(head[at : dash.start()], strict=True)
    if not found:
        return None
    place, day = found
    name = place.split(",")[0]
    if len(name) < 4 or _is_word_of(name, text[dash.end() : 20_000]):
        return None
    return _made(head, at, dash.end(), place, day, None)


def _is_word_of(name: str, text: str) -> bool:
    """Tell whether the text uses the same capitals again, as it would an acronym."""
    return " " not in name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _place_and_day(before: str, *, strict: bool) -> tuple[str, str | None] | None:
    """Return (place, day) of what stands before the agency or the dash; None when it is no place.

    ``strict``: the first part must be written in capitals.
    """
    before = before.strip(" \u200e\u200f")
    day = None
    for pattern in (_DAY, _WEEKDAY):
        match = pattern.search(before)
        if match and match.start() > 0 and _is_day(match.group(1)):
            day = before[match.start(1) :].strip(" .,") if day is None else f"{match.group(1)}, {day}"
            before = before[: match.start()]
    place = before.strip(" ,;:")
    place = place[:-1] if place.endswith(".") and not re.search(r"\b(?:\w\.)+$|\b[A-Z][a-z]{1,4}\.$", place) else place
    return (place, day) if _is_place(place, strict=strict) else None


def _is_day(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    numbers = re.findall(r"\d+", text)
    if numbers and len(numbers[0]) <= 2 and any(dates.month_of(word) for word in words):
        return True
    return not numbers and len(words) == 1 and dates.weekday_of(words[0]) is not None


def _is_place(place: str, *, strict: bool) -> bool:
    """Tell whether a text could be a place: few words, capitals or capitalised, regions behind commas."""
    parts = [part.strip() for part in re.split(r",|/|\s?\[|\]|;", place) if part.strip()]
    if not parts or len(parts) > 4 or len(place) > 64 or any(char.isdigit() for char in place):
        return False
    if any(char in place for char in '"()“”?!'):
        return False
    first = re.findall(r"[^\W_]+(?:['’.\-][^\W_]+)*\.?", parts[0])
    if not 1 <= len(first) <= 5 or {word.upper().rstrip(".") for word in first} & _NOT_PLACES:
        return False
    cased = any(char.upper() != char.lower() for char in parts[0])
    if strict and (
        not cased or not all(word.isupper() or word in _JOINERS for word in first) or not first[0].isupper()
    ):
        return False
    return all(_is_name(part) for part in parts) if cased else len(first) <= 3


def _is_name(part: str) -> bool:
    words = re.findall(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*", part)
    if not 1 <= len(words) <= 5:
        return False
    return words[0][0].isupper() and all(word[0].isupper() or word in _JOINERS for word in words)
