"""Date expressions in running text: ``on Wednesday``, ``last week``, ``late 2011``, ``Sept. 19``, ``two days ago``.

Comes in: a text and its language. Goes out: `Expression` values in the order of the text; `resolve` gives their days
once the day of writing is known. English has the full set of rules; in other languages weekdays, dates with a month
name, full dates and the words for yesterday, today and tomorrow are found. Ages and spans of time without an anchor
are not dates; durations are reported as such and resolve to nothing.
"""

import re
from collections.abc import Iterator

from firsthand.dates import Interval, month_of, weekday_of
from firsthand.dates import find as find_printed
from firsthand.model.span import Span
from firsthand.text.anchor import Bounds, Expression, Kind, Tense, Unit, resolve
from firsthand.text.holidays import PATTERN as HOLIDAYS
from firsthand.text.triggers import stretches

__all__ = ["Bounds", "Expression", "Kind", "Tense", "Unit", "find", "resolve", "tense_of"]

_COUNTS = {
    word: number
    for number, words in enumerate(
        "zero/no one/a/an/first two/second/couple three/third four/fourth five/fifth six/sixth seven/seventh "
        "eight/eighth nine/ninth ten/tenth eleven/eleventh twelve/twelfth thirteen/thirteenth fourteen/fourteenth "
        "fifteen/fifteenth sixteen/sixteenth seventeen/seventeenth eighteen/eighteenth nineteen/nineteenth "
        "twenty/twentieth".split()
    )
    for word in words.split("/")
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_DAY = r"(?P<wd>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = (
    r"(?P<m>January|Jan\.?|February|Feb\.?|March|April|Apr\.?|May|June|July|August|Aug\.?|September|Sept?\.?|October|"
    r"Oct\.?|November|Nov\.?|December|Dec\.?)"
)
_NUMBER = rf"(?P<n>{'|'.join(sorted(_COUNTS, key=lambda word: (-len(word), word)))}|\d{{1,3}})"
_UNIT = r"(?P<u>day|week|month|year|decade|weekend|quarter)"
_ORDINALS = "|".join(word for word, number in _COUNTS.items() if number and word.endswith(("st", "nd", "rd", "th")))
_NTH = rf"(?P<n>{_ORDINALS}|\d{{1,3}}(?=st|nd|rd|th))(?:st|nd|rd|th)?"
_SEASON = r"(?P<s>spring|summer|fall|autumn|winter)"
_PART = r"(?P<part>early|mid|late)"
_WHICH = r"(?P<which>last|next|this|past|previous|coming)"
_YEAR = r"(?P<y>1[789]\d\d|20\d\d)"
_NO_RATE = r"(?!(?:(?<=s\s)|(?<=%\s)|(?<=\bonce\s)|(?<=\btwice\s))an?\s)"
"""Not ``a day`` as in ``24 hours a day``, ``twice a week``."""
_SHIFT = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "this": 0}
_FIRST_MONTH = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}


def _re(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", flags)


_ENGLISH: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("date", _re(rf"(?:(?P<which>last)\s|(?P<u>week)\sof\s|{_DAY},?\s(?:the\s)?)?{_MONTH}\s(?P<d>[0-3]?\d)"
                 rf"(?:st|nd|rd|th)?(?!\d|[,.:]\d|\s?(?:percent|%))(?:,?\s{_YEAR})?", 0)),
    ("date", _re(rf"(?:{_DAY},?\s(?:the\s)?)?(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?", 0)),
    ("weekday", _re(rf"(?:(?:{_WHICH}|early|late)\s)?{_DAY}(?=s?\b)(?!s\b)", re.IGNORECASE)),
    ("month", _re(rf"(?:(?:{_PART}|{_WHICH})[\s\-])?{_MONTH}"
                  rf"(?:,?\s(?:of\s)?{_YEAR}|\s(?:of\s)?(?P<of>this|last|next)\syear)?", 0)),
    ("season", _re(rf"(?:(?:{_PART}|{_WHICH})[\s\-])?(?:(?:the|in)\s)?{_SEASON}(?:\s(?:of\s)?{_YEAR})?")),
    ("quarter", _re(rf"(?P<q>first|second|third|fourth)[\s-]quarter(?:\s(?:of\s)?{_YEAR})?")),
    ("decade", _re(r"(?:the\s)?(?:(?P<part>early|mid|late)[\s\-])?(?:(?P<y>1[789]\d0|20\d0)s|['’](?P<dd>[1-9]0)s)")),
    ("year", _re(rf"(?:(?:{_PART})[\s\-])?{_YEAR}(?!\s?(?:people|km|miles|met(?:re|er)s|points|%|percent)\b)"
                 r"(?![,.\-/:]\d)")),
    ("ago", _re(rf"{_NUMBER}(?:\sor\s\w+|\sof)?[\s\-]{_UNIT}s?\s(?P<dir>ago|earlier|later|from\snow)")),
    ("ordinal", _re(rf"{_NTH}\s{_UNIT}\s(?:of|since|into|in)")),
    ("period", _re(rf"(?:the\s)?{_WHICH}\s(?:few\s|several\s)?{_NUMBER}\s{_UNIT}s?")),
    ("relative", _re(rf"(?:(?P<part>early|mid|late|earlier|later)\s)?{_WHICH}\s(?P<u>week|weekend|month|year|decade|"
                     r"century|quarter)")),
    ("relative", _re(r"(?P<word>yesterday|today|tonight|tomorrow|overnight|last\snight|"
                     r"this\s(?:morning|afternoon|evening))")),
    ("now", _re(r"now|currently|at\spresent")),
    ("future", _re(r"(?:the\s)?(?:(?:near|foreseeable|distant)\s)?future")),
    ("vague", _re(r"(?:recent|coming)\s(?P<u>day|week|month|year|decade)s")),
    ("vague", _re(r"(?P<u>day|week|month|year|decade)s-long")),
    ("set", _re(rf"daily(?!\s(?-i:[A-Z]))|weekly|monthly|annually|yearly|every\s(?:{_NUMBER}\s)?"
                r"(?:day|week|month|year)s?")),
    ("holiday", _re(rf"(?:(?P<which>last|next|this)\s)?(?:{HOLIDAYS})(?:,?\s{_YEAR})?")),
    ("duration", _re(rf"{_NO_RATE}{_NUMBER}(?:\s1/2|\smore)?[\s\-]"
                     r"(?P<u>(?-i:minute|hour|day|week|month|year|decade))s?(?!\s?-?old)")),
)  # fmt: skip
_KINDS = tuple(kind for kind, _ in _ENGLISH)
_CONTEXT = re.compile(r"(?:\b(?:in|since|by|until|till|through|from|to|of|during|before|after|for|between|and|late|"
                      r"early|mid|last|next|this|every|on|a)[\s\-])$", re.IGNORECASE)  # fmt: skip
_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|(?:is|are|be|was|were)\s(?:to|held)|(?:scheduled|expected|plan(?:s|ned|ning)?|due|set|slated|"
    r"hop(?:es|ed|ing)|likely)\s(?:to|for|on|a|in)|(?:agreed|decided|promised|vowed)\sto|upcoming|ahead\sof|"
    r"going\sto|would|could|as\s(?:soon|early)\sas)\b",
    re.IGNORECASE,
)
_PROMISED = re.compile(r"\s(?:\w+ly\s)?(?:agreed|decided|promised|vowed)\b", re.IGNORECASE)
"""What somebody did on the day before it: ``the president Saturday vowed to``."""
_UNTIL = re.compile(
    r"\b(?:postpon|delay|extend|adjourn|suspend|deadline|g[ai]ve|ha(?:s|ve)\b)[^.;]{0,60}\suntil\s"
    r"(?:(?:\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?|noon|midnight)\s(?:[A-Z]{2,4}\s)?(?:on\s)?)?$",
    re.IGNORECASE,
)
"""A term that somebody was given."""
_STOP = re.compile(r"[.!?]['’\"”)]{0,3}\s|\n")
_PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|"
    r"(?!expected|scheduled|planned|united|need|speed|(?:agreed|decided|promised|vowed) to)"
    r"\w{3,}ed|came|went|took|met|held|made|left|won|led|gave)\b",
    re.IGNORECASE,
)

_RELATIVE_DAYS = {
    "de": "gestern heute morgen", "fr": "hier aujourd'hui demain", "es": "ayer hoy mañana", "pt": "ontem hoje amanhã",
    "it": "ieri oggi domani", "nl": "gisteren vandaag morgen", "ru": "вчера сегодня завтра",
    "uk": "вчора сьогодні завтра", "pl": "wczoraj dziś jutro", "tr": "dün bugün yarın", "cs": "včera dnes zítra",
    "sv": "igår idag imorgon", "da": "- - -", "ro": "ieri azi mâine", "hu": "tegnap ma holnap",
    "id": "kemarin - besok", "zh": "昨天 今天 明天",
    "ja": "昨日 今日 明日", "ko": "어제 오늘 내일", "ar": "أمس اليوم غدا",
    "fa": "دیروز امروز فردا",
}  # fmt: skip
_NAMED = re.compile(r"(?<![\d:.,/])(?P<d>[0-3]?\d)(?:\.|er|º|-го)?\s(?:de\s|d['’])?(?P<m>[^\W\d_]{3,14})\b")
_EAST_ASIAN = re.compile(r"(?<!\d)(?P<mn>1[0-2]|0?[1-9])\s?[月월]\s?(?P<d>[0-3]?\d)\s?[日号일]")
_EAST_ASIAN_DAY = re.compile(r"(?<![\d月월])(?<![月월]\s)(?P<d>[0-3]?\d)[日일](?![間间本간])")
_WORDS = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-\u200c]){2,17}|[一-龥]{2,3}|[月火水木金土日]曜日?")

_CAP = 400_000
"""Characters of a text that are read; longer texts are cut here (no news text is so long)."""


def find(text: str, language: str | None = "en") -> tuple[Expression, ...]:
    """Return the date expressions of a text in its order; none overlaps another.

    Args:
        text: Running text.
        language: ISO 639-1 code; None is read like English with the month and weekday names of all languages.
    """
    text = text[:_CAP]
    found = list(_printed(text))
    found += _english(text) if language in ("en", None) else ()
    if language != "en":
        found += _other(text, language)
    found.sort(key=lambda e: (e.span.start, -e.span.end, e.kind))
    kept: list[Expression] = []
    for expression in found:
        if not kept or expression.span.start >= kept[-1].span.end:
            kept.append(expression)
    return tuple(kept)


def tense_of(text: str, span: Span) -> Tense:
    """Return the tense of the words around an expression; None where they do not tell.

    Looks 90 characters back, and 40 ahead, within the sentence.
    """
    before = _STOP.split(text[max(0, span.start - 90) : span.start])[-1]
    after = _STOP.split(text[span.end : span.end + 40])[0]
    if _UNTIL.search(text, max(0, span.start - 110), span.start):
        return "future"
    futures = [match.start() for match in _FUTURE.finditer(before)]
    pasts = [match.start() for match in _PAST.finditer(before)]
    if futures and (not pasts or futures[-1] > pasts[-1]):
        return "future"
    if pasts:
        return "past"
    if _PAST.search(after) or _PROMISED.match(after):
        return "past"
    return "future" if _FUTURE.search(after) else None


def _printed(text: str) -> Iterator[Expression]:
    for start, end, candidates in find_printed(text):
        one: Interval = candidates[0]
        if len(candidates) > 1:
            continue
        unit: Unit = "day" if one.exact else "month"
        yield _expression(text, start, end, "full", unit=unit, bounds=(one.earliest, one.latest))


def _expression(text: str, start: int, end: int, kind: Kind, **more: object) -> Expression:
    return Expression(Span(start=start, end=end), text[start:end], kind, **more)  # type: ignore[arg-type]


def _english(text: str) -> Iterator[Expression]:
    for number, low, high in stretches(text, _KINDS):
        kind, pattern = _ENGLISH[number]
        for match in pattern.finditer(text, low, high):
            more = _read(kind, match, text)
            if more is not None:
                yield _expression(text, match.start(), match.end(), kind, **more)


def _read(kind: Kind, match: re.Match[str], text: str) -> dict[str, object] | None:
    """Return the fields of one English match; None when it is not a date after all."""
    groups = {name: value for name, value in match.groupdict().items() if value}
    more: dict[str, object] = {}
    if "y" in groups:
        more["year"] = int(groups["y"])
    if "wd" in groups:
        more["weekday"] = weekday_of(groups["wd"])
    if "which" in groups:
        more["shift"] = _SHIFT[groups["which"].lower()]
    part = groups.get("part", "").lower()
    if part in ("early", "mid", "late"):
        more["part"] = part
    if "m" in groups:
        return _read_month(kind, match, text, groups, more)
    if kind in ("season", "quarter"):
        return _read_quarter(kind, groups, more)
    if kind == "decade":
        return more | {"unit": "decade", "year": int(groups["y"]) if "y" in groups else 1900 + int(groups["dd"])}
    if kind == "year":
        return more | {"unit": "year"}
    if kind == "relative" and "word" in groups:
        word = groups["word"].lower()
        return {"shift": {"yesterday": -1, "last": -1, "tomorrow": 1}.get(word.split()[0], 0)}
    if "u" in groups:
        more["unit"] = groups["u"].lower()
    if "n" in groups:
        return _read_count(kind, groups, more)
    return more


def _read_month(
    kind: Kind, match: re.Match[str], text: str, groups: dict[str, str], more: dict[str, object]
) -> dict[str, object] | None:
    name = groups["m"]
    if kind == "month" and len(name) == 3 and name != "May" and "y" not in groups:
        return None  # Jan, Jun and Dec are people and brands; as months they carry a stop or a number
    bare = kind == "month" and not ({"y", "which", "part"} & groups.keys())
    before = text[max(0, match.start() - 12) : match.start()]
    if bare and (name in ("May", "March") or name.endswith(".")) and not _CONTEXT.search(before):
        return None
    if kind == "month":
        more["unit"] = "month"
    if "of" in groups:
        more["years"] = _SHIFT[groups["of"].lower()]
    if "u" in groups:
        more["unit"] = "week"
    if "d" in groups:
        more["day"] = int(groups["d"])
        if not 1 <= int(groups["d"]) <= 31:
            return None
    return more | {"month": month_of(name)}


def _read_quarter(kind: Kind, groups: dict[str, str], more: dict[str, object]) -> dict[str, object] | None:
    if kind == "quarter":
        return more | {"unit": "quarter", "month": 3 * _COUNTS[groups["q"].lower()] - 2}
    if "y" not in groups and "shift" not in more:
        return None
    return more | {"unit": "season", "month": _FIRST_MONTH[groups["s"].lower()]}


def _read_count(kind: Kind, groups: dict[str, str], more: dict[str, object]) -> dict[str, object] | None:
    word = groups["n"].lower()
    number = _COUNTS.get(word)
    if number is None:
        number = int(word)
    if kind == "ago":
        return more | {"shift": -number if groups["dir"].lower() in ("ago", "earlier") else number}
    if kind == "period":
        sign = {-1: -1, 0: -1, 1: 1}[int(str(more["shift"]))]
        return more | {"shift": sign * number}
    return more | {"ordinal": number}


def _other(text: str, language: str | None) -> Iterator[Expression]:
    """Yield what the month and weekday names of all languages give, and the language's words for nearby days."""
    days = (_RELATIVE_DAYS.get(language or "") or "- - -").split()
    hits = {
        found: word
        for found in set(_WORDS.findall(text))
        if (word := found.casefold().replace("’", "'")) and (weekday_of(word) is not None or word in days)
    }
    for match in _WORDS.finditer(text) if hits else ():
        word = hits.get(match.group(), "-")
        if word in days and word != "-":
            yield _expression(text, match.start(), match.end(), "relative", shift=days.index(word) - 1)
        elif (number := weekday_of(word)) is not None and len(word) > 1:
            yield _expression(text, match.start(), match.end(), "weekday", weekday=number)
    for match in _NAMED.finditer(text):
        month = month_of(match["m"])
        if month is not None and 1 <= int(match["d"]) <= 31:
            yield _expression(text, match.start(), match.end(), "date", month=month, day=int(match["d"]))
    for match in _EAST_ASIAN.finditer(text):
        yield _expression(text, match.start(), match.end(), "date", month=int(match["mn"]), day=int(match["d"]))
    for match in _EAST_ASIAN_DAY.finditer(text):
        if 1 <= int(match["d"]) <= 31 and language in ("ja", "zh", "ko"):
            yield _expression(text, match.start(), match.end(), "monthday", day=int(match["d"]))
