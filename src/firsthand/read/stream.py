"""Bytes in order, with a look ahead: what every reader of a container reads from.

A raw reader has ``read(n)``, which returns at most ``n`` bytes and ``b""`` at the end, and may raise `Broken` once
where bytes are missing or wrong. `Stream` adds looking ahead, pushing back, lines and the place.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Protocol

CHUNK = 65_536
"""Bytes asked for at a time."""


class Broken(Exception):
    """Bytes are missing or wrong here; raised once at each place, reading may go on behind it."""

    def __init__(self, what: str, offset: int, skipped: int | None, member: int | None = None) -> None:
        """Say what is wrong, at which byte, and how many bytes from there on are passed over (None: nobody knows).

        ``member`` is the offset of the compressed member that is damaged; None where there is none.
        """
        super().__init__(what)
        self.what = what
        self.offset = offset
        self.skipped = skipped
        self.member = member


class OverBudget(Exception):
    """An input unfolds to more than the options allow; the message says to how much."""


class Raw(Protocol):
    """What a stream can be made of."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, ``b""`` at the end; may raise `Broken`."""


LISTED = 4096
"""Bytes that each page and each refusal counts for at least: it is worked on and written down, however short it is."""

HANDLED = 1024
"""Bytes that a member, a record or a place where one might begin counts for: each is looked at, however short it is."""


class Budget:
    """How many bytes one input file may unfold to, all its layers together; what costs work counts as bytes too."""

    def __init__(self, size: int, floor: int, ratio: int, total: int) -> None:
        self.size = size
        self.left = self.allowed = min(total, floor + ratio * size)

    def spend(self, count: int) -> None:
        """Count unfolded bytes; raises `OverBudget` when there are too many."""
        self.left -= count
        if self.left < 0:
            work = f"a page or refusal counts {LISTED:,}, a member or record {HANDLED:,}"
            raise OverBudget(f"{self.size:,} bytes unfold to more than {self.allowed:,}, or to as much work ({work})")


class Stream:
    """A raw reader with a look ahead."""

    def __init__(self, raw: Raw | BinaryIO, size: int | None = None, file: BinaryIO | None = None) -> None:
        """Make a stream.

        Args:
            raw: Where the bytes come from.
            size: How many bytes there are in all; None when nobody knows.
            file: The same bytes as a seekable file, for formats that are read from their end; None when there is none.
        """
        self._raw = raw
        self._buffer = b""
        self._at = 0
        self._pending: Broken | None = None
        self._ended = False
        self.size = size
        self.file = file
        self.position = 0
        """Bytes handed out so far, those pushed back not counted."""

    @property
    def rest(self) -> int | None:
        """Bytes not handed out yet; None when nobody knows."""
        return None if self.size is None else max(0, self.size - self.position)

    @property
    def breaks(self) -> Broken | None:
        """What the next read would raise, so that what was read last may be cut; None where it would not raise."""
        self._fill(1)
        return self._pending if self._at >= len(self._buffer) else None

    def _fill(self, count: int) -> None:
        """Have ``count`` bytes in the buffer, or all that come before a break or the end."""
        have = len(self._buffer) - self._at
        if have >= count or self._ended or self._pending:
            return
        parts = [self._buffer[self._at :]]
        while have < count:
            try:
                data = self._raw.read(max(CHUNK, count - have))
            except Broken as broken:
                self._pending = broken
                break
            if not data:
                self._ended = True
                break
            parts.append(data)
            have += len(data)
        self._buffer, self._at = b"".join(parts), 0

    def peek(self, count: int) -> bytes:
        """Return the next ``count`` bytes without taking them; fewer before a break or the end."""
        self._fill(count)
        return self._buffer[self._at : self._at + count]

    def read(self, count: int, /) -> bytes:
        """Take ``count`` bytes; fewer before a break or the end, ``b""`` only at the end.

        Raises:
            Broken: The next bytes are missing or wrong; the next call goes on behind them.
        """
        self._fill(count)
        data = self._buffer[self._at : self._at + count]
        if not data and count and self._pending:
            broken, self._pending = self._pending, None
            raise broken
        self._at += len(data)
        self.position += len(data)
        return data

    def push(self, data: bytes) -> None:
        """Put bytes back in front; they will be read again."""
        start = self._at - len(data)
        if start >= 0 and self._buffer[start : self._at] == data:  # what was taken last; nothing has to be moved
            self._at = start
        else:
            self._buffer, self._at = data + self._buffer[self._at :], 0
        self.position -= len(data)

    def line(self, limit: int) -> bytes:
        """Take a line with its line feed, or the first ``limit`` bytes of a longer one."""
        ahead = 512
        while True:
            data = self.peek(min(ahead, limit))
            cut = data.find(b"\n")
            if cut >= 0:
                return self.read(cut + 1)
            if len(data) < ahead or len(data) >= limit:
                return self.read(len(data) or 1)
            ahead *= 8

    def chunks(self) -> Iterator[bytes]:
        """Take everything that is left, piece by piece."""
        while data := self.read(CHUNK):
            yield data

    def drain(self) -> int:
        """Pass over everything that is left and return how many bytes that was; breaks are passed over too."""
        start, before = self.position, -1
        while before < self.position:
            before = self.position
            with suppress(Broken):
                for _ in self.chunks():
                    pass
        return self.position - start


class Window:
    """The next ``size`` bytes of a stream as a raw reader of their own: one member of a container."""

    def __init__(self, stream: Stream, size: int) -> None:
        self._stream = stream
        self.left = size
        self.broken = False
        """True once the stream broke or ended inside the window, and has said so."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes of the member; raises `Broken` where the container ends before it."""
        if not self.left or self.broken:
            return b""
        try:
            data = self._stream.read(min(size, self.left))
        except Broken:
            self.broken = True
            raise
        if not data:
            self.broken = True
            raise Broken(f"ends {self.left:,} bytes early", self._stream.position, None)
        self.left -= len(data)
        return data

    def skip(self) -> None:
        """Pass over what is left of the member; raises `Broken` as `read` does."""
        while self.read(CHUNK):
            pass
