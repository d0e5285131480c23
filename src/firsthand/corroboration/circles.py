"""Circles: newsrooms that cite each other, or that all cite the wire which cites one of them, confirm nothing.

Each newsroom of a story is a point, each citation of its main matter a step from who cites to who is cited. Whoever
leads back to himself stands in a circle. For the lower bound a circle counts once, together with those who cite into
it; reporters who show reporting of their own are not tied to each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from firsthand.corroboration.core import Bearing
from firsthand.corroboration.owners import fold
from firsthand.corroboration.reporters import Reporters
from firsthand.corroboration.signs import said_by
from firsthand.model import Article, Claim, Evidence, Stemma

RULE = "corroboration.circle.cites"
MOST = 400
"""Newsrooms of one story that are looked at; a citation further on widens nothing."""

Steps = Mapping[str, Mapping[str, tuple[Claim, Article]]]
"""Who cites -> who is cited -> the first citation."""


def circles(
    sayings: Iterable[tuple[Claim, Article, str]],
    texts: Sequence[Stemma],
    reporters: Reporters,
    bearing: Mapping[str, Bearing],
) -> None:
    """Tie the reporters that stand in one circle, and write the reason into their lines of the ledger.

    Args:
        sayings: what was said, of every text once.
        texts: the story's texts.
        reporters: their count, with every text in it.
        bearing: claim -> what it is to the story; background that another newsroom is cited for makes no circle.
    """
    homes = _homes(texts, reporters)
    if len(homes) < 2:
        return
    steps = _steps(sayings, homes, reporters, bearing)
    reached = {point: _reached(point, steps) for point in steps}
    rings = {point: frozenset(other for other in reached[point] if point in reached.get(other, ()))
             for point in steps}  # fmt: skip
    for point in sorted(steps):
        into = sorted(other for other in steps[point] if other != point and len(rings.get(other, ())) > 1)
        for other in into:
            _tie(point, other, homes, reporters)
            _explain(point, other, steps, rings, homes, reporters)


def _homes(texts: Sequence[Stemma], reporters: Reporters) -> dict[str, tuple[str, ...]]:
    """Return the newsrooms of a story by their folded groups, each with the pages that stand for its texts."""
    homes: dict[str, tuple[str, ...]] = {}
    for text in texts:
        for record in reporters.leads([text]):
            own = fold(reporters.own_group(text, record))
            if own in homes or len(homes) < MOST:
                homes[own] = (*homes.get(own, ()), record)
    return homes


def _steps(
    sayings: Iterable[tuple[Claim, Article, str]],
    homes: Mapping[str, Sequence[str]],
    reporters: Reporters,
    bearing: Mapping[str, Bearing],
) -> dict[str, dict[str, tuple[Claim, Article]]]:
    """Return who cites whom of the story's newsrooms."""
    at = {record: point for point, records in homes.items() for record in records}
    steps: dict[str, dict[str, tuple[Claim, Article]]] = defaultdict(dict)
    ranked = sorted(sayings, key=lambda each: (each[1].record, each[0].content[0].start, each[0].id))
    for claim, page, _ in ranked:
        mine = at.get(page.record)
        if mine is None or claim.party is None or bearing.get(claim.id, "background") == "background":
            continue
        for party in (*claim.through, claim.party):
            cited = reporters.newsroom(party)
            if cited is not None and fold(cited) in homes and fold(cited) != mine:
                steps[mine].setdefault(fold(cited), (claim, page))
    return dict(steps)


def _reached(point: str, steps: Steps) -> frozenset[str]:
    """Return all that can be reached from a point in one step or more."""
    found: set[str] = set()
    waiting = [point]
    while waiting:
        for other in steps.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return frozenset(found)


def _tie(point: str, other: str, homes: Mapping[str, Sequence[str]], reporters: Reporters) -> None:
    """Count two newsrooms possibly as one, unless both show reporting of their own."""
    if not (_told(homes[point], reporters) and _told(homes[other], reporters)):
        for mine in homes[point]:
            for theirs in homes[other]:
                reporters.tally.tie(reporters.group_of[mine], reporters.group_of[theirs])


def _told(records: Sequence[str], reporters: Reporters) -> bool:
    return any(reporters.told(record) for record in records)


def _explain(
    point: str,
    other: str,
    steps: Steps,
    rings: Mapping[str, frozenset[str]],
    homes: Mapping[str, Sequence[str]],
    reporters: Reporters,
) -> None:
    """Say in the lines of a newsroom which circle it cites into."""
    cited = reporters.called(homes[other][0])
    ring = sorted(reporters.called(homes[each][0]) for each in rings[other] if each != other)
    if point in rings[other] and len(rings[other]) == 2:
        reason = f"It and {cited} cite each other: a circle, in which neither confirms the other."
    else:
        reason = f"It cites {cited}, which stands in a circle with {' and '.join(ring[:3])}: together they count once."
    claim, page = steps[point][other]
    proof = said_by(claim, page, RULE)
    _add(homes[point], reason, proof, reporters)


def _add(records: Sequence[str], reason: str, proof: Evidence | None, reporters: Reporters) -> None:
    lines = reporters.tally.lines
    for at, line in enumerate(lines):
        if line.subject in records and reason not in line.reason:
            mine = (proof,) if proof is not None and proof.record == line.subject else ()
            lines[at] = msgspec.structs.replace(
                line, reason=f"{line.reason} {reason}", evidence=(*line.evidence, *mine)
            )
