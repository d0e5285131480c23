"""Where readings entered: the first witness that has each, its copies, and lost ancestors."""

import datetime as dt
from typing import Any

from copies_texts import FERRY, GARDEN, MINE, article

from firsthand import copies
from firsthand.model import Article, Evidence, Span, Stated, Stemma

ONE = FERRY.replace("212 people", "221 people")
TWO = ONE.replace("31 pupils", "13 pupils")


def page(record: str, text: str, day: int, **more: Any) -> Article:
    when = dt.date(2024, 3, day)
    evidence = Evidence(rule="test.day", quote=str(when))
    stated = (Stated(kind="published", earliest=when, latest=when, evidence=evidence),)
    return article(record, text, stated=stated, **more)


def only(*articles: Article) -> Stemma:
    _, stemmata = copies.trace(articles)
    assert len(stemmata) == 1
    return stemmata[0]


def test_a_wrong_number_is_pinned_to_the_first_page_that_has_it_with_all_its_copies() -> None:
    stemma = only(page("a", FERRY, 5), page("b", ONE, 6), page("c", TWO, 7), page("d", FERRY, 8))
    readings = {(each.after, each.first): each for each in stemma.variants}
    assert readings["221", "b"].witnesses == ("b", "c")
    assert readings["13", "c"].witnesses == ("c",)
    assert readings["221", "b"].before == "212"
    assert readings["221", "b"].where == Span(start=ONE.index("221"), end=ONE.index("221") + 3)


def test_without_any_sign_the_reading_of_fewer_pages_is_the_younger_one() -> None:
    stemma = only(*(article(name, text) for name, text in zip("abcd", (FERRY, FERRY, ONE, FERRY), strict=True)))
    assert [(each.after, each.witnesses) for each in stemma.variants] == [("221", ("c",))]


def test_copies_that_share_an_error_and_not_each_others_go_back_to_a_lost_page() -> None:
    lost = FERRY.replace("212 people", "221 people").replace("a third in October", "a third in November")
    left = page("b", lost.replace("31 pupils", "13 pupils").replace("Delia Marsh", "Dora Marsh"), 7)
    right = page("c", lost.replace("three crowns to five", "two crowns to five").replace("Ostrander", "Osterman"), 8)
    stemma = only(page("a", FERRY, 5), left, right)
    through = {branch.witness: branch.through for branch in stemma.branches}
    assert through["b"] == through["c"]
    assert (through["b"] or "").startswith("lost_")
    assert through["a"] is None
    shared = next(each for each in stemma.variants if each.after == "221")
    assert (shared.first, shared.witnesses) == (through["b"], ("b", "c"))


def test_a_chain_of_copies_needs_no_lost_page() -> None:
    stemma = only(page("a", FERRY, 5), page("b", ONE, 6), page("c", TWO, 7))
    assert {branch.through for branch in stemma.branches} == {None}
    assert {branch.witness: branch.exemplar for branch in stemma.branches} == {"a": None, "b": "a", "c": "b"}


def direction(left: str, right: str) -> tuple[str | None, set[str]]:
    copy = copies.compare(left, right)
    assert copy is not None
    return copy.exemplar, {each.rule.rpartition(".")[2] for each in copy.evidence}


def test_a_slip_that_the_rest_of_the_text_gives_away_is_the_copys() -> None:
    again = FERRY + " Ostrander has been harbor master for nine years, and Ostrander has seen worse."
    slipped = again.replace("master Joon Ostrander", "master Joon Ostarnder")
    assert direction(again, slipped) == ("left", {"verbatim", "slip"})
    assert direction(slipped, again)[0] == "right"


def test_an_end_that_only_one_page_lacks_was_cut_there() -> None:
    whole = f"{FERRY} {MINE} {GARDEN}"
    exemplar, rules = direction(whole, whole.rpartition(" They water")[0])
    assert exemplar == "left"
    assert rules & {"cut", "completeness"}


def test_plain_marks_alone_decide_nothing() -> None:
    curly = FERRY + " “No.” “Yes.” “Never again.”"
    exemplar, rules = direction(curly, curly.replace("“", '"').replace("”", '"').replace("—", "-"))
    assert exemplar is None
    assert "flattened" in rules


def test_a_passage_is_at_home_where_the_rest_of_the_text_has_its_names() -> None:
    passage = FERRY.split("\n\n")[2].replace("the islanders", "Sund and Port Ellery and Marta Lind and Ostrander")
    home = FERRY.replace(FERRY.split("\n\n")[2], passage)
    exemplar, rules = direction(home, MINE + "\n\n" + passage + "\n\n" + GARDEN)
    assert exemplar == "left"
    assert "at_home" in rules
