"""Opening the file: settings, the writer's lock, and SQLite's complaints in words that say what to do."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import apsw

from firsthand.archive import schema, traces
from firsthand.errors import ArchiveError, UsageError

MEMORY = ":memory:"
"""The name of an archive that is kept in memory."""


def connect(path: str, *, write: bool = False) -> apsw.Connection:
    """Open an archive; with ``write`` it is made if it is not there.

    Raises:
        UsageError: there is no such file.
        ArchiveError: it is not an archive, or was written by a later firsthand.
    """
    memory = path == MEMORY
    there = not memory and os.path.exists(path)
    if not there and not write:
        raise UsageError(f"{path}: there is no such archive. Make one with: firsthand trace PATH… -o {path}")
    flags = apsw.SQLITE_OPEN_READONLY
    if write or memory:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    with explained(path):
        connection = apsw.Connection(path, flags=flags)
        connection.set_busy_timeout(10_000)
        if write and (memory or not there or os.path.getsize(path) == 0):
            _make(connection)
        _check(connection, path)
        if write:
            connection.execute(schema.FACETS)
            traces.prepare(connection)
        elif not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'facet'").fetchone():
            # an earlier firsthand wrote this: to readers the narrow tables are there, and empty
            connection.execute(schema.FACETS.replace("CREATE TABLE", "CREATE TEMP TABLE").replace("CREATE INDEX", "--"))
    return connection


def _make(connection: apsw.Connection) -> None:
    connection.pragma("journal_mode", "wal")
    with connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.FORMAT}")
        connection.execute(schema.TABLES)
        connection.execute(schema.DERIVED)


def _check(connection: apsw.Connection, path: str) -> None:
    if connection.pragma("application_id") != schema.APPLICATION_ID:
        raise ArchiveError(f"{path} is a database, but not a firsthand archive. Nothing was changed.")
    version = connection.pragma("user_version")
    if not isinstance(version, int) or version > schema.FORMAT:
        raise ArchiveError(
            f"{path} has archive format {version}; this firsthand reads up to {schema.FORMAT}. Nothing was changed. "
            "Open it with a newer firsthand."
        )
    connection.pragma("foreign_keys", True)
    connection.pragma("synchronous", "normal")


@contextlib.contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn SQLite's errors into ours, each with what to do next."""
    try:
        yield
    except apsw.NotADBError as error:
        raise ArchiveError(f"{path} is not a firsthand archive: it is no SQLite file. Nothing was changed.") from error
    except apsw.BusyError as error:
        raise ArchiveError(f"{path} is locked by another program. Try again when it has finished.") from error
    except apsw.FullError as error:
        raise ArchiveError(
            f"{path}: the disk is full. All pages accepted so far are kept; free some space and run the command again."
        ) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as error:
        raise ArchiveError(f"{path} cannot be written or opened here ({error}). Check the folder's rights.") from error
    except (apsw.CorruptError, apsw.IOError) as error:
        raise ArchiveError(f"{path} is damaged ({error}). Run: firsthand verify {path}") from error


@contextlib.contextmanager
def writer(path: str) -> Iterator[None]:
    """Hold the one writer's place of an archive; readers are not kept out.

    Raises:
        ArchiveError: another process is writing this archive.
    """
    if path == MEMORY or os.name != "posix":
        yield
        return
    import fcntl  # only there on POSIX

    lock = Path(f"{path}-writer")
    with contextlib.ExitStack() as stack:
        try:
            handle = stack.enter_context(lock.open("w"))
        except OSError as error:
            raise ArchiveError(
                f"{path} cannot be written here ({error.strerror}). Check the folder's rights."
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ArchiveError(
                f"{path} is being written by another firsthand. Wait until it has finished, or write another archive."
            ) from error
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)
