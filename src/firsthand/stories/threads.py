"""Stories that continue one another: the same principal names, days that lie near, and a later text that looks back."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Evidence, Link
from firsthand.stories.candidates import Pair
from firsthand.stories.profile import Profile
from firsthand.stories.score import cosine, gap, link

WITHIN_DAYS = 14
"""A story that is silent for longer than this is taken up as a new one."""
LEAST = 0.5
"""Score from which two stories are one thread."""
INTERCEPT = -4.6
WEIGHTS = {"names": 4.0, "principals": 2.0, "looks_back": 5.0}
"""By hand: no set with threads of this kind was at hand; `docs/how/stories.md` tells what they give."""
UNDATED = -1.0
"""Without days on both sides a thread needs more."""
PRINCIPALS = 4
"""The names that a text is about: its heaviest ones."""


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


def chains(groups: Sequence[list[int]], profiles: Sequence[Profile], scores: Mapping[Pair, float]) -> list[Chain]:
    """Return the threads; a story that continues none and is continued by none is a chain of one.

    Args:
        groups: members of each story.
        profiles: one a text.
        scores: the candidate pairs; only stories with such a pair between them are compared.
    """
    home = {place: at for at, members in enumerate(groups) for place in members}
    best: dict[Pair, tuple[float, Pair]] = {}
    for left, right in sorted(scores):
        a, b = sorted((home[left], home[right]))
        if a == b:
            continue
        score = continues(profiles[left], profiles[right])
        if score >= LEAST and score > best.get((a, b), (0.0, (0, 0)))[0]:
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


def continues(left: Profile, right: Profile) -> float:
    """Return how likely one text continues the matter of the other, 0 to 1; 0 when their days lie too far apart."""
    between = gap(left, right)
    if between is not None and between > WITHIN_DAYS:
        return 0.0
    shared = _principals(left) & right.names.keys(), _principals(right) & left.names.keys()
    values = {
        "names": cosine(left.names, right.names),
        "principals": (len(shared[0]) + len(shared[1])) / (2 * PRINCIPALS),
        "looks_back": _looks_back(left, right),
    }
    total = INTERCEPT + sum(WEIGHTS[key] * value for key, value in values.items())
    return 1 / (1 + math.exp(-(total if between is not None else total + UNDATED)))


def _principals(profile: Profile) -> set[str]:
    ranked = sorted(profile.names.items(), key=lambda item: (-item[1], item[0]))
    return {name for name, _ in ranked[:PRINCIPALS]}


def _looks_back(left: Profile, right: Profile) -> float:
    """Return how far the later text holds what the earlier one opens with; undated, the weaker of both ways."""
    mine, theirs = left.sketch.days, right.sketch.days
    forward, back = cosine(left.lead, right.words), cosine(right.lead, left.words)
    if mine is None or theirs is None or mine == theirs:
        return min(forward, back)
    return forward if mine < theirs else back
