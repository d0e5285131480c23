"""From articles to verified pairs: equal texts folded together, candidates from fingerprints, each pair verified."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.copies import translation
from firsthand.copies.candidates import PLACE, joined, once, pack, pairs, worth
from firsthand.copies.sieve import Limits, sieved
from firsthand.copies.verify import Finding, Known, tell, tell_translation, verify
from firsthand.copies.witness import Witness, open_all, witnesses
from firsthand.model import Article, Copy, Tables
from firsthand.spread import Spread, here
from firsthand.text.runs import Column, blocks, column
from firsthand.text.shingles import Places, Prints, sampled

_BONES = 4  # neighbouring names or figures that a translation shares at least
_WORDS = 1 << 20
"""Words of the pairs that are compared at once."""
_PAIRS = 2_000
"""Pairs of one cluster that are compared together."""
_OPEN = 64
"""Pairs whose words are looked up together."""
_CHUNK = 1_000  # texts fingerprinted at once: their columns stay in the processor's cache


class Group:
    """Articles with the very same words, the best centre first."""

    def __init__(self, witnesses: list[Witness]) -> None:
        self.witnesses = witnesses

    @property
    def first(self) -> Witness:
        """The one that stands for all in the index."""
        return self.witnesses[0]

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles."""
        held = tuple(one.article for one in self.witnesses)
        self.forget()
        return held

    @property
    def article(self) -> Article:
        """The first one's article."""
        held = self.first.article
        self.first.forget()
        return held

    def forget(self) -> None:
        """Drop what can be made again: some 150 KB for each text that was looked into."""
        for one in self.witnesses:
            one.forget()


def groups(articles: Sequence[Article], tables: Tables) -> list[Group]:
    """Return the articles folded by their words, in an order that depends on the articles alone.

    First come those that would serve as centres of a crowd: with an agency sign, then long, then by id.
    """
    by_words: dict[bytes, list[Witness]] = defaultdict(list)
    for one in witnesses(articles):
        by_words[digest(one)].append(one)
    for members in by_words.values():
        members.sort(key=lambda one: one.record)
    found = [Group(members) for members in by_words.values()]
    signed = {id(group): _signed(group, tables) for group in found}
    found.sort(key=lambda group: (not signed[id(group)], -len(group.first), group.first.record))
    return found


def _signed(group: Group, tables: Tables) -> bool:
    """Tell whether an agency's sign stands in one of the first articles of a group."""
    told = any(one.signs(tables) for one in group.witnesses[:50])
    group.forget()
    return told


def digest(one: Witness) -> bytes:
    """Return sixteen bytes that stand for the words of an article."""
    return hashlib.blake2b(one.hashes.tobytes(), digest_size=16).digest()


def fingerprints(found: Sequence[Group], shingle: int, window: int) -> Prints:
    """Return the fingerprints of all groups, packed with the number of the group, in rising order."""
    bits = max(1, len(found).bit_length())
    columns: list[Prints] = [np.empty(0, np.uint64)]
    for at in range(0, len(found), _CHUNK):
        texts = [group.first.hashes for group in found[at : at + _CHUNK]]
        prints, owners, places = sampled(texts, shingle, window)
        columns.append(pack(prints, owners + at, places, bits))
    packed = np.concatenate(columns)
    packed.sort()
    return once(packed)


def candidates(found: Sequence[Group], packed: Prints, crowd: int, centres: int, least: int) -> tuple[Places, Places]:
    """Return pairs of groups worth aligning: enough shared fingerprints, or a good part of a short text's."""
    bits = max(1, len(found).bit_length())
    owners = (packed >> np.uint64(PLACE) & np.uint64((1 << bits) - 1)).astype(np.int64)
    sizes = np.bincount(owners, minlength=len(found))
    none = np.empty(0, np.int64)
    left, right = [none], [none]
    for some in joined(packed, bits, np.arange(len(found), dtype=np.int64), crowd, centres):
        keep = worth(some, sizes, least)
        left.append(some[0][keep])
        right.append(some[1][keep])
    return np.concatenate(left), np.concatenate(right)


def edges(
    found: Sequence[Group], one: Places, two: Places, limits: Limits, tables: Tables, crowd: int
) -> Iterator[Copy]:
    """Yield one Copy for each verified pair of articles, all worked out here, which is faster than part by part."""
    for group in found:
        yield from equal(group, limits, tables, crowd)
        group.forget()
    yield from unequal(found, one, two, limits, tables, crowd)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts that hang together through candidate pairs, and these; or one text that several articles print."""

    groups: tuple[tuple[Article, ...], ...]
    """The articles of each text, by id."""
    pairs: tuple[tuple[int, int], ...]
    """Numbers of groups; none for one text."""


def clusters(found: Sequence[Group], one: Places, two: Places) -> Iterator[Cluster]:
    """Yield what must be compared, in parts that have nothing to do with each other.

    Args:
        found: all groups.
        one: the first group of each candidate pair.
        two: the other.
    """
    for group in found:
        if len(group.witnesses) > 1:
            yield Cluster((group.articles,), ())
    order, tops = together(one, two, len(found))
    one, two = one[order], two[order]
    starts = np.flatnonzero(np.concatenate(([True], tops[1:] != tops[:-1]))) if len(tops) else tops
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(tops)], strict=False):
        for low in range(start, end, _PAIRS):
            some = slice(low, min(end, low + _PAIRS))
            numbers = np.unique(np.concatenate((one[some], two[some])))
            left, right = np.searchsorted(numbers, one[some]).tolist(), np.searchsorted(numbers, two[some]).tolist()
            groups = tuple(found[number].articles for number in numbers.tolist())
            yield Cluster(groups, tuple(zip(left, right, strict=True)))


def compared(limits: Limits, tables: Tables, crowd: int, cluster: Cluster) -> tuple[Copy, ...]:
    """Return one Copy for each verified pair of articles of a cluster; depends on its arguments alone."""
    groups = [Group(witnesses(members)) for members in cluster.groups]
    if not cluster.pairs:
        return tuple(equal(groups[0], limits, tables, crowd))
    pairs = np.array(cluster.pairs, np.int64)
    return tuple(unequal(groups, pairs[:, 0], pairs[:, 1], limits, tables, crowd))


def equal(group: Group, limits: Limits, tables: Tables, crowd: int) -> Iterator[Copy]:
    """Yield one Copy for each pair of articles with the very same words."""
    if len(group.witnesses) > 1 and len(group.first) >= limits.least_words:
        yield from _equal(group, limits, tables, crowd)


def unequal(
    found: Sequence[Group], one: Places, two: Places, limits: Limits, tables: Tables, crowd: int
) -> Iterator[Copy]:
    """Yield one Copy for each verified pair of articles that stand in the groups of a candidate pair."""
    whole = column([group.first.hashes for group in found])
    order, _ = together(one, two, len(found))
    one, two = shorter_first(whole, one[order], two[order])
    for some in blocks(whole, one, two, _WORDS):
        yield from _block(found, whole, (one[some], two[some]), limits, tables, crowd)


def _block(
    found: Sequence[Group], whole: Column, wanted: tuple[Places, Places], limits: Limits, tables: Tables, crowd: int
) -> Iterator[Copy]:
    """Yield the copies among some candidate pairs, and drop what was worked out of their texts."""
    numbers = np.unique(np.concatenate(wanted))
    one, two = np.searchsorted(numbers, wanted[0]), np.searchsorted(numbers, wanted[1])

    def opener(texts: Places) -> list[Witness]:
        opened = [found[number].first for number in numbers[texts].tolist()]
        open_all(opened)
        return opened

    sorted_out = sieved(whole.some(numbers), one, two, opener, limits)
    held = np.sort(np.concatenate((sorted_out.plain, sorted_out.doubtful)))
    last = np.full(len(numbers), -1, np.int64)
    for ends in (one, two):
        np.maximum.at(last, ends[held], held)
    for number in numbers[last < 0].tolist():
        found[number].forget()
    for at in range(0, len(held), _OPEN):
        opener(np.unique(np.concatenate((one[held[at : at + _OPEN]], two[held[at : at + _OPEN]]))))
        for pair in held[at : at + _OPEN].tolist():
            left, right = found[wanted[0][pair]], found[wanted[1][pair]]
            finding = verify(left.first, right.first, limits, sorted_out.anchors(pair))
            if finding is not None:
                yield from _spread(left, right, finding, tables, crowd)
            for end in (one[pair], two[pair]):
                if last[end] == pair:
                    found[numbers[end]].forget()


def together(one: Places, two: Places, count: int) -> tuple[Places, Places]:
    """Return an order of pairs in which those that hang together stand together, and what tells them apart, so sorted.

    Args:
        one: the texts of the pairs.
        two: their other texts.
        count: how many texts there are.
    """
    above = list(range(count))

    def top(text: int) -> int:
        while above[text] != text:
            above[text] = above[above[text]]
            text = above[text]
        return text

    for left, right in zip(one.tolist(), two.tolist(), strict=True):
        low, high = sorted((top(left), top(right)))
        above[high] = low
    tops = np.array(list(map(top, one.tolist())), np.int64)
    order = np.lexsort((two, one, tops))
    return order, tops[order]


def shorter_first(whole: Column, one: Places, two: Places) -> tuple[Places, Places]:
    """Return pairs with the shorter text first, equally long ones by their words, as `verify` has them."""
    lengths = whole.lengths
    turn = lengths[one] > lengths[two]
    for pair in np.flatnonzero(lengths[one] == lengths[two]).tolist():
        turn[pair] = whole.text(one[pair]).tobytes() > whole.text(two[pair]).tobytes()
    return np.where(turn, two, one), np.where(turn, one, two)


def translations(
    found: Sequence[Group], tables: Tables, crowd: int, centres: int, spread: Spread = here
) -> Iterator[Copy]:
    """Yield one Copy for each text and its translation, told by names and figures."""
    languages = [group.article.language for group in found]
    if len({language for language in languages if language}) < 2:
        return
    bones = spread(translation.bones, (group.article for group in found))
    prints, owners = translation.columns(bones)
    one, two, shared = pairs(prints, owners, np.arange(len(found), dtype=np.int64), crowd, centres)
    for a, b in zip(one[shared >= _BONES].tolist(), two[shared >= _BONES].tolist(), strict=True):
        if languages[a] is None or languages[b] is None or languages[a] == languages[b]:
            continue
        for left in found[a].witnesses[:crowd]:
            for right in found[b].witnesses[:crowd]:
                first, second = sorted((left, right), key=lambda witness: witness.record)
                copy = tell_translation(first, second, tables)
                if copy is not None:
                    yield copy
        found[a].forget()
        found[b].forget()


def _equal(group: Group, limits: Limits, tables: Tables, crowd: int) -> Iterator[Copy]:
    """Yield the edges inside a group of equal words: all pairs of a small one, a star of a large one."""
    finding = verify(group.first, group.witnesses[1], limits)
    if finding is None:
        return
    members = group.witnesses
    known: Known = {}
    if len(members) <= crowd:
        for at, one in enumerate(members):
            for two in members[at + 1 :]:
                yield tell(*_by_id(one, two, finding), tables, known)
    else:
        for two in members[1:]:
            yield tell(*_by_id(members[0], two, finding), tables, known)


def _spread(one: Group, two: Group, finding: Finding, tables: Tables, crowd: int) -> Iterator[Copy]:
    """Yield the edges between two groups: all pairs where they are few, else each with the other's first."""
    if len(one.witnesses) * len(two.witnesses) <= crowd * crowd // 4:
        both = [(a, b) for a in one.witnesses for b in two.witnesses]
    else:
        both = [(one.first, b) for b in two.witnesses] + [(a, two.first) for a in one.witnesses[1:]]
    known: Known = {}
    for a, b in both:
        yield tell(*_by_id(a, b, finding), tables, known)


def _by_id(one: Witness, two: Witness, finding: Finding) -> tuple[Witness, Witness, Finding]:
    """Return the two with the smaller id first, and the finding turned round where that turns them."""
    if one.record < two.record:
        return one, two, finding
    return two, one, finding.turned
