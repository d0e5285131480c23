"""Whether two claims are one party's word, as far as what the texts call it tells."""

from typing import Final, Literal

from firsthand.claims.meaning import Meaning, plain
from firsthand.claims.roles import TITLES, UNNAMED
from firsthand.model import Party
from firsthand.text.terms import stem

Voice = Literal["one", "unnamed", "other"]
"""one: the same party. unnamed: one of them is not named and may be the other. other: two parties."""

VAGUE: Final = frozenset(
    "official officials source sources person people insider insiders aide aides diplomat diplomats officer officers "
    "authorities representative representatives some several".split()
)
"""Heads of phrases that hide whoever speaks; ``experts`` and ``residents`` are people of their own."""
_EMPTY: Final = (
    TITLES
    | VAGUE
    | frozenset(
        "head former senior ex top company firm group agency office service state national new local according "
        "familiar matter close association member members spokesman spokeswoman".split()
    )
)
"""Words that many parties are called by."""


ROLES: Final = frozenset("author bishop singer painter owner organiser organisers captain".split())
"""Further offices and callings by which a report goes on after it has named somebody."""


_OFFICES: Final = frozenset(stem(word) for word in TITLES | ROLES | UNNAMED) - frozenset(map(stem, VAGUE))
_MEDIA: Final = frozenset("tv television radio media broadcaster agency newspaper channel".split())


def voice(left: Meaning, right: Meaning) -> Voice:
    """Compare who speaks."""
    one, other = left.party, right.party
    if one is None or other is None:
        return "unnamed" if one is not other or not (left.speaker or right.speaker) else "other"
    if one.id == other.id:
        return "one"
    mine, theirs = _own(left, one), _own(right, other)
    shared = _shared(mine, theirs)
    proper, others = _proper(one), _proper(other)
    bodies = _body(one) or _body(other)
    told = bool(shared - _shared(mine - proper, theirs - others))
    if proper and others and not _shared(proper, others) and not (bodies and told):
        return "other"
    if shared:
        return "one" if _named(one) == _named(other) else "unnamed"
    if _titled(left, one, right, other) or _titled(right, other, left, one):
        return "one"
    if _vague(left, one) or _vague(right, other):
        return "unnamed"
    return "other"


def _titled(left: Meaning, one: Party, right: Meaning, other: Party) -> bool:
    """Tell whether one is only called by his office (``the chancellor``), and the other is named with it."""
    if _named(one) or one.kind == "group" or not _named(other):
        return False
    heads = {stem(plain(word)) for word in one.id.split() if plain(word) not in VAGUE} & _OFFICES
    return bool(heads) and heads <= {stem(word) for word in right.speaker}


def _named(party: Party) -> bool:
    return party.named and party.kind not in ("anonymous",)


def _body(party: Party) -> bool:
    return party.kind != "person"


def _own(one: Meaning, party: Party) -> frozenset[str]:
    """Return the words that tell who it is."""
    words = one.speaker | {plain(word) for word in party.id.split()}
    if "state" in words and words & _MEDIA:
        words = (words - _MEDIA) | {"state medium"}
    return frozenset(word for word in words if word not in _EMPTY)


def _proper(party: Party) -> frozenset[str]:
    """Return the words of a party's name proper; nobody unnamed has one."""
    if not _named(party):
        return frozenset()
    if party.kind == "person":
        return frozenset(plain(word) for word in party.id.split()[-3:] if word not in TITLES)
    return frozenset(plain(word) for word in party.name.split() if word[:1].isupper() and plain(word) not in _EMPTY)


def _vague(one: Meaning, party: Party) -> bool:
    """Tell whether a party hides who speaks: ``an official``, ``a person familiar with the matter``."""
    return not _named(party) and bool({plain(word) for word in party.id.split()} & VAGUE)


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Return the words of one that open as a word of the other does: ``village`` and ``villagers``."""
    return frozenset(
        word
        for word in mine
        for other in theirs
        if word == other
        or (len(word) > 4 and len(other) > 4 and word[:5] == other[:5])
        or (len(word) == 4 and other.startswith(word))
        or (len(other) == 4 and word.startswith(other))
    )
