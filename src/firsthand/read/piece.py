"""A piece of input: a file, or a member of a container; and what all readers of one input share."""

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from firsthand.model import Record, Refusal, Sighting, make_id
from firsthand.read.originals import Originals
from firsthand.read.stream import Budget, Stream

OWN_FILES = (".fh", ".fh-wal", ".fh-shm", ".fh-journal", ".fh-writer")
"""Ends of the names of archives and what stands beside them: ``trace .`` writes into the folder that it reads."""

SIDECARS = frozenset({"firsthand.toml", "truth.json"})
"""Files that lie beside pages and are passed over in silence: settings, and the truth about a test corpus."""

Found = Iterator[Record | Refusal]
"""What every reader gives."""


@dataclass(frozen=True, slots=True)
class Options:
    """Limits of reading; each protects memory and time against hostile input."""

    page_limit: int = 10_000_000
    """Bytes of one page; a larger one is refused as ``too_large``."""
    depth_limit: int = 3
    """Containers within containers (ZIP, TAR); deeper ones are refused as ``too_hostile``."""
    unfold_floor: int = 64 << 20
    """Bytes that any input file may unfold to, however small it is."""
    unfold_ratio: int = 250
    """Bytes that an input file may unfold to for each byte of its own; gzip of news pages measured 4 to 40."""
    unfold_limit: int = 256 << 30
    """Bytes that an input file may unfold to at most."""
    check_digests: bool = True
    """Whether a WARC record whose digest does not fit its bytes is refused as ``damaged``."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file or a member, and its bytes."""

    file: str
    """Path as in `Sighting.file`."""
    name: str
    """Its own name, without folder."""
    stream: Stream = field(compare=False)
    """Its bytes."""
    depth: int = 0
    """Containers around it."""
    wraps: int = 0
    """Compressions taken off since the last container."""
    path: Path | None = None
    """Where its file lies; None inside a container."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the readers of one input file share."""

    options: Options
    """Limits."""
    budget: Budget
    """What is left of the bytes that the input may unfold to."""
    descend: Callable[[Piece, "Job"], Found]
    """Reads a member, whatever it is."""
    skipped: Callable[[str], None]
    """Told what kind of thing was passed over because it is no page."""
    originals: Originals = field(default_factory=Originals)
    """The responses that revisits refer to; one for the whole pile."""
    is_given: Callable[[Path], bool] = lambda _: False
    """Tells whether a file is one of those that are read anyway."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an input says about one page."""

    sighting: Sighting
    """Where it stands."""
    name: str
    """File name or row, which counts in the id where there is no address."""
    url: str | None = None
    """Its address."""
    captured: dt.datetime | None = None
    """When it was collected."""
    charset: str | None = None
    """The charset that came with it."""
    decoded: bool = False
    """True when the input held characters, which are UTF-8 here whatever the page says."""
    headers: tuple[tuple[str, str], ...] = ()
    """As in `Record.headers`."""

    def at(self, **changes: object) -> "Facts":
        """Return the facts with some changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def refusal(sighting: Sighting, reason: str, detail: str, skipped: int | None = None) -> Refusal:
    """Return the refusal of something that stands at a place."""
    offset = None if sighting.offset is None else str(sighting.offset)
    return Refusal(
        id=make_id("refusal", sighting.file, offset, reason),
        sighting=sighting,
        stage="read",
        reason=reason,
        detail=clean(detail),
        skipped=skipped,
    )


def clean(text: str) -> str:
    """Return a string without lone surrogates, which no database and no JSON holds."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def moment(value: object) -> dt.datetime | None:
    """Return when something was captured; None when the value says nothing that can be read.

    Read are ISO 8601 (naive is UTC), the 14 digits of web archives, seconds since 1970, and dates of Python.
    """
    when: dt.datetime | None = None
    with contextlib.suppress(ValueError, OverflowError, OSError):
        if isinstance(value, dt.datetime):
            when = value
        elif isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            seconds = value / 1000 if value > 1e11 else value
            when = dt.datetime.fromtimestamp(seconds, dt.UTC)
        elif isinstance(value, str) and re.fullmatch(r"[0-9]{14}", value.strip()):
            when = dt.datetime.strptime(value.strip(), "%Y%m%d%H%M%S")
        elif isinstance(value, str) and 10 <= len(value.strip()) <= 40:
            when = dt.datetime.fromisoformat(value.strip())
        if when is None:
            return None
        when = when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when
        when.astimezone(dt.UTC)
        return when
    return None


def address(value: object) -> str | None:
    """Return the address that a value holds, ``<>`` around it taken off; None when there is none."""
    if not isinstance(value, str):
        return None
    text = clean(value).strip().removeprefix("<").removesuffix(">").strip()
    return text[:8192] or None
