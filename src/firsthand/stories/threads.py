"""Stories that continue one another: the same principal names, days that lie near, and a later text that looks back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.model import Evidence, Link
from firsthand.stories.candidates import Pair
from firsthand.stories.matrix import Matrix
from firsthand.stories.pairs import Table
from firsthand.stories.profile import Profile
from firsthand.stories.score import link
from firsthand.stories.wording import Floats

WITHIN_DAYS = 14
"""A story that is silent for longer than this is taken up as a new one."""
LEAST = 0.5
"""Score from which two stories are one thread."""
INTERCEPT = -4.6
WEIGHTS = {"names": 4.0, "principals": 2.0, "looks_back": 5.0}
"""By hand: no set with threads of this kind was at hand; `docs/how/stories.md` tells what they give."""
_BLOCK = 1 << 18  # pairs looked at at once
UNDATED = -1.0
"""Without days on both sides a thread needs more."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The stories of one thread, each a list of places, with the links between them."""

    stories: tuple[list[int], ...]
    """Members of each story."""
    joints: tuple[tuple[int, int, Link], ...]
    """(story, story, link between two of their texts)."""

    def links(self, at: int, ids: Sequence[str]) -> tuple[Link, ...]:
        """Return why one story continues others, between story ids."""
        found = []
        for left, right, joint in self.joints:
            if at in (left, right):
                a, b = sorted((ids[left], ids[right]))
                found.append(Link(left=a, right=b, score=joint.score, evidence=joint.evidence))
        return tuple(sorted(found, key=lambda each: (each.left, each.right)))


def chains(
    groups: Sequence[list[int]], profiles: Sequence[Profile], pairs: Table, continuing: Floats
) -> list[Chain]:  # fmt: skip
    """Return the threads; a story that continues none and is continued by none is a chain of one.

    Args:
        groups: members of each story.
        profiles: one a text.
        pairs: the candidate pairs; only stories with such a pair between them are compared.
        continuing: how likely one text of each pair continues the other, see `continues`.
    """
    home = np.zeros(len(profiles), np.int64)
    for at, places in enumerate(groups):
        home[places] = at
    best: dict[Pair, tuple[float, Pair]] = {}
    for at in np.flatnonzero((continuing >= LEAST) & (home[pairs.left] != home[pairs.right])).tolist():
        left, right, score = int(pairs.left[at]), int(pairs.right[at]), float(continuing[at])
        a, b = sorted((int(home[left]), int(home[right])))
        if score > best.get((a, b), (0.0, (0, 0)))[0]:
            best[a, b] = score, (left, right)
    root = list(range(len(groups)))
    for a, b in sorted(best):
        low, high = sorted((_find(root, a), _find(root, b)))
        root[high] = low
    members: dict[int, list[int]] = {}
    for at in range(len(groups)):
        members.setdefault(_find(root, at), []).append(at)
    return [_chain(some, groups, profiles, best) for _, some in sorted(members.items())]


def _find(root: list[int], at: int) -> int:
    while root[at] != at:
        root[at] = root[root[at]]
        at = root[at]
    return at


def _chain(
    some: list[int],
    groups: Sequence[list[int]],
    profiles: Sequence[Profile],
    best: Mapping[Pair, tuple[float, Pair]],
) -> Chain:
    places = {at: place for place, at in enumerate(some)}
    joints = []
    if len(some) > 1:
        for (a, b), (score, (left, right)) in sorted(best.items()):
            if a in places:
                joint = link(profiles[left], profiles[right], score)
                note = f"The later text speaks of what the earlier one opens with ({score:.2f})."
                back = Evidence(
                    rule="stories.thread.back", quote="", locus="archive", weight=round(score, 3), note=note
                )
                joints.append(
                    (places[a], places[b],
                     Link(left=joint.left, right=joint.right, score=joint.score, evidence=(*joint.evidence, back)))
                )  # fmt: skip
    return Chain(tuple(groups[at] for at in some), tuple(joints))


def continues(pairs: Table, matrix: Matrix) -> Floats:
    """Return how likely one text of each pair continues the matter of the other, 0 to 1.

    It is 0 when their days lie too far apart. The later text holds what the earlier one opens with; undated, or of the
    same days, the weaker of both ways counts.
    """
    likely = np.zeros(len(pairs))
    for low in range(0, len(pairs), _BLOCK):
        likely[low : low + _BLOCK] = _continues(pairs, matrix, slice(low, low + _BLOCK))
    return likely


def _continues(pairs: Table, matrix: Matrix, some: slice) -> Floats:
    left, right = pairs.left[some], pairs.right[some]
    columns = {name: column[some] for name, column in pairs.columns.items()}
    between = matrix.gaps(left, right)
    forward, back = columns["forward"], columns["back"]
    first, last = matrix.first, matrix.last
    same = (first[left] == first[right]) & (last[left] == last[right])
    earlier = (first[left] < first[right]) | ((first[left] == first[right]) & (last[left] < last[right]))
    looks_back = np.where((between < 0) | same, np.minimum(forward, back), np.where(earlier, forward, back))
    total = INTERCEPT + WEIGHTS["looks_back"] * looks_back + np.where(between < 0, UNDATED, 0.0)
    for name in ("names", "principals"):
        total += WEIGHTS[name] * columns[name]
    likely: Floats = np.where(between > WITHIN_DAYS, 0.0, 1 / (1 + np.exp(-total)))
    return likely
