"""People's decisions: the history with what became of each, what waits, and which page stands for a story."""

import json
from collections.abc import Sequence
from typing import Any

from firsthand.archive import Archive, decisions
from firsthand.errors import UsageError
from firsthand.model import Judgement, standing
from firsthand.views.row import Row


def history(archive: Archive, about: Sequence[str] = ()) -> list[Row]:
    """Return one row a decision, the latest first; with ``about``, only those on these pages, parties or decisions.

    ``state`` is ``in force``, ``waiting`` (it counts when the archive is worked out next), ``outranked`` by a later one
    on the same things, or ``undone``.
    """
    every = tuple(archive.judgements)
    stand = standing(every)
    kept = {each.id for each in stand}
    last = {_subject(each): each.id for each in stand}
    known = decisions.applied(archive.connection)
    wanted = frozenset(about)
    shown = [each for each in every if not wanted or {each.left, each.right} & wanted]
    return [
        {
            "id": each.id,
            "when": each.when.isoformat(timespec="seconds"),
            "who": each.who,
            "decision": each.decision,
            "left": each.left,
            "right": each.right,
            "value": each.value,
            "reason": each.reason,
            "state": _state(each, kept, last, known),
        }
        for each in sorted(shown, key=lambda one: (one.when, one.id), reverse=True)
    ]


def _subject(each: Judgement) -> tuple[str, ...]:
    """Return what a decision settles: two that settle the same thing cannot both hold."""
    sides = tuple(sorted(filter(None, (each.left, each.right))))
    return (each.decision.removeprefix("not ").removeprefix("other ").removeprefix("same "), *sides)


def _state(each: Judgement, kept: set[str], last: dict[tuple[str, ...], str], known: frozenset[str]) -> str:
    if each.decision == "undo":
        return "in force" if each.id in known else "waiting"
    if each.id not in kept:
        return "undone"
    if last[_subject(each)] != each.id:
        return "outranked"
    return "in force" if each.id in known or each.decision in decisions.AT_ONCE else "waiting"


def waiting(archive: Archive) -> int:
    """Return how many decisions wait for the archive to be worked out anew."""
    return decisions.waiting(archive.connection)


def anchor(archive: Archive, story: str) -> str:
    """Return the page that stands for a story in decisions: the root of its largest text, else its least page.

    Decisions hang on pages because a page keeps its id for ever, while a story's id is made of the texts in it.

    Raises:
        UsageError: there is no such story.
    """
    sql = (
        "SELECT coalesce(s.archetype, t.record) FROM told t JOIN witness w ON w.record = t.record"
        " JOIN stemma s ON s.id = w.stemma WHERE t.story = ? ORDER BY s.witnesses DESC, s.id, t.record LIMIT 1"
    )
    row = archive.connection.execute(sql, (story,)).fetchone()
    if row is None:
        raise UsageError(f"{archive.path} holds no story {story}.")
    return str(row[0])


def pinned(archive: Archive) -> list[str]:
    """Return the stories that people pinned, the latest first."""
    pages = [each.left for each in reversed(standing(archive.judgements)) if each.decision == "pin"]
    sql = "SELECT DISTINCT t.story FROM json_each(?) r JOIN told t ON t.record = r.value ORDER BY r.key"
    found: dict[str, None] = {str(row[0]): None for row in archive.connection.execute(sql, (json.dumps(pages),))}
    return list(found)


def titles(archive: Archive, rows: Sequence[Row]) -> dict[str, str]:
    """Return what the two sides of decisions go by: headlines and parties' names."""
    keys = sorted({str(row[side]) for row in rows for side in ("left", "right") if row[side]})
    sql = (
        "SELECT k.value, coalesce(a.title, p.name) FROM json_each(?) k LEFT JOIN article a ON a.id = k.value"
        " LEFT JOIN party p ON p.id = k.value"
    )
    found: list[tuple[Any, ...]] = list(archive.connection.execute(sql, (json.dumps(keys),)))
    return {str(key): str(name) for key, name in found if name}
