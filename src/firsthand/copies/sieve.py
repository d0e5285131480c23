"""Which candidate pairs are copies at a glance, which are none, and which must be aligned word by word: in columns.

The bounds are those of `passages` and `rewrite`, taken so that a pair that either would hold is never dropped and a
pair that is held here would be held there: what lies between shared runs can only add to them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from firsthand.copies import passages, rewrite
from firsthand.copies.witness import Mask, Witness
from firsthand.text.runs import Column, Runs, covered, shared_runs, spread
from firsthand.text.shingles import Places

_WIDEST_GAP = 120  # words between two runs that `align` looks into
_ENDS = 32  # words before the first and after the last run that it looks into
_PLAIN = 0.8  # as in `passages`
_REWRITTEN = 0.15  # as in `verify`
_KEPT = 0.05  # of the shorter text in runs of five words: rewrites made for the bench keep a tenth and more
_HALF = 0.5  # `passages.whole` wants 55 per cent


@dataclass(frozen=True, slots=True)
class Limits:
    """What it takes to hold a pair for a copy."""

    least_words: int
    """Shared words below which even equal texts are no copies."""
    passage_words: int
    """Own words of a copied passage."""
    rewrite_share: float
    """Share of one side in sentences that answer each other."""


@dataclass(frozen=True, slots=True)
class Sieved:
    """Candidate pairs, sorted into three heaps, and the runs that they share."""

    runs: Runs
    """Shared runs of all pairs."""
    bounds: Places
    """Where the runs of each pair begin, and the number of all runs at the end."""
    plain: Places
    """Pairs of which one text stands in the other for the most part: copies."""
    doubtful: Places
    """Pairs that must be aligned."""
    left_words: Places
    """Left words that stand in runs, for each pair."""
    right_words: Places
    """Right words that stand in runs, for each pair."""

    def anchors(self, pair: int) -> tuple[list[int], list[int], list[int]]:
        """Return left places, right places and lengths of the runs of one pair."""
        low, high = self.bounds[pair], self.bounds[pair + 1]
        _, left, right, length = self.runs
        return left[low:high].tolist(), right[low:high].tolist(), length[low:high].tolist()


class _Asked(NamedTuple):
    """Candidate pairs and what is known of them so far."""

    one: Places
    """The shorter text of each."""
    two: Places
    """The longer."""
    runs: Runs
    """What they share."""
    most: Places
    """The most words that they can share."""


Opener = Callable[[Places], list[Witness]]
"""Gives the witnesses of texts of the column, by their numbers."""


def sieved(column: Column, one: Places, two: Places, opener: Opener, limits: Limits) -> Sieved:
    """Return the pairs sorted into plain copies, doubtful ones, and the rest.

    Args:
        column: the words of all texts.
        one: the shorter text of each pair.
        two: the longer.
        opener: asked only for texts whose quotations and standing lines matter.
        limits: thresholds.
    """
    runs = shared_runs(column, one, two)
    count = len(one)
    long = runs.take(runs.length > passages.COMMON_RUN)
    least = column.lengths[one]
    firm = np.minimum(
        covered(long.pair, long.left, long.length, count), covered(long.pair, long.right, long.length, count)
    )
    left_words = covered(runs.pair, runs.left, runs.length, count)
    right_words = covered(runs.pair, runs.right, runs.length, count)
    plain = (firm >= _PLAIN * least) & (firm >= limits.least_words)
    shared = np.minimum(left_words, right_words)
    most = shared + _between(runs, count)
    passage = ~plain & (~_hopeless(runs, runs.length, count, limits) | (most >= _HALF * least))
    rest = ~plain & ~passage & (most >= _REWRITTEN * least) & (shared >= _KEPT * least)
    again = _comparable(column, one, two, np.flatnonzero(rest))
    bounds = np.searchsorted(runs.pair, np.arange(count + 1))
    doubtful = _unborrowed(column, _Asked(one, two, runs, most), np.flatnonzero(passage), opener, limits)
    doubtful = np.sort(np.concatenate((doubtful, again)))
    return Sieved(runs, bounds, np.flatnonzero(plain), doubtful, left_words, right_words)


def _between(runs: Runs, count: int) -> Places:
    """Return for each pair the most words that could agree between and around its runs."""
    gap = runs.left[1:] - runs.left[:-1] - runs.length[:-1]
    other = runs.right[1:] - runs.right[:-1] - runs.length[:-1]
    close = (runs.pair[1:] == runs.pair[:-1]) & (gap > 0) & (other > 0) & (np.maximum(gap, other) <= _WIDEST_GAP)
    total = np.full(count, _ENDS, np.int64)
    np.add.at(total, runs.pair[1:][close], np.minimum(gap, other)[close])
    return total


def _hopeless(runs: Runs, own: Places, count: int, limits: Limits) -> Mask:
    """Tell of each pair whether its runs hold no passage, when `own` words of each run are the texts' own."""
    weight = np.bincount(runs.pair, np.maximum(own - passages.COMMON_RUN, 0), count)
    longest = np.zeros(count, np.int64)
    np.maximum.at(longest, runs.pair, own)
    sentences = np.bincount(runs.pair, np.where(own == runs.length, own // passages.SENTENCE_WORDS, 0), count)
    spoken = np.zeros(count, bool)
    spoken[runs.pair[(runs.length >= passages.SPOKEN) & (own >= 2 * passages.COMMON_RUN)]] = True
    small = (weight < limits.passage_words - 2 * passages.COMMON_RUN) | (longest < 2 * passages.COMMON_RUN)
    return small & ~spoken & (sentences < passages.SENTENCES)


def _unborrowed(column: Column, asked: _Asked, doubtful: Places, opener: Opener, limits: Limits) -> Places:
    """Return those of the doubtful pairs that may be copies when borrowed words and standing lines do not count."""
    one, two, runs, most = asked
    little = doubtful[most[doubtful] < _HALF * column.lengths[one[doubtful]]]
    if not len(little):
        return doubtful
    texts = np.unique(np.concatenate((one[little], two[little])))
    opened = opener(texts)
    some = column.some(texts)
    borrowed = np.concatenate([witness.borrowed for witness in opened])
    telling = np.concatenate([witness.weights > 1 for witness in opened])
    place = np.full(len(most), -1, np.int64)
    place[little] = np.arange(len(little))
    mine = runs.take(place[runs.pair] >= 0)
    mine = mine._replace(pair=place[mine.pair])
    sides = np.searchsorted(texts, one[little]), np.searchsorted(texts, two[little])
    left, right = some.starts[sides[0]][mine.pair] + mine.left, some.starts[sides[1]][mine.pair] + mine.right
    at = np.repeat(np.arange(len(mine.pair)), mine.length)
    foreign = borrowed[spread(left, mine.length)] & borrowed[spread(right, mine.length)]
    own = mine.length - np.bincount(at, foreign, len(mine.pair)).astype(np.int64)
    news = np.bincount(at, telling[spread(left, mine.length)], len(mine.pair)).astype(np.int64)
    lengths = some.lengths
    own[_standing(mine, news, lengths[sides[0]], lengths[sides[1]])] = 0
    none = _hopeless(mine, own, len(little), limits)
    much = most[little] >= _REWRITTEN * column.lengths[one[little]]
    none[np.searchsorted(little, _comparable(column, one, two, little[none & much]))] = False
    return np.setdiff1d(doubtful, little[none], assume_unique=True)


def _comparable(column: Column, one: Places, two: Places, asked: Places) -> Places:
    """Return those of some pairs that have so many different words in common that one may be a rewrite."""
    bags: dict[int, frozenset[int]] = {}
    for text in np.unique(np.concatenate((one[asked], two[asked]))).tolist():
        bags[text] = frozenset(column.text(text).tolist())
    some = zip(asked.tolist(), one[asked].tolist(), two[asked].tolist(), strict=True)
    return np.array([pair for pair, a, b in some if rewrite.alike(bags[a], bags[b])], np.int64)


def _standing(runs: Runs, news: Places, left: Places, right: Places) -> Mask:
    """Tell which runs make a short line at the very head or foot of both texts that tells no news."""
    found = np.zeros(len(runs.pair), bool)
    least = np.minimum(left, right)
    order = np.lexsort((runs.left, runs.pair))
    found[order] |= _lines(Runs(*(part[order] for part in runs)), news[order], least)
    turned = runs._replace(
        left=left[runs.pair] - runs.left - runs.length, right=right[runs.pair] - runs.right - runs.length
    )
    order = order[::-1]
    found[order] |= _lines(Runs(*(part[order] for part in turned)), news[order], least)
    return found


def _lines(runs: Runs, news: Places, shorter: Places) -> Mask:
    """Tell which runs follow one another closely from the end that their places are counted from."""
    pair, one, two, length = runs
    if not len(pair):
        return np.empty(0, bool)
    first = np.ones(len(pair), bool)
    first[1:] = pair[1:] != pair[:-1]
    low, high = one + length, two + length
    before, beyond = np.roll(low, 1), np.roll(high, 1)
    before[first] = beyond[first] = 0
    close = (one - before >= -1) & (one - before <= passages.SEAM)
    close &= (two - beyond >= -1) & (two - beyond <= passages.SEAM)
    broken = np.cumsum(~close)
    heads = np.flatnonzero(first)
    group = np.cumsum(first) - 1
    line: Mask = broken == (broken[heads] - ~close[heads])[group]
    words = np.bincount(group, np.where(line, length, 0))
    told = np.bincount(group, np.where(line, news, 0))
    reach = np.zeros(len(heads), np.int64)
    np.maximum.at(reach, group, np.where(line, np.maximum(low, high), 0))
    least = shorter[pair[heads]]
    standing = (reach <= passages.FOOT_WORDS) & (reach < 0.7 * least) & (told <= passages.NEWS * words)
    return np.asarray(line & standing[group])
