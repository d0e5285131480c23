"""Lists on terminals of any width."""

import io
import re

import pytest
from rich.console import Console

from firsthand.export import table

ROWS: list[dict[str, table.Value]] = [
    {"id": "story_0123456789abcdef", "name": "Lamp on the cape is lit again after the storm", "pages": 12, "day": None},
    {
        "id": "story_fedcba9876543210",
        "name": "Nine ships pass the cape in one night of fog",
        "pages": 3,
        "day": "2031-03-04",
    },
]
COLUMNS = ("id", "name", "pages", "day")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _shown(width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    out = _Terminal()
    table.write(ROWS, COLUMNS, out)
    return [row.rstrip() for row in re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()).splitlines()]


def test_a_wide_terminal_shows_a_row_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(_shown(120, monkeypatch)) == 3


def test_ids_days_and_numbers_are_not_broken_where_a_column_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = "\n".join(_shown(80, monkeypatch))
    assert "story_0123456789abcdef" in shown
    assert "2031-03-04" in shown


def test_a_narrow_terminal_shows_a_block_a_row_without_what_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _shown(50, monkeypatch)
    assert [row.split()[0] for row in shown if row and not row.startswith(" ")] == ["id", "name", "pages"] + [
        "id",
        "name",
        "pages",
        "day",
    ]


def test_what_a_program_reads_is_never_broken() -> None:
    out = io.StringIO()
    table.write([{"text": "word " * 900}], ("text",), out)
    assert len(out.getvalue().splitlines()) == 2
    assert Console(file=out).width < 4_500
