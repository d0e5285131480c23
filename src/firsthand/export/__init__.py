"""Rows out: one file per format, each with a ``write(rows, columns, out)``.

Comes in: rows of plain values. Goes out: a table for people, or CSV, JSON and JSON Lines for programs. Page text in a
row is hostile: to terminals (control characters are left out) and to spreadsheets (formulas are disarmed).
"""

from collections.abc import Sequence
from typing import IO

from firsthand.export import csv, json, jsonl, table
from firsthand.export.timelinejs import timelinejs

__all__ = ["FORMATS", "timelinejs", "write"]

FORMATS = ("table", "json", "jsonl", "csv")
"""Names for ``--format``."""

_WRITERS = {"table": table.write, "json": json.write, "jsonl": jsonl.write, "csv": csv.write}


def write(form: str, rows: Sequence[dict[str, str | int | float | None]], columns: Sequence[str], out: IO[str]) -> None:
    """Write rows in one of `FORMATS`; the columns that a table shows come first, others only go to machines."""
    _WRITERS[form](rows, columns, out)
