"""The linear scan before parsing: where the text stands in the markup, and whether a parser may be trusted with it.

Parsers take quadratic time on some small pages: lexbor 10 s on one tag with 40,000 attributes, 120 s on 100,000 nested
``div``s. Such a page is known by counting, in one pass that is linear in the page whatever it holds.
"""

import dataclasses
import re
from collections import Counter

_REST = r"(?:[^>=]+|=\s*(?:\"[^\"]*\"|'[^']*')?)*+"
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?--!?>|.*\Z)"  # a comment; an open one runs to the end
    rf"|<(?P<raw>script|style|iframe|xmp|noembed|noframes)\b{_REST}(?:>|\Z)(?:.*?</(?P=raw)(?=[\s/>])[^>]*>?|.*\Z)"
    rf"|<(?P<close>/?)(?P<name>[a-z][^\s/>]*)(?P<attributes>{_REST})(?:>|\Z)"
    r"|<(?:[!?][^>]*|/(?![a-z])[^>]*)(?:>|\Z)"  # doctype, processing instruction, bogus comment
    r"|(?P<text>(?:[^<]+|<(?![a-z/!?]))++)",
    re.DOTALL | re.IGNORECASE,
)
"""Every alternative consumes what it looks at, so the scan is linear; an open tag eats the rest, as in HTML."""

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_IMPLIED = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp html head body".split())
"""Elements that a sibling of theirs closes: leaving them open nests nothing."""
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements that a parser opens again in every following block while they are not closed."""
_DRAWN = frozenset(
    "path ellipse use rect circle line polygon polyline stop image animate animatetransform set fegaussianblur "
    "feoffset feblend feflood fecolormatrix fecomposite femergenode lineargradient tspan".split()
)
"""Parts of drawings, which close themselves with ``/>``; real pages hold thousands of them."""
_ATTRIBUTE = re.compile(r"[^\s=>]+\s*=?\s*(?:\"[^\"]*\"|'[^']*'|)")


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """What a page may hold. Measured: at these limits lexbor stays under 2 s (``bench/restore.py --hostile``)."""

    characters: int = 10_000_000
    """Length of the page."""
    tags: int = 150_000
    """Tags in the page; a long news page has 20,000."""
    texts: int = 20_000
    """Stretches of text between tags; the longest of 1,600 development pages has under 7,000."""
    options: int = 4_000
    """``option`` elements: lexbor's time grows with their square (50,000 take 28 s)."""
    ampersands: int = 80_000
    """``&`` in the page; the development pages have at most 36,240."""
    brackets: int = 400_000
    """``<`` in the page, tags or not; the development pages have at most 21,646."""
    attributes: int = 1_000
    """Attributes of one tag; real pages stay under 200."""
    tag: int = 2_000_000
    """Characters of one tag; inlined images make long ones."""
    depth: int = 512
    """Elements opened and not yet closed; real pages stay under 160, and browsers cut here."""
    reopened: int = 400_000
    """Open formatting elements times the blocks in which they would be opened again."""


@dataclasses.dataclass(frozen=True, slots=True)
class Scan:
    """What the scan found."""

    texts: list[tuple[int, int]]
    """Start and end of each stretch of text that is not all white space, in page order."""
    tags: int
    """How many tags."""
    trouble: str | None
    """Why no parser should get the page, in one sentence; None when it may."""


class _Count:
    """What has been seen so far: open elements, and the sums that limits are set for."""

    def __init__(self) -> None:
        self.open = Counter[str]()
        self.depth = self.deepest = self.formatting = self.reopened = self.tags = self.options = 0

    def end(self, name: str) -> None:
        """Count an end tag."""
        if self.open[name] > 0:
            self.open[name] -= 1
            self.depth -= 1
            self.formatting -= name in _FORMATTING

    def start(self, name: str, slash: bool) -> None:
        """Count a start tag; `slash` when it ends in ``/>``."""
        if name in _DRAWN and (slash or self.open["svg"] > 0):
            return
        self.options += name == "option"
        if name in _FORMATTING:
            self.formatting += 1
        else:
            self.reopened += self.formatting
        if name not in _VOID and name not in _IMPLIED:
            self.open[name] += 1
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)

    def over(self, limits: Limits) -> bool:
        """Tell whether a limit is passed."""
        return (
            self.depth > limits.depth
            or self.reopened > limits.reopened
            or self.tags > limits.tags
            or self.options > limits.options
        )


def scan(page: str, limits: Limits) -> Scan:
    """Return the text stretches of a page, and the reason not to parse it if there is one."""
    signs = {"ampersands": page.count("&"), "brackets": page.count("<")}
    if (trouble := _page_trouble(signs, limits)) is not None:
        return Scan([], 0, trouble)
    texts: list[tuple[int, int]] = []
    count = _Count()
    for found in _TOKEN.finditer(page):
        kind = found.lastgroup
        if kind == "text":
            start, end = found.span()
            if not page[start:end].isspace():
                texts.append((start, end))
                if len(texts) > limits.texts:
                    break
        elif kind == "attributes":
            count.tags += 1
            name = found["name"].lower()
            if found["close"]:
                count.end(name)
                continue
            low, high = found.span("attributes")
            if high - low > limits.attributes and (trouble := _tag_trouble(page, low, high, limits)):
                return Scan(texts, count.tags, trouble)
            count.start(name, page[high - 1 : high] == "/")
            if count.over(limits):
                break
    counts = {
        "depth": count.deepest,
        "reopened": count.reopened,
        "tags": count.tags,
        "texts": len(texts),
        "options": count.options,
    }
    return Scan(texts, count.tags, _page_trouble(counts, limits))


def _tag_trouble(page: str, low: int, high: int, limits: Limits) -> str | None:
    if high - low > limits.tag:
        return f"one tag has {high - low:,} characters (at most {limits.tag:,})"
    count = sum(1 for _ in _ATTRIBUTE.finditer(page, low, high))
    if count > limits.attributes:
        return f"one tag has {count:,} attributes (at most {limits.attributes:,})"
    return None


_TROUBLE = {
    "depth": "more than {:,} elements stand open at once",
    "reopened": "unclosed formatting would be repeated more than {:,} times",
    "tags": "more than {:,} tags",
    "texts": "more than {:,} stretches of text",
    "options": "more than {:,} options to choose from",
    "ampersands": "more than {:,} ampersands",
    "brackets": "more than {:,} opening brackets",
}


def _page_trouble(found: dict[str, int], limits: Limits) -> str | None:
    for name, count in found.items():
        limit = getattr(limits, name)
        if count > limit:
            return _TROUBLE[name].format(limit)
    return None
