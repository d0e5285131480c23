"""Which archive a command means: the first argument where it names one, else the one that lies here."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from firsthand.errors import UsageError

DEFAULT = "firsthand.fh"
"""What ``trace`` writes when it is not told otherwise."""

F = TypeVar("F", bound=Callable[..., Any])


def with_archive(rest: str = "") -> Callable[[F], F]:
    """Give a command its arguments: ``[ARCHIVE]`` and then ``rest``."""
    return click.argument("arguments", nargs=-1, metavar=f"[ARCHIVE] {rest}".strip(), type=click.Path())


def split(arguments: Sequence[str], least: int = 0, most: int | None = 0) -> tuple[str, tuple[str, ...]]:
    """Return the archive that is meant, and the other arguments.

    Args:
        arguments: as given. The first one names the archive when it ends in ``.fh``, is an SQLite file, or is one more
            than the command takes.
        least: how many other arguments the command needs.
        most: how many it takes; None: any number.

    Raises:
        UsageError: too few, too many, or no archive here and none named.
    """
    if arguments and Path(arguments[0]).is_dir():
        raise UsageError(
            f"{arguments[0]} is a folder; an archive is one file, made with: firsthand trace PATH… -o FILE"
        )
    named = bool(arguments) and (is_archive(arguments[0]) or (most is not None and len(arguments) == most + 1))
    archive, rest = (arguments[0], arguments[1:]) if named else (_here(), tuple(arguments))
    if len(rest) < least or (most is not None and len(rest) > most):
        raise UsageError(f"{_wrong(len(rest) < least, rest)} Write: {_usage()}")
    return archive, tuple(rest)


def _wrong(few: bool, rest: Sequence[str]) -> str:
    if few:
        return "Something is missing."
    return f"There is more than this command takes ({' '.join(rest)}); put words that belong together in quotes."


def _usage() -> str:
    """Return how the command that runs is written."""
    context = click.get_current_context()
    return " ".join([context.command_path, *context.command.collect_usage_pieces(context)])


def is_archive(name: str) -> bool:
    """Tell whether a name is an archive's: by its ending, or by the first bytes of the file."""
    if name.endswith(".fh"):
        return True
    try:
        with Path(name).open("rb") as file:
            return file.read(15) == b"SQLite format 3"
    except (OSError, ValueError):
        return False


def _here() -> str:
    """Return the default archive, or the only one in this folder."""
    if Path(DEFAULT).exists():
        return DEFAULT
    found = sorted(Path().glob("*.fh"))
    if len(found) == 1:
        return str(found[0])
    what = "There is no archive here" if not found else f"There are {len(found)} archives here"
    raise UsageError(f"{what}: name one (week.fh), or make one with: firsthand trace PATH… -o week.fh")
