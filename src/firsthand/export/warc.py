"""Records as WARC 1.1: the pages as the archive keeps them, byte for byte, for other archives and for evidence.

A page that came with HTTP headers is a ``response`` whose head is what the archive keeps of it (type, date, last
change, and the status where it was an error); any other page is a ``resource``. A page without an address goes by
``urn:firsthand:`` and its id. Where no capture time is known, ``WARC-Date``, which must be there, is the time at which
the archive was given the page, a bound of the capture that is true; ``Firsthand-Captured: unknown`` says so.
"""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable

from firsthand.archive import Archive
from firsthand.export.page import NAMESPACE
from firsthand.model import Record


@dataclasses.dataclass(frozen=True, slots=True)
class Framed:
    """One page as a WARC record."""

    record: str
    """The page's id."""
    uri: str
    """What it goes by in the WARC."""
    date: dt.datetime
    """Its ``WARC-Date``, in UTC."""
    mime: str
    """Type of the page, without the encoding."""
    status: int
    """HTTP status as far as the archive keeps it; 200 where it keeps none."""
    data: bytes
    """The WARC record with the blank lines that end it."""
    payload: int
    """Where the page's own bytes begin in it."""
    digest: str
    """SHA-256 of the page's own bytes, in hex."""


def taken(archive: Archive) -> dt.datetime:
    """Return when the archive was last given new pages: no page in it was captured later."""
    sql = "SELECT max(started) FROM run WHERE pages > 0 UNION ALL SELECT max(started) FROM run"
    found = [str(row[0]) for row in archive.connection.execute(sql) if row[0] is not None]
    if not found:
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # an archive that a program filled without a run
    return dt.datetime.fromisoformat(found[0])


def framed(record: Record, known_by: dt.datetime) -> Framed:
    """Return a page as a WARC record; the same page always gives the same bytes.

    Args:
        record: the page.
        known_by: a time at which the archive had it, for a page whose capture time is not known.
    """
    uri = _clean(record.url) if record.url else NAMESPACE + record.id
    date = (record.captured or known_by).astimezone(dt.UTC)
    mime = "text/html" if record.media == "html" else "text/plain"
    stated = dict(record.headers)
    status = int(stated.get(":status", "200"))
    head = b""
    if any(name != "content-type" for name, _ in record.headers):
        lines = [
            f"HTTP/1.1 {status}",
            *(f"{name}: {_clean(value)}" for name, value in record.headers if name[0] != ":"),
        ]
        head = "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")
    block = head + record.payload
    digest = hashlib.sha256(record.payload).hexdigest()
    plain = _clean(stated.get("content-type", "")) or f"{mime}; charset={record.encoding}"
    lines = [
        "WARC/1.1",
        f"WARC-Type: {'response' if head else 'resource'}",
        f"WARC-Record-ID: <urn:uuid:{_uuid(record.id)}>",
        f"WARC-Target-URI: {uri}",
        f"WARC-Date: {stamp(date)}",
        f"WARC-Payload-Digest: sha256:{digest}",
        f"WARC-Block-Digest: sha256:{hashlib.sha256(block).hexdigest()}",
        f"Firsthand-Record: {record.id}",
        f"Firsthand-Captured: {stamp(date) if record.captured else 'unknown'}",
        f"Content-Type: {'application/http; msgtype=response' if head else plain}",
        f"Content-Length: {len(block)}",
    ]
    front = "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")
    data = front + block + b"\r\n\r\n"
    return Framed(record.id, uri, date, mime, status, data, len(front) + len(head), digest)


def info(title: str, known_by: dt.datetime) -> bytes:
    """Return the ``warcinfo`` record that a WARC begins with."""
    block = f"software: firsthand\r\nformat: WARC File Format 1.1\r\ndescription: {_clean(title)}\r\n".encode()
    lines = [
        "WARC/1.1",
        "WARC-Type: warcinfo",
        f"WARC-Record-ID: <urn:uuid:{_uuid(title)}>",
        f"WARC-Date: {stamp(known_by.astimezone(dt.UTC))}",
        f"WARC-Block-Digest: sha256:{hashlib.sha256(block).hexdigest()}",
        "Content-Type: application/warc-fields",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


def joined(title: str, records: Iterable[Record], known_by: dt.datetime) -> tuple[bytes, list[tuple[int, Framed]]]:
    """Return a whole WARC, and each page with the place of its record in it."""
    parts = [info(title, known_by)]
    at, places = len(parts[0]), []
    for record in records:
        one = framed(record, known_by)
        places.append((at, one))
        parts.append(one.data)
        at += len(one.data)
    return b"".join(parts), places


def stamp(when: dt.datetime) -> str:
    """Return a time as WARC writes it, in UTC."""
    return when.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _uuid(name: str) -> str:
    """Return a UUID (RFC 9562, version 8: made in a way of our own) that hangs on the name alone."""
    digest = bytearray(hashlib.sha256(f"{NAMESPACE}{name}".encode("utf-8", "replace")).digest()[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x80, digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _clean(value: str) -> str:
    """Return a value without line breaks and other control characters, which would end a header."""
    return "".join(c for c in value if c.isprintable()).strip()
