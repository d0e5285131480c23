"""The files that are given: folders walked in sorted order, every file once.

Inside a folder hidden files and sidecars are passed over. Links are not followed: what they show inside the folder is
read in its own place, what lies outside is refused, so that nobody reads more than was given.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from firsthand.errors import UsageError
from firsthand.model import Refusal, Sighting
from firsthand.read.archives import passed_over
from firsthand.read.piece import refusal


@dataclass(frozen=True, slots=True)
class File:
    """A file to read."""

    path: Path
    """Where it lies."""
    shown: str
    """As in `Sighting.file`."""
    size: int
    """Bytes."""


def walk(paths: Iterable[Path]) -> list[File | Refusal]:
    """Return the files under some paths in sorted order, and refusals for what cannot be entered.

    Raises:
        UsageError: No path is given, a path does not exist, or a folder holds no page.
    """
    given = sorted({Path(path) for path in paths}, key=_shown)
    if not given:
        raise UsageError("no path given; give files or folders of pages, for example: firsthand trace examples/week")
    found: dict[str, File | Refusal] = {}
    for path in given:
        if not os.path.lexists(path):
            raise UsageError(f"no such file or folder: {_shown(path)}; look at the spelling, or give the full path")
        entries = list(_folder(path)) if path.is_dir() else [_file(path, _shown(path))]
        if not entries:
            raise UsageError(
                f"no pages in {_shown(path)}; give a folder or file with pages (HTML, text, JSONL, WARC …)"
            )
        for entry in entries:
            found.setdefault(entry.shown if isinstance(entry, File) else entry.sighting.file, entry)
    return [found[key] for key in sorted(found)]


def _shown(path: Path) -> str:
    """Return a path as text that every store can hold."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")


def _file(path: Path, shown: str) -> File | Refusal:
    where = Sighting(file=shown)
    try:
        status = path.stat()
    except OSError as error:
        return refusal(where, "unreadable", f"{error.strerror or error}")
    if not stat.S_ISREG(status.st_mode):
        return refusal(where, "unreadable", "neither a file nor a folder but a device, pipe or socket")
    return File(path, shown, status.st_size)


def _folder(top: Path) -> Iterator[File | Refusal]:
    """Yield what lies in a folder; without recursion, as folders can be deep."""
    waiting = [top]
    real = os.path.realpath(top)
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield refusal(Sighting(file=_shown(folder)), "unreadable", f"the folder: {error.strerror or error}")
            continue
        wacz = {"datapackage.json", "archive"} <= {entry.name for entry in listed}
        for entry in listed:
            if passed_over(entry.name) or (wacz and entry.name != "archive"):
                continue
            path = folder / entry.name
            if entry.is_symlink():
                target = os.path.realpath(path)
                if not os.path.exists(target) or os.path.commonpath([real, target]) != real:
                    detail = "a link that leads out of the folder, or nowhere; give what it shows as a path of its own"
                    yield refusal(Sighting(file=_shown(path)), "unreadable", detail)
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                yield _file(path, _shown(path))
