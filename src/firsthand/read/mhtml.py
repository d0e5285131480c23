"""MHTML, a page saved by a browser with all that it shows: its main HTML part, with address and day of saving."""

import datetime as dt
import email
import email.policy
import email.utils
from email.message import Message

from firsthand.model import Record, Refusal, Sighting
from firsthand.read.page import name_of, page, whole
from firsthand.read.piece import Facts, Job, Piece, address, moment, refusal

_PARTS = 5  # An MHTML file may be this many times the page limit: its pictures are in it.

_MOST = 100_000  # Lines that may begin a part; each costs half a kilobyte, pages in use have some hundred parts.


def mhtml(piece: Piece, job: Job) -> Record | Refusal:
    """Return the page that an MHTML file saves; rule ``read.mhtml.no_page`` where it has no HTML."""
    where = Sighting(file=piece.file)
    limit = _PARTS * job.options.page_limit
    data = whole(piece.stream, limit)
    if data is None:
        return refusal(where, "too_large", f"a saved page of more than {limit:,} bytes", piece.stream.size)
    if data.count(b"\n--") > _MOST:
        return refusal(where, "too_hostile", f"a saved page may have {_MOST:,} parts; this one has more", len(data))
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
    except RecursionError:
        return refusal(where, "too_hostile", "parts nested within parts without end", len(data))
    part = _main(message)
    if part is None:
        return refusal(where, "unknown_format", "MHTML without an HTML part", len(data))
    payload = part.get_payload(decode=True)
    facts = Facts(
        sighting=where,
        name=name_of(piece),
        url=_address(part.get("Content-Location")) or _address(message.get("Snapshot-Content-Location")),
        captured=_day(message.get("Date")),
        charset=part.get_content_charset(),
    )
    return page(payload if isinstance(payload, bytes) else b"", "html", facts, job.options)


def _main(message: Message) -> Message | None:
    """Return the first HTML part, or the one that the ``start`` parameter names (RFC 2387)."""
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = message.get_param("start")
    named = [part for part in parts if isinstance(start, str) and part.get("Content-ID") == start]
    return next(iter(named or parts), None)


def _address(value: object) -> str | None:
    """Return an address of the web; ``cid:`` and ``file:`` are none."""
    found = address(str(value)) if value is not None else None
    return found if found and found.lower().startswith(("http://", "https://")) else None


def _day(value: object) -> dt.datetime | None:
    try:
        return moment(email.utils.parsedate_to_datetime(str(value))) if value is not None else None
    except (TypeError, ValueError, IndexError):
        return None
