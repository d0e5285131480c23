"""What the archive holds as a whole: how much of everything, and what was refused."""

from firsthand.archive import Archive
from firsthand.views.row import Row, rows


def status(archive: Archive) -> Row:
    """Return how much the archive holds of everything."""
    row: Row = {}
    for table in ("record", "article", "refusal", "copy", "stemma", "network", "story", "claim", "entry", "judgement"):
        (row[_PLURAL[table]],) = archive.connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
    (unread,) = archive.connection.execute("SELECT count(*) FROM refusal WHERE record IS NULL").fetchone() or (0,)
    row["pages"] = int(row["pages"] or 0) + int(unread)
    sql = "SELECT count(*) FROM dating WHERE verdict = 'contradicted'"
    (row["contradicted dates"],) = archive.connection.execute(sql).fetchone() or (0,)
    sql = "SELECT count(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM dating d WHERE d.record = a.id)"
    (row["articles that wait"],) = archive.connection.execute(sql).fetchone() or (0,)
    last = archive.connection.execute("SELECT state, started FROM run ORDER BY id DESC LIMIT 1").fetchone()
    row["last run"] = f"{last[0]}, begun {last[1]}" if last else None
    return row


def held(archive: Archive) -> Row:
    """Return the few numbers that the front shows; unlike `status` it counts nothing that takes long."""
    sql = {
        "pages": "SELECT (SELECT count(*) FROM record) + (SELECT count(*) FROM refusal WHERE record IS NULL)",
        "articles": "SELECT count(*) FROM dating",
        "refusals": "SELECT count(*) FROM refusal",
        "texts": "SELECT count(DISTINCT stemma) FROM witness",
        "stories": "SELECT coalesce((SELECT max(n) FROM ranked), (SELECT count(*) FROM story))",
        "contradicted dates": "SELECT count(*) FROM dating WHERE verdict = 'contradicted'",
    }
    return {name: (archive.connection.execute(each).fetchone() or (0,))[0] for name, each in sql.items()}


_PLURAL = {
    "record": "pages",
    "article": "articles",
    "refusal": "refusals",
    "copy": "copies",
    "stemma": "texts",
    "network": "networks",
    "story": "stories",
    "claim": "claims",
    "entry": "timeline entries",
    "judgement": "judgements",
}


def refusals(archive: Archive, reason: str | None = None) -> list[Row]:
    """Return one row a refusal, by reason and place."""
    sql = (
        "SELECT reason, stage, file, place, detail, id FROM refusal WHERE ?1 IS NULL OR reason = ?1"
        " ORDER BY reason, file, place, id"
    )
    return rows(archive, sql, ("reason", "stage", "file", "place", "detail", "id"), reason)


def refusal_reasons(archive: Archive) -> list[Row]:
    """Return how often each reason was given, most often first."""
    sql = "SELECT reason, count(*) AS n FROM refusal GROUP BY reason ORDER BY n DESC, reason"
    return rows(archive, sql, ("reason", "pages"))
