"""What each page of the desk shows, as plain values for its template."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from firsthand import views
from firsthand.archive import Archive
from firsthand.model import Article, Claim, Copy, Dating, Evidence, Span
from firsthand.views import PageCard, Row, StoryCard
from firsthand.web.marks import Mark, Segment, paragraphs

PER_PAGE = 20
"""Hits on one page of a search."""


@dataclasses.dataclass(frozen=True, slots=True)
class Branch:
    """A witness with what was copied from it."""

    row: Row
    relation: str | None
    below: tuple["Branch", ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """An entry of the timeline as a bar: per cent of the width."""

    entry: Any
    left: float
    width: float
    reported: float | None


def front(archive: Archive) -> dict[str, Any]:
    """Return what the front shows: stories by independent reporters, refusals, networks, and the archive's size."""
    rows = views.stories(archive)
    return {
        "stories": rows,
        "sentence": views.sentence,
        "held": views.status(archive),
        "reasons": views.refusal_reasons(archive),
        "networks": list(archive.networks),
    }


def story(archive: Archive, key: str) -> dict[str, Any]:
    """Return what a story's page shows."""
    card = views.story(archive, views.find_story(archive, key))
    return {
        "card": card,
        "story": card.story,
        "count": card.count,
        "trees": _trees(archive, card),
        "bars": _bars(card),
        "ends": _ends(card),
        "lies": [row for row in card.pages if row["verdict"] == "contradicted"],
        "titles": {row["id"]: row["outlet"] or row["title"] or row["id"] for row in card.pages},
    }


def page(archive: Archive, key: str) -> dict[str, Any]:
    """Return what the page of one page shows."""
    card = views.page(archive, views.find_page(archive, key))
    shown: dict[str, Any] = {"card": card, "article": card.article, "record": card.record}
    if card.article is None:
        return shown
    titles = _titles(archive, card)
    return shown | {
        "body": _body(card, card.article, titles),
        "dropped": [block for block in card.article.blocks if block.span is None],
        "titles": titles,
        "dating": card.dating,
        "facts": _facts(card, card.article),
    }


def search(archive: Archive, words: str, number: int) -> dict[str, Any]:
    """Return what a page of search results shows; the first is number 1."""
    total = archive.search_total(words) if words else 0
    hits = archive.search(words, PER_PAGE, (number - 1) * PER_PAGE) if words else ()
    return {
        "words": words,
        "total": total,
        "hits": [(hit, _marked(hit.snippet)) for hit in hits],
        "number": number,
        "last": max(1, -(-total // PER_PAGE)),
    }


def _titles(archive: Archive, card: PageCard) -> dict[str, str]:
    """Return a name for each page that this one refers to."""
    ids = {side for copy in card.copies for side in (copy.left, copy.right)}
    found = {}
    for each in sorted(ids):
        row = archive.connection.execute(
            "SELECT coalesce(outlet, brand, site, title, id) FROM article WHERE id = ?", (each,)
        ).fetchone()
        found[each] = str(row[0]) if row else each
    return found


def _body(card: PageCard, article: Article, titles: dict[str, str]) -> list[list[Segment]]:
    marks = [*_claim_marks(card.claims), *_copy_marks(card, titles), *_date_marks(card.dating)]
    if article.dateline:
        marks.append(Mark(article.dateline.where, "dateline", f"dateline: {article.dateline}"))
    return paragraphs(article.text, marks)


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


def _copy_marks(card: PageCard, titles: dict[str, str]) -> Iterable[Mark]:
    """Yield the stretches that stand in other pages too, from the strongest copy of each stretch."""
    key = card.record.id if card.record else ""
    for copy in sorted(card.copies, key=lambda each: (-each.score, each.left, each.right))[:3]:
        mine = copy.left == key
        other = copy.right if mine else copy.left
        for pair in copy.shared:
            span = pair.left if mine else pair.right
            yield Mark(span, "copied", f"also in {titles.get(other, other)}")


def _date_marks(dating: Dating | None) -> Iterable[Mark]:
    if dating is None:
        return
    for each in _shown(dating.evidence):
        if each.locus == "text" and each.where is not None and each.record in (None, dating.record):
            yield Mark(each.where, "date", each.note or f"evidence for the date ({each.rule})", "#date")


def _shown(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return evidence[:24]


def _facts(card: PageCard, article: Article) -> list[tuple[str, str | None]]:
    origin = card.stemma.origin if card.stemma else None
    facts = [
        ("Outlet", article.outlet),
        ("Byline", article.byline),
        ("Dateline", str(article.dateline) if article.dateline else None),
        ("Credit", str(article.credit) if article.credit else None),
        ("Origin", f"{origin.name or 'not known'} ({origin.kind}, {origin.certainty:.0%} sure)" if origin else None),
        ("Language", article.language),
        ("Restored with", f"{article.confidence:.0%} confidence" if article.confidence is not None else None),
    ]
    return [fact for fact in facts if fact[1]]


def _trees(archive: Archive, card: StoryCard) -> list[dict[str, Any]]:
    """Return the copy tree of each text of a story."""
    rows = {str(row["id"]): row for row in card.pages}
    trees: list[dict[str, Any]] = []
    for key in card.story.texts:
        stemma = archive.stemmata.get(key)
        if stemma is None:
            continue
        above = {branch.witness: branch.exemplar for branch in stemma.branches}
        of_text = "(SELECT record FROM witness WHERE stemma = ?1)"
        inside = f'"left" IN {of_text} AND "right" IN {of_text}'
        edges = {frozenset((copy.left, copy.right)): copy for copy in archive.copies.where(inside, key)}
        children: dict[str | None, list[str]] = {}
        for witness in stemma.witnesses:
            children.setdefault(above.get(witness), []).append(witness)
        roots = [w for w in stemma.witnesses if above.get(w) is None]
        tree = tuple(_branch(root, children, edges, rows, 0) for root in roots)
        trees.append({"stemma": stemma, "roots": tree, "size": len(stemma.witnesses)})
    trees.sort(key=lambda each: (-each["size"], each["stemma"].id))
    return trees


DEEPEST = 50
"""Levels of a copy tree that are shown; no honest stemma is deeper."""


def _branch(
    key: str, children: dict[str | None, list[str]], edges: dict[frozenset[str], Copy], rows: dict[str, Row], depth: int
) -> Branch:
    """Return a witness and all below it."""
    kids = children.get(key, ()) if depth < DEEPEST else ()
    below = tuple(_branch(each, children, edges, rows, depth + 1) for each in kids)
    parent = next((p for p, some in children.items() if p is not None and key in some), None)
    copy = edges.get(frozenset((key, parent))) if parent else None
    return Branch(rows.get(key, {"id": key, "title": None, "outlet": None}), copy.relation if copy else None, below)


def _ends(card: StoryCard) -> tuple[dt.date, dt.date] | None:
    days = [day for entry in card.entries for day in (entry.earliest, entry.latest, entry.reported) if day]
    return (min(days), max(days)) if days else None


def _bars(card: StoryCard) -> list[Bar]:
    ends = _ends(card)
    if ends is None:
        return []
    first, last = ends
    whole = (last - first).days + 1
    bars = []
    for entry in card.entries:
        low, high = entry.earliest or first, entry.latest or last
        left = 100 * (low - first).days / whole
        width = max(0.8, 100 * ((high - low).days + 1) / whole)
        reported = None if entry.reported is None else 100 * ((entry.reported - first).days + 0.5) / whole
        bars.append(Bar(entry, round(left, 2), round(width, 2), None if reported is None else round(reported, 2)))
    return bars


def _marked(snippet: str) -> list[Segment]:
    """Return a search snippet with its finds as marks."""
    text = ""
    marks: list[Mark] = []
    for piece in snippet.split("⟦"):
        found, closed, rest = piece.partition("⟧")
        if closed:
            marks.append(Mark(Span(start=len(text), end=len(text) + len(found)), "found", ""))
        text += found + rest
    return [segment for group in paragraphs(text.replace("\n", " "), marks) for segment in group]
