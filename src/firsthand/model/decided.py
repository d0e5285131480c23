"""What people's decisions come to: those that stand, and the parties that they joined, parted and named."""

from collections.abc import Iterable

import msgspec

from firsthand.model.claim import Claim, Party
from firsthand.model.judgement import Judgement


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the decisions that nobody has undone, in the order in which they were made.

    Undoing can be undone: then the first decision stands again.
    """
    undone: set[str] = set()
    kept: list[Judgement] = []
    for each in sorted(judgements, key=lambda one: (one.when, one.id), reverse=True):
        if each.id in undone:
            continue
        if each.decision == "undo":
            undone.add(each.left)
        else:
            kept.append(each)
    return tuple(reversed(kept))


def same_parties(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return party id -> id of the party that people say it is; a party that nobody joined is not among them.

    Args:
        judgements: those that stand. Of two on one pair the later one holds. In ``same party`` the left party is taken
            for the right one.
    """
    last: dict[tuple[str, str], Judgement] = {}
    for each in judgements:
        if each.decision in ("same party", "other party") and each.right is not None:
            last[min(each.left, each.right), max(each.left, each.right)] = each
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while key in above:
            key = above[key]
        return key

    for each in sorted(last.values(), key=lambda one: (one.when, one.id)):
        left, right = top(each.left), top(each.right or "")
        if each.decision == "same party" and left != right:
            above[left] = right
    return {key: top(key) for key in sorted(above)}


def party_names(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return id -> the name that people gave it last, for parties as for stories."""
    return {each.left: each.value for each in judgements if each.decision == "name" and each.value}


def with_parties(claims: Iterable[Claim], judgements: tuple[Judgement, ...]) -> tuple[Claim, ...]:
    """Return the claims with the parties that people have decided on.

    ``same party`` gives two parties one id; ``other party`` with a page on the left says that in this page the party is
    another one, who gets an id of his own; ``name`` gives a party its name.

    Args:
        claims: as they were read from the pages.
        judgements: those that stand.
    """
    same, names = same_parties(judgements), party_names(judgements)
    apart = {(each.left, each.right) for each in judgements if each.decision == "other party"}
    claims = tuple(claims)
    if not (same or names or apart):
        return claims
    known = {each.party.id: each.party for each in sorted(claims, key=lambda one: one.id) if each.party is not None}

    def meant(party: Party, record: str | None) -> Party:
        if (record, party.id) in apart:
            return msgspec.structs.replace(party, id=f"{party.id} in {record}")
        key = same.get(party.id, party.id)
        base = known.get(key, party)
        name = names.get(key) or names.get(party.id)
        if base is party and name is None and key == party.id:
            return party
        if key != party.id:
            party = msgspec.structs.replace(base, id=key)
        return msgspec.structs.replace(party, name=name, named=True) if name else party

    return tuple(
        each if each.party is None else msgspec.structs.replace(each, party=meant(each.party, each.record))
        for each in claims
    )
