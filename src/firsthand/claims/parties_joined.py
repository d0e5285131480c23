"""Parties across articles: which ids mean one party, as far as their names alone tell.

An acronym is the one body of the archive whose initials it is; a person with an office in front of his name is the
person without it. Where two might be meant, nothing is joined; people's decisions outrank all of this.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from firsthand.claims.roles import TITLES
from firsthand.model import Judgement, Party, make_id

_SMALL: Final = frozenset("of the and for in on de del la und der die".split())
_NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""Before any decision of a person, so that every one outranks these."""
BODIES: Final = frozenset({"organisation", "agency", "state medium", "outlet"})


class Speaking(Protocol):
    """A claim, or as much of it as tells who speaks."""

    @property
    def party(self) -> Party | None:
        """Who speaks."""

    @property
    def through(self) -> tuple[Party, ...]:
        """Who relays it."""


def parties_joined(claims: Iterable[Speaking]) -> tuple[Judgement, ...]:
    """Return what joins parties, in the form of decisions that every real one outranks, sorted.

    Args:
        claims: all claims of an archive.
    """
    known: dict[str, Party] = {}
    for claim in claims:
        for party in (claim.party, *claim.through):
            if party is not None and party.named:
                kept = known.get(party.id)
                if kept is None or (len(party.name), party.name) > (len(kept.name), kept.name):
                    known[party.id] = party
    pairs = {**_acronyms(known), **_offices(known)}
    return tuple(_join(left, right) for left, right in sorted(pairs.items()))


def _acronyms(known: Mapping[str, Party]) -> dict[str, str]:
    initials: dict[str, set[str]] = defaultdict(set)
    for key, party in known.items():
        words = [word for word in key.split() if word not in _SMALL]
        if party.kind in BODIES and len(words) > 2:
            initials["".join(word[0] for word in words)].add(key)
    return {
        key: next(iter(initials[key]))
        for key, party in known.items()
        if party.name.isupper() and 3 <= len(key) <= 7 and len(initials.get(key, ())) == 1 and party.kind != "person"
    }


def _offices(known: Mapping[str, Party]) -> dict[str, str]:
    found = {}
    for key, party in known.items():
        words = key.split()
        if party.kind != "person" or len(words) < 3:
            continue
        for at in range(1, len(words) - 1):
            short = " ".join(words[at:])
            if words[at - 1] in TITLES and short in known and known[short].kind == "person":
                found[key] = short
                break
    return found


def _join(left: str, right: str) -> Judgement:
    return Judgement(
        id=make_id("judgement", "joined", left, right), decision="same party", left=left, right=right, who="firsthand",
        when=_NEVER, reason="The names alone tell.",
    )  # fmt: skip
