"""Where characters stand in the page: white space folded, entities decoded, every stretch with its place."""

import html
import re

from firsthand.model import Run, Span

_STRETCH = re.compile(r"\S+(?:\s\S+)*")

GAP = (-1, -1)
"""A piece without characters: white space that the page shows and does not write."""


def fold(
    page: str, pieces: list[tuple[int, int]], *, entities: bool = True
) -> tuple[str, tuple[Run, ...], Span | None]:
    """Return (text with white space folded, runs, place) of the pieces of one block.

    Arguments:
        page: the page as found.
        pieces: the places of the block's texts, in order.
        entities: whether ``&amp;`` and tags in the page are markup; False for a text dump.
    """
    if len(pieces) == 1:
        start, end = pieces[0]
        text = page[start:end]
        bare = text.strip()
        if bare and _is_plain(bare):
            low = start + text.index(bare[0])
            size = len(bare)
            return bare, (Run(at=0, length=size, page=low, page_length=size),), Span(start=low, end=low + size)
    out: list[str] = []
    runs: list[Run] = []
    length = 0
    for start, end in pieces:
        text = page[start:end] if start >= 0 else " "
        if text[:1].isspace() and out and out[-1][-1:] != " ":
            out.append(" ")
            length += 1
        bare = text.strip()
        if bare and _is_plain(bare):
            low = start + text.index(bare[0])
            out.append(bare)
            runs.append(Run(at=length, length=len(bare), page=low, page_length=len(bare)))
            length += len(bare)
        elif bare:
            length = _stretches(page, (start, end), out, runs, length, entities)
        if text[-1:].isspace() and out and out[-1][-1:] != " ":
            out.append(" ")
            length += 1
    joined = "".join(out)
    if joined[:1] == " " or joined[-1:] == " ":
        joined, runs = _trim(joined, runs)
    if not runs:
        return joined, (), None
    return joined, tuple(runs), Span(start=runs[0].page, end=runs[-1].page + runs[-1].page_length)


def _is_plain(text: str) -> bool:
    """Tell whether a text stands in the page as it is read: no white space to fold, no entities, no tags."""
    return "&" not in text and "<" not in text and " ".join(text.split()) == text


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
