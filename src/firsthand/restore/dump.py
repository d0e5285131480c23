"""A text dump: a page that has lost its markup. Its lines, and what each of them is.

`lines` cuts a dump into its lines. `assign` tells which of the lines that no rule has decided are the article: a line
model gives each a probability, a second one corrects it by what the first says of the lines around, and those lines are
kept that promise the greatest F1 of words. The headline is a short line above the first paragraph whose words the body
uses.
"""

import re

import numpy as np

from firsthand.model import Role
from firsthand.restore import linecontext, linefeatures, places, shapes, signed, trees, wording
from firsthand.restore.draft import Line

MODELS = ("dump", "dump_second")
"""The two line models: the second sees the first one's answers around each line."""
_MOST = 3_000
"""Lines that the models look at; what follows is furniture. Real pages have a few hundred."""
_WORD = re.compile(r"\w+")
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
    answers, counts = scores(looked)
    for line, score in zip(looked, answers, strict=True):
        line.score = round(float(score), 4)
    keep, _ = linecontext.most_likely(answers, counts)
    free = np.array([line.role is None for line in looked])
    for at in np.flatnonzero(keep & free):
        lines[at].decide(_body_role(lines[at]), "restore.dump.model")


def scores(lines: list[Line]) -> tuple[trees.Array, trees.Array]:
    """Return (the probability of each line to be body, the words of each)."""
    first, second = (trees.load(name) for name in MODELS)
    columns, about = linefeatures.read(lines)
    counts = np.array([float(len(_WORD.findall(line.text))) for line in lines])
    context = linecontext.table(first.score(columns), counts, about)
    return second.score(np.hstack([columns, context])), counts


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
