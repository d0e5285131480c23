"""Rows: the lines of every list."""

from typing import Any

from firsthand.archive import Archive

NAME = "coalesce(a.outlet, a.brand, a.site, (SELECT min(file) FROM sighting WHERE record = a.id))"
"""What a page goes by in a list: who published it, as far as the page says, else the file."""

Row = dict[str, str | int | float | None]
"""One line of a list: column name to a plain value."""


def rows(archive: Archive, sql: str, names: tuple[str, ...], *bindings: Any) -> list[Row]:
    """Return what a query gives, each row under these column names."""
    return [dict(zip(names, row, strict=True)) for row in archive.connection.execute(sql, bindings)]
