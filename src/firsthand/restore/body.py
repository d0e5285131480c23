"""Which lines are the article: candidates by rule, each a set of lines, over one sheet."""

import numpy as np

from firsthand.model import Role
from firsthand.restore import trees
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


_PLAIN_LINK = 0.01
"""Score of a line of up to six words that is all link: menus and tags, half of a page's lines, and hardly ever body."""


_PROSE = 12
"""Words from which a line is prose."""
_LINKED = 0.8
"""Share of a line's characters in links from which it is links, marks between them aside."""
_MOSTLY = 0.7
"""Share of prose among the kept words from which a page is an article rather than a list."""


def role_of(line: Line, containers: str = "") -> Role:
    """Return the body role that a line's element gives it."""
    return _TAG_ROLE.get(line.tag or "", "paragraph")


def best_container(sheet: Sheet) -> np.ndarray:
    """Return which lines stand in the container with the most running text that is not furniture by its names.

    After Readability: paragraphs vote for their container and, by half, for the next one out.
    """
    count = len(sheet.lines)
    votes = [0.0] * len(sheet.elements)
    sizes: list[float] = []
    for number, line in enumerate(sheet.lines):
        element = sheet.elements[sheet.owner[number]]
        size = len(line.text) * (1 - line.links)
        if size < 25 or element.above & _AGAINST & ~BIT["head"]:
            size *= 0.1
        sizes.append(size)
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
    best = sheet.elements[int(np.argmax(votes))]
    weights = np.array(sizes)
    total = weights.sum()
    while best.parent >= 0 and weights[best.first : best.end].sum() < 0.35 * total:
        best = sheet.elements[best.parent]
    for number in range(best.first, best.end):
        line = sheet.lines[number]
        above = sheet.elements[sheet.owner[number]].above & ~best.above
        kept[number] = line.links < 0.5 and not above & _AGAINST
    return kept


def asked(rows: np.ndarray) -> np.ndarray:
    """Return which lines the model is asked about: all but the short ones that are all link."""
    return np.asarray((rows[:, 2] < 0.95) | (rows[:, 0] > 6))


def decide(lines: list[Line], rows: np.ndarray, model: trees.Trees) -> float | None:
    """Set the roles of body lines and of furniture by the model's scores; return how sure that is.

    The lines kept are those whose expected word F1 is highest, were every score a true probability; that expectation
    is the confidence. Measured, it is within 0.03 of the mean F1 of pages that have it.

    Arguments:
        lines: the lines; those that have a role keep it, and are not body.
        rows: their columns, from `features.matrix`.
        model: the block model.
    """
    if not lines:
        return None
    scores = np.full(len(rows), _PLAIN_LINK)
    needed = asked(rows)
    scores[needed] = model.score(rows[needed])
    kept, expected = expected_best(scores, rows[:, 0])
    behind = links_behind(kept, rows[:, 0], lines)
    for line, keep, score in zip(lines, kept.tolist(), scores.tolist(), strict=True):
        line.score = round(score, 4)
        if line.role is None:
            line.decide(role_of(line) if keep else "furniture", "restore.body.model")
    for at in behind:
        if lines[at].rule == "restore.body.model":
            lines[at].decide("furniture", "restore.body.links_behind")
    return round(float(expected), 4)


def links_behind(kept: np.ndarray, words: np.ndarray, lines: list[Line]) -> list[int]:
    """Return the places of kept lines behind the end of a text in prose that are links, and of their short heading.

    The model knows pages whose content is links; where most of what it keeps is prose, links at the end are not.
    On the articles and news pages of the bench this costs nothing; it is for pages whose markup says little.
    """
    prose = [at for at in np.flatnonzero(kept) if lines[at].links < 0.5 and words[at] >= _PROSE]
    if not prose or words[prose].sum() < _MOSTLY * words[kept].sum():
        return []
    found: list[int] = []
    for at in np.flatnonzero(kept)[::-1].tolist():
        text = lines[at].text
        followed = at + 1 < len(lines) and lines[at + 1].links >= _LINKED
        heads = followed and words[at] <= 5 and text[-1:] not in '.!?…"”»’)。！？'
        if lines[at].links < _LINKED and not heads:
            break
        found.append(at)
    return found


def expected_best(scores: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, float]:
    """Return (which lines to keep, their expected F1) for scores and lengths in words."""
    order = np.argsort(-scores, kind="stable")
    mass = (scores * weights)[order]
    size = np.cumsum(weights[order])
    expected = 2 * np.cumsum(mass) / np.maximum(size + mass.sum(), 1e-9)
    best = int(expected.argmax())
    kept = np.zeros(len(scores), dtype=bool)
    kept[order[: best + 1]] = True
    return kept, float(expected[best])
