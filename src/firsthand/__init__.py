"""firsthand: fifty pages say it; how many sources do?

Restores scraped news pages, finds which text was copied from which, works out when each was written, who said what, and
how many independent sources stand behind a story. The names below are the public ones, and stay.
"""

import datetime as _dt
import os as _os
import pathlib as _pathlib
from collections.abc import Iterable as _Iterable

from firsthand import copies as _copies
from firsthand import dating as _dating
from firsthand import pipeline as _pipeline
from firsthand import read as _read
from firsthand import tables as _tables
from firsthand.archive import MEMORY as _MEMORY
from firsthand.archive import Archive
from firsthand.claims import Options as _ClaimOptions
from firsthand.claims import of_text as _of_text
from firsthand.errors import ArchiveError, Damaged, FirsthandError, InputError, UsageError
from firsthand.model import (
    Article,
    Block,
    Bounds,
    Claim,
    Copy,
    Count,
    Dating,
    Entry,
    Evidence,
    Furniture,
    Judgement,
    Network,
    Record,
    Refusal,
    Span,
    Stemma,
    Story,
)
from firsthand.restore import Options as _RestoreOptions
from firsthand.restore import restore as _restore
from firsthand.restore import statements as _statements

__version__ = "0.1.0"

__all__ = [
    "Archive", "ArchiveError", "Article", "Block", "Bounds", "Claim", "Copy", "Count", "Damaged", "Dating", "Entry",
    "Evidence", "FirsthandError", "Furniture", "InputError", "Judgement", "Network", "Record", "Refusal", "Span",
    "Stemma", "Story", "UsageError", "__version__", "claims", "compare", "date", "open", "restore", "trace",
]  # fmt: skip


def _record(page: bytes | str, url: str | None, captured: _dt.datetime | None = None) -> Record | Refusal:
    data = page.encode("utf-8", "replace") if isinstance(page, str) else page
    return _read.one(data, name="page", url=url, captured=captured)


def restore(page: bytes | str, *, url: str | None = None) -> Article | Refusal:
    """Return the article inside one page, or the reason why there is none.

    Args:
        page: HTML or a plain-text dump, as bytes or already decoded.
        url: the page's address, where it is known.
    """
    record = _record(page, url)
    return record if isinstance(record, Refusal) else _restore(record, _RestoreOptions(tables=_tables.builtin()))


def date(page: bytes | str, *, url: str | None = None, captured: _dt.datetime | _dt.date | None = None) -> Dating:
    """Return when the text of one page was written, from the evidence of this page alone.

    Args:
        page: HTML or a plain-text dump, as bytes or already decoded.
        url: the page's address, where it is known.
        captured: when it was collected; nothing is written later, and it is never taken as a publication date.

    Returns:
        A dating; of a page without an article, what the page states of itself, with the same doubts.
    """
    when = captured
    if isinstance(when, _dt.date) and not isinstance(when, _dt.datetime):
        when = _dt.datetime.combine(when, _dt.time(23, 59, 59), _dt.UTC)
    record = _record(page, url, when)
    if isinstance(record, Refusal):
        return Dating()
    tables = _tables.builtin()
    article = _restore(record, _RestoreOptions(tables=tables))
    if isinstance(article, Refusal):  # it still says when it was published
        article = Article(record=record.id, text="", blocks=(), url=record.url, stated=_statements(record))
    return _dating.date(article, record, _dating.Options(tables=tables))


def compare(left: str, right: str) -> Copy | None:
    """Return how two article texts depend on each other, with the aligned spans, or None if they do not."""
    return _copies.compare(left, right, _copies.Options(tables=_tables.builtin()))


def claims(text: str) -> tuple[Claim, ...]:
    """Return every attributed statement of an article text: source, cue and content as spans into it."""
    return _of_text(text, _ClaimOptions(tables=_tables.builtin()))


def trace(
    paths: str | _os.PathLike[str] | _Iterable[str | _os.PathLike[str]],
    archive: str | _os.PathLike[str] | Archive | None = None,
    *,
    workers: int = 0,
) -> Archive:
    """Take pages from files and folders into an archive and work out what they give together.

    Args:
        paths: one or more files and folders: HTML, text dumps, JSON Lines, Parquet, WARC, ZIP and TAR of these.
        archive: a file name, or an archive open for writing; None keeps it in memory.
        workers: worker processes; 0 does all in this process, where a page that takes too long cannot be stopped. With
            workers, a script needs the usual ``if __name__ == "__main__":``.

    Returns:
        The archive, open. What it held already was not done again.

    Raises:
        UsageError: a path is not there.
        ArchiveError: the archive is locked, damaged, or of a later firsthand.
    """
    many = (paths,) if isinstance(paths, (str, _os.PathLike)) else tuple(paths)
    keep = archive if isinstance(archive, Archive) else Archive(str(archive or _MEMORY), write=True)
    _pipeline.trace([_pathlib.Path(path) for path in many], keep, _pipeline.Options(workers=workers))
    return keep


def open(path: str | _os.PathLike[str]) -> Archive:
    """Open an archive for reading; another process may be writing it meanwhile.

    Raises:
        UsageError: there is no such file.
        ArchiveError: it is not an archive, or was written by a later firsthand.
    """
    return Archive(str(path))
