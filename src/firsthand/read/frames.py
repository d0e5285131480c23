"""The records of a WARC as frames: where each begins and ends, whole or damaged, and the way on behind damage.

The readers in use return a cut record in silence and lose all that stands behind a damaged one. Here every byte of a
WARC belongs to a record whose length, closing blank lines and successor fit, or to a `Gap` that says where it is and
how long.
"""

import base64
import contextlib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.read.stream import CHUNK, HANDLED, Broken, Budget, Stream
from firsthand.read.unfold import Unfolded

_HEADER_LIMIT = 65_536
_SLACK = 1 << 20  # Beyond the page limit: HTTP headers, chunk sizes.
_MARKER = re.compile(rb"(?<=\n)WARC/[01]\.\d{1,2}\r?\n")
_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_OVERLAP = 16


@dataclass(frozen=True, slots=True)
class Frame:
    """One record that stands as it should."""

    offset: int
    """Its byte in the file, or that of its gzip member; in a file of one member its byte unfolded."""
    headers: dict[str, str]
    """WARC headers, names in small letters."""
    block: bytes
    """Its content, or the first part of content over the limit."""
    length: int
    """Bytes of content."""
    digest: bool | None
    """Whether the block digest fits; None where the record states none that can be computed."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch that is no sound record."""

    offset: int
    """Its first byte, counted as in `Frame`."""
    skipped: int
    """Bytes passed over."""
    why: str
    """What is wrong."""


class Framer:
    """Walks through a WARC."""

    start = _START
    """How a record begins."""
    marker = _MARKER
    """How a record begins behind a line feed."""
    ahead = _OVERLAP
    """Bytes that show whether a record begins."""

    def __init__(self, stream: Stream, unfolded: Unfolded | None, keep: int, budget: Budget) -> None:
        """Make a walker.

        Args:
            stream: The WARC's bytes, unfolded.
            unfolded: What unfolds them, which knows where gzip members begin; None when nothing does.
            keep: Bytes of content that are held; larger content is passed over behind its first part.
            budget: Against which each record counts, and what is read twice because a record's length lies.
        """
        self._stream = stream
        self._unfolded = unfolded
        self._keep = keep + _SLACK
        self._budget = budget

    def frames(self) -> Iterator[Frame | Gap]:
        """Yield every record and every gap, in order."""
        last = -1
        found: Frame | Gap
        while True:
            try:
                self._blank_lines()
                if not self._stream.peek(1) and not self._stream.breaks:
                    return
                if self._stream.breaks:
                    self._stream.read(1)
                start = self._stream.position
                found = self._record(start, self._place(start))
            except Broken as broken:
                found = self._between(broken, last)
            last = found.offset
            self._budget.spend(HANDLED)
            yield found

    def _between(self, broken: Broken, last: int) -> Gap:
        """Return the gap of damage that no record had begun before: the whole member, where it gave nothing."""
        start = broken.offset if broken.member is None or broken.member <= last else broken.member
        return Gap(start, broken.offset + (broken.skipped or 0) - start, broken.what)

    def _place(self, start: int) -> int:
        """Return the offset that names a record."""
        found = self._unfolded.offset(start) if self._unfolded else None
        return start if found is None else found

    def _blank_lines(self) -> None:
        ahead = 4
        while head := self._stream.peek(ahead):
            blank = len(head) - len(head.lstrip(b"\r\n"))
            if not blank:
                return
            self._stream.read(blank)
            ahead = CHUNK

    def _record(self, start: int, offset: int) -> Frame | Gap:
        """Read one record; whatever does not fit becomes a gap up to the next record that can be seen."""
        stream = self._stream
        if not self.start.match(stream.peek(self.ahead)):
            return self._gap(start, offset, "no WARC record begins here")
        headers = self._headers()
        if headers is None:
            return self._gap(start, offset, "the record's headers do not end")
        length = headers.get("content-length", "")
        if not length.isdigit() or len(length) > 15:
            return self._gap(start, offset, f"Content-Length is {length[:20]!r}")
        sums = _Sum(headers.get("warc-block-digest", ""))
        block, read = self._block(int(length), sums)
        if read < int(length) or not self._closed(offset):
            return self._short(start, offset, block, read, int(length))
        return Frame(offset, headers, block, read, sums.fits())

    def _headers(self) -> dict[str, str] | None:
        """Read the header lines; None when they do not end in time."""
        found: dict[str, str] = {}
        size = 0
        name = ""
        self._stream.line(_HEADER_LIMIT)
        while size < _HEADER_LIMIT:
            line = self._stream.line(_HEADER_LIMIT)
            size += len(line)
            if line in (b"\r\n", b"\n"):
                return found
            if not line.endswith(b"\n") or _START.match(line):
                self._stream.push(line)
                return None
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if text[:1] in (" ", "\t"):  # goes on with the line before, also with one that is passed over
                if name:
                    found[name] += " " + text.strip()
                continue
            key, colon, value = text.partition(":")
            name = key.strip().lower()
            if colon and name not in found:
                found[name] = value.strip()
            else:
                name = ""
        return None

    def _block(self, length: int, sums: "_Sum") -> tuple[bytes, int]:
        """Read content; return what is held of it and how many bytes came. A record inside large content ends it."""
        stream = self._stream
        if length <= self._keep:
            data = b""
            while len(data) < length:
                more = self._read(length - len(data))
                if not more:
                    break
                data = data + more if data else more
            sums.update(data)
            return data, len(data)
        held = self._read(CHUNK)
        sums.update(held)
        read, tail = len(held), held[-self.ahead :]
        while read < length:
            data = self._read(min(CHUNK, length - read))
            if not data:
                break
            inside = self.marker.search(tail + data)
            if inside and inside.start() >= len(tail):
                cut = inside.start() - len(tail)
                stream.push(data[cut:])
                return held, read + cut
            sums.update(data)
            read += len(data)
            tail = data[-self.ahead :]
        return held, read

    def _read(self, count: int) -> bytes:
        """Read, but leave a break for later: what came before it is to be judged first."""
        return b"" if self._stream.breaks else self._stream.read(count)

    def _closed(self, offset: int) -> bool:
        """Tell whether what follows content is blank lines and a record, or the end.

        The end of a gzip member proves its sum; damage that shows only there spoils the record that fills the member.
        """
        self._blank_lines()
        broken = self._stream.breaks
        if broken:
            return broken.member is None or broken.member != offset
        head = self._stream.peek(self.ahead)
        return not head or bool(self.start.match(head))

    def _short(self, start: int, offset: int, block: bytes, read: int, length: int) -> Gap:
        """Return the gap of a record that does not end where it says, the stream set on the next record."""
        stream = self._stream
        broken = stream.breaks
        why = (
            f"the record says {length:,} bytes; {read:,} of them are there"
            if read < length
            else (f"no record follows the {length:,} bytes that the record says it has")
        )
        inside = self.marker.search(block) if len(block) == read else None
        if inside and read == length:
            inside = None if stream.peek(1) and self.start.match(stream.peek(self.ahead)) else inside
        if inside:
            stream.push(block[inside.start() :])
            self._budget.spend(len(block))
            why = f"the record says {length:,} bytes; another record begins after {inside.start():,}"
        elif broken:
            with contextlib.suppress(Broken):
                stream.read(1)
            end = broken.offset + (broken.skipped or 0)
            skipped = end - offset if broken.member == offset else stream.position - start
            return Gap(offset, max(0, skipped), f"{why}: {broken.what} at byte {broken.offset:,}")
        elif read == length:
            return self._gap(start, offset, why)
        return Gap(offset, stream.position - start, why)

    def _gap(self, start: int, offset: int, why: str) -> Gap:
        """Go to the next place where a record can begin."""
        stream = self._stream
        while head := stream.peek(CHUNK):
            if stream.position > start and self.start.match(head):
                break
            found = self.start.search(head, 1)
            stream.read(
                found.start() if found else max(len(head) - self.ahead, 1 if len(head) > self.ahead else len(head))
            )
        return Gap(offset, stream.position - start, why)


class _Sum:
    """The digest that a record states, being computed."""

    def __init__(self, stated: str) -> None:
        name, _, value = stated.partition(":")
        self._value = value.strip()
        name = name.strip().lower().replace("-", "")
        known = name in ("sha1", "sha256", "sha512", "md5") and bool(self._value)
        self._hash = hashlib.new(name, usedforsecurity=False) if known else None

    def update(self, data: bytes) -> None:
        if self._hash:
            self._hash.update(data)

    def fits(self) -> bool | None:
        """Tell whether the stated digest, in base 32 or hexadecimal, is that of the bytes; None for none."""
        if self._hash is None:
            return None
        made = self._hash.digest()
        return self._value.rstrip("=").upper() == base64.b32encode(made).decode().rstrip("=") or (
            self._value.lower() == made.hex()
        )


def digest_fits(stated: str, data: bytes) -> bool | None:
    """Tell whether a stated ``sha1:…`` digest is that of some bytes; None where it cannot be computed."""
    found = _Sum(stated)
    found.update(data)
    return found.fits()
