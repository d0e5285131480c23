"""Making a bundle: everything that a count rests on, in one file of which every byte is determined."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from firsthand import pipeline
from firsthand.archive import Archive, codec, traces
from firsthand.errors import UsageError
from firsthand.evidence import flips, zipped
from firsthand.evidence.again import again
from firsthand.evidence.held import FORMAT, File, Kept, Manifest, Place, Told
from firsthand.evidence.readme import readme
from firsthand.export import warc
from firsthand.model import Article, Count, Evidence, Judgement, Record, Sighting, Span, Tables
from firsthand.restore import Template, learn, learn_tails, matter

MANIFEST, STAMP = "manifest.json", "timestamp.tsr"


def bundle(archive: Archive, key: str) -> dict[str, bytes]:
    """Return the files of a story's bundle, in their order, the manifest last.

    The same archive gives the same bytes.

    Args:
        archive: open.
        key: id of the story.

    Raises:
        UsageError: the archive holds no such story, was worked out by other rules, or the story is too large.
    """
    told = _told(archive, key)
    if told.rules.partition("/")[0] != pipeline.RULES:
        raise UsageError(
            f"{archive.path} was worked out by rules {told.rules}, and this firsthand has {pipeline.RULES}: what a"
            " bundle says must come out again. Any run of firsthand trace brings the archive up to them."
        )
    records = [record for record in map(archive.records.get, told.story.records) if record is not None]
    rows, decided = archive.tables or Tables(), _judgements(archive, told)
    known = _templates(archive, [record.id for record in records])
    bare = [(_without_folder(record), known.get(record.id, Template())) for record in records]
    pages, places = warc.joined(told.story.name, records, warc.taken(archive))
    kept = [
        Kept(
            id=record.id, url=record.url, captured=record.captured, media=record.media, encoding=record.encoding,
            headers=record.headers, sighting=record.sighting, at=at, length=len(one.data), payload=at + one.payload,
            size=len(record.payload), digest=one.digest, template=template.lines,
        )
        for (record, template), (at, one) in zip(bare, places, strict=True)
    ]  # fmt: skip
    result, _ = again(bare, told.story, told.networks, rows, decided)
    articles = {record.id: article for record in records if (article := archive.articles.get(record.id)) is not None}
    files = {
        "README.txt": readme(told, result).encode(),
        "story.json": _json(told),
        "spans.json": _lines(_places(told, articles, {record.id: record.page for record in records})),
        "records.json": _lines(kept),
        "judgements.json": _lines(decided),
        "tables.json": _json(rows),
        "again.json": _json(result),
        "pages.warc": pages,
    }
    if sum(map(len, files.values())) > zipped.MOST:
        raise UsageError("The pages of this story are more than 2 GB: too large for one bundle.")
    return files | {MANIFEST: manifest(files, told)}


def packed(files: dict[str, bytes], stamp: bytes | None = None) -> bytes:
    """Return the bundle as one file, with the response of a time-stamping authority where there is one."""
    more = {} if stamp is None else {STAMP: stamp}
    return zipped.pack(files | more, comment(files[MANIFEST]))


def digest(files: dict[str, bytes]) -> str:
    """Return what stands for the whole bundle: the SHA-256 of the file that holds all other digests."""
    return hashlib.sha256(files[MANIFEST]).hexdigest()


def comment(manifest: bytes) -> bytes:
    """Return what stands at the very end of a bundle: the digest of the file that holds all other digests."""
    return f"firsthand bundle {hashlib.sha256(manifest).hexdigest()}".encode()


def _told(archive: Archive, key: str) -> Told:
    story, count = archive.stories.get(key), archive.counts.get(key)
    if story is None or count is None:
        raise UsageError(f"{archive.path} holds no story {key}. List them with: firsthand stories {archive.path}")
    within = "SELECT value FROM json_each(?1)"
    listed = codec.dump(story.records)
    rules = archive.connection.execute("SELECT min(rules) FROM record WHERE id = ?", (story.records[0],)).fetchone()
    return Told(
        format=FORMAT,
        rules=str(rules[0]) if rules else "",
        state=archive.meta("derived"),
        story=story,
        count=count,
        texts=archive.stemmata.where(f"id IN ({within})", codec.dump(story.texts)),
        copies=archive.copies.where(f'"left" IN ({within}) AND "right" IN ({within})', listed),
        datings=archive.datings.where(f"record IN ({within})", listed),
        networks=archive.networks.where(f"id IN (SELECT network FROM member WHERE record IN ({within}))", listed),
        entries=archive.entries.where("story = ?", key),
        claims=archive.claims.where(f"record IN ({within})", listed),
    )


def _judgements(archive: Archive, told: Told) -> tuple[Judgement, ...]:
    """Return the decisions about the story's pages and parties, and those that undo one of them."""
    about = set(told.story.records) | {line.subject for line in told.count.ledger}
    about |= {claim.party.id for claim in told.claims if claim.party}
    found = [each for each in archive.judgements if {each.left, each.right} & about]
    known = {each.id for each in found}
    undoing = sorted(archive.judgements, key=lambda each: (each.when, each.id))
    for each in undoing:  # undoing can be undone, and always comes after what it undoes
        if each.decision == "undo" and each.left in known and each.id not in known:
            known.add(each.id)
            found.append(each)
    return tuple(sorted(found, key=lambda each: (each.when, each.id)))


def _templates(archive: Archive, records: Sequence[str]) -> dict[str, Template]:
    """Return the templates with which pages were restored; pages restored alone have none."""
    sql = "SELECT record, site FROM trace WHERE mark <> '' AND record IN (SELECT value FROM json_each(?))"
    marked = {str(record): str(site) for record, site in archive.connection.execute(sql, (codec.dump(records),))}
    found: dict[str, Template] = {}
    tails = dict(learn_tails(traces.every(archive.connection)).lines) if marked else {}
    for site in sorted(set(marked.values())):
        pages = traces.of_site(archive.connection, site)
        own = dict(learn(doc for _, _, doc in pages).lines) if site else {}
        found |= {record: matter(doc, tails | own) for record, _, doc in pages if record in marked}
    return found


def _without_folder(record: Record) -> Record:
    """Return a page whose place is told without the folders of the machine that it was found on."""
    outer, mark, inner = record.sighting.file.partition("!/")
    name = PurePosixPath(outer.replace("\\", "/")).name + mark + inner
    return Record(
        id=record.id, payload=record.payload, media=record.media, encoding=record.encoding, url=record.url,
        captured=record.captured, headers=record.headers, sighting=Sighting(file=name, offset=record.sighting.offset),
    )  # fmt: skip


def _places(told: Told, articles: dict[str, Article], pages: dict[str, str]) -> list[Place]:
    """Return every stretch of a page that something in the story rests on, each once, with its characters."""
    found = {}
    for what, each in _reasons(told):
        article = articles.get(each.record or "")
        if article is None or each.where is None or each.locus not in ("text", "title", "page"):
            continue
        span, locus = each.where, each.locus
        text = {"text": article.text, "title": article.title or "", "page": pages.get(article.record, "")}[locus]
        place = article.page_span(span) if locus == "text" else span if locus == "page" else None
        one = Place(
            what=what, record=article.record, locus=locus, start=span.start, end=span.end,
            quote=span.of(text).encode("utf-8", "replace").decode(), found=(place.start, place.end) if place else None,
        )  # fmt: skip
        found[one.record, one.locus, one.start, one.end, one.what] = one
    return [found[key] for key in sorted(found)]


def _reasons(told: Told) -> Iterator[tuple[str, Evidence]]:
    for line in told.count.ledger:
        yield from ((line.side, each) for each in line.evidence)
    for one in told.count.assertions:
        yield from (("claim counted", each) for each in one.evidence)
    for dating in told.datings:
        yield from (("date", each) for each in dating.evidence)
    for stemma in told.texts:
        yield from (("origin", each) for each in stemma.origin.evidence)
    for entry in told.entries:
        yield from (("timeline", each) for each in entry.evidence)
    for news in told.story.news:
        yield "news", Evidence(rule="stories.news", quote=news.quote, record=news.record, where=news.where)
    for claim in told.claims:
        pieces: tuple[Span | None, ...] = (claim.source, claim.cue, claim.hedge, *claim.content)
        for span in filter(None, pieces):
            yield claim.id, Evidence(rule="", quote="", record=claim.record, where=span)


def manifest(files: dict[str, bytes], told: Told) -> bytes:
    """Return the file that has the digest of each other one."""
    listed = tuple(
        File(
            name=name,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            crc32=zlib.crc32(data),
            blocks=flips.crcs(data),
        )
        for name, data in files.items()
    )
    sentence, story = stated(told.count), told.story.id
    return _json(Manifest(format=FORMAT, rules=told.rules, story=story, sentence=sentence, files=listed))


def stated(count: Count) -> str:
    """Return the count as the manifest and ``verify`` state it."""
    return f"{count.sentence} · underlying sources: {count.sources}"


def _json(value: object) -> bytes:
    return codec.dump(value).encode() + b"\n"


def _lines(values: Sequence[object]) -> bytes:
    """Return a JSON array with one item a line, which people can read too."""
    return ("[\n" + ",\n".join(codec.dump(each) for each in values) + "\n]\n").encode()
