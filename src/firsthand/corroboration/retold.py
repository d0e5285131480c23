"""Texts that may retell another one: they bring no name and no voice of their own.

A rewrite in wholly other words leaves nothing to align. What it keeps is who and where: nearly all its names, and the
people whom it quotes, stand in the text that it retells, while a reporter on the spot brings some of his own.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from firsthand.corroboration.owners import printed
from firsthand.model import Article, Claim, Evidence, Span
from firsthand.text import names
from firsthand.text.normalise import words
from firsthand.text.rates import rate
from firsthand.text.terms import stem

NAMES = 0.65
"""Share of a text's names that another one must hold; of pairs of reports of one event in ECB+ 19 % reach it."""
WORDS = 0.3
"""Share of its rare words that the other must hold."""
VOICES = 0.6
"""Share of the named parties that it quotes which the other must name."""
LEAST_NAMES = 5
"""Words of names that a text must have before anything is concluded from them."""
MAX_CHARACTERS = 12_000
MAX_TEXTS = 60
"""Other texts that one is compared with; in a larger story, those that come first."""
_RARE = 0.02


class First(NamedTuple):
    """The page that stands for a cluster of texts."""

    text: str
    """Id of the cluster's first text."""
    record: str
    """The page."""
    agency: bool
    """An agency's: it retells nobody."""
    outlet: bool
    """An outlet's, without a sign of reporting of its own."""
    released: bool
    """A press release: two reporters may stand on it."""


def retellings(
    firsts: Sequence[First], retold: "Retold", different: Collection[tuple[str, str]]
) -> dict[str, tuple[str, Evidence]]:
    """Return the texts that may retell another one: text -> (the other text, what tells so).

    Args:
        firsts: one a cluster, best known first.
        retold: the comparison.
        different: pairs of pages that a person called no copies.
    """
    found = {}
    for first in firsts:
        if not first.outlet:
            continue
        for other in [each for each in firsts if each is not first and not each.released][:MAX_TEXTS]:
            if (min(first.record, other.record), max(first.record, other.record)) in different:
                continue
            evidence = retold.of(first.record, other.record, firsthand=other.agency)
            if evidence is not None:
                found[first.text] = other.text, evidence
                break
    return found


class Retold:
    """Compares the texts of one story, each looked through once."""

    def __init__(self, articles: Mapping[str, Article], claims: Mapping[str, Sequence[Claim]]) -> None:
        """Keep the pages and their claims."""
        self.articles = articles
        self.claims = claims
        self._names: dict[str, dict[str, Span]] = {}
        self._words: dict[str, frozenset[str]] = {}

    def of(self, record: str, other: str, *, firsthand: bool) -> Evidence | None:
        """Return what tells that a page may retell another; None when it brings something of its own.

        Args:
            record: the page.
            other: the other page.
            firsthand: whether the other is surely no retelling; if not, the one with fewer names is held for it.
        """
        mine, theirs = self._named(record), self._named(other)
        shared = sum(name in theirs for name in mine)
        if len(mine) < LEAST_NAMES or shared < NAMES * len(mine) or not (firsthand or len(mine) < len(theirs)):
            return None
        if not self._worded(record, other) or not self._voiced(record, other):
            return None
        return self._evidence(record, other, shared, mine)

    def _named(self, record: str) -> dict[str, Span]:
        """Return the rare words of the names of a page, with the first place of each."""
        if record not in self._names:
            found: dict[str, Span] = {}
            for name in names.find(self.articles[record].text[:MAX_CHARACTERS]):
                for part in name.key.split():
                    if rate(part) < _RARE and len(part) > 2:
                        found.setdefault(part, name.span)
            self._names[record] = found
        return self._names[record]

    def _stems(self, record: str) -> frozenset[str]:
        if record not in self._words:
            text = self.articles[record].text[:MAX_CHARACTERS]
            self._words[record] = frozenset(
                stem(word) for word, _, _ in words(text) if len(word) > 2 and not word[0].isdigit()
            )
        return self._words[record]

    def _worded(self, record: str, other: str) -> bool:
        rare = [word for word in self._stems(record) if rate(word) < _RARE]
        return sum(word in self._stems(other) for word in rare) >= WORDS * len(rare)

    def _voiced(self, record: str, other: str) -> bool:
        """Tell whether most named parties of a page are named in the other."""
        heard = {claim.party.id for claim in self.claims.get(record, ()) if claim.party and claim.party.named}
        there = self._stems(other)
        known = sum(all(stem(part) in there for part in party.split() if len(part) > 2) for party in sorted(heard))
        return known >= VOICES * len(heard)

    def _evidence(self, record: str, other: str, shared: int, mine: Mapping[str, Span]) -> Evidence:
        theirs = self._named(other)
        where = next(span for name, span in mine.items() if name in theirs)
        name = printed(self.articles[other]) or "another page"
        return Evidence(
            rule="corroboration.sign.retold",
            quote=where.of(self.articles[record].text),
            record=record,
            where=where,
            weight=round(shared / len(mine), 3),
            note=f"{shared} of its {len(mine)} words of names stand in the text of {name}, and whom it quotes, too.",
        )
