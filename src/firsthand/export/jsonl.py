"""JSON Lines: one object a line."""

import json
from collections.abc import Sequence
from typing import IO

from firsthand.export.table import escaped

Value = str | int | float | None


def write(rows: Sequence[dict[str, Value]], columns: Sequence[str], out: IO[str]) -> None:
    """Write each row as an object of its own; `columns` is for people and not used."""
    for row in rows:
        out.write(escaped(json.dumps(row, ensure_ascii=False)) + "\n")
