"""Search with facets: pages that hold all words and meet all conditions, copies folded as far as a reader wants."""

import dataclasses
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from firsthand.archive import Archive
from firsthand.archive.search import match, snippets
from firsthand.dates import from_edtf
from firsthand.model import same_parties, standing
from firsthand.views.parties import aliases
from firsthand.views.row import Row

BEST = 2_000
"""Pages, the best ones, over which facets are counted and copies folded; what lies beyond is said, not shown."""

WIDE = 31
"""Days from which an interval of writing is called wide."""

Collapse = Literal["off", "high", "moderate"]
"""How copies are folded: not at all; pages that share nine tenths of their words; all pages of one text."""

DATED = {
    "narrow": f"julianday(f.latest) - julianday(f.earliest) < {WIDE}",
    "wide": f"((f.earliest IS NULL) <> (f.latest IS NULL) OR julianday(f.latest) - julianday(f.earliest) >= {WIDE})",
    "none": "f.earliest IS NULL AND f.latest IS NULL",
    "contradicted": "f.verdict = 'contradicted'",
    "consistent": "f.verdict = 'consistent'",
    "all": "1",
}
"""What the evidence gives for the date: words of a facet -> condition; ``all`` is none, to list every article."""

_EQUAL = ("outlet", "agency", "network", "language", "place", "basis")
_COLUMN = {"outlet": "name"}


@dataclasses.dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; empty conditions are no conditions."""

    words: str = ""
    """All of them must be in the page; quotes keep words together."""
    outlet: str = ""
    """Who published, as a list names it."""
    agency: str = ""
    """Id of the agency whose text it is."""
    network: str = ""
    """Id of a network."""
    language: str = ""
    """ISO 639-1."""
    place: str = ""
    """Country, or place, of the dateline."""
    basis: str = ""
    """Rule of the strongest date evidence."""
    dated: str = ""
    """A key of `DATED`."""
    since: dt.date | None = None
    """Written on this day or later, as far as the evidence allows."""
    until: dt.date | None = None
    """Written on this day or earlier, as far as the evidence allows."""
    party: str = ""
    """Id of a party that the page quotes."""
    collapse: Collapse = "off"
    """How copies are folded."""

    def __bool__(self) -> bool:
        return self != Query(collapse=self.collapse)


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """One page of results."""

    rows: tuple[Row, ...]
    """One row a page (or a fold of pages): record, title, outlet, snippet, written, folded, story …"""
    total: int
    """Pages that meet the query."""
    folds: int
    """Rows that they make after folding, among the best `BEST`."""
    facets: dict[str, list[tuple[str, int]]]
    """Facet -> (value, pages), most pages first, over the best `BEST`."""


def search(archive: Archive, query: Query, limit: int = 20, offset: int = 0) -> Found:
    """Return the pages that meet a query, best first (without words: latest first)."""
    if not query:
        return Found((), 0, 0, {})
    found, total = _candidates(archive, query)
    key = {"off": "record", "high": "near", "moderate": "text"}[query.collapse]
    folds: dict[str, list[Row]] = {}
    for row in found:
        folds.setdefault(str(row[key] or row["record"]), []).append(row)
    shown = list(folds.values())[offset : offset + limit]
    about = _about(archive, query, [str(fold[0]["record"]) for fold in shown])
    rows = tuple(
        about.get(str(fold[0]["record"]), {}) | {"record": fold[0]["record"], "folded": len(fold) - 1} for fold in shown
    )
    facets = _facets(found) | {"party": _quoted(archive, [str(row["record"]) for row in found[:QUOTED]])}
    return Found(rows, total, len(folds), facets)


_SELECT = "f.near, f.text, f.name AS outlet, f.agency, f.network, f.language, f.place, f.basis, f.verdict"
_NAMES = ("record", "near", "text", "outlet", "agency", "network", "language", "place", "basis", "verdict", "dated")


def _candidates(archive: Archive, query: Query) -> tuple[list[Row], int]:
    """Return the best pages as narrow rows, and how many there are in all.

    The best are found first and looked at then: a common word is on half of all pages.
    """
    where, bindings = conditions(archive, query)
    joined, order = " LEFT JOIN facet f ON f.n = {}" if where else "", "rank, n"
    if not query.words:
        tables, number, rank = "facet f", "f.n", "coalesce(-julianday(f.likely), 0)"
    else:
        asked = match(query.words)
        if asked is None:
            return [], 0
        tables, number = asked.tables + joined.format("s.rowid"), "s.rowid"
        rank, order = asked.ranked(archive.connection)
        where, bindings = [*asked.where, *where], [*asked.bindings, *bindings]
    some = " AND ".join(where) or "1"
    dated = f"CASE WHEN {DATED['none']} THEN 'none' WHEN {DATED['wide']} THEN 'wide' ELSE 'narrow' END"
    sql = (
        f"WITH best AS MATERIALIZED (SELECT {number} AS n, {rank} AS rank FROM {tables} WHERE {some}"
        f" ORDER BY {order} LIMIT {BEST + 1})"
        f" SELECT coalesce(f.record, (SELECT id FROM article WHERE n = b.n)), {_SELECT}, {dated}"
        " FROM best b LEFT JOIN facet f ON f.n = b.n ORDER BY b.rank, b.n"
    )
    rows = [dict(zip(_NAMES, row, strict=True)) for row in archive.connection.execute(sql, bindings)]
    total = len(rows)
    if total > BEST:
        count = f"SELECT count(*) FROM {tables} WHERE {some}"
        total = int((archive.connection.execute(count, bindings).fetchone() or (0,))[0])
    return rows[:BEST], total


def meeting(archive: Archive, query: Query, pages: Iterable[str]) -> set[str]:
    """Return those of some pages that meet a query."""
    where, bindings = conditions(archive, query)
    tables = "json_each(?) r JOIN article a ON a.id = r.value LEFT JOIN facet f ON f.n = a.n"
    words: list[str] = []
    if query.words:
        asked = match(query.words)
        if asked is None:
            return set()
        found = f"SELECT s.rowid FROM {asked.tables} WHERE {' AND '.join(asked.where)}"
        where, words = [*where, f"a.n IN ({found})"], asked.bindings
    sql = f"SELECT a.id FROM {tables} WHERE {' AND '.join(where) or '1'}"
    rows = archive.connection.execute(sql, (json.dumps(sorted(pages)), *bindings, *words))
    return {str(row[0]) for row in rows}


def conditions(archive: Archive, query: Query) -> tuple[list[str], list[str]]:
    """Return the conditions of a query, but for its words, as SQL over ``facet f`` with their bindings."""
    where, bindings = [], []
    for name in _EQUAL:
        value = getattr(query, name)
        if value:
            where.append(f"f.{_COLUMN.get(name, name)} = ?")
            bindings.append(value)
    if query.network:  # a page may be in several networks, of which the narrow table keeps one
        where[[n for n, each in enumerate(where) if "f.network" in each][0]] = (
            "f.record IN (SELECT record FROM member WHERE network = ?)"
        )
    if query.dated in DATED:
        where.append(f"({DATED[query.dated]})")
    if query.since:
        where.append("(f.latest >= ? OR (f.latest IS NULL AND f.earliest IS NOT NULL))")
        bindings.append(query.since.isoformat())
    if query.until:
        where.append("(f.earliest <= ? OR (f.earliest IS NULL AND f.latest IS NOT NULL))")
        bindings.append(query.until.isoformat())
    if query.party:
        where.append("f.record IN (SELECT record FROM claim WHERE party IN (SELECT value FROM json_each(?)))")
        bindings.append(json.dumps(aliases(archive, query.party)))
    return where, bindings


QUOTED = 500
"""Of the best pages so many are looked at for whom they quote."""


def _facets(found: Sequence[Row]) -> dict[str, list[tuple[str, int]]]:
    """Return how often each value occurs, at most 12 values a facet."""
    facets = {}
    for name in ("outlet", "agency", "network", "language", "place", "dated", "basis"):
        counted = Counter(str(row[name]) for row in found if row[name])
        facets[name] = sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:12]
    lies = sum(row["verdict"] == "contradicted" for row in found)
    if lies:
        facets["dated"].append(("contradicted", lies))
    return facets


def _quoted(archive: Archive, pages: Sequence[str]) -> list[tuple[str, int]]:
    """Return the named parties that most of some pages quote, by id, at most 12; joined ones as one."""
    sql = (
        "SELECT DISTINCT party, record FROM claim WHERE record IN (SELECT value FROM json_each(?))"
        " AND party IS NOT NULL AND party_kind NOT IN ('anonymous', 'unknown')"
    )
    same = same_parties(standing(archive.on_parties))
    found = {
        (same.get(str(party), str(party)), str(record))
        for party, record in archive.connection.execute(sql, (json.dumps(list(pages)),))
    }
    counted = Counter(party for party, _ in found)
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:12]


def _about(archive: Archive, query: Query, pages: Sequence[str]) -> dict[str, Row]:
    """Return what a list says of each page."""
    sql = (
        "SELECT a.id, a.n, a.title, coalesce(f.name, (SELECT min(file) FROM sighting WHERE record = a.id)),"
        " d.date_edtf, d.date_claimed, d.verdict, t.story, s.name, f.agency, substr(a.text, 1, 200) FROM json_each(?) r"
        " JOIN article a ON a.id = r.value LEFT JOIN facet f ON f.n = a.n LEFT JOIN dating d ON d.record = a.id"
        " LEFT JOIN told t ON t.record = a.id LEFT JOIN story s ON s.id = t.story"
    )
    names = ("id", "n", "title", "outlet", "written", "claimed", "verdict", "story", "story_name", "agency", "snippet")
    found = {
        str(row[0]): dict(zip(names, row, strict=True))
        for row in archive.connection.execute(sql, (json.dumps(list(pages)),))
    }
    if query.words:
        marked = snippets(archive.connection, query.words, [int(row["n"]) for row in found.values()])
        for row in found.values():
            row["snippet"] = marked.get(int(row["n"]), row["snippet"])
    return found


def query(asked: dict[str, str]) -> Query:
    """Return the query that form fields ask for; what cannot be understood is no condition."""
    fields: dict[str, Any] = {name: asked.get(name, "").strip()[:400] for name in (*_EQUAL, "party", "dated")}
    fields |= {name: _end(asked.get(name, "").strip(), name) for name in ("since", "until")}
    collapse: Any = asked.get("collapse", "off")
    return Query(
        words=asked.get("q", "").strip()[:400],
        collapse=collapse if collapse in ("off", "high", "moderate") else "off",
        **fields,
    )


def _end(value: str, side: str) -> dt.date | None:
    """Return the first day of an EDTF expression for ``since``, its last for ``until``; None where it has none."""
    try:
        days = from_edtf(value[:60])
    except ValueError:
        return None
    return days.earliest if side == "since" else days.latest
