"""The counts of each claim of a story: which reporters tell it, and on whose word it stands.

Claims of several texts are one assertion when they share most of their telling words, name no different numbers, and
none denies what the other states. Who tells it and who says it are counted as for the whole story, with the same ties.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.corroboration.bounds import bounds
from firsthand.corroboration.owners import fold
from firsthand.corroboration.sources import Saying, Sources, states
from firsthand.corroboration.tally import Tally
from firsthand.model import Assertion, Claim, Evidence
from firsthand.text.numbers import numbers
from firsthand.text.terms import telling, weight

_SMALLER, _LARGER = 0.6, 0.4
"""Shares of the telling words, by rarity, of the shorter and of the longer claim that two of one assertion share."""
_LEAST_WORDS = 3
"""A claim of fewer telling words is only the same as one of the very same words."""
_COMMON = 200
"""A word of more assertions than this finds none."""
_SHOWN = 8
"""Places that one assertion shows."""


@dataclass(slots=True)
class _Group:
    """Claims that assert one thing."""

    words: frozenset[str]
    figures: frozenset[str]
    denies: bool
    exact: str
    sayings: list[Saying] = field(default_factory=list)


def assertions(
    sayings: Sequence[Saying],
    reporters: Tally,
    sources: Sources,
    said: Mapping[str, Sequence[Claim]],
    bodies: Mapping[str, str],
) -> tuple[Assertion, ...]:
    """Return what the story's parties assert, what most reporters tell first.

    Args:
        sayings: what was said, of every text once.
        reporters: the story's count of reporters.
        sources: the story's parties, counted.
        said: the claims of each page.
        bodies: record -> text of the page.
    """
    pages = _pages(said, bodies)
    made = []
    for group in _grouped(sayings, sources):
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
            )
        )
    made.sort(key=lambda one: (-one.reporters.low, -one.reporters.high, -one.texts, -one.pages, one.claims))
    return tuple(made)


def _grouped(sayings: Sequence[Saying], sources: Sources) -> list[_Group]:
    """Return the claims that state something, by what they assert; a claim joins the group that is most like it."""
    groups: list[_Group] = []
    holding: dict[str, list[int]] = defaultdict(list)
    exact: dict[tuple[str, bool], int] = {}
    ranked = sorted(sayings, key=lambda one: (one[1].record, one[0].content[0].start, one[0].id))
    for saying in ranked:
        claim, page, _ = saying
        if not states(claim):
            continue
        one = _group_of(claim, page.text)
        at = exact.get((one.exact, one.denies))
        if at is None:
            at = _most_like(one, groups, holding)
        if at is None:
            at = len(groups)
            groups.append(one)
            for word in one.words:
                holding[word].append(at)
        exact.setdefault((one.exact, one.denies), at)
        groups[at].sayings.append(saying)
    return groups


def _group_of(claim: Claim, text: str) -> _Group:
    content = _content(claim, text)
    figures = frozenset(f"{value:f}" for value, _ in numbers(content))
    return _Group(telling(content), figures, claim.cue_class == "denies", _exact(claim, text))


def _most_like(one: _Group, groups: Sequence[_Group], holding: Mapping[str, Sequence[int]]) -> int | None:
    """Return the group that asserts the same as a claim; None when none does."""
    if len(one.words) < _LEAST_WORDS:
        return None
    shared: dict[int, float] = defaultdict(float)
    for word in sorted(one.words):
        if len(holding.get(word, ())) <= _COMMON:
            for at in holding.get(word, ()):
                shared[at] += weight(word)
    mine = sum(map(weight, sorted(one.words)))
    best: tuple[float, int] | None = None
    for at, value in sorted(shared.items()):
        other = groups[at]
        theirs = sum(map(weight, sorted(other.words)))
        if other.denies != one.denies or len(other.words) < _LEAST_WORDS:
            continue
        if (one.figures or other.figures) and one.figures != other.figures and not one.figures & other.figures:
            continue
        if value >= _SMALLER * min(mine, theirs) and value >= _LARGER * max(mine, theirs):
            likeness = value / max(mine, theirs)
            if best is None or likeness > best[0]:
                best = (likeness, at)
    return best[1] if best else None


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
