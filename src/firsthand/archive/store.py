"""Writing: one transaction for each batch of pages, one for everything that is worked out from all of them."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

import apsw

from firsthand.archive import codec, facets, grams, log, past, prints, schema, seal, traces
from firsthand.archive.connection import lightly
from firsthand.model import (
    Article,
    Claim,
    ClaimGroup,
    Clue,
    Copy,
    Count,
    Dating,
    Entry,
    Judgement,
    Network,
    Record,
    Refusal,
    Sighting,
    Stemma,
    Story,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """What became of one page: an article with what was read from it, or a refusal; ``record`` None if unreadable."""

    record: Record | None
    result: Article | Refusal
    claims: tuple[Claim, ...] = ()
    clues: tuple[Clue, ...] = ()
    trace: tuple[str, bytes] | None = None
    """Group and trace of a page restored alone, see `traces`; None for a refusal."""
    mark: str | None = None
    """Name of the template with which the page was restored again; None when it was restored alone."""


@dataclasses.dataclass(frozen=True, slots=True)
class Derived:
    """What is worked out from all pages together."""

    copies: Sequence[Copy] = ()
    stemmata: Sequence[Stemma] = ()
    networks: Sequence[Network] = ()
    datings: Sequence[Dating] = ()
    stories: Sequence[Story] = ()
    counts: Sequence[Count] = ()
    entries: Sequence[Entry] = ()
    groups: Sequence[ClaimGroup] = ()
    joined: Sequence[Judgement] = ()
    """What joins parties by their names, in the form of decisions."""


def add_pages(connection: apsw.Connection, pages: Iterable[Page], rules: str) -> None:
    """Write pages in one transaction: all of them are in the archive afterwards, or none. A page known is replaced."""
    restored: list[str] = []
    with connection:
        for page in pages:
            if page.record is not None:
                _forget_result(connection, page.record.id)
                _add_record(connection, page.record, rules)
                _add_trace(connection, page.record.id, page)
            if isinstance(page.result, Refusal):
                _add_refusal(connection, page.result)
                continue
            _add_article(connection, page.result)
            restored.append(page.result.record)
            _add_claims(connection, page.result, page.claims)
            connection.execute("INSERT INTO clues VALUES (?, ?)", (page.result.record, codec.dump(page.clues)))
        prints.put(connection, restored)
        grams.put(connection, restored)


def _add_trace(connection: apsw.Connection, record: str, page: Page) -> None:
    if page.mark is not None:
        traces.put_mark(connection, record, page.mark)
    elif page.trace is not None:
        traces.put(connection, record, *page.trace)
    else:
        traces.drop(connection, record)


def add_sighting(connection: apsw.Connection, record: str, sighting: Sighting) -> None:
    """Note another place in which a known record was found."""
    place = -1 if sighting.offset is None else sighting.offset
    with lightly(connection):
        connection.execute("INSERT OR IGNORE INTO sighting VALUES (?, ?, ?)", (record, sighting.file, place))


def begin_run(connection: apsw.Connection, version: str, arguments: str) -> int:
    """Note that a run begins; one that never ended is noted as interrupted. Returns the run's number."""
    with connection:
        seal.take_off(connection)
        connection.execute("UPDATE run SET state = 'interrupted' WHERE state = 'running'")
        connection.execute(
            "INSERT INTO run (started, version, arguments, state) VALUES (?, ?, ?, 'running')",
            (_now(), version, arguments),
        )
        number = int(connection.last_insert_rowid())
        log.append(connection, "run began", run=number, version=version, arguments=arguments)
    return number


def note_progress(connection: apsw.Connection, doc: str) -> None:
    """Note how far a run has come, for whoever reads the archive meanwhile."""
    with lightly(connection):
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('progress', ?)", (doc,))


def end_run(connection: apsw.Connection, number: int, pages: int, refused: int, *, later: bool = False) -> None:
    """Note that a run has ended, and what it did; then seal the file.

    Args:
        connection: open for writing.
        number: the run's.
        pages: new ones.
        refused: how many of them.
        later: pages wait to be worked out; a large file is then sealed by the run that does it.
    """
    with connection:
        connection.execute(
            "UPDATE run SET finished = ?, state = 'finished', pages = ?, refused = ? WHERE id = ?",
            (_now(), pages, refused, number),
        )
        log.append(connection, "run ended", run=number, pages=pages, refused=refused)
        if later:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('later', '')")
    if not later or int(connection.pragma("page_count")) * int(connection.pragma("page_size")) <= seal.SMALL:
        seal.put_on(connection)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _forget_result(connection: apsw.Connection, record: str) -> None:
    prints.drop(connection, record)
    grams.drop(connection, record)
    for table, key in (("article", "id"), ("claim", "record"), ("clues", "record"), ("refusal", "record")):
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (record,))


def _add_record(connection: apsw.Connection, record: Record, rules: str) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record.id,
            record.url,
            None if record.captured is None else record.captured.isoformat(),
            record.media,
            record.encoding,
            hashlib.sha256(record.payload).hexdigest(),
            len(record.payload),
            rules,
            codec.dump(record.headers),
            codec.pack(record.payload),
        ),
    )
    add_sighting(connection, record.id, record.sighting)


def _add_refusal(connection: apsw.Connection, refusal: Refusal) -> None:
    place = refusal.sighting
    connection.execute(
        "INSERT OR REPLACE INTO refusal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            refusal.id,
            refusal.record,
            place.file,
            place.offset,
            refusal.stage,
            refusal.reason,
            refusal.detail,
            codec.dump(refusal),
        ),
    )


def _add_article(connection: apsw.Connection, article: Article) -> None:
    agency = article.credit.agency if article.credit and article.credit.agency else None
    if agency is None and article.dateline:
        agency = article.dateline.agency
    connection.execute(
        "INSERT INTO article (id, title, text, language, url, site, outlet, byline, place, agency, section, brand, doc)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.record,
            article.title,
            article.text,
            article.language,
            article.url,
            article.site,
            article.outlet,
            article.byline,
            article.dateline.place if article.dateline else None,
            agency,
            article.furniture.section,
            article.furniture.brand,
            codec.pack(codec.dump(article).encode()),
        ),
    )


def _add_claims(connection: apsw.Connection, article: Article, claims: Iterable[Claim]) -> None:
    text = article.text
    connection.executemany(
        "INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                claim.id,
                article.record,
                claim.content[0].start if claim.content else 0,
                claim.party.id if claim.party else None,
                claim.party.name if claim.party else None,
                claim.party.kind if claim.party else None,
                claim.source.of(text) if claim.source else None,
                claim.cue.of(text) if claim.cue else None,
                claim.cue_class,
                claim.kind,
                claim.hedge.of(text) if claim.hedge else None,
                " … ".join(piece.of(text) for piece in claim.content),
                codec.dump(claim),
            )
            for claim in claims
        ),
    )


def add_judgement(connection: apsw.Connection, judgement: Judgement) -> None:
    """Append one decision; nothing is overwritten. The caller holds the transaction."""
    doc = codec.dump(judgement)
    if connection.execute("SELECT 1 FROM judgement WHERE id = ?", (judgement.id,)).fetchone():
        return
    seal.take_off(connection)
    log.append(connection, "decided", judgement=judgement.id, digest=log.digest(doc))
    connection.execute(
        "INSERT OR IGNORE INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            judgement.id,
            judgement.decision,
            judgement.left,
            judgement.right,
            judgement.value,
            judgement.who,
            judgement.when.isoformat(),
            judgement.reason,
            doc,
        ),
    )


def replace_derived(
    connection: apsw.Connection, derived: Derived, mark: str, judgements: Sequence[Judgement] = ()
) -> None:
    """Put everything that was worked out in the place of what was there, in one transaction, with its mark.

    Args:
        connection: open for writing.
        derived: what was worked out.
        mark: what it was worked out from.
        judgements: all decisions that were known then; later ones wait.
    """
    with connection:
        past.begin(connection)
        for table in schema.DERIVED_NAMES:
            connection.execute(f"DELETE FROM {table}")
        _add_copies(connection, derived)
        _add_networks(connection, derived.networks)
        _add_datings(connection, derived.datings)
        _add_stories(connection, derived)
        _add_groups(connection, derived.groups)
        connection.executemany("INSERT INTO party_join VALUES (?, ?)", ((j.id, codec.dump(j)) for j in derived.joined))
        facets.fill(connection, derived.copies, (*derived.joined, *judgements))
        past.end(connection, mark)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('derived', ?)", (mark,))
        connection.execute("DELETE FROM meta WHERE key = 'later'")
        known = codec.dump(sorted(each.id for each in judgements))
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('judged', ?)", (known,))


def _add_copies(connection: apsw.Connection, derived: Derived) -> None:
    connection.executemany(
        "INSERT INTO copy VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (c.left, c.right, c.relation, c.score, c.left_share, c.right_share, c.exemplar, codec.dump(c))
            for c in derived.copies
        ),
    )
    connection.executemany(
        "INSERT INTO stemma VALUES (?, ?, ?, ?, ?, ?)",
        ((s.id, len(s.witnesses), s.archetype, s.origin.kind, s.origin.name, codec.dump(s)) for s in derived.stemmata),
    )
    for stemma in derived.stemmata:
        above = {branch.witness: branch.exemplar for branch in stemma.branches}
        connection.executemany(
            "INSERT INTO witness VALUES (?, ?, ?)", ((w, stemma.id, above.get(w)) for w in stemma.witnesses)
        )


def _add_networks(connection: apsw.Connection, networks: Iterable[Network]) -> None:
    for network in networks:
        connection.execute(
            "INSERT INTO network VALUES (?, ?, ?, ?, ?, ?)",
            (
                network.id,
                network.name,
                len(network.sites),
                len(network.records),
                network.score,
                codec.dump(network),
            ),
        )
        connection.executemany("INSERT INTO member VALUES (?, ?)", ((r, network.id) for r in network.records))


def _add_datings(connection: apsw.Connection, datings: Iterable[Dating]) -> None:
    def iso(day: object) -> str | None:
        return None if day is None else str(day)

    connection.executemany(
        "INSERT INTO dating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                d.record,
                iso(d.earliest),
                iso(d.latest),
                iso(d.likely),
                d.edtf,
                iso(d.claimed),
                d.evidence[0].rule if d.evidence else None,
                d.certainty,
                d.verdict,
                codec.dump(d),
            )
            for d in datings
        ),
    )


def _add_groups(connection: apsw.Connection, groups: Iterable[ClaimGroup]) -> None:
    for g in groups:
        sizes = (len(g.claims), g.pages, g.texts, len(g.differences))
        connection.execute(
            "INSERT INTO claim_group VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (g.id, g.point, g.party, g.first, *sizes, codec.dump(g)),
        )
        connection.executemany("INSERT INTO grouped VALUES (?, ?)", ((claim, g.id) for claim in g.claims))


def _add_stories(connection: apsw.Connection, derived: Derived) -> None:
    for s in derived.stories:
        connection.execute(
            "INSERT INTO story VALUES (?, ?, ?, ?, ?, ?)",
            (s.id, s.name, s.thread, str(s.earliest or "") or None, str(s.latest or "") or None, codec.dump(s)),
        )
        connection.executemany("INSERT INTO told VALUES (?, ?)", ((r, s.id) for r in s.records))
    for c in derived.counts:
        bounds = (c.reporters.low, c.reporters.high, c.sources.low, c.sources.high)
        connection.execute(
            "INSERT INTO count VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (c.story, c.pages, c.texts, *bounds, codec.dump(c))
        )
    for e in derived.entries:
        days = tuple(None if day is None else str(day) for day in (e.earliest, e.latest, e.reported))
        connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", (e.id, e.story, *days, e.text, codec.dump(e))
        )
