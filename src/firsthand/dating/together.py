"""All texts of an archive: witnesses share a solution, sites earn or lose their word, copies bound each other."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from firsthand.dating.claim import word
from firsthand.dating.solution import Settings, Solution, read_off, weigh_text
from firsthand.model import Article, Clue, Copy, Dating, Evidence, Network, Stemma

_LIARS = 0.03
"""Prior share of sites whose dates are false by habit."""
_LOST = 0.02
"""Trust in a date of a site that is false by habit: dates made at random meet the true one rarely."""
_CAP = math.log(50)
"""What one page can say about its site at most: evidence of one text is not independent of itself."""

Clues = Mapping[str, tuple[Clue, ...]]


def solve_all(
    articles: Sequence[Article],
    clues: Clues,
    stemmata: Sequence[Stemma],
    copies: Sequence[Copy],
    networks: Sequence[Network],
    options: Settings,
) -> tuple[Dating, ...]:
    """Return one dating an article; see `firsthand.dating.solve`."""
    texts = _texts(articles, stemmata)
    own = {text: {record: clues.get(record, ()) for record in records} for text, records in texts.items()}
    first = {text: weigh_text(own[text], {}, (), options) for text in texts}
    trust = _trust(articles, clues, networks, texts, first, options)
    second = {
        text: weigh_text(own[text], trust, (), options) if trust.keys() & own[text].keys() else first[text]
        for text in texts
    }
    extra = _from_copies(copies, texts, second, clues, options)
    datings = {}
    for text, records in texts.items():
        solution = weigh_text(own[text], trust, extra[text], options) if extra.get(text) else second[text]
        for record in records:
            datings[record] = read_off(record, clues.get(record, ()), solution, options, len(records))
    return tuple(datings[article.record] for article in articles)


def _texts(articles: Sequence[Article], stemmata: Sequence[Stemma]) -> dict[str, tuple[str, ...]]:
    """Return the witnesses of each text, those that are among the articles; strays are texts of their own."""
    known = {article.record for article in articles}
    texts: dict[str, tuple[str, ...]] = {}
    placed: set[str] = set()
    for stemma in sorted(stemmata, key=lambda one: one.id):
        inside = tuple(sorted(record for record in stemma.witnesses if record in known and record not in placed))
        if inside:
            texts[stemma.id] = inside
            placed.update(inside)
    texts.update((record, (record,)) for record in sorted(known - placed))
    return texts


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


def _trust(
    articles: Sequence[Article],
    clues: Clues,
    networks: Sequence[Network],
    texts: Mapping[str, tuple[str, ...]],
    solutions: Mapping[str, Solution],
    options: Settings,
) -> dict[str, float]:
    """Return the trust in the dates of each page, from what the other pages of its house were found to state."""
    houses = _houses(articles, networks)
    signs: dict[str, dict[str, float]] = defaultdict(dict)
    for text, records in texts.items():
        for record in records:
            sign = _sign(clues.get(record, ()), solutions[text])
            if sign is not None and record in houses:
                signs[houses[record]][record] = sign
    trust = {}
    for record, house in houses.items():
        others = sum(sign for other, sign in sorted(signs[house].items()) if other != record)
        if others <= 0:
            continue
        odds = _LIARS / (1 - _LIARS) * math.exp(min(others, 30.0))
        liar = odds / (1 + odds)
        trust[record] = (1 - liar) * options.stated_trust + liar * _LOST
    return trust


def _sign(clues: Sequence[Clue], solution: Solution) -> float | None:
    """Return the log-odds that the page's date is false, from the text alone; None when the text tells nothing."""
    own = word(clues)
    claimed = own.claimed.latest if own and own.claimed else None
    if claimed is None or not solution.text:
        return None
    total = np.zeros(len(solution.days))
    for clue, values in solution.text:
        if clue.evidence.rule != "dating.mention.latest":
            total += values
    near = (solution.days >= claimed.toordinal() - 1) & (solution.days <= claimed.toordinal())
    if not near.any():
        return None
    blind = float(np.log(np.mean(np.exp(total - total.max())))) + float(total.max())
    return float(np.clip(blind - float(total[near].max()), -_CAP, _CAP))


def _from_copies(
    copies: Sequence[Copy],
    texts: Mapping[str, tuple[str, ...]],
    solutions: Mapping[str, Solution],
    clues: Clues,
    options: Settings,
) -> dict[str, list[Clue]]:
    """Return what texts say about texts that were made from them: a copy is not older than its exemplar."""
    home = {record: text for text, records in texts.items() for record in records}
    extra: dict[str, list[Clue]] = defaultdict(list)
    ends: dict[str, tuple[dt.date | None, dt.date | None]] = {}

    def bounds(text: str) -> tuple[dt.date | None, dt.date | None]:
        if text not in ends:
            dating = read_off(None, (), solutions[text], options, len(texts[text]))
            ends[text] = (dating.earliest, dating.latest)
        return ends[text]

    for copy in sorted(copies, key=lambda one: (one.left, one.right)):
        if copy.exemplar is None or home.get(copy.left) == home.get(copy.right):
            continue
        younger = copy.right if copy.exemplar == copy.left else copy.left
        if copy.exemplar not in home or younger not in home:
            continue
        weight = 6.0 * (2 * (copy.certainty or 0.5) - 1) * copy.score
        first, last = bounds(home[copy.exemplar])[0], bounds(home[younger])[1]
        if first is not None and weight > 0:
            evidence = _linked("dating.copies.after", copy.exemplar, weight, f"copied from a text of {first} or later")
            extra[home[younger]].append(Clue(kind="after", earliest=first, evidence=evidence))
        if last is not None and weight > 0:
            evidence = _linked("dating.copies.before", younger, weight, f"copied in a text of {last} or earlier")
            extra[home[copy.exemplar]].append(Clue(kind="before", latest=last, evidence=evidence))
    return extra


def _linked(rule: str, record: str, weight: float, note: str) -> Evidence:
    return Evidence(rule=rule, quote=record, record=record, locus="archive", weight=weight, note=note)
