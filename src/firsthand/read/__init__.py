"""Read: paths in, records out.

Comes in: files and folders of pages. HTML (``.html``, ``.htm``, ``.xhtml``), MHTML, plain-text dumps (``.txt``), JSON
Lines and Parquet (``url``, ``html`` or ``text``, ``captured``), WARC, ARC; each of them also under gzip, bzip2, xz or
zstandard; RSS, Atom and JSON Feed, of which items with their whole content are pages; ZIP and TAR of all these, three
deep; an index (CDX, CDXJ) of captures in WARC and ARC files beside it.

Goes out: one `Record` or one `Refusal` for each page, in sorted order of the files and in the order of the bytes within
a file. Nothing that could not be read is dropped in silence: damage is a refusal with its offset and the bytes passed
over, and reading goes on behind it.

Rules in order of trust: the bytes themselves (magic numbers, the shape of markup), then what the container says (HTTP
and WARC headers, field names), then the file's name, which decides only between forms of text. For encodings see
`firsthand.text.encoding`.

It does not judge what a page is (an empty template, an error page: `firsthand.restore` does), follows no link out of a
folder, fetches nothing, and writes nothing but nameless temporary files for a ZIP or Parquet that lies within another
container.
"""

import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from firsthand.model import Record, Refusal, Sighting, record_id
from firsthand.read.counted import Counted
from firsthand.read.originals import Originals
from firsthand.read.page import page
from firsthand.read.piece import Facts, Job, Options, Piece, address, clean, moment, refusal
from firsthand.read.route import descend
from firsthand.read.sniff import HEAD, media, plain, shape
from firsthand.read.stream import CHUNK, LISTED, Budget, OverBudget, Stream
from firsthand.read.walk import File, walk

__all__ = ["File", "Options", "files", "one", "records", "stored", "survey"]

_DEFAULT = Options()


def _ignore(_: object) -> None:
    """Take notice of nothing."""


def records(
    paths: Sequence[Path],
    options: Options = _DEFAULT,
    *,
    on_bytes: Callable[[int], None] | None = None,
    on_skipped: Callable[[str], None] | None = None,
) -> Iterator[Record | Refusal]:
    """Return every page under some paths, one by one, in an order that does not depend on the order of the paths.

    Args:
        paths: Files and folders.
        options: Limits.
        on_bytes: Told how many more bytes of input have been used up; they add up to what `survey` gives.
        on_skipped: Told what was passed over because it is no page (``HTTP redirect``, ``sidecar`` …).

    Raises:
        UsageError: At once, before anything is read: a path does not exist, or a folder holds no page.
    """
    return _records(walk(paths), options, on_bytes or _ignore, on_skipped or _ignore)


def _records(
    found: list[File | Refusal], options: Options, on_bytes: Callable[[int], None], on_skipped: Callable[[str], None]
) -> Iterator[Record | Refusal]:
    originals = Originals()
    given: set[str] = set()

    def is_given(path: Path) -> bool:
        if not given:
            given.update(os.path.realpath(each.path) for each in found if isinstance(each, File))
        return os.path.realpath(path) in given

    for entry in found:
        if isinstance(entry, Refusal):
            yield entry
            continue
        counted = Counted(entry.size, on_bytes)
        job = replace(_job(entry.size, options, on_skipped, originals), is_given=is_given)
        try:
            yield from _file(entry, counted, job)
            counted.finish()
        finally:
            counted.close()


def files(paths: Sequence[Path]) -> list[File | Refusal]:
    """Return the files that `records` would read, in its order; a refusal for what cannot be entered.

    Raises:
        UsageError: As `records` does.
    """
    return walk(paths)


def stored(file: File, options: Options = _DEFAULT) -> Iterator[Record | Refusal]:
    """Return every page of one file, as `records` does.

    A revisit whose response lies in another file is refused here, and found by `records` if it is read before.

    Args:
        file: Where it lies, and under which name its pages are to be shown.
        options: Limits.
    """
    return _records([file], options, _ignore, _ignore)


def _file(entry: File, counted: Counted, job: Job) -> Iterator[Record | Refusal]:
    """Read one input file."""
    here = Sighting(file=entry.shown)
    try:
        counted.open(entry.path)
        file = cast("BinaryIO", io.BufferedReader(counted, CHUNK))
        piece = Piece(entry.shown, entry.shown.rsplit("/", 1)[-1], Stream(file, entry.size, file), path=entry.path)
        for found in descend(piece, job):
            yield found
            job.budget.spend(LISTED)
    except OverBudget as error:
        yield refusal(here, "too_large", f"{error}; what came before is kept", entry.size)
    except OSError as error:
        yield refusal(here, "unreadable", f"{error.strerror or error}", entry.size)


def _job(
    size: int, options: Options, on_skipped: Callable[[str], None] = _ignore, originals: Originals | None = None
) -> Job:
    budget = Budget(size, options.unfold_floor, options.unfold_ratio, options.unfold_limit)
    return Job(options, budget, descend, on_skipped, originals or Originals())


def one(
    data: bytes | str,
    *,
    name: str = "page",
    url: str | None = None,
    captured: datetime | str | None = None,
    options: Options = _DEFAULT,
) -> Record | Refusal:
    """Return the record of one page that is in memory already; compressed and MHTML pages are unfolded.

    Args:
        data: The page; a string is taken as decoded already, whatever it declares.
        name: File name; it stands in the sighting, and in the id where there is no address.
        url: Its address; None when nobody knows.
        captured: When it was collected; None when nobody knows.
        options: Limits.
    """
    facts = Facts(Sighting(file=clean(name)), plain(clean(name).rsplit("/", 1)[-1]), address(url), moment(captured))
    if isinstance(data, str):
        payload = clean(data).encode("utf-8")
        return page(payload, media(payload[:HEAD], "html"), facts.at(decoded=True), options)
    kind = shape(data[:HEAD], facts.name)
    if kind in ("zip", "tar", "parquet", "warc", "arc", "feed"):
        return refusal(
            facts.sighting, "unknown_format", f"{kind.upper()} holds many pages; give it to trace", len(data)
        )
    if kind in ("html", "text", "other"):
        return page(data, media(data[:HEAD], "html" if kind != "text" else "text"), facts, options)
    return _unfolded_one(data, facts, options)


def _unfolded_one(data: bytes, facts: Facts, options: Options) -> Record | Refusal:
    """Return the page that compressed bytes, MHTML or a single row hold."""
    piece = Piece(facts.sighting.file, facts.name, Stream(io.BytesIO(data), len(data), io.BytesIO(data)))
    try:
        found = list(islice(descend(piece, _job(len(data), options)), 2))
    except OverBudget as error:
        return refusal(facts.sighting, "too_large", str(error), len(data))
    if len(found) != 1:
        return refusal(facts.sighting, "unknown_format", "it holds many pages or none; give it to trace", len(data))
    if isinstance(found[0], Refusal):
        return found[0]
    url, captured = facts.url or found[0].url, facts.captured or found[0].captured
    identity = record_id(found[0].payload, url, captured, facts.name)
    return Record(
        id=identity,
        payload=found[0].payload,
        media=found[0].media,
        encoding=found[0].encoding,
        url=url,
        captured=captured,
        sighting=facts.sighting,
    )


def survey(paths: Sequence[Path], options: Options = _DEFAULT) -> tuple[int, int]:
    """Return how many files and bytes there are to read; nothing is opened, whatever the options.

    Raises:
        UsageError: As `records` does.
    """
    files = [entry for entry in walk(paths) if isinstance(entry, File)]
    return len(files), sum(file.size for file in files)
