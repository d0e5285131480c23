"""A table for a terminal."""

import re
import unicodedata
from collections.abc import Sequence
from typing import IO, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

Value = str | int | float | None

_WIDE = 10_000  # columns; no row that a program reads is broken
_LEAST = 26  # letters: what is no longer, as ids, days and numbers, is not broken, and longer columns get so many
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def safe(text: str) -> str:
    """Return page text without what a terminal would obey: control characters, escapes, direction overrides."""
    return unicodedata.normalize("NFC", without_controls(text))


def without_controls(text: str) -> str:
    """Return page text without what a terminal would obey, else as it is; tabs and line feeds stay."""
    return _CONTROL.sub("", text)


def line(text: str) -> str:
    """Return page text as one line: as `safe`, and line feeds, with which a text could forge lines, become spaces."""
    return safe(text.replace("\n", " "))


def escaped(text: str) -> str:
    """Return JSON with what a terminal would obey escaped, so that nothing is lost and nothing is obeyed."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write(rows: Sequence[dict[str, Value]], columns: Sequence[str], out: IO[str]) -> None:
    """Write the named columns of all rows: numbers right, as wide as the terminal, or as they are where none reads.

    Where a terminal is too narrow for the columns, each row is a block of lines, one a column.
    """
    cells = [["" if row.get(name) is None else line(str(row[name])) for name in columns] for row in rows]
    console = Console(file=out, width=None if out.isatty() else _WIDE, highlight=False, soft_wrap=False)
    widths = [max([len(name), *(len(row[at]) for row in cells)]) for at, name in enumerate(columns)]
    if sum(min(width, _LEAST) + 2 for width in widths) > console.width + 2:
        _blocks(cells, columns, console)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, width in zip(columns, widths, strict=True):
        numeric = any(isinstance(row.get(name), int | float) for row in rows)
        justify: Literal["left", "right"] = "right" if numeric else "left"
        table.add_column(name.replace("_", " "), justify=justify, no_wrap=width <= _LEAST)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _blocks(cells: Sequence[Sequence[str]], columns: Sequence[str], console: Console) -> None:
    """Write each row as a block; what is empty is left out."""
    for row in cells:
        block = Table(box=None, pad_edge=False, show_header=False)
        block.add_column(style="dim", no_wrap=True)
        block.add_column()
        for name, cell in zip(columns, row, strict=True):
            if cell:
                block.add_row(name.replace("_", " "), Text(cell))
        console.print(block)
        console.print()
