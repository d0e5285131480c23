"""HTML to lines: one pass over a page's tokens, every block of text with where it stands.

What the page left open is closed as browsers close it (a paragraph by the next block, a cell by the next cell), and end
tags of nothing are passed over. No tree is built and no text is moved, so each character keeps its place.
"""

import re

from firsthand.model import Run, Span
from firsthand.restore import classes, places, tokens
from firsthand.restore.draft import Line
from firsthand.restore.elements import ANCESTOR_BIT, ANCESTORS, BLOCK, Element, Sheet, containers

__all__ = ["ANCESTORS", "BLOCK", "Element", "Sheet", "containers", "sheet"]

_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_CELL = frozenset(("td", "th"))
_CELL_WORDS = 80
"""A table cell of more characters than this is a line of its own; shorter ones of a row make one line."""
_FORMATTING = frozenset("b strong em i font big small u".split())
_STRONG = frozenset(("b", "strong", "em", "i"))
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
_ROOTS = frozenset(("html", "body"))
_APART = frozenset(_CLOSES) | _IN_PARAGRAPH | _HEADINGS | _ROOTS
"""Blocks whose start does something else than to close an open paragraph."""
_DEEPEST = 512
"""Block elements open at once; browsers stop nesting there, and real pages stay under 160."""
_STOPS = frozenset(".!?…。！？")

_SKIP, _START, _END, _ANCHOR, _BREAK, _FORMAT = range(6)
"""What a tag asks for; `_SKIP`: nothing."""


def _kinds() -> dict[str, int]:
    kinds = {"": _SKIP, "span": _SKIP, "/span": _SKIP, "img": _SKIP, "br": _BREAK, "/br": _BREAK}
    for name in _FORMATTING:
        kinds[name] = kinds[f"/{name}"] = _FORMAT
    kinds["a"] = kinds["/a"] = _ANCHOR
    for name in BLOCK:
        kinds[name], kinds[f"/{name}"] = _START, _END
    return kinds


_KINDS = _kinds()


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
        self.seen: dict[tuple[int, int, str, str], tuple[int, int, int, str, int]] = {}
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
        for (name, attributes, _, text), end in zip(self.found.rows, self.found.ends, strict=True):
            kind = kinds.get(name)
            if kind is None:
                name = name.lower()
                kind = kinds.get(name)
                if kind is None and "-" in name:
                    kind = _END if name[0] == "/" else _START
            if kind == _START:
                self.start(name, attributes)
                if len(self.open) > _DEEPEST:
                    self.sheet.trouble = f"more than {_DEEPEST} elements stand open at once"
                    break
            elif kind == _END:
                self.end(name[1:])
            elif kind:
                self.inside(kind, name, attributes)
            if not text:
                continue
            if not text.isspace():
                self.text(text, end, "" if name[:1] == "/" else attributes)
            elif self.pieces:
                self.pieces.append((end - len(text), end))
        self.flush()
        self.pop_to(0)
        return self.sheet

    def inside(self, kind: int, name: str, attributes: str) -> None:
        """Take a tag that stands inside a line: a link, a line break, bold type."""
        if kind == _ANCHOR:
            self.link = name == "a"
            if self.link:  # one link ends the other
                self.hrefs += 1
                match = _HREF.search(attributes)
                self.href = (match[1] or match[2] or match[3]) if match else None
        elif kind == _BREAK:
            self.line_break()
        elif name[0] == "/":
            self.formats = max(0, self.formats - 1)
        else:
            self.formats += 1
            self.strong += name in _STRONG

    def start(self, name: str, attributes: str) -> None:
        """Open a block element; a second ``html`` or ``body`` opens nothing."""
        if self.pieces or self.hrefs:
            self.part(name)
        if name in _APART:
            if not self.apart(name):
                return
        elif (paragraphs := self.counts["p"]) and paragraphs[-1] > self.scopes[-1]:
            self.pop_to(paragraphs[-1])
        sheet, where = self.sheet, len(self.open)
        above = self.open[-1] if where else None
        key = (above.path, above.above, name, attributes) if above else (-1, 0, name, attributes)
        known = self.seen.get(key)
        if known is None:
            known = self.seen[key] = self.described(above, name, attributes)
        mask, whole, tags, hint, path = known
        number, first = len(sheet.elements), len(sheet.lines)
        outer = above.number if above else -1
        element = Element(number, outer, name, mask, whole, tags, where, hint, path, first, first)
        sheet.elements.append(element)
        if name == "hr":
            return
        self.open.append(element)
        opened = self.counts.get(name)
        if opened is None:
            opened = self.counts[name] = []
        opened.append(where)
        if name in _SCOPE:
            self.scopes.append(where)

    def described(self, above: Element | None, name: str, attributes: str) -> tuple[int, int, int, str, int]:
        """Return (mask, mask with its containers', tags, hint, path) of an element; equal ones share them."""
        mask, words = classes.naming(attributes) if attributes else (0, "")
        key = (above.path if above else -1, name, words)
        path = self.paths.setdefault(key, len(self.paths))
        bit = ANCESTOR_BIT.get(name, 0)
        if above is None:
            return mask, mask, bit, words, path
        hint = f"{words} {above.hint}"[:300] if words else above.hint
        return mask, mask | above.above, bit | above.tags, hint, path

    def apart(self, name: str) -> bool:
        """Close what the start of such an element closes; tell whether it opens anything."""
        if name in _ROOTS and self.counts[name]:
            return False
        if name in _CLOSES:
            self.close_implied(*_CLOSES[name])
        elif name not in _IN_PARAGRAPH and self.counts["p"] and self.counts["p"][-1] > self.scopes[-1]:
            self.pop_to(self.counts["p"][-1])
        if name in _HEADINGS and self.open[-1].name in _HEADINGS:
            self.pop_to(len(self.open) - 1)
        return True

    def pop_to(self, where: int) -> None:
        """Close elements down to and with the one at this depth."""
        lines = len(self.sheet.lines)
        while len(self.open) > where:
            element = self.open.pop()
            element.end = lines
            self.counts[element.name].pop()
            if element.name in _SCOPE:
                self.scopes.pop()

    def close_implied(self, closed: tuple[str, ...], barriers: tuple[str, ...]) -> None:
        """Close the outermost of the open elements that a start tag ends, not looking beyond the barriers."""
        counts, barrier, target = self.counts, -1, -1
        for name in barriers:
            if (where := counts[name]) and where[-1] > barrier:
                barrier = where[-1]
        for name in closed:
            if (where := counts[name]) and where[-1] > barrier and (target < 0 or where[-1] < target):
                target = where[-1]
        if target >= 0:
            self.pop_to(target)

    def end(self, name: str) -> None:
        """Close a block element, if one of this name stands open in the same cell."""
        if self.pieces or self.hrefs:
            self.part(name)
        where = self.counts.get(name)
        if not where or name in _ROOTS:
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
        self.flush()

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
        owner, sheet = self.open[-1], self.sheet
        href = self.line_href if self.linked >= 0.8 * self.length else None
        links = min(1.0, self.linked / self.length)
        sheet.lines.append(Line(text, runs, place, owner.name, owner.hint, max(owner.parent, 0), links, href))
        sheet.owner.append(owner.number)
        sheet.inline.append(self.inline)
        sheet.marks.append((self.linked, self.hrefs, self.strong))
