"""What the lists of the desk show, as plain values for their templates: front, network, refusals, search."""

import json
from typing import Any
from urllib.parse import urlencode

from firsthand import views
from firsthand.archive import Archive
from firsthand.model import Span
from firsthand.views.search import BEST
from firsthand.web.graph import brands
from firsthand.web.marks import Mark, Segment, segments
from firsthand.web.names import Names, language, reporters

STORIES = 50
"""Stories on one page of the front."""

PER_PAGE = 20
"""Hits on one page of a search."""

REFUSALS = 1_000
"""Refusals that are shown; the command line has all."""


def front(archive: Archive, number: int = 1, kind: str = "", name: str = "") -> dict[str, Any]:
    """Return what the front shows: stories by independent reporters, sections, refusals, networks, what is held.

    Args:
        archive: open.
        number: page of the list.
        kind: a section: ``place``, ``language``, ``latest`` or ``echo``; anything else is the front itself.
        name: which place or language.
    """
    held = views.held(archive)
    kind = kind if kind in _SECTIONS and (name or kind in ("latest", "echo")) else ""
    total = int(held["stories"] or 0)
    if kind:
        _, total = views.stories_of(archive, kind, name[:200], 0)
    last = max(1, -(-total // STORIES))
    number = min(number, last)
    start = (number - 1) * STORIES
    rows = views.stories_of(archive, kind, name[:200], STORIES, start)[0] if kind else views.stories(
        archive, STORIES, start)  # fmt: skip
    first = number == 1 and not kind
    pinned = views.story_rows_of(archive, views.pinned(archive)[:STORIES]) if first else []
    return {
        "stories": rows,
        "pinned": pinned,
        "reporters": reporters(archive, [str(row["id"]) for row in (*pinned, *rows)]),
        "held": held,
        "reasons": views.refusal_reasons(archive),
        "networks": networks(archive, 12) if first else [],
        "sections": views.sections(archive),
        "heading": _SECTIONS[kind].format(language(name) if kind == "language" else name),
        "by": (kind, name),
        "number": number,
        "last": last,
        "total": total,
    }


_SECTIONS = {
    "": "Stories, most independent reporters first",
    "place": "Reported from {}",
    "language": "Told in {}",
    "latest": "Latest stories",
    "echo": "Many pages, few reporters",
}


def networks(archive: Archive, limit: int = -1) -> list[views.Row]:
    """Return one row a network, the largest first."""
    sql = (
        "SELECT id, name, coalesce(nullif(json_extract(doc, '$.brands'), '[]'), json_extract(doc, '$.sites')), sites,"
        " pages, score FROM network ORDER BY pages DESC, id LIMIT ?"
    )
    rows: list[views.Row] = []
    for key, name, printed, sites, held, score in archive.connection.execute(sql, (limit,)):
        shown = brands(json.loads(str(printed or "[]"))) or str(name)
        rows.append({"id": key, "name": name, "brands": shown, "sites": sites, "pages": held, "score": score})
    return rows


def refusals(archive: Archive, reason: str | None) -> dict[str, Any]:
    """Return what the list of refusals shows."""
    rows = views.refusals(archive, reason)
    return {
        "rows": rows[:REFUSALS],
        "total": len(rows),
        "reasons": views.refusal_reasons(archive),
        "reason": reason,
    }


def search(archive: Archive, asked: views.Query, number: int) -> dict[str, Any]:
    """Return what a page of search results shows; the first is number 1."""
    found = views.search(archive, asked, PER_PAGE, (number - 1) * PER_PAGE)
    last = max(1, -(-found.folds // PER_PAGE))
    if number > last:
        number = last
        found = views.search(archive, asked, PER_PAGE, (number - 1) * PER_PAGE)
    names = Names(archive)
    party = views.party(archive, asked.party) if asked.party else None
    return {
        "words": asked.words,
        "asked": asked,
        "fields": _fields(asked),
        "watched": urlencode(_fields(asked)),
        "found": found,
        "hits": [(row, marked(str(row.get("snippet") or ""))) for row in found.rows],
        "facets": _facets(archive, found, names),
        "party": party,
        "best": BEST,
        "number": number,
        "last": last,
    }


_NAMES = {"outlet": "Outlet", "agency": "Text of", "network": "Network", "language": "Language",
          "place": "Reported from", "dated": "Date of writing", "basis": "Date rests on",
          "party": "Who is quoted"}  # fmt: skip
_DATED = {"none": "no date", "wide": "wide (a month or more)", "narrow": "within a month",
          "contradicted": "page says otherwise", "consistent": "page agrees"}  # fmt: skip


def _fields(asked: views.Query) -> list[tuple[str, str]]:
    """Return the fields of the form that ask the same, those that are empty left out."""
    named = {"q": asked.words, "collapse": asked.collapse if asked.collapse != "off" else ""}
    named |= {name: str(getattr(asked, name) or "") for name in (*_NAMES, "since", "until")}
    return [(name, value) for name, value in named.items() if value]


def _facets(archive: Archive, found: views.Found, names: Names) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """Return the facets that have anything to choose: field, heading, and (value, what it is called, pages)."""
    called = {str(row["id"]): str(row["brands"]) for row in networks(archive)} if found.facets.get("network") else {}

    keys = json.dumps([value for value, _ in found.facets.get("party", ())])
    sql = "SELECT id, name FROM party WHERE id IN (SELECT value FROM json_each(?))"
    quoted = {str(key): str(name) for key, name in archive.connection.execute(sql, (keys,))}

    def name_of(field: str, value: str) -> str:
        if field == "agency":
            return names.agency(value) or value
        if field == "party":
            return quoted.get(value, value)
        if field == "language":
            return language(value)
        return (
            called.get(value, value) if field == "network" else _DATED.get(value, value) if field == "dated" else value
        )

    return [
        (field, heading, [(value, name_of(field, value), n) for value, n in found.facets.get(field, ())])
        for field, heading in _NAMES.items()
        if found.facets.get(field)
    ]


def marked(snippet: str) -> tuple[Segment, ...]:
    """Return a search snippet with its finds as marks."""
    text = ""
    marks: list[Mark] = []
    for piece in snippet.split("⟦"):
        found, closed, rest = piece.partition("⟧")
        if closed:
            marks.append(Mark(Span(start=len(text), end=len(text) + len(found)), "found", ""))
        text += found + rest
    return segments(text, Span(start=0, end=len(text)), marks)
