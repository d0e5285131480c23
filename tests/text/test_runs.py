import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from firsthand.text import runs
from firsthand.text.runs import column, covered, shared_runs, spread
from firsthand.text.wordnumbers import numbered

TEXTS = st.lists(st.lists(st.sampled_from("a b c d".split()), max_size=40).map(" ".join), min_size=2, max_size=6)


def plain_runs(left: list[int], right: list[int], least: int) -> list[tuple[int, int, int]]:
    """The same, one shingle after another."""
    first: dict[tuple[int, ...], int] = {}
    for at in range(len(left) - least + 1):
        first.setdefault(tuple(left[at : at + least]), at)
    found: list[list[int]] = []
    for at in range(len(right) - least + 1):
        place = first.get(tuple(right[at : at + least]))
        if place is None:
            continue
        if found and found[-1][0] + found[-1][2] == place + least - 1 and found[-1][1] + found[-1][2] == at + least - 1:
            found[-1][2] += 1
        else:
            found.append([place, at, least])
    return [(a, b, length) for a, b, length in found]


@pytest.mark.parametrize("bits", [24, 2])
@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_many_pairs_at_once_share_what_each_pair_shares_alone(bits: int, texts: list[str]) -> None:
    words = numbered(texts)
    one, two = np.triu_indices(len(texts), 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_INDEX", np.uint64((1 << bits) - 1))  # few bits: the way of very long columns
        found = shared_runs(column(words), one.astype(np.int64), two.astype(np.int64))
    rows = list(zip(*(part.tolist() for part in found), strict=True))
    for pair, (a, b) in enumerate(zip(one.tolist(), two.tolist(), strict=True)):
        mine = [row[1:] for row in rows if row[0] == pair]
        assert mine == plain_runs(words[a].tolist(), words[b].tolist(), 5)


def test_no_run_reaches_over_the_end_of_a_text() -> None:
    texts = ["a b c d", "e f g h", "a b c d e f g h"]
    found = shared_runs(column(numbered(texts)), np.array([0, 1]), np.array([2, 2]))
    assert len(found.pair) == 0


def test_covered_counts_overlapping_words_once() -> None:
    pair, firsts, lengths = np.array([0, 0, 0, 2]), np.array([4, 0, 20, 7]), np.array([6, 5, 5, 3])
    assert covered(pair, firsts, lengths, 3).tolist() == [15, 0, 3]


def test_spread_counts_on_from_each_first() -> None:
    assert spread(np.array([5, 0, 9]), np.array([2, 0, 3])).tolist() == [5, 6, 9, 10, 11]
