"""A text dump: a page that has lost its markup. Its lines, and what each of them is.

`lines` cuts a dump into its lines. `assign` tells which of the lines that no rule has decided are the article: a line
model gives each a probability, a second one corrects it by what the first says of the lines around, and those lines are
kept that promise the greatest F1 of words. The headline is found by `dumptitles`.
"""

import re

import numpy as np

from firsthand.model import Role
from firsthand.restore import dumpbylines, dumptitles, linecontext, linefeatures, places, shapes, trees
from firsthand.restore.draft import Line

MODELS = ("dump", "dump_second")
"""The two line models: the second sees the first one's answers around each line."""
_MOST = 3_000
"""Lines that the models look at; what follows is furniture. Real pages have a few hundred."""
_WORD = re.compile(r"\w+")


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


def assign(lines: list[Line], url: str | None = None) -> None:
    """Give every line without a role one: body, title or furniture; decided lines keep theirs.

    Where the furniture rules have already decided a body (a templated page), the rest is furniture.

    Arguments:
        lines: the lines of the dump.
        url: its address, whose words speak for a headline; None when it is not known.
    """
    if not any(line.role == "paragraph" for line in lines):
        by_model(lines)
        dumptitles.decide(lines, url)
    dumpbylines.mark(lines)
    for line in lines:
        if line.role is None:
            line.decide("furniture", "restore.dump.model" if line.score is not None else "restore.dump.rest")


def by_model(lines: list[Line]) -> None:
    """Give the lines that the models take for body their role."""
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
