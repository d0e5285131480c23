"""What the reference tables tell, laid out once for a table and not once for each text that is asked about."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from firsthand.model import Agency, Outlet, Tables

T = TypeVar("T")


class _This:
    """Tables that are told from others by which object they are: the hash of their rows costs more than a look-up."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def __hash__(self) -> int:
        return id(self.tables)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.tables is self.tables


def once(lay_out: Callable[[Tables], T]) -> Callable[[Tables], T]:
    """Return a function that lays out the same tables once."""
    kept = lru_cache(maxsize=4)(lambda this: lay_out(this.tables))
    return lambda tables: kept(_This(tables))


class Names:
    """Agencies and outlets by what they are called, and by their hosts."""

    def __init__(self, tables: Tables) -> None:
        agencies = tables.agencies
        self.rows: dict[str | None, Agency] = {row.id: row for row in reversed(agencies)}
        self.forms = {form: agency.id for agency in agencies for form in (*agency.forms, agency.name) if form.strip()}
        ordered = sorted(self.forms, key=lambda form: (-len(form), form))
        whole = r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)"
        self.pattern: re.Pattern[str] | None = re.compile(whole) if ordered else None
        self._folded = {agency.id: agency.id for agency in reversed(agencies)}
        for form in sorted(self.forms, reverse=True):
            self._folded.setdefault(form.casefold(), self.forms[form])
        self._at: dict[str, list[int]] = {}
        for number, agency in enumerate(agencies):
            for host in agency.domains:
                self._at.setdefault(host, []).append(number)
        self._agencies = agencies
        self.outlets: dict[str | None, Outlet] = {row.domain: row for row in reversed(tables.outlets)}

    def id_of(self, name: str | None) -> str | None:
        """Return the id of the agency that a name or id means; None when the table has none."""
        if not name:
            return None
        return self.forms.get(name) or self._folded.get(name.casefold())

    def at(self, site: str) -> list[Agency]:
        """Return the agencies to which a host, or one that it is a part of, belongs, in the order of the table."""
        parts = site.split(".")
        found = {n for start in range(len(parts)) for n in self._at.get(".".join(parts[start:]), ())}
        return [self._agencies[number] for number in sorted(found)]


names = once(Names)
