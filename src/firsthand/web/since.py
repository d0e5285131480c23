"""What changed in a story since a reader saw it last: the archive's earlier states, compared with what stands now.

Which state a reader saw is kept in a cookie of the reader's own, by the page that stands for the story: a story's id
changes with its texts. The desk keeps no record of who read what.
"""

import dataclasses
import json
import re

from firsthand.archive import Archive, codec, past
from firsthand.model import Count, Line, Story
from firsthand.watches import changes
from firsthand.watches.changes import Change, Told
from firsthand.web.names import Names

SEEN = "firsthand_stories"
"""The cookie."""
KEPT = 40
"""Stories whose last visit is remembered; the cookie stays under 2 kB."""
MOST = 2_000
"""Stories that may have changed since; after a run that changed more, nothing is compared."""
SHOWN = 40
"""Changes that are shown."""
_ENTRY = re.compile(r"([0-9a-f]{16})-([0-9a-f]{12})?-([0-9a-f]{12})")


@dataclasses.dataclass(frozen=True, slots=True)
class Visit:
    """A reader's visit to one story."""

    before: str
    """State that was seen before this one; empty at the first visit."""
    cookie: str
    """What the reader is to keep; empty where the archive has no state yet."""


@dataclasses.dataclass(frozen=True, slots=True)
class Since:
    """What changed."""

    at: str
    """When the state that was seen last was worked out."""
    sentence: str
    """The counts then; empty when the story was not there."""
    pages: tuple[str, ...]
    """Pages that are new in the story."""
    left: int
    """Pages that have left it."""
    changes: tuple[Change, ...]
    """New origins, claims, numbers and corrections, at most `SHOWN`."""


def visit(kept: str, story: Story, anchor: str, state: str) -> Visit:
    """Return what a reader saw of a story before, and what to keep of this visit.

    Args:
        kept: the reader's cookie; what is no such cookie is passed over.
        story: the story as it stands now.
        anchor: the page that stands for it.
        state: the archive's state now, 12 characters.
    """
    entries = [match.groups(default="") for match in map(_ENTRY.fullmatch, kept[:8_000].split(".")) if match]
    held = set(story.records)
    mine = next((each for each in entries if f"page_{each[0]}" in held), None)
    page = anchor.removeprefix("page_")
    if not re.fullmatch(r"[0-9a-f]{12}", state) or not re.fullmatch(r"[0-9a-f]{16}", page):
        return Visit("", "")
    before = "" if mine is None else mine[1] if mine[2] == state else mine[2]
    others = [each for each in entries if f"page_{each[0]}" not in held][: KEPT - 1]
    return Visit(before, ".".join("-".join(each) for each in [(page, before, state), *others]))


def since(archive: Archive, story: Story, count: Count, mark: str, names: Names) -> Since | None:
    """Return what changed in a story since a state; None when that state is not kept, or too much has changed."""
    found = past.find(archive.connection, mark)
    if found is None:
        return None
    number, _, at = found
    if len(list(past.changed(archive.connection, "story", number))) > MOST:
        return None
    olds = _olds(archive, story, count, number)
    held = {record for told in olds for record in told.story.records}
    now = Told(story, count)
    new = changes.origins(now, olds, lambda line: _name(line, names)) if olds else []
    new += changes.reports(now, olds, lambda: _texts(archive, held)) if olds else []
    return Since(
        at=at,
        sentence="; ".join(told.count.sentence for told in olds),
        pages=tuple(record for record in story.records if record not in held),
        left=len(held - set(story.records)),
        changes=tuple(new[:SHOWN]),
    )


def _olds(archive: Archive, story: Story, count: Count, number: int) -> list[Told]:
    """Return the stories that held any page of a story in an earlier state."""
    held = set(story.records)
    if past.doc(archive.connection, "story", story.id, number) == codec.dump(story):
        was = past.doc(archive.connection, "count", story.id, number)
        return [Told(story, codec.load(Count, was) if was else count)]
    found = []
    for doc in past.gone(archive.connection, "story", number):
        old = codec.load(Story, doc)
        was = past.doc(archive.connection, "count", old.id, number) if held & set(old.records) else None
        if was is not None:
            found.append(Told(old, codec.load(Count, was)))
    return found


def _name(line: Line, names: Names) -> str:
    return names.line(line)


def _texts(archive: Archive, records: set[str]) -> dict[str, str]:
    sql = "SELECT id, text FROM article WHERE id IN (SELECT value FROM json_each(?))"
    rows = archive.connection.execute(sql, (json.dumps(sorted(records)),))
    return {str(key): str(text) for key, text in rows}
