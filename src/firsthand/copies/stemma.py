"""Stemmata: which articles are one text, and the tree of who took it from whom.

Only verified edges join. An edge whose receiving side is mostly its own text stays an edge and joins nothing.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import NamedTuple

import networkx as nx

from firsthand.copies import singular, variants
from firsthand.copies.decided import Decided
from firsthand.copies.signs import at_home
from firsthand.copies.wire import settle
from firsthand.keep import Indexed
from firsthand.model import Article, Branch, Copy, Stemma, Tables, make_id
from firsthand.spread import Spread, here

_OWN_TEXT = 0.5  # of the receiving side: below it, the receiver is a text of its own
_STANDS_WHOLE = 0.8  # of the shorter text, where nobody knows which side received
_EXEMPLARS = 6  # incoming edges kept for each witness before the tree is drawn
_VARIANTS = frozenset(
    ("number", "name", "place", "date", "spelling", "wording", "quotation", "planted", "hedge", "attribution")
)
_STRETCHES = frozenset(("added", "dropped", "moved"))
_VARIANT_COST, _HABIT_COST = 0.5, 0.15  # in log weight: of each change, and of each kind of change that is a habit
_SINGULAR_COST = 0.3  # in log weight: of each reading that most others do not have, for the root
_FAVOUR = (
    0.5  # in log weight: of each log-odd by which a witness is the exemplar of the others in the mean, for the root
)
_SUREST = 4.0  # log-odds of one direction that count at most
_SURER = 0.05  # of two equal exemplars, the surer one
_FORWARD = 0.65  # the least certainty of a decided direction
_NOBODY = Decided()
_ROOT = "\0"  # no record id: the lost ancestor
_ROOT_WEIGHT = 1e-9  # below any step: a text has one root


def joins(copy: Copy) -> bool:
    """Tell whether an edge makes two articles witnesses of one text."""
    if copy.relation not in ("excerpt", "embedding"):
        return True
    if copy.exemplar is None:
        high, low = max(copy.left_share, copy.right_share), min(copy.left_share, copy.right_share)
        return high >= _STANDS_WHOLE or low >= _OWN_TEXT
    received = copy.right_share if copy.exemplar == copy.left else copy.left_share
    return received >= _OWN_TEXT


def stemmata(
    articles: Sequence[Article],
    copies: Sequence[Copy],
    tables: Tables,
    large: int,
    people: Decided = _NOBODY,
    spread: Spread = here,
) -> tuple[Stemma, ...]:
    """Return one stemma a text, every article in exactly one, sorted by id.

    Args:
        articles: all articles.
        copies: the verified edges.
        tables: agencies, and outlets with their names.
        large: witnesses from which a text is flagged.
        people: pairs that people have joined or parted; no text holds two pages that were parted.
        spread: how texts are handed out.
    """
    by_record = Indexed(articles, attrgetter("record"))
    chosen = frozenset(people.joined)
    joining = [
        Joining(copy.left, copy.right, copy.score, place)
        for place, copy in enumerate(copies)
        if joins(copy) or (copy.left, copy.right) in chosen
    ]
    parents = _groups(by_record, joining, people)
    groups: dict[str, list[str]] = defaultdict(list)
    edges: dict[str, list[int]] = defaultdict(list)
    for record in sorted(by_record):
        groups[_top(parents, record)].append(record)
    for edge in joining:
        if _top(parents, edge.left) == _top(parents, edge.right):
            edges[_top(parents, edge.left)].append(edge.place)
    texts = (
        Text(tuple(map(by_record.__getitem__, group)), tuple(map(copies.__getitem__, edges[top])))
        for top, group in groups.items()
    )
    return tuple(sorted(spread(partial(drawn, tables, large), texts), key=lambda stemma: stemma.id))


class Joining(NamedTuple):
    """An edge that makes two articles one text."""

    left: str
    right: str
    score: float
    place: int
    """Its place among all edges."""


@dataclass(frozen=True, slots=True)
class Text:
    """The articles that are one text, and the edges between them."""

    witnesses: tuple[Article, ...]
    edges: tuple[Copy, ...]


def _groups(records: Iterable[str], joining: Sequence[Joining], people: Decided) -> dict[str, str]:
    """Return each record's way to the top of its group: what people joined first, then edges, the surest first.

    An edge that would bring two pages into one text that people have parted joins nothing.
    """
    parents = {record: record for record in records}
    pairs = [(copy.left, copy.right) for copy in joining]
    if people.parted:
        pairs = [(copy.left, copy.right) for copy in sorted(joining, key=lambda c: (-c.score, c.left, c.right))]
    enemies: dict[str, set[str]] = defaultdict(set)
    for left, right in sorted(people.parted):
        enemies[left].add(right)
        enemies[right].add(left)
    for left, right in (*people.joined, *pairs):
        one, two = _top(parents, left), _top(parents, right)
        if one == two or enemies and any(_top(parents, enemy) == two for enemy in enemies.get(one, ())):
            continue
        low, high = min(one, two), max(one, two)
        parents[high] = low
        if high in enemies:
            enemies[low] |= enemies[high]
    return parents


def _top(parents: dict[str, str], record: str) -> str:
    while parents[record] != record:
        parents[record] = parents[parents[record]]
        record = parents[record]
    return record


def drawn(tables: Tables, large: int, text: Text) -> Stemma:
    """Return the stemma of one text; depends on its arguments alone."""
    witnesses, edges = text.witnesses, text.edges
    group = [article.record for article in witnesses]
    branches = _tree(group, edges) if len(group) > 1 else ()
    by_pair = variants.steps(edges)
    root, decided = _root(branches, edges)
    branches = variants.with_lost(branches, by_pair)
    flags = []
    if len(group) > large:
        flags.append("large")
    if len(group) > 1 and not decided:
        flags.append("direction_open")
    archetype = group[0] if len(group) == 1 else root if decided else None
    origin = settle(witnesses, archetype, tables)
    exemplar = next((article for article in witnesses if article.record == archetype), None)
    if exemplar is not None and origin.kind == "agency" and not at_home(exemplar, origin.name, tables):
        archetype = None
        if len(group) > 1:
            flags.append("archetype_lost")
    return Stemma(
        id=make_id("text", *group),
        witnesses=tuple(group),
        archetype=archetype,
        branches=branches,
        variants=variants.variants(branches, by_pair),
        origin=origin,
        flags=tuple(sorted(flags)),
    )


def _weights(edges: Sequence[Copy]) -> dict[str, list[tuple[float, str]]]:
    """Return for each witness its possible exemplars with their weights, the best first."""
    incoming: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for copy in edges:
        near = copy.score * (0.5 + 0.25 * (copy.left_share + copy.right_share)) * math.exp(-_distance(copy))
        with_it, against = _ways(copy)
        left, right = (with_it, against) if copy.exemplar != copy.right else (against, with_it)
        incoming[copy.right].append((left * near, copy.left))
        incoming[copy.left].append((right * near, copy.right))
    return {witness: sorted(rows, key=lambda row: (-row[0], row[1]))[:_EXEMPLARS] for witness, rows in incoming.items()}


def _distance(copy: Copy) -> float:
    """Return how far two witnesses are apart: a witness hangs from the nearest one, the one with its variants."""
    kinds = Counter("stretch" if edit.kind in _STRETCHES else edit.kind for edit in copy.edits)
    telling = sum(count for kind, count in kinds.items() if kind in _VARIANTS)
    habits = sum(1 for kind in kinds if kind not in _VARIANTS)
    return _VARIANT_COST * telling + _HABIT_COST * habits


def _ways(copy: Copy) -> tuple[float, float]:
    """Return what the direction is worth with it and against it.

    How sure it is does not draw a witness to a far exemplar: of two above it, the nearer one is its exemplar, though
    more speaks for the farther one being older.
    """
    if copy.exemplar is None or copy.certainty is None:
        return 0.5, 0.5
    return _FORWARD + _SURER * copy.certainty, 1 - max(_FORWARD, copy.certainty)


def _tree(group: list[str], edges: Sequence[Copy]) -> tuple[Branch, ...]:
    """Return the maximum spanning arborescence over edge weights, under one lost ancestor."""
    incoming = _weights(edges)
    taken = _pair(group, incoming) if len(group) == 2 and incoming else _arborescence(group, incoming, _roots(edges))
    scores = {key: score for copy in edges for key, score in _sure(copy)}
    return tuple(
        Branch(
            witness=witness,
            exemplar=None if taken[witness] == _ROOT else taken[witness],
            score=round(min(1.0, scores.get((taken[witness], witness), 0.0)), 4),
        )
        for witness in group
    )


def _sure(copy: Copy) -> tuple[tuple[tuple[str, str], float], ...]:
    """Return how sure the step is either way round: that the two hang together, and in this direction."""
    left = 0.5
    if copy.exemplar is not None and copy.certainty is not None:
        left = copy.certainty if copy.exemplar == copy.left else 1 - copy.certainty
    return ((copy.left, copy.right), copy.score * left), ((copy.right, copy.left), copy.score * (1 - left))


def _pair(group: list[str], incoming: Mapping[str, Sequence[tuple[float, str]]]) -> dict[str, str]:
    """Return the tree of two witnesses: the better of the two edges."""
    one, two = group
    if incoming[two][0][0] >= incoming[one][0][0]:
        return {one: _ROOT, two: one}
    return {one: two, two: _ROOT}


def _roots(edges: Sequence[Copy]) -> dict[str, float]:
    """Return in log weight how likely each witness is the one that all come from.

    All its pairs speak, also those that are no step of the tree: a witness that is the exemplar of most others, for
    reasons that decide, is a likely root; one with many readings of its own is not.
    """
    odds: dict[str, float] = defaultdict(float)
    pairs: Counter[str] = Counter()
    for copy in edges:
        pairs.update((copy.left, copy.right))
        if copy.exemplar is None or copy.certainty is None:
            continue
        sure = min(_SUREST, math.log(copy.certainty / max(1e-9, 1 - copy.certainty)))
        odds[copy.exemplar] += sure
        odds[copy.right if copy.exemplar == copy.left else copy.left] -= sure
    odd = singular.readings(edges)
    return {
        witness: _FAVOUR * odds[witness] / pairs[witness] - _SINGULAR_COST * odd.get(witness, 0)
        for witness in sorted(pairs)
    }


def _arborescence(
    group: list[str], incoming: Mapping[str, Sequence[tuple[float, str]]], roots: Mapping[str, float]
) -> dict[str, str]:
    """Return the exemplar of each witness in the maximum spanning arborescence."""
    graph = nx.DiGraph()
    for witness in group:
        graph.add_edge(_ROOT, witness, weight=math.log(_ROOT_WEIGHT) + roots.get(witness, 0.0))
        for weight, exemplar in incoming.get(witness, ()):
            graph.add_edge(exemplar, witness, weight=math.log(max(weight, 1e-8)))
    tree = nx.maximum_spanning_arborescence(graph, attr="weight")
    return {witness: exemplar for exemplar, witness in tree.edges}


def _root(branches: Sequence[Branch], edges: Sequence[Copy]) -> tuple[str | None, bool]:
    """Return the witness at the top of the tree, and whether the evidence put it there."""
    roots = [branch.witness for branch in branches if branch.exemplar is None]
    if len(roots) != 1:
        return None, False
    root = roots[0]
    for_it = [copy for copy in edges if root in (copy.left, copy.right)]
    decided = [copy for copy in for_it if copy.exemplar is not None]
    favour = [copy for copy in decided if copy.exemplar == root]
    return root, bool(favour) and len(favour) == len(decided) and 2 * len(favour) >= len(for_it)
