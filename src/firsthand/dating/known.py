"""Events with a known first day: a text that names them is younger, and ``the second year of the war`` says when.

The events are a reference table (`firsthand.model.Event`); a ``firsthand.toml`` can add to it.
"""

import datetime as dt
import functools
import re

from firsthand.dates import weekday_of
from firsthand.model import Article, Clue, Event, Evidence, Span, Tables

_WORD = re.compile(r"\w+")
_CAP = 400_000
"""Characters of a text in which events are looked for, as many as dates are."""
_ORDINALS = {
    word: number + 1
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
    )
}
_NTH = re.compile(
    rf"\b(?P<n>{'|'.join(_ORDINALS)}|\d{{1,4}}(?:st|nd|rd|th))[\s\-](?P<u>day|week|month|year) (?:of|since|into) "
    r"(?:the |its |their |a |his |her |Russia's |Russian |Moscow's |Syria's |full-scale )*$"
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


def known_clues(article: Article, tables: Tables, words: frozenset[str]) -> list[Clue]:
    """Return the bounds from named events, from counted years of them, and from fixtures of the year.

    Rules: ``dating.known.begun``, ``dating.known.nth``, ``dating.fixture.assembly``.

    Args:
        article: The restored page.
        tables: Reference tables.
        words: The words of the text, so that only events whose first word stands in it are looked for.
    """
    found: list[Clue] = []
    text = article.text[:_CAP].replace("’", "'")
    for event in tables.events:
        places = [
            (at, at + len(name))
            for name in event.words
            if first_word(name) in words and (at := _place(text, name)) >= 0
        ]
        if not places:
            continue
        start, end = min(places)
        note = f"“{article.text[start:end]}” began or was named on {event.first} ({event.origin})"
        evidence = _evidence(article, "dating.known.begun", start, end, event.weight, note)
        found.append(Clue(kind="after", earliest=event.first, evidence=evidence))
        found += _nth(article, text, event)
    return found + _assembly(article)


@functools.lru_cache(maxsize=4096)
def first_word(name: str) -> str:
    """Return the first word of a name: ``Jan`` of ``Jan. 6``; a name without one gives an empty word."""
    match = _WORD.search(name)
    return match.group() if match else ""


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, as `first_word` tells words."""
    return frozenset(_WORD.findall(text[:_CAP]))


def _place(text: str, words: str, start: int = 0) -> int:
    """Return where words stand as whole words from a place on, else -1."""
    at = text.find(words, start)
    while at >= 0:
        end = at + len(words)
        if not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            return at
        at = text.find(words, end)
    return -1


def _nth(article: Article, text: str, event: Event) -> list[Clue]:
    """Return the stretch that ``in the second year of the war in Ukraine`` gives."""
    for words in event.words:
        at = _place(text, words)
        for _ in range(20):
            if at < 0:
                break
            before = text[max(0, at - 50) : at]
            counted = _NTH.search(before)
            if counted is not None:
                word = counted["n"]
                number = _ORDINALS.get(word) or int(word[:-2])
                unit = _UNITS[counted["u"]]
                low = event.first + dt.timedelta(int((number - 1) * unit))
                high = event.first + dt.timedelta(int(number * unit))
                start = at - len(before) + counted.start()
                note = f"counted from {event.first}: {low} to {high}"
                evidence = _evidence(article, "dating.known.nth", start, at + len(words), 5.0, note)
                return [Clue(kind="around", earliest=low, latest=high, evidence=evidence)]
            at = _place(text, words, at + len(words))
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
