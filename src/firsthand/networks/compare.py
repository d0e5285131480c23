"""The score of two sites: independent families of signals, joined by noisy-or, lessened by what speaks against them."""

import dataclasses
import math

from firsthand.model import Evidence
from firsthand.networks import accounts
from firsthand.networks.owners import Owners
from firsthand.networks.page import Key
from firsthand.networks.rarity import Rarity
from firsthand.networks.site import Site
from firsthand.networks.vocabulary import COMMON, NATURAL_CAP

SCALE = 8.0
"""Weight at which a family is sure by 63 %: one very odd line, or two odd ones."""
STRONG = 0.4
"""A family of at least this strength counts as one of the two that a link needs."""
_PLAIN_CAP = 3.0
"""Most that all plain wordings of two sites count together: everybody says ``Related``."""
_LABEL, _ODD_LABEL = 1.2, 3.0
"""Log-odds against, for each slot that two sites word differently; the second where both wordings are odd."""
_APART = 1.0
"""Log-odds against, when both sites print many titles and share none."""
_MANY = 60
_BEYOND_THEME = frozenset({"planted", "pool"})
"""Families that a shared content system does not explain."""
_OWN_NAME, _SAME_PLANT, _SAME_BRAND, _SAME_COMMON_BRAND = 12.0, 6.0, 8.0, 1.0


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """What speaks for and against one operation behind two sites."""

    score: float
    """0 to 1."""
    families: tuple[tuple[str, float], ...]
    """(family, strength 0 to 1), strongest first."""
    shared: tuple[tuple[Key, float], ...]
    """(signal, weight), strongest first."""
    against: tuple[Evidence, ...]
    """Counter-evidence that was counted; the weight is in log-odds."""

    @property
    def strength(self) -> float:
        """Return the score, held below one half while fewer than two independent families are strong.

        Between papers of one owner a shared content system is no surprise, so only what goes beyond it counts.
        """
        one_owner = any(each.rule == "networks.against.owner" for each in self.against)
        counted = [value for name, value in self.families if not one_owner or name in _BEYOND_THEME]
        strong = sum(1 for value in counted if value >= STRONG)
        return self.score if strong >= 2 else min(self.score, 0.3)


def strength_of(weight: float) -> float:
    """Return a weight as a strength between 0 and 1."""
    return 1.0 - math.exp(-weight / SCALE)


def compare(left: Site, right: Site, rarity: Rarity, owners: Owners) -> Verdict:
    """Return the verdict on two sites; the order of the two does not matter."""
    shared = _shared(left, right, rarity)
    weights: dict[str, float] = {}
    plain = 0.0
    for (rule, _), weight in shared:
        family = rule.split(".")[1]
        if family in ("wording", "counter") and weight <= NATURAL_CAP:
            plain += weight
        else:
            weights[family] = weights.get(family, 0.0) + weight
    if "wording" in weights:
        weights["wording"] *= _coverage(left, right, weights["wording"], rarity)
    weights["wording"] = weights.get("wording", 0.0) + min(_PLAIN_CAP, plain)
    families = sorted(((name, strength_of(weight)) for name, weight in weights.items()), key=lambda row: (-row[1], row))
    missed = math.prod(1.0 - value for _, value in families)
    against = (*_slots(left, right), *_apart(left, right), *owners.against(left, right), *accounts.against(left, right))
    likely = min(0.9999, max(1e-6, 1.0 - missed))
    odds = math.log(likely / (1.0 - likely)) - sum(each.weight for each in against)
    return Verdict(1.0 / (1.0 + math.exp(-odds)), tuple(families), tuple(shared), against)


def _shared(left: Site, right: Site, rarity: Rarity) -> list[tuple[Key, float]]:
    few, many = sorted((left.signals, right.signals), key=len)
    rows = [(key, min(few[key].bits, many[key].bits) * rarity.of(key)) for key in few if key in many]
    rows += [(("networks.planted.brand", word), _OWN_NAME) for word in _named(left, right)]
    both = set(left.planted) & set(right.planted) - COMMON
    rows += [(("networks.planted.word", word), _SAME_PLANT) for word in both]
    for name in left.names & right.names:
        rows.append((("networks.brand.name", name), _SAME_COMMON_BRAND if name in COMMON else _SAME_BRAND))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _named(left: Site, right: Site) -> list[str]:
    """Return the names of one site that stand planted in the texts of the other."""
    found = (left.planted.keys() & right.called) | (right.planted.keys() & left.called)
    return sorted(found - COMMON)


def _coverage(left: Site, right: Site, shared: float, rarity: Rarity) -> float:
    """Return how much of what is odd on the plainer of two sites the other shares too, as a damping factor."""
    whole = min(rarity.odd(left), rarity.odd(right))
    return math.sqrt(min(1.0, shared / whole)) if whole else 1.0


def _slots(left: Site, right: Site) -> list[Evidence]:
    """Return one piece of counter-evidence for each slot that both fill and never with the same wording."""
    found = []
    for slot in sorted(left.slots.keys() & right.slots.keys()):
        if not left.slots[slot].keys() & right.slots[slot].keys():
            mine, odd = left.slots[slot][min(left.slots[slot])]
            other, odd_too = right.slots[slot][min(right.slots[slot])]
            weight = _ODD_LABEL if odd and odd_too else _LABEL
            found.append(mine.weighing(weight, f"{right.name} words {slot} otherwise: {other.quote}"))
    return found


def _apart(left: Site, right: Site) -> list[Evidence]:
    if min(left.titles, right.titles) < _MANY or not left.pool.isdisjoint(right.pool):
        return []
    quote = f"{left.titles} titles on {left.name}, {right.titles} on {right.name}, none on both"
    return [Evidence(rule="networks.against.pools", quote=quote, locus="archive", weight=_APART)]
