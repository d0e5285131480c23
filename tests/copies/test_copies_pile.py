from random import Random

import hypothesis.strategies as st
from copies_texts import FERRY, GARDEN, MINE, article, numbered
from hypothesis import given, settings

from firsthand import copies
from firsthand.copies.pile import Edge, Pile
from firsthand.text.sentences import sentences

SENTENCES = [span.of(text) for text in (FERRY, MINE, GARDEN) for span in sentences(text)]
PAGES = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=14).map(" ".join), min_size=1, max_size=9, unique=True
)


def pile_of(texts: list[str]) -> Pile:
    pile = Pile(copies.Options().limits)
    pile.extend(texts)
    return pile


def edges(texts: list[str]) -> list[Edge]:
    return sorted(pile_of(texts).edges(texts.__getitem__))


def test_a_pile_finds_the_pairs_that_trace_finds() -> None:
    articles = [row for row in numbered() if row.record != "p7"]  # p7 has the words of p1, and p1 stands for both
    names = [row.record for row in articles]
    found = {(names[edge.left], names[edge.right]) for edge in edges([row.text for row in articles])}
    assert found == {(copy.left, copy.right) for copy in copies.trace(articles)[0]}


@settings(max_examples=25, deadline=None)
@given(PAGES)
def test_a_pile_and_trace_agree_on_any_pages_of_these_sentences(pages: list[str]) -> None:
    found = {(f"p{edge.left}", f"p{edge.right}") for edge in edges(pages)}
    traced, _ = copies.trace([article(f"p{number}", page) for number, page in enumerate(pages)])
    assert found == {(copy.left, copy.right) for copy in traced if copy.relation != "translation"}


@settings(max_examples=25, deadline=None)
@given(PAGES)
def test_texts_that_arrive_one_by_one_have_the_edges_of_all_at_once(pages: list[str]) -> None:
    pile = Pile(copies.Options().limits)
    arrived = [edge for page in pages for edge in pile.arrive(page, pages.__getitem__)]
    assert sorted(arrived) == edges(pages)


def test_a_text_that_arrives_after_a_full_reading_is_found_as_well() -> None:
    texts = [FERRY, MINE, GARDEN]
    pile = pile_of(texts)
    assert list(pile.edges(texts.__getitem__)) == []
    texts.append(" ".join(SENTENCES[2:9]))
    assert [(edge.left, edge.right, edge.grade) for edge in pile.arrive(texts[3], texts.__getitem__)] == [
        (0, 3, "passage")
    ]


def test_the_runs_of_an_edge_are_the_same_words_on_both_sides() -> None:
    texts = [FERRY, MINE + " " + " ".join(reversed(SENTENCES[:8]))]
    pile = pile_of(texts)
    (edge,) = pile.edges(texts.__getitem__)
    left, right = pile.column.text(0).tolist(), pile.column.text(1).tolist()
    assert edge.runs
    for run in edge.runs:
        assert left[run.left : run.left + run.length] == right[run.right : run.right + run.length]


def test_equal_texts_beyond_a_crowd_make_a_star_and_no_square() -> None:
    assert len(edges([FERRY] * 10)) == 45
    assert len(edges([FERRY] * 100)) == 99


def test_two_hundred_wordings_of_one_story_all_hang_together() -> None:
    rng = Random(5)
    texts = []
    for number in range(200):
        body = SENTENCES[:9]
        del body[rng.randrange(2, len(body))]
        body.insert(rng.randrange(len(body)), f"Read in {number} places today, by {number * 7} people or more.")
        texts.append(" ".join(body))
    found = edges(texts)
    assert {edge.left for edge in found} | {edge.right for edge in found} == set(range(200))
    assert len(found) < 200 * 30


def test_empty_and_very_short_texts_have_no_edges() -> None:
    assert edges(["", "", "Photo", "Photo", "one two three four five six", "one two three four five six"]) == []


def test_an_empty_pile_has_no_edges() -> None:
    assert edges([]) == []
    assert pile_of([]).arrive(FERRY, [FERRY].__getitem__) == []
