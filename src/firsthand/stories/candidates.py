"""Which texts are worth comparing, and how near each pair is among its neighbours: an inverted index on rare words."""

import numpy as np
from numpy.typing import NDArray

from firsthand.stories.matrix import Columns, Matrix
from firsthand.stories.wording import Ints

TERMS = 60
"""The strongest words and names by which a text is looked up."""
POSTINGS = 400
"""A word of more texts than this (or a tenth of a small archive) finds nobody: it would pair everything."""
MOST = 100
"""Candidates that one text may have."""
LEAST = 0.04
"""Shared weight below which a pair is not worth a look: on ECB+ 99.8 % of true pairs lie above."""
NEAREST = 8
"""Neighbours that are looked at; 5, 8, 12 and 20 were tried on ECB+."""
FAR_DAYS = 21
"""Texts that were certainly written further apart are neither one story nor one thread."""
FLOOR = 0.5
"""A neighbour has at least this sum of cosines (of 3), …"""
SHARE = 0.4
"""… and at least this share of the best neighbour's."""

Pair = tuple[int, int]
"""Places in the list of profiles, the lower one first."""
Places = NDArray[np.int64]
Weighted = tuple[Ints, NDArray[np.float32]]
"""Some words and their weights."""


def pairs(matrix: Matrix) -> tuple[Places, Places]:
    """Return the pairs that share enough rare words, in order: the lower place of each, and the other."""
    count = len(matrix.first)
    strongest = [_strongest(matrix, at) for at in range(count)]
    texts, weights, starts = _postings(strongest, matrix.size)
    limit = max(POSTINGS, count // 10) if count < 10 * POSTINGS else POSTINGS
    shared = np.zeros(count)
    found: list[Places] = []
    for place, (ids, mine) in enumerate(strongest):
        touched: list[NDArray[np.int32]] = []
        for word, weight in zip(ids.tolist(), mine.tolist(), strict=True):
            low, high = starts[word], starts[word + 1]
            if high - low <= limit:
                listed = texts[low:high]
                shared[listed] += weight * weights[low:high].astype(np.float64)
                touched.append(listed)
        others = np.concatenate(touched) if touched else np.zeros(0, np.int32)
        near = np.unique(others[(shared[others] >= LEAST) & (others != place)]).astype(np.int64)
        near = near[matrix.gaps(np.full(len(near), place), near) <= FAR_DAYS]
        best = near[np.lexsort((near, -shared[near]))][:MOST]
        shared[others] = 0
        found.append(np.minimum(place, best) * count + np.maximum(place, best))
    every = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    return every // max(1, count), every % max(1, count)


def _strongest(matrix: Matrix, at: int) -> Weighted:
    """Return the words that find a text: the heaviest of words and names together."""
    words, weights = matrix.words.row(at)
    names, heavy = matrix.names.row(at)
    ids, inverse = np.unique(np.concatenate((words, names)), return_inverse=True)
    best = np.zeros(len(ids), np.float32)
    np.maximum.at(best, inverse, np.concatenate((weights, heavy)))
    order = np.lexsort((ids, -best))[:TERMS]
    return ids[order], best[order]


def _postings(strongest: list[Weighted], size: int) -> tuple[NDArray[np.int32], NDArray[np.float32], Places]:
    """Return the texts of each word, their weights, and where each word's begin."""
    lengths = np.array([len(ids) for ids, _ in strongest], np.int64)
    homes = np.repeat(np.arange(len(strongest), dtype=np.int32), lengths)
    words = np.concatenate([ids for ids, _ in strongest]) if strongest else np.zeros(0, np.int32)
    order = np.argsort(words, kind="stable")
    starts = np.searchsorted(words[order], np.arange(size + 1))
    weights = np.concatenate([weights for _, weights in strongest]) if strongest else np.zeros(0, np.float32)
    return homes[order], weights[order], starts


def near(left: Places, right: Places, similar: NDArray[np.float32]) -> Columns:
    """Return how each pair stands among the nearest texts of both, as three columns.

    neighbours: the share of the nearest texts of either that are near to both, the two themselves left out, 0 to 1;
    alone: 1 when neither has another neighbour; relative: their similarity over that to the other neighbours, at most
    2, and 1 when there are none.

    Args:
        left: one text of each pair.
        right: the other.
        similar: the similarities of the pairs.
    """
    nearest = _nearest(left, right, similar)
    columns: Columns = {name: np.zeros(len(left), np.float32) for name in ("neighbours", "alone", "relative")}
    for at, (one, other, value) in enumerate(zip(left.tolist(), right.tolist(), similar.tolist(), strict=True)):
        mine = {text: near for text, near in nearest.get(one, ()) if text != other}
        theirs = {text: near for text, near in nearest.get(other, ()) if text != one}
        either = mine.keys() | theirs.keys()
        if not either:
            columns["alone"][at] = columns["relative"][at] = 1
            continue
        means = [sum(side.values()) / len(side) for side in (mine, theirs) if side]
        columns["neighbours"][at] = len(mine.keys() & theirs.keys()) / len(either)
        columns["relative"][at] = min(2.0, value * len(means) / sum(means))
    return columns


def _nearest(left: Places, right: Places, similar: NDArray[np.float32]) -> dict[int, tuple[tuple[int, float], ...]]:
    """Return the nearest texts of each text, and how similar they are; the pairs come in order."""
    back = np.argsort(right, kind="stable")
    count = int(right.max()) + 1 if len(right) else 0
    firsts, seconds = (np.searchsorted(column, np.arange(count + 1)) for column in (left, right[back]))
    found: dict[int, tuple[tuple[int, float], ...]] = {}
    for text in range(count):
        forth = slice(firsts[text], firsts[text + 1])
        turned = back[seconds[text] : seconds[text + 1]]
        other = np.concatenate((left[turned], right[forth]))
        value = np.concatenate((similar[turned], similar[forth]))
        best = np.lexsort((other, -value))[:NEAREST]
        if len(best):
            least = max(FLOOR, SHARE * float(value[best[0]]))
            near = zip(other[best].tolist(), value[best].tolist(), strict=True)
            found[text] = tuple((one, each) for one, each in near if each >= least)
    return found
