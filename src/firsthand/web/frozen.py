"""A frozen address: what a story or a page was in the state that ``?as=`` names, or what has become of it, in words."""

import dataclasses

from starlette.requests import Request

from firsthand import views
from firsthand.archive import Archive
from firsthand.views import past
from firsthand.views.past import State

DATES = 20
"""Pages whose changed date is told."""


@dataclasses.dataclass(frozen=True, slots=True)
class Frozen:
    """What a frozen address shows."""

    mark: str
    """The state, as the link names it."""
    state: State | None
    """None when it is not kept."""
    archive: Archive | None = None
    """The story as it stood; None when what stands now is shown, because it is the same or because nothing older is."""
    key: str = ""
    """The story's or page's whole id."""
    same: bool = False
    """Whether what stands now is what stood then."""
    today: tuple[views.Row, ...] = ()
    """The stories that hold its pages now."""
    dates: tuple[views.Row, ...] = ()
    """Pages whose date was told otherwise."""

    def close(self) -> None:
        """Let go of the archive in memory."""
        if self.archive is not None:
            self.archive.close()


def frozen(archive: Archive, request: Request, kind: str, key: str) -> Frozen | None:
    """Return what a frozen address shows; None for a live one, and for the state that stands now.

    Args:
        archive: open.
        request: with ``?as=`` or without.
        kind: ``story`` or ``page``.
        key: as the address has it.
    """
    mark = request.query_params.get("as", "")[:12]
    now = archive.meta("derived") or ""
    if not mark or not now or now.startswith(mark):
        return None
    then = past.state(archive, mark)
    if then is None:
        return Frozen(mark, None)
    if kind == "story":
        story = past.story_then(archive, key, then)
        if story is None:
            story = past.story_then(archive, views.find_story(archive, key), then)
    else:
        key = views.find_page(archive, key)
        story = past.told_then(archive, key, then)
    if story is None:
        return Frozen(mark, then)
    whole = story.id if kind == "story" else key
    if past.unchanged(archive, story, then):
        return Frozen(mark, then, None, whole, same=True)
    made = past.as_it_was(archive, story, then)
    rows = past.dates_since(archive, story, then)
    if kind == "page":
        rows = [row for row in rows if row["page"] == key]
    return Frozen(mark, then, made, whole, False, tuple(past.today(archive, story)), tuple(rows))
