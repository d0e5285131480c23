"""The responses that revisits refer to: the latest ones read, as many as fit into a fixed number of bytes."""

from collections import OrderedDict
from dataclasses import replace

import zstandard

from firsthand.read.frames import Frame

_ROOM = 16 << 20
"""Bytes held, compressed; pages shrink to a quarter, so that at 100 KB a page some 600 are held, and memory stays flat
whatever the size of the pile."""
_LEVEL = -1  # 2 ms a megabyte; level 1 takes half as long again for a sixth less room.


class Originals:
    """Responses by record id, by payload digest, and by address and time."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._packer = zstandard.ZstdCompressor(level=_LEVEL)
        self._unpacker = zstandard.ZstdDecompressor()
        self._held: OrderedDict[int, tuple[Frame, tuple[str, ...]]] = OrderedDict()
        self._number = 0
        self._by_key: dict[str, int] = {}

    def keep(self, frame: Frame) -> None:
        """Remember a response; the oldest ones are forgotten when there is no room."""
        names = ("warc-record-id", "warc-payload-digest")
        keys = [f"{name} {frame.headers[name]}" for name in names if frame.headers.get(name)]
        keys.append(f"at {frame.headers.get('warc-target-uri', '')} {frame.headers.get('warc-date', '')}")
        self._number += 1
        # The library makes room for the worst case and keeps it; a copy has the size that it shows.
        packed = replace(frame, block=bytes(memoryview(self._packer.compress(frame.block))))
        self._held[self._number] = (packed, tuple(keys))
        self._room -= len(packed.block)
        for key in keys:
            self._by_key[key] = self._number
        while self._room < 0 and self._held:
            number, (old, gone) = self._held.popitem(last=False)
            self._room += len(old.block)
            for key in gone:
                if self._by_key.get(key) == number:
                    del self._by_key[key]

    def find(self, revisit: Frame) -> Frame | None:
        """Return what a revisit refers to, as captured by the revisit; None when it is not held."""
        said = revisit.headers
        address, when = said.get("warc-refers-to-target-uri"), said.get("warc-refers-to-date")
        keys = (
            f"warc-record-id {said['warc-refers-to']}" if said.get("warc-refers-to") else "",
            f"at {address} {when}" if address and when else "",
            f"warc-payload-digest {said['warc-payload-digest']}" if said.get("warc-payload-digest") else "",
        )
        number = next((self._by_key[key] for key in keys if key in self._by_key), None)
        if number is None:
            return None
        frame = self._held[number][0]
        headers = dict(frame.headers)
        headers.update((name, said[name]) for name in ("warc-target-uri", "warc-date") if name in said)
        block = self._unpacker.decompress(frame.block)
        return replace(frame, offset=revisit.offset, headers=headers, block=block)
