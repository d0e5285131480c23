"""What the block model sees of each line: a table of numbers, one row a line, made in arrays.

Nothing in it knows a site, a brand or a language. Columns are named in `NAMES`; the model ships with the names that it
was trained on, so a change here without a new model is an error at load, not a silent shift.
"""

import re

import numpy as np

from firsthand.restore import body, classes, markup, pagekind
from firsthand.restore.draft import Line

Array = np.ndarray

_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_DIGIT = re.compile(r"\d")
_NO_DIGITS = str.maketrans("", "", "0123456789")
_TAGS = "p li div td tr h1 h2 h3 h4 h5 h6 blockquote pre figcaption span button dt dd a section article".split()
_TAG_CODE = {name: float(place + 1) for place, name in enumerate(_TAGS)}
_BITS = np.arange(len(classes.NAMES), dtype=np.int64)
_TAG_BITS = np.arange(len(markup.ANCESTORS), dtype=np.int64)
_REACH = 3
"""Neighbours on each side whose columns a line sees."""
_NEAR = ("words", "links", "tag", "ends", "good", "same")

_OWN = (
    "words", "chars", "links", "hrefs", "strong", "tag", "ends", "capital", "digits", "commas", "quote", "title",
    "described", "json", "repeated", "depth", "mapped",
)  # fmt: skip
_PLACE = (
    "at", "before", "after", "since_title", "over_title", "to_last", "to_next", "container", "path_words",
    "path_lines", "path_links", "path_share", "page_lines", "page_words", "page_good", "run", "h1s", "articles",
    "with_title", "from_title", "with_best", "from_best",
)  # fmt: skip
_LEVELS = 5
_LEVEL = ("words", "good", "links", "lines", "share")

NAMES: tuple[str, ...] = (
    *_OWN,
    *_PLACE,
    *(f"up{level}_{name}" for level in range(_LEVELS) for name in _LEVEL),
    *(f"{side}{step}_{name}" for side in ("previous", "next") for step in range(1, _REACH + 1) for name in _NEAR),
    *(f"own_{name}" for name in classes.NAMES),
    *(f"near_{name}" for name in classes.NAMES),
    *(f"above_{name}" for name in classes.NAMES),
    *(f"in_{name}" for name in markup.ANCESTORS),
    *(f"kind_{name}" for name in pagekind.NAMES),
)
"""The columns, in order."""


def words(text: str) -> int:
    """Return about how many words a line has; two Chinese, Japanese or Thai characters count as one."""
    count = text.count(" ") + 1
    return count if text.isascii() else count + len(_WIDE.findall(text)) // 2


def matrix(sheet: markup.Sheet, title: str | None, described: str, stated_body: str, head: list[float]) -> Array:
    """Return the table of a sheet's lines.

    Arguments:
        sheet: the page's lines and elements.
        title: headline, as `metadata.title` found it.
        described: what the head gives as the page's description.
        stated_body: the article's text as the page's JSON holds it; empty when it does not.
        head: what the head says about the page's kind, from `pagekind.head`.
    """
    own = np.array(_own(sheet, title, described, stated_body), dtype=np.float64).reshape(-1, len(_OWN))
    count, links = own[:, 0], own[:, 2]
    good = ((count >= 10) & (links < 0.35)).astype(np.float64)
    owner = np.array(sheet.owner, dtype=np.int64)
    table = _Elements(sheet)
    kept = body.best_container(sheet).astype(np.float64)
    path = table.path[owner]
    parts = [
        own,
        _place(own, good, kept, path),
        _apart(own, owner, good, table),
        _levels(count, count * links, good * count, owner, table),
        _neighbours(np.stack([np.log1p(count), links, own[:, 5], own[:, 6], good], axis=1), path),
        _spread(table.mask[owner] | np.array(sheet.inline, dtype=np.int64), _BITS),
        _spread(table.near[owner], _BITS),
        _spread(table.above[owner], _BITS),
        _spread(table.tags[owner], _TAG_BITS),
    ]
    row = pagekind.row(own, good, path, table.above[owner], table.tags[owner], head)
    parts.append(np.broadcast_to(row, (len(own), len(row))))
    return np.concatenate(parts, axis=1).astype(np.float32)


def _own(sheet: markup.Sheet, title: str | None, described: str, stated_body: str) -> list[tuple[float, ...]]:
    seen: dict[str, int] = {}
    for line in sheet.lines:
        seen[line.text] = seen.get(line.text, 0) + 1
    folded = title.casefold() if title else None
    squeezed = "".join(stated_body.split()) if stated_body else ""
    rows: list[tuple[float, ...]] = []
    for line, marks, number in zip(sheet.lines, sheet.marks, sheet.owner, strict=True):
        text = line.text
        rows.append(
            (
                float(words(text)),
                float(len(text)),
                line.links,
                float(marks[1]),
                float(marks[2]),
                _TAG_CODE.get(line.tag or "", 0.0),
                _ends(text),
                float(text[:1].isupper()),
                _digits(text) / len(text),
                float(text.count(",") + text.count("，") + text.count("、")),
                float(text[0] in "\"“«„'‘「"),
                _like(text, folded),
                float(len(text) > 20 and text[:60] in described),
                _in_json(text, squeezed),
                float(seen[text]),
                float(sheet.elements[number].depth),
                float(bool(line.runs)),
            )
        )
    return rows


def _digits(text: str) -> int:
    return len(text) - len(text.translate(_NO_DIGITS)) if text.isascii() else len(_DIGIT.findall(text))


def _ends(text: str) -> float:
    last = text.rstrip("\"'”’»)]」』")[-1:]
    if last in ".!?。！？؟।":
        return 2.0
    return 1.0 if last in ":;,…：；，" else 0.0


def _like(text: str, title: str | None) -> float:
    if title is None or len(text) > 2 * len(title) + 20:
        return 0.0
    folded = text.casefold()
    return 2.0 if folded == title else float(len(text) > 8 and (folded in title or title in folded))


def _in_json(text: str, squeezed: str) -> float:
    if not squeezed or len(text) < 12:
        return 0.0
    return 1.0 if "".join(text.split())[:60] in squeezed else -1.0


class _Elements:
    """The element table of a sheet as arrays."""

    def __init__(self, sheet: markup.Sheet) -> None:
        rows = [(e.parent, e.mask, e.above, e.tags, e.path, e.first, e.end) for e in sheet.elements]
        columns = np.array(rows, dtype=np.int64).reshape(-1, 7).T
        self.parent, self.mask, self.above, self.tags, self.path, self.first, self.end = columns
        outer = np.maximum(self.parent, 0)
        self.article = np.array([e.number for e in sheet.elements if e.name == "article"], dtype=np.int64)
        self.near = self.mask | self.mask[outer] | self.mask[outer[outer]]


def _place(own: Array, good: Array, kept: Array, path: Array) -> Array:
    count = len(own)
    words_of, at = own[:, 0], np.arange(count, dtype=np.float64)
    solid = np.cumsum(good * words_of)
    total = max(float(solid[-1]) if count else 0.0, 1.0)
    titles = np.flatnonzero(own[:, 11] == 2.0)
    since = at - titles[0] if len(titles) else np.full(count, -999.0)
    last = np.maximum.accumulate(np.where(good > 0, at, -50.0)) if count else at
    coming = np.minimum.accumulate(np.where(good > 0, at, count + 50.0)[::-1])[::-1] if count else at
    size = int(path.max()) + 1 if count else 1
    of_path = np.bincount(path, words_of, size)[path]
    linked = np.bincount(path, words_of * own[:, 2], size)[path]
    columns = [
        at / max(count, 1),
        (solid - good * words_of) / total,
        (total - solid) / total,
        since,
        since < 0,
        np.minimum(at - last, 50),
        np.minimum(coming - at, 50),
        kept,
        of_path,
        np.bincount(path, minlength=size)[path],
        linked / np.maximum(of_path, 1),
        np.bincount(path, words_of * good, size)[path] / total,
        np.full(count, count),
        np.full(count, words_of.sum()),
        np.full(count, total),
        _run(good),
    ]
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


def _apart(own: Array, owner: Array, good: Array, table: _Elements) -> Array:
    """Return how many headings of the page and articles stand before a line, and how far it is from two lines.

    The two are the headline and the longest running text; how far is told by the depth of the innermost container that
    both stand in, and by how many containers of that line the other is outside of.
    """
    count = len(own)
    first = (own[:, 5] == _TAG_CODE["h1"]).astype(np.float64)
    starts = np.bincount(table.first[table.article], minlength=count + 1)[:count] if count else first
    columns = [np.cumsum(first) - first, np.cumsum(starts).astype(np.float64)]
    titles = np.flatnonzero(own[:, 11] == 2.0)
    marked = titles[np.argmin(own[titles, 5] != _TAG_CODE["h1"])] if len(titles) else None
    longest = int((good * own[:, 0]).argmax()) if count else None
    for anchor in (marked, longest):
        columns += _with(anchor, owner, table)
    return np.stack(columns, axis=1)


def _with(anchor: int | None, owner: Array, table: _Elements) -> list[Array]:
    """Return (depth of the innermost container shared with a line, how many of that line's containers are not)."""
    count = len(owner)
    if anchor is None:
        return [np.full(count, -1.0), np.full(count, -1.0)]
    chain, element = [], int(owner[anchor])
    while element >= 0:
        chain.append(element)
        element = int(table.parent[element])
    at = np.arange(count)
    shared = np.zeros(count)
    for element in chain:
        shared += (table.first[element] <= at) & (at < table.end[element])
    return [shared, len(chain) - shared]


def _run(good: Array) -> Array:
    """Return for each line how many of the seven lines around it are running text."""
    padded = np.concatenate([np.zeros(3), good, np.zeros(3)])
    sums = np.cumsum(np.concatenate([[0.0], padded]))
    return np.asarray(sums[7:] - sums[:-7])


def _levels(count: Array, linked: Array, solid: Array, owner: Array, table: _Elements) -> Array:
    """Return, for the element of each line and four containers of it, what the whole of it holds."""
    sums = [np.concatenate([[0.0], np.cumsum(column)]) for column in (count, solid, linked)]
    page = max(float(sums[1][-1]), 1.0)
    columns, element = [], owner
    for _ in range(_LEVELS):
        first, end = table.first[element], table.end[element]
        whole, running, links = (column[end] - column[first] for column in sums)
        columns += [whole, running / np.maximum(whole, 1), links / np.maximum(whole, 1), end - first, running / page]
        element = np.maximum(table.parent[element], 0)
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


def _neighbours(columns: Array, path: Array) -> Array:
    """Return the columns of the lines before and after, and whether they stand on the same path."""
    count, width = columns.shape
    blank = np.full((_REACH, width), -1.0)
    padded = np.concatenate([blank, columns, blank])
    paths = np.concatenate([np.full(_REACH, -1), path, np.full(_REACH, -1)])
    parts = []
    for step in (*range(-1, -_REACH - 1, -1), *range(1, _REACH + 1)):
        start = _REACH + step
        parts.append(padded[start : start + count])
        parts.append((paths[start : start + count] == path)[:, None].astype(np.float64))
    return np.concatenate(parts, axis=1)


def _spread(mask: Array, bits: Array) -> Array:
    return np.asarray((mask[:, None] >> bits) & 1, dtype=np.float64)


def total(lines: list[Line]) -> int:
    """Return about how many words the lines have."""
    return sum(words(line.text) for line in lines)
