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
        self.texts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        """How many texts one house dates differently from another, both ways."""
        self._messages: dict[Pair, float] = {}
        self._odds: Mapping[str, float] = {}

    def add(self, days: Mapping[str, tuple[int, str]]) -> None:
        """Count one text.

        Args:
            days: The stated day of each witness, as an ordinal, and its house.
        """
        for left, right in disputed(days):
            self.texts[left][right] += 1
            self.texts[right][left] += 1

    def of(self, house: str) -> int:
        """Return how often other houses date a text of one house differently."""
        return sum(self.texts[house].values()) if house in self.texts else 0

    def settle(self, odds: Mapping[str, float]) -> None:
        """Work out the messages.

        Args:
            odds: Log-odds of each house that its dates are false, its prior and what its own texts say.
        """
        self._odds = odds
        told = {(one, other): 0.0 for one, others in sorted(self.texts.items()) for other in sorted(others)}
        for _ in range(_ROUNDS if told else 0):
            sums = self._sums(told)
            told = {
                (one, other): _DAMPED * was
                + (1 - _DAMPED) * _message(sums[one] - told[other, one], _RARE * self.texts[one][other])
                for (one, other), was in told.items()
            }
        self._messages = told

    def _sums(self, told: Mapping[Pair, float]) -> dict[str, float]:
        return {
            house: self._odds[house] + sum(told[other, house] for other in sorted(others))
            for house, others in self.texts.items()
        }

    def against(self, house: str, text: Mapping[str, float], here: Iterable[str]) -> float:
        """Return the log-odds that other houses add against one, one text left out.

        Args:
            house: The house.
            text: What that text says against each house that carries it: it is taken away from theirs.
            here: Houses that date that very text differently.
        """
        less = set(here)
        total = 0.0
        for other in sorted(self.texts[house]) if house in self.texts else ():
            told = self._messages[other, house]
            if other in less:
                told = self._without(other, house, text.get(other, 0.0))
            total += told
        return total

    def _without(self, other: str, house: str, text: float) -> float:
        """Return the message of another house as it would be without one text that both carry."""
        odds = self._odds[other] - text
        odds += sum(self._messages[third, other] for third in sorted(self.texts[other]) if third != house)
        return _message(odds, _RARE * (self.texts[other][house] - 1))


def disputed(days: Mapping[str, tuple[int, str]]) -> list[Pair]:
    """Return the pairs of houses that date one text differently, each once, sorted.

    Args:
        days: The stated day of each witness, as an ordinal, and its house.
    """
    order = sorted(days.values())
    ends = order if len(order) <= 2 * _SIDES else order[:_SIDES] + order[-_SIDES:]
    found = {
        (min(house, other), max(house, other))
        for day, house in order
        for away, other in ends
        if abs(day - away) > _APART and house != other
    }
    return sorted(found)


def _message(odds: float, apart: float) -> float:
    """Return what a house says against another one.

    Args:
        odds: Log-odds that it lies itself, without what the other says.
        apart: How much less likely their disagreement is if both are honest.
    """
    return _log_sum(0.0, odds) - _log_sum(-apart, odds)


def _log_sum(one: float, other: float) -> float:
    top = max(one, other)
    return top + math.log1p(math.exp(min(one, other) - top))
