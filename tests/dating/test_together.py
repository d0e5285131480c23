"""Decisions, habits of houses, versions, and reports that date each other."""

import datetime as dt

import numpy as np
import pytest

from firsthand import dating, tables
from firsthand.dating.distribution import Solution
from firsthand.dating.solution import _interval
from firsthand.model import (
    Article,
    Branch,
    Copy,
    Evidence,
    Judgement,
    Link,
    Origin,
    Pair,
    Record,
    Sighting,
    Span,
    Stated,
    Stemma,
    Story,
)

DAY = dt.date(2023, 9, 22)
TEXT = "The council of Vardia voted on Friday to close the old harbour, a spokeswoman said Friday."
NOBODY = Origin(kind="unknown", name=None, certainty=0.5)


def page(name, day=None, text=TEXT, site=None):
    stated = ()
    if day is not None:
        evidence = Evidence(rule="restore.stated.line", quote=str(day), record=name, locus="page", weight=0.96)
        stated = (Stated(kind="claimed", earliest=day, latest=day, evidence=evidence),)
    record = Record(id=name, payload=b"", media="text", encoding="utf-8", sighting=Sighting(file=name))
    return Article(record=name, text=text, blocks=(), language="en", stated=stated, site=site), record


def solve(pages, stemmata=(), copies=(), judgements=()):
    options = dating.Options(judgements=tuple(judgements))
    clues = {article.record: dating.clues(article, record, options) for article, record in pages}
    found = dating.solve([article for article, _ in pages], clues, stemmata, copies, (), options)
    return {each.record: each for each in found}, clues


def stemma(key, *witnesses, branches=()):
    return Stemma(id=key, witnesses=tuple(witnesses), archetype=witnesses[0], branches=branches, origin=NOBODY)


def decide(left, value, hour=12, key="judgement_1"):
    when = dt.datetime(2024, 1, 1, hour, tzinfo=dt.UTC)
    return Judgement(id=key, decision="date", left=left, value=value, who="ina", when=when, reason="seen in print")


def test_decision_outranks_what_the_page_says_and_names_who_decided():
    found, _ = solve([page("a", dt.date(2025, 4, 6))], judgements=[decide("a", "2023-09-22")])
    assert (found["a"].earliest, found["a"].latest) == (DAY, DAY)
    assert found["a"].verdict == "contradicted"
    decided = next(each for each in found["a"].evidence if each.rule == "dating.judgement.day")
    assert decided.note == "decided by ina on 2024-01-01 12:00 UTC: seen in print"


def test_decision_on_one_witness_dates_the_whole_text():
    found, _ = solve(
        [page("a", dt.date(2025, 4, 6)), page("b")],
        [stemma("text_1", "a", "b")],
        judgements=[decide("a", "2023-09-22")],
    )
    assert found["b"].earliest == found["b"].latest == DAY


def test_later_decision_outranks_the_earlier_one():
    first, second = decide("a", "2023-09-22"), decide("a", "2023-09-29", 13, "judgement_2")
    found, _ = solve([page("a")], judgements=[second, first])
    assert found["a"].latest == dt.date(2023, 9, 29)


def test_decision_before_the_web_is_searched_too():
    found, _ = solve([page("a")], judgements=[decide("a", "1962-10-22")])
    assert found["a"].earliest == dt.date(1962, 10, 22)


@pytest.mark.parametrize(
    ("value", "ends"),
    [("2023-09/..", (dt.date(2023, 9, 1), None)), ("../2023-09", (None, dt.date(2023, 9, 30))), ("..", (None, None))],
)
def test_open_decision_invents_no_bound(value, ends):
    found, _ = solve([page("a", text="Nothing tells.")], judgements=[decide("a", value)])
    assert (found["a"].earliest, found["a"].latest) == ends


def test_value_that_is_no_date_decides_nothing():
    found, _ = solve([page("a", DAY)], judgements=[decide("a", "last Friday")])
    assert found["a"].claimed == DAY
    assert not any(each.rule == "dating.judgement.day" for each in found["a"].evidence)


def test_site_whose_texts_refute_its_dates_loses_its_word_even_where_a_text_tells_nothing():
    lies = [page(f"p{n:02}", DAY + dt.timedelta(400 + 3 * n), site="farm.example") for n in range(20)]
    dumb = page("zz", dt.date(2025, 4, 6), text="Nothing tells.", site="farm.example")
    found, _ = solve([*lies, dumb])
    assert found["zz"].verdict == "contradicted"
    assert found["zz"].trust < 0.1
    assert [each.against[0].rule for each in found["zz"].contradictions] == ["dating.house.false"]


def test_house_that_always_writes_two_days_later_is_not_a_liar():
    days = [DAY + dt.timedelta(7 * n + 2) for n in range(20)]
    found, _ = solve([page(f"p{n:02}", day, site="weekly.example") for n, day in enumerate(days)])
    assert {each.verdict for each in found.values()} <= {"consistent", "no evidence"}


def test_order_of_pages_changes_nothing():
    pages = [page(f"p{n:02}", DAY + dt.timedelta(400 + 3 * n), site="farm.example") for n in range(8)]
    assert solve(pages)[0] == solve(pages[::-1])[0]


def edge(left, right, relation):
    shared = (Pair(left=Span(start=0, end=10), right=Span(start=0, end=10)),)
    return Copy(
        left=left, right=right, relation=relation, score=0.95, left_share=0.9, right_share=0.9, shared=shared,
        exemplar=left, certainty=0.95,
    )  # fmt: skip


def test_correction_has_a_day_of_its_own():
    branches = (Branch(witness="a", exemplar=None, score=1.0), Branch(witness="b", exemplar="a", score=0.9))
    pages = [page("a", DAY), page("b", dt.date(2023, 9, 24), text="Corrects: " + TEXT)]
    texts = [stemma("text_1", "a", "b", branches=branches)]
    assert solve(pages, texts, [edge("a", "b", "version")])[0]["b"].likely == dt.date(2023, 9, 24)
    assert solve(pages, texts, [edge("a", "b", "edited")])[0]["b"].likely == DAY


def narrow(pages, score=0.9):
    texts = [stemma(f"text_{article.record}", article.record) for article, _ in pages]
    found, clues = solve(pages, texts)
    records = tuple(sorted(found))
    link = Link(left=texts[0].id, right=texts[1].id, score=score, evidence=())
    story = Story(id="story_1", name="", texts=tuple(one.id for one in texts), records=records, links=(link,))
    return {each.record: each for each in dating.narrow(tuple(found.values()), (story,), clues, texts, ())}, found


def test_report_of_the_same_event_dates_a_page_without_a_date():
    found, before = narrow([page("a"), page("b", DAY, text="A short report.")])
    assert (before["a"].earliest, before["a"].latest) == (None, None)
    assert found["a"].likely == DAY
    assert any(each.rule == "dating.story.near" for each in found["a"].evidence)


def test_report_of_the_same_event_names_the_day_of_a_text_that_tells_nothing():
    found, _ = narrow([page("a", text="The harbour was closed."), page("b", DAY, text="A short report.")])
    assert found["a"].likely == DAY


@pytest.mark.parametrize("later", [2, 3, 4])
def test_day_of_another_report_outweighs_the_weekday_of_the_event(later):
    """The event was on a Friday; some houses write days after it."""
    day = DAY + dt.timedelta(later)
    found, _ = narrow([page("a"), page("b", day, text="A short report.")])
    assert abs((found["a"].likely - day).days) <= 1


def test_page_that_is_dated_is_left_alone():
    found, before = narrow([page("a"), page("b", DAY)])
    assert found["b"] is before["b"]


def test_weak_link_dates_nothing():
    found, before = narrow([page("a"), page("b", DAY, text="A short report.")], score=0.2)
    assert found["a"] is before["a"]


def test_instant_keeps_its_offset_and_the_claim_is_the_local_day():
    article, record = page("a")
    quote = "2023-09-22T00:30:00+09:00"
    evidence = Evidence(rule="restore.stated.json", quote=quote, record="a", locus="page", weight=0.94)
    one = Stated(kind="published", earliest=DAY, latest=DAY, evidence=evidence)
    found = dating.date(Article(record="a", text=article.text, blocks=(), stated=(one,)), record)
    assert found.claimed == DAY
    assert found.claimed_instant.isoformat() == quote
    assert found.claimed_utc.isoformat() == "2023-09-21T15:30:00+00:00"


def test_time_without_an_offset_has_no_utc():
    article, record = page("a")
    evidence = Evidence(rule="restore.stated.line", quote="2023-09-22 10:00", record="a", locus="page", weight=0.96)
    one = Stated(kind="claimed", earliest=DAY, latest=DAY, evidence=evidence)
    found = dating.date(Article(record="a", text=article.text, blocks=(), stated=(one,)), record)
    assert found.claimed_instant is not None
    assert found.claimed_utc is None


def test_refuted_date_beside_a_weekday_alone_tells_one_day_in_seven():
    found = dating.date(*page("a"), dating.Options())
    assert found.weekday == 4
    assert found.edtf == ".."


def test_two_wide_reports_of_one_event_date_each_other():
    assembly = "The minister left before the U.N. General Assembly, President Yoon Suk Yeol said Friday."
    wartime = "He came home as the war entered a new phase in the second year of the war in Ukraine, Defense Minister Sergei Shoigu said Tuesday."
    pages = [page("a", text=assembly), page("b", text=wartime)]
    texts = [stemma(f"text_{article.record}", article.record) for article, _ in pages]
    options = dating.Options(tables=tables.builtin())
    clues = {article.record: dating.clues(article, record, options) for article, record in pages}
    alone = dating.solve([article for article, _ in pages], clues, texts, (), (), options)
    link = Link(left=texts[0].id, right=texts[1].id, score=0.95, evidence=())
    story = Story(id="story_1", name="", texts=("text_a", "text_b"), records=("a", "b"), links=(link,))
    beside = dating.narrow(alone, (story,), clues, texts, (), options)
    assert [each.likely for each in alone] != [each.likely for each in beside]
    assert all(each.likely is not None and each.likely.year == 2023 for each in beside)
    assert beside[0].likely == DAY


def test_days_that_come_back_each_year_do_not_widen_what_one_stretch_holds():
    days = np.arange(dt.date(2021, 1, 1).toordinal(), dt.date(2024, 1, 1).toordinal())
    probability = np.full(len(days), 0.01 / len(days))
    probability[[261, 626, 991]] = 0.03, 0.03, 0.03
    probability[980:991] = 0.90 / 11
    probability /= probability.sum()
    none = np.zeros(len(days))
    totals = {True: none, False: none}
    one = Solution(days=days, probability=probability, text=(), words={}, said=none, witnesses=1, totals=totals)
    low, high = _interval(one, 0.9)
    assert (high - low).days < 28
