"""Which names mean one party: surnames, initials, short forms, a speaker and his body, a state and its media."""

import re
from collections.abc import Iterable, Mapping, Sequence

from firsthand.corroboration.bounds import Same
from firsthand.corroboration.owners import Owners, fold
from firsthand.model import Agency, Claim, Party

_STATE_MEDIA = re.compile(
    r"\bstate(?: run| owned| controlled)?(?: news)? (?:media|agency|television|tv|radio|broadcaster|paper|newspaper)\b"
)
UNNAMED = "unnamed through "
"""How the groups of unnamed people are called, before their reporter's group."""
_GENERIC = frozenset({"their", "partners", "officials"})


def key_of(claim: Claim, reporter: str, owners: Owners) -> str:
    """Return what the party of a claim is called throughout the story."""
    party = claim.party
    assert party is not None
    agency = owners.agency(party.name) or owners.agency(party.id)
    if agency is not None and party.kind not in ("person", "anonymous"):
        return agency.id
    if is_state_media(party):
        return party.id
    if party.kind == "anonymous" or (not party.named and not _proper(party.name)):
        return f"{UNNAMED}{reporter}"
    return party.id


def is_state_media(party: Party) -> bool:
    """Tell whether a party is a state's medium, by its kind or by what it is called (``state television``)."""
    return party.kind == "state medium" or _STATE_MEDIA.search(fold(party.name)) is not None


def merged(
    parties: Mapping[str, Party], owners: Owners, apart: Iterable[tuple[str, str]] = ()
) -> tuple[Same, set[tuple[str, str]]]:
    """Return which party keys mean one, and which pairs may do so.

    Args:
        parties: key -> the party, by its fullest name.
        owners: the tables.
        apart: keys of which a person said that they are different parties.
    """
    same = Same(apart=apart)
    _people(parties, same)
    _states(parties, owners, same)
    _bodies(parties, same)
    ties = _speakers(parties, same) | _alike(parties)
    return same, {pair for pair in ties if pair not in same.apart and pair[::-1] not in same.apart}


def _people(parties: Mapping[str, Party], same: Same) -> None:
    """Join surnames and initials with what they stand for, and a name with the same name and more behind it."""
    named = sorted(key for key, party in parties.items() if party.named)
    for short in named:
        parts = short.split()
        longer = [key for key in named if key != short and _ends_with(key.split(), parts)]
        if len(longer) == 1 and parties[short].kind == parties[longer[0]].kind:
            same.join(short, longer[0])
        elif len(parts) > 1 and parties[short].kind == "person":
            for other in longer:  # "sexton hester malloway" and "hester malloway"
                if parties[other].kind == "person":
                    same.join(short, other)
        for other in named:
            initials = len(parts) == 1 and len(short) > 2 and _initials(other) == short
            trailed = len(parts) > 1 and parties[short].kind == "person" and other.startswith(f"{short} ")
            if initials or trailed:
                same.join(short, other)


def _states(parties: Mapping[str, Party], owners: Owners, same: Same) -> None:
    """Join a state that is named like a person ("Svetla said"), and "state media", with the medium that speaks."""
    media = state_media(parties, owners)
    states = {fold(agency.country): agency.id for agency in media if agency.country}
    loose = [key for key in sorted(parties) if key not in states.values() and is_state_media(parties[key])]
    for key in sorted(parties):
        if key in states and parties[key].named:
            same.join(key, states[key])
    only = {agency.id for agency in media} or set(loose[:1])
    if len(only) == 1:
        for key in loose:
            same.join(key, next(iter(only)))


def state_media(parties: Mapping[str, Party], owners: Owners) -> list[Agency]:
    """Return the state media among the parties, sorted by id."""
    asked = (owners.agency(key) for key in sorted(parties))
    return [agency for agency in asked if agency is not None and agency.kind == "state"]


def _bodies(parties: Mapping[str, Party], same: Same) -> None:
    """Join a body's short form with its full name where only one body has it, and its speakers with it."""
    bodies = {key: telling_parts(key) for key, party in parties.items() if party.kind == "organisation"}
    for short in sorted(bodies, key=lambda key: (-len(bodies[key]), key)):
        longer = {same.top(key) for key in sorted(bodies) if key != short and bodies[short] <= bodies[key]}
        longer.discard(same.top(short))
        if bodies[short] and len(longer) == 1:
            same.join(short, next(iter(longer)))
    for key in sorted(parties):
        party = parties[key]
        if party.kind in ("person", "group"):
            told = set(fold(f"{party.name} {party.description or ''}").split())
            for body in sorted(bodies):
                if body != key and len(body.split()) > 1 and set(body.split()) <= told:
                    same.join(key, body)


def _speakers(parties: Mapping[str, Party], same: Same) -> set[tuple[str, str]]:
    """Join the one minister of a ministry with it; return the pairs where several people might be meant."""
    ties: set[tuple[str, str]] = set()
    bodies = sorted(key for key, party in parties.items() if party.kind == "organisation")
    for body in bodies:
        own = telling_parts(body)
        if len(own) < 2:
            continue
        heads = [
            key
            for key in sorted(parties)
            if parties[key].kind in ("person", "unknown", "group")
            and own <= telling_parts(f"{parties[key].name} {parties[key].description or ''}")
        ]
        if len({same.top(key) for key in heads}) == 1:
            same.join(body, heads[0])
        else:
            ties.update((body, key) for key in heads)
    return ties


def _alike(parties: Mapping[str, Party]) -> set[tuple[str, str]]:
    """Return the pairs that share names: a group, a country or somebody unnamed may be one with who has the name."""
    ties: set[tuple[str, str]] = set()
    parts = {key: telling_parts(party.name) for key, party in parties.items()}
    for key in sorted(parties):
        mine = parts[key]
        if not mine or (parties[key].kind not in ("group", "unknown") and parties[key].named):
            continue
        for other in sorted(parties):
            theirs = parts[other]
            if other != key and theirs and len(mine & theirs) >= min(2, len(mine), len(theirs)):
                ties.add((key, other))
    return ties


def telling_parts(name: str) -> frozenset[str]:
    """Return the words of a name, cut so that ``Korea`` and ``Korean``, ``minister`` and ``ministry`` meet."""
    return frozenset(part[:5] for part in fold(name).split() if len(part) > 3 and part not in _GENERIC)


def _proper(name: str) -> bool:
    """Tell whether a description of unnamed people names somebody (``U.S. officials``): a capital beside the first."""
    return any(word[:1].isupper() for word in name.split()[1:]) or name.split()[0].rstrip(".").isupper()


def _ends_with(whole: Sequence[str], tail: Sequence[str]) -> bool:
    return len(whole) > len(tail) and whole[-len(tail) :] == tail


def _initials(key: str) -> str:
    parts = [part for part in key.split() if part not in ("of", "the", "for", "and")]
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""
