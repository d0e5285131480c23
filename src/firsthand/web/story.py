"""What a story's page shows: the counts with their folded ledgers, the copy trees, what was new, the timeline."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from firsthand import views
from firsthand.archive import Archive
from firsthand.model import Assertion, Copy, Count, Line, Stemma
from firsthand.views import Row, StoryCard
from firsthand.web import ledger, since, timeline, tree
from firsthand.web.names import Names

DEEPEST = 50
"""Levels of a copy tree that are shown; no honest stemma is deeper."""

NEWS = 60
"""Pieces of news that are shown; the JSON has all."""

ASSERTED = 30
"""Claims of a story that its page counts; the others are in its JSON."""
PROOFS = 8
"""Pieces of evidence of one line of the ledger that are shown; the JSON has all."""


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """What a claim says, and its id on its page."""

    claim: str
    content: str


@dataclasses.dataclass(frozen=True, slots=True)
class Claimed:
    """One claim of the story, counted."""

    one: Assertion
    credibility: str
    """Suggested from its counts."""
    reliability: str
    """What people think of whom it stands on; empty until somebody has said so."""
    ledger: tuple[Line, ...]
    """Who tells it, and on whose word it stands."""


@dataclasses.dataclass(frozen=True, slots=True)
class Branch:
    """A witness with what was copied from it."""

    row: Row
    name: str
    copy: Copy | None
    """The edge to the page above it; None at the root and where no edge was verified."""
    below: tuple["Branch", ...]

    @property
    def key(self) -> str:
        """Return the page's id."""
        return str(self.row["id"])

    @property
    def relation(self) -> str:
        """Return how it stands to the page above it."""
        return self.copy.relation if self.copy else ""


@dataclasses.dataclass(frozen=True, slots=True)
class Tree:
    """The copy tree of one text."""

    stemma: Stemma
    origin: str
    """Whose text it is, in words."""
    roots: tuple[Branch, ...]
    size: int
    drawing: tree.Drawing | None
    """None for a text that stands in one page alone."""


def story(archive: Archive, key: str, seen: str = "") -> dict[str, Any]:
    """Return what a story's page shows; ``seen`` is the reader's cookie of `since`."""
    card = views.story(archive, views.find_story(archive, key))
    names = Names(archive, card.story.records)
    anchor = views.anchor(archive, card.story.id)
    visited = since.visit(seen, card.story, anchor, (archive.meta("derived") or "")[:12])
    given = views.reliability(archive)
    shown = card.count.assertions[:ASSERTED]
    return {
        "card": card,
        "story": card.story,
        "count": card.count,
        "names": names,
        "sides": {
            "reporters": ledger.groups(card.count, "reporters", names),
            "sources": ledger.groups(card.count, "sources", names),
        },
        "said": _said(archive, card.count),
        "proofs": PROOFS,
        "asserted": ASSERTED,
        "claims": _claims(card.count, given),
        "letters": {
            (line.side, line.subject): letter for line in card.count.ledger if (letter := views.letter_of(line, given))
        },
        "digits": {digit: views.CREDIBILITY[digit] for digit in sorted(set(views.credibility(shown)))},
        "scale": views.RELIABILITY,
        "visited": visited,
        "since": since.since(archive, card.story, card.count, visited.before, names) if visited.before else None,
        "trees": _trees(archive, card, names),
        "chart": timeline.chart(card.entries),
        "lies": [row for row in card.pages if row["verdict"] == "contradicted"],
        "news": card.story.news[:NEWS],
        "anchor": anchor,
        "pinned": card.story.id in views.pinned(archive),
        "history": views.history(archive, card.story.records),
    }


def _claims(count: Count, given: Mapping[str, str]) -> list[Claimed]:
    """Return the claims that the page counts, each with its two columns of the scale and its own ledger."""
    digits = views.credibility(count.assertions)
    return [
        Claimed(one, digit, views.letters_behind(count, one, given), tuple(views.ledger(count, one)))
        for one, digit in zip(count.assertions[:ASSERTED], digits, strict=False)
    ]


def _said(archive: Archive, count: Count) -> dict[tuple[str, int], Said]:
    """Return the claims that the lines of the sources rest on, by page and the place where their party is named."""
    sources = [line for line in count.ledger if line.side == "sources"]
    quoted = {each.record for line in sources for each in line.evidence[:PROOFS] if each.record}
    sql = (
        "SELECT record, coalesce(json_extract(doc, '$.source.start'), json_extract(doc, '$.cue.start')), id, content"
        " FROM claim WHERE record IN (SELECT value FROM json_each(?)) ORDER BY record, at DESC, id"
    )
    rows = archive.connection.execute(sql, (json.dumps(sorted(quoted)),))
    return {(str(record), int(at)): Said(str(key), str(content)) for record, at, key, content in rows if at is not None}


def _trees(archive: Archive, card: StoryCard, names: Names) -> list[Tree]:
    """Return the copy tree of each text of a story, the largest first."""
    inside = "id IN (SELECT stemma FROM witness WHERE record IN (SELECT record FROM told WHERE story = ?1))"
    edges = _edges(archive, card.story.id)
    rows = {str(row["id"]): row for row in card.pages}
    trees = []
    for stemma in archive.stemmata.where(inside, card.story.id):
        above = {branch.witness: branch.exemplar for branch in stemma.branches}
        below: dict[str | None, list[str]] = {}
        for witness in stemma.witnesses:
            below.setdefault(above.get(witness), []).append(witness)
        grown = _Grown(below, above, edges, rows, names)
        roots = tuple(grown.branch(root, 0) for root in below.get(None, ()))
        origin = stemma.origin
        whose = f"text of {names.agency(origin.name)}" if origin.name else "origin not known"
        drawn = tree.drawing(roots, len(stemma.witnesses), lost=stemma.archetype is None)
        trees.append(Tree(stemma, whose, roots, len(stemma.witnesses), drawn))
    return sorted(trees, key=lambda each: (-each.size, each.stemma.id))


def _edges(archive: Archive, story: str) -> dict[frozenset[str], Copy]:
    """Return the edges that the trees of a story are made of."""
    steps = (
        '("left", "right") IN (SELECT min(w.record, w.exemplar), max(w.record, w.exemplar) FROM witness w'
        " JOIN told t ON t.record = w.record WHERE t.story = ?1 AND w.exemplar IS NOT NULL)"
    )
    return {frozenset((copy.left, copy.right)): copy for copy in archive.copies.where(steps, story)}


@dataclasses.dataclass(frozen=True, slots=True)
class _Grown:
    """What is needed to grow a tree."""

    below: dict[str | None, list[str]]
    above: dict[str, str | None]
    edges: dict[frozenset[str], Copy]
    rows: dict[str, Row]
    names: Names

    def branch(self, key: str, depth: int) -> Branch:
        """Return a witness and all below it."""
        kids = self.below.get(key, ()) if depth < DEEPEST else ()
        below = tuple(self.branch(each, depth + 1) for each in kids)
        parent = self.above.get(key)
        copy = self.edges.get(frozenset((key, parent))) if parent else None
        row = self.rows.get(key, {"id": key, "written": None, "claimed": None, "verdict": None})
        return Branch(row, self.names.page(key), copy, below)
