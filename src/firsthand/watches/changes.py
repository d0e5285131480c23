"""What is new between two states of a story, and what merely came along: a pure comparison of nouns."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from firsthand.model import Count, Dating, Firing, Line, News, NewsKind, Span, Stemma, Story
from firsthand.text.normalise import visible
from firsthand.text.sentences import sentences

RAISING = ("reporter", "possible reporter")
"""Standings of the lines of a ledger that raise a bound of the count of reporters."""

COVERED = 0.6
"""A statement was known when this share of its runs of three words stands in one text that was held before: an edited
copy that turns out to be the earlier one brings nothing new."""

_FIRINGS: dict[NewsKind, Firing] = {
    "changed number": "new number",
    "new statement": "new claim",
    "new party": "new claim",
    "correction": "correction",
}
_WORD = re.compile(r"\w+")


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """One story in one state."""

    story: Story
    count: Count


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new."""

    firing: Firing
    story: str | None
    records: tuple[str, ...]
    """Pages that it is about; the first one brought it."""
    key: str
    """What it is, whatever else changes; the same thing has the same key in later states."""
    sentence: str
    where: Span | None = None
    quote: str = ""
    before: str | None = None


def origins(after: Told, before: Sequence[Told], name: Callable[[Line], str]) -> list[Change]:
    """Return the groups of the ledger that raise the count of reporters and did not before.

    Args:
        after: a story.
        before: the stories that held any of its pages; none for a story that is new.
        name: what a line goes by.
    """
    groups = {line.group for each in before for line in _raising(each.count)}
    pages = {line.subject for each in before for line in _raising(each.count)}
    found: dict[str, list[Line]] = {}
    for line in _raising(after.count):
        found.setdefault(line.group, []).append(line)
    changes = []
    for group, lines in sorted(found.items()):
        if group in groups or any(line.subject in pages for line in lines):
            continue  # also where a network has another id because it has grown
        lead = min(lines, key=lambda line: (line.standing != "reporter", line.subject))
        sure = "is an independent reporter" if lead.standing == "reporter" else "may be an independent reporter"
        was = f", {before[0].count.sentence} before" if len(before) == 1 else "" if before else ", a new story"
        told = f"{name(lead)} {sure}: {after.count.sentence}{was}."
        subjects = dict.fromkeys((lead.subject, *sorted(line.subject for line in lines)))
        changes.append(Change("new origin", after.story.id, tuple(subjects), lead.subject, told))
    return changes


def _raising(count: Count) -> Iterable[Line]:
    return (line for line in count.ledger if line.side == "reporters" and line.standing in RAISING)


def reports(after: Told, before: Sequence[Told], held: Callable[[], Mapping[str, str]]) -> list[Change]:
    """Return the numbers, statements, parties and corrections that no page held before said.

    Args:
        after: a story.
        before: the stories that held any of its pages.
        held: gives the texts of those pages, by record; asked only when something may be new.
    """
    known = {(piece.kind, folded(piece.quote)) for each in before for piece in each.story.news}
    fresh = [p for p in after.story.news if p.kind in _FIRINGS and (p.kind, folded(p.quote)) not in known]
    if not fresh:
        return []
    texts = [folded(text) for _, text in sorted(held().items())]
    return [
        Change(
            _FIRINGS[piece.kind], after.story.id, (piece.record,), f"{piece.kind} {folded(piece.quote)}",
            _told(piece), piece.where, piece.quote, piece.before,
        )
        for piece in fresh
        if not any(said(piece.quote, text, exact=piece.kind in ("changed number", "new party")) for text in texts)
    ]  # fmt: skip


def versions(
    text: Stemma, before: Sequence[Stemma], held: Callable[[str], bool], told: Story, article: Callable[[str], str]
) -> list[Change]:
    """Return the numbers that a later version of a text has where the earlier one had others.

    Args:
        text: a text.
        before: the texts that held any of its witnesses.
        held: tells whether a page was in the archive before.
        told: the text's story.
        article: gives the text of a page.
    """
    known = {(each.before, each.after) for one in before for each in one.variants}
    found: dict[tuple[str, int, int], Change] = {}
    for each in text.variants:
        fresh = [record for record in each.witnesses if not held(record)]
        if each.kind != "number" or each.where is None or not each.after or (each.before, each.after) in known:
            continue
        if not fresh or len(fresh) < len(each.witnesses):
            continue  # the earlier version came later
        record = each.first if each.first in fresh else fresh[0]
        whole = article(record)
        sentence = next((s for s in sentences(whole) if s.start <= each.where.start < s.end), each.where)
        words = f"A new number: “{sentence.of(whole)[:400]}” has {each.after} where {each.before} stood."
        key = f"number {folded(each.before)} {folded(each.after)} {text.origin.name}"
        change = Change("new number", told.id, tuple(sorted(fresh)), key, words, each.where, each.after, each.before)
        found.setdefault((record, each.where.start, each.where.end), change)
    return [
        dataclasses.replace(change, records=_first(change.records, key[0])) for key, change in sorted(found.items())
    ]


def _first(records: tuple[str, ...], record: str) -> tuple[str, ...]:
    return (record, *(each for each in records if each != record))


def notes(told: Story, fresh: Mapping[str, Sequence[str]], before: Iterable[str]) -> list[Change]:
    """Return the corrections and editors' notes of new pages that no page held before carries.

    Args:
        told: the story.
        fresh: record -> the notes of each page that is new.
        before: the notes of those that are not.
    """
    known = {folded(note) for note in before}
    changes = []
    for record, found in sorted(fresh.items()):
        for note in found:
            if folded(note) not in known:
                known.add(folded(note))
                words = f"A correction or an editor's note: “{note[:400]}”"
                key = f"note {folded(note)[:400]}"
                changes.append(Change("correction", told.id, (record,), key, words, None, note[:400]))
    return changes


def _told(piece: News) -> str:
    quote = piece.quote if len(piece.quote) <= 300 else piece.quote[:299] + "…"
    if piece.kind == "changed number":
        earlier = f", where “{piece.before}” stood" if piece.before else ""
        return f"A new number: “{quote}”{earlier}."
    if piece.kind == "new party":
        return f"Quoted for the first time: {quote}."
    if piece.kind == "correction":
        return f"A correction: “{quote}”"
    return f"A new claim: “{quote}”"


def dates(
    changed: Iterable[tuple[Dating, Dating | None]], texts: Mapping[str, Stemma], lied: Callable[[Stemma], bool],
    told: Callable[[str], str | None], name: Callable[[str], str],
) -> list[Change]:  # fmt: skip
    """Return the texts of which a page's date is contradicted now, where no page of them was before: one a text.

    Args:
        changed: datings, with what they were before; None for a page that is new.
        texts: record -> its text.
        lied: tells whether a page of a text was contradicted before.
        told: record -> its story.
        name: record -> what it goes by.
    """
    found: dict[str, list[Dating]] = {}
    for dating, was in changed:
        if dating.verdict != "contradicted" or (was is not None and was.verdict == "contradicted"):
            continue
        text = texts.get(dating.record or "")
        if dating.record is not None and text is not None and not lied(text):
            found.setdefault(text.id, []).append(dating)
    changes = []
    for _, datings in sorted(found.items()):
        records = tuple(sorted(each.record for each in datings if each.record))
        first = next(each for each in datings if each.record == records[0])
        why = first.contradictions[0].sentence if first.contradictions else (
            f"The page says {first.claimed}; the evidence says {first.edtf}."
        )  # fmt: skip
        more = f" {len(records) - 1} more of the same text." if len(records) > 1 else ""
        sentence = f"{name(records[0])}: {why}{more}"
        changes.append(Change("contradicted date", told(records[0]), records, f"date {records[0]}", sentence))
    return changes


def folded(text: str) -> str:
    """Return the words of a text, in small letters, one space apart."""
    return " ".join(_WORD.findall(visible(text).casefold()))


def said(quote: str, text: str, *, exact: bool = False) -> bool:
    """Tell whether a folded text says what is quoted.

    Args:
        quote: as printed.
        text: folded.
        exact: its words must stand there as they are; else `COVERED` of its runs of three words are enough.
    """
    words = folded(quote).split()
    if exact or len(words) < 5:
        return f" {' '.join(words)} " in f" {text} "
    runs = [" ".join(words[at : at + 3]) for at in range(len(words) - 2)]
    return sum(run in text for run in runs) / len(runs) >= COVERED
