"""A refusal: a page that could not be used, as a value that is kept, counted and searchable."""

from typing import Literal

from firsthand.model.noun import Noun
from firsthand.model.record import Sighting
from firsthand.model.span import Evidence

Stage = Literal["read", "restore"]
"""The stage that said no."""


class Refusal(Noun, frozen=True, kw_only=True):
    """Why one page, or one stretch of a container, did not become an article."""

    id: str
    """The record's id where there is a record, else ``refusal_`` and 16 hex digits of place and reason."""
    record: str | None = None
    """Id of the record; None when nothing could be read (an unreadable file, a damaged stretch of a WARC)."""
    sighting: Sighting
    """Where it stands: file, and offset or row."""
    stage: Stage
    """Who refused."""
    reason: str
    """One of the documented reasons: `empty`, `unreadable`, `unknown_format`, `not_text`, `damaged`, `too_large`,
    `too_hostile`, `timed_out`, `wrong_encoding`, `original_missing`, `no_article`, `section_front`, `consent_wall`,
    `paywall_stub`, `error_page`, `script_shell`, `site_file` (an ``ads.txt``: what it says is in `evidence`),
    `internal_error` (firsthand itself failed on the page)."""
    detail: str
    """What was found, with figures, in one sentence."""
    skipped: int | None = None
    """Bytes that were passed over; None where the whole record is kept."""
    evidence: tuple[Evidence, ...] = ()
    """The characters that led to the refusal, where there are any."""
    excerpt: str | None = None
    """The words that a paywall stub does show; None otherwise."""
