"""What the lists of the desk show, as plain values for their templates: front, network, refusals, search."""

from typing import Any

from firsthand import views
from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.model import Evidence, Network, Span
from firsthand.web.marks import Mark, Segment, segments
from firsthand.web.names import page_names, reporters

STORIES = 50
"""Stories on one page of the front."""

PER_PAGE = 20
"""Hits on one page of a search."""

REFUSALS = 1_000
"""Refusals that are shown; the command line has all."""


def front(archive: Archive, number: int = 1) -> dict[str, Any]:
    """Return what the front shows: stories by independent reporters, refusals, networks, and the archive's size."""
    held = views.status(archive)
    last = max(1, -(-int(held["stories"] or 0) // STORIES))
    number = min(number, last)
    rows = views.stories(archive, STORIES, (number - 1) * STORIES)
    return {
        "stories": rows,
        "reporters": reporters(archive, [str(row["id"]) for row in rows]),
        "held": held,
        "reasons": views.refusal_reasons(archive),
        "networks": [(network, brands(network)) for network in archive.networks] if number == 1 else [],
        "number": number,
        "last": last,
    }


def brands(network: Network) -> str:
    """Return the names of a network as a reader meets them: its brands, at most six, else its sites."""
    names = network.brands or network.sites
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return ", ".join(names[:6]) + more


def network(archive: Archive, key: str) -> dict[str, Any]:
    """Return what the page of one network shows.

    Raises:
        UsageError: there is no such network.
    """
    one = archive.networks.get(key)
    if one is None:
        raise UsageError("There is no such network in this archive. The networks it has stand on the front.")
    families: dict[str, list[Evidence]] = {}
    for each in one.evidence:
        families.setdefault(each.rule, []).append(each)
    ranked = sorted(families.items(), key=lambda family: (-max(each.weight for each in family[1]), family[0]))
    return {"network": one, "brands": brands(one), "families": ranked, "rows": views.network_pages(archive, one.id)}


def refusals(archive: Archive, reason: str | None) -> dict[str, Any]:
    """Return what the list of refusals shows."""
    rows = views.refusals(archive, reason)
    return {
        "rows": rows[:REFUSALS],
        "total": len(rows),
        "reasons": views.refusal_reasons(archive),
        "reason": reason,
    }


def search(archive: Archive, words: str, number: int) -> dict[str, Any]:
    """Return what a page of search results shows; the first is number 1."""
    total = archive.search_total(words) if words else 0
    last = max(1, -(-total // PER_PAGE))
    number = min(number, last)
    hits = archive.search(words, PER_PAGE, (number - 1) * PER_PAGE) if words else ()
    return {
        "words": words,
        "total": total,
        "hits": [(hit, marked(hit.snippet)) for hit in hits],
        "about": _about(archive, [hit.record for hit in hits]),
        "number": number,
        "last": last,
    }


def _about(archive: Archive, pages: list[str]) -> dict[str, views.Row]:
    """Return the name, story and day of each page that was found."""
    names = page_names(archive, pages)
    return {str(row["id"]): row | {"outlet": names[str(row["id"])]} for row in views.pages_about(archive, pages)}


def marked(snippet: str) -> tuple[Segment, ...]:
    """Return a search snippet with its finds as marks."""
    text = ""
    marks: list[Mark] = []
    for piece in snippet.split("⟦"):
        found, closed, rest = piece.partition("⟧")
        if closed:
            marks.append(Mark(Span(start=len(text), end=len(text) + len(found)), "found", ""))
        text += found + rest
    return segments(text, Span(start=0, end=len(text)), marks)
