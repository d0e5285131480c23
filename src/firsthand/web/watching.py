"""Watches on the desk: the page that lists what they fired on, their feeds, the badge, and setting them up."""

from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from firsthand import views, watches
from firsthand.archive import Archive
from firsthand.model import Alert, Watch
from firsthand.watches import out
from firsthand.web.answer import SEEN, Answers, as_rows, back, form_of, unseen

SHOWN = 200
"""Alerts that the page shows; the CSV has `out.MOST`."""

_MEDIA = {"atom": "application/atom+xml", "rss": "application/rss+xml", "jsonfeed": "application/feed+json"}


def last(archive: Archive) -> int:
    """Return the number of the latest alert."""
    return int((archive.connection.execute("SELECT coalesce(max(n), 0) FROM alert").fetchone() or (0,))[0])


def shown(archive: Archive, of: str) -> dict[str, Any]:
    """Return what the page of watches shows.

    Args:
        archive: open.
        of: id of the one watch whose alerts are shown; empty for all.
    """
    held = list(archive.watches)
    chosen = [each for each in held if not of or each.id == of]
    fired = out.fired(archive, [each.id for each in chosen], SHOWN)
    names = {str(row["id"]): row for row in views.pages_about(archive, {each.record for each in fired})}
    return {
        "watches": out.watch_rows(archive, held),
        "leads": {each.id: _lead(each) for each in held},
        "groups": [
            (group[0], str(names.get(group[0].record, {}).get("outlet") or group[0].record), group)
            for group in _grouped(fired)
        ],
        "addresses": {each.id: out.address(each) for each in fired},
        "shown": len(fired),
        "names": {each.id: each.name for each in held},
        "of": of,
        "most": SHOWN,
        "firings": watches.FIRINGS,
        "kinds": watches.KINDS,
    }


def _grouped(fired: list[Alert]) -> list[list[Alert]]:
    """Return alerts of one watch, one page and one state together: latest first, inside by kind and place."""
    groups: dict[tuple[str, str, str], list[Alert]] = {}
    for each in fired:
        groups.setdefault((each.watch, each.record, each.when.isoformat()), []).append(each)
    order = {firing: place for place, firing in enumerate(watches.FIRINGS)}
    for alerts in groups.values():
        alerts.sort(key=lambda each: (order[each.firing], each.where.start if each.where else -1, each.id))
    return list(groups.values())


def _lead(watch: Watch) -> str:
    """Return where the desk shows what is watched."""
    return {
        "query": f"/search?{watch.value}",
        "party": f"/party?id={quote(watch.value)}",
        "site": f"/search?{urlencode({'q': watch.value})}",
        "network": f"/network/{watch.value}",
        "claim": "/claims",
        "story": f"/page/{watch.value}",
    }[watch.kind]


def answer(answers: Answers, request: Request) -> Response:
    """Answer with what the watches fired on: a page, rows, or a feed."""
    of, form = request.query_params.get("of", "")[:60], form_of(request)
    ending = request.url.path.rpartition(".")[2]
    with answers.open() as archive:
        if ending in _MEDIA:
            held = {each.id: each for each in archive.watches if not of or each.id == of}
            fired: list[Alert] = out.fired(archive, list(held))
            feed = out.Feed(Path(answers.path).name, str(request.base_url).rstrip("/"), fired, held)
            return Response(out.FEEDS[ending](feed), media_type=f"{_MEDIA[ending]}; charset=utf-8")
        if form != "html":
            held = {each.id: each for each in archive.watches if not of or each.id == of}
            return as_rows(out.alert_rows(out.fired(archive, list(held)), held.values()), form)
        number = last(archive)
        values = shown(archive, of)
        seen = {each.id for each in out.fired(archive, [w.id for w in archive.watches], unseen(archive, request))}
        params = request.query_params
        values |= {
            "asked": (params.get("kind", "")[:20], params.get("value", "")[:500]),
            "fresh": seen,
            "query": f"?of={quote(of)}" if of else "",
        }
        page = answers.render(request, "watches.html", archive_open=archive, **values, unseen=0)
        page.set_cookie(SEEN, str(number), max_age=31_536_000, httponly=True, samesite="strict")
        return page


def change(answers: Answers, form: dict[str, str], on: list[str]) -> Response:
    """Set a watch up, or take one away, and go back to where that was asked for.

    Args:
        answers: of the archive.
        form: its fields: ``kind`` and ``value``, or ``remove``.
        on: what the watch fires on; empty for everything.
    """
    with answers.open() as archive:
        if form.get("remove"):
            watches.remove(archive, form["remove"])
            return RedirectResponse("/watches", 303)
        made = watches.made(archive, form.get("kind", ""), form.get("value", ""), on, form.get("name") or None)
    watches.add(answers.path, made)
    return RedirectResponse(back(form.get("back", "/watches")), 303)
