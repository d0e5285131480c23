"""Same claims: which claims of all texts say the same, and by whom; texts are compared inside their story.

Claims with the very same words are one from the start. Of the others those are compared that share a telling word or a
figure. A claim joins the point with which it is most alike, and none of whose claims speaks against it; inside a point,
the claims of one party are a group.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from firsthand.claims.alike import alike
from firsthand.claims.meaning import Meaning
from firsthand.claims.voices import voice
from firsthand.model import Claim

COMPARED: Final = 5
"""Claims of one point that a new one is compared with: the earliest ones."""
COMMON: Final = 60
"""A word of more points than this finds none."""
SHARED: Final = 4.0
"""What shared words must count (rare ones up to 6 each, figures 4) before two claims are compared at all."""
FIGURE: Final = 4.0
ALTERED: Final = 0.75
"""Likeness from which a claim with another figure or name, in another copy of the same text, is a slip or a forgery of
that claim and no claim of its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """Claims with the very same words from the same party, of one story; the first stands for all."""

    key: tuple[str, int, str]
    """Day, place and id: what is earlier comes first."""
    meaning: Meaning
    claims: tuple[Claim, ...]
    """The earliest first."""
    records: frozenset[str]
    texts: frozenset[str]
    day: dt.date | None = None
    """The likely day of the earliest page; None where nothing dates it."""


@dataclass(slots=True)
class Point:
    """Claims that say the same thing, whoever says it."""

    members: list[Said] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    """How alike each member was when it joined; 1 for the first."""


def points(said: Sequence[Said]) -> list[Point]:
    """Return the points of one story, in the order of their first claims.

    Args:
        said: its claims, those of the same words put together, the earliest first.
    """
    found: list[Point] = []
    holding: dict[str, list[int]] = defaultdict(list)
    for one in said:
        best: tuple[float, int] | None = None
        for at in _near(one.meaning, holding):
            score = _fits(one, found[at])
            if score is not None and (best is None or score > best[0]):
                best = score, at
        if best is None:
            best = 1.0, len(found)
            found.append(Point())
        found[best[1]].members.append(one)
        found[best[1]].scores.append(round(best[0], 3))
        for key, _ in _keys(one.meaning):
            if not holding[key] or holding[key][-1] != best[1]:
                holding[key].append(best[1])
    return found


def _keys(one: Meaning) -> Iterator[tuple[str, float]]:
    """Yield what a claim can be found by, with what it counts."""
    yield one.exact, SHARED
    for word, weight in zip(one.stems, one.weights.tolist(), strict=True):
        yield word[:5], weight
    for figure in one.figures:
        yield f"{figure.value:g}", FIGURE


def _near(one: Meaning, holding: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the points that share enough with a claim to be compared, those that share most first, at most 40."""
    shared: dict[int, float] = defaultdict(float)
    for key, weight in sorted(dict(_keys(one)).items()):
        at = holding.get(key, ())
        if len(at) <= COMMON:
            for place in dict.fromkeys(at):
                shared[place] += weight
    ranked = sorted((-value, at) for at, value in shared.items() if value >= SHARED)
    return [at for _, at in ranked[:40]]


def _fits(one: Said, point: Point) -> float | None:
    """Return how alike a claim is to a point; None when it is not, or when one of its claims speaks against it."""
    best, same, seen = 0.0, 0, 0
    for member in point.members[:COMPARED]:
        like = alike(one.meaning, member.meaning)
        alters = like.against in ("number", "name") and like.score >= ALTERED and _one_text(one, member)
        if like.against is not None and not alters:
            return None
        seen += 1
        same += like.same or alters
        best = max(best, like.score if like.same or alters else 0.0)
    return best if 2 * same >= seen and same else None


def _one_text(one: Said, other: Said) -> bool:
    """Tell whether two claims stand in two copies of one text, each in the place of the other."""
    return bool(one.texts & other.texts) and not one.records & other.records


def by_voice(point: Point) -> list[list[int]]:
    """Return the members of a point by party: a list of their numbers for each, the earliest first.

    An unnamed source joins the one party that it may be; where several may be meant, it stays alone.
    """
    groups: list[list[int]] = []
    unsure: list[int] = []
    for at, member in enumerate(point.members):
        heard = [_heard(member, [point.members[n] for n in group]) for group in groups]
        sure = [n for n, each in enumerate(heard) if each == "one"]
        if sure:
            groups[sure[0]].append(at)
        elif "unnamed" in heard and not _is_named(member):
            unsure.append(at)
        else:
            groups.append([at])
    for at in unsure:
        member = point.members[at]
        open_to = [n for n, group in enumerate(groups) if _heard(member, [point.members[m] for m in group]) != "other"]
        if len(open_to) == 1:
            groups[open_to[0]].append(at)
        else:
            groups.append([at])
    return _unnamed_first(point, [sorted(group) for group in groups])


def _unnamed_first(point: Point, groups: list[list[int]]) -> list[list[int]]:
    """Join a group of unnamed people that came first with the one named party that said the same later."""
    for group in [each for each in groups if not any(_is_named(point.members[at]) for at in each)]:
        others = [
            each
            for each in groups
            if each is not group
            and any(_is_named(point.members[at]) for at in each)
            and _heard(point.members[group[0]], [point.members[at] for at in each]) != "other"
        ]
        if len(others) == 1:
            groups = [each for each in groups if each is not group and each is not others[0]]
            groups.append(sorted([*group, *others[0]]))
    return sorted(groups)


def _heard(member: Said, group: Sequence[Said]) -> str:
    """Compare a member's party with those of a group: other when one of them is another party."""
    found = {voice(member.meaning, each.meaning) for each in group[:COMPARED]}
    if "other" in found:
        return "other"
    return "one" if "one" in found else "unnamed"


def _is_named(member: Said) -> bool:
    party = member.meaning.party
    return party is not None and party.named and party.kind != "anonymous"
