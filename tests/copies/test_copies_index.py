"""Pairs are compared in the order in which they hang together, and nothing that can be made again is kept."""

import numpy as np
from copies_texts import FERRY, GARDEN, MINE, article

from firsthand import copies
from firsthand.copies import index
from firsthand.model import Tables


def test_pairs_that_hang_together_stand_together() -> None:
    one, two = np.array([0, 1, 2, 3, 4, 0]), np.array([7, 5, 9, 7, 5, 8])
    order, _ = index.together(one, two, 10)
    assert sorted(order.tolist()) == list(range(6))
    assert [(int(one[at]), int(two[at])) for at in order] == [(0, 7), (0, 8), (3, 7), (1, 5), (4, 5), (2, 9)]


def test_the_order_of_the_pairs_does_not_depend_on_how_they_come() -> None:
    rng = np.random.default_rng(3)
    one, two = rng.integers(0, 40, 60), rng.integers(0, 40, 60)
    one, two = np.minimum(one, two)[one != two], np.maximum(one, two)[one != two]
    turn = rng.permutation(len(one))
    first, second = index.together(one, two, 40)[0], index.together(one[turn], two[turn], 40)[0]
    assert one[first].tolist() == one[turn][second].tolist()
    assert two[first].tolist() == two[turn][second].tolist()


def test_no_pairs_have_an_order_too() -> None:
    none = np.empty(0, np.int64)
    order, tops = index.together(none, none, 0)
    assert order.tolist() == tops.tolist() == []
    assert list(index.clusters([], none, none)) == []


def test_texts_that_were_looked_into_are_closed_again() -> None:
    options = copies.Options()
    texts = {"a": FERRY, "b": FERRY, "c": FERRY.replace("Tuesday", "Friday"), "d": MINE, "e": MINE[:500], "f": GARDEN}
    found = index.groups([article(record, text) for record, text in texts.items()], Tables())
    packed = index.fingerprints(found, options.shingle, options.window)
    pairs = index.candidates(found, packed, options.crowd, options.centres, options.least_prints)
    edges = list(index.edges(found, *pairs, options.limits, Tables(), options.crowd))
    assert {(edge.left, edge.right) for edge in edges} == {("a", "b"), ("a", "c"), ("b", "c"), ("d", "e")}
    held = {name for group in found for one in group.witnesses for name in one.__dict__}
    assert held == {"_articles", "_place", "record", "hashes", "_signs"}
