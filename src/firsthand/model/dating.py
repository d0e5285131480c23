"""A dating: when a text was really written, why, and what contradicts it."""

import datetime as dt
from typing import Literal

from firsthand.model.noun import Noun
from firsthand.model.span import Evidence

ClueKind = Literal[
    "claimed", "published", "updated", "captured", "weekday", "after", "before", "around", "yearly", "among", "rendered"
]
"""claimed, published, updated, captured: what the page or the capture states. weekday: the text names the day of its
writing by weekday. after / before: not written before / after a day. around: written near an interval. yearly: written
near a stretch of the year that comes back. among: written in one of several stretches. rendered: the page was made on
or after a day, which says nothing about its text."""

Certainty = Literal["certain", "high", "medium", "low", "none"]
"""In words: how narrow and how well supported the interval is."""

Verdict = Literal["consistent", "contradicted", "no evidence"]
"""What the evidence says about the date that the page claims."""


class Clue(Noun, frozen=True, kw_only=True):
    """One piece of evidence about the day of writing, before all are weighed together."""

    kind: ClueKind
    """What it says."""
    earliest: dt.date | None = None
    """First day that it allows; None: open."""
    latest: dt.date | None = None
    """Last day that it allows; None: open."""
    weekday: int | None = None
    """For ``weekday``: 0 Monday to 6 Sunday, the day of the event or utterance. For ``yearly``: the weekday that the
    text gives to the day. None otherwise."""
    yearly: tuple[int, int, int] | None = None
    """For ``yearly``: month (0: every month), day of the month, and length in days; None otherwise."""
    stretches: tuple[tuple[dt.date, dt.date], ...] = ()
    """For ``among``: first and last day of each stretch; empty otherwise."""
    evidence: Evidence
    """The characters, the rule, and its weight in log-odds."""


class Contradiction(Noun, frozen=True, kw_only=True):
    """Statements that cannot all be true."""

    statement: Evidence
    """What the page states."""
    against: tuple[Evidence, ...]
    """What speaks against it, strongest first."""
    sentence: str
    """For a reader: ``The page says Sun 6 Apr 2025; the text was written on a Friday.``"""


class Dating(Noun, frozen=True, kw_only=True):
    """The interval of days in which a text was written. Unknown ends are None, never a guess."""

    record: str | None = None
    """Record id; None for a page that is in no archive."""
    earliest: dt.date | None = None
    """First day of the 95 % interval; None: no lower bound."""
    latest: dt.date | None = None
    """Last day; None: no upper bound."""
    likely: dt.date | None = None
    """The most likely single day; None when nothing picks one."""
    candidates: tuple[tuple[dt.date, float], ...] = ()
    """The most likely days with their probability, at most 7."""
    weekday: int | None = None
    """The weekday of writing, 0 Monday to 6 Sunday, where the evidence tells it and no narrower interval; else None."""
    claimed: dt.date | None = None
    """The day that the page shows or states as its own; None when it states none."""
    claimed_text: str | None = None
    """The same as printed."""
    published: dt.date | None = None
    """The publication day in the page's metadata; None when it has none."""
    updated: dt.date | None = None
    """The day of the last change that the page states."""
    captured: dt.date | None = None
    """The day of collection (UTC); never a publication date."""
    rendered: dt.date | None = None
    """The latest day that the page's lists of other pieces name: the page was made on or after it, whenever its text
    was written; None when they name none."""
    certainty: Certainty = "none"
    """How sure, in words."""
    verdict: Verdict = "no evidence"
    """What the evidence says about `claimed`."""
    trust: float | None = None
    """How far the page's own word was taken after what the other pages of its house state, 0 to 1; None: by default."""
    claimed_instant: dt.datetime | None = None
    """The instant that the statement behind `claimed` gives, with the offset that it states; naive without one; None
    where only a day is stated. Its UTC time is `claimed_utc`; `claimed` is the page's local day."""
    evidence: tuple[Evidence, ...] = ()
    """Every clue that counted, ranked by what it moved."""
    contradictions: tuple[Contradiction, ...] = ()
    """The smallest sets of statements that cannot all be true."""

    @property
    def claimed_utc(self) -> dt.datetime | None:
        """The instant stated, in UTC; None when no instant or no offset is stated: an offset is never guessed."""
        if self.claimed_instant is None or self.claimed_instant.tzinfo is None:
            return None
        return self.claimed_instant.astimezone(dt.UTC)

    @property
    def edtf(self) -> str:
        """The interval as EDTF level 1: ``2023-09-22``, ``2023-09-19/2023-09-22``, ``../2023-09-22``, or ``..``."""
        return days_edtf(self.earliest, self.latest)


def days_edtf(earliest: dt.date | None, latest: dt.date | None) -> str:
    """Return first and last day as EDTF level 1, always to the day; ``..`` where neither is known."""
    if earliest is None and latest is None:
        return ".."
    if earliest == latest:
        return str(earliest)
    return f"{earliest or '..'}/{latest or '..'}"
