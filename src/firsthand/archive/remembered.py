"""What was worked out of one page, one text or one story, under the digest of all that it was worked out from.

A run looks here before it works something out, and drops what it did not ask for. Nothing else reads this table: an
archive without it is the same archive, worked out more slowly the next time. It quotes pages, so that `forget` empties
it.
"""

from collections.abc import Collection, Iterable

import apsw

TABLE = """
CREATE TABLE IF NOT EXISTS remembered (
  n INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, doc BLOB NOT NULL
) STRICT;
"""
"""``doc`` is the result as JSON, compressed."""


def prepare(connection: apsw.Connection) -> None:
    """Make the table in an archive that has none."""
    connection.execute(TABLE)


def find(connection: apsw.Connection, key: bytes) -> int | None:
    """Return the number of what is remembered under a digest; None when nothing is."""
    row = connection.execute("SELECT n FROM remembered WHERE key = ?", (key,)).fetchone()
    return None if row is None else int(row[0])


def get(connection: apsw.Connection, number: int) -> bytes:
    """Return what is remembered under a number."""
    row = connection.execute("SELECT doc FROM remembered WHERE n = ?", (number,)).fetchone()
    assert row is not None
    return bytes(row[0])


def put(connection: apsw.Connection, found: Iterable[tuple[bytes, bytes]]) -> None:
    """Remember results under their digests, in one transaction."""
    with connection:
        connection.executemany("INSERT OR IGNORE INTO remembered (key, doc) VALUES (?, ?)", found)


def keep_only(connection: apsw.Connection, keys: Collection[bytes]) -> None:
    """Drop everything that does not stand under one of some digests, in one transaction."""
    gone = [(number,) for number, key in connection.execute("SELECT n, key FROM remembered") if key not in keys]
    with connection:
        connection.executemany("DELETE FROM remembered WHERE n = ?", gone)


def clear(connection: apsw.Connection) -> None:
    """Drop everything."""
    connection.execute("DELETE FROM remembered")
