"""The vectors of all texts in rows, and what pairs of texts share: one text against all its candidates at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.stories.reading import Days
from firsthand.stories.score import PRINCIPALS
from firsthand.stories.wording import Bag, Bags, Floats, Ints, Rarity

NEVER = -(10**6)
"""Stands for a day that is not known."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One vector for each text, end to end."""

    starts: NDArray[np.int64]
    ids: Ints
    weights: NDArray[np.float32]

    @classmethod
    def of(cls, bags: Bags, weigh: Callable[[Bag], Floats]) -> "Rows":
        """Return the rows of some bags of words."""
        starts = bags.starts
        weights = np.empty(len(bags.ids), np.float32)
        for at in range(len(bags)):
            weights[starts[at] : starts[at + 1]] = weigh(bags[at])
        return cls(starts, bags.ids, weights)

    def row(self, at: int) -> tuple[Ints, NDArray[np.float32]]:
        """Return the words and weights of one text."""
        part = slice(self.starts[at], self.starts[at + 1])
        return self.ids[part], self.weights[part]

    def take(self, which: NDArray[np.int64]) -> "Taken":
        """Return the rows of some texts, end to end."""
        lengths = self.starts[which + 1] - self.starts[which]
        ends = np.cumsum(lengths)
        at = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(self.starts[which] - (ends - lengths), lengths)
        return Taken(np.repeat(np.arange(len(which)), lengths), self.ids[at], self.weights[at].astype(np.float64), at)


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows of some texts."""

    home: NDArray[np.int64]
    """Which of the texts each word belongs to."""
    ids: Ints
    weights: Floats
    at: NDArray[np.int64]
    """Where each word stands in the rows."""

    def sums(self, values: Floats, count: int) -> Floats:
        """Return the sum of some values over each text."""
        found: Floats = np.bincount(self.home, values, count).astype(np.float64, copy=False)
        return found


COLUMNS = (
    "words", "lead", "names", "lead_names", "names_contained", "lead_names_contained", "forward", "back", "matter",
    "principals",
)  # fmt: skip
"""What is computed of each pair. forward: what the left text opens with, in the right one; back: the other way."""


Columns = dict[str, NDArray[np.float32]]
"""One number for each pair in each column."""


class Matrix:
    """The vectors of all texts."""

    def __init__(self, known: Sequence[Days | None], rarity: Rarity) -> None:
        """Lay out the words, opening words, names and opening names of all texts."""
        self.size = len(rarity.of)
        self.rarity = rarity.of
        wording = rarity.wording
        self.words = Rows.of(wording.words, rarity.weights)
        self.lead = Rows.of(wording.lead, rarity.weights)
        self.names = Rows.of(wording.names, rarity.weights)
        self.lead_names = Rows.of(wording.lead_names, rarity.weights)
        self.plain = np.ones(len(self.words.ids), np.bool_)
        """Which of the words are no names of their text."""
        self.plain_sizes = np.zeros(len(known))
        """The sum of the squares of their weights, for each text."""
        self.principals = np.full((len(known), PRINCIPALS), self.size, np.int32)
        for at in range(len(known)):
            ids, heavy = self.words.row(at)
            names, weights = self.names.row(at)
            plain = self.plain[self.words.starts[at] : self.words.starts[at + 1]]
            plain[np.isin(ids, names)] = False
            self.plain_sizes[at] = np.sum(heavy[plain].astype(np.float64) ** 2)
            best = names[np.lexsort((names, -weights))][:PRINCIPALS]
            self.principals[at, : len(best)] = best
        self.name_sizes = self._sizes(self.names)
        self.lead_name_sizes = self._sizes(self.lead_names)
        self.first = np.array([days[0].toordinal() if days else NEVER for days in known], np.int64)
        self.last = np.array([days[1].toordinal() if days else NEVER for days in known], np.int64)

    def _sizes(self, rows: Rows) -> Floats:
        sums = np.concatenate(([0.0], np.cumsum(self.rarity[rows.ids])))
        found: Floats = sums[rows.starts[1:]] - sums[rows.starts[:-1]]
        return found

    def gaps(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the days that certainly lie between the writing of pairs of texts; -1 where either is undated."""
        found = np.maximum(0, np.maximum(self.first[right] - self.last[left], self.first[left] - self.last[right]))
        return np.where((self.first[left] == NEVER) | (self.first[right] == NEVER), -1, found)

    def compared(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Columns:
        """Return what pairs share, one array for each of `COLUMNS`.

        Args:
            left: one text of each pair, sorted.
            right: the other.
        """
        found: Columns = {name: np.zeros(len(left), np.float32) for name in COLUMNS}
        against = _Against(self)
        ends = np.flatnonzero(np.diff(left, append=-1)) + 1
        start = 0
        for end in ends.tolist():
            for name, values in against.compare(int(left[start]), right[start:end]).items():
                found[name][start:end] = values
            start = end
        return found


class _Against:
    """One text, spread out over all words, so that others can be held against it."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        room = matrix.size + 1
        self.words, self.lead, self.names, self.lead_names, self.plain = (np.zeros(room) for _ in range(5))
        self.named, self.lead_named, self.principal = (np.zeros(room) for _ in range(3))

    def compare(self, left: int, others: NDArray[np.int64]) -> dict[str, Floats]:
        """Return what a text shares with each of some others."""
        m, count = self.matrix, len(others)
        mine = self._spread(left)
        found: dict[str, Floats] = {}
        row = m.words.take(others)
        plain = row.weights * m.plain[row.at]
        found["words"] = row.sums(row.weights * self.words[row.ids], count)
        found["forward"] = row.sums(row.weights * self.lead[row.ids], count)
        shared = row.sums(plain * self.plain[row.ids], count)
        theirs = m.plain_sizes[others] - row.sums(plain * plain * self.named[row.ids], count)
        row = m.lead.take(others)
        found["lead"] = row.sums(row.weights * self.lead[row.ids], count)
        found["back"] = row.sums(row.weights * self.words[row.ids], count)
        row = m.names.take(others)
        found["names"] = row.sums(row.weights * self.names[row.ids], count)
        sizes = (m.plain_sizes[left] - row.sums(self.plain[row.ids] ** 2, count)) * theirs
        found["matter"] = np.where(sizes > 1e-9, shared / np.sqrt(np.maximum(sizes, 1e-9)), 0.0)
        both = row.sums(self.named[row.ids] * m.rarity[row.ids], count)
        found["names_contained"] = _share(both, m.name_sizes[left], m.name_sizes[others])
        ours = row.sums(self.principal[row.ids], count)
        found["principals"] = (ours + self.named[m.principals[others]].sum(axis=1)) / (2 * PRINCIPALS)
        row = m.lead_names.take(others)
        found["lead_names"] = row.sums(row.weights * self.lead_names[row.ids], count)
        both = row.sums(self.lead_named[row.ids] * m.rarity[row.ids], count)
        found["lead_names_contained"] = _share(both, m.lead_name_sizes[left], m.lead_name_sizes[others])
        for room, ids in mine:
            room[ids] = 0
        return found

    def _spread(self, left: int) -> list[tuple[Floats, Ints]]:
        """Write a text's vectors over all words; return what is to be wiped out afterwards."""
        m = self.matrix
        used: list[tuple[Floats, Ints]] = []
        for room, rows in ((self.words, m.words), (self.lead, m.lead), (self.names, m.names),
                           (self.lead_names, m.lead_names)):  # fmt: skip
            ids, weights = rows.row(left)
            room[ids] = weights
            used.append((room, ids))
        ids, weights = m.words.row(left)
        self.plain[ids] = weights * m.plain[m.words.starts[left] : m.words.starts[left + 1]]
        names, leads = m.names.row(left)[0], m.lead_names.row(left)[0]
        self.named[names] = 1
        self.lead_named[leads] = 1
        own = m.principals[left]
        self.principal[own[own < m.size]] = 1
        return [*used, (self.plain, ids), (self.named, names), (self.lead_named, leads), (self.principal, own)]


def _share(shared: Floats, mine: float, theirs: Floats) -> Floats:
    """Return shared weight over that of the text with less; 0 where either has none."""
    least = np.minimum(mine, theirs)
    return np.where(least > 0, shared / np.where(least > 0, least, 1.0), 0.0)
