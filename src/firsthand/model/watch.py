"""A watch: what somebody wants to be told of; an alert: one thing that a watch fired on."""

import datetime as dt
from typing import Literal

from firsthand.model.noun import Noun
from firsthand.model.span import Span

WatchKind = Literal["query", "party", "site", "network", "claim", "story"]
"""What is watched."""

Firing = Literal["new origin", "new number", "new claim", "correction", "contradicted date"]
"""What a watch fires on; another copy is none of these."""


class Watch(Noun, frozen=True, kw_only=True):
    """What somebody wants to be told of."""

    id: str
    """``watch_`` and 16 hex digits of kind, value and what it fires on."""
    kind: WatchKind
    """What is watched."""
    value: str
    """Words of a search, a party's id, a site, a network's id, a claim's id; for a story a page that stands for it."""
    anchor: str | None = None
    """For a network: a page of it; its id is made of its sites and changes with them. None for all others."""
    on: tuple[Firing, ...]
    """What it fires on, sorted."""
    name: str
    """For a reader."""
    webhook: str | None = None
    """Where alerts are sent when somebody asks for it; None for nowhere."""
    since: dt.datetime
    """When it was set up, with offset."""


class Alert(Noun, frozen=True, kw_only=True):
    """One thing that a watch fired on."""

    id: str
    """``alert_`` and 16 hex digits of the watch and of what it fired on: the same thing is told once."""
    watch: str
    """The watch's id."""
    firing: Firing
    """What it is."""
    story: str | None
    """Id of the story as it then stood; None for a page in none."""
    about: str | None = None
    """The story's name; None for a page in none."""
    record: str
    """Record id of the page that brought it."""
    where: Span | None = None
    """Its characters in the page's text; None where it is about the page as a whole."""
    quote: str = ""
    """The same characters; empty where it is about the page as a whole."""
    before: str | None = None
    """What was said in its place, for a number; None otherwise."""
    sentence: str
    """For a reader, in full."""
    when: dt.datetime
    """When the archive was worked out so, with offset."""
