"""Keeping an archive: a copy of it, its file made small, its format made new, a page forgotten."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import apsw

from firsthand.archive import grams, log, past, prints, remembered, schema, seal
from firsthand.archive.connection import WRITING, connect, explained, must_be_there, writer
from firsthand.errors import ArchiveError, UsageError


def backup(path: str, target: str) -> int:
    """Copy an archive while others read or write it; the copy is checked before it gets its name.

    Args:
        path: the archive.
        target: the copy; it must not be there.

    Returns:
        Bytes of the copy.

    Raises:
        UsageError: there is no such archive, or the target is there.
        ArchiveError: the disk is full, or the archive is damaged; no copy is left then.
    """
    if os.path.lexists(target):
        raise UsageError(f"{target} is there already; a copy overwrites nothing. Give another name.")
    part = f"{target}.part"
    with explained(path):
        source = connect(path)
        try:
            with _written(target):
                for left in ("", "-wal", "-shm"):  # of a copy that was stopped
                    Path(part + left).unlink(missing_ok=True)
                copy = apsw.Connection(part)
                try:
                    with copy.backup("main", source, "main") as step:
                        while not step.done:
                            step.step(1_000)
                    _seal_copy(copy)
                finally:
                    copy.close()
                os.replace(part, target)
        finally:
            source.close()
            with contextlib.suppress(OSError):
                os.unlink(part)
    return os.path.getsize(target)


@contextlib.contextmanager
def _written(target: str) -> Iterator[None]:
    """Say of a copy that cannot be written that it is the copy, and not the archive, which is only read."""
    try:
        yield
    except (OSError, apsw.FullError, apsw.CantOpenError, apsw.ReadOnlyError, apsw.IOError) as error:
        if isinstance(error, apsw.IOError) and getattr(error, "extendedresult", 0) not in WRITING:
            raise
        said = error.strerror if isinstance(error, OSError) else error
        raise ArchiveError(
            f"{target} cannot be written ({said}). No copy was made; the archive is as it was."
        ) from error


def _seal_copy(copy: apsw.Connection) -> None:
    """Check and seal a copy; one of an older format is left as it is."""
    for (line,) in copy.execute("PRAGMA integrity_check"):
        if line != "ok":
            raise ArchiveError(f"The archive is damaged, so it was not copied ({line}). Run: firsthand verify")
    if copy.pragma("user_version") == schema.FORMAT:
        seal.put_on(copy)


def compact(path: str) -> tuple[int, int]:
    """Give back the space of what was deleted, and put the file in order.

    Returns:
        Bytes of the file before and after.

    Raises:
        UsageError: there is no such archive.
        ArchiveError: it is being written or read, or the disk has no room for a second copy; nothing was changed.
    """
    must_be_there(path)
    before = os.path.getsize(path)
    with writer(path), explained(path):
        connection = connect(path, write=True)
        try:
            squeeze(connection)
        finally:
            connection.close()
    return before, os.path.getsize(path)


def squeeze(connection: apsw.Connection) -> None:
    """Do what `compact` does, on an open connection whose caller holds the writer's place."""
    with connection:
        seal.take_off(connection)
        log.append(connection, "compacted")
        for index in ("article_search", "gram"):
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    connection.execute("VACUUM")
    with connection:
        connection.execute("DELETE FROM meta WHERE key = 'forgetting'")
    connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    seal.put_on(connection)


def upgrade(path: str) -> tuple[int, int]:
    """Bring an archive of an earlier firsthand to the present format, in one transaction.

    Returns:
        The format before and after.

    Raises:
        UsageError: there is no such archive.
        ArchiveError: it is of a later firsthand, is being written, or the disk is full; nothing was changed.
    """
    must_be_there(path)
    with writer(path), explained(path):
        with Path(path).open("rb") as file:
            before = int.from_bytes(file.read(64)[60:], "big")
        connection = connect(path, write=True)
        try:
            if not seal.is_on(connection):
                seal.put_on(connection)
        finally:
            connection.close()
    return before, schema.FORMAT


def forget(connection: apsw.Connection, record: str, who: str, why: str) -> None:
    """Delete a page and everything that was worked out from any page; a tombstone with its id and digest stays.

    What all pages give together quotes them, so that all of it goes; the caller works it out anew and then calls
    `squeeze`, until when ``verify`` says that the forgetting is not finished. The page is not taken in again.

    Args:
        connection: open for writing; the caller holds the writer's place.
        record: the page's id.
        who: who forgets it.
        why: the reason, which stays: it must not quote the page.

    Raises:
        UsageError: there is no such page.
    """
    row = connection.execute("SELECT digest FROM record WHERE id = ?", (record,)).fetchone()
    if row is None:
        raise UsageError(f"The archive holds no page {record}.")
    if not why.strip() or not who.strip():
        raise UsageError("To forget a page needs a reason and the name of who does it.")
    connection.pragma("secure_delete", True)
    with connection:
        seal.take_off(connection)
        past.clear(connection)
        prints.drop(connection, record)
        remembered.clear(connection)
        for table, key in _OF_A_PAGE:
            connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (record,))
        for table in (*schema.DERIVED_NAMES, *schema.FACET_NAMES):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM meta WHERE key IN ('derived', 'progress', 'templates')")
        connection.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")
        grams.refill(connection)
        log.append(connection, "forgotten", record=record, digest=row[0], who=who, why=why)
        connection.execute(
            "INSERT INTO tombstone SELECT ?, ?, at, ?, ? FROM log ORDER BY n DESC LIMIT 1", (record, row[0], who, why)
        )
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('forgetting', ?)", (record,))


_OF_A_PAGE = (
    ("article", "id"),
    ("claim", "record"),
    ("clues", "record"),
    ("refusal", "record"),
    ("sighting", "record"),
    ("trace", "record"),
    ("record", "id"),
)
"""Tables with a page's own rows, and the column that names it."""
