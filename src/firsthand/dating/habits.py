"""Whose word is whose: a site, or a network of sites, whose dates its texts refute again and again loses its word."""

import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from firsthand.dating.claim import word
from firsthand.dating.solution import Habit, Settings, Weighed, curves
from firsthand.dating.weigh import IDLE, Curve, Days
from firsthand.model import Article, Clue, Evidence, Network

_LIARS = 0.1
"""Prior share of sites whose dates are false by habit, as for single pages (`Options.doubt`)."""
_LOST = 0.02
"""Trust in a date of a site that is false by habit: dates made at random meet the true one rarely."""
_CAP = math.log(50)
"""What one page can say about its site at most: evidence of one text is not independent of itself."""
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

    against: float
    """Log-odds that its date is false, from all but the weekday."""
    lag: int | None
    """Days from the weekday that its text reports from to the stated day, 0 to 6; None where it names none."""
    sure: float = 1.0
    """How much of a page the weekday counts for: less in languages whose tenses are not read."""


def habits(
    articles: Sequence[Article], networks: Sequence[Network], told: Iterable[Mapping[str, Sign]], options: Settings
) -> dict[str, Habit]:
    """Return the habit of each page's house, where the other pages of the house speak against its dates.

    Args:
        articles: All articles.
        networks: Sites that share one template.
        told: What `signs` gave for each text.
        options: Settings.
    """
    houses = _houses(articles, networks)
    signs: dict[str, dict[str, Sign]] = defaultdict(dict)
    for each in told:
        for record, sign in each.items():
            if record in houses:
                signs[houses[record]][record] = sign
    found = {}
    for record, house in sorted(houses.items()):
        others = [sign for other, sign in sorted(signs[house].items()) if other != record]
        total = _together(others)
        if total <= 0:
            continue
        odds = _LIARS / (1 - _LIARS) * math.exp(min(total, 30.0))
        liar = odds / (1 + odds)
        trust = (1 - liar) * options.stated_trust + liar * _LOST
        found[record] = Habit(trust, _told(house, others, liar) if trust < _HABIT else None)
    return found


def _together(signs: Sequence[Sign]) -> float:
    """Return the log-odds that a house's dates are false, before its prior.

    The weekdays count together: that they lie anyhow (each lag alike) against that the house has a style, which is
    learnt from its own pages as they are counted (a Dirichlet distribution over the lags).
    """
    told, count = 0.0, 0
    seen = [share * _OWN_STYLE for share in _LAGS]
    for sign in signs:
        if sign.lag is not None:
            told -= sign.sure * math.log(7 * seen[sign.lag] / sum(seen))
            seen[sign.lag] += sign.sure
            count += 1
    return sum(sign.against for sign in signs) + told * (min(1.0, count / _ENOUGH) if told > 0 else 1.0)


def _told(house: str, signs: Sequence[Sign], liar: float) -> Evidence:
    against = sum(sign.against >= _TELLS or (sign.lag or 0) > 1 for sign in signs)
    return Evidence(
        rule="dating.house.false",
        quote=house,
        locus="archive",
        weight=round(math.log(max(liar, 1e-9) / max(1 - liar, 1e-9)), 2),
        note=f"of {len(signs)} other pages of this house whose text tells, {against} speak against their dates",
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
    """Return what one text says against the dates of the pages that carry it, as far as it tells anything.

    Args:
        clues: Clues by witness.
        extra: Clues from elsewhere.
        options: Settings.
    """
    days, text = curves(clues, extra, options)
    found = {record: _sign(clues[record], days, text) for record in sorted(clues)}
    return {record: sign for record, sign in found.items() if sign is not None}


def _sign(clues: Sequence[Clue], days: Days, text: Weighed) -> Sign | None:
    """Return what the text alone says against the page's date; None when the text tells nothing."""
    own = word(clues)
    claimed = own.claimed.latest if own and own.claimed else None
    if claimed is None or not text:
        return None
    total, lag, sure = np.zeros(len(days)), None, 1.0
    for clue, values in text:
        if clue.kind == "weekday" and clue.weekday is not None:
            lag, sure = (claimed.weekday() - clue.weekday) % 7, min(1.0, clue.evidence.weight)
        elif clue.evidence.rule not in IDLE:
            total += values
    at = claimed.toordinal() - int(days[0])
    if not 1 <= at < len(days):
        return None
    likely = np.exp(total - total.max())
    blind = _around(likely, at)
    honest = sum(part * float(likely[at - back]) for back, part in _HONEST) + _REST * blind
    return Sign(min(max(math.log(blind / honest), -_CAP), _CAP), lag, sure)


def _around(likely: Curve, at: int) -> float:
    """Return how likely the text is on the days from which a false date could have been moved to the one at a place."""
    before = likely[max(0, at - _FARTHEST) : max(0, at - _NEAREST + 1)]
    return float(np.mean(np.concatenate((before, likely[at + _NEAREST : at + _FARTHEST + 1]))))
