"""What differs between claims that say the same: figures, names, hedges, named sources, the words of a quotation."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from firsthand.claims.meaning import Meaning
from firsthand.claims.same import Said
from firsthand.model import Claim, Difference, DifferenceKind, Evidence, Span

MOST: Final = 40
"""Differences of one group that are kept."""
LONGEST: Final = 200
_RULE: Final = "claims.same.{}"


class _Change(NamedTuple):
    kind: DifferenceKind
    before: str | None
    after: str | None
    where: Span


def differences(members: Sequence[Said], bodies: dict[str, str]) -> tuple[Difference, ...]:
    """Return in what each later member of a group differs from the first one.

    Args:
        members: the group, the earliest first.
        bodies: record -> its text.
    """
    found: list[Difference] = []
    seen: set[tuple[str, str | None, str]] = set()
    for at, member in enumerate(members[1:], 1):
        claim = member.claims[0]
        for change in _changes(members[:at], member, bodies):
            for text in sorted(member.texts):
                if (text, change.after, change.kind) in seen:
                    break
                seen.add((text, change.after, change.kind))
            else:
                found.append(_difference(change, claim, bodies))
    return tuple(found[:MOST])


def _changes(earlier: Sequence[Said], member: Said, bodies: dict[str, str]) -> Iterator[_Change]:
    """Yield what a member has otherwise than the group's first claim (a hedge: than the earliest that hedges)."""
    first, claim = earlier[0], member.claims[0]
    before, after = first.claims[0], claim
    mine, theirs = member.meaning, first.meaning
    body, old = bodies[after.record or ""], bodies[before.record or ""]
    whole = Span(start=after.content[0].start, end=after.content[-1].end)
    numbers = _numbers(theirs, mine)
    if numbers is not None:
        yield _Change("number", numbers[0], numbers[1], whole)
    names = _names(theirs, mine)
    if names is not None:
        yield _Change("name", names[0], names[1], whole)
    hedged = next((each for each in earlier if each.claims[0].hedge is not None), None)
    if hedged is not None and claim.hedge is None and _not_before(member, hedged):
        said = hedged.claims[0]
        lost = said.hedge.of(bodies[said.record or ""]) if said.hedge is not None else None
        yield _Change("hedge lost", lost, None, whole)
    elif hedged is None and claim.hedge is not None:
        yield _Change("hedge added", None, claim.hedge.of(body), claim.hedge)
    if before.party is not None and after.party is not None and after.source is not None:
        one, other = (each.party.kind != "anonymous" for each in (before, after) if each.party is not None)
        if one != other:
            yield _Change("named" if other else "unnamed", before.party.name, after.party.name, after.source)
    if theirs.quoted and mine.quoted and theirs.quoted != mine.quoted and _marked(before, after):
        yield _Change("wording", _content(before, old), _content(after, body), whole)


def _not_before(member: Said, hedged: Said) -> bool:
    """Tell whether a claim was not written before the hedged one, as far as days tell."""
    return member.day is None or hedged.day is None or member.day >= hedged.day


def _marked(before: Claim, after: Claim) -> bool:
    return "indirect" not in (before.kind, after.kind)


def _numbers(before: Meaning, after: Meaning) -> tuple[str, str] | None:
    """Return the figures that each side has alone, where both have some."""
    old = [f"{each.value:g}" for each in before.figures if each.value not in {one.value for one in after.figures}]
    new = [f"{each.value:g}" for each in after.figures if each.value not in {one.value for one in before.figures}]
    return (", ".join(old), ", ".join(new)) if old and new else None


def _names(before: Meaning, after: Meaning) -> tuple[str, str] | None:
    """Return the names that each side has alone, where both have some."""
    old, new = (_alone(one, other) for one, other in ((before, after), (after, before)))
    return (" ".join(old), " ".join(new)) if old and new else None


def _alone(one: Meaning, other: Meaning) -> list[str]:
    words = other.exact.split()
    return sorted(name for name in one.names if not any(word[:5] == name[:5] for word in words))


def _content(claim: Claim, body: str) -> str:
    return " … ".join(piece.of(body) for piece in claim.content)[:LONGEST]


def _difference(change: _Change, claim: Claim, bodies: dict[str, str]) -> Difference:
    record = claim.record or ""
    quote = change.where.of(bodies[record])
    evidence = Evidence(
        rule=_RULE.format(change.kind.replace(" ", "_")), quote=quote[:LONGEST], record=record, where=change.where
    )
    return Difference(
        kind=change.kind, record=record, claim=claim.id, before=change.before, after=change.after, evidence=(evidence,)
    )
