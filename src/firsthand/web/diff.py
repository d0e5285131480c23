"""Two pages of one text side by side: paragraphs that belong together in one row, each edit marked with its kind."""

import dataclasses
from collections import Counter
from typing import Any

from firsthand import copies, views
from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.model import Copy, Span, Tables
from firsthand.web.marks import Mark, Segment, blocks, joined, paragraphs
from firsthand.web.names import Names

_WORDS = {"added": "only here", "dropped": "only here", "moved": "stands elsewhere"}
"""What an edit is called on its own side, where the kind alone would not say it."""

MOST = 1_000
"""Paragraphs that are set beside each other at most: the order is worked out in quadratic time."""


@dataclasses.dataclass(frozen=True, slots=True)
class Pairing:
    """One row: a paragraph of each side, or of one side alone."""

    left: tuple[Segment, ...] | None
    right: tuple[Segment, ...] | None


def diff(archive: Archive, one: str, other: str) -> dict[str, Any]:
    """Return what the comparison of two pages shows, the one that was named first on the left.

    Raises:
        UsageError: one of them is no article, or they are the same.
    """
    keys = [views.find_page(archive, each) for each in (one, other)]
    if keys[0] == keys[1]:
        raise UsageError("A page is compared with another one; these two are the same.")
    articles = [archive.articles.get(each) for each in keys]
    if articles[0] is None or articles[1] is None:
        raise UsageError("One of the two pages was refused, so it has no text to compare.")
    copy = edge(archive, *keys)
    kept = copy is not None
    if copy is None:  # two pages of one text that are joined only through a third one, or no copies at all
        made = copies.compare(articles[0].text, articles[1].text, copies.Options(tables=archive.tables or Tables()))
        copy = None if made is None else _between(made, *keys)
    if copy is not None and copy.left != keys[0]:
        copy = turned(copy)
    names = Names(archive, keys)
    shown = {
        "copy": copy,
        "kept": kept,
        "keys": keys,
        "history": views.history(archive, keys),
        "left": articles[0],
        "right": articles[1],
        "names": [names.page(each) for each in keys],
    }
    if copy is None:
        return shown | {"rows": [], "kinds": [], "way": None}
    return shown | {
        "rows": rows(articles[0].text, articles[1].text, copy),
        "headline": next((edit for edit in copy.edits if edit.kind == "headline"), None),
        "planted": [edit for edit in copy.edits if edit.kind == "planted" and edit.left is None and edit.right is None],
        "kinds": sorted(Counter(edit.kind for edit in copy.edits).items(), key=lambda each: (-each[1], each[0])),
        "way": None if copy.exemplar is None else names.page(copy.exemplar),
    }


def _between(copy: Copy, one: str, other: str) -> Copy:
    """Return a comparison of two bare texts as one of these pages."""
    way = {"left": one, "right": other}.get(copy.exemplar or "")
    return Copy(
        left=one,
        right=other,
        relation=copy.relation,
        score=copy.score,
        left_share=copy.left_share,
        right_share=copy.right_share,
        shared=copy.shared,
        edits=copy.edits,
        exemplar=way,
        certainty=copy.certainty if way else None,
    )


def edit_rows(copy: Copy) -> list[views.Row]:
    """Return the edits of an edge as rows, for programs."""
    return [
        {
            "kind": edit.kind,
            "left_start": edit.left.start if edit.left else None,
            "left_end": edit.left.end if edit.left else None,
            "right_start": edit.right.start if edit.right else None,
            "right_end": edit.right.end if edit.right else None,
            "before": edit.before,
            "after": edit.after,
        }
        for edit in copy.edits
    ]


def edge(archive: Archive, one: str, other: str) -> Copy | None:
    """Return the verified edge between two pages, whichever is named first; None when there is none."""
    return archive.copies.get(*sorted((one, other)))


def turned(copy: Copy) -> Copy:
    """Return an edge seen from its other side."""
    swap = {"added": "dropped", "dropped": "added"}
    return Copy(
        left=copy.right,
        right=copy.left,
        relation=copy.relation,
        score=copy.score,
        left_share=copy.right_share,
        right_share=copy.left_share,
        shared=tuple(type(pair)(left=pair.right, right=pair.left) for pair in copy.shared),
        edits=tuple(
            type(edit)(
                kind=swap.get(edit.kind, edit.kind),  # type: ignore[arg-type]
                left=edit.right,
                right=edit.left,
                before=edit.after,
                after=edit.before,
            )
            for edit in copy.edits
        ),
        exemplar=copy.exemplar,
        certainty=copy.certainty,
        evidence=copy.evidence,
    )


def rows(left: str, right: str, copy: Copy) -> list[Pairing]:
    """Return the paragraphs of two texts in rows, both in their own order; a moved paragraph stands alone."""
    ours = [each.segments for each in paragraphs(left, _marks(left, copy, left_side=True), "l")]
    theirs = [each.segments for each in paragraphs(right, _marks(right, copy, left_side=False), "r")]
    found: list[Pairing] = []
    low, high = 0, 0
    for here, there in _in_order(_partners(left, right, copy)):
        found += [Pairing(each, None) for each in ours[low:here]]
        found += [Pairing(None, each) for each in theirs[high:there]]
        found.append(Pairing(ours[here], theirs[there]))
        low, high = here + 1, there + 1
    found += [Pairing(each, None) for each in ours[low:]]
    found += [Pairing(None, each) for each in theirs[high:]]
    return found


def _marks(text: str, copy: Copy, *, left_side: bool) -> list[Mark]:
    """Return the edits of one side, and what it has that neither an edit nor a shared stretch explains."""
    marks, known = [], []
    for edit in copy.edits:
        span = edit.left if left_side else edit.right
        other = edit.after if left_side else edit.before
        if span is None or edit.kind == "headline" or span.end > len(text):
            continue
        known.append(span)
        note = f"{edit.kind}; there: {other}" if other else f"{edit.kind}; nothing there"
        marks.append(Mark(span, "edit", note, label=_WORDS.get(edit.kind, edit.kind)))
    known += [pair.left if left_side else pair.right for pair in copy.shared]
    at = 0
    for span in [*joined(known), Span(start=len(text), end=len(text))]:
        alone = Span(start=at, end=span.start)
        if any(c.isalnum() for c in alone.of(text)):
            marks.append(Mark(alone, "own", "not in the other page"))
        at = max(at, span.end)
    return marks


def _partners(left: str, right: str, copy: Copy) -> list[tuple[int, int, int]]:
    """Return (left paragraph, right paragraph, shared characters): for each left one its best partner."""
    ours, theirs = blocks(left), blocks(right)
    weight: Counter[tuple[int, int]] = Counter()
    for pair in copy.shared:
        for here, a, b in _touched(ours, pair.left):
            # A shared stretch reads nearly alike on both sides, so places in it are set in proportion.
            scale = len(pair.right) / max(1, len(pair.left))
            start = pair.right.start + int((a - pair.left.start) * scale)
            end = pair.right.start + int((b - pair.left.start) * scale)
            for there, c, d in _touched(theirs, Span(start=start, end=max(start, end))):
                weight[here, there] += d - c
    best: dict[int, tuple[int, int]] = {}
    for (here, there), shared in sorted(weight.items()):
        if shared > best.get(here, (0, 0))[1]:
            best[here] = there, shared
    heaviest = sorted(best.items(), key=lambda each: (-each[1][1], each[0]))[:MOST]
    return [(here, there, shared) for here, (there, shared) in sorted(heaviest)]


def _touched(spans: list[Span], span: Span) -> list[tuple[int, int, int]]:
    found = []
    for n, block in enumerate(spans):
        low, high = max(block.start, span.start), min(block.end, span.end)
        if low < high:
            found.append((n, low, high))
    return found


def _in_order(partners: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return the partners that keep the order on both sides and share the most."""
    best: list[tuple[int, int]] = []  # for each partner: what the best chain up to it shares, and the one before it
    for n, (_, there, shared) in enumerate(partners):
        before = max(((best[m][0], m) for m in range(n) if partners[m][1] < there), default=(0, -1))
        best.append((before[0] + shared, before[1]))
    at = max(range(len(best)), key=lambda n: (best[n][0], -n), default=-1)
    chain = []
    while at >= 0:
        chain.append(partners[at][:2])
        at = best[at][1]
    return chain[::-1]
