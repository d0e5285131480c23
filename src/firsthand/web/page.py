"""What the page of one page shows: the article with its marks, the date, the copies, the furniture."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from firsthand import views
from firsthand.archive import Archive
from firsthand.model import Article, Claim, Copy, Dating, Evidence, Span
from firsthand.views import PageCard
from firsthand.web import timeline
from firsthand.web.marks import Mark, Segment, covered, joined, paragraphs
from firsthand.web.names import Names, language

REASONS = 24
"""Pieces of date evidence that are shown and marked; the JSON has all."""

NAMED = 3
"""Pages that are named where many carry a paragraph; the others are counted."""


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph of the article."""

    segments: tuple[Segment, ...]
    copied: str
    """``whole``, ``partly`` or empty: how much of it stands in other pages too."""
    note: str
    """In which; empty when in none."""
    link: str | None = None
    """The comparison with the first of them; None when in none."""
    start: int = 0
    """Its first character in the article's text."""


@dataclasses.dataclass(frozen=True, slots=True)
class Carrier:
    """Another page that carries the text, or a part of it."""

    copy: Copy
    other: str
    name: str
    share: float
    """How much of this page's text stands there, 0 to 1."""
    way: str
    """Who took it from whom, in words; empty when that is open."""


@dataclasses.dataclass(frozen=True, slots=True)
class DateBar:
    """Evidence and claim on one axis, in per cent of its width."""

    left: float
    width: float
    claimed: float
    first: dt.date
    last: dt.date


def page(archive: Archive, key: str, at: Span | None = None) -> dict[str, Any]:
    """Return what the page of one page shows; ``at`` is a stretch of its text that was asked for."""
    card = views.page(archive, views.find_page(archive, key))
    shown: dict[str, Any] = {"card": card, "article": card.article, "record": card.record}
    if card.article is None:
        return shown
    others = {side for copy in card.copies for side in (copy.left, copy.right)} | _behind(card)
    names = Names(archive, others | {card.article.record})
    carriers = _carriers(card.copies, card.article.record, names)
    return shown | {
        "name": names.page(card.article.record),
        "named": _named(card, names),
        "body": body(card, card.article, carriers, at),
        "dropped": [block for block in card.article.blocks if block.span is None],
        "carriers": carriers,
        "dating": card.dating,
        "bar": date_bar(card.dating),
        "facts": _facts(card, card.article, names),
        "claimed_at": _claimed(card.dating),
        "reasons": REASONS,
        "history": views.history(archive, [card.article.record]),
        "overrides": overrides(card.dating),
    }


def _behind(card: PageCard) -> set[str]:
    """Return the pages that the evidence for the date and the origin stands in, or names."""
    told = (*(card.dating.evidence if card.dating else ()), *(card.stemma.origin.evidence if card.stemma else ()))
    return {key for each in told for key in (each.record, each.quote) if key and key.startswith("page_")}


def _named(card: PageCard, names: Names) -> dict[str, str]:
    """Return what the other pages, and the networks, go by of which the page's evidence speaks."""
    own = card.article.record if card.article else ""
    return {key: name for key, name in names.pages.items() if key != own} | {
        each.id: each.name for each in card.networks
    }


def _claimed(dating: Dating | None) -> Evidence | None:
    """Return the characters in which the page states its day; None where it states none."""
    if dating is None or dating.claimed_text is None:
        return None
    own = (each for each in dating.evidence if each.record in (None, dating.record))
    return next((each for each in own if each.quote == dating.claimed_text), None)


def overrides(dating: Dating | None) -> list[tuple[str, str]]:
    """Return the days that a person can choose with one click: EDTF, and why it is offered."""
    if dating is None:
        return []
    offered: dict[str, str] = {}
    if dating.claimed:
        offered[str(dating.claimed)] = "as the page says"
    if dating.likely and (dating.earliest, dating.latest) != (dating.likely, dating.likely):
        offered.setdefault(str(dating.likely), "most likely")
    if dating.earliest or dating.latest:
        offered.setdefault(dating.edtf, "as the evidence says")
    return list(offered.items())


def claim_rows(card: PageCard) -> list[views.Row]:
    """Return the claims of a page as rows, for programs."""
    text = card.article.text if card.article else ""
    return [
        {
            "id": claim.id,
            "party": claim.party.id if claim.party else None,
            "name": claim.party.name if claim.party else None,
            "cue": claim.cue.of(text) if claim.cue else None,
            "class": claim.cue_class,
            "kind": claim.kind,
            "hedge": claim.hedge.of(text) if claim.hedge else None,
            "content": " … ".join(piece.of(text) for piece in claim.content),
            "start": claim.content[0].start if claim.content else None,
            "end": claim.content[-1].end if claim.content else None,
        }
        for claim in card.claims
    ]


def span_asked(place: str | None) -> Span | None:
    """Return the span that ``?at=120-180`` asks for; None for anything else."""
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", place or "", re.ASCII)
    if found is None or int(found[1]) >= int(found[2]):
        return None
    return Span(start=int(found[1]), end=int(found[2]))


def body(card: PageCard, article: Article, carriers: list[Carrier], at: Span | None) -> list[Shown]:
    """Return the paragraphs of an article with all their marks."""
    marks = [*_claim_marks(card.claims), *_date_marks(card.dating)]
    if article.dateline:
        marks.append(Mark(article.dateline.where, "dateline", f"dateline: {article.dateline}"))
    if at is not None and at.end <= len(article.text):
        marks.append(Mark(at, "asked", "what the link points at"))
    shared = {carrier.other: joined(_mine(carrier.copy, article.record)) for carrier in carriers}
    whole = joined(span for spans in shared.values() for span in spans)
    partly = [block.span for block in paragraphs(article.text, ()) if _kind(block.span, whole) == "partly"]
    marks += [
        Mark(piece, "copied", "stands in other pages too", _compare(piece, shared, article.record))
        for piece in _cut(whole, partly)
    ]
    names = {carrier.other: carrier.name for carrier in carriers}
    return [
        Shown(each.segments, _kind(each.span, whole), *_also(each.span, shared, names, article.record), each.span.start)
        for each in paragraphs(article.text, marks)
    ]


def _mine(copy: Copy, record: str) -> list[Span]:
    return [pair.left if copy.left == record else pair.right for pair in copy.shared]


def _kind(block: Span, spans: list[Span]) -> str:
    """Return how much of a paragraph is shared: nine tenths are a whole, as single words differ in most reprints."""
    share = covered(block, spans) / max(1, len(block))
    return "whole" if share >= 0.9 else "partly" if share else ""


def _cut(spans: list[Span], within: list[Span]) -> Iterable[Span]:
    for block in within:
        for span in spans:
            low, high = max(block.start, span.start), min(block.end, span.end)
            if low < high:
                yield Span(start=low, end=high)


def _compare(piece: Span, shared: dict[str, list[Span]], record: str) -> str | None:
    """Return the comparison with the first page that shares the most of a stretch."""
    if not shared:
        return None
    other = max(shared, key=lambda key: covered(piece, shared[key]))
    return f"/diff/{record}/{other}"


def _also(block: Span, shared: dict[str, list[Span]], names: dict[str, str], record: str) -> tuple[str, str | None]:
    """Return in which other pages a paragraph stands, and where it can be compared with the first of them."""
    found = [other for other, spans in shared.items() if covered(block, spans)]
    if not found:
        return "", None
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    named = ", ".join(names[other] for other in found[:NAMED])
    return f"also in {named}{more}", f"/diff/{record}/{found[0]}"


def _claim_marks(claims: Iterable[Claim]) -> Iterable[Mark]:
    for claim in claims:
        who = claim.party.name if claim.party else "nobody named"
        link = f"#{claim.id}"
        for piece in claim.content:
            yield Mark(piece, "content", f"attributed to {who}", link)
        if claim.source:
            yield Mark(claim.source, "party", f"who is quoted: {who}", link)
        if claim.cue:
            yield Mark(claim.cue, "cue", f"cue ({claim.cue_class})", link)
        if claim.hedge:
            yield Mark(claim.hedge, "hedge", "hedge", link)


def _date_marks(dating: Dating | None) -> Iterable[Mark]:
    for each in dating.evidence[:REASONS] if dating else ():
        if dating and each.locus == "text" and each.where is not None and each.record in (None, dating.record):
            yield Mark(each.where, "date", each.note or f"evidence for the date ({each.rule})", "#date")


def date_bar(dating: Dating | None) -> DateBar | None:
    """Return the bar of a date card; None without two different things to compare."""
    if dating is None or not (dating.claimed and dating.earliest and dating.latest):
        return None
    first, last = min(dating.claimed, dating.earliest), max(dating.claimed, dating.latest)
    if first == last:
        return None
    left = timeline.place(dating.earliest, first, last)
    wide = max(1.5, timeline.width(dating.earliest, dating.latest, first, last))
    half = 50 / ((last - first).days + 1)
    claimed = min(98.0, max(2.0, round(timeline.place(dating.claimed, first, last) + half, 2)))
    return DateBar(min(left, 100 - wide), wide, claimed, first, last)


def _carriers(copies: Iterable[Copy], record: str, names: Names) -> list[Carrier]:
    """Return the other pages of a page's copies: whom it was taken from first, then by how much they share."""
    found = []
    for copy in copies:
        mine = copy.left == record
        other = copy.right if mine else copy.left
        way = "" if copy.exemplar is None else "taken from there" if copy.exemplar == other else "taken from here"
        share = copy.left_share if mine else copy.right_share
        found.append(Carrier(copy, other, names.page(other), share, way))
    return sorted(found, key=lambda c: (c.copy.exemplar != c.other, -c.share, c.name, c.other))


def _facts(card: PageCard, article: Article, names: Names) -> list[tuple[str, str | None]]:
    origin = card.stemma.origin if card.stemma else None
    line, credit = article.dateline, article.credit
    agency = names.agency(line.agency) if line else None
    facts = [
        ("Published by", article.outlet),
        ("Byline", article.byline),
        ("Dateline", f"{line.place} ({agency})" if line and agency else line.place if line else None),
        ("Credit", str(credit) if credit else None),
        ("Text of", _origin(names, origin.kind, origin.name, origin.certainty) if origin else None),
        ("Language", language(article.language)),
        ("Accounts", ", ".join(f"{each.quote} ({each.rule.rpartition('.')[2]})" for each in article.identifiers[:12])),
        ("Restored with", f"{article.confidence:.0%} confidence" if article.confidence is not None else None),
    ]
    return [fact for fact in facts if fact[1]]


def _origin(names: Names, kind: str, name: str | None, certainty: float) -> str:
    return f"{names.agency(name)} ({kind}, {certainty:.0%} sure)" if name else "not known"
