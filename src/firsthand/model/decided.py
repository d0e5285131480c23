"""What people's decisions come to: those that stand, and the parties that they joined, parted and named."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Protocol, TypeVar

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


S = TypeVar("S", bound="Speaking")


class Speaking(Protocol):
    """A claim, or as much of it as tells who speaks."""

    @property
    def record(self) -> str | None:
        """The page in which it stands."""

    @property
    def party(self) -> Party | None:
        """Who speaks."""


class Parties:
    """What people have decided on parties, ready to be applied to claims.

    ``same party`` gives two parties one id; ``other party`` with a page on the left says that in this page the party is
    another one, who gets an id of his own; ``name`` gives a party its name.

    Args:
        judgements: those that stand.
    """

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        judgements = tuple(judgements)
        self._same, self._names = same_parties(judgements), party_names(judgements)
        self._apart = {(each.left, each.right) for each in judgements if each.decision == "other party"}
        self._wanted = frozenset(self._same.values())
        self._known: dict[str, Party] = {}

    def __bool__(self) -> bool:
        return bool(self._same or self._names or self._apart)

    def meet(self, claims: Iterable[Speaking]) -> None:
        """Look at all claims, in the order of their ids: the last one tells what a party that others join is called."""
        for each in claims:
            if each.party is not None and each.party.id in self._wanted:
                self._known[each.party.id] = each.party

    def decided(self) -> tuple[object, ...]:
        """Return all that a claim changes with."""
        apart = sorted((left, right or "") for left, right in self._apart)
        names = sorted((key, name) for key, name in self._names.items() if not key.startswith("page_"))  # not stories
        return sorted(self._same.items()), names, apart, sorted(self._known.items())

    def meant(self, claim: S) -> S:
        """Return a claim with the party that is meant."""
        if claim.party is None or not self:
            return claim
        return msgspec.structs.replace(claim, party=self._meant(claim.party, claim.record))  # type: ignore[type-var]

    def _meant(self, party: Party, record: str | None) -> Party:
        if (record, party.id) in self._apart:
            return msgspec.structs.replace(party, id=f"{party.id} in {record}")
        key = self._same.get(party.id, party.id)
        name = self._names.get(key) or self._names.get(party.id)
        if key != party.id:
            party = msgspec.structs.replace(self._known.get(key, party), id=key)
        return msgspec.structs.replace(party, name=name, named=True) if name else party


def with_parties(claims: Iterable[Claim], judgements: tuple[Judgement, ...]) -> tuple[Claim, ...]:
    """Return the claims with the parties that people have decided on, see `Parties`.

    Args:
        claims: as they were read from the pages.
        judgements: those that stand.
    """
    claims, parties = tuple(claims), Parties(judgements)
    if not parties:
        return claims
    parties.meet(sorted(claims, key=attrgetter("id")))
    return tuple(map(parties.meant, claims))
