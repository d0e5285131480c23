from copies_texts import AGENCIES, FERRY, GARDEN, MINE, article, credit, dateline

from firsthand import copies
from firsthand.model import Article, Stemma, Tables, make_id

OPTIONS = copies.Options(tables=Tables(agencies=AGENCIES))
PARAGRAPHS = FERRY.split("\n\n")


def only(*articles: Article) -> Stemma:
    _, stemmata = copies.trace(articles, OPTIONS)
    assert len(stemmata) == 1
    return stemmata[0]


def test_a_single_article_is_its_own_archetype_without_branches() -> None:
    stemma = only(article("a", MINE, outlet="Orrin Post", byline="Ada Quill"))
    assert (stemma.archetype, stemma.branches, stemma.origin.name) == ("a", (), "Orrin Post")
    assert stemma.id == make_id("text", "a")


def test_farm_reprints_of_an_absent_agency_text_have_no_archetype_but_an_origin() -> None:
    stemma = only(
        article("a", FERRY, dateline=dateline(FERRY, "lpa")), article("b", FERRY), article("c", PARAGRAPHS[0])
    )
    assert stemma.archetype is None
    assert (stemma.origin.kind, stemma.origin.name) == ("agency", "lpa")
    assert {branch.witness for branch in stemma.branches} == {"a", "b", "c"}


def test_the_agencys_own_page_is_the_archetype() -> None:
    home = article("h", FERRY, site="lantern.example", dateline=dateline(FERRY, "lpa"))
    stemma = only(home, article("b", FERRY), article("c", "\n\n".join(PARAGRAPHS[:2])))
    assert stemma.archetype == "h"
    assert {branch.witness: branch.exemplar for branch in stemma.branches} == {"h": None, "b": "h", "c": "h"}


def test_a_copy_of_a_copy_hangs_from_the_copy_whose_error_it_has() -> None:
    first = article("a", FERRY, site="lantern.example")
    wrong = FERRY.replace("212", "2,112").replace("31 pupils", "13 pupils")
    second = article("b", wrong)
    third = article("c", "\n\n".join(wrong.split("\n\n")[:2]))
    tree = {branch.witness: branch.exemplar for branch in only(first, second, third).branches}
    assert tree == {"a": None, "b": "a", "c": "b"}


def test_equal_copies_without_any_sign_leave_the_direction_open() -> None:
    stemma = only(article("a", FERRY), article("b", FERRY))
    assert stemma.archetype is None
    assert stemma.flags == ("direction_open",)
    assert stemma.origin.kind == "unknown"


def test_a_copy_without_credit_inherits_the_agency_of_its_copies() -> None:
    stemma = only(article("a", FERRY, credit=credit("© 2024 LPA", "lpa")), article("b", FERRY, outlet="Farm Daily"))
    assert stemma.origin.name == "lpa"
    assert stemma.origin.evidence[0].record == "a"


def test_a_text_that_takes_in_two_others_does_not_make_one_of_all_three() -> None:
    roundup = "\n\n".join((GARDEN, PARAGRAPHS[1], ". ".join(MINE.split(". ")[:4]) + "."))
    _, stemmata = copies.trace([article("a", FERRY), article("b", MINE), article("c", roundup)], OPTIONS)
    assert sorted(stemma.witnesses for stemma in stemmata) == [("a",), ("b",), ("c",)]
