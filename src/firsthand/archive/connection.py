"""Opening the file: settings, the writer's lock, and SQLite's complaints in words that say what to do."""

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import apsw

from firsthand.archive import grams, log, prints, remembered, schema, seal, traces
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
    if not memory and not write:
        must_be_there(path)
    flags = apsw.SQLITE_OPEN_READONLY
    if write or memory:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    with explained(path):
        connection = _open(path, flags)
        connection.set_busy_timeout(10_000)
        if write and _is_empty(connection):
            _make(connection)
        try:
            _check(connection, path)
        except apsw.SQLError as error:  # a header that makes no sense
            raise ArchiveError(f"{path} is damaged ({error}). Nothing was changed. Is there a copy of it?") from error
        if write:
            _renew(connection)
        else:
            _fill_in(connection)
    return connection


def must_be_there(path: str) -> None:
    """Raise UsageError when there is no such file: a wrong name must not make a new archive."""
    if not os.path.exists(path):
        raise UsageError(f"{path}: there is no such archive. Make one with: firsthand trace PATH… -o {path}")


def _open(path: str, flags: int) -> apsw.Connection:
    """Open the file; one in a folder that cannot be written, with nothing beside it, as a file that does not change."""
    try:
        connection = apsw.Connection(path, flags=flags)
        connection.set_busy_timeout(10_000)  # the first to read behind a killed writer puts its log in order
        connection.pragma("application_id")
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        if flags != apsw.SQLITE_OPEN_READONLY or os.path.exists(f"{path}-wal"):
            raise
        where = f"{Path(path).absolute().as_uri()}?immutable=1"
        return apsw.Connection(where, flags=flags | apsw.SQLITE_OPEN_URI)
    return connection


def _renew(connection: apsw.Connection) -> None:
    """Give an archive of an earlier firsthand what later ones added; in one transaction, or not at all."""
    connection.pragma("secure_delete", "fast")  # freed bytes are zeroed where that costs no further write
    before = int(connection.pragma("user_version"))
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if before == schema.FORMAT and names.issuperset(
        (
            "trace",
            "print",
            "gram",
            "remembered",
            *schema.FACET_NAMES,
            *schema.KEEPING_NAMES,
            *schema.PAST_NAMES,
            *schema.GROUP_NAMES,
        )
    ):
        return
    with connection:
        connection.execute(schema.FACETS)
        connection.execute(schema.GROUPS)
        traces.prepare(connection)
        prints.prepare(connection)
        grams.prepare(connection)
        remembered.prepare(connection)
        connection.execute(schema.KEEPING)
        connection.execute(schema.PAST)
        seal.take_off(connection)
        if before < schema.FORMAT:
            connection.execute(f"PRAGMA user_version = {schema.FORMAT}")
            log.append(connection, "upgraded", before=before, after=schema.FORMAT)
            for key, doc in connection.execute("SELECT id, doc FROM judgement ORDER BY id").fetchall():
                log.append(connection, "decided", judgement=str(key), digest=log.digest(str(doc)))


def _fill_in(connection: apsw.Connection) -> None:
    """Show readers of an earlier archive the tables that it lacks, empty."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    for tables, one in (
        (schema.FACETS, "facet"), (schema.KEEPING, "log"), (schema.PAST, "state"), (schema.GROUPS, "grouped"),
    ):  # fmt: skip
        if one not in names:
            connection.execute(re.sub(r"CREATE (TABLE|INDEX|TRIGGER)", r"CREATE TEMP \1", _TRIGGER.sub("", tables))
                               .replace("CREATE TEMP INDEX", "--"))  # fmt: skip
    if "gram" not in names:
        connection.execute(grams.TABLE.replace("IF NOT EXISTS gram", "temp.gram"))


_TRIGGER = re.compile(r"CREATE TRIGGER.*?\nEND;", re.DOTALL)


def _is_empty(connection: apsw.Connection) -> bool:
    """Tell whether there is nothing in the file: it is new, or whoever made it was stopped before the first table."""
    try:
        if connection.pragma("application_id") or connection.pragma("user_version"):
            return False
        return connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None
    except apsw.SQLError:
        return False


def _make(connection: apsw.Connection) -> None:
    connection.pragma("journal_mode", "wal")
    with connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.FORMAT}")
        connection.execute(schema.TABLES)
        connection.execute(schema.DERIVED)
        connection.execute(schema.GROUPS)
        connection.execute(schema.FACETS)
        traces.prepare(connection)
        prints.prepare(connection)
        grams.prepare(connection)
        remembered.prepare(connection)
        connection.execute(schema.KEEPING)
        connection.execute(schema.PAST)


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
    connection.pragma("synchronous", "full")  # what was accepted stays when the power goes


@contextlib.contextmanager
def lightly(connection: apsw.Connection) -> Iterator[None]:
    """Write without waiting for the disk: for notes that may be lost with the power, as the next run makes them again.

    Inside a transaction nothing is changed.
    """
    if connection.in_transaction:
        yield
        return
    connection.pragma("synchronous", "normal")
    try:
        yield
    finally:
        connection.pragma("synchronous", "full")


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
    except apsw.IOError as error:
        if getattr(error, "extendedresult", 0) not in WRITING:
            raise ArchiveError(f"{path} cannot be read ({error}). Run: firsthand verify {path}") from error
        raise ArchiveError(
            f"{path} could not be written ({error}): the disk is full or failing. All pages accepted so far are kept;"
            " run the command again when there is room."
        ) from error
    except apsw.CorruptError as error:
        raise ArchiveError(f"{path} is damaged ({error}). Run: firsthand verify {path}") from error


WRITING = (
    apsw.SQLITE_IOERR_WRITE,
    apsw.SQLITE_IOERR_FSYNC,
    apsw.SQLITE_IOERR_DIR_FSYNC,
    apsw.SQLITE_IOERR_TRUNCATE,
    apsw.SQLITE_IOERR_DELETE,
    apsw.SQLITE_IOERR_SHMSIZE,
    apsw.SQLITE_IOERR_SHMOPEN,
)
"""Errors of input and output that come from writing."""


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
            if not lock.exists() or os.stat(lock).st_ino != os.fstat(handle.fileno()).st_ino:
                raise BlockingIOError  # its holder has just gone and taken the name away; another may have it now
        except OSError as error:
            raise ArchiveError(
                f"{path} is being written by another firsthand. Wait until it has finished, or write another archive."
            ) from error
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)
