"""The copy trees of a story: who took the text from whom, through which lost versions, and where readings changed."""

import dataclasses

from firsthand.archive import Archive
from firsthand.model import Copy, Stemma, Variant
from firsthand.views import Row, StoryCard
from firsthand.web import tree
from firsthand.web.names import Names

DEEPEST = 50
"""Levels of a copy tree that are shown; no honest stemma is deeper."""

HERE = 3
"""Changed readings that the list shows beside the witness that has them first."""

VARIANTS = 40
"""Changed readings of one text that are shown; the JSON has all."""


@dataclasses.dataclass(frozen=True, slots=True)
class Branch:
    """A witness with what was copied from it."""

    row: Row
    name: str
    copy: Copy | None
    """The edge to the page above it; None at the root and where no edge was verified."""
    below: tuple["Branch", ...]

    entered: tuple[Variant, ...] = ()
    """Readings that are found here first, at most `HERE`."""
    lost: bool = False
    """Whether it is a version that the archive does not hold, which those below it share."""

    @property
    def key(self) -> str:
        """Return the page's id; empty for a lost version."""
        return "" if self.lost else str(self.row["id"])

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
    readings: tuple["Reading", ...] = ()
    """Where readings changed, in the order of the text, at most `VARIANTS`."""


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """One reading that entered on the way down."""

    variant: Variant
    where: str
    """Address of its characters; of the page where words were left out."""
    name: str
    """Of the first held witness that has it."""
    compare: str | None
    """The comparison with the witness that has the older reading; None when that is not held."""


def trees(archive: Archive, card: StoryCard, names: Names) -> list[Tree]:
    """Return the copy tree of each text of a story, the largest first."""
    inside = "id IN (SELECT stemma FROM witness WHERE record IN (SELECT record FROM told WHERE story = ?1))"
    edges = _edges(archive, card.story.id)
    rows = {str(row["id"]): row for row in card.pages}
    grown_trees = []
    for stemma in archive.stemmata.where(inside, card.story.id):
        above: dict[str, str | None] = {}
        for branch in stemma.branches:  # a lost version stands between its witnesses and what it was made from
            above[branch.witness] = branch.through or branch.exemplar
            if branch.through:
                above.setdefault(branch.through, branch.exemplar)
        below: dict[str | None, list[str]] = {}
        for witness in (*stemma.witnesses, *sorted(set(above) - set(stemma.witnesses))):
            below.setdefault(above.get(witness), []).append(witness)
        entered: dict[str, list[Variant]] = {}
        for each in stemma.variants:
            entered.setdefault(each.first, []).append(each)
        grown = _Grown(below, above, edges, rows, names, entered)
        roots = tuple(grown.branch(root, 0) for root in below.get(None, ()))
        origin = stemma.origin
        whose = f"text of {names.agency(origin.name)}" if origin.name else "origin not known"
        drawn = tree.drawing(roots, len(stemma.witnesses), lost=stemma.archetype is None)
        found = tuple(_reading(each, names) for each in stemma.variants[:VARIANTS])
        grown_trees.append(Tree(stemma, whose, roots, len(stemma.witnesses), drawn, found))
    return sorted(grown_trees, key=lambda each: (-each.size, each.stemma.id))


def _reading(variant: Variant, names: Names) -> Reading:
    held = variant.first if variant.first in variant.witnesses else variant.witnesses[0]
    where = f"/page/{held}"
    if variant.where is not None:
        place = f"{variant.where.start}-{variant.where.end}"
        where += f"?at={place}#t{place}"
    compare = f"/diff/{variant.exemplar}/{held}" if variant.exemplar else None
    return Reading(variant, where, names.page(held), compare)


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
    entered: dict[str, list[Variant]]

    def branch(self, key: str, depth: int) -> Branch:
        """Return a witness and all below it."""
        kids = self.below.get(key, ()) if depth < DEEPEST else ()
        below = tuple(self.branch(each, depth + 1) for each in kids)
        entered = tuple(self.entered.get(key, ())[:HERE])
        if key.startswith("lost_"):
            row: Row = {"id": key, "written": None, "claimed": None, "verdict": None}
            return Branch(row, "a lost version", None, below, entered, lost=True)
        parent = self.above.get(key)
        if parent is not None and parent.startswith("lost_"):
            parent = self.above.get(parent)
        copy = self.edges.get(frozenset((key, parent))) if parent else None
        row = self.rows.get(key, {"id": key, "written": None, "claimed": None, "verdict": None})
        return Branch(row, self.names.page(key), copy, below, entered)
