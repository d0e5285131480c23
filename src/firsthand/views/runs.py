"""Runs: what each did, and how far the one that is going on has come."""

import json

from firsthand.archive import Archive
from firsthand.archive.alive import written
from firsthand.views.row import Row, rows

MOST = 100
"""Runs that are listed."""


def runs(archive: Archive) -> list[Row]:
    """Return one row a run, the latest first, at most `MOST`."""
    sql = (
        "SELECT id, started, finished, state, version, pages, refused, arguments FROM run ORDER BY id DESC LIMIT"
        f" {MOST}"
    )
    names = ("id", "started", "finished", "state", "version", "pages", "refused", "arguments")
    return rows(archive, sql, names)


def progress(archive: Archive) -> Row | None:
    """Return how far the run that is going on has come; None when none is going on.

    The row has ``stage``, ``done``, ``total``, ``unit``, and ``killed``: True where nobody writes the archive any more.
    """
    row = archive.connection.execute("SELECT id FROM run WHERE state = 'running' ORDER BY id DESC LIMIT 1").fetchone()
    note = archive.meta("progress")
    if row is None or note is None:
        return None
    told: Row = json.loads(note)
    return told | {"killed": written(archive.path) is False} if told.get("run") == row[0] else None


def fired(archive: Archive) -> int:
    """Return how many alerts of watches came of the present state."""
    sql = "SELECT count(*) FROM alert WHERE state = (SELECT max(n) FROM state)"
    return int((archive.connection.execute(sql).fetchone() or (0,))[0])
