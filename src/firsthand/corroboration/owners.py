"""Who stands behind a page: its agency, its outlet, the outlet's owner, the network of sites."""

import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from firsthand.model import Agency, Article, Evidence, Network, Outlet, Tables

K = TypeVar("K")
V = TypeVar("V")

SURE = 0.8
"""A network with this score counts its sites as one; from `DOUBT` on it only widens the bounds."""
DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class Owners:
    """The tables and networks, ready to be asked."""

    agencies: Mapping[str, Agency]
    """Folded form of a name -> agency."""
    outlets: Mapping[str, Outlet]
    """Host -> row."""
    named: Mapping[str, Outlet]
    """Folded name -> row."""
    holders: Mapping[str, str]
    """Folded name of an office holder -> country."""
    networks: Mapping[str, Sequence[Network]]
    """Record -> the networks that have it, surest first."""

    def agency(self, name: str | None) -> Agency | None:
        """Return the agency of an id, name or form; None when the table has none."""
        return self.agencies.get(fold(name)) if name else None

    def outlet(self, article: Article) -> Outlet | None:
        """Return the row of the outlets table for a page: by its host, a parent of the host, or its name."""
        labels = (article.site or "").split(".")
        for at in range(max(0, len(labels) - 1)):
            row = self.outlets.get(".".join(labels[at:]))
            if row is not None:
                return row
        return self.named.get(fold(article.outlet)) if article.outlet else None

    def behind(self, article: Article, name: str | None) -> tuple[str, str, Evidence | None]:
        """Return (group, standing of a further page of it, evidence) for an outlet's page.

        Args:
            article: the page.
            name: what the stemma says that the outlet is called; None to go by the page alone.
        """
        row = self.outlet(article) or (self.named.get(fold(name)) if name else None)
        if row is not None and row.owner:
            note = f"{row.name} belongs to {row.owner}."
            return row.owner, "same owner", Evidence(
                rule="corroboration.owner.table", quote=f"{row.domain}: {row.owner}", locus="table", note=note
            )  # fmt: skip
        for network in self.networks.get(article.record, ()):
            if network.score >= SURE:
                return network.id, "same network", _network(network)
        return (row.name if row else name or printed(article) or article.record), "copy", None

    def doubtful(self, article: Article) -> Network | None:
        """Return the network that the page may belong to, without being sure; None when there is none."""
        return next((n for n in self.networks.get(article.record, ()) if DOUBT <= n.score < SURE), None)


class _Last(Generic[K, V]):
    """Keeps what was made of the last argument: thousands of stories in a row are counted with the same tables."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self._make = make
        self._kept: tuple[K, V] | None = None

    def __call__(self, asked: K) -> V:
        kept = self._kept
        if kept is None or kept[0] is not asked:
            self._kept = kept = (asked, self._make(asked))
        return kept[1]


def owners(tables: Tables, networks: Sequence[Network]) -> Owners:
    """Return the tables and networks, sorted for look-up; a network comes before those with lower scores."""
    return dataclasses.replace(_ROWS(tables), networks=_HOMES(tuple(networks)))


def _rows(tables: Tables) -> Owners:
    agencies: dict[str, Agency] = {}
    for agency in tables.agencies:
        for form in (*agency.forms, agency.name, agency.id, *agency.domains):
            agencies.setdefault(fold(form), agency)
    return Owners(
        agencies=agencies,
        outlets={row.domain: row for row in tables.outlets},
        named={fold(row.name): row for row in tables.outlets},
        holders={fold(office.holder): office.country for office in tables.offices if office.country},
        networks={},
    )


def _homes(networks: tuple[Network, ...]) -> dict[str, list[Network]]:
    homes: dict[str, list[Network]] = {}
    for network in sorted(networks, key=lambda each: (-each.score, each.id)):
        for record in network.records:
            homes.setdefault(record, []).append(network)
    return homes


_ROWS = _Last(_rows)
_HOMES = _Last(_homes)


@functools.lru_cache(maxsize=50_000)
def fold(name: str | None) -> str:
    """Return a name for comparing: without case, ``the`` and everything that is no letter or digit."""
    folded = (name or "").casefold().removeprefix("the ")
    return " ".join("".join(c if c.isalnum() else " " for c in folded.replace(".", "")).split())


def printed(article: Article) -> str | None:
    """Return what a page calls itself: outlet, site or brand; None when it says nothing."""
    return article.outlet or article.site or article.furniture.brand


def _network(network: Network) -> Evidence:
    first = network.evidence[0] if network.evidence else None
    return Evidence(
        rule="corroboration.owner.network",
        quote=first.quote if first else network.name,
        record=first.record if first else None,
        locus=first.locus if first else "archive",
        where=first.where if first else None,
        weight=network.score,
        note=f"The sites of {network.name} share one template.",
    )
