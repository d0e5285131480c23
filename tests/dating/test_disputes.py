"""Houses that date the same texts differently: whose word is lost, whose is earned, and by what."""

import datetime as dt

import pytest

from firsthand import dating
from firsthand.dating.disputes import Disputes, disputed
from firsthand.model import Article, Evidence, Origin, Record, Sighting, Stated, Stemma

DAY = dt.date(2021, 3, 5)
FRIDAY = "The council of Vardia voted on Friday to close harbour number {}, a spokeswoman said Friday."
SILENT = "Harbour number {} of Vardia is closed."
OPTIONS = dating.Options()


def page(name, site, day, text):
    evidence = Evidence(rule="restore.stated.line", quote=str(day), record=name, locus="page")
    stated = (Stated(kind="claimed", earliest=day, latest=day, evidence=evidence),)
    record = Record(id=name, payload=b"", media="text", encoding="utf-8", sighting=Sighting(file=name))
    return Article(record=name, text=text, blocks=(), language="en", stated=stated, site=site), record


def archive(shifts, text=FRIDAY, sites=("honest.example", "farm.example")):
    """Return the datings of an archive in which the second site states days so far from those of the first."""
    pages, stemmata = [], []
    for n, shift in enumerate(shifts):
        day = DAY + dt.timedelta(7 * n)
        pages += [page(f"a{n:02}", sites[0], day, text.format(n))]
        pages += [page(f"b{n:02}", sites[1], day + dt.timedelta(shift), text.format(n))]
        nobody = Origin(kind="unknown", name=None, certainty=0.5)
        stemmata.append(Stemma(id=f"text_{n:02}", witnesses=(f"a{n:02}", f"b{n:02}"), archetype=None, origin=nobody))
    clues = {article.record: dating.clues(article, record, OPTIONS) for article, record in pages}
    articles = [article for article, _ in pages]
    found = dating.solve(articles, clues, stemmata, (), (), OPTIONS)
    turned = dating.solve(articles[::-1], clues, stemmata[::-1], (), (), OPTIONS)
    assert list(found) == list(turned)[::-1]
    return {each.record: each for each in found}


SCATTERED = (300, -151, 407, -233, 93, -404, 510, -62, 200, -320)


def test_house_whose_days_the_texts_refute_loses_its_word_to_the_house_that_agrees_with_them():
    found = archive(SCATTERED)
    for n in range(len(SCATTERED)):
        true = DAY + dt.timedelta(7 * n)
        assert abs((found[f"b{n:02}"].likely - true).days) <= 1
        assert found[f"a{n:02}"].verdict == "consistent"
        assert found[f"b{n:02}"].verdict == "contradicted"


def test_reader_is_told_that_other_houses_state_other_days():
    false = next(each for each in archive(SCATTERED)["b00"].evidence if each.rule == "dating.house.false")
    assert false.quote == "site farm.example"
    assert "other houses state other days of the same texts 10 times" in false.note


def test_dates_that_are_always_later_are_those_of_the_re_dated_pages():
    found = archive((700, 731, 802, 655, 790, 711), SILENT)
    assert all(found[f"b{n:02}"].likely == DAY + dt.timedelta(7 * n) for n in range(6))
    assert all(found[f"a{n:02}"].verdict != "contradicted" for n in range(6))


def test_reprints_of_the_same_week_are_no_dispute():
    found = archive((1, 2, 0, 3, 6, 1, 2, 0))
    assert not any(each.verdict == "contradicted" for each in found.values())
    assert not any(e.rule == "dating.house.false" for each in found.values() for e in each.evidence)


def test_two_pages_of_one_house_are_no_dispute():
    assert disputed({"a": (10, "one"), "b": (400, "one")}) == []


def test_dispute_names_the_house_of_the_later_day_first():
    assert disputed({"a": (400, "one"), "b": (10, "two"), "c": (11, "three")}) == [("one", "three"), ("one", "two")]


def test_text_of_many_pages_is_compared_with_its_ends():
    days = {f"p{n}": (100 * n, f"house {n:03}") for n in range(300)}
    assert len(disputed(days)) < 300 * 16


def settled(odds, *texts):
    disputes = Disputes()
    for text in texts:
        disputes.add(text)
    disputes.settle(odds)
    return disputes


@pytest.mark.parametrize("record", [-6.0, -3.0])
def test_house_of_the_better_record_is_believed(record):
    text = {"a": (400, "one"), "b": (10, "two")}, {"c": (10, "one"), "d": (400, "two")}
    disputes = settled({"one": 0.0, "two": record}, *text * 3)
    assert disputes.against("one", {}, ()) > 2
    assert disputes.against("two", {}, ()) < 1


def test_liar_says_nothing_against_an_honest_house_that_two_others_back():
    texts = [{"a": (10, "one"), "b": (10, "two"), "c": (10 + (-1) ** n * 300, "farm")} for n in range(6)]
    disputes = settled({"one": -2.2, "two": -2.2, "farm": -2.2}, *texts)
    assert disputes.against("farm", {}, ()) > disputes.against("one", {}, ()) + 2


def test_text_itself_is_left_out_of_what_is_said_of_it():
    disputes = settled({"one": -2.2, "two": -6.0}, {"a": (400, "one"), "b": (10, "two")})
    assert disputes.against("one", {}, ()) > 0
    assert disputes.against("one", {}, ("two",)) == 0
