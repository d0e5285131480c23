"""A ZIP of which every byte is determined: files stored as they are, in a given order, without clock or machine.

The bytes are a function of names and contents, so that a file can be laid out anew and compared with what was found:
any byte that differs is a byte that somebody or something changed, also in the ZIP's own directory. Files are not
compressed, so that a place in a file is a place in the ZIP.
"""

import dataclasses
import struct
import zlib
from collections.abc import Mapping, Sequence

from firsthand.errors import InputError

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DAY = (1980 - 1980) << 9 | 1 << 5 | 1  # 1 January 1980, the first day that a ZIP can state

MOST = 1 << 31
"""Bytes of the largest bundle: beyond, a ZIP needs another layout."""


@dataclasses.dataclass(frozen=True, slots=True)
class Member:
    """One file as a ZIP lists it."""

    name: str
    size: int
    crc: int
    start: int
    """Where its bytes begin in the ZIP."""


@dataclasses.dataclass(frozen=True, slots=True)
class Slot:
    """What the layout says of a file before its bytes are known to be sound."""

    size: int
    crc: int


def pack(files: Mapping[str, bytes], comment: bytes) -> bytes:
    """Return the ZIP of these files, in this order."""
    slots = {name: Slot(len(data), zlib.crc32(data)) for name, data in files.items()}
    parts: list[bytes] = []
    for name, data in files.items():
        parts += [_local(name, slots[name]), data]
    return b"".join(parts) + directory(slots, comment)


def starts(slots: Mapping[str, Slot]) -> dict[str, int]:
    """Return where the bytes of each file begin."""
    found, at = {}, 0
    for name, slot in slots.items():
        at += _LOCAL.size + len(name)
        found[name] = at
        at += slot.size
    return found


def heads(slots: Mapping[str, Slot]) -> dict[str, bytes]:
    """Return what stands right before the bytes of each file."""
    return {name: _local(name, slot) for name, slot in slots.items()}


def directory(slots: Mapping[str, Slot], comment: bytes) -> bytes:
    """Return what stands behind the last file."""
    rows, at = [], 0
    for name, slot in slots.items():
        rows.append(
            _CENTRAL.pack(b"PK\x01\x02", 0x314, 20, 0, 0, 0, _DAY, slot.crc, slot.size, slot.size,
                          len(name), 0, 0, 0, 0, 0o100644 << 16, at) + name.encode("ascii")
        )  # fmt: skip
        at += _LOCAL.size + len(name) + slot.size
    body = b"".join(rows)
    return body + _END.pack(b"PK\x05\x06", 0, 0, len(slots), len(slots), len(body), at, len(comment)) + comment


def _local(name: str, slot: Slot) -> bytes:
    head = _LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 0, _DAY, slot.crc, slot.size, slot.size, len(name), 0)
    return head + name.encode("ascii")


def listings(data: bytes) -> list[list[Member]]:
    """Return the files as the ZIP lists them: once from its front, once from its directory; one may be damaged.

    Raises:
        InputError: neither can be read.
    """
    found = [listing for listing in (_from_front(data), _from_directory(data)) if listing]
    if not found:
        raise InputError("It is no bundle of firsthand, or its beginning and its end are both damaged.")
    return found


def _from_front(data: bytes) -> list[Member]:
    found, at = [], 0
    while data[at : at + 4] == b"PK\x03\x04" and at + _LOCAL.size <= len(data):
        _, _, _, _, _, _, crc, size, _, length, extra = _LOCAL.unpack_from(data, at)
        start = at + _LOCAL.size + length
        if extra or start + size > len(data):
            return []
        found.append(Member(data[at + _LOCAL.size : start].decode("ascii", "replace"), size, crc, start))
        at = start + size
    # what follows is the directory, even if one byte of its mark was changed
    return found if _alike(data[at : at + 4], b"PK\x01\x02") else []


def _from_directory(data: bytes) -> list[Member]:
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + _END.size > len(data):
        return []
    _, _, _, _, _, _, at, _ = _END.unpack_from(data, end)
    found: list[Member] = []
    while data[at : at + 4] == b"PK\x01\x02" and at + _CENTRAL.size <= end:
        fields: Sequence[int] = _CENTRAL.unpack_from(data, at)
        crc, size, length, local = fields[7], fields[8], fields[10], fields[16]
        name = data[at + _CENTRAL.size : at + _CENTRAL.size + length].decode("ascii", "replace")
        found.append(Member(name, size, crc, local + _LOCAL.size + length))
        at += _CENTRAL.size + length
    return found if at == end else []


def is_zip(head: bytes) -> bool:
    """Tell whether a file that begins so, or nearly so, is meant as a ZIP."""
    return _alike(head[:4], b"PK\x03\x04")


def _alike(found: bytes, mark: bytes) -> bool:
    return sum(one == other for one, other in zip(found, mark, strict=False)) >= len(mark) - 1
