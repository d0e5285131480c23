"""Watches and alerts in the archive: written while others read, sealed again where the file is small."""

import contextlib
import os
from collections.abc import Iterable, Iterator

import apsw

from firsthand.archive import codec, past, seal
from firsthand.archive.connection import MEMORY, connect, explained, must_be_there, writer
from firsthand.errors import ArchiveError
from firsthand.model import Alert, Watch


@contextlib.contextmanager
def _written(path: str) -> Iterator[apsw.Connection]:
    must_be_there(path)
    with explained(path):
        connection = connect(path, write=True)
        try:
            with connection:
                seal.take_off(connection)
                yield connection
            if path != MEMORY and os.path.getsize(path) <= seal.SMALL:
                with contextlib.suppress(ArchiveError), writer(path):
                    seal.put_on(connection)
        finally:
            connection.close()


def add(path: str, watch: Watch) -> None:
    """Write a watch; one that is there already gets its new name and webhook.

    Raises:
        ArchiveError: the archive is locked, read-only, damaged or full; nothing was changed.
    """
    with _written(path) as connection:
        connection.execute("INSERT OR REPLACE INTO watch VALUES (?, ?)", (watch.id, codec.dump(watch)))
        at = str(past.number(connection))
        connection.execute("INSERT OR IGNORE INTO meta VALUES ('watched', ?)", (at,))


def remove(path: str, keys: Iterable[str]) -> None:
    """Take watches away, with their alerts.

    Raises:
        ArchiveError: the archive is locked, read-only, damaged or full; nothing was changed.
    """
    with _written(path) as connection:
        for key in keys:
            connection.execute("DELETE FROM alert WHERE watch = ?", (key,))
            connection.execute("DELETE FROM watch WHERE id = ?", (key,))
        if connection.execute("SELECT 1 FROM watch").fetchone() is None:
            connection.execute("DELETE FROM meta WHERE key = 'watched'")


def keep(connection: apsw.Connection, state: int, alerts: Iterable[Alert]) -> int:
    """Write the alerts of a state in one transaction, those that were told before left out; return how many are new."""
    with connection:
        seal.take_off(connection)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('watched', ?)", (str(state),))
        count = "SELECT count(*) FROM alert"
        before = int((connection.execute(count).fetchone() or (0,))[0])
        connection.executemany(
            "INSERT OR IGNORE INTO alert (id, watch, state, doc) VALUES (?, ?, ?, ?)",
            ((each.id, each.watch, state, codec.dump(each)) for each in alerts),
        )
        after = int((connection.execute(count).fetchone() or (0,))[0])
    return after - before


def mark_sent(path: str, keys: Iterable[str], when: str) -> None:
    """Note that alerts have been sent.

    Raises:
        ArchiveError: the archive is locked, read-only, damaged or full.
    """
    with _written(path) as connection:
        connection.executemany("UPDATE alert SET sent = ? WHERE id = ?", ((when, key) for key in keys))
