"""Stories as rows, most independent reporters first, and the counts line that always reads the same way."""

import json
from collections.abc import Sequence
from typing import Any

from firsthand.archive import Archive
from firsthand.archive.facets import RANK
from firsthand.views.row import Row, rows


def stories(archive: Archive, limit: int = -1, offset: int = 0) -> list[Row]:
    """Return one row a story, most independent reporters first."""
    if archive.connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'ranked'").fetchone():
        last = offset + limit if limit >= 0 else 1 << 62
        return story_rows(archive, "SELECT story FROM ranked WHERE n > ? AND n <= ?", offset, last)
    ranked = f"SELECT s.id FROM story s JOIN count c ON c.story = s.id ORDER BY {RANK} LIMIT ? OFFSET ?"
    return story_rows(archive, ranked, limit, offset)


def story_rows(archive: Archive, which: str, *bindings: Any) -> list[Row]:
    """Return the rows of the stories whose ids a query gives."""
    sql = (
        "SELECT s.id, s.name, s.earliest, s.latest, c.pages, c.texts, c.reporters_low, c.reporters_high, c.sources_low,"
        " c.sources_high, (SELECT count(*) FROM told t JOIN dating d ON d.record = t.record WHERE t.story = s.id"
        " AND d.verdict = 'contradicted'), s.thread FROM story s JOIN count c ON c.story = s.id"
        f" WHERE s.id IN ({which}) ORDER BY {RANK}"
    )
    names = ("id", "name", "earliest", "latest", "pages", "texts", "reporters_low", "reporters_high", "sources_low",
             "sources_high", "contradicted", "thread")  # fmt: skip
    return rows(archive, sql, names, *bindings)


def story_rows_of(archive: Archive, keys: Sequence[str]) -> list[Row]:
    """Return the rows of these stories, in this order; those that are not there are left out."""
    found = story_rows(archive, "SELECT value FROM json_each(?)", json.dumps(list(keys)))
    by = {str(row["id"]): row for row in found}
    return [by[key] for key in keys if key in by]


def sentence(row: Row) -> str:
    """Return the counts line of a row of `stories`: ``50 pages · 9 texts · 2–3 origins``."""
    low, high = row["reporters_low"], row["reporters_high"]
    origins = str(low) if low == high else f"{low}–{high}"
    parts = ((str(row["pages"]), "page"), (str(row["texts"]), "text"), (origins, "origin"))
    return " · ".join(f"{n} {word}" if n == "1" else f"{n} {word}s" for n, word in parts)
