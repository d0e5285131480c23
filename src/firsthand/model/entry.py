"""An entry of the timeline: something that happened, when, and who reported it."""

import datetime as dt

from firsthand.model.dating import days_edtf
from firsthand.model.noun import Noun
from firsthand.model.span import Evidence


class Version(Noun, frozen=True, kw_only=True):
    """One way in which an entry is told: ``12 dead``, with those who tell it so."""

    value: str
    """The differing words: a number, a day."""
    records: tuple[str, ...]
    """Record ids that say so, sorted."""


class Entry(Noun, frozen=True, kw_only=True):
    """One event of a story."""

    id: str
    """``entry_`` and 16 hex digits."""
    story: str
    """Story id."""
    earliest: dt.date | None
    """First day on which it can have happened; None: open."""
    latest: dt.date | None
    """Last day; None: open."""
    reported: dt.date | None = None
    """The likely day of the first text that reports it; None when that text has no date."""
    text: str
    """The sentence, from the earliest and fullest report."""
    expression: str
    """The words that gave the day: ``on Monday morning``."""
    records: tuple[str, ...]
    """Record ids of all pages that report it, sorted."""
    reporters: int
    """Texts (stemmata) that report it."""
    conflicts: tuple[Version, ...] = ()
    """Where the reports differ; empty when they agree."""
    evidence: tuple[Evidence, ...]
    """Spans of the sentence and of the date expression."""

    @property
    def edtf(self) -> str:
        """The day or interval as EDTF level 1."""
        return days_edtf(self.earliest, self.latest)
