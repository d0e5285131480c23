"""Earlier states: what a run changed is kept as it was, so that a link to a state can show what that run gave.

A state is what one working-out gave, numbered from 1. Only what a later one changed or took away is kept, with the
number of the last state in which it stood so; what did not exist until then is kept as nothing. What is not found here
stands today as it stood then.
"""

import datetime as dt
from collections.abc import Iterator

import apsw

from firsthand.archive import codec

KEPT = 50
"""States that can be shown; older ones are dropped, so that an archive that grows daily does not grow for ever."""

_NOUNS = {"story": "id", "count": "story", "dating": "record", "stemma": "id", "entry": "id", "network": "id"}
"""Kind (which is its table, too) -> the column that names one."""

_NOTE = (
    "INSERT INTO touched SELECT '{kind}', {which}.{key}, {doc}"
    " WHERE NOT EXISTS (SELECT 1 FROM touched WHERE kind = '{kind}' AND key = {which}.{key});"
)


def number(connection: apsw.Connection) -> int:
    """Return the number of the present state; 0 before the first."""
    return int((connection.execute("SELECT coalesce(max(n), 0) FROM state").fetchone() or (0,))[0])


def begin(connection: apsw.Connection) -> None:
    """Watch what is changed from now on, in the caller's transaction; `end` must follow in the same one."""
    if number(connection) == 0:
        row = connection.execute("SELECT value FROM meta WHERE key = 'derived'").fetchone()
        if row is None:
            return  # nothing was ever worked out, so nothing can change
        _add(connection, str(row[0]))  # an archive that an earlier firsthand wrote
    connection.execute("CREATE TEMP TABLE touched (kind TEXT, key TEXT, doc TEXT, PRIMARY KEY (kind, key))")
    for kind, key in _NOUNS.items():
        held = f"(SELECT doc FROM {kind} WHERE {key} = new.{key})"
        for event, which, doc in (("DELETE", "old", "old.doc"), ("UPDATE", "old", "old.doc"), ("INSERT", "new", held)):
            note = _NOTE.format(kind=kind, which=which, key=key, doc=doc)
            connection.execute(f"CREATE TEMP TRIGGER past_{kind}_{event} BEFORE {event} ON {kind} BEGIN {note} END")


def end(connection: apsw.Connection, mark: str) -> None:
    """Keep what has changed since `begin` as it was, and number the new state.

    Args:
        connection: in the transaction of `begin`.
        mark: the name of the new state.
    """
    last = number(connection)
    if last:
        for kind, key in _NOUNS.items():
            changed = (
                f"SELECT t.key, t.doc FROM touched t WHERE t.kind = '{kind}'"
                f" AND t.doc IS NOT (SELECT doc FROM {kind} WHERE {key} = t.key)"
            )
            rows = ((kind, key, last, doc and codec.pack(doc.encode())) for key, doc in connection.execute(changed))
            connection.executemany("INSERT OR IGNORE INTO was VALUES (?, ?, ?, ?)", rows)
            for event in ("DELETE", "UPDATE", "INSERT"):
                connection.execute(f"DROP TRIGGER temp.past_{kind}_{event}")
        connection.execute("DROP TABLE temp.touched")
        # An article that was restored again, to the same end, has not changed.
        same = "DELETE FROM was WHERE kind = 'article' AND last = ? AND doc = (SELECT doc FROM article WHERE id = key)"
        connection.execute(same, (last,))
    _add(connection, mark)
    connection.execute("DELETE FROM state WHERE n <= ?", (number(connection) - KEPT,))
    connection.execute("DELETE FROM was WHERE last < (SELECT min(n) FROM state)")


def _add(connection: apsw.Connection, mark: str) -> None:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    connection.execute(
        "INSERT INTO state SELECT coalesce(max(n), 0) + 1, ?, (SELECT max(id) FROM run), ? FROM state",
        (mark, now),
    )


def clear(connection: apsw.Connection) -> None:
    """Drop all earlier states: they quote pages, and one of these is to be forgotten."""
    connection.execute("DELETE FROM was")
    connection.execute("DELETE FROM state")
    connection.execute("DELETE FROM alert")


def find(connection: apsw.Connection, mark: str) -> tuple[int, int | None, str] | None:
    """Return the number, run and time of the latest state whose name begins so; None when it is not kept."""
    if len(mark) < 6 or not mark.isascii() or not mark.isalnum():
        return None
    row = connection.execute(
        "SELECT n, run, at FROM state WHERE substr(mark, 1, length(?1)) = ?1 ORDER BY n DESC LIMIT 1", (mark,)
    ).fetchone()
    return None if row is None else (int(row[0]), None if row[1] is None else int(row[1]), str(row[2]))


def doc(connection: apsw.Connection, kind: str, key: str, state: int) -> str | None:
    """Return a noun as it stood in a state, as JSON; None when it was not there.

    Args:
        connection: open.
        kind: ``story``, ``count``, ``dating``, ``stemma``, ``entry``, ``network``, ``article``.
        key: what names it.
        state: the state's number.
    """
    row = connection.execute(
        "SELECT doc FROM was WHERE kind = ? AND key = ? AND last >= ? ORDER BY last LIMIT 1", (kind, key, state)
    ).fetchone()
    if row is not None:
        return None if row[0] is None else codec.unpack(row[0]).decode()
    column = "id" if kind == "article" else _NOUNS[kind]
    live = connection.execute(f"SELECT doc FROM {kind} WHERE {column} = ?", (key,)).fetchone()
    if live is None:
        return None
    return codec.unpack(live[0]).decode() if kind == "article" else str(live[0])


def changed(connection: apsw.Connection, kind: str, state: int) -> Iterator[str]:
    """Yield, sorted, what names each noun of a kind that is not today as it was in a state, or was not there then."""
    for (key,) in connection.execute(
        "SELECT DISTINCT key FROM was WHERE kind = ? AND last >= ? ORDER BY key", (kind, state)
    ):
        yield str(key)


def gone(connection: apsw.Connection, kind: str, state: int) -> Iterator[str]:
    """Yield, sorted by what names it, each noun of a kind as it stood in a state, of those that changed since."""
    for key in list(changed(connection, kind, state)):
        found = doc(connection, kind, key, state)
        if found is not None:
            yield found
