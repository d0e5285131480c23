"""Offices that a text gives to people: it was written while they held them."""

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from firsthand.model import Article, Clue, Evidence, Office, Span

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


def office_clues(article: Article, offices: Iterable[Office]) -> list[Clue]:
    """Return the bounds that titles with names give: ``Defense Minister Sergei Shoigu``.

    A title directly before a full name counts. ``former`` turns the bound: written after the last day. ``then``,
    ``acting``, ``elect`` and the like give no bound. A holder's several terms allow every day in any of them; the clue
    carries the terms that fit as one stretch from the first to the last, and one more clue for a gap between.
    Rules: ``dating.office.held``, ``dating.office.former``.
    """
    rows: dict[str, list[Office]] = defaultdict(list)
    for office in offices:
        rows[_key(office.holder)].append(office)
    found: dict[tuple[str, str], Clue] = {}
    for name, place in _holders(article.text, rows):
        for title in sorted({office.title for office in rows[name]}):
            terms = sorted((o for o in rows[name] if o.title == title), key=lambda o: o.first)
            match = _titled(article.text, place, title)
            clue = _clue(article, terms, match, place) if match else None
            if clue is not None:
                found.setdefault((name, clue.evidence.rule), clue)
                break
    return [found[key] for key in sorted(found)]


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'").split())


_WORD = re.compile(r"[^\s,;:()\"“”]+")


def _holders(text: str, rows: dict[str, list[Office]]) -> Iterable[tuple[str, Span]]:
    """Yield each place where a name of the table stands in full."""
    firsts: dict[str, list[list[str]]] = defaultdict(list)
    for name in rows:
        parts = name.split()
        firsts[parts[0]].append(parts)
    words = [(_key(m.group().rstrip(".'’")), m.start(), m.end()) for m in _WORD.finditer(text)]
    for index, (word, start, _) in enumerate(words):
        for parts in firsts.get(word, ()):
            window = words[index : index + len(parts)]
            last = len(parts) - 1
            same = len(window) == len(parts) and all(
                got[0] == want or (at == last and got[0].removesuffix("'s") == want.rstrip("."))
                for at, (got, want) in enumerate(zip(window, parts, strict=True))
            )
            if same and text[start].isupper():
                end = window[-1][2]
                while end > start and not text[end - 1].isalnum():
                    end -= 1
                yield " ".join(parts), Span(start=start, end=end)


def _titled(text: str, place: Span, title: str) -> re.Match[str] | None:
    """Return the title that stands directly before a name."""
    forms = _TITLES.get(title, re.escape(title))
    before = text[max(0, place.start - 60) : place.start]
    return re.search(rf"(?:{forms})\s$", before)


def _clue(article: Article, terms: list[Office], match: re.Match[str], place: Span) -> Clue | None:
    start = max(0, place.start - 60) + match.start()
    before = article.text[max(0, start - 50) : start]
    if _ELECT.match(article.text, place.end):
        return None
    loose = dt.timedelta(_GRACE_LIST if terms[0].title == "Leader" else 0)
    span = Span(start=start, end=place.end)
    quote = span.of(article.text)
    last = terms[-1].last
    if _FORMER.search(before):
        done = [o.last for o in terms if o.last is not None]
        if not done:
            return None
        row = next(o for o in terms if o.last is not None)
        day = min(done)
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
