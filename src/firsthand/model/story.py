"""A story: texts about one happening; a thread: stories that continue one another."""

import datetime as dt
from typing import Literal

from firsthand.model.noun import Noun
from firsthand.model.span import Evidence, Span

NewsKind = Literal["first report", "new statement", "changed number", "new party", "correction", "dropped hedge"]
"""What is new in a report against everything that the archive held before it."""


class Link(Noun, frozen=True, kw_only=True):
    """Why two texts stand in one story, or two stories in one thread."""

    left: str
    """Id of a text (stemma), or of a story."""
    right: str
    """Id of the other."""
    score: float
    """0 to 1."""
    evidence: tuple[Evidence, ...]
    """Shared names, numbers, places, days, in that order."""


class News(Noun, frozen=True, kw_only=True):
    """One thing that a report says for the first time."""

    kind: NewsKind
    """What sort of news."""
    record: str
    """Record id of the report."""
    where: Span
    """Its characters in the report's text."""
    quote: str
    """The same characters."""
    before: str | None = None
    """What earlier texts said in its place; None when they said nothing."""


class Story(Noun, frozen=True, kw_only=True):
    """Texts about one happening."""

    id: str
    """``story_`` and 16 hex digits of the sorted text ids."""
    name: str
    """Made of its own words."""
    texts: tuple[str, ...]
    """Stemma ids, sorted."""
    records: tuple[str, ...]
    """Record ids of all witnesses, sorted."""
    thread: str | None = None
    """``thread_`` id shared by stories that continue one another, made of their sorted ids; a story that stands alone
    is a thread of one. None only in a story that was not made by `firsthand.stories`."""
    earliest: dt.date | None = None
    """First day on which one of its texts was likely written; None when no text has a date."""
    latest: dt.date | None = None
    """Last such day."""
    links: tuple[Link, ...] = ()
    """Why these texts belong together."""
    thread_links: tuple[Link, ...] = ()
    """Why this story continues others."""
    news: tuple[News, ...] = ()
    """What each report added, in the order of writing."""
