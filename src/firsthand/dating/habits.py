"""Whose word is whose: a site, or a network of sites, whose dates its texts refute again and again loses its word."""

import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from firsthand.dating.claim import word
from firsthand.dating.disputes import Disputes, disputed
from firsthand.dating.distribution import Weighed
from firsthand.dating.solution import EARNED, Habit, Settings, curves
from firsthand.dating.weigh import IDLE, Curve, Days
from firsthand.model import Article, Clue, Evidence, Network

_LIARS = 0.1
"""Prior share of sites whose dates are false by habit, as for single pages (`Options.doubt`)."""
_LOST = 0.02
"""Trust in a date of a site that is false by habit: dates made at random meet the true one rarely."""
_CAP = math.log(50)
"""What one page can say about its site at most: evidence of one text is not independent of itself."""
_KEPT = math.log(0.02)
"""Log-odds that its dates are false, from which a house has earned its word: all but one in fifty stand."""
_HABIT = 0.5
"""Trust below which the habit of the house is itself evidence against a page's date."""
_TELLS = 0.5
"""Log-odds from which a text is counted as speaking against the date of its page, in what readers are told."""

_HONEST = ((0, 0.84), (1, 0.13))
"""Share of honest pages whose text was written so many days before the day that they state."""
_REST = 0.03
"""Share of honest pages of which neither is true."""
_NEAREST, _FARTHEST = 4, 3653
"""Days that a false date lies from the true one, on either side: by less than four nothing can be told, and beyond ten
years few go. Against all days since 1990, a text that allows ten of those years would speak for any day in them."""

Clues = Mapping[str, tuple[Clue, ...]]
_LAGS = (0.56, 0.24, 0.07, 0.03, 0.03, 0.02, 0.05)
"""Share of honest pages whose stated day lies so many days behind the weekday that their text reports from, over
kcna, aquaint and polnear taken together (``python bench/dating.py lags``)."""
_OWN_STYLE = 8.0
"""How many pages' worth those shares are against what a house shows of its own: next-day newspapers and wikis state a
later day, but mostly the same one; liars state all seven alike."""
_ENOUGH = 16
"""Weekdays from which they count in full: a few pages do not show whether their house has a style of its own."""


@dataclasses.dataclass(frozen=True, slots=True)
class Sign:
    """What one page says about the word of its house."""

    day: int
    """The stated day, as an ordinal."""
    against: float = 0.0
    """Log-odds that its date is false, from all but the weekday."""
    lag: int | None = None
    """Days from the weekday that its text reports from to the stated day, 0 to 6; None where it names none."""
    sure: float = 1.0
    """How much of a page the weekday counts for: less in languages whose tenses are not read."""
    tells: bool = False
    """Whether the text tells anything about its day."""


class _Record:
    """What all pages of one house say about its word."""

    def __init__(self) -> None:
        self.pages = self.speaking = self.weekdays = 0
        self.against = 0.0
        self.lags = [0.0] * 7

    def count(self, sign: Sign, times: int = 1) -> None:
        """Count one page, or take it away again."""
        self.pages += times * sign.tells
        self.speaking += times * (sign.against >= _TELLS or (sign.lag or 0) > 1)
        self.against += times * sign.against
        if sign.lag is not None:
            self.weekdays += times
            self.lags[sign.lag] += times * sign.sure

    def odds(self) -> float:
        """Return the log-odds that the dates of the house are false, before its prior.

        The weekdays count together: that they lie anyhow (each lag alike) against that the house has a style, which is
        learnt from its own pages (a Dirichlet distribution over the lags).
        """
        total = sum(self.lags)
        told = math.lgamma(_OWN_STYLE + total) - math.lgamma(_OWN_STYLE) - total * math.log(7)
        for share, seen in zip(_LAGS, self.lags, strict=True):
            told -= math.lgamma(_OWN_STYLE * share + seen) - math.lgamma(_OWN_STYLE * share)
        return self.against + told * (min(1.0, self.weekdays / _ENOUGH) if told > 0 else 1.0)


def habits(
    articles: Sequence[Article], networks: Sequence[Network], told: Iterable[Mapping[str, Sign]], options: Settings
) -> dict[str, Habit]:
    """Return the habit of each page's house, where the other pages of the house speak for or against its dates.

    Args:
        articles: All articles.
        networks: Sites that share one template.
        told: What `signs` gave for each text.
        options: Settings.
    """
    houses = _houses(articles, networks)
    texts = [found for each in told if (found := {record: s for record, s in each.items() if record in houses})]
    records: dict[str, _Record] = defaultdict(_Record)
    disputes = Disputes()
    for signs in texts:
        for record, sign in sorted(signs.items()):
            records[houses[record]].count(sign)
        disputes.add(_days(signs, houses))
    prior = math.log(_LIARS / (1 - _LIARS))
    disputes.settle({house: prior + record.odds() for house, record in records.items()})
    known = {}
    for signs in texts:
        for record, total in _against(signs, houses, records, disputes).items():
            if prior + total <= _KEPT:
                known[record] = Habit(EARNED, None)
            elif total > 0:
                house = houses[record]
                odds = math.exp(min(prior + total, 30.0))
                liar = odds / (1 + odds)
                trust = (1 - liar) * options.stated_trust + liar * _LOST
                lost = _told(house, records[house], disputes.of(house), signs[record], liar)
                known[record] = Habit(trust, lost if trust < _HABIT else None)
    return known


def _days(signs: Mapping[str, Sign], houses: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    return {record: (sign.day, houses[record]) for record, sign in signs.items()}


def _against(
    signs: Mapping[str, Sign], houses: Mapping[str, str], records: Mapping[str, _Record], disputes: Disputes
) -> dict[str, float]:
    """Return the log-odds against the house of each witness of a text, from everything but this text."""
    own: dict[str, float] = {}
    rest: dict[str, float] = {}
    for house in sorted({houses[record] for record in signs}):
        record = records[house]
        inside = [sign for each, sign in sorted(signs.items()) if houses[each] == house]
        whole = record.odds()
        for sign in inside:
            record.count(sign, -1)
        rest[house] = record.odds()
        own[house] = whole - rest[house]
        for sign in inside:
            record.count(sign)
    here: dict[str, set[str]] = defaultdict(set)
    for left, right in disputed(_days(signs, houses)):
        here[left].add(right)
        here[right].add(left)
    total = {house: rest[house] + disputes.against(house, own, here[house]) for house in rest}
    return {record: total[houses[record]] for record in sorted(signs)}


def _told(house: str, record: _Record, elsewhere: int, own: Sign, liar: float) -> Evidence:
    pages = record.pages - own.tells
    against = record.speaking - (own.against >= _TELLS or (own.lag or 0) > 1)
    note = f"of {pages} other pages of this house whose text tells, {against} speak against their dates"
    if elsewhere:
        note += f"; other houses state other days of the same texts {elsewhere} times"
    return Evidence(
        rule="dating.house.false",
        quote=house,
        locus="archive",
        weight=round(math.log(max(liar, 1e-9) / max(1 - liar, 1e-9)), 2),
        note=note,
    )


def _houses(articles: Sequence[Article], networks: Sequence[Network]) -> dict[str, str]:
    """Return for each record whose word it is: the network's, else the site's, else the brand's."""
    houses = {}
    for article in articles:
        house = article.site or article.furniture.brand or article.outlet
        if house:
            houses[article.record] = f"site {house.casefold()}"
    for network in networks:
        houses.update((record, network.id) for record in network.records)
    return houses


def signs(clues: Mapping[str, tuple[Clue, ...]], extra: Sequence[Clue], options: Settings) -> dict[str, Sign]:
    """Return what one text says against the dates of the pages that carry it, for those that state one.

    Args:
        clues: Clues by witness.
        extra: Clues from elsewhere.
        options: Settings.
    """
    days, text = curves(clues, extra, options)
    found = {record: _sign(clues[record], days, text) for record in sorted(clues)}
    return {record: sign for record, sign in found.items() if sign is not None}


def _sign(clues: Sequence[Clue], days: Days, text: Weighed) -> Sign | None:
    """Return what the text alone says against the page's date; None when the page states none."""
    own = word(clues)
    claimed = own.claimed.latest if own and own.claimed else None
    if claimed is None:
        return None
    at = claimed.toordinal() - int(days[0])
    if not text or not 1 <= at < len(days):
        return Sign(claimed.toordinal())
    total, lag, sure = np.zeros(len(days)), None, 1.0
    for clue, values in text:
        if clue.kind == "weekday" and clue.weekday is not None:
            lag, sure = (claimed.weekday() - clue.weekday) % 7, min(1.0, clue.evidence.weight)
        elif clue.evidence.rule not in IDLE:
            total += values
    likely = np.exp(total - total.max())
    blind = _around(likely, at)
    honest = sum(part * float(likely[at - back]) for back, part in _HONEST) + _REST * blind
    return Sign(claimed.toordinal(), min(max(math.log(blind / honest), -_CAP), _CAP), lag, sure, tells=True)


def _around(likely: Curve, at: int) -> float:
    """Return how likely the text is on the days from which a false date could have been moved to the one at a place."""
    before = likely[max(0, at - _FARTHEST) : max(0, at - _NEAREST + 1)]
    return float(np.mean(np.concatenate((before, likely[at + _NEAREST : at + _FARTHEST + 1]))))
