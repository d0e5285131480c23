"""ZIP and TAR: their members are read as if they lay in a folder. Nothing is written out, so their paths do no harm.

What is sound is read, whatever is damaged around it: a ZIP without its list of contents is read member by member from
the start, a TAR is taken up again at the next header whose checksum fits.
"""

import contextlib
import stat
import tarfile
import zipfile
import zlib
from typing import BinaryIO, cast

from firsthand.model import Refusal, Sighting
from firsthand.read.piece import OWN_FILES, SIDECARS, Found, Job, Piece, clean, refusal
from firsthand.read.rows import seekable
from firsthand.read.stream import CHUNK, Broken, Stream, Window

_BLOCK = 512
_TAR_TEXT = 1 << 20  # Bytes of a long name or a pax header; real ones have some hundred.
_DIGITS = 8  # Digits of the length of a part of a pax header, and the blank behind them.
_OFFICE = ("[Content_Types].xml", "mimetype", "AndroidManifest.xml", "META-INF/MANIFEST.MF")
_MOST = 1_000_000  # Members of one ZIP; its list of contents is held in memory.
_ENTRY = 47  # Bytes of that list for each member, at least.
_TAIL = 66_000  # Bytes at the end of a ZIP in which its list is looked for: a comment has up to 65,535.


def passed_over(path: str) -> str | None:
    """Return why a member or a file in a folder is passed over in silence; None when it is not."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if not parts or any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return "hidden file"
    if parts[-1].endswith(OWN_FILES):
        return "archive of ours"
    return "sidecar" if parts[-1] in SIDECARS else None


def member(piece: Piece, path: str, stream: Stream) -> Piece:
    """Return the piece for a member of a container."""
    path = clean(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    return Piece(
        file=f"{piece.file}!/{path}",
        name=path.replace("\\", "/").rsplit("/", 1)[-1],
        stream=stream,
        depth=piece.depth + 1,
    )


class _Counted:
    """A member of a ZIP as a raw reader: counts against the budget, and turns what ``zipfile`` raises into breaks."""

    def __init__(self, file: BinaryIO, job: Job, offset: int, size: int) -> None:
        self._file = file
        self._job = job
        self._offset = offset
        self._size = size
        self._broken = False

    def read(self, size: int, /) -> bytes:
        if self._broken:
            return b""
        try:
            data = self._file.read(min(size, CHUNK))
        except (zipfile.BadZipFile, EOFError, OSError, zlib.error, ValueError) as error:
            self._broken = True
            what = f"damaged member ({str(error)[:100] or 'it ends early'})"
            raise Broken(what, self._offset, self._size) from None
        self._job.budget.spend(len(data))
        return data


def unzip(piece: Piece, job: Job) -> Found:
    """Read the members of a ZIP."""
    with seekable(piece) as file:
        yield from _zip(file, piece, job)


def _zip(file: BinaryIO, piece: Piece, job: Job) -> Found:
    here = Sighting(file=piece.file)
    if _members(file) > _MOST:
        yield refusal(here, "too_hostile", f"a ZIP may have {_MOST:,} members; this one has more", piece.stream.size)
        return
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, OverflowError, NotImplementedError) as error:
        file.seek(0)
        yield from _without_list(piece, Stream(file), job, str(error)[:100])
        return
    with archive:
        entries = archive.infolist()
        if not entries:
            file.seek(0)
            yield from _without_list(piece, Stream(file), job, "its list of contents is empty")
            return
        if not _starts_fit(file, entries):
            file.seek(0)
            yield from _without_list(piece, Stream(file), job, "its list of contents does not fit its members")
            return
        names = {entry.filename for entry in entries}
        if names & set(_OFFICE):
            yield refusal(here, "unknown_format", "an office document, book or program, not a ZIP of pages")
            return
        only, rest = _captures_of(names)
        for entry in entries:
            path = entry.filename
            quiet = passed_over(path) or (None if path.startswith(only) else rest)
            if path.endswith("/") or stat.S_ISLNK(entry.external_attr >> 16) or quiet:
                job.skipped(quiet or "folder or link in a ZIP")
                continue
            yield from _zip_member(archive, entry, piece, job)


def _members(file: BinaryIO) -> int:
    """Return how many members the list of contents has, where that may be too many; 0 for a short list.

    ``zipfile`` makes an object of each of them before anybody is asked.
    """
    end = file.seek(0, 2)
    begin = max(0, end - _TAIL)
    file.seek(begin)
    tail = file.read(_TAIL)
    most = 0
    for mark, place, width in ((b"PK\x05\x06", 12, 4), (b"PK\x06\x06", 40, 8)):
        at = tail.rfind(mark)
        size = int.from_bytes(tail[at + place : at + place + width], "little") if at >= 0 else 0
        if _ENTRY * _MOST < size <= begin + at:
            file.seek(begin + at - size)
            most = max(
                most, sum(file.read(min(CHUNK, size - done)).count(b"PK\x01\x02") for done in range(0, size, CHUNK))
            )
    file.seek(0)
    return most


def _captures_of(names: set[str]) -> tuple[str, str]:
    """Return how the names of all members with pages begin, and what the others are; everything for a plain ZIP."""
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "archive/", "index of a WACZ"
    if names >= {"manifest.json", "again.json", "pages.warc"}:
        return "pages.warc", "part of an evidence bundle"
    return "", ""


def _starts_fit(file: BinaryIO, entries: list[zipfile.ZipInfo]) -> bool:
    """Tell whether a member begins wherever the list says: bytes put in or taken out move all that is behind them."""
    for entry in entries:
        if entry.header_offset < 0:
            return False
        file.seek(entry.header_offset)
        if file.read(4) != b"PK\x03\x04":
            return False
    return True


def _zip_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, piece: Piece, job: Job) -> Found:
    found = member(piece, entry.filename, Stream(_Nothing()))
    where = Sighting(file=found.file)
    try:
        if entry.flag_bits & 1:
            yield refusal(where, "unreadable", "the member is encrypted; unpack it with its password first")
            return
        file = cast("BinaryIO", archive.open(entry))
    except NotImplementedError as error:
        yield refusal(where, "unknown_format", f"compression that cannot be undone: {str(error)[:100]}")
        return
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError) as error:
        detail = f"at byte {entry.header_offset:,}: {str(error)[:100]}"
        yield refusal(where, "damaged", detail, entry.compress_size)
        return
    with file:
        raw = _Counted(file, job, entry.header_offset, entry.compress_size)
        stream = Stream(raw, entry.file_size)
        yield from job.descend(Piece(found.file, found.name, stream, found.depth), job)


class _Nothing:
    """A raw reader without bytes."""

    def read(self, size: int, /) -> bytes:
        return b""


class _Inflated:
    """A deflated or stored member read from its start, without a list of contents."""

    def __init__(self, stream: Stream, method: int, size: int, job: Job, crc: int) -> None:
        self._stream = stream
        self._crc = crc
        self._sum = 0
        self._window = Window(stream, size)
        self._inner = zlib.decompressobj(wbits=-15) if method == zipfile.ZIP_DEFLATED else None
        self._endless = not size and method == zipfile.ZIP_DEFLATED
        self._job = job
        self._broken = False

    def read(self, size: int, /) -> bytes:
        if self._broken:
            return b""
        try:
            data = self._read(size)
            self._sum = zlib.crc32(data, self._sum)
            if not data:
                self._check()
            return data
        except Broken:
            self._broken = True
            raise

    def _check(self) -> None:
        """Compare the sum at the member's end with the one in its header, or behind it where a stream was written."""
        self._broken = True
        stated = self._crc
        if self._endless:
            behind = self._stream.peek(8)
            stated = int.from_bytes(behind[4:8] if behind.startswith(b"PK\x07\x08") else behind[:4], "little")
        if self._sum != stated:
            raise Broken("damaged member (its checksum differs)", self._stream.position, None)

    def _read(self, size: int) -> bytes:
        raw = self._stream if self._endless else self._window
        if self._inner is None:
            data = raw.read(min(size, CHUNK))
            self._job.budget.spend(len(data))
            return data
        while not self._inner.eof:
            data = self._inner.unconsumed_tail or raw.read(CHUNK)
            try:
                out = self._inner.decompress(data, CHUNK)
            except zlib.error as error:
                raise Broken(f"damaged member ({error})", self._stream.position, None) from None
            if self._inner.eof and self._endless:
                self._stream.push(self._inner.unused_data)
            if out:
                self._job.budget.spend(len(out))
                return out
            if not data and not self._inner.eof:
                raise Broken("the member is cut short", self._stream.position, None)
        return b""


def _without_list(piece: Piece, stream: Stream, job: Job, why: str) -> Found:
    """Read a ZIP whose list of contents is lost, from one local header to the next."""
    sound = 0
    while _next_header(stream):
        start = stream.position
        head = stream.read(30)
        flags, method = int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
        size = int.from_bytes(head[18:22], "little") if not flags & 8 else 0
        path = stream.read(int.from_bytes(head[26:28], "little")).decode("utf-8", "replace")
        stream.read(int.from_bytes(head[28:30], "little"))
        if (
            passed_over(path)
            or path.endswith("/")
            or method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            or flags & 1
        ):
            continue
        inner = Stream(_Inflated(stream, method, size, job, int.from_bytes(head[14:18], "little")))
        yield from job.descend(member(piece, path, inner), job)
        with contextlib.suppress(Broken):
            inner.drain()
        sound = start
    where = Sighting(file=piece.file, offset=sound)
    detail = f"the ZIP is cut or damaged ({why}); members were read up to the one at byte {sound:,}"
    whole = piece.stream.size
    yield refusal(where, "damaged", detail, None if whole is None else whole - sound)


def _next_header(stream: Stream) -> bool:
    """Go to the next local header; False when there is none, or the list of contents begins."""
    while head := stream.peek(CHUNK):
        if head.startswith(b"PK\x03\x04"):
            return len(head) >= 30
        cut = head.find(b"PK", 1)
        stream.read(cut if cut > 0 else max(1, len(head) - 1))
    return False


def untar(piece: Piece, job: Job) -> Found:
    """Read the members of a TAR in order."""
    stream = piece.stream
    path: str | None = None
    gap: int | None = None  # Where bytes begin that are no sound header.
    ended = False
    while block := stream.read(_BLOCK):
        start = stream.position - len(block)
        entry = _entry(block)
        if entry is None:
            blank = not block.strip(b"\x00")
            ended = ended or blank
            gap = start if gap is None and not blank else gap
            continue
        ended = False
        if gap is not None:
            yield _gap(piece, gap, start)
            gap = None
        window = Window(stream, entry.size)
        padding = -entry.size % _BLOCK
        if entry.type in (tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE):
            path = _long_name(entry, window) or path
        elif entry.isreg():
            yield from _tar_member(piece, path or entry.name, window, job)
            path = None
            if window.broken:
                return
        else:
            path = None
            job.skipped("folder or link in a TAR")
        window.skip()
        stream.read(padding)
    if gap is not None:
        yield _gap(piece, gap, stream.position)
    elif not ended:
        where = Sighting(file=piece.file, offset=stream.position)
        detail = f"the TAR has no end mark; what stood behind byte {stream.position:,} is missing"
        yield refusal(where, "damaged", detail, 0)


def _tar_member(piece: Piece, path: str, window: Window, job: Job) -> Found:
    quiet = passed_over(path)
    if quiet:
        job.skipped(quiet)
        return
    yield from job.descend(member(piece, path, Stream(window, window.left)), job)


def _gap(piece: Piece, start: int, end: int) -> Refusal:
    where = Sighting(file=piece.file, offset=start)
    return refusal(where, "damaged", f"bytes {start:,} to {end:,} hold no sound TAR header", end - start)


def _entry(block: bytes) -> tarfile.TarInfo | None:
    """Return the header in a block; None when there is none with a sound checksum."""
    try:
        entry = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return None
    return entry if entry.size >= 0 else None


def _long_name(entry: tarfile.TarInfo, window: Window) -> str | None:
    """Return the path that a GNU long name or a pax header holds; None when it holds none."""
    if entry.size > _TAR_TEXT:
        return None
    data = b""
    while piece := window.read(CHUNK):
        data += piece
    if entry.type == tarfile.GNUTYPE_LONGNAME:
        return data.rstrip(b"\x00").decode("utf-8", "surrogateescape")
    at = 0
    while at < len(data):
        length = data[at : at + _DIGITS].partition(b" ")[0]
        if not length.isdigit() or not 0 < int(length) <= len(data) - at:
            return None
        record = data[at + len(length) + 1 : at + int(length) - 1]
        if record.startswith(b"path="):
            return record[5:].decode("utf-8", "surrogateescape")
        at += int(length)
    return None
