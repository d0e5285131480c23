"""Which texts are worth comparing, and how near each pair is among its neighbours: an inverted index on rare words."""

import numpy as np
from numpy.typing import NDArray

from firsthand.stories.matrix import Matrix
from firsthand.stories.profile import Floats, Ints
from firsthand.stories.score import Near

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


def pairs(matrix: Matrix) -> tuple[Places, Places]:
    """Return the pairs that share enough rare words, in order: the lower place of each, and the other."""
    strongest = [_strongest(matrix, at) for at in range(len(matrix.first))]
    texts, weights, starts = _postings(strongest, matrix.size)
    limit = max(POSTINGS, len(strongest) // 10) if len(strongest) < 10 * POSTINGS else POSTINGS
    shared = np.zeros(len(strongest))
    found: list[Places] = []
    for place, (ids, mine) in enumerate(strongest):
        touched: list[Places] = []
        for word, weight in zip(ids.tolist(), mine.tolist(), strict=True):
            low, high = starts[word], starts[word + 1]
            if high - low <= limit:
                listed = texts[low:high]
                shared[listed] += weight * weights[low:high]
                touched.append(listed)
        others = np.concatenate(touched) if touched else np.zeros(0, np.int64)
        near = np.unique(others[(shared[others] >= LEAST) & (others != place)])
        near = near[matrix.gaps(np.full(len(near), place), near) <= FAR_DAYS]
        best = near[np.lexsort((near, -shared[near]))][:MOST]
        shared[others] = 0
        found.append(np.minimum(place, best) * len(strongest) + np.maximum(place, best))
    every = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    return every // max(1, len(strongest)), every % max(1, len(strongest))


def _strongest(matrix: Matrix, at: int) -> tuple[Ints, Floats]:
    """Return the words that find a text: the heaviest of words and names together."""
    words, weights = matrix.words.row(at)
    names, heavy = matrix.names.row(at)
    ids, inverse = np.unique(np.concatenate((words, names)), return_inverse=True)
    best = np.zeros(len(ids))
    np.maximum.at(best, inverse, np.concatenate((weights, heavy)).astype(np.float64))
    order = np.lexsort((ids, -best))[:TERMS]
    return ids[order], best[order]


def _postings(strongest: list[tuple[Ints, Floats]], size: int) -> tuple[Places, Floats, Places]:
    """Return the texts of each word, their weights, and where each word's begin."""
    homes = np.repeat(np.arange(len(strongest)), np.array([len(ids) for ids, _ in strongest], np.int64))
    words = np.concatenate([ids for ids, _ in strongest]) if strongest else np.zeros(0, np.int32)
    order = np.argsort(words, kind="stable")
    starts = np.searchsorted(words[order], np.arange(size + 1))
    weights = np.concatenate([weights for _, weights in strongest]) if strongest else np.zeros(0)
    return homes[order], weights[order], starts


class Neighbourhood:
    """The nearest texts of each text."""

    def __init__(self, left: Places, right: Places, similar: Floats) -> None:
        """Keep the nearest texts of each, from the similarities of pairs."""
        of, other = np.concatenate((left, right)), np.concatenate((right, left))
        value = np.concatenate((similar, similar))
        order = np.lexsort((other, -value, of))
        of, other, value = of[order], other[order], value[order]
        starts = np.flatnonzero(np.diff(of, prepend=-1))
        ends = np.append(starts[1:], len(of))[: len(starts)]  # no pair: no start, and no end
        self.nearest: dict[int, dict[int, float]] = {}
        for low, high in zip(starts.tolist(), ends.tolist(), strict=True):
            near = value[low : min(high, low + NEAREST)].tolist()
            self.nearest[int(of[low])] = {
                text: each
                for text, each in zip(other[low : low + len(near)].tolist(), near, strict=True)
                if each >= FLOOR and each >= SHARE * near[0]
            }

    def of(self, pair: Pair, value: float) -> Near:
        """Return how a pair stands among the neighbours of both."""
        mine, theirs = self.nearest.get(pair[0], {}), self.nearest.get(pair[1], {})
        if not mine and not theirs:
            return Near(0.0, 1.0, 1.0)
        left = {other: near for other, near in mine.items() if other != pair[1]}
        right = {other: near for other, near in theirs.items() if other != pair[0]}
        either = left.keys() | right.keys()
        if not either:
            return Near(0.0, 1.0, 1.0)
        means = [sum(side.values()) / len(side) for side in (left, right) if side]
        return Near(len(left.keys() & right.keys()) / len(either), 0.0, min(2.0, value * len(means) / sum(means)))
