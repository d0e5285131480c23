"""One more page changes nothing between the others, whatever it took from whom."""

import hypothesis.strategies as st
from copies_texts import AGENCIES, FERRY, GARDEN, MINE, article, numbered
from hypothesis import given, settings

from firsthand import copies
from firsthand.model import Copy, Tables
from firsthand.text.sentences import sentences

OPTIONS = copies.Options(tables=Tables(agencies=AGENCIES))
SENTENCES = [span.of(text) for text in (FERRY, MINE, GARDEN) for span in sentences(text)]
PAGES = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=14).map(" ".join)


def edges(texts: dict[str, str]) -> dict[tuple[str, str], Copy]:
    found, _ = copies.trace([*numbered(), *(article(record, text) for record, text in texts.items())], OPTIONS)
    return {(copy.left, copy.right): copy for copy in found}


@settings(max_examples=10, deadline=None)
@given(PAGES, PAGES)
def test_one_more_page_of_any_sentences_changes_no_other_edge(one: str, two: str) -> None:
    before, after = edges({"ya": one}), edges({"ya": one, "zz": two})
    assert {pair: copy for pair, copy in after.items() if "zz" not in pair} == before


@settings(max_examples=8, deadline=None)
@given(PAGES, PAGES)
def test_the_edge_of_a_pair_is_the_same_alone_and_among_others(one: str, two: str) -> None:
    alone, _ = copies.trace([article("ya", one), article("zz", two)], OPTIONS)
    assert edges({"ya": one, "zz": two}).get(("ya", "zz")) == (alone[0] if alone else None)
