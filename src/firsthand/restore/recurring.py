"""Which lines recur on pages of different texts: a site's template, learnt from the traces of its pages.

A line that stands on many pages is the site's only where those pages hold different texts: fifty reprints of one text
share every paragraph. So for each set of lines that stand on the same pages, these pages are compared without those
lines: how many of them hold mostly words that none of the others has. Words are compared line by line, by the line's
digest and by the least of its shingles, so that an edit or a planted word does not make a reprint a text of its own.

Learning needs time and memory in the number of lines, and gives the same for the same pages in any order.
"""

import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Article
from firsthand.restore import shapes
from firsthand.restore.template import HALF, MOST, RULE, SOME, Template, digest

Rows = NDArray[np.void]
Lines = NDArray[np.uint64]

_ROW = np.dtype([("line", "<u8"), ("near", "<u4"), ("words", "<u2")])
"""A line: its digest, the least of its shingles, its words where it is body (0: it is not)."""
_LEAST = 3
"""Different texts from which on a line is the site's; two pieces of one reporter may share a paragraph."""
_SAMPLE = 48
"""Pages of one set that are compared; sets of news sites have a dozen to thousands."""
_NEW = 0.7
"""Share of a page's words that no other page of the set may have, for it to be another text."""
_OWN = 25
"""Words below which a page says too little to be a text."""
_SHINGLE = 4
"""Words of a shingle."""
_END = 4
"""Lines at either end of a body, at most a third of it, that count as its ends."""
_PLACED = 0.75
"""Share of a line's pages on which it stands at an end of the body or outside of it, to be the site's."""
_MOST_LINES = 5_000
"""Lines of a page that are traced; real pages have a few hundred."""


def trace(article: Article) -> bytes:
    """Return what is remembered of a page that was restored alone: its lines by digest, and which of them are body."""
    rows = []
    for block in article.blocks[:_MOST_LINES]:
        words = max(1, shapes.size(block.text)) if block.span is not None and block.role != "entry" else 0
        rows.append((digest(block.text), _least(block.text) if words else 0, min(words, 65_535)))
    return np.array(rows, _ROW).tobytes()


def _least(text: str) -> int:
    """Return the least number of a line's shingles, a short line's own; never 0."""
    words = text.casefold().split()
    if len(words) <= _SHINGLE:
        return zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass")) or 1
    bare = [word.encode("utf-8", "surrogatepass") for word in words]
    return min(zlib.crc32(b" ".join(bare[at : at + _SHINGLE])) for at in range(len(bare) - _SHINGLE + 1)) or 1


def learn(traces: Iterable[bytes]) -> Template:
    """Return the recurring lines of one site.

    Arguments:
        traces: one for each of its pages, from `trace`, in any order; equal ones count once.
    """
    pages = [np.frombuffer(one, _ROW) for one in sorted(set(traces))]
    if len(pages) < _LEAST:
        return Template()
    kept = np.unique(np.concatenate([page["line"][page["words"] > 0] for page in pages]))
    outer = np.concatenate([np.unique(page["line"][_outer(page) | (page["words"] == 0)]) for page in pages])
    widths = _standing(pages, _asked(pages, kept, outer))
    return Template(tuple((line, _width(count, len(pages))) for line, count in sorted(widths.items())))


def learn_tails(traces: Iterable[bytes]) -> Template:
    """Return the lines that stand below different texts whatever the site: those that agencies put under their copy.

    Arguments:
        traces: one for each page of the archive, in any order.
    """
    pages = [page[page["words"] > 0] for page in (np.frombuffer(one, _ROW) for one in sorted(set(traces)))]
    if len(pages) < _LEAST:
        return Template()
    outer = np.concatenate([np.unique(page["line"][len(page) - _ends(page) :]) for page in pages])
    widths = _standing(pages, _asked(pages, np.unique(outer), outer))
    return Template(tuple((line, SOME) for line in sorted(widths)))


def _asked(pages: Sequence[Rows], kept: Lines, outer: Lines) -> Lines:
    """Return the lines of enough pages that stand outside of the body's inner part on nearly all of them.

    An agency's paragraph of background recurs too: inside one piece, near the end of another.
    """
    lines, counts = np.unique(np.concatenate([np.unique(page["line"]) for page in pages]), return_counts=True)
    there, times = np.unique(outer, return_counts=True)
    placed = np.zeros(len(lines), np.int64)
    placed[np.searchsorted(lines, there)] = times
    often = (counts >= _LEAST) & ((placed >= _PLACED * counts) | (counts >= _LEAST + 2) & (2 * counts >= len(pages)))
    return np.intersect1d(lines[often], kept)


def _ends(page: Rows) -> int:
    """Return how many of a body's lines are its end."""
    return min(_END, len(page) // 3)


def _outer(page: Rows) -> NDArray[np.bool_]:
    """Return which lines are the first or last of the body."""
    found = np.zeros(len(page), bool)
    body = np.flatnonzero(page["words"])
    reach = min(_END, len(body) // 3)
    found[body[:reach]] = True
    found[body[len(body) - reach :]] = True
    return found


def _width(count: int, pages: int) -> int:
    if count >= 8 and 5 * count >= 4 * pages:
        return MOST
    return HALF if count >= 5 and 2 * count >= pages else SOME


def _standing(pages: Sequence[Rows], asked: Lines) -> dict[int, int]:
    """Return, for each asked line that stands on different texts, on how many pages it stands."""
    sets: dict[int, list[int]] = {int(line): [] for line in asked}
    for number, page in enumerate(pages):
        here = np.unique(page["line"])
        for line in here[np.isin(here, asked, assume_unique=True)].tolist():
            sets[line].append(number)
    together: dict[tuple[int, ...], list[int]] = {}
    for line, numbers in sets.items():
        step = max(1, -(-len(numbers) // _SAMPLE))
        together.setdefault(tuple(numbers[::step]), []).append(line)
    found: set[int] = set()
    for _ in range(2):  # what the first round finds is no longer counted as text in the second
        for numbers_of, members in sorted(together.items()):
            if members[0] not in found and _different(pages, numbers_of, found | set(members)):
                found |= set(members)
    return {line: len(sets[line]) for line in found}


def _different(pages: Sequence[Rows], numbers: Sequence[int], standing: set[int]) -> bool:
    """Tell whether these pages hold enough different texts, not counting the lines that stand on them."""
    seen: set[int] = set()
    texts = 0
    for number in numbers:
        page = pages[number]
        rows = [row for row in page[page["words"] > 0].tolist() if row[0] not in standing]
        total = sum(row[2] for row in rows)
        new = sum(words for line, near, words in rows if line not in seen and near not in seen)
        texts += total >= _OWN and new >= _NEW * total
        if texts >= _LEAST:
            return True
        seen.update(row[0] for row in rows)
        seen.update(row[1] for row in rows)
    return False


def matter(trace_of_page: bytes, known: dict[int, int]) -> Template:
    """Return the part of a site's template that stands in a page's body; empty for most pages."""
    page = np.frombuffer(trace_of_page, _ROW)
    here = np.unique(page["line"][page["words"] > 0]).tolist()
    return Template(tuple((line, known[line]) for line in here if line in known))


__all__ = ["RULE", "Template", "learn", "learn_tails", "matter", "trace"]
