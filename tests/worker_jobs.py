"""Work for worker processes that ends badly; a module of its own, so that a worker can import it."""

import os
import time

from firsthand.archive import Page
from firsthand.model import Record, Refusal, Tables


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
