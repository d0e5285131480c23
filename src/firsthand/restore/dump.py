"""A text dump: a page that has lost its markup. Its lines, and what each of them is.

`lines` cuts a dump into its lines. `assign` tells which of the lines that no rule has decided are the article: a line
model gives each a probability, the two ends are set where the sum of what lies between is greatest, and between them
nearly everything is kept. The headline is a short line above the first paragraph whose words the body uses.
"""

import numpy as np

from firsthand.model import Role
from firsthand.restore import linefeatures, places, shapes, signed, trees, wording
from firsthand.restore.draft import Line

MODEL = "dump"
_MOST = 20_000
"""Lines that the model looks at; what follows is furniture. Real pages have a few hundred."""
_COST = 0.35
"""Probability below which a line speaks against the stretch that it lies in."""
_INSIDE = 0.30
"""Probability from which a line between the two ends is kept."""
_OUTSIDE = 0.50
"""Probability from which a line outside of them is kept all the same. All three were chosen on held-out sites."""
_HEAD = 30
"""Lines above the body among which the headline is looked for."""


def lines(page: str) -> list[Line]:
    """Return the lines of a dump that hold characters, white space folded, with their places in the page."""
    found = []
    at = 0
    for raw in page.splitlines(keepends=True):
        text, runs, place = places.fold(page, [(at, at + len(raw))], entities=False)
        if text and place is not None:
            found.append(Line(text=text, runs=runs, place=place))
        at += len(raw)
    return found


def assign(lines: list[Line]) -> None:
    """Give every line without a role one: body, title or furniture; decided lines keep theirs.

    Where the furniture rules have already decided a body (a templated page), the rest is furniture.
    """
    if not any(line.role == "paragraph" for line in lines):
        _by_model(lines)
        _title(lines)
    signed.mark(lines)
    for line in lines:
        if line.role is None:
            line.decide("furniture", "restore.dump.model" if line.score is not None else "restore.dump.rest")


def _by_model(lines: list[Line]) -> None:
    looked = lines[:_MOST]
    if not looked:
        return
    scores = trees.load(MODEL).score(linefeatures.table(looked))
    for line, score in zip(looked, scores, strict=True):
        line.score = round(float(score), 4)
    sizes = np.array([max(1.0, float(min(shapes.size(line.text), 200))) for line in looked])
    free = np.array([line.role is None for line in looked])
    for at in np.flatnonzero(chosen(scores, sizes) & free):
        lines[at].decide(_body_role(lines[at]), "restore.dump.model")


def chosen(scores: trees.Array, sizes: trees.Array) -> trees.Array:
    """Return which lines are body: nearly all between the two ends, and the surest outside of them."""
    start, end = _stretch((scores - _COST) * np.sqrt(sizes))
    at = np.arange(len(scores))
    inside = (at >= start) & (at < end)
    return np.asarray((inside & (scores >= _INSIDE)) | (scores >= _OUTSIDE))


def _stretch(gains: trees.Array) -> tuple[int, int]:
    """Return the half-open range with the greatest sum."""
    best, total, start, found = 0.0, 0.0, 0, (0, 0)
    for at, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, at
        total += float(gain)
        if total > best:
            best, found = total, (start, at + 1)
    return found


def _body_role(line: Line) -> Role:
    """Return what a body line is by its shape."""
    if shapes.bullet(line.text):
        return "item"
    short = shapes.size(line.text) <= 12 and len(line.text) < 100
    return "heading" if short and not shapes.ends(line.text) and line.text[0].isalnum() else "paragraph"


def _title(lines: list[Line]) -> None:
    """Tell the headline: of the short lines above the body, the one whose words the body uses most."""
    if any(line.role == "title" for line in lines):
        return
    first = next((at for at, line in enumerate(lines) if line.role == "paragraph"), None)
    if first is None:
        return
    vocabulary = {word for line in lines if line.role == "paragraph" for word in line.text.casefold().split()}
    best, found = 0.0, None
    for at in range(max(0, first - _HEAD), first):
        line = lines[at]
        if line.role not in (None, "heading") or not 3 <= shapes.size(line.text) <= 40 or wording.is_tool(line.text):
            continue
        words = [word for word in line.text.casefold().split() if len(word) > 3] or [""]
        value = sum(word in vocabulary for word in words) / (len(words) + 2) - 0.01 * (first - at)
        if value > best and not shapes.stops(line.text):
            best, found = value, line
    if found is not None and best > 0.15:
        found.decide("title", "restore.title.dump")
