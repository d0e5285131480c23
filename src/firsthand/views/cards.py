"""Cards: everything about one page or one story, as nouns."""

import dataclasses
import datetime as dt
from typing import Any

from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.model import (
    Article,
    Claim,
    Copy,
    Count,
    Dating,
    Entry,
    Network,
    Record,
    Refusal,
    Sighting,
    Stemma,
    Story,
)  # fmt: skip
from firsthand.views.pages import story_pages
from firsthand.views.row import Row
from firsthand.views.stories import story_rows


@dataclasses.dataclass(frozen=True, slots=True)
class PageCard:
    """Everything known about one page."""

    record: Record | None
    """The page as found; None when nothing could be read."""
    sightings: tuple[Sighting, ...]
    """Where it was found."""
    article: Article | None = None
    """What it holds; None when it was refused."""
    refusal: Refusal | None = None
    """Why it was refused; None when it was not."""
    dating: Dating | None = None
    """When its text was written."""
    stemma: Stemma | None = None
    """The text that it is a witness of."""
    copies: tuple[Copy, ...] = ()
    """Edges from and to it."""
    claims: tuple[Claim, ...] = ()
    """Who says what in it, in the order of the text."""
    story: Story | None = None
    """The story that it belongs to."""
    networks: tuple[Network, ...] = ()
    """Networks of sites that it belongs to."""


@dataclasses.dataclass(frozen=True, slots=True)
class StoryCard:
    """Everything known about one story."""

    story: Story
    count: Count
    pages: tuple[Row, ...]
    """One row a page: id, outlet, title, what it is, dates."""
    entries: tuple[Entry, ...]
    """Its timeline."""
    thread: tuple[Row, ...]
    """The other stories of its thread."""


def page(archive: Archive, key: str) -> PageCard:
    """Return everything known about one page, by its id.

    Raises:
        UsageError: the archive holds no such page.
    """
    record, refusal = archive.records.get(key), archive.refusals.get(key)
    if record is None and refusal is None:
        raise UsageError(f"{archive.path} holds no page {key}.")
    places = archive.sightings(key) or ((refusal.sighting,) if refusal else ())
    article = archive.articles.get(key)
    if article is None:
        return PageCard(record=record, sightings=places, refusal=refusal)
    in_networks = "id IN (SELECT network FROM member WHERE record = ?)"
    return PageCard(
        record=record,
        sightings=places,
        article=article,
        dating=archive.datings.get(key),
        stemma=_first(archive.stemmata.where("id = (SELECT stemma FROM witness WHERE record = ?)", key)),
        copies=archive.copies.where('"left" = ?1 OR "right" = ?1', key),
        claims=tuple(sorted(archive.claims.where("record = ?", key), key=lambda c: (c.content[0].start, c.id))),
        story=_first(archive.stories.where("id = (SELECT story FROM told WHERE record = ?)", key)),
        networks=archive.networks.where(in_networks, key),
    )


def story(archive: Archive, key: str) -> StoryCard:
    """Return everything known about one story, by its id.

    Raises:
        UsageError: the archive holds no such story.
    """
    one, count = archive.stories.get(key), archive.counts.get(key)
    if one is None or count is None:
        raise UsageError(f"{archive.path} holds no story {key}. List them with: firsthand stories {archive.path}")
    last = dt.date.max
    entries = sorted(archive.entries.where("story = ?", key), key=lambda e: (e.earliest or e.latest or last, e.id))
    same_thread = "SELECT id FROM story WHERE thread = ? AND id <> ?"
    others = story_rows(archive, same_thread, one.thread, key) if one.thread else []
    return StoryCard(one, count, tuple(story_pages(archive, key)), tuple(entries), tuple(others))


def _first(nouns: tuple[Any, ...]) -> Any:
    return nouns[0] if nouns else None
