"""Checking a bundle without a network: every byte, every quote, and everything worked out again from its pages."""

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence

from firsthand.archive import codec
from firsthand.errors import Damaged, InputError
from firsthand.evidence import damage, stamp
from firsthand.evidence.again import again, differences
from firsthand.evidence.bundle import STAMP, stated
from firsthand.evidence.held import FORMAT, Again, Kept, Place, Told
from firsthand.model import Article, Judgement, Record, Tables
from firsthand.restore import Template


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What checking a bundle found."""

    digest: str
    """SHA-256 of its manifest: what to compare with what was quoted."""
    sentence: str
    """The count that it states."""
    story: str
    """Name of the story; empty where it cannot be read."""
    pages: int
    """Pages in it."""
    spans: int
    """Quotes that were compared with the pages."""
    rules: str
    """Rule set by which it was worked out."""
    wrong: tuple[str, ...]
    """One sentence for each thing that is not as it was; empty when all is well."""
    archived: tuple[str, ...]
    """What the archive, which knew more pages, says otherwise than these pages alone; no fault."""
    stamped: stamp.Stamp | None = None
    """The time stamp, where there is one and it holds."""


def check(data: bytes, rules: str, answer: bytes | None = None, roots: tuple[bytes, ...] = ()) -> Outcome:
    """Return what became of a bundle.

    Args:
        data: the whole file.
        rules: name of the rule set of this firsthand, without the tables' part.
        answer: response of a time-stamping authority that is not in the bundle.
        roots: certificates of authorities that are trusted.

    Raises:
        InputError: it is no bundle, or so damaged that its manifest cannot be read.
        UsageError: a time stamp was given or is held, and does not hold.
    """
    found = damage.opened(data)
    if found.manifest.format > FORMAT:
        raise InputError(f"This bundle has format {found.manifest.format}; this firsthand knows up to {FORMAT}.")
    base = Outcome(found.digest, found.manifest.sentence, "", 0, 0, found.manifest.rules, (), ())
    if found.faults:
        wrong = tuple(f"{each}{_page_of(each, found.files)}" for each in found.faults)
        return dataclasses.replace(base, wrong=wrong)
    answer = answer if answer is not None else found.files.get(STAMP)
    stamped = stamp.check(answer, found.digest, roots) if answer is not None else None
    try:
        done = _worked_out(found.files, rules, found.manifest.sentence)
    except Damaged as error:
        raise InputError(f"Every byte is as it was written, but this firsthand cannot read it: {error}") from error
    return dataclasses.replace(done, digest=found.digest, sentence=found.manifest.sentence, stamped=stamped)


def _worked_out(files: Mapping[str, bytes], rules: str, sentence: str) -> Outcome:
    """Return what comes of the pages when everything is worked out again."""
    told = codec.load(Told, files["story.json"])
    kept = codec.load(tuple[Kept, ...], files["records.json"])
    places = codec.load(tuple[Place, ...], files["spans.json"])
    before = codec.load(Again, files["again.json"])
    rows, decided = (
        codec.load(Tables, files["tables.json"]),
        codec.load(tuple[Judgement, ...], files["judgements.json"]),
    )
    records = [(_record(each, files["pages.warc"]), Template(each.template)) for each in kept]
    wrong = [
        f"The page {each.id} does not have the digest that records.json states."
        for each, (record, _) in zip(kept, records, strict=True)
        if hashlib.sha256(record.payload).hexdigest() != each.digest
    ]
    if sentence != stated(told.count):
        wrong.append(f"The manifest says {sentence}, and story.json {stated(told.count)}.")
    held = {record.id for record, _ in records}
    if held != set(told.story.records):
        wrong.append("The pages of records.json are not those of the story.")
        return _outcome(told, places, wrong, ())
    try:
        now, articles = again(records, told.story, told.networks, rows, decided)
        pages = {record.id: record.page for record, _ in records}
    except Exception as error:  # whoever forged a bundle can put anything into it
        wrong.append(f"It cannot be worked out again: {type(error).__name__}: {error}.")
        return _outcome(told, places, wrong, ())
    wrong += differences(before, now)
    if wrong and told.rules.partition("/")[0] != rules:
        wrong.insert(
            0, f"It was worked out by rules {told.rules}, and here by {rules}: what differs may come from that."
        )
    wrong += _misquoted(places, articles, pages)
    archived = before.__class__(
        articles=before.articles, claims=before.claims, texts=tuple(sorted(each.witnesses for each in told.texts)),
        datings=tuple(sorted((each.record or "", each.edtf) for each in told.datings)), count=told.count,
    )  # fmt: skip
    return _outcome(told, places, wrong, differences(archived, before))


def _outcome(told: Told, places: Sequence[Place], wrong: Sequence[str], archived: Sequence[str]) -> Outcome:
    return Outcome(
        digest="",
        sentence="",
        story=told.story.name,
        pages=len(told.story.records),
        spans=len(places),
        rules=told.rules,
        wrong=tuple(wrong),
        archived=tuple(archived),
    )


def _record(kept: Kept, pages: bytes) -> Record:
    return Record(
        id=kept.id, payload=pages[kept.payload : kept.payload + kept.size], media=kept.media, encoding=kept.encoding,
        url=kept.url, captured=kept.captured, headers=kept.headers, sighting=kept.sighting,
    )  # fmt: skip


def _misquoted(places: Sequence[Place], articles: Mapping[str, Article], pages: Mapping[str, str]) -> list[str]:
    """Return one sentence for each quote that does not stand where it is said to."""
    wrong = []
    for each in places:
        article = articles.get(each.record)
        texts = {"text": article.text, "title": article.title or ""} if article else {}
        text = (texts | {"page": pages.get(each.record, "")}).get(each.locus, "")
        if text[each.start : each.end].encode("utf-8", "replace").decode() != each.quote:
            wrong.append(
                f"{each.record}: characters {each.start} to {each.end} of its {each.locus} are not “{each.quote[:80]}”."
            )
    return wrong


def _page_of(fault: damage.Fault, files: Mapping[str, bytes]) -> str:
    """Return which page a fault in the WARC is in, where that can be told."""
    if fault.file != "pages.warc":
        return ""
    try:
        kept = codec.load(tuple[Kept, ...], files["records.json"])
    except Damaged:
        return ""
    inside = [each for each in kept if each.at < fault.end and fault.start < each.at + each.length]
    return f" It is in {', '.join(each.id for each in inside[:4])}." if inside else ""
