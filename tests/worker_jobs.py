"""Work for worker processes that ends badly; a module of its own, so that a worker can import it."""

import os
import time

from firsthand.archive import Page
from firsthand.model import Record, Refusal, Sighting, Tables


def sleep_on_slow(record: Record, tables: Tables) -> Page:
    """Refuse every page at once, but sleep over the one that says so."""
    if b"slow" in record.payload:
        time.sleep(600)
    return refused(record)


def die_on_deadly(record: Record, tables: Tables) -> Page:
    """Refuse every page, but take the process down with the one that says so."""
    if b"deadly" in record.payload:
        os._exit(9)
    return refused(record)


def refused(record: Record) -> Page:
    """A page that ends as a refusal."""
    return Page(record, Refusal(id=record.id, record=record.id, sighting=record.sighting, stage="restore",
                                reason="no_article", detail=record.payload.decode()))  # fmt: skip


def seen(record: Record) -> Sighting:
    """Return where a page was seen; the offset is what it is by default, but worked out."""
    return Sighting(file=record.payload.decode(), offset=None if int("1") else 1)


def die_elsewhere(here: int, number: int) -> int:
    """Return the number, but take any other process down with number 70."""
    if number == 70 and os.getpid() != here:
        os._exit(9)
    return number


def process(number: int) -> int:
    """Return which process this is."""
    return os.getpid()
