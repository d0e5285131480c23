from random import Random

import hypothesis.strategies as st
import pytest
from copies_texts import AGENCIES, FERRY, GARDEN, MINE, article, numbered
from hypothesis import given, settings

from firsthand import copies
from firsthand.model import Article, Copy, Tables
from firsthand.text.sentences import sentences

OPTIONS = copies.Options(tables=Tables(agencies=AGENCIES))


def edges(*articles: Article) -> dict[tuple[str, str], Copy]:
    return {(copy.left, copy.right): copy for copy in copies.trace(articles, OPTIONS)[0]}


def parts(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def test_equal_texts_are_verbatim_and_one_text() -> None:
    found, stemmata = copies.trace([article("a", FERRY), article("b", FERRY), article("c", MINE)], OPTIONS)
    assert [(copy.left, copy.right, copy.relation) for copy in found] == [("a", "b", "verbatim")]
    assert sorted(stemma.witnesses for stemma in stemmata) == [("a", "b"), ("c",)]


def test_other_quotation_marks_are_still_verbatim_and_told_as_house_style() -> None:
    copy = edges(article("a", FERRY), article("b", FERRY.replace("“", '"').replace("”", '"')))["a", "b"]
    assert copy.relation == "verbatim"
    assert {edit.kind for edit in copy.edits} == {"punctuation"}


def test_a_text_cut_off_in_the_middle_is_an_excerpt_of_the_whole() -> None:
    copy = edges(article("a", FERRY), article("b", " ".join(parts(FERRY)[:5])))["a", "b"]
    assert (copy.relation, copy.exemplar) == ("excerpt", "a")
    assert copy.right_share == 1.0


def test_the_whole_in_a_longer_text_is_an_embedding() -> None:
    copy = edges(article("a", " ".join(parts(FERRY)[:5])), article("b", FERRY + "\n\n" + MINE))["a", "b"]
    assert copy.relation == "embedding"


def test_one_passage_in_another_text_is_found_and_does_not_merge_the_texts() -> None:
    taken = " ".join(parts(FERRY)[2:5])
    host = parts(MINE)
    found, stemmata = copies.trace(
        [article("a", FERRY), article("b", " ".join([*host[:4], taken, *host[4:]]))], OPTIONS
    )
    assert [(copy.left, copy.right) for copy in found] == [("a", "b")]
    assert len(stemmata) == 2


def test_unrelated_texts_have_no_edge() -> None:
    assert edges(article("a", FERRY), article("b", MINE), article("c", GARDEN)) == {}


def test_a_quotation_that_two_reports_share_is_no_copy() -> None:
    quote = (
        "“We have waited eleven years for this crossing, and nobody who stood on that quay will forget what it cost. "
        "I ask the company to open its books, and I ask the minister to read them before he signs anything again,”"
    )
    one, two = parts(FERRY), parts(GARDEN)
    left = " ".join([*one[:3], f"{quote} Ostrander said.", *one[3:]])
    right = " ".join([*two[:5], f"{quote} she told a crowd in Port Ellery.", *two[5:]])
    assert edges(article("a", left), article("b", right)) == {}


def test_a_statement_that_two_reports_hand_on_is_no_copy() -> None:
    release = (
        "The company said in a statement that it would build forty new landing stages over the next three years, that "
        "each of them would be staffed by at least two people, and that the first would open before the autumn storms."
    )
    left, right = f"{MINE}\n\n{release} {parts(FERRY)[1]}", f"{release}\n\n{GARDEN}"
    assert edges(article("a", left), article("b", right)) == {}


def test_a_standing_line_at_the_foot_of_two_pages_is_no_copy() -> None:
    line = (
        "The desk corrects mistakes promptly and openly. Readers who find an error are asked to write to the standards "
        "editor, who replies within two working days; the address stands at the foot of every page."
    )
    assert edges(article("a", f"{FERRY}\n\n{line}"), article("b", f"{MINE}\n\n{line}")) == {}


def test_every_shared_span_shows_the_same_words() -> None:
    for copy in edges(article("a", FERRY), article("b", FERRY.replace(" the ", " that "))).values():
        for pair in copy.shared:
            assert pair.left.of(FERRY) == pair.right.of(FERRY.replace(" the ", " that "))


def test_two_hundred_different_copies_of_a_story_are_one_text() -> None:
    rng = Random(5)
    articles = []
    for number in range(200):
        body = parts(FERRY)
        del body[rng.randrange(2, len(body))]
        body.insert(rng.randrange(len(body)), f"Read in {number} places today, by {number * 7} people or more.")
        articles.append(article(f"p{number:03}", " ".join(body)))
    found, stemmata = copies.trace([*articles, article("other", MINE)], copies.Options(large=100))
    assert sorted(len(stemma.witnesses) for stemma in stemmata) == [1, 200]
    assert next(stemma for stemma in stemmata if len(stemma.witnesses) == 200).flags[-1:] == ("large",)
    assert {copy.left for copy in found} | {copy.right for copy in found} == {row.record for row in articles}


def test_two_hundred_equal_copies_of_a_story_are_one_text() -> None:
    _, stemmata = copies.trace([article(f"p{number:03}", FERRY) for number in range(200)], OPTIONS)
    assert [len(stemma.witnesses) for stemma in stemmata] == [200]


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(rng: Random) -> None:
    articles = numbered()
    expected = copies.trace(articles, OPTIONS)
    rng.shuffle(articles)
    assert copies.trace(articles, OPTIONS) == expected


@pytest.mark.parametrize("extra", [FERRY, " ".join(parts(FERRY)[3:]), MINE + "\n\n" + FERRY])
def test_one_more_reprint_changes_no_other_edge(extra: str) -> None:
    before = {(copy.left, copy.right): copy for copy in copies.trace(numbered(), OPTIONS)[0]}
    after = {(copy.left, copy.right): copy for copy in copies.trace([*numbered(), article("zz", extra)], OPTIONS)[0]}
    assert {pair: copy for pair, copy in after.items() if "zz" not in pair} == before


def test_every_article_stands_in_exactly_one_stemma() -> None:
    articles = [*numbered(), article("empty", ""), article("short", "Photo of the day")]
    _, stemmata = copies.trace(articles, OPTIONS)
    standing = sorted(record for stemma in stemmata for record in stemma.witnesses)
    assert standing == sorted(row.record for row in articles)


def test_no_articles_make_no_copies() -> None:
    assert copies.trace([], OPTIONS) == ((), ())


@pytest.mark.parametrize(("left", "right"), [("", ""), ("one", "one"), (FERRY, ""), ("short title", "short title")])
def test_texts_too_short_to_tell_are_not_compared(left: str, right: str) -> None:
    assert copies.compare(left, right) is None


def test_compare_finds_a_sentence_pair_far_apart_in_length() -> None:
    long = "\n\n".join([MINE, GARDEN] * 20 + [FERRY])
    copy = copies.compare(FERRY, long)
    assert copy is not None
    assert (copy.left, copy.right, copy.relation, copy.left_share) == ("left", "right", "embedding", 1.0)


def test_compare_turned_round_says_the_same() -> None:
    one, two = FERRY, " ".join(reversed(parts(FERRY)[:8]))
    copy, turned = copies.compare(one, two), copies.compare(two, one)
    assert copy is not None
    assert turned is not None
    assert (copy.left_share, copy.right_share) == (turned.right_share, turned.left_share)
    assert {(pair.left, pair.right) for pair in copy.shared} == {(pair.right, pair.left) for pair in turned.shared}
