"""Offices that a text gives to people: it was written while they held them."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from firsthand.dating.holders import Holders, holders, key
from firsthand.dating.native import native_clues
from firsthand.dating.titles import forms
from firsthand.model import Article, Clue, Evidence, Office, Span, Tables

_BEFORE = re.compile(
    r"\b(?i:then|late|acting|incoming|next|future|impeached|suspended|damalige[nrs]?|künftige[nrs]?|designierte[nrs]?|"
    r"alors|futur|entonces|futuro)[\s\-]+(?:[A-Z][\w.'’\-]*\s){0,3}(?:the\s)?$"
)
_FORMER = re.compile(
    r"\b(?i:former|ex|ousted|deposed|previous|one-time|onetime|ehemalige[nrs]?|frühere[nrs]?|ancien|"
    r"ancienne|antiguo)[\s\-]+(?:[A-Z][\w.'’\-]*\s){0,3}(?:the\s)?$"
)
_ELECT = re.compile(r"^[\s\-]?(?:elect|designate|nominee|candidate)\b", re.IGNORECASE)
_GRACE_LIST = 31
"""Days by which rows of the title ``Leader`` may be off: that list has months, not days, of leaving."""
_ACTS = re.compile(
    r"(?:,[^,.;\n]{2,60},)?\s(?:has|is|will|says|said|told|plans|wants|vows|insists|faces|(?:on )?(?:Mon|Tues|Wednes|"
    r"Thurs|Fri|Satur|Sun)day|sagte|erklärte|kündigte|hat|wird|veut|va|doit|dijo|anunció|afirmó|aseguró|ha|ha detto)\b"
)
_TOLD = re.compile(r"(?:said|told|says)\s(?:[\w’']+\s){0,2}$")
_HISTORY = re.compile(r"\b(?:by|under|since|of|like|than|when|after|during|for)\s(?:[\w’'.]+\s){0,2}$")
_LATE = {"acts": 3.8, "history": 1.1, "named": 2.6, "surname": 0.8}
"""Log-odds that a text is not younger than the term of a holder who speaks or acts in it (1 of 44 is), who stands
behind ``by``, ``under``, ``since`` and the like (10 of 40), who is named otherwise (8 of 115), by surname (5 of 16)."""
_FOR_LIFE = frozenset(("King", "Queen", "Pope", "Emperor", "Sultan", "Emir"))
"""Titles that stay with the name when the holder is gone: they bound from above only where the holder acts."""
_DEAD = re.compile(r"\b(?:(?:death|funeral|coffin|burial|passing)\sof|late)\s(?:the\s)?(?:late\s)?$", re.IGNORECASE)
_DIED = re.compile(r"(?:['’]s)?\s(?:death|funeral|coffin|burial|died|passed\saway)\b")


def office_clues(article: Article, tables: Tables, places: Sequence[tuple[str, Span]]) -> list[Clue]:
    """Return the bounds that titles with names give: ``Defense Minister Sergei Shoigu``.

    A title directly before a full name counts; a title before a surname alone counts less, and allows every holder of
    that name. ``former`` turns the bound: written after the last day. ``then``, ``acting``, ``elect`` and the like give
    no bound. Several terms of one holder are taken as one stretch from the first to the last. A king, queen or pope who
    does nothing in the text may be dead: the name bounds from below alone.
    Rules: ``dating.office.held``, ``dating.office.surname``, ``dating.office.former``, ``dating.office.native``.

    Args:
        article: The restored page.
        tables: Reference tables.
        places: Where names of the tables stand in full (`firsthand.dating.holders.Holders.full_names`).
    """
    index = holders(tables)
    found: dict[tuple[str, str], Clue] = {}
    named: set[str] = set()
    for name, place in places:
        named.update(name.split())
        rows = index.rows.get(name, [])
        for title in sorted({office.title for office in rows}, key=lambda title: (-len(title), title)):
            match = _titled(article.text, place, title)
            if match is None:
                continue
            clue = _clue(article, [row for row in rows if row.title == title], match, place)
            if clue is not None:
                _keep(found, name, clue)
            break
    for name, place, match in _surnames(article.text, index):
        if name not in named:
            rows = [row for row in index.surnames[name] if re.fullmatch(forms(row.title), match["title"])]
            clue = _clue(article, rows, match, place) if rows else None
            if clue is not None and clue.evidence.rule != "dating.office.former":
                found.setdefault((name, "dating.office.surname"), _weaker(clue))
    for clue in native_clues(article, index):
        found.setdefault((clue.evidence.quote, clue.evidence.rule), clue)
    return [found[key] for key in sorted(found)]


def _keep(found: dict[tuple[str, str], Clue], name: str, clue: Clue) -> None:
    """Keep the surest of what a text says of one holder."""
    place = (name, clue.evidence.rule)
    if place not in found or found[place].evidence.weight < clue.evidence.weight:
        found[place] = clue


_HELD = ("President ", "Prime Minister ", "Premier ", "Chancellor ", "Pope ")
"""The titles that the pattern asks for, looked for first because that is quick."""
_SURNAME = re.compile(
    r"(?<!Vice )(?<!Deputy )(?P<title>President|Prime Minister|Premier|Chancellor|Pope) "
    r"(?P<name>[^\W\d_a-z][\w’'\-]+)(?!\s[A-Z]|[\w-])"
)


def _surnames(text: str, index: Holders) -> Iterable[tuple[str, Span, re.Match[str]]]:
    """Yield each place where a title stands before one name alone that some holder bears."""
    for match in _SURNAME.finditer(text) if any(title in text for title in _HELD) else ():
        name = key(match["name"].removesuffix("’s").removesuffix("'s"))
        if name in index.surnames:
            yield name, Span(start=match.start("name"), end=match.end("name")), match


def _weaker(clue: Clue) -> Clue:
    e = clue.evidence
    note = f"the offices table knows under this name: {e.note}"
    evidence = Evidence(
        rule="dating.office.surname", quote=e.quote, record=e.record, where=e.where, weight=_LATE["surname"], note=note
    )
    return Clue(kind=clue.kind, earliest=clue.earliest, latest=clue.latest, evidence=evidence)


def _titled(text: str, place: Span, title: str) -> re.Match[str] | None:
    """Return the title that stands directly before a name."""
    before = text[max(0, place.start - 60) : place.start]
    return re.search(rf"(?<!Vice )(?<!vice )(?<!Deputy )(?<!deputy )\b(?:{forms(title)})\s$", before)


def _clue(article: Article, terms: list[Office], match: re.Match[str], place: Span) -> Clue | None:
    start = match.start() if match.re is _SURNAME else max(0, place.start - 60) + match.start()
    before = article.text[max(0, start - 50) : start]
    if _ELECT.match(article.text, place.end):
        return None
    loose = dt.timedelta(_GRACE_LIST if terms[0].title == "Leader" else 0)
    span = Span(start=start, end=place.end)
    terms = sorted(terms, key=lambda row: row.first)
    ends = [row.last for row in terms if row.last is not None]
    last = max(ends) if len(ends) == len(terms) else None
    dead = terms[0].title in _FOR_LIFE and (_DEAD.search(before) or _DIED.match(article.text, place.end))
    former = _FORMER.search(before)
    if former or (dead and ends):
        if not ends:
            return None
        row = next(row for row in terms if row.last is not None)
        day = min(ends)
        if former is not None:
            span = Span(start=start - len(before) + former.start(), end=place.end)
        evidence = _evidence(article, "dating.office.former", span, row, f"left office on {day}", 4.5)
        return Clue(kind="after", earliest=day - loose, evidence=evidence)
    if _BEFORE.search(before):
        return None
    until = f"to {last}" if last else "and no end is known"
    note = f"in office from {terms[0].first} {until}"
    acts = bool(_ACTS.match(article.text, place.end) or _TOLD.search(before))
    weight = _LATE["acts" if acts else "history" if _HISTORY.search(before) else "named"]
    evidence = _evidence(article, "dating.office.held", span, terms[-1], note, weight)
    if terms[0].title in _FOR_LIFE and not acts:
        return Clue(kind="after", earliest=terms[0].first - loose, evidence=evidence)
    return Clue(
        kind="around",
        earliest=terms[0].first - loose,
        latest=last + loose if last else None,
        evidence=evidence,
    )


def _evidence(article: Article, rule: str, span: Span, row: Office, note: str, weight: float) -> Evidence:
    where = f", {row.country}" if row.country else ""
    return Evidence(
        rule=rule,
        quote=span.of(article.text),
        record=article.record,
        where=span,
        weight=weight,
        note=f"{row.holder}{where}: {note}",
    )
