"""Owners and labels from the outlets table: facts from outside that explain a shared template, or speak against one."""

from collections.abc import Iterable

from firsthand.model import Evidence, Outlet
from firsthand.networks.page import folded
from firsthand.networks.site import Site

_SAME = 5.0
"""Log-odds against: papers of one owner share a template because they are one house; see `Verdict.strength` too."""
_OTHER = 2.5
"""Log-odds against: two owners that are known, and differ."""


class Owners:
    """The outlets table, by host and by name."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        rows = sorted(outlets, key=lambda row: (row.domain, row.name))
        self._by_host = {row.domain.lower(): row for row in rows}
        self._by_name = {folded(row.name): row for row in reversed(rows)}

    def row(self, site: Site) -> Outlet | None:
        """Return the table's row of a site: by its host or a parent of it, else by its printed brand."""
        if site.key.startswith("host:"):
            parts = site.name.lower().split(".")
            for start in range(max(1, len(parts) - 1)):
                row = self._by_host.get(".".join(parts[start:]))
                if row is not None:
                    return row
            return None
        return next((self._by_name[name] for name in sorted(site.names) if name in self._by_name), None)

    def against(self, left: Site, right: Site) -> list[Evidence]:
        """Return what the owners of two sites say against one farm behind them."""
        first, second = self.row(left), self.row(right)
        if first is None or second is None or first.owner is None or second.owner is None:
            return []
        quote = f"{first.name}: {first.owner}; {second.name}: {second.owner}"
        if first.owner == second.owner:
            note = "one owner: a shared template is what one would expect"
            return [Evidence(rule="networks.against.owner", quote=quote, locus="table", weight=_SAME, note=note)]
        note = "two known owners"
        return [Evidence(rule="networks.against.owners", quote=quote, locus="table", weight=_OTHER, note=note)]

    def labels(self, sites: Iterable[Site]) -> list[Evidence]:
        """Return the known networks that the table names for these sites: labels for people, weight 0."""
        found = []
        for site in sites:
            row = self.row(site)
            if row is not None and row.label:
                quote = f"{row.name} ({row.domain}): {row.label}"
                found.append(Evidence(rule="networks.label.outlets", quote=quote, locus="table", weight=0.0))
        return found
