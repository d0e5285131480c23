"""Rarity within the archive: a signal that many different templates show says little, however odd it looks."""

import math
from collections.abc import Sequence

from firsthand.networks.page import Key
from firsthand.networks.site import Site
from firsthand.networks.vocabulary import NATURAL_CAP

_WORDING = ("networks.wording.", "networks.counter.")
_GRADUAL = ("networks.layout.", "networks.paths.", "networks.dates.")
FREE = 2
"""So many different templates may share a signal before it loses weight: one network, and one that copied it."""


class Rarity:
    """How many sites, and how many different templates, show each signal.

    A network of 200 sites would make its own labels look common. So sites are counted once for each template, where a
    site's template goes by the oddest wording that it shares with any other site.
    """

    def __init__(self, sites: Sequence[Site]) -> None:
        self.holders: dict[Key, list[int]] = {}
        for number, site in enumerate(sites):
            for key in site.signals:
                self.holders.setdefault(key, []).append(number)
        self._odd: dict[str, float] = {}
        self.templates = [self._template(site) for site in sites]
        self._all = max(FREE + 1, len(set(self.templates)))
        self._shared = {
            key: len({self.templates[number] for number in numbers})
            for key, numbers in self.holders.items()
            if len(numbers) > 1
        }

    def _template(self, site: Site) -> str:
        shared = [
            (-signal.bits, key)
            for key, signal in site.signals.items()
            if key[0].startswith(_WORDING) and len(self.holders[key]) > 1
        ]
        return min(shared)[1][1] if shared else site.key

    def of(self, key: Key) -> float:
        """Return the factor for a shared signal, 0 to 1.

        Odd wordings and titles of pools must be rare as such: their factor falls with the square of the number of
        templates (one agency's titles in the lists of many papers would add up, title by title). Parts and lengths
        are shared by chance anywhere, so theirs falls with the logarithm of the share of templates.
        """
        templates = self._shared.get(key, 1)
        if templates <= FREE:
            return 1.0
        if key[0].startswith(_GRADUAL):
            return math.log(self._all / templates) / math.log(self._all / FREE)
        return (FREE / templates) ** 2

    def odd(self, site: Site) -> float:
        """Return the weight of a site's odd wordings that stand on any other site too."""
        if site.key not in self._odd:
            self._odd[site.key] = sum(
                signal.bits * self.of(key)
                for key, signal in site.signals.items()
                if key[0].startswith("networks.wording.") and signal.bits > NATURAL_CAP and len(self.holders[key]) > 1
            )
        return self._odd[site.key]
