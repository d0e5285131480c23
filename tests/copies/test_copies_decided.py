import datetime as dt
from typing import Any

from copies_texts import FERRY, GARDEN, MINE, article

from firsthand import copies
from firsthand.model import Judgement

PARAGRAPHS = FERRY.split("\n\n")


def judged(decision: Any, left: str, right: str, day: int = 1) -> Judgement:
    when = dt.datetime(2024, 5, day, tzinfo=dt.UTC)
    return Judgement(id=f"judgement_{day:016}", decision=decision, left=left, right=right, who="ada", when=when)


def witnesses(articles: list[Any], *judgements: Judgement) -> list[tuple[str, ...]]:
    _, stemmata = copies.trace(articles, copies.Options(judgements=judgements))
    return sorted(stemma.witnesses for stemma in stemmata)


FOUR = [article("a", FERRY), article("b", FERRY), article("c", "\n\n".join(PARAGRAPHS[:2])), article("d", GARDEN)]


def test_pages_that_a_person_parted_stand_in_two_texts_though_a_third_has_both() -> None:
    assert witnesses(FOUR) == [("a", "b", "c"), ("d",)]
    parted = witnesses(FOUR, judged("not copy", "c", "a"))
    assert all(not {"a", "c"} <= set(text) for text in parted)


def test_an_edge_that_a_person_denied_is_gone() -> None:
    edges, _ = copies.trace(FOUR, copies.Options(judgements=(judged("not copy", "a", "b"),)))
    assert ("a", "b") not in {(edge.left, edge.right) for edge in edges}


def test_pages_that_a_person_joined_are_one_text_whatever_the_words_say() -> None:
    assert witnesses(FOUR, judged("copy", "d", "a")) == [("a", "b", "c", "d")]


def test_a_later_decision_on_the_same_pair_holds() -> None:
    assert witnesses(FOUR, judged("copy", "a", "d", 1), judged("not copy", "d", "a", 2)) == witnesses(FOUR)


def test_a_decision_about_a_text_speaks_for_its_pages() -> None:
    _, stemmata = copies.trace(FOUR)
    text = next(stemma.id for stemma in stemmata if len(stemma.witnesses) == 3)
    assert witnesses(FOUR, judged("copy", "d", text)) == [("a", "b", "c", "d")]


def test_decisions_about_pages_that_are_gone_change_nothing() -> None:
    two = [article("a", FERRY), article("b", MINE)]
    assert witnesses(two, judged("copy", "a", "gone"), judged("not copy", "gone", "b")) == [("a",), ("b",)]
