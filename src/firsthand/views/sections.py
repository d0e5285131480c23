"""Sections of the front that are made from what the archive holds: where reports come from, who is quoted, languages.

Beside the ranking by independent reporters: what was told most often by one origin alone, and the latest stories.
"""

import json

from firsthand.archive import Archive
from firsthand.views.row import Row, rows
from firsthand.views.stories import story_rows

MOST = 12
"""Entries of one section."""


def sections(archive: Archive) -> dict[str, list[Row]]:
    """Return the sections ``place``, ``language`` (name, stories, pages) and ``party`` (id, name, texts, stories)."""
    sql = "SELECT name, stories, pages FROM section WHERE kind = ? ORDER BY stories DESC, pages DESC, name LIMIT ?"
    found = {kind: rows(archive, sql, ("name", "stories", "pages"), kind, MOST) for kind in ("place", "language")}
    quoted = (
        "SELECT id, name, texts, stories FROM party WHERE kind NOT IN ('anonymous', 'unknown')"
        " ORDER BY texts DESC, claims DESC, id LIMIT ?"
    )
    return found | {"party": rows(archive, quoted, ("id", "name", "texts", "stories"), MOST)}


def stories_of(archive: Archive, kind: str, name: str, limit: int = 50, offset: int = 0) -> tuple[list[Row], int]:
    """Return the stories of one section, most independent reporters first, and how many there are.

    ``kind`` is ``place``, ``language``, ``latest`` (by the last day of writing), or ``echo`` (told on most pages for
    each independent reporter); the last two take no name.
    """
    if kind in ("place", "language"):
        inside = f"SELECT DISTINCT story FROM facet WHERE {kind} = ?"
        sql = f"SELECT r.story FROM ranked r WHERE r.story IN ({inside}) ORDER BY r.n LIMIT ? OFFSET ?"
        (total,) = archive.connection.execute(f"SELECT count(*) FROM ({inside})", (name,)).fetchone() or (0,)
        keys = [str(row[0]) for row in archive.connection.execute(sql, (name, limit, offset))]
    else:
        order = "latest DESC, id" if kind == "latest" else "1.0 * pages / max(1, reporters_high) DESC, id"
        sql = f"SELECT s.id FROM story s JOIN count c ON c.story = s.id ORDER BY {order} LIMIT ? OFFSET ?"
        (total,) = archive.connection.execute("SELECT count(*) FROM story").fetchone() or (0,)
        keys = [str(row[0]) for row in archive.connection.execute(sql, (limit, offset))]
    found = {str(row["id"]): row for row in story_rows(archive, "SELECT value FROM json_each(?)", json.dumps(keys))}
    return [found[key] for key in keys if key in found], int(total)
