"""Watches: what somebody wants to be told of, and what came of it.

Comes in: an archive that has just been worked out, with what changed since its watches were looked at last. Goes out:
alerts, written into the archive: a new origin (a group of the ledger that raises the count of reporters and did not
before), a new number, a new claim (a statement or a party that no page held before), a correction, a contradicted date
(one a text). Another copy is none of these. The same archive worked out in the same steps gives the same alerts; the
same thing is told once a watch.

A query, a party, a site, a network, a claim or a story can be watched. It sends nothing; that is for whoever asks.
"""

import datetime as dt
from collections.abc import Sequence
from typing import get_args
from urllib.parse import urlencode

from firsthand import views
from firsthand.archive import Archive, past, watching
from firsthand.archive.watching import add, mark_sent
from firsthand.errors import UsageError
from firsthand.model import Alert, Firing, Watch, WatchKind, make_id
from firsthand.watches import gather, matching
from firsthand.watches.changes import Change

FIRINGS: tuple[Firing, ...] = get_args(Firing)
KINDS: tuple[WatchKind, ...] = get_args(WatchKind)

__all__ = ["FIRINGS", "KINDS", "add", "evaluate", "made", "mark_sent", "remove"]


def made(
    archive: Archive, kind: str, value: str, on: Sequence[str] = (), name: str | None = None, webhook: str | None = None
) -> Watch:
    """Return a watch, checked against what the archive holds.

    Args:
        archive: open.
        kind: one of `KINDS`.
        value: what is watched: words (or ``q=…&outlet=…`` as in a search's address), a party's id or name, a site or
            outlet, a network's id, a claim's id, a story.
        on: what it fires on, of `FIRINGS`; nothing: on everything.
        name: for a reader; else made of the value.
        webhook: where alerts are sent.

    Raises:
        UsageError: there is no such thing in the archive, or a word is none of those above.
    """
    unknown = [each for each in on if each not in FIRINGS]
    if kind not in KINDS or unknown or not value.strip() or len(value) > 500 or len(name or "") > 300:
        raise UsageError(f"A watch is on one of {', '.join(KINDS)} and fires on some of {', '.join(FIRINGS)}.")
    if webhook is not None and (not webhook.startswith(("http://", "https://")) or len(webhook) > 2_000):
        raise UsageError("A webhook is an http or https address.")
    value, anchor, called = _meant(archive, kind, value.strip())
    firing = tuple(sorted(each for each in FIRINGS if each in on or not on))
    key = make_id("watch", kind, value, *firing)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return Watch(
        id=key, kind=kind, value=value, anchor=anchor, on=firing, name=name or called, webhook=webhook, since=now
    )


def _meant(archive: Archive, kind: str, value: str) -> tuple[str, str | None, str]:
    """Return what a watch's value is kept as, its anchor, and what it is called."""
    if kind == "story":
        story = views.find_story(archive, value)
        name = archive.connection.execute("SELECT name FROM story WHERE id = ?", (story,)).fetchone()
        return views.anchor(archive, story), None, str(name[0] if name else value)
    if kind == "network":
        row = archive.connection.execute(
            "SELECT n.id, n.name, min(m.record) FROM network n JOIN member m ON m.network = n.id WHERE n.id = ?",
            (value,),
        ).fetchone()
        if row is None or row[0] is None:
            raise UsageError(f"{archive.path} holds no network {value}.")
        return str(row[0]), str(row[2]), str(row[1])
    if kind == "claim":
        found = archive.connection.execute("SELECT id, content FROM claim WHERE id = ?", (value,)).fetchone()
        if found is None:
            raise UsageError(f"{archive.path} holds no claim {value}.")
        return value, None, str(found[1])[:300]
    if kind == "party":
        party = views.party(archive, value) or next(iter(views.parties(archive, value, 2)), None)
        if party is None:
            raise UsageError(f"{archive.path} quotes nobody who is called {value!r}.")
        return str(party["id"]), None, str(party["name"])
    if kind == "query" and "=" not in value:
        return urlencode({"q": value}), None, value
    return value, None, value


def remove(archive: Archive, key: str) -> list[Watch]:
    """Take the watches whose id begins so away, with their alerts, and return them."""
    found = [each for each in archive.watches if each.id.startswith((key, f"watch_{key}"))] if key else []
    watching.remove(archive.path, [each.id for each in found])
    return found


def evaluate(archive: Archive) -> int:
    """Look what changed since this was done last, and write the alerts of all watches; return how many are new.

    Args:
        archive: open for writing, just worked out.
    """
    connection = archive.connection
    state = past.number(connection)
    since = int(archive.meta("watched") or 0)
    oldest = int((connection.execute("SELECT coalesce(min(n), 0) FROM state").fetchone() or (0,))[0])
    held = tuple(archive.watches)
    if not held or since == state:
        return 0
    fresh = gather.since_then(archive, max(since, oldest)) if since else []
    row = connection.execute("SELECT at FROM state WHERE n = ?", (state,)).fetchone()
    when = dt.datetime.fromisoformat(str(row[0])) if row else dt.datetime.now(dt.UTC)
    fired = [
        _alert(archive, watch, change, when)
        for watch in held
        for change in (
            *matching.meets(archive, watch, fresh),
            *(matching.reporters_of(archive, watch, max(since, oldest)) if _tells_origins(watch) and since else ()),
        )
    ]
    return watching.keep(connection, state, fired)


def _tells_origins(watch: Watch) -> bool:
    return watch.kind == "claim" and "new origin" in watch.on


def _alert(archive: Archive, watch: Watch, change: Change, when: dt.datetime) -> Alert:
    name = archive.connection.execute("SELECT name FROM story WHERE id = ?", (change.story,)).fetchone()
    return Alert(
        id=make_id("alert", watch.id, change.firing, change.key),
        watch=watch.id,
        firing=change.firing,
        story=change.story,
        about=str(name[0]) if name else None,
        record=change.records[0],
        where=change.where,
        quote=change.quote,
        before=change.before,
        sentence=change.sentence,
        when=when,
    )
