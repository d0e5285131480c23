"""The seal: a digest for each stretch of the file, so that ``verify`` finds any byte that changed since the last run.

SQLite's own check sees broken structure, and the digest of a page sees its payload; a flipped bit in a name or a score
passes both. So every run ends by sealing the file: BLAKE2 of each stretch of 16 pages, in a table whose own pages count
as blank. Whoever writes next takes the seal off first, in the same transaction; an archive whose run was killed has
none, and ``verify`` says so. The checksum extension of SQLite would need a library beside ours on every machine.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import apsw

PAGES = 16
"""Database pages in one stretch: 64 KiB where a page has 4 KiB; a seal is 1/3000 of the file."""

SMALL = 256 << 20
"""A decision seals a file of up to so many bytes at once; a larger one waits for the next run."""

_BYTES = 16
_BLANK = bytes(_BYTES)
_LEAF, _INTERIOR = 13, 5


def take_off(connection: apsw.Connection) -> None:
    """Take the seal off; to be done in every transaction that writes."""
    connection.execute("DELETE FROM seal")


def put_on(connection: apsw.Connection) -> bool:
    """Seal the file as it is now; False where it cannot be, because it lies in memory or is being read just now.

    The caller holds the writer's place.
    """
    path = connection.filename
    if not path:
        return False
    connection.set_busy_timeout(2_000)
    try:
        _room(connection)
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        digests = list(_digests(connection, path))
        with connection:
            connection.executemany("UPDATE seal SET digest = ? WHERE stretch = ?", ((d, n) for n, d in digests))
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    except apsw.BusyError:
        with connection:
            take_off(connection)
        return False
    finally:
        connection.set_busy_timeout(10_000)
    return True


def _room(connection: apsw.Connection) -> None:
    """Make the rows, blank, so that filling them in allocates nothing and changes no page but the seal's own."""
    with connection:
        take_off(connection)
        pages = int(connection.pragma("page_count"))
        rows = (pages + pages // 500 + 8) // PAGES + 1
        connection.executemany("INSERT INTO seal VALUES (?, ?)", ((n, _BLANK) for n in range(rows)))


def is_on(connection: apsw.Connection) -> bool:
    """Tell whether the file is sealed."""
    row = connection.execute("SELECT digest FROM seal WHERE stretch = 0").fetchone()
    return row is not None and row[0] != _BLANK


def check(connection: apsw.Connection) -> Iterator[str]:
    """Yield one sentence for each stretch that is not as it was sealed; nothing where there is no seal."""
    path = connection.filename
    if not path or not is_on(connection):
        return
    held = {int(n): bytes(digest) for n, digest in connection.execute("SELECT stretch, digest FROM seal")}
    size = int(connection.pragma("page_size")) * PAGES
    for number, digest in _digests(connection, path):
        if held.pop(number, None) != digest:
            yield f"bytes {number * size:,} to {(number + 1) * size - 1:,} of the file are not as they were written"
    if any(digest != _BLANK for digest in held.values()):
        yield "the file is shorter than it was, or its seal is damaged"
    yield from _own_pages(connection, path)


def _own(connection: apsw.Connection) -> list[int]:
    """Return the numbers of the seal's own pages, from 1."""
    return [int(row[0]) for row in connection.execute("SELECT pageno FROM dbstat WHERE name = 'seal' ORDER BY pageno")]


def _digests(connection: apsw.Connection, path: str) -> Iterator[tuple[int, bytes]]:
    """Yield number and digest of each stretch, the seal's own pages as zeros."""
    page = int(connection.pragma("page_size"))
    own: dict[int, list[int]] = {}
    for number in _own(connection):
        own.setdefault((number - 1) // PAGES, []).append((number - 1) % PAGES)
    with Path(path).open("rb") as file:
        number = 0
        while data := file.read(page * PAGES):
            if number in own:
                blank = bytearray(data)
                for place in own[number]:
                    blank[place * page : (place + 1) * page] = bytes(page)
                data = bytes(blank)
            yield number, hashlib.blake2b(data, digest_size=_BYTES).digest()
            number += 1


def _own_pages(connection: apsw.Connection, path: str) -> Iterator[str]:
    """Look at what the seal cannot seal: the unused space in its own pages, which is zero."""
    size = int(connection.pragma("page_size"))
    with Path(path).open("rb") as file:
        for number in _own(connection):
            file.seek((number - 1) * size)
            data = file.read(size)
            first = 12 if data[0] == _INTERIOR else 8
            end = int.from_bytes(data[5:7], "big") or 65536
            gap = data[first + 2 * int.from_bytes(data[3:5], "big") : end]
            if data[0] not in (_LEAF, _INTERIOR) or data[1:3] != b"\0\0" or data[7] or gap.strip(b"\0"):
                yield f"page {number} of the file, which holds the seal, is not as it was written"
