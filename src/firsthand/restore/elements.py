"""The block elements of a page, and its lines as a sheet: what `markup` makes and the passes behind it read."""

import dataclasses
from collections.abc import Iterator

from firsthand.restore.draft import Line

BLOCK = frozenset(
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search section summary "
    "table caption tbody thead tfoot tr td th ul".split()
)
"""Elements whose start and end part one line from the next."""
ANCESTORS = ("article", "main", "aside", "nav", "header", "footer", "form", "ul", "ol", "li", "table", "figure",
             "blockquote", "section", "details", "dialog", "button", "figcaption", "dl", "pre", "address", "h", "p",
             "div", "td")  # fmt: skip
"""Elements that features know by name; ``h`` is any heading."""
ANCESTOR_BIT = {name: 1 << place for place, name in enumerate(ANCESTORS)}
ANCESTOR_BIT.update({f"h{level}": ANCESTOR_BIT["h"] for level in range(1, 7)}, th=ANCESTOR_BIT["td"])


@dataclasses.dataclass(slots=True)
class Element:
    """An open or closed block element."""

    number: int
    """Place in `Sheet.elements`; parents come before children."""
    parent: int
    """Number of the parent; -1 for the root."""
    name: str
    """Tag name."""
    mask: int
    """Groups of its own class words."""
    above: int
    """Groups of its own and all its containers' class words."""
    tags: int
    """Bits of `ANCESTORS` for itself and its containers."""
    depth: int
    """How many block elements contain it."""
    hint: str
    """Its naming words, then those of its containers."""
    path: int
    """Number shared by elements whose names and classes agree up to the root."""
    first: int = 0
    """Number of its first line."""
    end: int = 0
    """One past the number of its last line."""


@dataclasses.dataclass(slots=True)
class Sheet:
    """A page as lines, with the elements they stand in."""

    page: str
    """The page as found."""
    lines: list[Line]
    """The visible blocks in page order."""
    elements: list[Element]
    """Block elements in page order."""
    owner: list[int]
    """For each line, the element that it stands in directly."""
    inline: list[int]
    """For each line, the groups of the class words of inline elements that open its text."""
    marks: list[tuple[int, int, int]]
    """For each line: characters in links, number of links, number of bold or emphasised stretches."""
    trouble: str | None = None
    """Why the page was not read to its end, in one sentence; None when it was."""


def containers(sheet: Sheet, number: int) -> Iterator[Element]:
    """Yield the element with this number, its parent, and so on to the root."""
    while number >= 0:
        element = sheet.elements[number]
        yield element
        number = element.parent
