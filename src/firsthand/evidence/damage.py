"""Finding every byte of a bundle that is not as it was written.

In order of trust: the digest of the manifest stands at the end of the file, and the ZIP states the manifest's CRC
twice; the manifest has the digest of every other file; all the rest of the ZIP follows from names, sizes and CRCs, so
it is laid out anew and compared.
"""

import dataclasses
import hashlib
import zlib
from collections.abc import Iterator, Mapping

from firsthand.archive import codec
from firsthand.errors import Damaged, InputError
from firsthand.evidence import flips, zipped
from firsthand.evidence.bundle import MANIFEST, STAMP, comment
from firsthand.evidence.held import File, Manifest

LAYOUT = "the bundle itself"
"""What a fault outside all files is in."""


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One place that is not as it was written."""

    file: str
    """File in the bundle, or `LAYOUT`."""
    start: int
    """First byte in the file (in the whole bundle, for the layout)."""
    end: int
    """One past the last."""
    place: int
    """The first byte, counted in the whole bundle."""
    was: int | None = None
    """What the byte was, where it is one byte and that can be told."""
    now: int | None = None
    """What it is."""

    def __str__(self) -> str:
        one = self.end - self.start == 1
        where = f"byte {self.start:,}" if one else f"bytes {self.start:,} to {self.end - 1:,}"
        change = f" is 0x{self.now:02x} and was 0x{self.was:02x}" if self.was is not None else " changed"
        whole = "" if self.file == LAYOUT else f" (byte {self.place:,} of the bundle)"
        return f"{self.file}: {where}{change}{whole}."


@dataclasses.dataclass(frozen=True, slots=True)
class Opened:
    """A bundle whose manifest could be read."""

    manifest: Manifest
    digest: str
    """SHA-256 of the manifest as it was written."""
    files: Mapping[str, bytes]
    """All files as they are now."""
    faults: tuple[Fault, ...]
    """What is not as it was written, in the order of the file."""


def opened(data: bytes) -> Opened:
    """Return what a bundle holds, and every byte that is not as it was written.

    Raises:
        InputError: it is no bundle, or so damaged that its manifest cannot be read.
    """
    listings = zipped.listings(data)
    raw, faults = _manifest(data, listings)
    try:
        manifest = codec.load(Manifest, raw)
    except Damaged as error:
        raise InputError("The manifest of this bundle cannot be read; it may come from a later firsthand.") from error
    slots = {each.name: zipped.Slot(each.size, each.crc32) for each in manifest.files}
    slots[MANIFEST] = zipped.Slot(len(raw), zlib.crc32(raw))
    stamped = next((each for one in listings for each in one if each.name == STAMP), None)
    if stamped is not None:
        slots[STAMP] = zipped.Slot(stamped.size, _agreed(listings, STAMP, data))
    places = zipped.starts(slots)
    files = {name: data[at : at + slots[name].size] for name, at in places.items()}
    for each in manifest.files:
        faults += _in_file(each, files[each.name], places[each.name])
    if stamped is not None and zlib.crc32(files[STAMP]) != slots[STAMP].crc:
        faults += _by_crc(STAMP, files[STAMP], places[STAMP], slots[STAMP].crc)
    faults += _in_layout(data, slots, places, comment(raw))
    return Opened(manifest, hashlib.sha256(raw).hexdigest(), files, tuple(sorted(faults, key=lambda f: f.place)))


def _manifest(data: bytes, listings: list[list[zipped.Member]]) -> tuple[bytes, list[Fault]]:
    """Return the manifest as it was written, and what is wrong with it."""
    stated = data.rfind(b"firsthand bundle ")
    tail = data[stated + 17 : stated + 17 + 64] if stated >= 0 else b""
    known = False
    for listing in listings:
        for member in (each for each in listing if each.name == MANIFEST):
            known = True
            found = data[member.start : member.start + member.size]
            sums = {each.crc for other in listings for each in other if each.name == MANIFEST}
            if _is(found, tail) or zlib.crc32(found) in sums:
                return found, []
            for crc in sorted(sums):
                for place, was in flips.single(found, crc):
                    mended = found[:place] + bytes([was]) + found[place + 1 :]
                    if _is(mended, tail):
                        fault = Fault(MANIFEST, place, place + 1, member.start + place, was, found[place])
                        return mended, [fault]
    if known:
        raise InputError("The manifest was changed in more than one place: nothing else can be checked by it.")
    raise InputError("It is a ZIP, but no bundle of firsthand: there is no manifest.json in it.")


def _is(manifest: bytes, digest: bytes) -> bool:
    return hashlib.sha256(manifest).hexdigest().encode() == digest


def _agreed(listings: list[list[zipped.Member]], name: str, data: bytes) -> int:
    """Return the CRC of a file that the manifest does not know, as most of what states it does."""
    members = [each for listing in listings for each in listing if each.name == name]
    stated = [each.crc for each in members]
    real = zlib.crc32(data[members[0].start : members[0].start + members[0].size])
    return real if real in stated else stated[0]


def _in_file(known: File, data: bytes, at: int) -> list[Fault]:
    """Return the faults in one file that the manifest knows."""
    if hashlib.sha256(data).hexdigest() == known.sha256:
        return []
    faults: list[Fault] = []
    for number in range(0, known.size, flips.BLOCK):
        block = data[number : number + flips.BLOCK]
        crc = int(known.blocks[number // flips.BLOCK * 8 :][:8], 16)
        if zlib.crc32(block) != crc or len(block) < min(flips.BLOCK, known.size - number):
            faults += _by_crc(known.name, block, at + number, crc, number)
    if len(faults) == 1 and faults[0].was is not None:
        one = faults[0]
        mended = data[: one.start] + bytes([one.was or 0]) + data[one.end :]
        if hashlib.sha256(mended).hexdigest() != known.sha256:
            faults = []
    return faults or [Fault(known.name, 0, known.size, at)]


def _by_crc(name: str, block: bytes, place: int, crc: int, start: int = 0) -> list[Fault]:
    found = flips.single(block, crc)
    if len(found) == 1:
        at, was = found[0]
        return [Fault(name, start + at, start + at + 1, place + at, was, block[at])]
    return [Fault(name, start, start + max(1, len(block)), place)]


def _in_layout(data: bytes, slots: Mapping[str, zipped.Slot], places: Mapping[str, int], end: bytes) -> Iterator[Fault]:
    """Yield the bytes outside all files that are not as the layout has them."""
    heads = zipped.heads(slots)
    parts = [(places[name] - len(head), head) for name, head in heads.items()]
    behind = max(places[name] + slots[name].size for name in slots)
    parts.append((behind, zipped.directory(slots, end)))
    for at, right in parts:
        there = data[at : at + len(right)]
        for offset, (one, other) in enumerate(zip(there, right, strict=False)):
            if one != other:
                yield Fault(LAYOUT, at + offset, at + offset + 1, at + offset, other, one)
    size = parts[-1][0] + len(parts[-1][1])
    if len(data) < size:
        yield Fault(LAYOUT, len(data), size, len(data))
    elif len(data) > size:
        yield Fault(LAYOUT, size, len(data), size)
