"""Events with a known first day: a text that names them is younger, and ``the second year of the war`` says when.

Each line of the table: the words (a pattern), the first day, how sure the words mean that event (log-odds), and where
the day is on record. Public facts; `firsthand.toml` cannot add to them yet.
"""

import datetime as dt
import re

from firsthand.dates import weekday_of
from firsthand.model import Article, Clue, Evidence, Span

_EVENTS: tuple[tuple[str, str, float, str], ...] = (
    (r"COVID-19|Covid-19|COVID|Covid", "2020-02-11", 5.0, "named by the World Health Organization"),
    (r"coronavirus pandemic|pandemic of the coronavirus", "2020-03-11", 4.0, "declared by the WHO"),
    (r"[Oo]micron variant", "2021-11-26", 5.0, "named by the WHO"),
    (r"mpox", "2022-11-28", 5.0, "named by the WHO"),
    (r"(?:war|conflict|fighting) in Ukraine|Ukraine war|(?:Russia['’]s|Russian|full-scale) (?:full-scale )?"
     r"(?:war (?:on|against|in)|invasion of|invasion in) Ukraine|invasion of Ukraine|war between Russia and Ukraine",
     "2022-02-24", 2.5, "UN General Assembly resolution ES-11/1"),
    (r"Israel-Hamas war|war between Israel and Hamas|Hamas['’] Oct(?:\.|ober) 7|Oct(?:\.|ober) 7,? (?:2023 )?attack",
     "2023-10-07", 4.0, "UN General Assembly resolution ES-10/21"),
    (r"ChatGPT", "2022-11-30", 5.0, "release by its maker"),
    (r"X, (?:the platform )?formerly (?:known as )?Twitter|formerly known as Twitter", "2023-07-23", 5.0, "its owner"),
    (r"Islamic State group", "2014-06-29", 4.0, "proclamation; AP style since"),
    (r"Sept(?:\.|ember) 11(?:, 2001,?)? (?:terror(?:ist)? )?attacks", "2001-09-11", 5.0, "9/11 Commission Report"),
    (r"Syrian civil war|civil war in Syria|Syria['’]s civil war", "2011-03-15", 4.0, "UN commission of inquiry"),
    (r"Fukushima (?:nuclear )?(?:disaster|meltdown|accident)", "2011-03-11", 5.0, "IAEA report"),
    (r"(?:killing|murder|death) of George Floyd", "2020-05-25", 5.0, "court record"),
    (r"Jan(?:\.|uary) 6,? (?:2021,? )?(?:insurrection|(?:Capitol )?(?:riot|attack|siege))", "2021-01-06", 4.5,
     "report of the House select committee"),
    (r"Brexit", "2012-05-15", 5.0, "first known use, Oxford English Dictionary"),
    (r"TikTok", "2017-05-01", 4.0, "launch outside China"),
    (r"Instagram", "2010-10-06", 5.0, "release by its maker"),
    (r"(?:[Ww]ar|fighting) in Sudan between", "2023-04-15", 4.0, "UN Security Council resolution 2715"),
    (r"Taliban takeover|Taliban (?:seized|took) power in (?:August )?2021", "2021-08-15", 4.0, "UNAMA reports"),
)  # fmt: skip
_COMPILED = tuple(
    (re.compile(rf"(?<!\w)(?:{words})(?!\w)"), dt.date.fromisoformat(first), weight, origin)
    for words, first, weight, origin in _EVENTS
)
_KEYS = (
        "covid", "coronavirus", "omicron", "mpox", "ukraine", "hamas", "chatgpt", "twitter", "islamic state", "sept",
        "syria", "fukushima", "george floyd", "jan", "brexit", "tiktok", "instagram", "sudan", "taliban",
)  # fmt: skip
"""A word of each event, looked for first because that is quick."""
_ORDINALS = {
    word: number + 1
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
    )
}
_NTH = re.compile(
    rf"\b(?P<n>{'|'.join(_ORDINALS)}|\d{{1,4}}(?:st|nd|rd|th))[\s\-](?P<u>day|week|month|year) (?:of|since|into) "
    r"(?:the |its |their |a |his |her )?$"
)
_UNITS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_ASSEMBLY = re.compile(
    r"(?:address(?:es|ed|ing)?|spe(?:ak(?:s|ing)?|ech|eches)|spoke|told|before|debate|gathering|meeting|sidelines)\b"
    r"[^.!?\n]{0,60}\b(?:the )?(?:annual )?(?:U\.N\.|UN|United Nations) General Assembly"
)
_NOT_NOW = re.compile(r"\b(?:last (?:year|month)|next (?:year|month)|emergency|special session|resolution)\b")
_WEEKDAY = r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DAY_AFTER = re.compile(rf"[^.!?\n]{{0,40}}\b(?:on )?{_WEEKDAY}\b")
_DAY_BEFORE = re.compile(rf"\b{_WEEKDAY}\b[^.!?\n]{{0,40}}$")
_ASSEMBLY_DAYS = (9, 19, 8)
"""The general debate opens on the first Tuesday on or after 19 September (every year from 2016 to 2025, and within two
days of it from 2008 to 2014; 2015 a week later) and lasts a week."""


def known_clues(article: Article) -> list[Clue]:
    """Return the bounds from named events, from counted years of them, and from fixtures of the year.

    Rules: ``dating.known.begun``, ``dating.known.nth``, ``dating.fixture.assembly``.
    """
    found: list[Clue] = []
    folded = article.text.casefold()
    for number, (pattern, start, weight, origin) in enumerate(_COMPILED):
        if _KEYS[number] not in folded:
            continue
        match = pattern.search(article.text)
        if match is None:
            continue
        note = f"“{match.group()}” began or was named on {start} ({origin})"
        evidence = _evidence(article, "dating.known.begun", match.start(), match.end(), weight, note)
        found.append(Clue(kind="after", earliest=start, evidence=evidence))
        found += _nth(article, pattern, start)
    return found + _assembly(article)


def _nth(article: Article, pattern: re.Pattern[str], start: dt.date) -> list[Clue]:
    """Return the stretch that ``in the second year of the war in Ukraine`` gives."""
    for match in list(pattern.finditer(article.text))[:20]:
        before = article.text[max(0, match.start() - 50) : match.start()]
        counted = _NTH.search(before)
        if counted is None:
            continue
        word = counted["n"]
        number = _ORDINALS.get(word) or int(word[:-2])
        unit = _UNITS[counted["u"]]
        low = start + dt.timedelta(int((number - 1) * unit))
        high = start + dt.timedelta(int(number * unit))
        at = match.start() - len(before) + counted.start()
        note = f"counted from {start}: {low} to {high}"
        evidence = _evidence(article, "dating.known.nth", at, match.end(), 4.0, note)
        return [Clue(kind="around", earliest=low, latest=high, evidence=evidence)]
    return []


def _assembly(article: Article) -> list[Clue]:
    match = _ASSEMBLY.search(article.text)
    if match is None:
        return []
    around = article.text[max(0, match.start() - 80) : match.end() + 60]
    if _NOT_NOW.search(around):
        return []
    note = "leaders speak to the U.N. General Assembly in the week from the first Tuesday on or after 19 September"
    day = _DAY_AFTER.match(article.text, match.end()) or _DAY_BEFORE.search(
        article.text, max(0, match.start() - 60), match.start()
    )
    weight, number, yearly = 1.9, 1, _ASSEMBLY_DAYS
    if day is not None:  # that weekday of the debate's week, told within a week
        number = weekday_of(day["day"]) or 0
        month, first, _ = _ASSEMBLY_DAYS
        weight, yearly = 3.5, (month, first + (number - 1) % 7, 7)
    evidence = _evidence(article, "dating.fixture.assembly", match.start(), match.end(), weight, note)
    return [Clue(kind="yearly", weekday=number, yearly=yearly, evidence=evidence)]


def _evidence(article: Article, rule: str, start: int, end: int, weight: float, note: str) -> Evidence:
    span = Span(start=start, end=end)
    return Evidence(rule=rule, quote=span.of(article.text), record=article.record, where=span, weight=weight, note=note)
