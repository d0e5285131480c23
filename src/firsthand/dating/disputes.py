"""Houses that state days of the same texts which cannot both be true: one of the two lies, and it is the worse known.

What the texts themselves say against each house comes in as log-odds; a dispute ties the two: that both are honest
becomes the less likely, the more texts they date differently. What follows for each house is worked out by messages
between the houses (belief propagation), so that a house which disagrees with honest ones loses its word, while one that
disagrees with liars keeps it. Houses that agree say nothing for each other: liars copy dates, too.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

_APART = 7
"""Days by which honest pages of one text may differ: reprints of the week."""
_RARE = 1.5
"""Log-odds that a house of which one lies states a day farther from another's, against two honest ones: of honest
witnesses one in ten is a late reprint."""
_FRESH = 0.4
"""Log-odds, for each text, that the house whose day is the later one lies rather than the other: texts are re-dated to
look fresh. It counts as far as the later days are always those of the same house."""
_FRESHEST = 2.2
"""The most that this can say of two houses: nine in ten falsely dated pages are older than their dates."""
_SIDES = 8
"""Pages of a text, the earliest and as many of the latest, that each page is compared with."""
_ROUNDS = 12
"""Rounds of messages; a chain of houses is as long at most as the rounds, and the messages have settled by then."""
_DAMPED = 0.5
"""Share of the last message that is kept in each round, so that messages do not swing."""

Pair = tuple[str, str]


class Disputes:
    """The texts that pairs of houses date differently, and what follows for each house."""

    def __init__(self) -> None:
        self._later: dict[Pair, int] = defaultdict(int)
        """How many texts the first house dates later than the second."""
        self._others: dict[str, set[str]] = defaultdict(set)
        """Houses that date texts of a house differently."""
        self._messages: dict[Pair, float] = {}
        self._odds: Mapping[str, float] = {}

    def add(self, days: Mapping[str, tuple[int, str]]) -> None:
        """Count one text.

        Args:
            days: The stated day of each witness, as an ordinal, and its house.
        """
        for later, earlier in disputed(days):
            self._later[later, earlier] += 1
            self._others[later].add(earlier)
            self._others[earlier].add(later)

    def of(self, house: str) -> int:
        """Return how often other houses date a text of one house differently."""
        return sum(self._texts(house, other) for other in sorted(self._others.get(house, ())))

    def _texts(self, one: str, other: str) -> int:
        return self._later.get((one, other), 0) + self._later.get((other, one), 0)

    def _fresh(self, one: str, other: str) -> float:
        """Return the log-odds that of two houses the first one lies, from whose days are the later ones."""
        more = self._later.get((one, other), 0) - self._later.get((other, one), 0)
        return max(-_FRESHEST, min(_FRESHEST, _FRESH * more * abs(more) / self._texts(one, other)))

    def settle(self, odds: Mapping[str, float]) -> None:
        """Work out the messages.

        Args:
            odds: Log-odds of each house that its dates are false, its prior and what its own texts say.
        """
        self._odds = odds
        told = {(one, other): 0.0 for one, others in sorted(self._others.items()) for other in sorted(others)}
        for _ in range(_ROUNDS if told else 0):
            sums = self._sums(told)
            told = {
                (one, other): _DAMPED * was
                + (1 - _DAMPED) * self._message(one, other, sums[one] - told[other, one], self._texts(one, other))
                for (one, other), was in told.items()
            }
        self._messages = told

    def _sums(self, told: Mapping[Pair, float]) -> dict[str, float]:
        return {
            house: self._odds[house] + sum(told[other, house] for other in sorted(others))
            for house, others in self._others.items()
        }

    def _message(self, one: str, other: str, odds: float, texts: int) -> float:
        """Return what one house says against the other.

        Args:
            one: The house that speaks.
            other: The house that it speaks of.
            odds: Log-odds that it lies itself, without what the other says.
            texts: Texts that the two date differently.
        """
        fresh = self._fresh(other, one) if texts else 0.0
        return _log_sum(fresh, odds) - _log_sum(-_RARE * texts, odds - fresh)

    def against(self, house: str, text: Mapping[str, float], here: Iterable[str]) -> float:
        """Return the log-odds that other houses add against one, one text left out.

        Args:
            house: The house.
            text: What that text says against each house that carries it: it is taken away from theirs.
            here: Houses that date that very text differently.
        """
        less = set(here)
        total = 0.0
        for other in sorted(self._others.get(house, ())):
            told = self._messages[other, house]
            total += self._without(other, house, text.get(other, 0.0)) if other in less else told
        return total

    def _without(self, other: str, house: str, text: float) -> float:
        """Return the message of another house as it would be without one text that both carry."""
        odds = self._odds[other] - text
        odds += sum(self._messages[third, other] for third in sorted(self._others[other]) if third != house)
        return self._message(other, house, odds, self._texts(other, house) - 1)


def disputed(days: Mapping[str, tuple[int, str]]) -> list[Pair]:
    """Return the pairs of houses that date one text differently, the one with the later day first, sorted.

    Args:
        days: The stated day of each witness, as an ordinal, and its house.
    """
    order = sorted(days.values())
    ends = order if len(order) <= 2 * _SIDES else order[:_SIDES] + order[-_SIDES:]
    found = set()
    for day, house in order:
        for away, other in ends:
            if abs(day - away) > _APART and house != other:
                found.add((house, other) if day > away else (other, house))
    return sorted(found)


def _log_sum(one: float, other: float) -> float:
    top = max(one, other)
    return top + math.log1p(math.exp(min(one, other) - top))
