"""Bytes of one page -> `Record`, or the reason why not.

Rules in this order: ``read.page.too_large``, ``read.page.empty``, ``read.page.unknown_format`` (the bytes are a
picture, a PDF …), ``read.page.not_text`` (control characters that no text has), ``read.page.wrong_encoding``.
"""

import re

from firsthand.model import Media, Record, Refusal, record_id
from firsthand.model.record import python_name
from firsthand.read.piece import Facts, Options, Piece, refusal
from firsthand.read.sniff import HEAD, media, other, plain
from firsthand.read.stream import CHUNK, Stream
from firsthand.text.encoding import sniff

_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b\x1a") + b"\x7f"
_JUNK = 0.02  # Share of control characters; text has none, random bytes have about 0.1.
_LOST = 0.1  # Share of visible characters that could not be decoded: about every second word is hit.
_HIDDEN = re.compile(r"<[^<>]*>|\s+")
_FEW = 20


def page(payload: bytes, kind: Media, facts: Facts, options: Options) -> Record | Refusal:
    """Return the record of one page.

    Args:
        payload: The page's bytes, nothing but the characters' encoding left to undo.
        kind: Markup or dump.
        facts: What the input says about it.
        options: Limits.
    """
    where = facts.sighting
    if len(payload) > options.page_limit:
        return too_large(facts, len(payload), options)
    if not payload.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"):
        found = "0 bytes" if not payload else f"{len(payload):,} bytes, all of them blank"
        return refusal(where, "empty", f"there is nothing in it: {found}", len(payload))
    what = None if facts.decoded else other(payload[:HEAD])
    if what:
        return refusal(where, "unknown_format", f"it is {what}, not a page", len(payload))
    encoding = "utf-8" if facts.decoded else sniff(payload, kind, facts.charset)
    text = payload.decode(python_name(encoding), "replace")
    reason = _unreadable(payload, text, encoding)
    if reason:
        return refusal(where, reason[0], reason[1], len(payload))
    url, name = facts.url, facts.name
    return Record(
        id=record_id(payload, url, facts.captured, name),
        payload=payload,
        media=kind,
        encoding=encoding,
        url=url,
        captured=facts.captured,
        headers=facts.headers,
        sighting=where,
    )


def _unreadable(payload: bytes, text: str, encoding: str) -> tuple[str, str] | None:
    """Return the reason and detail for which a text cannot be read; None when it can."""
    plain_bytes = text.encode("ascii", "ignore") if encoding.startswith("utf-16") else payload
    controls = len(plain_bytes) - len(plain_bytes.translate(None, _CONTROLS))
    if controls > _JUNK * max(len(text), 50):
        share = controls / len(text)
        return "not_text", f"{controls:,} of {len(text):,} characters ({share:.0%}) are control characters"
    lost = text.count("\ufffd") - payload.count(b"\xef\xbf\xbd") * (encoding == "utf-8")
    if lost > _FEW:
        visible = len(_HIDDEN.sub("", text)) or 1
        if lost > _LOST * visible:
            return (
                "wrong_encoding",
                f"{lost:,} of {visible:,} visible characters do not decode as {encoding} or any other known encoding",
            )
    return None


def too_large(facts: Facts, size: int | None, options: Options) -> Refusal:
    """Return the refusal of a page over the limit; ``size`` None when its end was not looked for."""
    found = f"{size:,} bytes" if size is not None else "more bytes than that"
    return refusal(facts.sighting, "too_large", f"{found}; a page may have {options.page_limit:,}", size)


def whole(stream: Stream, limit: int) -> bytes | None:
    """Return all bytes of a stream; None, the stream drained no further, when there are more than the limit.

    Raises:
        Broken: The bytes are damaged or cut; half a page is no page.
    """
    parts: list[bytes] = []
    size = 0
    while data := stream.read(CHUNK):
        parts.append(data)
        size += len(data)
        if size > limit:
            return None
    return b"".join(parts)


def page_of(piece: Piece, kind: Media, options: Options, facts: Facts) -> Record | Refusal:
    """Return the record of a piece that is one page."""
    size = piece.stream.size
    payload = whole(piece.stream, options.page_limit)
    if payload is None:
        return too_large(facts, size, options)
    return page(payload, media(payload[: HEAD * 4], kind), facts, options)


def name_of(piece: Piece) -> str:
    """Return the name that counts in a record's id: the same whether the file is compressed or not."""
    return plain(piece.name)
