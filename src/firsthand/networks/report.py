"""A network as a noun: its sites, its evidence with places that open, and what speaks against it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from firsthand.model import Evidence, Network, make_id
from firsthand.networks.compare import Verdict, strength_of
from firsthand.networks.owners import Owners
from firsthand.networks.page import Key
from firsthand.networks.rarity import Rarity
from firsthand.networks.site import Site

MOST_SIGNALS = 24
"""Signals that a network shows."""
_OF_ONE_RULE = 4
"""Signals of one rule that it shows."""
_PLACES = 3
"""Sites whose very characters are shown for one signal."""


def network(
    sites: Sequence[Site], verdicts: Mapping[tuple[int, int], Verdict], rarity: Rarity, owners: Owners
) -> Network | None:
    """Return the network of these sites, or None when all of them go by one name or are parts of one host.

    Args:
        sites: the members, sorted by key.
        verdicts: by pair of positions in `sites`, lower first; for a large group a sample of the pairs.
        rarity: of every signal in the archive.
        owners: the outlets table.
    """
    called = _names(sites)
    names = sorted(set(called))
    if len(names) < 2:
        return None
    brands = sorted({brand for site in sites for brand in site.brands})
    records = sorted(page.record for site in sites for page in site.pages)
    scores = [verdict.score for verdict in verdicts.values()]
    return Network(
        id=make_id("network", *records),
        name=_name(brands if len(brands) > 1 else names),
        sites=tuple(names),
        brands=tuple(brands),
        records=tuple(records),
        score=round(sum(scores) / len(scores), 4),
        evidence=(*_evidence(sites, called, verdicts), *owners.labels(sites)),
        against=tuple(_against(sites, verdicts, rarity)),
    )


def _names(sites: Sequence[Site]) -> list[str]:
    """Return the name of each site: its host, or the host of the group that it is a part of or that has its brand."""
    hosts = {site.name for site in sites if site.key.startswith("host:")}
    by_brand = {name: site.name for site in reversed(sites) if site.name in hosts for name in site.names}
    called = []
    for site in sites:
        if site.key.startswith("host:"):
            parts = site.name.split(".")
            parents = [".".join(parts[at:]) for at in range(1, len(parts) - 1)]
            called.append(next((parent for parent in reversed(parents) if parent in hosts), site.name))
        else:
            called.append(next((by_brand[name] for name in sorted(site.names) if name in by_brand), site.name))
    return called


def _name(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _evidence(
    sites: Sequence[Site], called: Sequence[str], verdicts: Mapping[tuple[int, int], Verdict]
) -> list[Evidence]:
    """Return the strongest shared signals, each at up to `_PLACES` sites, those first that were not shown yet."""
    found: list[Evidence] = []
    shown: dict[str, int] = {}
    whole = len(set(called))
    for key, weight, more in _chosen(verdicts):
        sightings: dict[str, Evidence] = {}
        for site, name in zip(sites, called, strict=True):
            seen = _sighting(site, key)
            if seen is not None:
                sightings.setdefault(name, seen)
        if len(sightings) < 2 and not key[0].startswith("networks.planted."):
            continue
        for name in sorted(sightings, key=lambda name: (shown.get(name, 0), name))[:_PLACES]:
            seen = sightings[name]
            shown[name] = shown.get(name, 0) + 1
            note = f"on {len(sightings)} of {whole} sites" + (f"; {seen.note}" if seen.note else "") + more
            found.append(_copy(seen, key[0], round(strength_of(weight), 4), note))
    return found


def _chosen(verdicts: Mapping[tuple[int, int], Verdict]) -> list[tuple[Key, float, str]]:
    """Return (signal, weight, how many more there are of its rule), at most `_OF_ONE_RULE` of each rule."""
    weights: dict[Key, float] = {}
    for verdict in verdicts.values():
        for key, weight in verdict.shared:
            weights[key] = max(weights.get(key, 0.0), weight)
    counts = Counter(key[0] for key in weights)
    taken: Counter[str] = Counter()
    chosen = []
    for key in sorted(weights, key=lambda key: (-weights[key], key)):
        taken[key[0]] += 1
        if taken[key[0]] <= _OF_ONE_RULE:
            over = counts[key[0]] - _OF_ONE_RULE
            more = f"; and {over} more of this rule" if over > 0 and taken[key[0]] == _OF_ONE_RULE else ""
            chosen.append((key, weights[key], more))
    return chosen[:MOST_SIGNALS]


def _sighting(site: Site, key: Key) -> Evidence | None:
    rule, what = key
    if rule.startswith("networks.planted."):
        return site.planted.get(what)
    if rule == "networks.brand.name":
        return site.brand_evidence(what)
    signal = site.signals.get(key)
    return signal.evidence if signal else None


def _against(sites: Sequence[Site], verdicts: Mapping[tuple[int, int], Verdict], rarity: Rarity) -> list[Evidence]:
    """Return what was counted against single pairs, once each, then signals that sites outside the group show too."""
    counted: dict[tuple[str, str], Evidence] = {}
    for pair in sorted(verdicts):
        for each in verdicts[pair].against:
            counted.setdefault((each.rule, each.note or each.quote), each)
    found = sorted(counted.values(), key=lambda each: (-each.weight, each.rule, each.quote))[:MOST_SIGNALS]
    common = {key for verdict in verdicts.values() for key, _ in verdict.shared if key in rarity.holders}
    rows = []
    for key in common:
        inside = sum(1 for site in sites if key in site.signals)
        outside = len(rarity.holders[key]) - inside
        if outside > 0:
            rows.append((-outside, key))
    for outside, key in sorted(rows)[: MOST_SIGNALS // 2]:
        seen = next(site.signals[key].evidence for site in sites if key in site.signals)
        note = f"{key[0]} is also shown by {-outside} sites outside this network"
        found.append(_copy(seen, "networks.against.common", 0.0, note))
    return found


def _copy(evidence: Evidence, rule: str, weight: float, note: str) -> Evidence:
    return Evidence(
        rule=rule,
        quote=evidence.quote,
        record=evidence.record,
        locus=evidence.locus,
        where=evidence.where,
        weight=weight,
        note=note,
    )
