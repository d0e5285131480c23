"""A captured HTTP response: its status and headers, and its body with transfer and content encodings undone."""

import zlib
from dataclasses import dataclass
from typing import Any

import brotli
import zstandard

from firsthand.read.stream import CHUNK

_HEADER_LIMIT = 65_536
_LAYERS = 4  # Encodings on one body; browsers see one, caches that add a second exist.
_FEED = 256  # Bytes fed at a time where a library cannot bound its output.
_MEMBERS = 10_000  # Of one body; those that exist have blocks of 64 KB each, so that 10 MB have 160.
_GZIP = (b"\x1f\x8b",)
_ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes((first,)) + b"\x2a\x4d\x18" for first in range(0x50, 0x60)))
"""What a frame begins with: one of content, and sixteen of anything else, which a reader passes over (RFC 8878)."""


class TooLarge(Exception):
    """A body unfolds to more than the limit."""


class Unsound(Exception):
    """A body is not encoded as its headers say."""


@dataclass(frozen=True, slots=True)
class Response:
    """The head of a response."""

    status: int
    """Status code."""
    headers: tuple[tuple[str, str], ...]
    """Header lines, names in small letters."""
    body: int
    """Where the body begins in the block."""

    def get(self, name: str) -> str | None:
        """Return the first header of a name; None when there is none."""
        return next((value for key, value in self.headers if key == name), None)


def head(block: bytes) -> Response | None:
    """Return the head of a response; None when the bytes do not begin with one."""
    if not block.startswith(b"HTTP/"):
        return None
    ends = [end for end in (_end(block, b"\r\n\r\n"), _end(block, b"\n\n")) if end >= 0]
    end = min(ends) if ends else len(block)
    lines = block[: min(end, _HEADER_LIMIT)].decode("latin-1").splitlines()
    words = lines[0].split(None, 2)
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() and len(words[1]) == 3 else 0
    found: list[tuple[str, str]] = []
    for line in lines[1:]:
        if line[:1] in (" ", "\t") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
            continue
        name, colon, value = line.partition(":")
        if colon:
            found.append((name.strip().lower(), value.strip()))
    return Response(status, tuple(found), end)


def _end(block: bytes, mark: bytes) -> int:
    place = block.find(mark, 0, _HEADER_LIMIT)
    return place + len(mark) if place >= 0 else -1


def body(data: bytes, response: Response, limit: int) -> bytes:
    """Return a body with its encodings undone, outermost first.

    Crawlers often store a body decoded and keep the header; so an encoding whose first bytes are not there is taken as
    undone already.

    Raises:
        TooLarge: It unfolds to more than ``limit`` bytes.
        Unsound: It is damaged or cut within an encoding.
    """
    if "chunked" in (response.get("transfer-encoding") or "").lower():
        data = unchunk(data)
    names = ",".join(value for key, value in response.headers if key == "content-encoding")
    layers = [name.strip().lower() for name in names.split(",") if name.strip() and name.strip().lower() != "identity"]
    if len(layers) > _LAYERS:
        raise Unsound(f"{len(layers)} content encodings one over the other")
    for name in reversed(layers):
        data = _undo(name, data, limit)
    return data


def unchunk(data: bytes) -> bytes:
    """Return a chunked body without its chunk sizes; as it is when it does not begin with one."""
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\n", at, at + 1024)
        size_text = data[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(size_text, 16) if 0 < len(size_text) <= 12 and size_text.isalnum() else -1
        except ValueError:
            size = -1
        if size < 0:
            if not parts:
                return data
            raise Unsound(f"no chunk size at byte {at:,} of the body")
        if size == 0:
            break
        chunk = data[end + 1 : end + 1 + size]
        if len(chunk) < size:
            raise Unsound(f"a chunk of {size:,} bytes ends after {len(chunk):,}")
        parts.append(chunk)
        at = end + 1 + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    else:
        if parts:
            raise Unsound("the last chunk is missing")
    return b"".join(parts)


def _undo(name: str, data: bytes, limit: int) -> bytes:
    """Undo one content encoding."""
    if not data:
        return data
    try:
        if name in ("gzip", "x-gzip"):
            return _members(data, name, limit) if data.startswith(_GZIP) else data
        if name == "deflate":
            return _deflate(data, limit)
        if name == "br":
            return _brotli(data, limit)
        if name == "zstd":
            return _members(data, name, limit) if data.startswith(_ZSTD) else data
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise Unsound(f"damaged {name} body ({str(error)[:80]})") from None
    if _looks_plain(data):
        return data
    raise Unsound(f"unknown content encoding {name[:40]!r}")


def _looks_plain(data: bytes) -> bool:
    """Tell whether bytes are text already, as where a crawler undid the encoding and kept the header."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<", b"{", b"[")) or not start.translate(None, bytes(range(32, 127)) + b"\t\r\n")


def _inflate(data: bytes, wbits: int, limit: int) -> bytes:
    inner = zlib.decompressobj(wbits=wbits)
    out = inner.decompress(data, limit + 1)
    if len(out) > limit:
        raise TooLarge
    if not inner.eof:
        out += inner.decompress(inner.unconsumed_tail, limit + 1)
    if not inner.eof:
        raise Unsound(f"the compressed body is cut short after {len(data):,} bytes")
    return out


def _deflate(data: bytes, limit: int) -> bytes:
    """Undo ``deflate``, which is meant to be zlib and is often bare."""
    for wbits in (15, -15):
        try:
            return _inflate(data, wbits, limit)
        except zlib.error:
            continue
    if _looks_plain(data):
        return data
    raise Unsound("damaged deflate body")


def _brotli(data: bytes, limit: int) -> bytes:
    """Undo Brotli, of which ten bytes can unfold to megabytes; so what comes out is bounded at each step."""
    inner = brotli.Decompressor()
    parts: list[bytes] = []
    size = at = 0
    try:
        while not inner.is_finished():
            piece = data[at : at + CHUNK] if inner.can_accept_more_data() else b""
            at += len(piece)
            parts.append(inner.process(piece, output_buffer_limit=CHUNK))
            size += len(parts[-1])
            if size > limit:
                raise TooLarge
            if not piece and not parts[-1]:
                raise Unsound(f"the br body is cut short after {len(data):,} bytes")
    except brotli.error:
        if _looks_plain(data):
            return data
        raise
    return b"".join(parts)


def _members(data: bytes, name: str, limit: int) -> bytes:
    """Undo gzip or zstandard; several members one after another are one body. What is none ends it, as in browsers."""
    parts: list[bytes] = []
    size = at = 0
    for _ in range(_MEMBERS):
        if not data.startswith(_ZSTD if name == "zstd" else _GZIP, at):
            return b"".join(parts)
        inner = _opened(name)
        while at < len(data) and not inner.eof:
            parts.append(inner.decompress(data[at : at + _FEED]))
            at += _FEED
            size += len(parts[-1])
            if size > limit:
                raise TooLarge
        if not inner.eof:
            raise Unsound(f"the {name} body is cut short after {len(data):,} bytes")
        at = min(at, len(data)) - len(inner.unused_data)
    raise Unsound(f"a {name} body of more than {_MEMBERS:,} members")


def _opened(name: str) -> Any:
    if name == "zstd":
        return zstandard.ZstdDecompressor(max_window_size=8 << 20).decompressobj()  # RFC 9659: 8 MB on the web
    return zlib.decompressobj(wbits=31)
