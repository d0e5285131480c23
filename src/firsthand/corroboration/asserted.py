"""The counts of each claim of a story: which reporters tell it, and on whose word it stands.

Claims of several texts are one assertion when they have the same words, or say the same as far as `claims.same` tells,
whoever says it. Who tells it and who says it are counted as for the whole story, with the same ties.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.corroboration.bounds import bounds
from firsthand.corroboration.owners import fold
from firsthand.corroboration.sources import Saying, Sources, states
from firsthand.corroboration.tally import Tally
from firsthand.model import Assertion, Claim, Evidence

_SHOWN = 8
"""Places that one assertion shows."""


@dataclass(slots=True)
class _Group:
    """Claims that assert one thing."""

    denies: bool
    sayings: list[Saying] = field(default_factory=list)


def assertions(
    sayings: Sequence[Saying],
    reporters: Tally,
    sources: Sources,
    said: Mapping[str, Sequence[Claim]],
    bodies: Mapping[str, str],
    points: Mapping[str, str],
) -> tuple[Assertion, ...]:
    """Return what the story's parties assert, what most reporters tell first.

    Args:
        sayings: what was said, of every text once.
        reporters: the story's count of reporters.
        sources: the story's parties, counted.
        said: the claims of each page.
        bodies: record -> text of the page.
        points: claim -> the point that it makes, where another claim makes it, too.
    """
    pages = _pages(said, bodies)
    made = []
    for group in _grouped(sayings, points):
        told = {reporter: reporters.groups.get(reporter, False) for _, _, reporter in group.sayings}
        stand = sources.behind(group.sayings)
        first = group.sayings[0]
        holding = {page.record for _, page, _ in group.sayings}
        for claim, page, _ in group.sayings:
            holding |= pages[_exact(claim, page.text)]
        made.append(
            Assertion(
                claims=tuple(sorted(claim.id for claim, _, _ in group.sayings)),
                first=first[0].id,
                quote=_content(first[0], first[1].text),
                parties=tuple(sorted({claim.party.name for claim, _, _ in group.sayings if claim.party})),
                denied=group.denies,
                pages=len(holding),
                texts=len({page.record for _, page, _ in group.sayings}),
                reporters=bounds(told, sorted(reporters.ties)),
                sources=bounds(stand, sorted(sources.tally.ties)),
                evidence=tuple(_evidence(claim, page.text, page.record) for claim, page, _ in group.sayings[:_SHOWN]),
                told_in=tuple(sorted({page.record for _, page, _ in group.sayings})),
                told_by=tuple(sorted(told)),
                stands_on=tuple(sorted(stand)),
            )
        )
    made.sort(key=lambda one: (-one.reporters.low, -one.reporters.high, -one.texts, -one.pages, one.claims))
    return tuple(made)


def _grouped(sayings: Sequence[Saying], points: Mapping[str, str]) -> list[_Group]:
    """Return the claims that state something, by what they assert."""
    groups: list[_Group] = []
    by_point: dict[tuple[str, bool], _Group] = {}
    by_words: dict[tuple[str, bool], _Group] = {}
    for saying in sorted(sayings, key=lambda one: (one[1].record, one[0].content[0].start, one[0].id)):
        claim, page, _ = saying
        if not states(claim):
            continue
        denies = claim.cue_class == "denies"
        point, exact = (points.get(claim.id, claim.id), denies), (_exact(claim, page.text), denies)
        group = by_point.get(point) or by_words.get(exact)
        if group is None:
            group = _Group(denies)
            groups.append(group)
        by_point.setdefault(point, group)
        by_words.setdefault(exact, group)
        group.sayings.append(saying)
    return groups


def _pages(said: Mapping[str, Sequence[Claim]], bodies: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the pages that hold each content, word for word."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in sorted(said):
        for claim in said[record]:
            found[_exact(claim, bodies[record])].add(record)
    return found


def _content(claim: Claim, text: str) -> str:
    return " … ".join(piece.of(text) for piece in claim.content)


def _exact(claim: Claim, text: str) -> str:
    return fold(" ".join(piece.of(text) for piece in claim.content))


def _evidence(claim: Claim, text: str, record: str) -> Evidence:
    where = claim.content[0]
    return Evidence(rule="corroboration.assertion.told", quote=where.of(text), record=record, where=where)
