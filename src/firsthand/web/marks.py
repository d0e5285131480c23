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
    """CSS class: ``party``, ``cue``, ``content``, ``hedge``, ``own``, ``date``, ``asked`` …"""
    note: str
    """What a reader is told about it."""
    link: str | None = None
    """Address within the desk that it leads to; None for none."""
    label: str | None = None
    """Words shown before it; None for none."""


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
    ids: tuple[str, ...]
    """Permalinks of the marks that begin here: ``t120-180``."""
    labels: tuple[str, ...] = ()
    """Labels of the marks that begin here."""


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a text."""

    span: Span
    """Its characters."""
    segments: tuple[Segment, ...]


def blocks(text: str) -> list[Span]:
    """Return the paragraphs of a text, which are parted by blank lines."""
    found, start = [], 0
    for block in text.split("\n\n"):
        found.append(Span(start=start, end=start + len(block)))
        start += len(block) + 2
    return found


def paragraphs(text: str, marks: Iterable[Mark], prefix: str = "t") -> list[Paragraph]:
    """Return the paragraphs of a text, each cut into segments at the ends of the marks.

    A permalink occurs once: ``prefix``, first character, dash, one past the last.
    """
    ordered = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind, mark.note))
    shown: list[Paragraph] = []
    known: set[str] = set()
    active: list[Mark] = []
    at = 0
    for block in blocks(text):
        active = [mark for mark in active if mark.span.end > block.start]
        while at < len(ordered) and ordered[at].span.start < block.end:
            if ordered[at].span.end > block.start:
                active.append(ordered[at])
            at += 1
        shown.append(Paragraph(block, tuple(_segments(text, block, active, known, prefix))))
    return shown


def segments(text: str, within: Span, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Return a stretch of a text, whatever it holds, cut at the ends of the marks."""
    ordered = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind, mark.note))
    here = [mark for mark in ordered if mark.span.start < within.end and mark.span.end > within.start]
    return tuple(_segments(text, within, here, set(), "t"))


def _segments(text: str, block: Span, marks: list[Mark], known: set[str], prefix: str) -> Iterable[Segment]:
    edges = {block.start, block.end}
    for mark in marks:
        edges |= {max(block.start, mark.span.start), min(block.end, mark.span.end)}
    places = sorted(edges)
    inside: list[Mark] = []
    at = 0
    for low, high in zip(places, places[1:], strict=False):
        inside = [mark for mark in inside if mark.span.end >= high]
        while at < len(marks) and marks[at].span.start <= low:
            if marks[at].span.end >= high:
                inside.append(marks[at])
            at += 1
        begins = [mark for mark in inside if mark.span.start == low]
        ids = [f"{prefix}{mark.span.start}-{mark.span.end}" for mark in begins]
        fresh = tuple(each for each in dict.fromkeys(ids) if each not in known)
        known.update(fresh)
        read = text[low:high].strip()  # a link of white space alone cannot be seen or heard
        leading = sorted((mark for mark in inside if mark.link and read), key=lambda mark: mark.kind != "copied")
        links = [mark.link for mark in leading]  # what is said goes before where else it stands
        yield Segment(
            text=text[low:high],
            kinds=" ".join(dict.fromkeys(mark.kind for mark in inside)),
            note="; ".join(dict.fromkeys(mark.note for mark in inside if mark.note)),
            link=links[-1] if links else None,
            ids=fresh,
            labels=tuple(mark.label for mark in begins if mark.label),
        )


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans as the fewest spans that cover the same characters, in order."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def covered(block: Span, spans: Iterable[Span]) -> int:
    """Return how many characters of a block the spans cover; the spans do not overlap."""
    return sum(max(0, min(block.end, span.end) - max(block.start, span.start)) for span in spans)
