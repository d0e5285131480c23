"""What pages, agencies and groups go by, in words that a reader knows."""

import json
from collections.abc import Iterable
from pathlib import PurePath

from firsthand import tables
from firsthand.archive import Archive
from firsthand.model import Count, Line

_THROUGH = "unnamed through "
"""How the ledger's group of unnamed people begins; the group of a reporter follows."""


class Names:
    """The names that one answer needs, looked up once.

    Args:
        archive: where they stand; its own tables go before the built-in ones.
        pages: ids of the pages that are named.
    """

    def __init__(self, archive: Archive, pages: Iterable[str] = ()) -> None:
        own = archive.tables
        rows = (*tables.builtin().agencies, *(own.agencies if own else ()))
        self._agencies = {agency.id: agency.name for agency in rows}
        self._archive = archive
        self.pages = page_names(archive, pages)

    def agency(self, key: str | None) -> str | None:
        """Return the name of an agency's id; what is no id is returned as it stands."""
        return self._agencies.get(key, key) if key else None

    def page(self, key: str) -> str:
        """Return what a page goes by."""
        return self.pages.get(key, key)

    def group(self, key: str, count: Count) -> str:
        """Return the name of a group of the ledger: an agency, a network, an owner, a page, or a party."""
        if key.startswith(_THROUGH):
            return f"Unnamed people, through {self.group(key.removeprefix(_THROUGH), count)}"
        if key in self._agencies:
            return self._agencies[key]
        if key in self.pages:
            return self.page(key)
        if key.startswith("network_"):
            network = self._archive.networks.get(key)
            return f"the network {network.name}" if network else key
        lead = next((line for line in count.ledger if line.subject == key or line.group == key), None)
        if lead is None or lead.subject == key or lead.side == "sources":
            return self.line(lead) if lead else key
        return key if self.line(lead) == key else f"{self.line(lead)}, of {key}"

    def line(self, line: Line) -> str:
        """Return what a line of the ledger goes by; a page never by its bare id."""
        return self.page(line.name) if line.name == line.subject else line.name


def reporters(archive: Archive, stories: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the names that raise the count of reporters, or may raise it, for each story that is asked for."""
    sql = (
        "SELECT c.story, json_extract(l.value, '$.name') FROM count c, json_each(c.doc, '$.ledger') l"
        " WHERE c.story IN (SELECT value FROM json_each(?)) AND json_extract(l.value, '$.side') = 'reporters'"
        " AND json_extract(l.value, '$.standing') IN ('reporter', 'possible reporter')"
        " ORDER BY c.story, json_extract(l.value, '$.standing') DESC, 2"
    )
    found: dict[str, dict[str, None]] = {}
    for story, name in archive.connection.execute(sql, (json.dumps(sorted(stories)),)):
        found.setdefault(str(story), {})[str(name)] = None
    pages = page_names(archive, {name for names in found.values() for name in names if name.startswith("page_")})
    return {story: tuple(pages.get(name, name) for name in names) for story, names in found.items()}


def page_names(archive: Archive, pages: Iterable[str]) -> dict[str, str]:
    """Return what each page goes by: its outlet, brand or site, else the name of the file (and row) it came from."""
    sql = (
        "SELECT r.value, coalesce(a.outlet, a.brand, a.site), s.file, s.place FROM json_each(?) r"
        " LEFT JOIN article a ON a.id = r.value LEFT JOIN sighting s ON s.record = r.value"
        " ORDER BY r.value, s.file DESC, s.place DESC"
    )
    names: dict[str, str] = {}
    for key, name, file, place in archive.connection.execute(sql, (json.dumps(sorted(set(pages))),)):
        lies = PurePath(str(file)).name + (f", {place}" if place is not None and int(place) >= 0 else "")
        names[str(key)] = str(name) if name else lies if file else str(key)
    return names
