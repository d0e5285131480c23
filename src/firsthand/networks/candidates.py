"""Candidate pairs through an inverted index over rare signals, so that not every site meets every other."""

from collections.abc import Iterable, Sequence

from firsthand.networks.rarity import Rarity
from firsthand.networks.site import Site
from firsthand.networks.vocabulary import COMMON

RARE = 1.0
"""A signal below this weight does not make a candidate."""
ALL_PAIRS = 32
"""Sites under one signal among which every pair is tried."""
NEAR = 8
"""Beyond that, each site is tried with so many neighbours in the order of templates, and with the first four."""


def pairs(sites: Sequence[Site], rarity: Rarity) -> list[tuple[int, int]]:
    """Return pairs of site numbers, lower first, sorted; linear in the number of signals."""
    found: set[tuple[int, int]] = set()
    order = sorted(range(len(sites)), key=lambda number: (rarity.templates[number], sites[number].key))
    place = {number: at for at, number in enumerate(order)}
    for key, numbers in rarity.holders.items():
        if len(numbers) > 1 and sites[numbers[0]].signals[key].bits * rarity.of(key) >= RARE:
            _meet(sorted(numbers, key=place.__getitem__), found)
    for numbers in _by_name(sites):
        _meet(sorted(numbers, key=place.__getitem__), found)
    return sorted(found)


def _by_name(sites: Sequence[Site]) -> Iterable[list[int]]:
    """Yield the sites that go by one name, or in which that name was planted."""
    named: dict[str, set[int]] = {}
    for number, site in enumerate(sites):
        for word in (*site.called, *site.planted):
            if word not in COMMON:
                named.setdefault(word, set()).add(number)
    return [sorted(numbers) for numbers in named.values() if len(numbers) > 1]


def _meet(numbers: list[int], found: set[tuple[int, int]]) -> None:
    everyone = len(numbers) <= ALL_PAIRS
    for at, left in enumerate(numbers):
        others = numbers[at + 1 :] if everyone else numbers[at + 1 : at + 1 + NEAR] + numbers[:4]
        found.update((min(left, right), max(left, right)) for right in others if left != right)
