"""Pages on their way into the archive: each alone, then once more where its site's template shows only in many.

Comes in: records, or refusals of reading. Goes out: pages in the archive, written batch by batch. `page` is what
happens to a page alone; it runs in worker processes.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from firsthand import dating, read, templates
from firsthand.archive import Archive, Page, add_pages, add_sighting
from firsthand.claims import Options as ClaimOptions
from firsthand.claims import extract
from firsthand.errors import fault
from firsthand.model import Article, Record, Refusal, Tables
from firsthand.progress import Progress
from firsthand.restore import Options as RestoreOptions
from firsthand.restore import Template, restore

_ALONE = Template()

BATCH = 32
"""Pages in one transaction: a killed run loses at most as many, and reads them again."""


def page(record: Record, tables: Tables, template: Template = _ALONE) -> Page:
    """Take one page through the stages that need no other page; a fault of ours costs this page only.

    With a template the page is restored without the lines that recur on its site.
    """
    try:
        article = restore(record, RestoreOptions(tables=tables, template=template))
        if isinstance(article, Refusal):
            return Page(record, article)
        said = extract(article, ClaimOptions(tables=tables))
        return Page(record, article, said, dating.clues(article, record, dating.Options(tables=tables)))
    except Exception as error:  # whatever it is, the other pages must not suffer
        return Page(record, _fault(record, error))


def _fault(record: Record, error: Exception) -> Refusal:
    """Return the refusal of a page on which firsthand itself failed, with the place in our code."""
    return Refusal(
        id=record.id,
        record=record.id,
        sighting=record.sighting,
        stage="restore",
        reason="internal_error",
        detail=fault("page", error),
    )


class Hands(Protocol):
    """Who takes pages through `page`: worker processes (`Pool`), or an engine."""

    def map(self, pages: Iterable[Record | Refusal], known: Mapping[str, Any] | None = None) -> Iterator[Page]:
        """Yield what became of each page; refusals pass through."""


class Intake:
    """Pages on their way into the archive: known ones are passed over, results are written batch by batch."""

    def __init__(self, archive: Archive, rules: str) -> None:
        self.archive, self.rules = archive, rules
        self.new = self.known = self.refused = 0
        self._batch: list[Page] = []
        self._waiting: set[str] = set()

    def is_known(self, record: Record) -> bool:
        """Tell whether a record is in the archive or on its way; if so, note this sighting of it."""
        row = self.archive.connection.execute("SELECT 1 FROM record WHERE id = ?", (record.id,)).fetchone()
        if row is None and self._is_forgotten(record):
            self.known += 1
            return True
        if row is None and record.id not in self._waiting:
            self._waiting.add(record.id)
            return False
        if row is None:
            self.write()  # a sighting needs its record
        add_sighting(self.archive.connection, record.id, record.sighting)
        self.known += 1
        return True

    def _is_forgotten(self, record: Record) -> bool:
        """Tell whether people have forgotten this page: it is not taken in again, nor is where it lies noted."""
        sql = "SELECT 1 FROM tombstone WHERE record = ?"
        return self.archive.connection.execute(sql, (record.id,)).fetchone() is not None

    def is_noted(self, refusal: Refusal) -> bool:
        """Tell whether the archive has this refusal already."""
        row = self.archive.connection.execute("SELECT 1 FROM refusal WHERE id = ?", (refusal.id,)).fetchone()
        self.known += row is not None
        return row is not None

    def take(self, pool: Hands, pages: Iterable[Record | Refusal], known: Mapping[str, Template] | None = None) -> None:
        """Put pages through the pool and write what comes back, in the order in which they came."""
        self.keep(pool.map(pages, known), known)

    def keep(self, pages: Iterable[Page], known: Mapping[str, Template] | None = None) -> None:
        """Write what became of pages, in the order in which they come."""
        try:
            for done in pages:
                self._batch.append(_remembered(done, known))
                if len(self._batch) >= BATCH:
                    self.write()
        finally:
            self.write()

    def write(self) -> None:
        """Write the pages that wait."""
        pages, self._batch = self._batch, []
        if not pages:
            return
        add_pages(self.archive.connection, pages, self.rules)
        self.new += sum(each.mark is None for each in pages)
        self.refused += sum(isinstance(each.result, Refusal) for each in pages)
        self._waiting.difference_update(each.record.id for each in pages if each.record is not None)


def _remembered(done: Page, known: Mapping[str, Template] | None) -> Page:
    """Return a page with what is to be remembered of it: its trace, or the template that it was restored with."""
    if known is not None and done.record is not None:
        return dataclasses.replace(done, mark=known[done.record.id].mark)
    return dataclasses.replace(done, trace=templates.traced(done.result)) if isinstance(done.result, Article) else done


def again(pool: Hands, intake: Intake, tell: Progress) -> None:
    """Restore again the pages whose site's template, as all pages of the archive show it, has changed."""
    archive = intake.archive
    state = templates.state(archive, intake.rules)
    if archive.meta("templates") == state:
        return
    tell.stage("templates", None, "sites")
    known = templates.waiting(archive)
    if known:
        tell.stage("pages with templates", len(known), "pages")
        records = (archive.records.get(key) for key in sorted(known))
        intake.take(pool, (record for record in records if record is not None), known)
    archive.connection.execute("INSERT OR REPLACE INTO meta VALUES ('templates', ?)", (state,))


def stale(archive: Archive, rules: str, tell: Progress) -> Iterator[Record]:
    """Yield the records that an older rule set, or other tables, restored."""
    sql = "SELECT id FROM record WHERE rules <> ? ORDER BY id"
    keys = [row[0] for row in archive.connection.execute(sql, (rules,))]
    if keys:
        tell.stage("pages again", len(keys), "pages")
    for key in keys:
        record = archive.records.get(key)
        if record is not None:
            yield record
        tell.advance(1)


def found(paths: Sequence[Path], intake: Intake, limits: read.Options, tell: Progress) -> Iterator[Record | Refusal]:
    """Yield the pages of the given paths that the archive does not hold yet."""
    _, size = read.survey(paths, limits)
    tell.stage("pages", size, "bytes")
    for each in read.records(paths, limits, on_bytes=tell.advance):
        if not (intake.is_noted(each) if isinstance(each, Refusal) else intake.is_known(each)):
            yield each
