"""HTML to lines: one pass over a page's tokens, every block of text with where it stands.

What the page left open is closed as browsers close it (a paragraph by the next block, a cell by the next cell), and end
tags of nothing are passed over. No tree is built and no text is moved, so each character keeps its place.
"""

import dataclasses
import re
from collections.abc import Iterator

from firsthand.model import Run, Span
from firsthand.restore import classes, places, tokens
from firsthand.restore.draft import Line

_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
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
    trouble: str | None = None
    """Why the page was not read to its end, in one sentence; None when it was."""


_FORMATTING = frozenset("b strong em i font big small u".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_IN_PARAGRAPH = frozenset(("caption", "tbody", "thead", "tfoot", "tr", "td", "th", "li", "dt", "dd", "body", "head"))
"""Blocks whose start does not by itself close an open paragraph, because something else does or nothing can."""
_CLOSES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu", "dir", "table", "td", "th")),
    "dt": (("dt", "dd"), ("dl", "table", "td", "th")),
    "dd": (("dt", "dd"), ("dl", "table", "td", "th")),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tr": (("tr", "caption"), ("table",)),
    "tbody": (("tbody", "thead", "tfoot", "tr", "caption"), ("table",)),
    "thead": (("tbody", "thead", "tfoot", "tr", "caption"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot", "tr", "caption"), ("table",)),
    "body": (("head",), ("body",)),
}
"""Element to (which open ones its start closes, which it does not look beyond)."""
_TABLED = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"))
_SCOPE = frozenset(("table", "td", "th", "caption"))
"""Elements that an end tag from inside them does not close things outside of."""
_DEEPEST = 512
"""Block elements open at once; browsers stop nesting there, and real pages stay under 160."""


def sheet(found: tokens.Tokens) -> Sheet:
    """Return the lines of a page cut into tokens."""
    return _Reader(found).read()


class _Reader:
    """The state of one pass: open elements, and the line being collected."""

    def __init__(self, found: tokens.Tokens) -> None:
        self.sheet = Sheet(found.page, [], [], [], [], [])
        self.found = found
        self.open: list[Element] = []
        self.counts: dict[str, list[int]] = {name: [] for name in BLOCK}
        self.scopes: list[int] = [0]
        self.paths: dict[tuple[int, str, str], int] = {}
        self.link = False
        self.href: str | None = None
        self.formats = 0
        self.reset()

    def reset(self) -> None:
        """Start a new line."""
        self.pieces: list[tuple[int, int]] = []
        self.line_href: str | None = None
        self.hrefs = self.linked = self.length = self.strong = self.inline = self.breaks = self.broken = self.plain = 0

    def read(self) -> Sheet:
        """Go through the tokens once."""
        self.start("html", "")
        kinds = _KINDS
        for (_, close, name, attributes, text), end in zip(self.found.rows, self.found.ends, strict=True):
            kind = kinds.get(name)
            if kind is None:
                name = name.lower()
                kind = kinds.get(name, "block" if "-" in name else "inline")
            if kind == "block":
                if close:
                    self.end(name)
                else:
                    self.start(name, attributes)
                    if len(self.open) > _DEEPEST:
                        self.sheet.trouble = f"more than {_DEEPEST} elements stand open at once"
                        break
            elif kind not in ("inline", "none"):
                self.inside(kind, name, attributes, bool(close))
            if not text:
                continue
            if not text.isspace():
                self.text(text, end, "" if close else attributes)
            elif self.pieces:
                self.pieces.append((end - len(text), end))
        self.flush()
        while self.open:
            self.pop()
        return self.sheet

    def inside(self, kind: str, name: str, attributes: str, close: bool) -> None:
        """Take a tag that stands inside a line: a link, a line break, bold type."""
        if kind == "a":
            self.anchor(attributes, close)
        elif kind == "br":
            self.line_break()
        else:
            self.formats = max(0, self.formats - 1) if close else self.formats + 1
            self.strong += not close and name in ("b", "strong", "em", "i")

    def start(self, name: str, attributes: str) -> None:
        """Open a block element; a second ``html`` or ``body`` opens nothing."""
        self.part(name)
        if name in ("html", "body") and self.counts[name]:
            return
        if name in _CLOSES:
            self.close_implied(*_CLOSES[name])
        elif name not in _IN_PARAGRAPH and self.counts["p"] and self.counts["p"][-1] > self.scopes[-1]:
            self.pop_to(self.counts["p"][-1])
        if name in _HEADINGS and self.open[-1].name in _HEADINGS:
            self.pop()
        mask, words = classes.naming(attributes) if attributes else (0, "")
        above = self.open[-1] if self.open else None
        key = (above.path if above else -1, name, words)
        path = self.paths.setdefault(key, len(self.paths))
        number, first, bit = len(self.sheet.elements), len(self.sheet.lines), _ANCESTOR_BIT.get(name, 0)
        if above is None:
            element = Element(number, -1, name, mask, mask, bit, 0, words, path, first)
        else:
            hint = f"{words} {above.hint}"[:300] if words else above.hint
            element = Element(
                number,
                above.number,
                name,
                mask,
                mask | above.above,
                bit | above.tags,
                len(self.open),
                hint,
                path,
                first,
            )
        self.sheet.elements.append(element)
        if name == "hr":
            element.end = element.first
            return
        where = len(self.open)
        self.open.append(element)
        self.counts.setdefault(name, []).append(where)
        if name in _SCOPE:
            self.scopes.append(where)

    def pop(self) -> None:
        """Close the innermost element."""
        element = self.open.pop()
        element.end = len(self.sheet.lines)
        self.counts[element.name].pop()
        if element.name in _SCOPE:
            self.scopes.pop()

    def pop_to(self, where: int) -> None:
        """Close elements down to and with the one at this depth."""
        while len(self.open) > where:
            self.pop()

    def close_implied(self, closed: tuple[str, ...], barriers: tuple[str, ...]) -> None:
        """Close the outermost of the open elements that a start tag ends, not looking beyond the barriers."""
        barrier = max((self.counts[name][-1] for name in barriers if self.counts[name]), default=-1)
        if "td" in closed or "tr" in closed:
            barrier = self.counts["table"][-1] if self.counts["table"] else -1
        places_of = [place for name in closed for place in self.counts[name][-1:] if place > barrier]
        if places_of:
            self.pop_to(min(places_of))

    def end(self, name: str) -> None:
        """Close a block element, if one of this name stands open in the same cell."""
        self.part(name)
        where = self.counts.get(name)
        if not where or name in ("html", "body"):
            return
        scope = self.scopes[-1]
        if name in _TABLED:
            scope = 0 if name == "table" else (self.counts["table"] or [0])[-1]
        if where[-1] >= scope:
            self.pop_to(where[-1])

    def part(self, name: str) -> None:
        """End the line at the border of a block; short cells of one row stay on one line."""
        if name in _CELL and self.length <= _CELL_WORDS and not self.broken:
            if self.pieces:
                self.pieces.append(places.GAP)
            return
        if self.pieces or self.hrefs:
            self.flush()

    def anchor(self, attributes: str, close: bool) -> None:
        """Enter or leave a link; one link ends the other."""
        self.link = not close
        if not close:
            self.hrefs += 1
            match = _HREF.search(attributes)
            self.href = (match[1] or match[2] or match[3]) if match else None

    def line_break(self) -> None:
        """Take a ``br``: two part paragraphs, and so does one behind a sentence or a line all set in bold or a font."""
        self.breaks += 1
        self.broken += 1
        if not self.length:
            return
        if self.breaks > 1 or self.plain == 0 or self.ended():
            self.flush()
            self.breaks = self.broken = 1
        else:
            self.pieces.append(places.GAP)

    def ended(self) -> bool:
        """Tell whether the line so far ends like a sentence."""
        start, end = next(piece for piece in reversed(self.pieces) if piece != places.GAP)
        last = self.found.page[max(start, end - 40) : end].rstrip()[-2:]
        return last[-1:] in _STOPS or (last[-1:] in "\"”’»')" and last[:1] in _STOPS)

    def text(self, text: str, end: int, attributes: str) -> None:
        """Add a text to the line."""
        self.pieces.append((end - len(text), end))
        size = len(text.strip())
        self.length += size
        self.breaks = 0
        if not self.formats:
            self.plain += size
        if self.link:
            self.linked += size
            self.line_href = self.href
        if attributes:
            self.inline |= classes.naming(attributes)[0]

    def flush(self) -> None:
        """End the line; keep it if it says anything."""
        if self.length:
            text, runs, place = places.fold(self.found.page, self.pieces)
            if text and place is not None:
                self.add(text, runs, place)
        self.reset()

    def add(self, text: str, runs: tuple[Run, ...], place: Span) -> None:
        """Add a finished line to the sheet."""
        owner = self.open[-1]
        self.sheet.lines.append(
            Line(
                text=text,
                runs=runs,
                place=place,
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


_STOPS = frozenset(".!?…。！？")
_KINDS = dict.fromkeys(BLOCK, "block") | {name: "format" for name in _FORMATTING if name not in BLOCK}
_KINDS |= {"a": "a", "br": "br", "": "none", "span": "inline", "img": "inline"}


def containers(sheet: Sheet, number: int) -> Iterator[Element]:
    """Yield the element with this number, its parent, and so on to the root."""
    while number >= 0:
        element = sheet.elements[number]
        yield element
        number = element.parent
