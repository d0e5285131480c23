"""Which texts are worth comparing, and how near each pair is among its neighbours: an inverted index on rare words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from firsthand.stories.profile import Profile
from firsthand.stories.score import Near, gap, similarity

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


def pairs(profiles: Sequence[Profile]) -> dict[Pair, float]:
    """Return the pairs that share enough rare words, with the sum of their three cosines."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, each in enumerate(profiles):
        for word, weight in _strongest(each):
            postings[word].append((place, weight))
    limit = max(POSTINGS, len(profiles) // 10) if len(profiles) < 10 * POSTINGS else POSTINGS
    found: set[Pair] = set()
    for place, each in enumerate(profiles):
        shared: dict[int, float] = defaultdict(float)
        for word, weight in _strongest(each):
            listed = postings[word]
            if len(listed) <= limit:
                for other, theirs in listed:
                    shared[other] += weight * theirs
        shared.pop(place, None)
        ranked = sorted((-value, other) for other, value in shared.items() if value >= LEAST)
        best = [other for _, other in ranked if (gap(each, profiles[other]) or 0) <= FAR_DAYS][:MOST]
        found.update((min(place, other), max(place, other)) for other in best)
    return {pair: sum(similarity(profiles[pair[0]], profiles[pair[1]])) for pair in sorted(found)}


def _strongest(profile: Profile) -> list[tuple[str, float]]:
    """Return the words that find a text: the heaviest of words and names together."""
    weights = dict(profile.words)
    for name, weight in profile.names.items():
        weights[name] = max(weights.get(name, 0.0), weight)
    return sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TERMS]


class Neighbourhood:
    """The nearest texts of each text."""

    def __init__(self, similar: Mapping[Pair, float]) -> None:
        """Keep the nearest texts of each, from the similarities of pairs."""
        near: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for (left, right), value in similar.items():
            near[left].append((-value, right))
            near[right].append((-value, left))
        self.nearest: dict[int, dict[int, float]] = {}
        for place, listed in near.items():
            listed.sort()
            best = -listed[0][0]
            self.nearest[place] = {
                other: -value for value, other in listed[:NEAREST] if -value >= FLOOR and -value >= SHARE * best
            }

    def of(self, pair: Pair, value: float) -> Near:
        """Return how a pair stands among the neighbours of both."""
        mine = {other: near for other, near in self.nearest.get(pair[0], {}).items() if other != pair[1]}
        theirs = {other: near for other, near in self.nearest.get(pair[1], {}).items() if other != pair[0]}
        either = mine.keys() | theirs.keys()
        if not either:
            return Near(0.0, 1.0, 1.0)
        means = [sum(side.values()) / len(side) for side in (mine, theirs) if side]
        return Near(len(mine.keys() & theirs.keys()) / len(either), 0.0, min(2.0, value * len(means) / sum(means)))
