"""Sites: pages put together by host, else by printed brand, and the signals that each site shows."""

import dataclasses
import functools
from collections.abc import Iterable, Iterator

from firsthand.model import Article, Evidence, Span

Key = tuple[str, str]
"""(rule, what exactly): two sites share a signal when they show the same key."""


@dataclasses.dataclass(slots=True)
class Signal:
    """One thing that a site shows."""

    bits: float
    """What sharing it counts before rarity in the archive is weighed in."""
    pages: int
    """On how many of the site's pages it stands."""
    evidence: Evidence
    """Its first sighting, in the order of record ids."""


@dataclasses.dataclass
class Site:
    """One host, one brand without a host, or one page that has neither."""

    key: str
    """``host:…``, ``brand:…`` or ``page:…``: sorts and never collides."""
    name: str
    """What people call it: the host, the brand as printed, or the record id."""
    articles: list[Article]
    """Its pages, by record id."""
    signals: dict[Key, Signal] = dataclasses.field(default_factory=dict)
    """What it shows."""
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
        return tuple(sorted({a.furniture.brand for a in self.articles if a.furniture.brand}))

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
        """Return the titles that its lists print; ask only when all signals are in, as of `called`."""
        return frozenset(key for key in self.signals if key[0] == "networks.pool.item")

    @functools.cached_property
    def called(self) -> set[str]:
        """Return its names and the words that it coined for its view label: what the network may plant elsewhere."""
        return {*self.names, *(what for rule, what in self.signals if rule == "networks.counter.coined")}

    def brand_evidence(self, name: str) -> Evidence | None:
        """Return where a name is printed: as the brand of a page, else as the host."""
        for article in self.articles:
            brand = article.furniture.brand
            if brand and folded(brand) == name:
                place = next((e.where for e in article.furniture.evidence if e.rule.endswith(".brand")), None)
                return show(article, "networks.brand.name", brand, place)
        return show(self.articles[0], "networks.brand.name", self.name, None) if name in self.names else None


def folded(name: str) -> str:
    """Return a name without spaces and marks, in lower case: ``Capitol Larch`` is ``capitollarch``."""
    return "".join(char for char in name.casefold() if char.isalnum())


def sites_of(articles: Iterable[Article]) -> list[Site]:
    """Return the sites of all articles, sorted by key; a page of one id that comes twice counts once."""
    by_id = {article.record: article for article in articles}
    found: dict[str, Site] = {}
    for record in sorted(by_id):
        article = by_id[record]
        key, name = _site_key(article)
        found.setdefault(key, Site(key, name, [])).articles.append(article)
    return [found[key] for key in sorted(found)]


def _site_key(article: Article) -> tuple[str, str]:
    if article.site:
        return f"host:{article.site}", article.site
    brand = article.furniture.brand
    if brand and folded(brand):
        return f"brand:{folded(brand)}", brand
    return f"page:{article.record}", article.record


def show(article: Article, rule: str, quote: str, where: Span | None, note: str | None = None) -> Evidence:
    """Return the evidence for one signal on one page."""
    return Evidence(rule=rule, quote=quote, record=article.record, locus="page", where=where, note=note)


def add(site: Site, seen: Iterator[tuple[Key, float, Evidence]] | Iterable[tuple[Key, float, Evidence]]) -> None:
    """Add what one page shows; the same key twice on one page counts once."""
    done: set[Key] = set()
    for key, bits, evidence in seen:
        if key in done:
            continue
        done.add(key)
        signal = site.signals.get(key)
        if signal is None:
            site.signals[key] = Signal(bits, 1, evidence)
        else:
            signal.pages += 1
            signal.bits = max(signal.bits, bits)
