"""HTML to lines: one lexbor parse, one pass over its serialised tree, every block of text with where it stands.

The tree is serialised again (well formed, entities as three or four known ones) because one regular expression runs
over that faster than Python visits nodes. Text that no reader sees (scripts, styles, form choices) is left out.
"""

import dataclasses
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from firsthand.model import Run, Span
from firsthand.restore import classes, places
from firsthand.restore.draft import Line

_UNSEEN = ["script", "style", "svg", "iframe", "noscript", "template", "object", "noembed", "noframes", "xmp",
           "plaintext", "canvas", "audio", "video", "select", "textarea", "math", "title"]  # fmt: skip
_TOKEN = re.compile(r'<(?:!--.*?-->|(/?)([a-z][^\s/>]*)((?:[^">]+|"[^"]*")*+)>)([^<]*)', re.DOTALL)
_HREF = re.compile(r'\shref="([^"]*)"')
BLOCK = frozenset(
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search section summary "
    "table caption tbody thead tfoot tr td th ul".split()
)
"""Elements whose start and end part one line from the next."""
_CELL = frozenset(("td", "th"))
_CELL_WORDS = 80
"""A table cell of more characters than this is a line of its own; shorter ones of a row make one line."""

ANCESTORS = ("article", "main", "aside", "nav", "header", "footer", "form", "ul", "ol", "li", "table", "figure",
             "blockquote", "section", "details", "dialog", "button", "figcaption", "dl", "pre", "address", "h", "p",
             "div", "td")  # fmt: skip
"""Elements that features know by name; ``h`` is any heading."""
_ANCESTOR_BIT = {name: 1 << place for place, name in enumerate(ANCESTORS)}
_ANCESTOR_BIT.update({f"h{level}": _ANCESTOR_BIT["h"] for level in range(1, 7)}, th=_ANCESTOR_BIT["td"])


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


def parse(page: str) -> LexborHTMLParser:
    """Return the tree of a page that `hostile.scan` let pass."""
    return LexborHTMLParser(page)


def sheet(tree: LexborHTMLParser, page: str, texts: list[tuple[int, int]]) -> Sheet:
    """Return the lines of a parsed page. The tree loses its invisible elements: read scripts before.

    Arguments:
        tree: what `parse` returned.
        page: the page as found.
        texts: its text stretches, from `hostile.scan`.
    """
    tree.strip_tags(_UNSEEN)
    return _Reader(page, texts).read(tree.html or "")


class _Reader:
    """The state of one pass: open elements, and the line being collected."""

    def __init__(self, page: str, texts: list[tuple[int, int]]) -> None:
        self.sheet = Sheet(page, [], [], [], [], [])
        self.places = places.Places(page, texts)
        self.open: list[Element] = []
        self.paths: dict[tuple[int, str, str], int] = {}
        self.links = 0
        self.href: str | None = None
        self.reset()

    def reset(self) -> None:
        """Start a new line."""
        self.pieces: list[tuple[str, tuple[int, int] | None]] = []
        self.line_href: str | None = None
        self.hrefs = self.linked = self.length = self.strong = self.inline = self.breaks = 0

    def read(self, html: str) -> Sheet:
        """Go through the serialised tree once."""
        self.start("html", "")
        for close, name, attributes, text in _TOKEN.findall(html):
            if name in BLOCK or "-" in name:
                if close:
                    self.end(name)
                else:
                    self.start(name, attributes)
            elif name == "a":
                self.link(attributes, bool(close))
            elif name == "br":
                self.broken()
            elif name in ("b", "strong", "em", "i"):
                self.strong += not close
            if text and not text.isspace():
                self.text(text, attributes if not close else "")
            elif text and self.pieces and not self.pieces[-1][0][-1:].isspace():
                self.pieces.append((" ", None))
        self.flush()
        while self.open:
            self.open.pop().end = len(self.sheet.lines)
        return self.sheet

    def start(self, name: str, attributes: str) -> None:
        """Open a block element."""
        if name in _CELL and self.length <= _CELL_WORDS:
            if self.pieces:
                self.pieces.append((" ", None))
        else:
            self.flush()
        mask, words = classes.naming(attributes) if attributes else (0, "")
        above = self.open[-1] if self.open else None
        number = len(self.sheet.elements)
        key = (above.path if above else -1, name, words)
        path = self.paths.setdefault(key, len(self.paths))
        element = Element(
            number=number,
            parent=above.number if above else -1,
            name=name,
            mask=mask,
            above=mask | above.above if above else mask,
            tags=_ANCESTOR_BIT.get(name, 0) | (above.tags if above else 0),
            depth=len(self.open),
            hint=(f"{words} {above.hint}"[:300] if words else above.hint) if above else words,
            path=path,
            first=len(self.sheet.lines),
        )
        self.sheet.elements.append(element)
        self.open.append(element)
        if name == "hr":
            self.open.pop().end = element.first

    def end(self, name: str) -> None:
        """Close a block element."""
        if name in _CELL and self.length <= _CELL_WORDS:
            if self.pieces:
                self.pieces.append((" ", None))
        else:
            self.flush()
        if len(self.open) > 1 and self.open[-1].name == name:
            self.open.pop().end = len(self.sheet.lines)

    def link(self, attributes: str, close: bool) -> None:
        """Enter or leave a link."""
        if close:
            self.links = max(0, self.links - 1)
            return
        self.links += 1
        self.hrefs += 1
        found = _HREF.search(attributes)
        self.href = found.group(1) if found else None

    def broken(self) -> None:
        """Take a ``br``: one is a space, two part paragraphs."""
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        elif self.pieces:
            self.pieces.append((" ", None))

    def text(self, text: str, attributes: str) -> None:
        """Add a text to the line."""
        place = self.places.take(text)
        self.pieces.append((text, place))
        size = len(text.strip())
        self.length += size
        self.breaks = 0
        if self.links:
            self.linked += size
            self.line_href = self.href
        if attributes:
            self.inline |= classes.naming(attributes)[0]

    def flush(self) -> None:
        """End the line; keep it if it says anything."""
        if self.length:
            text, runs, place = places.fold(self.sheet.page, self.pieces)
            if text:
                self.add(text, runs, place)
        if self.pieces or self.hrefs:
            self.reset()

    def add(self, text: str, runs: tuple[Run, ...], place: Span | None) -> None:
        """Add a finished line to the sheet."""
        last = self.sheet.lines[-1].place.end if self.sheet.lines else 0
        owner = self.open[-1]
        self.sheet.lines.append(
            Line(
                text=text,
                runs=runs,
                place=place or Span(start=last, end=last),
                tag=owner.name,
                hint=owner.hint,
                group=max(owner.parent, 0),
                links=min(1.0, self.linked / self.length),
                href=self.line_href if self.linked >= 0.8 * self.length else None,
            )
        )
        self.sheet.owner.append(owner.number)
        self.sheet.inline.append(self.inline)
        self.sheet.marks.append((self.linked, self.hrefs, self.strong))


def containers(sheet: Sheet, number: int) -> Iterator[Element]:
    """Yield the element with this number, its parent, and so on to the root."""
    while number >= 0:
        element = sheet.elements[number]
        yield element
        number = element.parent
