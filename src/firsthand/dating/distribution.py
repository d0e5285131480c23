"""One distribution over days for one text, from which the words of single witnesses can be taken away again."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np

from firsthand.dating.claim import Word
from firsthand.dating.weigh import IDLE, Curve, Days, stated
from firsthand.model import Clue

BELIEVED = 0.5
"""Trust from which a page's word makes it idle to ask how far texts lie behind the dates that they name."""
VOICES = 60
"""Clues of one text, and pages whose words are shown among the evidence of each, its own always. All count, but what
thousands say of themselves stands on their own cards."""

Weighed = tuple[tuple[Clue, Curve], ...]
"""Clues with their curves."""


class Voice(NamedTuple):
    """What one page says of its day, among the evidence."""

    clue: Clue
    """The statement that stands for the page's word."""
    values: Curve
    blind: float
    """What a day picked blindly has by it."""


@dataclasses.dataclass(frozen=True)
class Solution:
    """The distribution of one text.

    A text may have thousands of witnesses, each of which asks for the distribution without its own word: what the words
    say together is held as one sum, from which single ones are taken.
    """

    days: Days
    """Ordinals of the days searched."""
    probability: Curve
    """Of each day; they sum to 1."""
    text: Weighed
    """Clues of the text and of the archive, with their curves."""
    words: Mapping[str, Word]
    """What the pages say about their own days, by record."""
    said: Curve
    """The sum of the words' curves."""
    witnesses: int
    """Pages that carry the text."""
    totals: Mapping[bool, Curve]
    """What the clues of the text add up to, where a stated day is believed and where not."""
    base: "Solution | None" = None
    """The solution that this one was taken from, whose curves are used again."""

    def mass(self, low: dt.date, high: dt.date) -> float:
        """Return the probability that the text was written in a stretch of days."""
        inside = (self.days >= low.toordinal()) & (self.days <= high.toordinal())
        return float(self.probability[inside].sum())

    def without(self, day: dt.date | None) -> "Solution":
        """Return the solution in which no page's word counts for a day that has been refuted."""
        concerned = self._stating.get(day, ()) if day is not None else ()
        if not concerned:
            return self
        changed = {record: self.words[record].without(day) for record in concerned}
        said = self.said.copy()
        for record, less in changed.items():
            said += self._curve(less, less.trust) - self._curve(self.words[record], less.trust)
        words = {**self.words, **changed}
        probability = _probability(self.totals[_told_by(words)] + said)
        return dataclasses.replace(self, probability=probability, words=words, said=said, base=self)

    def sceptical(self, record: str) -> "Solution":
        """Return the solution from which the verdict on one page's claim is taken: as if it stated nothing else."""
        word = self.words[record]
        only = word.only()
        said = self._curve(only, word.doubt)
        if len(self.words) > 1:
            said += self._doubted - self._curve(word, word.doubt)
        told = self._doubting - _believed(word, word.doubt) + _believed(only, word.doubt) > 0
        return dataclasses.replace(self, probability=_probability(self.totals[told] + said), said=said, base=self)

    def among(self, text: Weighed) -> "Solution":
        """Return the solution with other clues of the text and of the archive."""
        totals = _totals(self.days, text)
        probability = _probability(totals[_told_by(self.words)] + self.said)
        return dataclasses.replace(self, probability=probability, text=text, totals=totals, base=None)

    def voice(self, record: str) -> Voice:
        """Return what one page says."""
        word = self.words[record]
        values = self._curve(word, word.trust)
        return Voice(word.clue, values, _blind(values))

    @cached_property
    def voices(self) -> Mapping[str, Voice]:
        """What the pages say whose words are shown: all, or of many those most believed, and of these the earliest."""
        if self.base is None:
            first = sorted(self.words, key=lambda one: (-self.words[one].trust, self.words[one].shares[0].day, one))
            return {record: self.voice(record) for record in first[:VOICES]}
        known, before = self.base.voices, self.base.words
        return {
            record: one if self.words[record] is before[record] else self.voice(record) for record, one in known.items()
        }

    @cached_property
    def blind(self) -> tuple[float, ...]:
        """What a day picked blindly has by each clue of the text."""
        return self.base.blind if self.base is not None else tuple(_blind(values) for _, values in self.text)

    @cached_property
    def _stating(self) -> Mapping[dt.date, list[str]]:
        """The pages that state each day, sorted."""
        found: dict[dt.date, list[str]] = {}
        for record in sorted(self.words):
            for day in {share.day for share in self.words[record].shares}:
                found.setdefault(day, []).append(record)
        return found

    @cached_property
    def _doubted(self) -> Curve:
        """The sum of the words' curves as the verdicts take them."""
        return _sum(self.days, self.words, self.witnesses, lambda one: one.doubt)

    @cached_property
    def _doubting(self) -> int:
        """How many words are believed as the verdicts take them."""
        return sum(_believed(word, word.doubt) for word in self.words.values())

    def _curve(self, word: Word, trust: float) -> Curve:
        return stated(word.shares, self.days, trust, self.witnesses)


def solved(days: Days, text: Weighed, words: Mapping[str, Word], witnesses: int) -> Solution:
    """Return the distribution that curves add up to."""
    said = _sum(days, words, witnesses, lambda one: one.trust)
    totals = _totals(days, text)
    return Solution(days, _probability(totals[_told_by(words)] + said), text, words, said, witnesses, totals)


def _totals(days: Days, text: Weighed) -> dict[bool, Curve]:
    """Return what the clues of a text add up to: where a stated day is believed, some are not asked."""
    asked, idle = np.zeros(len(days)), np.zeros(len(days))
    for clue, values in text:
        if clue.evidence.rule in IDLE:
            idle += values
        else:
            asked += values
    return {True: asked, False: asked + idle}


def _sum(days: Days, words: Mapping[str, Word], witnesses: int, trust: Callable[[Word], float]) -> Curve:
    total = np.zeros(len(days))
    for _, one in sorted(words.items()):
        total += stated(one.shares, days, trust(one), witnesses)
    return total


def _probability(total: Curve) -> Curve:
    weights = np.exp(total - total.max())
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _told_by(words: Mapping[str, Word]) -> bool:
    """Tell whether the word of any page is believed."""
    return any(_believed(one, one.trust) for one in words.values())


def _believed(word: Word, trust: float) -> bool:
    """Tell whether a page's word, with so much trust, makes it idle to ask for habits of writing."""
    return word.claimed is not None and trust >= BELIEVED and word.shares[0].probability > 0


def _blind(values: Curve) -> float:
    return float(np.log(np.mean(np.exp(values))))
