"""A pile of texts that is too large for nouns: words and fingerprints in columns, and the copies among them.

`trace` tells everything about each pair, and holds all articles in memory. A pile holds four bytes a word and eight
bytes a fingerprint, takes texts as they come, and says which pairs are copies, how much of each is shared, and where.
One more text is looked up among those that are there; nothing else is done again.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from firsthand.copies.candidates import PLACE, joined, once, pack, summed, worth
from firsthand.copies.index import shorter_first
from firsthand.copies.sieve import Limits, sieved
from firsthand.copies.verify import Finding, verify
from firsthand.copies.witness import Mask, Witness, open_all
from firsthand.model import Article
from firsthand.text.align import Run
from firsthand.text.runs import Column, blocks
from firsthand.text.shingles import Hashes, Places, Prints, sampled
from firsthand.text.wordnumbers import numbered

_OWNER = 22  # bits of a text's number: 4 million texts
_LAST = np.uint64((1 << _OWNER + PLACE) - 1)
_SHINGLE, _WINDOW = 5, 5  # as in `Options`
_BATCH = 1_000  # texts fingerprinted at once

Teller = Callable[[int], str]
"""Gives a text of the pile again, by its number."""


class Edge(NamedTuple):
    """Two texts of a pile of which one depends on the other, or both on a third."""

    left: int
    """Number of one text."""
    right: int
    """Number of the other, larger than `left`."""
    grade: str
    """``equal``, ``passage`` or ``rewrite``."""
    left_share: float
    """Share of the left words that the other has."""
    right_share: float
    """Share of the right words that the other has."""
    runs: tuple[Run, ...]
    """Shared words, counted in words; one run over all of equal texts."""


class Pile:
    """Texts by number, in the order in which they came.

    Args:
        limits: what it takes to hold a pair for a copy.
        crowd: texts that may share a fingerprint before only centres are joined.
        centres: how many texts of a crowd are centres. They are drawn by lot, from the words alone: the longest texts
            have most stock phrases, and would be joined with everything.
        least_prints: shared fingerprints that make a candidate.
    """

    def __init__(self, limits: Limits, crowd: int = 32, centres: int = 8, least_prints: int = 2) -> None:
        self.limits = limits
        self.crowd, self.centres, self.least_prints = crowd, centres, least_prints
        self.words: Hashes = np.empty(1 << 16, np.uint32)
        self.starts: Places = np.zeros(1 << 10, np.int64)
        self.sizes: Places = np.zeros(1 << 10, np.int64)
        self.lots: Places = np.zeros(1 << 10, np.int64)
        self.segments: list[Prints] = []
        self.count = 0
        self._fresh: list[Prints] = []
        self._first: dict[bytes, int] = {}
        self._equal: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return self.count

    @property
    def column(self) -> Column:
        """The words of all texts."""
        return Column(self.words[: int(self.starts[self.count])], self.starts[: self.count + 1])

    def extend(self, texts: Iterable[str]) -> None:
        """Take texts in, without asking yet what they share."""
        batch: list[str] = []
        for text in texts:
            batch.append(text)
            if len(batch) == _BATCH:
                self._take(numbered(batch))
                batch = []
        if batch:
            self._take(numbered(batch))
        self._settle()

    def edges(self, teller: Teller) -> Iterator[Edge]:
        """Yield every pair of copies, equal texts first. The first of equal texts stands for all with others.

        Args:
            teller: asked for the texts of which some quotation or standing line matters.
        """
        for members in self._equal.values():
            yield from self._equals(members)
        self._settle()
        while len(self.segments) > 1:
            self._merge()
        packed = self.segments[0] if self.segments else np.empty(0, np.uint64)
        ranks = np.empty(self.count, np.int64)
        ranks[np.argsort(self.lots[: self.count], kind="stable")] = np.arange(self.count)
        for some in joined(packed, _OWNER, ranks, self.crowd, self.centres):
            keep = worth(some, self.sizes, self.least_prints)
            yield from self._verified(some[0][keep], some[1][keep], teller)

    def arrive(self, text: str, teller: Teller) -> list[Edge]:
        """Take one more text in, and return its edges with those that are there: with its equals, if it has any.

        They are the edges that the text has when all come at once. Where it is the one by which more than `crowd`
        texts share a fingerprint, edges between the others that would not be looked for then are kept.
        """
        self._settle()
        number = self.count
        self._take(numbered([text]))
        self._settle()
        words = self.column.text(number)
        first = self._first[_digest(words)]
        if first != number:
            return [edge for edge in self._equals(self._equal[first]) if edge.right == number]
        others, shared, alike = self._near(number)
        one = np.full(len(others), number, np.int64)
        keep = worth((one, others, shared, alike), self.sizes, self.least_prints)
        return list(self._verified(one[keep], others[keep], teller))

    def _take(self, texts: Sequence[Hashes]) -> None:
        """Append word columns; a text whose words are there already has no fingerprints of its own."""
        past = self.count + len(texts)
        self._room(past, sum(len(words) for words in texts))
        fresh: list[Hashes] = []
        for number, words in enumerate(texts, self.count):
            digest = _digest(words)
            first = self._first.setdefault(digest, number)
            if first != number:
                self._equal.setdefault(first, [first]).append(number)
            fresh.append(words if first == number else words[:0])
            self.lots[number] = int.from_bytes(digest[:7], "big")
        packed = _fingerprints(fresh, self.count)
        low = int(self.starts[self.count])
        for at, words in enumerate(texts):
            self.words[low : low + len(words)] = words
            low += len(words)
            self.starts[self.count + at + 1] = low
        owners = (packed & _LAST).astype(np.int64) >> PLACE
        self.sizes[self.count : past] = np.bincount(owners - self.count, minlength=len(texts))
        self._fresh.append(packed)
        self.count = past

    def _room(self, texts: int, words: int) -> None:
        """Make the columns long enough. New ones are made: somebody may still look at the old ones."""
        need = int(self.starts[self.count]) + words
        if need > len(self.words):
            longer = np.empty(max(need, len(self.words) + (len(self.words) >> 2)), np.uint32)
            longer[: len(self.words)] = self.words
            self.words = longer
        if texts + 1 > len(self.starts):
            room = max(texts + 1, 2 * len(self.starts)) - len(self.starts)
            self.starts = np.concatenate((self.starts, np.zeros(room, np.int64)))
            self.sizes = np.concatenate((self.sizes, np.zeros(room, np.int64)))
            self.lots = np.concatenate((self.lots, np.zeros(room, np.int64)))

    def _settle(self) -> None:
        """Sort the fingerprints that came in, and keep the sorted segments few: each over twice the next."""
        if self._fresh:
            total = sum(map(len, self._fresh))
            segment = np.empty(total, np.uint64)
            at = 0
            self._fresh.reverse()
            while self._fresh:
                part = self._fresh.pop()
                segment[at : at + len(part)] = part
                at += len(part)
            segment.sort()
            self.segments.append(segment)
        while len(self.segments) > 1 and len(self.segments[-2]) < 2 * len(self.segments[-1]):
            self._merge()

    def _merge(self) -> None:
        """Make one segment of the last two."""
        both = np.concatenate(self.segments[-2:])
        self.segments[-2:] = [both]
        both.sort()

    def _near(self, number: int) -> tuple[Places, Places, Mask]:
        """Return the texts that share fingerprints with a text, how many, and whether three of them lie alike."""
        mine = _fingerprints([self.column.text(number)], 0)
        prints, places = mine & ~_LAST, (mine & _LAST).astype(np.int64)
        holders: list[list[Places]] = [[] for _ in mine]
        for segment in self.segments:
            low, high = np.searchsorted(segment, prints), np.searchsorted(segment, prints | _LAST, side="right")
            for at in np.flatnonzero(high > low).tolist():
                holders[at].append((segment[low[at] : high[at]] & _LAST).astype(np.int64))
        codes = [np.empty(0, np.int64)]
        for place, parts in zip(places.tolist(), holders, strict=True):
            texts = self._centred(np.sort(np.concatenate(parts)), number)
            slope = (place - texts) & ((1 << PLACE) - 1)
            codes.append(texts >> PLACE << PLACE | slope)
        return summed(*np.unique(np.concatenate(codes), return_counts=True))

    def _centred(self, texts: Places, number: int) -> Places:
        """Return those of the texts with one fingerprint that a text is joined with; the last bits are places."""
        others: Places = texts[texts >> PLACE != number]
        if len(others) < self.crowd:
            return others
        best: Places = texts[np.argsort(self.lots[texts >> PLACE], kind="stable")[: self.centres]]
        among = bool((best >> PLACE == number).any())
        return others if among else best

    def _equals(self, members: list[int]) -> Iterator[Edge]:
        """Yield the edges of equal texts: all pairs of a few, a star of many."""
        words = int(self.starts[members[0] + 1] - self.starts[members[0]])
        if words < self.limits.least_words:
            return
        whole = (Run(0, 0, words),)
        for at, one in enumerate(members if len(members) <= self.crowd else members[:1]):
            for two in members[at + 1 :]:
                yield Edge(one, two, "equal", 1.0, 1.0, whole)

    def _verified(self, one: Places, two: Places, teller: Teller) -> Iterator[Edge]:
        """Yield the edges among candidate pairs."""
        whole = self.column
        one, two = shorter_first(whole, one, two)
        for some in blocks(whole, one, two):
            yield from _block(whole, one[some], two[some], teller, self.limits)


def _block(whole: Column, one: Places, two: Places, teller: Teller, limits: Limits) -> Iterator[Edge]:
    """Yield the edges among a block of candidate pairs, the shorter text of each first."""
    numbers = np.unique(np.concatenate((one, two)))
    left, right = np.searchsorted(numbers, one), np.searchsorted(numbers, two)
    some = whole.some(numbers)
    known: dict[int, Witness] = {}

    def opener(texts: Places) -> list[Witness]:
        for text in texts.tolist():
            if text not in known:
                number = int(numbers[text])
                known[text] = Witness(
                    (Article(record=str(number), text=teller(number), blocks=()),), 0, some.text(text)
                )
        opened = [known[text] for text in texts.tolist()]
        open_all(opened)
        return opened

    heaps = sieved(some, left, right, opener, limits)
    lengths = some.lengths
    for pair in heaps.plain.tolist():
        runs = tuple(map(Run._make, zip(*heaps.anchors(pair), strict=True)))
        shares = heaps.left_words[pair] / lengths[left[pair]], heaps.right_words[pair] / lengths[right[pair]]
        yield _edge(int(one[pair]), int(two[pair]), "passage", (float(shares[0]), float(shares[1])), runs)
    doubtful = heaps.doubtful
    opener(np.unique(np.concatenate((left[doubtful], right[doubtful]))))
    for pair in doubtful.tolist():
        finding = verify(known[int(left[pair])], known[int(right[pair])], limits, heaps.anchors(pair))
        if finding is not None:
            yield _told(int(one[pair]), int(two[pair]), finding)


def _told(one: int, two: int, finding: Finding) -> Edge:
    """Return the edge of a pair that was aligned."""
    if finding.rewrite is None:
        shares = finding.ground.left_share, finding.ground.right_share
        return _edge(one, two, "passage", shares, finding.alignment.runs)
    shares = finding.rewrite.left_share, finding.rewrite.right_share
    return _edge(one, two, "rewrite", shares, finding.alignment.runs)


def _edge(one: int, two: int, grade: str, shares: tuple[float, float], runs: tuple[Run, ...]) -> Edge:
    """Return the edge with the smaller number on the left."""
    if one < two:
        return Edge(one, two, grade, *shares, runs)
    return Edge(two, one, grade, shares[1], shares[0], tuple(sorted(Run(b, a, n) for a, b, n in runs)))


def _fingerprints(texts: Sequence[Hashes], first: int) -> Prints:
    """Return the packed fingerprints of texts that are numbered from `first`."""
    prints, owners, places = sampled(texts, _SHINGLE, _WINDOW)
    packed = pack(prints, owners + first, places, _OWNER)
    packed.sort()
    return once(packed)


def _digest(words: Hashes) -> bytes:
    """Return sixteen bytes that stand for the words."""
    return hashlib.blake2b(words.tobytes(), digest_size=16).digest()
