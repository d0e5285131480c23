"""How far a run has come: who is told, and the note in the archive that readers see."""

import time
from typing import Protocol

from firsthand.archive import Archive, codec, note_progress


class Progress(Protocol):
    """Who is told how far a run has come."""

    def stage(self, name: str, total: int | None, unit: str) -> None:
        """Hear that a stage begins; ``total`` is how much there is to do, None if that is not known."""

    def advance(self, amount: int) -> None:
        """Hear that so much more has been done."""


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, total: int | None, unit: str) -> None:
        """Say nothing."""

    def advance(self, amount: int) -> None:
        """Say nothing."""


class Noted:
    """Progress that is also written down, once a second, for whoever reads the archive meanwhile."""

    def __init__(self, tell: Progress, archive: Archive, number: int) -> None:
        self._tell, self._archive, self._number = tell, archive, number
        self._now: dict[str, str | int | None] = {}
        self._written = 0.0

    def stage(self, name: str, total: int | None, unit: str) -> None:
        """Hear that a stage begins."""
        self._now = {"run": self._number, "stage": name, "done": 0, "total": total, "unit": unit}
        self._write(0.0)
        self._tell.stage(name, total, unit)

    def advance(self, amount: int) -> None:
        """Hear that so much more has been done."""
        self._now["done"] = int(self._now.get("done") or 0) + amount
        self._write(1.0)
        self._tell.advance(amount)

    def _write(self, after: float) -> None:
        if time.monotonic() - self._written >= after:
            self._written = time.monotonic()
            note_progress(self._archive.connection, codec.dump(self._now))
