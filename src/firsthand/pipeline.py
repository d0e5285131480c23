"""The stages as one list, and the run that takes a pile of pages through them.

Comes in: paths. Goes out: an archive in which every page has ended as one article or one refusal, and every article
stands in one text, one dating and one story. What happens to a page alone is in `intake`, `derive` is what all pages
together give. A run that is killed keeps every batch it has written; the next one goes on.
"""

import dataclasses
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import firsthand.tables
from firsthand import copies, corroboration, dating, intake, networks, read, stories, watches
from firsthand.account import Claims, count
from firsthand.archive import (
    Archive,
    Clued,
    Derived,
    Page,
    Said,
    begin_run,
    codec,
    end_run,
    explained,
    forget,
    packed,
    replace_derived,
    seal,
    sitefiles,
    squeeze,
    traces,
    writer,
)
from firsthand.archive.lean import lean
from firsthand.claims import parties_joined
from firsthand.keep import Keep
from firsthand.memory import Memory
from firsthand.model import Article, Clue, Copy, Judgement, Tables, standing
from firsthand.progress import Noted, Progress, Silent
from firsthand.spread import Spread, here
from firsthand.workers import Pool

RULES = "0.1.0-5"
"""Raised whenever a stage's result changes: pages that an older rule set restored are then restored again."""


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """How a run is to be done; nothing here changes what comes out."""

    workers: int = 0
    """Worker processes. 0: in this process, where a page that takes too long cannot be stopped."""
    page_seconds: float = 20.0
    """A worker that needs longer for one page is killed, and the page refused as ``timed_out``."""
    limits: read.Options = dataclasses.field(default_factory=read.Options)
    """Limits of reading."""
    later: bool = False
    """Take pages in and no more: each is restored, can be searched, and is found by `seen`. What all pages give
    together is worked out by the next run without this, or by `apply`, and comes out as if there had been one run."""


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What one run did."""

    new: int
    """Pages that were not in the archive before."""
    known: int
    """Pages that were."""
    refused: int
    """New pages, or stretches of containers, that could not be used."""
    derived: bool
    """Whether the texts, datings, stories and counts were worked out anew."""


def derive(  # noqa: PLR0913 - everything that was read, and who does the work
    articles: Sequence[Article],
    clues: Mapping[str, tuple[Clue, ...]],
    said: Claims,
    tables: Tables,
    judgements: tuple[Judgement, ...] = (),
    progress: Progress | None = None,
    spread: Spread = here,
    find_edges: copies.Edges = copies.edges,
    thin: Iterable[Article] | None = None,
    keep: Keep = tuple,
) -> Derived:
    """Take all pages together through the stages that need every page.

    Args:
        articles: all articles; a shelf of the archive does as well.
        clues: record -> its date clues.
        said: record -> its claims, with the parties that people have decided on.
        tables: reference tables.
        judgements: every decision; those that were undone are left out here.
        progress: who is told how far it has come.
        spread: how texts and stories are handed out; changes nothing in what comes out.
        find_edges: who finds the verified pairs.
        thin: the articles once more, without what only the networks look at (`firsthand.archive.lean`).
        keep: how what there is one of for each page is held; changes nothing in what comes out.
    """
    tell = progress or Silent()
    judgements = standing(judgements)
    tell.stage("networks", None, "articles")
    sites = networks.find(articles, networks.Options(tables=tables, spread=spread))
    articles = keep(map(lean, articles) if thin is None else thin)
    tell.stage("copies", None, "articles")
    wanted = copies.Options(tables=tables, judgements=judgements, spread=spread, keep=keep)
    edges, stemmata = copies.trace(articles, wanted, find_edges)
    tell.stage("dates", None, "articles")
    days = dating.Options(tables=tables, judgements=judgements, spread=spread, keep=keep)
    datings = dating.solve(articles, clues, stemmata, edges, sites, days)
    tell.stage("stories", None, "texts")
    how = stories.Options(tables=tables, judgements=judgements, spread=spread, keep=keep)
    told = stories.group(articles, stemmata, datings, said, how)
    datings = dating.narrow(datings, told, clues, stemmata, edges, days)
    told = stories.redate(told, stemmata, datings, how)
    tell.stage("counts", len(told), "stories")
    pool = Derived(edges, stemmata, sites, datings, told)
    counts, entries, same = count(pool, articles, said, corroboration.Options(tables, judgements), tell, spread)
    return dataclasses.replace(pool, counts=counts, entries=entries, groups=same)


class Crew(intake.Hands, Protocol):
    """Machines that do the work in the place of worker processes; what comes out is the same (`firsthand.engine`)."""

    def pages(
        self, paths: Sequence[Path], coming: intake.Intake, limits: read.Options, tell: Progress
    ) -> Iterator[Page]:
        """Yield what became of the pages under some paths that the archive does not hold yet, as `intake.found`."""

    @property
    def spread(self) -> Spread:
        """Hands out what is separable."""

    def edges(self, articles: Sequence[Article], options: copies.Options) -> Iterable[Copy]:
        """Find the verified pairs among articles, as `copies.edges`."""


def trace(
    paths: Sequence[Path],
    archive: Archive,
    options: Options | None = None,
    extra: Tables | None = None,
    progress: Progress | None = None,
    crew: Crew | None = None,
) -> Outcome:
    """Take pages from files and folders into an archive, and work out what they give together.

    Args:
        paths: files and folders; a ``firsthand.toml`` at the top of a folder adds its rows to the tables.
        archive: open for writing. What it holds already is not done again.
        options: workers and limits.
        extra: more rows for the reference tables.
        progress: who is told how far the run has come.
        crew: who does the work, if not worker processes of this machine.

    Raises:
        UsageError: a path is not there, or a table file is wrong; nothing has been read then.
        ArchiveError: the archive is locked, damaged or full; accepted pages are kept.
    """
    options, tell = options or Options(), progress or Silent()
    with writer(archive.path), explained(archive.path):
        tables = _tables(paths, archive, extra)
        rules = _rules(tables)
        number = begin_run(archive.connection, RULES, " ".join(sorted(map(str, paths))))
        tell = Noted(tell, archive, number)
        coming = intake.Intake(archive, rules)
        with Pool(options.workers, options.page_seconds, intake.page, tables) as pool:
            hands = crew or pool
            if not options.later:
                coming.take(hands, intake.stale(archive, rules, tell))
            if crew is None:
                coming.take(pool, intake.found(paths, coming, options.limits, tell))
            else:
                coming.keep(crew.pages(paths, coming, options.limits, tell))
            derived = False
            if not options.later:
                intake.again(hands, coming, tell)
                find_edges = copies.edges if crew is None else crew.edges
                derived = _derive(archive, tables, rules, tell, hands.spread, find_edges)
        end_run(archive.connection, number, coming.new, coming.refused, later=options.later)
    return Outcome(coming.new, coming.known, coming.refused, derived)


def apply(archive: Archive, progress: Progress | None = None) -> bool:
    """Work out anew what the archive's pages give together, for people's decisions and for pages taken in for later.

    Args:
        archive: open for writing; only pages whose site's template has become known since are restored again.
        progress: who is told how far it has come.

    Returns:
        Whether there was anything to do.

    Raises:
        ArchiveError: the archive is locked, damaged or full; nothing was changed.
    """
    with writer(archive.path), explained(archive.path):
        tables = firsthand.tables.merge(firsthand.tables.builtin(), archive.tables or Tables())
        rules = _rules(tables)
        number = begin_run(archive.connection, RULES, "apply")
        tell = Noted(progress or Silent(), archive, number)
        if archive.connection.execute("SELECT 1 FROM record WHERE rules <> ? LIMIT 1", (rules,)).fetchone():
            rules = f"partly {rules}"  # the next trace restores the old pages, and must then do this again
        else:
            with Pool(0, Options().page_seconds, intake.page, tables) as pool:
                intake.again(pool, intake.Intake(archive, rules), tell)
        derived = _derive(archive, tables, rules, tell)
        end_run(archive.connection, number, 0, 0)
    return derived


def erase(archive: Archive, record: str, who: str, why: str, progress: Progress | None = None) -> None:
    """Forget a page: delete it, work out the rest anew, and write the file anew, so that no byte of it stays.

    Args:
        archive: open for writing.
        record: the page's id; a tombstone keeps it, so that the page is not taken in again.
        who: who forgets it.
        why: the reason, which stays.
        progress: who is told how far it has come.

    Raises:
        UsageError: there is no such page, or no reason.
        ArchiveError: the archive is locked, damaged or full; run ``apply`` and ``compact`` to finish.
    """
    with writer(archive.path), explained(archive.path):
        forget(archive.connection, record, who, why)
    apply(archive, progress)
    with writer(archive.path), explained(archive.path):
        squeeze(archive.connection)


def check(paths: Sequence[Path]) -> None:
    """Raise the `UsageError` that `trace` would raise, before an archive is made."""
    read.survey(paths, read.Options())


def _tables(paths: Sequence[Path], archive: Archive, extra: Tables | None) -> Tables:
    """Return the built-in tables with every row that this archive's runs have added."""
    rows = archive.tables or Tables()
    for path in sorted(paths):
        beside = path / "firsthand.toml"
        if path.is_dir() and beside.is_file():
            rows = firsthand.tables.merge(rows, firsthand.tables.read(beside))
    rows = firsthand.tables.merge(rows, extra or Tables())
    doc = codec.dump(rows)
    if archive.meta("tables") != doc:
        with archive.connection:
            seal.take_off(archive.connection)
            archive.connection.execute("INSERT OR REPLACE INTO meta VALUES ('tables', ?)", (doc,))
    return firsthand.tables.merge(firsthand.tables.builtin(), rows)


def _rules(tables: Tables) -> str:
    """Return the name of the rule set that the code and the tables make together."""
    return f"{RULES}/{hashlib.sha256(codec.dump(tables).encode()).hexdigest()[:8]}"


def _derive(
    archive: Archive,
    tables: Tables,
    rules: str,
    tell: Progress,
    spread: Spread = here,
    find_edges: copies.Edges = copies.edges,
) -> bool:
    """Work out what all pages give together, unless nothing has changed since that was done last."""
    total = hashlib.sha256(rules.encode())
    judgements = tuple(archive.judgements)
    for (key,) in archive.connection.execute("SELECT id FROM article ORDER BY id"):
        total.update(key.encode())
    for each in judgements:
        total.update(each.id.encode())
    for record, template in traces.marks(archive.connection):
        total.update(f"{record} {template}".encode() if template else b"")
    for key in sitefiles.marks(archive.connection):
        total.update(key.encode())
    mark = total.hexdigest()
    if archive.meta("derived") == mark and archive.meta("judged") is not None:
        watches.evaluate(archive)  # a run that was killed right before it is caught up with
        return False
    tables = sitefiles.joined(archive.connection, tables)
    clues = Clued(archive.connection)
    said = Said(archive.connection, standing(judgements))
    memory = Memory(archive, RULES, spread)
    thin = archive.lean_articles
    derived = derive(archive.articles, clues, said, tables, judgements, tell, memory, find_edges, thin, packed)
    derived = dataclasses.replace(derived, joined=parties_joined(said.voices()))
    memory.end()
    tell.stage("writing", None, "")
    replace_derived(archive.connection, derived, mark, judgements)
    watches.evaluate(archive)
    return True


def cores() -> int:
    """Return how many worker processes are worth having here."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
