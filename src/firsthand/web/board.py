"""Who says what: the claim board of a story, the parties of the archive, and one of them."""

from typing import Any

from firsthand import views
from firsthand.archive import Archive
from firsthand.errors import UsageError

PER_PAGE = 50
"""Parties on one page."""
FOUND = 200
"""Claims that a search shows; the CSV holds more."""


def story(archive: Archive, key: str) -> dict[str, Any]:
    """Return what the claim board of a story shows.

    Raises:
        UsageError: there is no such story.
    """
    story = archive.stories.get(views.find_story(archive, key))
    if story is None:
        raise UsageError(f"{archive.path} holds no story {key}.")
    voices, left_out = views.board(archive, story.id)
    return {"story": story, "voices": voices, "left_out": left_out}


def parties(archive: Archive, words: str, number: int) -> dict[str, Any]:
    """Return what the list of parties shows."""
    (total,) = archive.connection.execute("SELECT count(*) FROM party").fetchone() or (0,)
    last = max(1, -(-int(total) // PER_PAGE)) if not words else 1
    number = min(number, last)
    rows = views.parties(archive, words, PER_PAGE if not words else 200, (number - 1) * PER_PAGE)
    return {"asked": None, "rows": rows, "name": words, "total": total, "number": number, "last": last}


def claims(archive: Archive, asked: views.Asked) -> dict[str, Any]:
    """Return what the search among claims shows."""
    return {"asked": asked, "rows": views.said(archive, asked, FOUND), "most": FOUND}


def party(archive: Archive, key: str) -> dict[str, Any]:
    """Return what the page of one party shows.

    Raises:
        UsageError: nobody of this name is quoted.
    """
    row = views.party(archive, key)
    if row is None:
        raise UsageError(f"Nobody called {key!r} is quoted in this archive. Those who are: /claims")
    top = str(row["id"])
    voices, left_out = views.statements(archive, top)
    return {
        "row": row,
        "voices": voices,
        "left_out": left_out,
        "stories": views.party_stories(archive, top),
        "called": views.party_descriptions(archive, top),
        "aliases": [each for each in views.aliases(archive, top) if each != top],
        "history": views.history(archive, (top, *views.aliases(archive, top))),
    }


def rows(voices: list[views.Voice]) -> list[views.Row]:
    """Return a board as flat rows, one a claim, for programs."""
    found: list[views.Row] = []
    for voice in voices:
        for number, point in enumerate(voice.points, 1):
            dropped = {each.claim for each in point.dropped}
            for said in (point.first, *point.repeats):
                found.append(
                    {
                        "party": voice.id, "name": voice.name, "point": number, "first": said is point.first,
                        "claim": said.claim, "page": said.record, "outlet": said.outlet, "text": said.text,
                        "written": str(said.day) if said.day else None, "cue": said.cue, "content": said.content,
                        "hedge": said.hedge, "dropped_hedge": said.claim in dropped, "group": said.group,
                        "differs": _kinds(point, said.claim),
                        "also_said_by": "; ".join(name for _, name in point.also) or None,
                    }
                )  # fmt: skip
    return found


def _kinds(point: views.Point, claim: str) -> str | None:
    """Return in what a claim differs from the first of its row."""
    return "; ".join(each.kind for each in point.differences if each.claim == claim) or None
