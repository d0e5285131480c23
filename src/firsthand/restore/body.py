"""Which lines are the article: candidates by rule, each a set of lines, over one sheet."""

import numpy as np

from firsthand.model import Role
from firsthand.restore.classes import BIT
from firsthand.restore.draft import Line
from firsthand.restore.markup import Sheet

_AGAINST = (
    BIT["comment"] | BIT["share"] | BIT["related"] | BIT["menu"] | BIT["foot"] | BIT["advert"] | BIT["letter"]
    | BIT["popup"] | BIT["login"] | BIT["pager"]
)  # fmt: skip
_TAG_ROLE: dict[str, Role] = {
    "li": "item", "dt": "item", "dd": "item", "blockquote": "quote", "pre": "code", "tr": "table", "td": "table",
    "th": "table", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip


def role_of(line: Line, containers: str = "") -> Role:
    """Return the body role that a line's element gives it."""
    return _TAG_ROLE.get(line.tag or "", "paragraph")


def best_container(sheet: Sheet) -> np.ndarray:
    """Return which lines stand in the container with the most running text that is not furniture by its names.

    After Readability: paragraphs vote for their container and, by half, for the next one out.
    """
    count = len(sheet.lines)
    votes = np.zeros(len(sheet.elements))
    weights = np.zeros(count)
    for number, line in enumerate(sheet.lines):
        element = sheet.elements[sheet.owner[number]]
        size = len(line.text) * (1 - line.links)
        if size < 25 or element.above & _AGAINST & ~BIT["head"]:
            size *= 0.1
        weights[number] = size
        share = 1.0
        outer = element
        for _ in range(4):
            votes[outer.number] += size * share
            if outer.parent < 0:
                break
            outer = sheet.elements[outer.parent]
            share *= 0.75
    kept = np.zeros(count, dtype=bool)
    if not count:
        return kept
    best = sheet.elements[int(votes.argmax())]
    total = weights.sum()
    while best.parent >= 0 and weights[best.first : best.end].sum() < 0.35 * total:
        best = sheet.elements[best.parent]
    for number in range(best.first, best.end):
        line = sheet.lines[number]
        above = sheet.elements[sheet.owner[number]].above & ~best.above
        kept[number] = line.links < 0.5 and not above & _AGAINST
    return kept
