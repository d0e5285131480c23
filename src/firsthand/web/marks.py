"""Text with spans marked: overlapping spans are cut into segments, each of which knows all that it belongs to."""

import dataclasses
from collections.abc import Iterable

from firsthand.model import Span


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """One span to be shown in a text."""

    span: Span
    """Characters of the text."""
    kind: str
    """CSS class: ``source``, ``cue``, ``content``, ``hedge``, ``copied``, ``date``."""
    note: str
    """What a reader is told about it."""
    link: str | None = None
    """Address within the desk that it leads to; None for none."""


@dataclasses.dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text between two places where some mark begins or ends."""

    text: str
    kinds: str
    """Classes of its marks, space-separated; empty when it has none."""
    note: str
    """Notes of its marks, joined; empty when it has none."""
    link: str | None
    """Where the innermost mark leads."""
    id: str | None
    """Permalink of the mark that begins here: ``t120-180``."""


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Segment]]:
    """Return the paragraphs of a text (parted by blank lines), each cut into segments at the ends of the marks."""
    ordered = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind, mark.note))
    shown: list[list[Segment]] = []
    start = 0
    for paragraph in text.split("\n\n"):
        end = start + len(paragraph)
        here = [mark for mark in ordered if mark.span.start < end and mark.span.end > start]
        shown.append(_segments(text, start, end, here))
        start = end + 2
    return shown


def _segments(text: str, start: int, end: int, marks: list[Mark]) -> list[Segment]:
    edges = {start, end}
    for mark in marks:
        edges |= {max(start, mark.span.start), min(end, mark.span.end)}
    places = sorted(edges)
    found = []
    for low, high in zip(places, places[1:], strict=False):
        inside = [mark for mark in marks if mark.span.start <= low and mark.span.end >= high]
        first = next((mark for mark in inside if mark.span.start == low), None)
        links = [mark.link for mark in inside if mark.link]
        found.append(
            Segment(
                text=text[low:high],
                kinds=" ".join(dict.fromkeys(mark.kind for mark in inside)),
                note="; ".join(dict.fromkeys(mark.note for mark in inside if mark.note)),
                link=links[-1] if links else None,
                id=f"t{first.span.start}-{first.span.end}" if first else None,
            )
        )
    return found
