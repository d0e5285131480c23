"""One JSON array."""

import json
from collections.abc import Sequence
from typing import IO

from firsthand.export.table import escaped

Value = str | int | float | None


def write(rows: Sequence[dict[str, Value]], columns: Sequence[str], out: IO[str]) -> None:
    """Write all rows as an array of objects, one object a line; `columns` is for people and not used."""
    lines = (escaped(json.dumps(row, ensure_ascii=False)) for row in rows)
    out.write("[" + ",\n ".join(lines) + "]\n")
