"""Which byte of a stretch was changed: found from its CRC-32, proved by a SHA-256.

A CRC is linear: the change of one byte changes it by an amount that depends only on the byte's change and its distance
from the end. Stepping that amount back, one byte at a time, meets the place. A stretch in which several bytes were
changed has no such place, and is named as a whole.
"""

import zlib

BLOCK = 4_096
"""Bytes that have a CRC of their own; two changed bytes in one block cannot be told apart."""


def _table() -> list[int]:
    found = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
        found.append(value)
    return found


_TABLE = _table()
_BY_TOP = {entry >> 24: number for number, entry in enumerate(_TABLE)}
_CHANGE = {entry: number for number, entry in enumerate(_TABLE) if number}


def crcs(data: bytes) -> str:
    """Return the CRC of each block, eight hex digits each, one behind the other."""
    return "".join(f"{zlib.crc32(data[at : at + BLOCK]):08x}" for at in range(0, len(data), BLOCK))


def single(data: bytes, crc: int) -> list[tuple[int, int]]:
    """Return the (place, former value) of each one byte whose change explains that the CRC was this one."""
    found = []
    off = zlib.crc32(data) ^ crc
    for place in range(len(data) - 1, -1, -1):
        change = _CHANGE.get(off)
        if change is not None:
            found.append((place, data[place] ^ change))
        number = _BY_TOP[off >> 24]
        off = ((off ^ _TABLE[number]) << 8 | number) & 0xFFFFFFFF
    return found[::-1]
