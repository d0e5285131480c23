"""An input file that tells how much of it has been used up, for a progress bar."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


class Counted(io.RawIOBase):
    """A file that tells how much of it has been used, each byte once."""

    def __init__(self, size: int, on_bytes: Callable[[int], None]) -> None:
        super().__init__()
        self._size = size
        self._told = 0
        self._on_bytes = on_bytes
        self._inner: BinaryIO | None = None

    def open(self, path: Path) -> None:
        """Open the file; raises OSError."""
        self._inner = path.open("rb", buffering=0)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from any place."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read into a buffer and count."""
        assert self._inner is not None
        count = int(self._inner.readinto(buffer) or 0)  # type: ignore[attr-defined]
        self._tell_to(self._inner.tell())
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place; going back counts nothing twice."""
        assert self._inner is not None
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        assert self._inner is not None
        return self._inner.tell()

    def _tell_to(self, place: int) -> None:
        place = min(place, self._size)
        if place > self._told:
            self._on_bytes(place - self._told)
            self._told = place

    def finish(self) -> None:
        """Count the file as used up."""
        self._tell_to(self._size)

    def close(self) -> None:
        """Close the file."""
        super().close()
        if self._inner is not None:
            self._inner.close()
