"""Ages: ``Ilsa Marend, 54,`` was written between her 54th birthday and her 55th."""

import datetime as dt
import re
from collections.abc import Sequence

from firsthand.dating.holders import holders
from firsthand.model import Article, Clue, Evidence, Person, Span, Tables

_AFTER = re.compile(
    r"(?:,\s(?:who\s(?:is|turns|turned)\s|now\s|aged\s|age\s)?|\s(?:is|turns|turned)\s(?:now\s)?|\s\()(?P<age>[1-9]\d)"
    r"(?:\sJahre|\sans|\saños|\sanni|\sanos|\syears\sold)?(?P<end>,|\)|\.|;|\s(?:on|this|last|next|in)\s)"
)
_BEFORE = re.compile(
    r"\b(?P<age>[2-9]\d)(?:-year-old|-jährige[nrs]?|jährige[nrs]?|-jarige)\s(?:[^\W\d_][\w’'.\-]*\s){0,2}$"
)
_PAST = re.compile(
    r"\b(?:then|died|dead|killed|was|were|when|at the age|late)\b|\b1[89]\d\d\b|\b20\d\d\b", re.IGNORECASE
)
_NOT_HIS = re.compile(r"\b(?:on|in|of|for|against|with|by|to|from|file|case)\s$")
_BOUNDS = (16, 105)
_WEIGHT = 3.0
"""Log-odds that an age is that of the day of writing: one in twenty is told of another time; set by judgement, for the
development texts have few ages of people in the table."""


def age_clues(article: Article, tables: Tables, places: Sequence[tuple[str, Span]]) -> list[Clue]:
    """Return the year that the age of somebody with a known birthday gives, for the first such age of each person.

    An age in a sentence that names a year, or says ``then``, ``was`` or ``died``, tells of another time.
    Rule: ``dating.age.birth``.

    Args:
        article: The restored page.
        tables: Reference tables; `Tables.persons` has the birthdays.
        places: Where names of the tables stand in full.
    """
    persons = holders(tables).persons
    found: dict[str, Clue] = {}
    for name, place in places:
        person = persons.get(name)
        if person is None or name in found:
            continue
        match = _AFTER.match(article.text, place.end)
        low, high = place.start, match.end("age") if match else place.end
        if match is None:
            start = max(0, place.start - 60)
            match = _BEFORE.search(article.text[start : place.start])
            if match is not None and _NOT_HIS.search(match.group()):
                match = None
            low = start + match.start() if match else low
        if match is None or not _BOUNDS[0] <= int(match["age"]) <= _BOUNDS[1]:
            continue
        if _PAST.search(_sentence(article.text, low, high)):
            continue
        found[name] = _clue(article, person, int(match["age"]), Span(start=low, end=high))
    return [found[name] for name in sorted(found)]


def _sentence(text: str, start: int, end: int) -> str:
    """Return the words before and after a place, up to the next stop or 80 characters."""
    before = re.split(r"[.!?\n]\s", text[max(0, start - 80) : start])[-1]
    return before + " " + re.split(r"[.!?\n](?:\s|$)", text[end : end + 60])[0]


def _clue(article: Article, person: Person, age: int, span: Span) -> Clue:
    earliest, latest = _later(person.earliest, age), _later(person.latest, age + 1)
    born = str(person.earliest) if person.earliest == person.latest else str(person.earliest.year)
    note = f"{person.name}, born {born} ({person.origin}): {age} years old from {earliest} to {latest}"
    evidence = Evidence(
        rule="dating.age.birth", quote=span.of(article.text), record=article.record, where=span, weight=_WEIGHT,
        note=note,
    )  # fmt: skip
    return Clue(kind="around", earliest=earliest, latest=latest, evidence=evidence)


def _later(day: dt.date, years: int) -> dt.date:
    """Return the same day so many years later; of 29 February the day after."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)
