"""CSV (RFC 4180) that a spreadsheet cannot be made to execute."""

import csv
from collections.abc import Sequence
from typing import IO

from firsthand.export.table import without_controls

Value = str | int | float | None

_TRIGGER = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters that make a spreadsheet read a cell as a formula (OWASP, "CSV injection")."""


def disarm(value: Value) -> Value:
    """Return the value; a text that a spreadsheet would execute gets an apostrophe in front, controls are left out."""
    if isinstance(value, str):
        # csv does not quote a bare carriage return, and spreadsheets end a row at it
        value = without_controls(value.replace("\r\n", "\n").replace("\r", "\n"))
        if value.startswith(_TRIGGER):
            return "'" + value
    return value


def write(rows: Sequence[dict[str, Value]], columns: Sequence[str], out: IO[str]) -> None:
    """Write a header and one line a row; every column of the rows, `columns` first."""
    names = [*columns, *sorted({name for row in rows for name in row} - set(columns))]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([disarm(row.get(name)) for name in names] for row in rows)
