"""Compressed bytes unfolded as a stream: gzip, bzip2, xz, zstandard; bounded in memory, counted against a budget.

Several compressed members one after another are one stream, as gzip and its kin have it. Damage is raised as `Broken`
with the offset in the compressed bytes. Where the caller says how each member opens (a gzipped WARC: ``WARC/``), the
next sound member behind the damage is found and reading goes on there; otherwise it ends.
"""

import bz2
import contextlib
import lzma
import zlib
from collections import deque
from typing import Literal, Protocol

import zstandard

from firsthand.read.stream import CHUNK, HANDLED, Broken, Budget, Stream, Window

Folding = Literal["gzip", "bzip2", "xz", "zstd"]
"""Compressions that are recognised by their first bytes."""

MAGIC: dict[Folding, bytes] = {
    "gzip": b"\x1f\x8b\x08",
    "bzip2": b"BZh",
    "xz": b"\xfd7zXZ\x00",
    "zstd": b"\x28\xb5\x2f\xfd",
}
"""First bytes of each compression."""

_XZ_MEMORY = 256 << 20
_ZSTD_WINDOW = 128 << 20  # What ``zstd --long`` uses at its widest without being asked twice.
_ZSTD_FEED = 512  # A block of 4 bytes unfolds to 128 KiB at most, so one feed to 16 MiB at most.
_SKIPPABLE = b"\x2a\x4d\x18"  # Bytes 2 to 4 of a frame without content; seekable and parallel writers add them.
_DICTIONARY = 0x5D  # First byte of the frame that holds the dictionary of a WARC under zstandard.
_DICTIONARY_MOST = 16 << 20  # Published dictionaries of crawls have up to a megabyte or two.
_FRAMES = 64  # Frames without content that are passed over to see how the first one with content opens.
_FIRST = 4096  # Compressed bytes that a member is fed first: what a small one leaves of them is put back.
_TRAIL = 1 << 20  # Compressed bytes kept for a second look: damage shows late, seldom later than this.
UNFOLD_ERRORS = (zlib.error, OSError, EOFError, lzma.LZMAError, zstandard.ZstdError)
"""What the libraries raise on damaged data."""


class _Codec(Protocol):
    """One compressed member being unfolded."""

    def feed(self, data: bytes, limit: int) -> bytes: ...

    @property
    def eof(self) -> bool: ...

    @property
    def unused(self) -> bytes: ...


class _Zlib:
    """Gzip, through zlib: checks the sum and the length at the end of each member."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    def feed(self, data: bytes, limit: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, limit)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused(self) -> bytes:
        return self._inner.unused_data


class _Patient:
    """Bzip2 and xz, whose Python objects keep their own input."""

    def __init__(self, inner: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self._inner = inner

    def feed(self, data: bytes, limit: int) -> bytes:
        return self._inner.decompress(data, limit)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused(self) -> bytes:
        return self._inner.unused_data


class _Zstd:
    """Zstandard, fed in small pieces because its Python object knows no output limit."""

    def __init__(self, dictionary: zstandard.ZstdCompressionDict | None = None) -> None:
        whole = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=_ZSTD_WINDOW)
        self._inner = whole.decompressobj()
        self._held = b""

    def feed(self, data: bytes, limit: int) -> bytes:
        self._held += data
        out = b""
        while self._held and not out and not self._inner.eof:
            piece, self._held = self._held[:_ZSTD_FEED], self._held[_ZSTD_FEED:]
            out = self._inner.decompress(piece)
        return out

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused(self) -> bytes:
        return bytes(self._inner.unused_data) + self._held


def codec(folding: Folding, dictionary: zstandard.ZstdCompressionDict | None = None) -> _Codec:
    """Return a fresh unfolder for one member; zstandard may need the dictionary that stands before the first."""
    if folding == "gzip":
        return _Zlib()
    if folding == "zstd":
        return _Zstd(dictionary)
    return _Patient(bz2.BZ2Decompressor() if folding == "bzip2" else lzma.LZMADecompressor(memlimit=_XZ_MEMORY))


def is_skippable(head: bytes) -> bool:
    """Tell whether a zstandard frame without content begins here, as seekable files and WARCs with a dictionary do."""
    return len(head) >= 8 and head[1:4] == _SKIPPABLE and head[0] & 0xF0 == 0x50


def start_of(raw: Stream, folding: Folding, limit: int) -> bytes:
    """Return how the first member opens when unfolded, nothing taken from the stream; nothing where that fails."""
    place, dictionary = 0, None
    with contextlib.suppress(Broken, *UNFOLD_ERRORS):
        head = raw.peek(limit)
        for _ in range(_FRAMES if folding == "zstd" else 0):
            if not is_skippable(head):
                break
            length = 8 + int.from_bytes(head[4:8], "little")
            if place + length > _DICTIONARY_MOST:
                return b""
            if head[0] == _DICTIONARY and dictionary is None:
                dictionary = _dictionary(raw.peek(place + length)[place + 8 :])
            place += length
            head = raw.peek(place + limit)[place:]
        return codec(folding, dictionary).feed(head, 16)
    return b""


def _dictionary(data: bytes) -> zstandard.ZstdCompressionDict:
    """Return the dictionary of a WARC, which stands there as it is or under zstandard itself.

    Raises:
        ZstdError: it is damaged, or larger than any that is in use.
    """
    if data.startswith(MAGIC["zstd"]):
        with zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).stream_reader(data) as reader:
            data = reader.read(_DICTIONARY_MOST + 1)
    if not data or len(data) > _DICTIONARY_MOST:
        raise zstandard.ZstdError("the dictionary is empty or too large")
    return zstandard.ZstdCompressionDict(data)


class Unfolded:
    """A raw reader over the unfolded bytes of a compressed stream."""

    def __init__(
        self, raw: Stream, folding: Folding, budget: Budget, opens: bytes | tuple[bytes, ...] | None = None
    ) -> None:
        """Make the reader.

        Args:
            raw: The compressed bytes.
            folding: How they are compressed.
            budget: Against which the unfolded bytes count.
            opens: How each member opens when unfolded, for going on behind damage; None to end there.
        """
        self._raw = raw
        self._folding = folding
        self._budget = budget
        self._opens = opens
        self._codec: _Codec | None = None
        self._dictionary: zstandard.ZstdCompressionDict | None = None
        self._trail = b""
        self._made = 0
        self._fed = 0
        self._done = False
        self._hungry = True
        self._member = 0
        self._first = True
        self.members: deque[tuple[int, int]] = deque(maxlen=2 * CHUNK)
        """(place in the unfolded bytes, offset in the compressed bytes) of each member not forgotten, where members are
        asked for; looking ahead never passes more of them than bytes."""

    def read(self, size: int, /) -> bytes:
        """Return the next unfolded bytes.

        Raises:
            Broken: A member is damaged or cut.
            OverBudget: More is unfolded than the budget allows.
        """
        while not self._done:
            if self._codec is None and not self._open():
                return b""
            out = self._step(size)
            if out:
                self._made += len(out)
                self._budget.spend(len(out))
                return out
        return b""

    def _open(self) -> bool:
        """Begin the next member; False at the end."""
        while self._raw.peek(1) == b"\x00":  # padding, as tape and some writers leave it
            head = self._raw.peek(CHUNK)
            self._raw.read(len(head) - len(head.lstrip(b"\x00")))
        head = self._raw.peek(8)
        while self._folding == "zstd" and is_skippable(head):
            self._without_content(head)
            head = self._raw.peek(8)
        if not head:
            self._done = True
            return False
        self._member = self._raw.position
        if not head.startswith(MAGIC[self._folding]):
            self._break(f"no {self._folding} member begins here")
        self._codec, self._trail, self._hungry = codec(self._folding, self._dictionary), b"", True
        self._first = False
        self._budget.spend(HANDLED)
        if self._opens is not None:
            self.members.append((self._made, self._member))
        return True

    def _without_content(self, head: bytes) -> None:
        """Pass over a frame without content; before the first member it may hold the dictionary of all."""
        place, size = self._raw.position, 8 + int.from_bytes(head[4:8], "little")
        window = Window(self._raw, size)
        self._budget.spend(HANDLED)
        if head[0] != _DICTIONARY or not self._first or self._dictionary or size > _DICTIONARY_MOST:
            window.skip()
            return
        parts: list[bytes] = []
        while data := window.read(CHUNK):
            parts.append(data)
        self._budget.spend(size)
        try:
            self._dictionary = _dictionary(b"".join(parts)[8:])
        except zstandard.ZstdError as error:
            raise Broken(f"damaged zstd dictionary ({str(error)[:80]})", place, size) from None

    def _step(self, size: int) -> bytes:
        """Feed the member once."""
        unfolding = self._codec
        assert unfolding is not None
        data = self._take() if self._hungry else b""
        if self._opens is not None:
            self._trail = (self._trail + data)[-_TRAIL:]
        try:
            out = unfolding.feed(data, max(1, min(size, CHUNK)))
        except UNFOLD_ERRORS as error:
            self._break(f"damaged {self._folding} data ({str(error)[:80] or 'no reason given'})")
        if unfolding.eof:
            self._raw.push(unfolding.unused)
            self._codec, self._hungry, self._trail = None, True, b""
        elif not out and not data and self._hungry:
            self._break(f"the {self._folding} data is cut short")
        else:
            self._hungry = not out
        return out

    def _take(self) -> bytes:
        """Return the next compressed bytes; where they break themselves, nothing behind is looked for."""
        self._fed = self._raw.position
        try:
            return self._raw.read(_FIRST if self._fed == self._member else CHUNK)
        except Broken:
            self._done = True
            raise

    def _break(self, what: str) -> None:
        """Find where reading can go on, then say what happened."""
        self._codec = None
        self._hungry = True
        damage = max(self._fed, self._member)
        if self._opens is None:
            self._done = True
            rest = self._raw.rest
            raise Broken(what, damage, None if rest is None else rest + self._raw.position - damage, self._member)
        self._raw.push(self._trail)
        self._trail = b""
        self._raw.read(1)
        while not self._sound():
            head = self._raw.peek(CHUNK)
            if not head:
                break
            cut = head.find(MAGIC[self._folding], 1)
            self._raw.read(cut if cut > 0 else max(1, len(head) - 3))
        raise Broken(what, damage, max(0, self._raw.position - damage), self._member)

    def _sound(self) -> bool:
        """Tell whether a member that opens as it should begins here."""
        head = self._raw.peek(4096)
        if self._opens is None or not head.startswith(MAGIC[self._folding]):
            return False
        self._budget.spend(HANDLED)
        try:
            return codec(self._folding, self._dictionary).feed(head, 256).startswith(self._opens)
        except UNFOLD_ERRORS:
            return False

    def offset(self, place: int) -> int | None:
        """Return the compressed offset of the member that begins at a place of the unfolded bytes; None for none."""
        while self.members and self.members[0][0] < place:
            self.members.popleft()
        return self.members[0][1] if self.members and self.members[0][0] == place else None
