"""What each page restored alone leaves behind for learning its site's template, and the template it was given since."""

from collections.abc import Iterator

import apsw

TABLE = """
CREATE TABLE IF NOT EXISTS trace (
  record TEXT NOT NULL UNIQUE, site TEXT NOT NULL, mark TEXT NOT NULL, doc BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS trace_site ON trace (site, record);
"""
"""``site`` groups pages of one template (host, or brand); ``mark`` names the template that the page was restored again
with, empty for none; ``doc`` is the stage's own."""


def prepare(connection: apsw.Connection) -> None:
    """Make the table in an archive that has none."""
    connection.execute(TABLE)


def put(connection: apsw.Connection, record: str, site: str, doc: bytes) -> None:
    """Keep the trace of a page that was restored alone."""
    connection.execute("INSERT OR REPLACE INTO trace VALUES (?, ?, '', ?)", (record, site, doc))


def drop(connection: apsw.Connection, record: str) -> None:
    """Forget the trace of a page that is no article by itself."""
    connection.execute("DELETE FROM trace WHERE record = ?", (record,))


def put_mark(connection: apsw.Connection, record: str, mark: str) -> None:
    """Note the template that a page was restored again with."""
    connection.execute("UPDATE trace SET mark = ? WHERE record = ?", (mark, record))


def sites(connection: apsw.Connection) -> list[str]:
    """Return the groups of pages, sorted."""
    return [str(row[0]) for row in connection.execute("SELECT DISTINCT site FROM trace ORDER BY site")]


def of_site(connection: apsw.Connection, site: str) -> list[tuple[str, str, bytes]]:
    """Return (record, mark, trace) of one group's pages, by record."""
    sql = "SELECT record, mark, doc FROM trace WHERE site = ? ORDER BY record"
    return [(str(record), str(mark), bytes(doc)) for record, mark, doc in connection.execute(sql, (site,))]


def every(connection: apsw.Connection) -> Iterator[bytes]:
    """Yield the traces of all pages."""
    for (doc,) in connection.execute("SELECT doc FROM trace ORDER BY record"):
        yield bytes(doc)


def marks(connection: apsw.Connection) -> list[tuple[str, str]]:
    """Return (record, mark) of all pages, by record."""
    sql = "SELECT record, mark FROM trace ORDER BY record"
    return [(str(record), str(mark)) for record, mark in connection.execute(sql)]


def restored(connection: apsw.Connection) -> Iterator[tuple[str, str, str]]:
    """Yield (record, rules, mark) of each article: these three fix what it holds, and what its claims and clues are."""
    sql = (
        "SELECT a.id, r.rules, coalesce(t.mark, '') FROM article a JOIN record r ON r.id = a.id"
        " LEFT JOIN trace t ON t.record = a.id"
    )
    for record, rules, mark in connection.execute(sql):
        yield str(record), str(rules), str(mark)
