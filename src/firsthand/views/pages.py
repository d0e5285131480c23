"""Pages as rows: of a story, of a network, those whose claimed date the evidence contradicts."""

import json
from collections.abc import Iterable

from firsthand.archive import Archive
from firsthand.views.row import NAME, Row, rows


def contradicted(archive: Archive, story: str | None = None) -> list[Row]:
    """Return the pages whose claimed date the evidence contradicts."""
    sql = (
        f"SELECT d.record, a.title, {NAME}, d.date_claimed, d.date_edtf, d.date_likely,"
        " d.date_certainty, t.story FROM dating d JOIN article a ON a.id = d.record"
        " LEFT JOIN told t ON t.record = d.record"
        " WHERE d.verdict = 'contradicted' AND (?1 IS NULL OR t.story = ?1) ORDER BY t.story, d.record"
    )
    return rows(archive, sql, ("id", "title", "outlet", "claimed", "written", "likely", "certainty", "story"), story)


def story_pages(archive: Archive, story: str) -> list[Row]:
    """Return one row a page of a story: by text, then by day, then by id."""
    sql = (
        f"SELECT a.id, {NAME}, a.title, w.stemma, s.origin_kind, s.origin, w.exemplar,"
        " d.date_edtf, d.date_claimed, d.verdict, a.language, a.url FROM told t JOIN article a ON a.id = t.record"
        " LEFT JOIN witness w ON w.record = a.id LEFT JOIN stemma s ON s.id = w.stemma"
        " LEFT JOIN dating d ON d.record = a.id WHERE t.story = ?"
        " ORDER BY s.witnesses DESC, w.stemma, w.exemplar IS NOT NULL, d.date_likely, a.id"
    )
    names = ("id", "outlet", "title", "text", "origin_kind", "origin", "exemplar", "written", "claimed", "verdict",
             "language", "url")  # fmt: skip
    return rows(archive, sql, names, story)


def network_pages(archive: Archive, network: str) -> list[Row]:
    """Return one row a page of a network: by brand, then by id."""
    sql = (
        "SELECT a.id, a.title, coalesce(a.brand, a.outlet, a.site), d.date_edtf, d.date_claimed, d.verdict,"
        " d.date_likely, s.origin, w.exemplar FROM member m JOIN article a ON a.id = m.record"
        " LEFT JOIN dating d ON d.record = a.id LEFT JOIN witness w ON w.record = a.id"
        " LEFT JOIN stemma s ON s.id = w.stemma"
        " WHERE m.network = ? ORDER BY 3, a.id"
    )
    return rows(archive, sql, _OF_NETWORK, network)


def pages_about(archive: Archive, pages: Iterable[str]) -> list[Row]:
    """Return one row for each of some pages: who published it, when it was written, and in which story it stands."""
    sql = (
        f"SELECT a.id, {NAME}, d.date_edtf, d.date_claimed, d.verdict, t.story, s.name FROM json_each(?) r"
        " JOIN article a ON a.id = r.value LEFT JOIN dating d ON d.record = a.id LEFT JOIN told t ON t.record = a.id"
        " LEFT JOIN story s ON s.id = t.story ORDER BY a.id"
    )
    names = ("id", "outlet", "written", "claimed", "verdict", "story", "story_name")
    return rows(archive, sql, names, json.dumps(sorted(pages)))


_OF_NETWORK = ("id", "title", "outlet", "written", "claimed", "verdict", "likely", "origin", "exemplar")
