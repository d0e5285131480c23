"""Sites: pages put together by host, else by printed brand, and the signals that each site shows."""

import dataclasses
import functools
from collections.abc import Iterable

from firsthand.model import Evidence
from firsthand.networks.page import Key, Page, Sign, folded, show


@dataclasses.dataclass(slots=True)
class Signal:
    """One thing that a site shows."""

    bits: float
    """What sharing it counts before rarity in the archive is weighed in."""
    evidence: Evidence
    """Its first sighting, in the order of record ids."""


@dataclasses.dataclass
class Site:
    """One host, one brand without a host, or one page that has neither."""

    key: str
    """See `Page.site`."""
    name: str
    """See `Page.name`."""
    pages: list[Page]
    """Its pages, by record id."""
    signals: dict[Key, Signal] = dataclasses.field(default_factory=dict)
    """What it shows, as far as another site shows it, or a table might."""
    titles: int = 0
    """How many titles its lists print, of which `pool` has those that other sites print too."""
    slots: dict[str, dict[str, tuple[Evidence, bool]]] = dataclasses.field(default_factory=dict)
    """(evidence, whether it is odd) by slot (``related``) and wording: two sites that fill a slot differently
    disagree, the more so where both wordings are odd."""
    planted: dict[str, Evidence] = dataclasses.field(default_factory=dict)
    """Words planted in its texts, folded, that are not its own name."""

    says: dict[str, Evidence] = dataclasses.field(default_factory=dict)
    """Its ``owner`` and ``manager`` as its ``ads.txt`` declares them."""

    @property
    def brands(self) -> tuple[str, ...]:
        """Return the names printed on its pages, sorted."""
        return tuple(sorted({page.brand for page in self.pages if page.brand}))

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """Return its brands and the longest part of its host, folded as they would be planted."""
        names = {folded(brand) for brand in self.brands}
        if self.key.startswith("host:"):
            labels = self.name.split(".")[:-1] or [self.name]
            names.add(folded(max(labels, key=lambda label: (len(label), label))))
        return frozenset(name for name in names if name)

    @functools.cached_property
    def pool(self) -> frozenset[Key]:
        """Return the shared titles that its lists print; ask only when all signals are in, as of `called`."""
        return frozenset(key for key in self.signals if key[0] == "networks.pool.item")

    @functools.cached_property
    def called(self) -> set[str]:
        """Return its names and the words that it coined for its view label: what the network may plant elsewhere."""
        return {*self.names, *(what for rule, what in self.signals if rule == "networks.counter.coined")}

    def brand_evidence(self, name: str) -> Evidence | None:
        """Return where a name is printed: as the brand of a page, else as the host."""
        for page in self.pages:
            if page.brand and folded(page.brand) == name:
                return show(page, "networks.brand.name", page.brand, page.brand_place)
        return show(self.pages[0], "networks.brand.name", self.name, None) if name in self.names else None


def add(site: Site, seen: Iterable[Sign]) -> None:
    """Add what one page shows; the same key twice on one page counts once."""
    done: set[Key] = set()
    for key, bits, evidence in seen:
        if key in done:
            continue
        done.add(key)
        signal = site.signals.get(key)
        if signal is None:
            site.signals[key] = Signal(bits, evidence)
        else:
            signal.bits = max(signal.bits, bits)
