"""A network drawn: its sites on one side, whom they took their texts from on the other, and how late."""

import dataclasses
import datetime as dt
import statistics
from typing import Any

from firsthand import views
from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.model import Evidence
from firsthand.web.names import Names

SITES, ORIGINS = 40, 20
"""Sites and origins that are drawn; the table below has all."""

ROW = 26
"""Height of one line."""


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """A site or an origin."""

    name: str
    y: float
    pages: int


@dataclasses.dataclass(frozen=True, slots=True)
class Edge:
    """So many pages of a site carry texts of an origin."""

    low: float
    high: float
    width: float
    note: str


@dataclasses.dataclass(frozen=True, slots=True)
class Taking:
    """A line of the table: a site, whose texts it carries, how many, and how many days late it claims to be."""

    site: str
    origin: str
    pages: int
    late: int | None
    """Median of the days from the writing to the day that the page claims; None where one of the two is not known."""
    told: tuple[tuple[str, str], ...] = ()
    """Id and headline of the pages."""


@dataclasses.dataclass(frozen=True, slots=True)
class Drawing:
    """A network, ready to be drawn."""

    sites: tuple[Node, ...]
    origins: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: int
    left_out: int
    """Sites that are not drawn."""


def network(archive: Archive, key: str) -> dict[str, Any]:
    """Return what the page of one network shows.

    Raises:
        UsageError: there is no such network.
    """
    one = archive.networks.get(key)
    if one is None:
        raise UsageError("There is no such network in this archive. Those it has: /networks")
    families: dict[str, list[Evidence]] = {}
    for each in one.evidence:
        families.setdefault(each.rule, []).append(each)
    ranked = sorted(families.items(), key=lambda family: (-max(each.weight for each in family[1]), family[0]))
    rows = views.network_pages(archive, one.id)
    taken = takings(archive, rows)
    claimed = sorted(str(row["claimed"]) for row in rows if row["claimed"])
    return {
        "network": one,
        "brands": brands(one.brands or one.sites),
        "families": ranked,
        "rows": rows,
        "takings": taken,
        "drawing": drawing(taken),
        "claimed": (claimed[0], claimed[-1]) if claimed else None,
        "lies": sum(row["verdict"] == "contradicted" for row in rows),
    }


def brands(names: tuple[str, ...] | list[str]) -> str:
    """Return names as a reader meets them, at most six."""
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return ", ".join(names[:6]) + more


def takings(archive: Archive, rows: list[views.Row]) -> list[Taking]:
    """Return whose texts each site carries, most pages first."""
    names = Names(archive)
    found: dict[tuple[str, str], list[views.Row]] = {}
    for row in rows:
        origin = names.agency(str(row["origin"])) if row["origin"] else None
        key = str(row["outlet"] or "not known"), origin or "origin not known"
        found.setdefault(key, []).append(row)
    made = []
    for (site, origin), held in found.items():
        known = [late for row in held if (late := _late(row)) is not None]
        told = tuple((str(row["id"]), str(row["title"] or "(no headline)")) for row in held)
        made.append(Taking(site, origin, len(held), int(statistics.median(known)) if known else None, told))
    return sorted(made, key=lambda each: (-each.pages, each.site, each.origin))


def _late(row: views.Row) -> int | None:
    if not row["claimed"] or not row["likely"]:
        return None
    return (dt.date.fromisoformat(str(row["claimed"])) - dt.date.fromisoformat(str(row["likely"]))).days


def drawing(taken: list[Taking]) -> Drawing | None:
    """Return a network as two columns with lines between them; None when there is nothing to draw."""
    if not taken:
        return None
    left, right = _sums(taken, "site"), _sums(taken, "origin")
    height = ROW * max(min(len(left), SITES), min(len(right), ORIGINS)) + ROW
    sites = _column(left[:SITES], height)
    origins = _column(right[:ORIGINS], height)
    most = max(each.pages for each in taken)
    at, to = {node.name: node.y for node in sites}, {node.name: node.y for node in origins}
    edges = tuple(
        Edge(at[each.site], to[each.origin], round(1 + 7 * each.pages / most, 1), _note(each))
        for each in taken
        if each.site in at and each.origin in to
    )
    return Drawing(sites, origins, edges, height, max(0, len(left) - SITES))


def _note(each: Taking) -> str:
    late = "" if each.late is None else f", claimed {each.late} days after the writing in the median"
    return f"{each.site}: {each.pages} of {each.origin}{late}"


def _sums(taken: list[Taking], side: str) -> list[tuple[str, int]]:
    sums: dict[str, int] = {}
    for each in taken:
        name = getattr(each, side)
        sums[name] = sums.get(name, 0) + each.pages
    return sorted(sums.items(), key=lambda item: (-item[1], item[0]))


def _column(items: list[tuple[str, int]], height: int) -> tuple[Node, ...]:
    step = height / (len(items) + 1)
    return tuple(Node(name, round(step * n, 1), pages) for n, (name, pages) in enumerate(items, 1))
