"""The prose that a page's scripts carry as string literals, whatever the script's form is.

State is written as JSON (``__NEXT_DATA__``), as an assignment (``window.__INITIAL_STATE__ = {…}``), as a function call
(``__NUXT__``), as JSON in a string, or in chunks (``self.__next_f.push([1,"…"])``). Nearly all of them hold the
article in double-quoted literals. So no form is parsed: literals are found, unescaped, and where one holds data in its
turn, the literals inside it are; those that read like prose, in page order, are the article. Chunks that are pushed one
behind the other are joined first, since a paragraph may be cut between two. Each character keeps its place. Literals in
single quotes and backquotes are read on a second try only: an apostrophe in code looks like the beginning of one.
"""

import bisect
import dataclasses
import re

import msgspec
import numpy as np

from firsthand.model import Run, Span
from firsthand.restore import shapes
from firsthand.restore.draft import Line, part

_SCRIPT = re.compile(r"<script\b[^>]{0,2000}>", re.IGNORECASE)
_LITERAL = re.compile(r"\"([^\"\\]*+(?:\\.[^\"\\]*+)*)(?:\"|\\?\Z)", re.DOTALL)
"""An open literal takes the rest, so that one pass is enough whatever a script holds."""
_ANY_LITERAL = re.compile(
    r"\"[^\"\\]*+(?:\\.[^\"\\]*+)*(?:\"|\\?\Z)"
    r"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*(?:'|\\?\Z|(?=\n))"
    r"|`[^`\\]*+(?:\\.[^`\\]*+)*(?:`|\\?\Z)",
    re.DOTALL,
)
_CHUNK = re.compile(r"\.push\(\s?\[\s?\d{1,3}\s?,\s?\Z")
"""What stands before the literal of a chunk that goes on where the one before it ended."""
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "\n", "v": "\n"}
_DATA = re.compile(r"\"(?:[^\"\\]{1,60})\"\s?:|\[\"\$\"|^[0-9a-f]{1,6}:", re.MULTILINE)
_ROW = re.compile(r"(?:^|\n|(?<=[\]}>]))[0-9a-f]{1,6}:T([0-9a-f]{1,6}),")
"""A text row of a flight chunk: its id, its length in bytes, and behind it the text without quotation marks."""
_LEAST_CHARS = 60
_MOST = 2_000_000
"""Characters of one script that are read."""
_MOST_LITERALS = 400
"""Long literals of one page that are looked at; articles have a few dozen."""
_SPACES = 6
"""Spaces that prose has at least, where its script sets spaces."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_CODE = re.compile(r"[{};]\s*\n|\bfunction\s?\(|=>|https?://\S{60}|\{\.\.\.|\A\S*/\S*/\S*\Z|\.(?:woff2?|css|js)\b")


def prose(page: str, every: bool = False) -> list[Line]:
    """Return the literals of a page's scripts that read like prose, in page order, each text once.

    Arguments:
        page: the page as found.
        every: whether literals in single quotes and backquotes count too.
    """
    found: list[Line] = []
    chunks: list[Line] = []
    at = 0
    while (opening := _SCRIPT.search(page, at)) is not None and len(found) + len(chunks) < _MOST_LITERALS:
        low = opening.end()
        high = page.find("</script", low)
        high = len(page) if high < 0 else high
        if high - low <= _MOST and "ld+json" not in opening.group():
            for line in _of_script(page, low, high, every):
                if _CHUNK.search(page, max(low, line.place.start - 40), line.place.start - 1):
                    chunks.append(line)
                else:
                    found += _inner(line) if _DATA.search(line.text) else [line]
        at = high
    if chunks:
        found += _inner(_joined(chunks))
    kept = sorted((line for line in found if _reads(line.text)), key=lambda line: line.place.start)
    return list({line.text: line for line in reversed(kept)}.values())[::-1]


def _of_script(page: str, low: int, high: int, every: bool) -> list[Line]:
    """Return the long literals of a script and every chunk, unescaped."""
    found: list[Line] = []
    for literal in (_ANY_LITERAL if every else _LITERAL).finditer(page, low, high):
        start, end = literal.span()
        start, end = start + 1, end - (end > start + 1 and page[end - 1] == page[start])
        if len(found) >= _MOST_LITERALS:
            break
        raw = page[start:end] if end - start >= _LEAST_CHARS else ""
        if not _may_read(raw) and not _CHUNK.search(page, max(low, start - 40), start - 1):
            continue
        run = Run(at=0, length=end - start, page=start, page_length=end - start)
        found.append(unescaped(Line(text=page[start:end], runs=(run,), place=Span(start=start, end=end), tag="p")))
    return found


def _joined(chunks: list[Line]) -> Line:
    """Return chunks as one literal."""
    runs: list[Run] = []
    length = 0
    for line in chunks:
        runs += [msgspec.structs.replace(run, at=run.at + length) for run in line.runs]
        length += len(line.text)
    place = Span(start=chunks[0].place.start, end=chunks[-1].place.end)
    return Line(text="".join(line.text for line in chunks), runs=tuple(runs), place=place, tag="p")


def _inner(outer: Line) -> list[Line]:
    """Return the long literals and text rows inside a literal that holds data."""
    text = outer.text
    places = [(*one.span(1), True) for one in _LITERAL.finditer(text)]
    for one in _ROW.finditer(text):
        size = int(one[1], 16)
        row = text[one.end() : one.end() + size].encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
        places.append((one.end(), one.end() + len(row), False))
    long = [one for one in sorted(places) if one[1] - one[0] >= _LEAST_CHARS and _reads(text[one[0] : one[1]])]
    firsts = [run.at for run in outer.runs]
    made = []
    for start, end, quoted in long[:_MOST_LITERALS]:
        low, high = max(0, bisect.bisect_right(firsts, start) - 1), bisect.bisect_left(firsts, end)
        piece = part(dataclasses.replace(outer, runs=outer.runs[low:high]), start, end)
        made.append(unescaped(piece) if quoted else piece)
    return made


def _may_read(raw: str) -> bool:
    """Tell whether a literal as written may hold prose: it has spaces, or characters that need none."""
    return raw.count(" ") >= _SPACES or (bool(raw) and ("\\u" in raw or "\\x" in raw or not raw.isascii()))


def _reads(text: str) -> bool:
    """Tell whether a string is prose: words, spaces between them, an end mark, no code."""
    bare = _TAG.sub(" ", text[:20_000]).strip()
    if len(bare) < _LEAST_CHARS or _CODE.search(bare[:2_000]):
        return False
    spaced = bare.count(" ") >= _SPACES or shapes.UNSPACED.search(bare) is not None
    return spaced and shapes.size(bare) >= 8 and any(mark in bare for mark in ".!?…。！？؟।")


def unescaped(line: Line) -> Line:
    """Return a literal with its escapes undone, every character with its place."""
    if "\\" not in line.text:
        return line
    escapes = [(*found.span(), _meant(found.group()[1:])) for found in _ESCAPE.finditer(line.text)]
    parts: list[str] = []
    at = 0
    for low, high, char in escapes:
        parts += (line.text[at:low], char)
        at = high
    text = "".join((*parts, line.text[at:]))
    starts, ends = _places(line)
    kept = np.ones(len(starts), dtype=bool)
    spans = np.array([(low, high, bool(char)) for low, high, char in escapes], dtype=np.int64)
    inside = np.zeros(len(starts) + 1, dtype=np.int64)
    np.add.at(inside, spans[:, 0], 1)
    np.add.at(inside, spans[:, 1], -1)
    kept &= np.cumsum(inside)[:-1] == 0
    meant = spans[spans[:, 2] == 1]
    kept[meant[:, 0]] = True
    ends[meant[:, 0]] = ends[meant[:, 1] - 1]
    text, first = _paired(text)
    starts, ends = starts[kept], ends[kept]
    if first is not None:  # pairs of surrogates made one character each
        ends[first] = ends[first + 1]
        single = np.delete(np.arange(len(starts)), first + 1)
        starts, ends = starts[single], ends[single]
    return dataclasses.replace(line, text=text, runs=_runs(starts, ends))


def _meant(escape: str) -> str:
    if escape[0] in "ux" and len(escape) > 2:
        return chr(int(escape[1:], 16))
    return _SHORT.get(escape, escape)


_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _paired(text: str) -> tuple[str, np.ndarray | None]:
    """Return (text with surrogates joined to characters, where its pairs began); None for a text without."""
    if not _SURROGATE.search(text):
        return text, None
    first = np.array([found.start() for found in _PAIR.finditer(text)], dtype=np.int64)
    joined = _PAIR.sub(lambda found: found.group().encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return _SURROGATE.sub("\ufffd", joined), first


def _places(line: Line) -> tuple[np.ndarray, np.ndarray]:
    """Return start and end in the page of each character of a line."""
    size = np.array([(run.length, run.page, run.page_length) for run in line.runs], dtype=np.int64).reshape(-1, 3)
    length, page, width = size.T
    nth = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    exact = np.repeat(length == width, length)
    starts = np.repeat(page, length) + np.where(exact, nth, 0)
    return starts, np.where(exact, starts + 1, np.repeat(page + width, length))


def _runs(starts: np.ndarray, ends: np.ndarray) -> tuple[Run, ...]:
    """Return characters' places as runs."""
    if not len(starts):
        return ()
    exact = ends - starts == 1
    goes_on = exact[1:] & exact[:-1] & (starts[1:] == ends[:-1])
    first = np.flatnonzero(np.concatenate([[True], ~goes_on]))
    length = np.diff(np.append(first, len(starts)))
    page, width = starts[first], np.where(exact[first], length, (ends - starts)[first])
    rows = zip(first.tolist(), length.tolist(), page.tolist(), width.tolist(), strict=True)
    return tuple(Run(at=at, length=size, page=low, page_length=wide) for at, size, low, wide in rows)
