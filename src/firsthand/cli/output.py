"""What commands print: rows in a format, text for people, progress on the error stream."""

import sys
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from firsthand import export
from firsthand.export.table import line
from firsthand.views import Row

F = TypeVar("F", bound=Callable[..., Any])


def with_format(command: F) -> F:
    """Give a command the ``--format`` option."""
    option = click.option(
        "--format", "-f", "form", type=click.Choice(export.FORMATS), default="table", show_default=True,
        help="How the list is printed.",
    )  # fmt: skip
    return option(command)


def rows(form: str, lines: Sequence[Row], columns: Sequence[str], empty: str) -> None:
    """Print rows; in a table, say it in words when there are none."""
    if not lines and form == "table":
        click.echo(empty)
        return
    export.write(form, lines, columns, sys.stdout)


def say(text: str = "", style: str | None = None) -> None:
    """Print one line for a person; what a terminal would obey is left out. Long lines wrap on a terminal alone.

    Line feeds become spaces: no page, file name or decision can print a line that looks like one of ours.
    """
    console = Console(highlight=False)
    shown = Text(line(text), style or "")
    console.print(shown, soft_wrap=not console.is_terminal)


def some(number: object, one: str, many: str | None = None) -> str:
    """Return a number with its word: ``1 page``, ``2,000 pages``."""
    return f"{f'{number:,}' if isinstance(number, int) else number} {one if number == 1 else many or one + 's'}"


def heading(text: str) -> None:
    """Print a heading with an empty line above."""
    say()
    say(text, "bold")


def complain(text: str) -> None:
    """Print an error."""
    console = Console(stderr=True, highlight=False)
    shown = Text.assemble(("error: ", "bold red"), line(text))
    console.print(shown, soft_wrap=not console.is_terminal)


_QUIET = 30.0  # Seconds between two lines about one stage where there is no terminal.


class Bar:
    """Progress for a person: what is being done, how far, how fast, how long still.

    Where there is no terminal, a line for each stage, and one each half minute of a long stage.
    """

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._plain = not console.is_terminal
        self._started = time.monotonic()
        self._progress = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}"), TextColumn("{task.fields[rate]}"), TimeElapsedColumn(),
            TimeRemainingColumn(), console=console, transient=True, disable=self._plain,
        )  # fmt: skip
        self._task: TaskID | None = None
        self._unit, self._scale = "", 1
        self._name, self._done, self._told = "", 0, 0.0
        self._total: int | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def stage(self, name: str, total: int | None, unit: str) -> None:
        """Begin a stage; bytes are shown as kilobytes."""
        self._scale = 1024 if unit == "bytes" else 1
        self._unit = "KiB" if unit == "bytes" else unit
        if self._task is not None:
            self._progress.remove_task(self._task)
        whole = None if total is None else max(1, total // self._scale)
        self._task = self._progress.add_task(name, total=whole, unit=self._unit, rate="")
        self._name, self._total, self._done, self._told = name, total, 0, time.monotonic()
        if self._plain:
            click.echo(f"firsthand: {name} ({time.monotonic() - self._started:.1f} s)", err=True)

    def advance(self, amount: int) -> None:
        """Go on by so much."""
        if self._task is None:
            return
        self._done += amount
        if self._plain and time.monotonic() - self._told >= _QUIET:
            self._told = time.monotonic()
            far = f"{min(1.0, self._done / self._total):.0%}" if self._total else f"{self._done // self._scale:,}"
            click.echo(f"firsthand: {self._name}, {far} ({self._told - self._started:.0f} s)", err=True)
        self._progress.advance(self._task, amount / self._scale)
        speed = self._progress.tasks[0].speed if self._progress.tasks else None
        if speed:
            self._progress.update(self._task, rate=f"{speed:,.0f} {self._unit}/s")
