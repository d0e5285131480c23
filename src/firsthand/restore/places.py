"""Where characters stand in the page: parsed text aligned with the source, stretch by stretch."""

import html
import re
from bisect import bisect_left

from firsthand.model import Run, Span

_STRETCH = re.compile(r"\S+(?:\s\S+)*")


class Places:
    """Hands out, in document order, the place of each text that the parser found.

    The parser moves, merges and drops text (misplaced cells, stray tags); where the next stretch of the source is not
    the text asked for, the nearest later stretch with the same characters is taken, else the nearest earlier one.
    """

    def __init__(self, page: str, texts: list[tuple[int, int]]) -> None:
        self.page = page
        self._texts = texts
        self._cursor = 0
        self._index: dict[str, list[int]] | None = None

    def take(self, text: str) -> tuple[int, int] | None:
        """Return the place of the next text, as serialised (``&amp;``); None when the source does not hold it."""
        cursor = self._cursor
        if cursor < len(self._texts):
            start, end = self._texts[cursor]
            if self.page[start:end] == text or _plain(self.page[start:end]) == _plain(text):
                self._cursor = cursor + 1
                return start, end
        return self._resync(text)

    def _resync(self, text: str) -> tuple[int, int] | None:
        if self._index is None:
            self._index = {}
            for number, (start, end) in enumerate(self._texts):
                self._index.setdefault(_plain(self.page[start:end]), []).append(number)
        numbers = self._index.get(_plain(text))
        if numbers is None:
            return self._merged(text)
        at = bisect_left(numbers, self._cursor)
        number = numbers[at] if at < len(numbers) else numbers[-1]
        if at < len(numbers) and number - self._cursor < 4_000:
            self._cursor = number + 1
        return self._texts[number]

    def _merged(self, text: str) -> tuple[int, int] | None:
        """Return the place of a text that the parser put together from several stretches."""
        wanted = _plain(text)
        for number in range(self._cursor, min(self._cursor + 8, len(self._texts))):
            start, end = self._texts[number]
            first = _plain(self.page[start:end])
            if not first or not wanted.startswith(first):
                continue
            last, joined = number, first
            while len(joined) < len(wanted) and last + 1 < len(self._texts) and last - number < 40:
                last += 1
                low, high = self._texts[last]
                joined += _plain(self.page[low:high])
            if joined == wanted:
                self._cursor = last + 1
                return start, self._texts[last][1]
        return None


def _plain(text: str) -> str:
    """Return a text without entities and white space, for comparing."""
    if "&" in text:
        text = html.unescape(text)
    return "".join(text.split())


Pieces = list[tuple[str, tuple[int, int] | None]]
"""Serialised texts with their places in the page; None for text that has no place there."""


def fold(page: str, pieces: Pieces, *, entities: bool = True) -> tuple[str, tuple[Run, ...], Span | None]:
    """Return (text with white space folded, runs, place) of the pieces of one block.

    Arguments:
        page: the page as found.
        pieces: the texts of the block, in order.
        entities: whether ``&amp;`` and tags in the page are markup; False for a text dump.
    """
    out: list[str] = []
    runs: list[Run] = []
    length = 0
    for text, place in pieces:
        if text[:1].isspace() and out and out[-1][-1:] != " ":
            out.append(" ")
            length += 1
        if place is None:
            plain = " ".join(html.unescape(text).split())
            if plain:
                out.append(plain)
                length += len(plain)
        else:
            length = _stretches(page, place, out, runs, length, entities)
        if text[-1:].isspace() and out and out[-1][-1:] != " ":
            out.append(" ")
            length += 1
    text = "".join(out)
    if text[:1] == " " or text[-1:] == " ":
        text, runs = _trim(text, runs)
    if not runs:
        return text, (), None
    return text, tuple(runs), Span(start=runs[0].page, end=runs[-1].page + runs[-1].page_length)


def _trim(text: str, runs: list[Run]) -> tuple[str, list[Run]]:
    """Return text and runs without the spaces at both ends."""
    low, high = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    kept = []
    for run in runs:
        start, end = max(low, run.at), min(high, run.at + run.length)
        if start >= end:
            continue
        whole = run.length != run.page_length
        page = run.page if whole else run.page + start - run.at
        kept.append(
            Run(at=start - low, length=end - start, page=page, page_length=run.page_length if whole else end - start)
        )
    return text[low:high], kept


def _stretches(page: str, place: tuple[int, int], out: list[str], runs: list[Run], length: int, entities: bool) -> int:
    """Add the stretches of one place in the page; return the new length."""
    first = True
    for found in _STRETCH.finditer(page, *place):
        if not first and out[-1][-1:] != " ":
            out.append(" ")
            length += 1
        first = False
        start, end = found.span()
        raw = found.group()
        if not entities or ("&" not in raw and "<" not in raw):
            out.append(_spaced(raw))
            runs.append(Run(at=length, length=end - start, page=start, page_length=end - start))
            length += end - start
            continue
        length = _entities(raw, start, out, runs, length)
    return length


def _spaced(raw: str) -> str:
    """Return a stretch with every white-space character as a plain space; lengths stay equal."""
    return raw if raw.isascii() and raw.isprintable() else "".join(" " if c.isspace() else c for c in raw)


_OPAQUE = re.compile(r"<[^<>]*>|&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")


def _entities(raw: str, start: int, out: list[str], runs: list[Run], length: int) -> int:
    """Add a stretch that holds entities (or dropped tags), each of them a run of its own."""
    at = 0
    for found in (*_OPAQUE.finditer(raw), None):
        low, high = found.span() if found else (len(raw), len(raw))
        if low > at and raw[at].isspace() and (not out or out[-1][-1:] == " "):
            at += 1
        if low > at:
            out.append(_spaced(raw[at:low]))
            runs.append(Run(at=length, length=low - at, page=start + at, page_length=low - at))
            length += low - at
        at = high
        if found is None or found.group()[0] == "<":
            continue
        char = html.unescape(found.group())
        char = " " if char.isspace() else char
        if char == " " and out and out[-1][-1:] == " ":
            continue
        out.append(char)
        runs.append(Run(at=length, length=len(char), page=start + low, page_length=high - low))
        length += len(char)
    return length
