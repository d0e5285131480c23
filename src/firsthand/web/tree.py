"""A copy tree drawn: the archetype on the left, what was copied from a page to the right of it."""

import dataclasses
import unicodedata
from typing import Protocol

COLUMN, ROW = 230, 24
"""Width of one step of copying, height of one page."""

MOST = 150
"""Pages of one tree that are drawn; the list below has more."""

LETTERS = 26
"""Letters of a name that fit into a column."""

NAME, LETTER = 17, 6.6
"""From a page's place to its name, and the width of a letter, which is a little more than the mean of the typeface."""


class Witness(Protocol):
    """A page of a tree, with those below it."""

    @property
    def name(self) -> str:
        """Return what it goes by."""

    @property
    def key(self) -> str:
        """Return its record id; empty for a lost version."""

    @property
    def relation(self) -> str:
        """Return how it stands to the page above it; empty at a root."""

    @property
    def below(self) -> "tuple[Witness, ...]":
        """Return what was copied from it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """A page."""

    x: int
    y: float
    key: str
    name: str
    note: str


@dataclasses.dataclass(frozen=True, slots=True)
class Drawing:
    """A tree, ready to be drawn."""

    nodes: tuple[Node, ...]
    lines: tuple[tuple[float, float, int, float, str], ...]
    """From x, y (behind the name) to x, y, and the relation."""
    width: int
    height: int
    left_out: int


def drawing(roots: tuple[Witness, ...], size: int, *, lost: bool) -> Drawing | None:
    """Return a tree laid out; None for a text that stands in one page alone.

    Args:
        roots: the pages that were copied from no page of the archive.
        size: how many pages the tree has.
        lost: whether the archetype is not in the archive; then a node stands for it.
    """
    if size < 2:
        return None
    pen = _Pen()
    if lost:
        kids = [pen.place(root, 1) for root in roots if len(pen.nodes) < MOST]
        y = sum(kids) / len(kids) if kids else ROW
        first = Node(0, round(y, 1), "", "lost or undecided", "the original is not in this archive")
        pen.nodes.insert(0, first)
        pen.lines += [(_behind(first), first.y, COLUMN, kid, "") for kid in kids]
    else:
        for root in roots:
            pen.place(root, 0)
    width = COLUMN * (1 + max(node.x for node in pen.nodes) // COLUMN)
    return Drawing(
        tuple(pen.nodes),
        tuple(pen.lines),
        width,
        int(pen.next + ROW),
        max(0, size - sum(1 for node in pen.nodes if node.key)),
    )


class _Pen:
    """Where the next page goes."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.lines: list[tuple[float, float, int, float, str]] = []
        self.next = 0.0

    def place(self, witness: Witness, depth: int) -> float:
        """Place a page and all below it; return its height. Trees are cut off at 50 levels before they come here."""
        at = len(self.nodes)
        self.nodes.append(Node(0, 0, "", "", ""))
        kids = [(each, self.place(each, depth + 1)) for each in witness.below if len(self.nodes) < MOST]
        if kids:
            y = sum(height for _, height in kids) / len(kids)
        else:
            self.next += ROW
            y = self.next
        y = round(y, 1)
        node = self.nodes[at] = Node(depth * COLUMN, y, witness.key, _short(witness.name), witness.name)
        self.lines += [(_behind(node), y, (depth + 1) * COLUMN, height, each.relation) for each, height in kids]
        return y


def _letters(name: str) -> int:
    """Return how much room a name takes; East Asian letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in name)


def _short(name: str) -> str:
    """Return a name cut to what fits into a column."""
    if _letters(name) <= LETTERS:
        return name
    kept = ""
    for letter in name:
        if _letters(kept + letter) >= LETTERS:
            break
        kept += letter
    return kept + "…"


def _behind(node: Node) -> float:
    """Return where the lines of a page begin: behind its name, which they would strike out otherwise."""
    return round(node.x + NAME + 4 + LETTER * _letters(node.name), 1)
