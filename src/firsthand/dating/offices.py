"""Offices that a text gives to people: it was written while they held them."""

import datetime as dt
import re
from collections.abc import Iterable

from firsthand.dating.holders import Holders, holders, key
from firsthand.model import Article, Clue, Evidence, Office, Span, Tables

_HEADS = (
    "President|Prime Minister|Premier|Chancellor|Leader|King|Queen|Emperor|Emir|Sultan|Supreme Leader|Prince|"
    "Crown Prince|Taoiseach|Vice President"
)
_BEFORE = re.compile(
    r"\b(?i:then|late|acting|incoming|next|future|impeached|suspended)[\s\-]+(?:[A-Z][\w.'’\-]*\s){0,3}(?:the\s)?$"
)
_FORMER = re.compile(
    r"\b(?i:former|ex|ousted|deposed|previous|one-time|onetime)[\s\-]+(?:[A-Z][\w.'’\-]*\s){0,3}(?:the\s)?$"
)
_ELECT = re.compile(r"^[\s\-]?(?:elect|designate|nominee|candidate)\b", re.IGNORECASE)
_GRACE_LIST = 31
"""Days by which rows of the title ``Leader`` may be off: that list has months, not days, of leaving."""
_TITLES = {
    "Secretary General": "Secretary-General|Secretary General|secretary-general|chief|Chief",
    "Secretary-General": "Secretary-General|Secretary General|secretary-general|chief|Chief",
    "Defense Minister": "Defen[sc]e Minister|Minister of Defen[sc]e|defen[sc]e minister",
    "Defence Secretary": "Defen[sc]e Secretary|Defen[sc]e Minister",
    "Defense Secretary": "Defen[sc]e Secretary|Secretary of Defen[sc]e|Pentagon chief|defense secretary",
    "Foreign Minister": "Foreign Minister|Minister of Foreign Affairs|External Affairs Minister|foreign minister",
    "Foreign Secretary": "Foreign Secretary|foreign secretary",
    "Secretary of State": "Secretary of State|State Secretary",
    "Fed Chair": "Fed Chair|Federal Reserve Chair|Chair|Fed Chairman|Federal Reserve Chairman|Fed Chairwoman|Chairman",
    "House Speaker": "House Speaker|Speaker|Speaker of the House",
    "Prime Minister": "Prime Minister|Premier|prime minister",
    "Premier": "Premier|Prime Minister",
    "President": "President|president",
    "European Commission President": "Commission President|President",
    "European Council President": "Council President|President",
    "EU Foreign Policy Chief": "foreign policy chief|Foreign Policy Chief|top diplomat",
    "Leader": _HEADS,
    "Director General": "Director General|Director-General|chief|head",
    "Managing Director": "Managing Director|chief",
}


def office_clues(article: Article, tables: Tables) -> list[Clue]:
    """Return the bounds that titles with names give: ``Defense Minister Sergei Shoigu``.

    A title directly before a full name counts; a title before a surname alone counts less, and allows every holder of
    that name. ``former`` turns the bound: written after the last day. ``then``, ``acting``, ``elect`` and the like give
    no bound. Several terms of one holder are taken as one stretch from the first to the last.
    Rules: ``dating.office.held``, ``dating.office.surname``, ``dating.office.former``.
    """
    index = holders(tables)
    found: dict[tuple[str, str], Clue] = {}
    named: set[str] = set()
    for name, place in index.full_names(article.text):
        named.update(name.split())
        rows = index.rows[name]
        for title in sorted({office.title for office in rows}, key=lambda title: (-len(title), title)):
            match = _titled(article.text, place, title)
            if match is None:
                continue
            clue = _clue(article, [row for row in rows if row.title == title], match, place)
            if clue is not None:
                found.setdefault((name, clue.evidence.rule), clue)
            break
    for name, place, match in _surnames(article.text, index):
        if name not in named:
            rows = [row for row in index.surnames[name] if re.fullmatch(_forms(row.title), match["title"])]
            clue = _clue(article, rows, match, place) if rows else None
            if clue is not None and clue.evidence.rule != "dating.office.former":
                found.setdefault((name, "dating.office.surname"), _weaker(clue))
    return [found[key] for key in sorted(found)]


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
        rule="dating.office.surname", quote=e.quote, record=e.record, where=e.where, weight=2.5, note=note
    )
    return Clue(kind=clue.kind, earliest=clue.earliest, latest=clue.latest, evidence=evidence)


def _forms(title: str) -> str:
    return _TITLES.get(title, re.escape(title))


def _titled(text: str, place: Span, title: str) -> re.Match[str] | None:
    """Return the title that stands directly before a name."""
    before = text[max(0, place.start - 60) : place.start]
    return re.search(rf"(?<!Vice )(?<!vice )(?<!Deputy )(?<!deputy )\b(?:{_forms(title)})\s$", before)


def _clue(article: Article, terms: list[Office], match: re.Match[str], place: Span) -> Clue | None:
    start = match.start() if match.re is _SURNAME else max(0, place.start - 60) + match.start()
    before = article.text[max(0, start - 50) : start]
    if _ELECT.match(article.text, place.end):
        return None
    loose = dt.timedelta(_GRACE_LIST if terms[0].title == "Leader" else 0)
    span = Span(start=start, end=place.end)
    quote = span.of(article.text)
    terms = sorted(terms, key=lambda row: row.first)
    ends = [row.last for row in terms if row.last is not None]
    last = max(ends) if len(ends) == len(terms) else None
    if _FORMER.search(before):
        if not ends:
            return None
        row = next(row for row in terms if row.last is not None)
        day = min(ends)
        evidence = _evidence(article, "dating.office.former", f"former {quote}", span, row, f"left office on {day}")
        return Clue(kind="after", earliest=day - loose, evidence=evidence)
    if _BEFORE.search(before):
        return None
    until = f"to {last}" if last else "and no end is known"
    note = f"in office from {terms[0].first} {until}"
    evidence = _evidence(article, "dating.office.held", quote, span, terms[-1], note)
    return Clue(
        kind="around",
        earliest=terms[0].first - loose,
        latest=last + loose if last else None,
        evidence=evidence,
    )


def _evidence(article: Article, rule: str, quote: str, span: Span, row: Office, note: str) -> Evidence:
    country = f", {row.country}" if row.country else ""
    return Evidence(
        rule=rule,
        quote=quote,
        record=article.record,
        where=span,
        weight=4.5,
        note=f"{row.holder}{country}: {note}",
    )
