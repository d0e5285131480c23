"""The same stages on an engine: Daft, on this machine or on a Ray cluster, for piles that one machine does not hold.

Comes in: paths, addresses in an object store, an open archive. Goes out: the archive that `firsthand.trace` makes, byte
for byte, and beside it Parquet files that the workers have written. Pages are a partitioned data set: each file is a
row. Restoring, claims and clues are maps over pages; candidates of copies are a join on fingerprints, and each part of
the pairs is verified where its articles are brought together; texts are dated and stories counted as maps.

The scheduling, the shuffles and what happens when a worker is lost are the engine's. Each step reads Parquet and writes
Parquet, so that a step whose workers were lost is done again from the one before it (`frames`). Not on the engine: what
joins all texts (stemmata, networks, the habits of sites, the clustering of stories) and the writing of the archive
(docs/scale.md tells how far that goes).
"""

import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import firsthand.tables
from firsthand import copies, intake, pipeline, read
from firsthand.archive import Archive, Page
from firsthand.copies import index
from firsthand.engine import listing, pages, shared
from firsthand.engine.frames import Frames, connect
from firsthand.model import Article, Copy, Record, Refusal, Tables
from firsthand.progress import Progress
from firsthand.spread import Spread
from firsthand.workers import packed, worked

__all__ = ["Engine", "connect", "trace"]

A = TypeVar("A")
B = TypeVar("B")

_WAVE = 4096
"""Items handed to the engine in one query, so that the driver holds no more of them."""
_CHUNK = 16


def trace(
    paths: Sequence[str], archive: Archive, frames: Frames, options: pipeline.Options, extra: Tables, progress: Progress
) -> pipeline.Outcome:
    """Take pages into an archive on an engine; the outcome is that of `firsthand.pipeline.trace`.

    Args:
        paths: files and folders that every worker sees under the same path, or addresses such as ``s3://bucket/key``.
        archive: open for writing, on this machine.
        frames: the engine, see `connect`.
        options: limits; workers are the engine's, and a page that takes long is not stopped there.
        extra: more rows for the reference tables.
        progress: who is told how far the run has come.

    Raises:
        UsageError: a path is not there, or the engine gave up.
        ArchiveError: as for `firsthand.pipeline.trace`.
    """
    crew = Engine(frames, [path for path in paths if listing.is_address(path)], archive)
    local = [Path(path) for path in paths if not listing.is_address(path)]
    return pipeline.trace(local, archive, dataclasses.replace(options, workers=0), extra, progress, crew)


class Engine:
    """A `firsthand.pipeline.Crew`: hands the work of a run to Daft.

    Args:
        frames: the connection to the engine.
        addresses: files and folders in object stores.
        archive: whose tables count.
    """

    def __init__(self, frames: Frames, addresses: Sequence[str], archive: Archive) -> None:
        self.frames, self.addresses, self.archive = frames, addresses, archive

    @property
    def _tables(self) -> Tables:
        return firsthand.tables.merge(firsthand.tables.builtin(), self.archive.tables or Tables())

    def pages(
        self, paths: Sequence[Path], coming: intake.Intake, limits: read.Options, tell: Progress
    ) -> Iterator[Page]:
        """Yield what became of the pages that the archive does not hold yet."""
        found = [*(read.files(paths) if paths else ()), *listing.files(self.addresses)]
        jobs = listing.jobs(found)
        tell.stage("pages", len(found), "files")
        frame = self.frames.of({"job": [packed(job) for job in jobs]})
        frame = self.frames.opened(
            self.frames.each(frame, partial(pages.found, limits), ["job"], "row", [pages.FOUND]), "row"
        )
        known = [str(key) for (key,) in self.archive.connection.execute("SELECT id FROM record")]
        if known:
            frame = self.frames.kept(frame, "found")  # asked twice
            fresh = frame.join(self.frames.of({"id": known}), on="id", how="anti")
            seen = self.frames.kept(frame.join(self.frames.of({"id": known}), on="id", how="semi"), "known")
            for (kept,) in self.frames.stream(seen.select("record")):
                coming.is_known(pages.record(kept))
            frame = fresh
        frame = self.frames.each(frame, partial(pages.restored, self._tables), ["record"], "page", pages.RESTORED)
        done = self.frames.kept(self.frames.split(frame.exclude("record"), "page"), "pages")
        first: dict[str, tuple[int, int]] = {}
        for key, at, number in self.frames.rows(done.select("id", "at", "number")):
            first[key] = min(first.get(key, (at, number)), (at, number))
        again: list[Record] = []
        for key, at, number, *row in self.frames.stream(done.select("id", "at", "number", *pages.RESTORED)):
            page = pages.opened(row)
            if page.record is not None and first[key] != (at, number):
                again.append(page.record)
            elif isinstance(page.result, Refusal) and page.record is None:
                if not coming.is_noted(page.result):
                    yield page
            elif page.record is not None and not coming.is_known(page.record):
                yield page
        for record in again:
            coming.is_known(record)

    def map(self, pages: Iterable[Record | Refusal], known: Mapping[str, Any] | None = None) -> Iterator[Page]:
        """Yield what became of each page; refusals pass through."""
        yield from self.spread(partial(again, self._tables), ((page, (known or {}).get(page.id)) for page in pages))

    @property
    def spread(self) -> Spread:
        """Hands out what is separable."""
        return self._spread

    def _spread(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        items = iter(items)
        while wave := list(itertools.islice(items, _WAVE)):
            if len(wave) < _CHUNK:
                yield from map(work, wave)
                continue
            chunks = [packed(wave[at : at + _CHUNK]) for at in range(0, len(wave), _CHUNK)]
            frame = self.frames.of({"at": list(range(len(chunks))), "items": chunks})
            frame = self.frames.each(frame, partial(worked, packed(work)), ["items"], "done", "binary")
            for _, done in sorted(self.frames.rows(frame.select("at", "done"))):
                yield from pages.unpacked(done)

    def edges(self, articles: Sequence[Article], options: copies.Options) -> Iterator[Copy]:
        """Find the verified pairs among articles: a join on fingerprints, then each part of the pairs by itself."""
        docs = self.frames.stored("articles", shared.ARTICLES, (shared.row(each) for each in articles))
        numbered, first = shared.numbered(self.frames, docs, options)
        candidates = shared.candidates(self.frames, first, numbered, options)
        yield from shared.verified(self.frames, docs, numbered, candidates, options)
        if len({each.language for each in articles if each.language}) > 1:
            found = index.groups(articles, options.tables)
            yield from index.translations(found, options.tables, options.crowd, options.centres)


def again(tables: Tables, asked: tuple[Record | Refusal, Any]) -> Page:
    """Take one page through the stages that need no other page, with its template if it has one."""
    page, template = asked
    if isinstance(page, Refusal):
        return Page(None, page)
    return intake.page(page, tables) if template is None else intake.page(page, tables, template)
