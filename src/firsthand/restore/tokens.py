"""A page's markup as tokens with their places: one linear pass, whatever the page holds.

A token is a tag and the text behind it; together they tile the page, so that every text knows where it stands. What no
reader sees (scripts, styles, drawings, choices, comments) is taken out first, as stretches with places: the JSON of
scripts is read from them. No tree is built here; `markup` closes what the page left open.
"""

import dataclasses
import functools
import html
import re

import numpy as np

from firsthand.model import Span

# Possessive repeats stand on sets alone: Python before 3.11.5 finds wrong places where a group is repeated so.
_REST = r"[^>=]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?[^>=]*+)*"
_NESTED = frozenset("svg noscript template object canvas audio video select math".split())
_NAMES = (
    r"<(?:!--|(s(?:cript|tyle|vg|elect)|t(?:itle|extarea|emplate)|no(?:script|embed|frames)|iframe|xmp|plaintext"
    r"|object|canvas|audio|video|math)(?=[\s/>]))"
)
_OPENING, _OPENING_ANY = re.compile(_NAMES), re.compile(_NAMES, re.IGNORECASE)
_CAPITALS = re.compile(r"</?[A-Z]")
_TAG_LIKE = re.compile(r"<[a-zA-Z/!?]")
_START = re.compile(rf"<[a-z]+({_REST})(?:>|\Z)", re.IGNORECASE)
_COMMENT_END = re.compile(r"--!?>")
_TOKEN = re.compile(rf"<(?:(/?[a-zA-Z][^\s/>]*+)({_REST})|([!?/][^>]*+))(?:>|\Z)((?:[^<]+|<(?![a-zA-Z/!?]))*)")
"""Every alternative consumes what it looks at, so the pass is linear; an open tag eats the rest, as in HTML."""
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]*)))?")

Row = tuple[str, str, str, str]
"""(name, with ``/`` before it for an end tag; attributes; what a tag without a name holds; text behind it)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch that no reader sees."""

    name: str
    """Element name, lower case; empty for a comment."""
    attributes: str
    """The start tag's attributes."""
    start: int
    """First character of its content."""
    end: int
    """One past the last character of its content."""


@dataclasses.dataclass(frozen=True, slots=True)
class Tokens:
    """A page cut into tokens."""

    page: str
    """The page as found."""
    rows: list[Row]
    """The tokens in page order; the first may be text without a tag."""
    ends: list[int]
    """For each token, where its text ends in the page."""
    hidden: list[Hidden]
    """What was taken out."""

    def texts(self) -> list[tuple[int, int]]:
        """Return start and end of each stretch of text that is not all white space."""
        found = zip(self.rows, self.ends, strict=True)
        return [(end - len(row[3]), end) for row, end in found if row[3] and not row[3].isspace()]


def read(page: str) -> Tokens:
    """Return the tokens of a page."""
    shown, hidden, marks, shifts = _without_hidden(page)
    first = _TAG_LIKE.search(shown)
    at = first.start() if first else len(shown)
    rows: list[Row] = [("", "", "", shown[:at])] if at else []
    rows += _TOKEN.findall(shown, at)
    sizes = np.fromiter(map(len, map("".join, rows)), dtype=np.int64, count=len(rows)) + 2
    if at:
        sizes[0] = at
    ends = np.minimum(np.cumsum(sizes), len(shown))  # the last tag may lack its bracket
    ends += np.array(shifts, dtype=np.int64)[np.searchsorted(np.array(marks, dtype=np.int64), ends, side="left")]
    return Tokens(page, rows, ends.tolist(), hidden)


_MARK = "<!>"
"""What stands for a stretch that is taken out."""


def _without_hidden(page: str) -> tuple[str, list[Hidden], list[int], list[int]]:
    """Return (the page with a bogus tag for each stretch that is not seen, these, where their tags begin, shifts).

    Behind the first so many of the tags a place lies further back in the page by the shift of that number.
    """
    parts: list[str] = []
    hidden: list[Hidden] = []
    marks: list[int] = []
    shifts = [0]
    never_closed: set[str] = set()
    done = at = length = 0
    capitals = bool(_CAPITALS.search(page))
    opening = _OPENING_ANY if capitals else _OPENING
    while found := opening.search(page, at):
        start = found.start()
        one, at = _stretch(page, found, never_closed, capitals)
        if one is None:
            continue
        hidden.append(one)
        parts += (page[done:start], _MARK)
        length += start - done
        marks.append(length)
        length += len(_MARK)
        shifts.append(at - length)
        done = at
    parts.append(page[done:])
    return "".join(parts), hidden, marks, shifts


def _stretch(page: str, found: re.Match[str], never_closed: set[str], capitals: bool) -> tuple[Hidden | None, int]:
    """Return (what opens here, where the page goes on); None for an element that is never closed."""
    start, name = found.start(), (found[1] or "").lower()
    if not name:
        end = _COMMENT_END.search(page, start + 2)
        return Hidden("", "", start + 4, end.start() if end else len(page)), end.end() if end else len(page)
    tag = _START.match(page, start)
    if tag is None or name in never_closed:
        return None, found.end()
    inner = tag.end()
    if tag[1].endswith("/") and name in ("svg", "math"):
        return Hidden(name, tag[1], inner, inner), inner
    close = _close(page, name, inner, capitals)
    if close is None:
        if name in _NESTED:
            never_closed.add(name)
            return None, found.end()
        return Hidden(name, tag[1], inner, len(page)), len(page)
    past = page.find(">", close)
    return Hidden(name, tag[1], inner, close), past + 1 if past >= 0 else len(page)


def _close(page: str, name: str, at: int, capitals: bool) -> int | None:
    """Return where the end tag of an element begins; where they nest, that of the outermost; None without one."""
    if not capitals and name not in ("svg", "template", "object"):
        close = page.find(f"</{name}", at)
        return close if close >= 0 else None
    depth, last = 1, None
    for found in _tags(name).finditer(page, at):
        if found[1]:
            last = found.start()
            depth -= 1
            if not depth or name not in _NESTED:
                return last
        elif name in ("svg", "template", "object"):
            depth += 1
    return last


@functools.cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE)


def without_tags(page: str, name: str) -> str:
    """Return a page with the start and end tags of one element blanked: what it holds is shown, and places stay.

    A tag with ``<`` in its attributes is left as it is, which keeps the pass linear.
    """
    return re.sub(rf"</?{name}(?=[\s/>])[^<>]*>", lambda found: " " * len(found.group()), page, flags=re.IGNORECASE)


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag, names in lower case, entities decoded; the first of a name stands."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        value = double or single or bare
        found.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return found


def place(one: Hidden) -> Span:
    """Return the place of a hidden stretch's content."""
    return Span(start=one.start, end=one.end)
