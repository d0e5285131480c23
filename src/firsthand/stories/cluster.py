"""Texts into stories by average linkage: two groups become one only when their texts agree on average.

Single links do not chain: a text that resembles one member and no other stays out. Pairs that are no candidates count
as 0. What people parted stays apart; what they joined is put together afterwards (`decisions`).
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

from firsthand.stories.candidates import Pair

LEAST = 0.45
"""Mean score from which two groups are one story. Of 0.36 to 0.52, five folds of ECB+ chose 0.42 to 0.46, each on the
topics of the other four; in archives of two to five texts nothing from 0.4 to 0.5 is better than another."""


def cluster(
    count: int, scores: Mapping[Pair, float], parted: Iterable[Pair] = (), least: float = LEAST
) -> list[list[int]]:
    """Return the groups of ``range(count)``, each sorted, in order of their first member.

    Args:
        count: how many texts there are.
        scores: score of each candidate pair, 0 to 1.
        parted: pairs that a person put into two.
        least: mean score from which two groups are one.
    """
    work = _Linkage(count, scores, parted, least)
    work.run()
    return sorted(sorted(members) for members in work.members.values())


class _Linkage:
    """The groups at work: their members, the sums of scores between them, and who may not meet."""

    def __init__(self, count: int, scores: Mapping[Pair, float], parted: Iterable[Pair], least: float) -> None:
        self.least = least
        self.members: dict[int, list[int]] = {place: [place] for place in range(count)}
        self.sums: dict[int, dict[int, float]] = defaultdict(dict)
        self.apart: dict[int, set[int]] = defaultdict(set)
        self.heap: list[tuple[float, int, int, int, int]] = []
        for left, right in sorted(parted):
            self.apart[left].add(right)
            self.apart[right].add(left)
        for (left, right), score in sorted(scores.items()):
            self.sums[left][right] = self.sums[right][left] = score
            self._offer(left, right)

    def run(self) -> None:
        """Merge the closest two groups until none is close enough."""
        while self.heap:
            _, a, b, size_a, size_b = heapq.heappop(self.heap)
            current = a in self.members and b in self.members
            if current and (len(self.members[a]), len(self.members[b])) == (size_a, size_b) and b not in self.apart[a]:
                self._merge(a, b)

    def _offer(self, a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        sizes = len(self.members[a]), len(self.members[b])
        mean = self.sums[a][b] / (sizes[0] * sizes[1])
        if mean >= self.least and b not in self.apart[a]:
            heapq.heappush(self.heap, (-round(mean, 9), a, b, *sizes))

    def _merge(self, a: int, b: int) -> None:
        """Let group ``a`` take in group ``b``."""
        gone = self.members.pop(b)
        self.members[a].extend(gone)
        for other in self.apart.pop(b, set()):
            self.apart[other].discard(b)
            self.apart[other].add(a)
            self.apart[a].add(other)
        for other, total in self.sums.pop(b, {}).items():
            self.sums[other].pop(b, None)
            if other != a:
                self.sums[a][other] = self.sums[other][a] = self.sums[a].get(other, 0.0) + total
        self.sums[a].pop(b, None)
        for other in sorted(self.sums[a]):
            self._offer(a, other)
