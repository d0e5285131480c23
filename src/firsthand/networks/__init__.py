"""Networks: sites that share one template, a pool of titles or planted words that unrelated sites would not share.

Comes in: all articles, with their furniture and blocks. Goes out: networks of at least two sites, each with its
signals and their weights, and with what speaks against it. A site is a host; a page without an address goes by the
brand that it prints, else by itself.

Rules in order of trust, by family; a link needs two families that are strong by themselves:

1. planted: a word planted in one site's texts is the other's name, or both have the same word planted;
2. pool: both recommend the same titles;
3. counter: the same odd reaction counter or view label;
4. wording: labels, date lines and crumbs have the same odd form (`forms`); plain words count little;
5. layout: the same parts in the same order, with the same list lengths and the same habits of cutting and repeating;
6. brand: both print one name, as a host and a dump of its pages do;
7. dates, paths: both print old texts under late days; addresses have one shape;
8. analytics, advertising: the same account in the source of both, or in the ``ads.txt`` of both (`Tables.declared`,
   `Outlet.accounts`); one names the other, or both the same, as its owner there. An account that any site's ``ads.txt``
   marks as a reseller's, or that stands in a file which a manager keeps, says little.

Against a link: slots that the two word differently, large pools without a shared title, owners. A signal loses weight
with the number of different templates in the archive that show it. Pairs are candidates through an inverted index,
each is scored, and groups grow by average linkage, so that one weak link joins nothing.

Not here: whether a network is a farm (a network is a shared template, no verdict), whom it copies (copies), and how
late (dating). Papers of one owner that share a content system are not joined on that ground.
"""

import dataclasses
from collections.abc import Iterable
from itertools import combinations

from firsthand.model import Article, Network, Tables
from firsthand.networks import accounts, calendar, candidates, pools, report
from firsthand.networks.cluster import clusters
from firsthand.networks.collect import collect
from firsthand.networks.compare import Verdict, compare
from firsthand.networks.owners import Owners
from firsthand.networks.rarity import Rarity
from firsthand.networks.showing import shown
from firsthand.networks.site import add
from firsthand.spread import Spread, here

__all__ = ["Options", "find"]

_SAMPLE = 24
"""Sites of a large network between which every pair is shown; the others follow from the clustering."""


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """What may be set."""

    tables: Tables = Tables()
    """Reference tables; of the outlets, owners count against a link and labels are shown."""
    threshold: float = 0.7
    """Least score of a link, and least mean score between two groups that merge."""
    recurring: float = 0.2
    """A wording or layout signal of a site with several pages must stand on at least this share of them."""
    spread: Spread = here
    """How pages are handed out, each to be looked at alone; changes nothing in what comes out."""


def find(articles: Iterable[Article], options: Options = Options()) -> tuple[Network, ...]:
    """Return the networks among the sites of these articles, largest first, then by id.

    Args:
        articles: every article of the archive, in any order; gone through once, and no article is held.
        options: reference tables and thresholds.
    """
    sites = collect(options.spread(shown, articles), options.recurring)
    owners = Owners(options.tables.outlets)
    for site in sites:
        pools.plantings(site)
        add(site, accounts.listed(owners.row(site)))
    accounts.declare(sites, options.tables.declared)
    calendar.habits(sites)
    rarity = Rarity(sites)
    verdicts: dict[tuple[int, int], Verdict] = {}

    def verdict(left: int, right: int) -> Verdict:
        if (left, right) not in verdicts:
            verdicts[left, right] = compare(sites[left], sites[right], rarity, owners)
        return verdicts[left, right]

    groups = clusters(
        candidates.pairs(sites, rarity), lambda left, right: verdict(left, right).strength, options.threshold
    )
    found = []
    for group in groups:
        spoken = group if len(group) <= _SAMPLE else group[:: len(group) // _SAMPLE + 1]
        inside = {pair: verdict(*pair) for pair in combinations(spoken, 2)}
        made = report.network([sites[number] for number in group], inside, rarity, owners)
        if made is not None:
            found.append(made)
    return tuple(sorted(found, key=lambda each: (-len(each.sites), -len(each.records), each.id)))
