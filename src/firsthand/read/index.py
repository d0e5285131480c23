"""CDX and CDXJ: an index of captures, followed into the WARC and ARC files that lie beside it.

One line is one capture: its file, offset and length. A pile that holds the files themselves needs no index, so that one
is passed over whose files are all given too. Rules: ``read.index.missing`` (a file that is named and not there),
``read.index.damaged`` (lines that cannot be read).

Only the last part of a name counts, and only files in the index's own folder, or in ``archive`` beside it, are opened:
an index says where in a file to look, never which files of this machine are read.
"""

import dataclasses
import json
import os
from pathlib import Path
from typing import BinaryIO

from firsthand.model import Record, Sighting
from firsthand.read.piece import Found, Job, Piece, clean, refusal
from firsthand.read.stream import Budget, Stream

_LINE = 65_536
_MOST = 5_000_000  # Captures of one index; their places are held in memory.
_COLUMNS = {11: (8, 9, 10), 10: (None, 8, 9), 9: (None, 7, 8)}
"""Where length, offset and file name stand in lines of so many fields, as the tools in use write them."""
_WIDE = {"S": 0, "V": 1, "g": 2}


@dataclasses.dataclass(slots=True)
class _Plan:
    """What an index names."""

    captures: dict[str, dict[int, int | None]]
    """Offsets and lengths by file name."""
    lines: int = 0
    """Lines that name a capture."""
    bad: int = 0
    """Lines that do not."""
    first_bad: int | None = None
    """Byte of the first of them."""


def index(piece: Piece, job: Job) -> Found:
    """Read the captures that an index names, by file and offset."""
    here = Sighting(file=piece.file)
    if piece.path is None:
        detail = "an index (CDX) of captures inside a container; give the WARC or ARC files that it points into"
        yield refusal(here, "unknown_format", detail, piece.stream.size)
        return
    plan = _plan(piece.stream)
    if plan is None:
        yield refusal(here, "too_hostile", f"an index of more than {_MOST:,} captures", piece.stream.size)
        return
    if plan.bad:
        where = Sighting(file=piece.file, offset=plan.first_bad)
        yield refusal(where, "damaged", f"{plan.bad:,} lines of the index name no capture", None)
    shown = piece.file.rpartition("/")[0]
    for name, places in sorted(plan.captures.items()):
        path = _beside(piece.path, name)
        if path is not None and job.is_given(path):
            job.skipped("index of captures")
        elif path is None:
            detail = f"the index names {len(places):,} captures in {name}, which does not lie beside it"
            yield refusal(Sighting(file=f"{shown}/{name}" if shown else name), "unreadable", detail)
        else:
            up = os.path.relpath(path, piece.path.parent).replace(os.sep, "/")
            file = os.path.normpath(f"{shown}/{up}" if shown else up).replace(os.sep, "/")
            yield from _captures(path, file, places, job)


def _plan(stream: Stream) -> _Plan | None:
    """Return what an index names; None when that is too much to hold."""
    plan, held, legend = _Plan({}), 0, None
    while True:
        place = stream.position
        line = stream.line(_LINE)
        if not line:
            return plan
        text = line.decode("utf-8", "replace").strip("\ufeff\r\n ")
        if line.startswith(b" CDX "):
            legend = text.split()[1:]
            continue
        if not text or text.startswith("!"):
            continue
        found = _capture(text, legend) if line.endswith(b"\n") or len(line) < _LINE else None
        if found is None:
            plan.bad += 1
            plan.first_bad = place if plan.first_bad is None else plan.first_bad
            continue
        name, offset, length = found
        places = plan.captures.setdefault(name, {})
        held += offset not in places
        if held > _MOST:
            return None
        places[offset] = length
        plan.lines += 1


def _capture(text: str, legend: list[str] | None) -> tuple[str, int, int | None] | None:
    """Return file name, offset and length that a line names; None when it names none."""
    start = text.find(" {")
    if start >= 0:
        try:
            said = json.loads(text[start + 1 :])
        except (ValueError, RecursionError):
            return None
        if not isinstance(said, dict):
            return None
        values = [said.get("length"), said.get("offset"), said.get("filename")]
    else:
        words = text.split()
        if legend is not None and len(legend) == len(words):
            values = [words[legend.index(each)] if each in legend else None for each in _WIDE]
        elif len(words) in _COLUMNS:
            values = [None if at is None else words[at] for at in _COLUMNS[len(words)]]
        else:
            return None
    length, offset = _number(values[0]), _number(values[1])
    name = clean(str(values[2] or "")).replace("\\", "/").rsplit("/", 1)[-1]
    if offset is None or not name or name in (".", "..") or "\x00" in name or len(name) > 255:
        return None
    return name, offset, length or None


def _number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def _beside(path: Path, name: str) -> Path | None:
    """Return the file of a name in the index's folder, or in ``archive`` next to it; None where there is none."""
    for folder in (path.parent, path.parent / "archive", path.parent.parent / "archive"):
        file = folder / name
        if file.is_file() and not file.is_symlink() and not folder.is_symlink():
            return file
    return None


class _Slice:
    """A stretch of a file as a raw reader; what is read counts, as an index can name one stretch again and again."""

    def __init__(self, file: BinaryIO, start: int, end: int, budget: Budget) -> None:
        self._file, self._at, self._end, self._budget = file, start, end, budget

    def read(self, size: int, /) -> bytes:
        self._file.seek(self._at)
        data = self._file.read(max(0, min(size, self._end - self._at)))
        self._at += len(data)
        self._budget.spend(len(data))
        return data


def _captures(path: Path, shown: str, places: dict[int, int | None], job: Job) -> Found:
    """Read captures of one file, in the order of their places."""
    size = path.stat().st_size
    limits = job.options
    budget = Budget(size, limits.unfold_floor, limits.unfold_ratio, limits.unfold_limit)
    part = dataclasses.replace(job, budget=budget)
    with path.open("rb") as file:
        for offset in sorted(places):
            length = places[offset]
            end = size if length is None else min(size, offset + length)
            where = Sighting(file=shown, offset=offset)
            if offset >= size:
                yield refusal(where, "damaged", f"the index names byte {offset:,}; the file has {size:,}", 0)
                continue
            stream = Stream(_Slice(file, offset, end, budget), end)
            stream.position = offset
            for found in job.descend(Piece(shown, path.name, stream), part):
                if found.sighting.offset != offset and (length is None or isinstance(found, Record)):
                    break  # the next capture, which the index may not name
                yield found
