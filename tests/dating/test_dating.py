"""The door: clues of one page, one page solved alone, and everything solved together."""

import dataclasses
import datetime as dt

import pytest

from firsthand import dating, tables
from firsthand.model import (
    Article,
    Branch,
    Copy,
    Dateline,
    Evidence,
    Network,
    Office,
    Origin,
    Pair,
    Record,
    Sighting,
    Span,
    Stated,
    Stemma,
    Tables,
)

OFFICES = Tables(
    events=tables.builtin().events,
    offices=(
        Office(
            title="President",
            holder="Ilsa Marend",
            country="Vardia",
            first=dt.date(2022, 5, 10),
            last=dt.date(2025, 4, 4),
            origin="test",
        ),
        Office(
            title="Defense Minister",
            holder="Borko Stahl",
            country="Norrland",
            first=dt.date(2012, 11, 6),
            last=dt.date(2024, 5, 12),
            origin="test",
        ),
    ),
)
OPTIONS = dating.Options(tables=OFFICES)

WIRE_FRIDAY = """ORVALE, Vardia (NMP) — Norrland's leader ordered new steps to deepen ties with Vardia after his six-day trip last week.

During a council meeting on Wednesday, he arranged for the work to begin, the Norrland News Service said Friday.

Speaking before the U.N. General Assembly on Wednesday, Vardian President Ilsa Marend said any such deal would be dangerous."""

WIRE_TUESDAY = """ORVALE, Vardia (NMP) — Norrland said Tuesday that its leader has returned home from a trip to Vardia.

It was his longest travel since he took power in late 2011. He met Norrland Defense Minister Borko Stahl.

Vardia could supply shells in the second year of the war in Ukraine, despite the hardships of the COVID-19 pandemic."""


def stated(day, kind="claimed", quote=None, rule="restore.stated.line", locus="page"):
    evidence = Evidence(rule=rule, quote=quote or str(day), locus=locus)
    return Stated(kind=kind, earliest=day, latest=day, evidence=evidence)


def page(text, name="page_a", *days, site=None, language="en", dateline=None, **record):
    article = Article(record=name, text=text, blocks=(), language=language, stated=days, site=site, dateline=dateline)
    return article, Record(id=name, payload=b"", media="text", encoding="utf-8", sighting=Sighting(file=name), **record)


def rules(result):
    return {evidence.rule for evidence in result.evidence}


def test_a_false_date_line_is_refuted_by_season_office_and_weekday():
    claimed, true = dt.date(2025, 4, 6), dt.date(2023, 9, 22)
    result = dating.date(*page(WIRE_FRIDAY, "page_a", stated(claimed)), OPTIONS)
    assert result.verdict == "contradicted"
    assert result.earliest <= true <= result.latest < claimed
    against = {e.rule for one in result.contradictions for e in one.against}
    assert {"dating.office.held", "dating.fixture.assembly"} <= against
    assert "dating.weekday.said" in rules(result)
    assert all(one.sentence.startswith("The page says Sun 6 Apr 2025; ") for one in result.contradictions)
    assert result.claimed == claimed


def test_a_false_date_line_is_refuted_by_the_year_of_a_war_and_a_minister():
    claimed, true = dt.date(2025, 4, 14), dt.date(2023, 9, 19)
    result = dating.date(*page(WIRE_TUESDAY, "page_a", stated(claimed)), OPTIONS)
    assert result.verdict == "contradicted"
    assert result.earliest <= true <= result.latest < claimed
    assert {"dating.known.nth", "dating.known.begun", "dating.office.held", "dating.mention.year"} <= rules(result)
    assert {day.weekday() for day, _ in result.candidates} == {1}


@pytest.mark.parametrize("text", [WIRE_FRIDAY, WIRE_TUESDAY])
def test_the_true_date_of_the_same_texts_is_consistent(text):
    true = dt.date(2023, 9, 22) if text == WIRE_FRIDAY else dt.date(2023, 9, 19)
    result = dating.date(*page(text, "page_a", stated(true), stated(true, "published")), OPTIONS)
    assert result.verdict == "consistent"
    assert result.likely == result.earliest == result.latest == true
    assert result.contradictions == ()


def test_a_page_without_any_evidence_has_no_date_at_all():
    result = dating.date(*page("The mill grinds."), OPTIONS)
    assert (result.earliest, result.latest, result.likely, result.claimed) == (None, None, None, None)
    assert (result.certainty, result.verdict, result.edtf) == ("none", "no evidence", "..")


def test_a_weekday_alone_bounds_nothing():
    result = dating.date(*page("The board said Friday that the mill closed."), OPTIONS)
    assert (result.earliest, result.latest, result.likely) == (None, None, None)


def test_a_weekday_alone_accuses_no_date_line():
    day = dt.date(2023, 9, 20)  # a Wednesday
    result = dating.date(*page("The board said Friday that the mill closed.", "a", stated(day)), OPTIONS)
    assert result.verdict != "contradicted"


def test_past_years_bound_from_below_only():
    result = dating.date(*page("He has led the guild since late 2011."), OPTIONS)
    assert result.earliest is not None
    assert result.latest is None


def test_capture_bounds_from_above_and_is_never_the_day_of_writing():
    captured = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
    result = dating.date(*page("He has led the guild since late 2011.", captured=captured), OPTIONS)
    assert result.captured == dt.date(2024, 3, 1)
    assert result.latest <= dt.date(2024, 3, 2)
    assert result.likely != result.captured
    assert result.claimed is None
    assert result.published is None


def test_a_date_after_the_capture_is_impossible():
    captured = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
    text = "The board said Friday that the mill closed."
    result = dating.date(*page(text, "a", stated(dt.date(2025, 3, 1)), captured=captured), OPTIONS)
    assert result.verdict == "contradicted"
    assert result.latest <= dt.date(2024, 3, 2)


def test_former_turns_the_bound():
    text = "The hall was opened by former Vardian President Ilsa Marend."
    (clue,) = (c for c in dating.clues(*page(text), OPTIONS) if c.evidence.rule.startswith("dating.office"))
    assert (clue.kind, clue.earliest, clue.latest) == ("after", dt.date(2025, 4, 4), None)


@pytest.mark.parametrize("text", [
    "The hall was opened by then-President Ilsa Marend.",
    "The hall was opened by President-elect Ilsa Marend.",
    "The hall was opened by Ilsa Marend.",
    "The hall was opened by Vice President Ilsa Marend.",
])  # fmt: skip
def test_then_elect_and_a_bare_name_bound_nothing(text):
    assert not [c for c in dating.clues(*page(text), OPTIONS) if c.evidence.rule.startswith("dating.office")]


def test_a_surname_after_a_title_counts_less_than_a_full_name():
    (full,) = (c for c in dating.clues(*page("President Ilsa Marend spoke."), OPTIONS) if "office" in c.evidence.rule)
    (short,) = (c for c in dating.clues(*page("President Marend spoke."), OPTIONS) if "office" in c.evidence.rule)
    assert (short.earliest, short.latest) == (full.earliest, full.latest)
    assert short.evidence.weight < full.evidence.weight


def test_the_day_of_a_dateline_comes_back_every_year():
    line = Dateline(place="ORVALE", agency="nmp", day="Sept. 22", where=Span(start=0, end=24))
    text = "ORVALE, Sept. 22 (NMP) -- The mill closed in 2023."
    article, record = page(text, "page_a", stated(dt.date(2023, 9, 22)), dateline=line)
    clue = next(c for c in dating.clues(article, record, OPTIONS) if c.evidence.rule == "dating.dateline.day")
    assert (clue.kind, clue.yearly) == ("yearly", (9, 22, 1))
    assert dating.date(article, record, OPTIONS).verdict == "consistent"
    wrong, record = page(text, "page_b", stated(dt.date(2024, 2, 3)), dateline=line)
    assert dating.date(wrong, record, OPTIONS).verdict == "contradicted"


def test_an_ambiguous_date_line_keeps_both_days_open():
    evidence = Evidence(rule="restore.stated.line", quote="03/04/2023", locus="page", where=Span(start=5, end=15))
    days = [
        Stated(kind="claimed", earliest=d, latest=d, evidence=evidence)
        for d in (dt.date(2023, 3, 4), dt.date(2023, 4, 3))
    ]
    result = dating.date(*page("The mill closed.", "a", *days), OPTIONS)
    assert {dt.date(2023, 3, 4), dt.date(2023, 4, 3)} <= {day for day, _ in result.candidates}


def test_the_address_gives_a_day():
    (clue,) = dating.clues(*page("The mill closed.", url="https://gazette.example/2023/09/22/mill.html"), OPTIONS)
    assert (clue.evidence.rule, clue.earliest, clue.evidence.quote) == (
        "dating.stated.address",
        dt.date(2023, 9, 22),
        "2023/09/22",
    )


def test_quotes_are_the_characters_of_their_place():
    for text in (WIRE_FRIDAY, WIRE_TUESDAY):
        article, record = page(text)
        for clue in dating.clues(article, record, OPTIONS):
            assert clue.evidence.where is not None
            if clue.evidence.rule != "dating.office.former":
                assert clue.evidence.where.of(text) == clue.evidence.quote


def solve(pages, **more):
    articles = [article for article, _ in pages]
    found = {article.record: dating.clues(article, record, OPTIONS) for article, record in pages}
    keys = {"stemmata": (), "copies": (), "networks": ()} | more
    return dating.solve(articles, found, keys["stemmata"], keys["copies"], keys["networks"], OPTIONS)


def text_of(*witnesses):
    return Stemma(id="text_1", witnesses=tuple(sorted(witnesses)), archetype=None, branches=(Branch(witness=witnesses[0], exemplar=None, score=1.0),),
                  origin=Origin(kind="unknown", name=None, certainty=0.0))  # fmt: skip


def test_witnesses_share_one_solution_and_the_honest_one_dates_the_others():
    true = dt.date(2023, 9, 22)
    pages = [
        page(WIRE_FRIDAY, "page_a", stated(dt.date(2025, 4, 6))),
        page(WIRE_FRIDAY, "page_b", stated(dt.date(2025, 2, 1))),
        page(WIRE_FRIDAY, "page_c", stated(true), stated(true, "published")),
    ]
    first, second, third = solve(pages, stemmata=[text_of("page_a", "page_b", "page_c")])
    assert first.likely == second.likely == third.likely == true
    assert (first.verdict, second.verdict, third.verdict) == ("contradicted", "contradicted", "consistent")
    assert (first.claimed, second.claimed) == (dt.date(2025, 4, 6), dt.date(2025, 2, 1))


def test_a_site_that_lies_by_habit_loses_its_word_on_pages_that_alone_would_pass():
    lone = "The board said Friday that the mill closed. It opened in 2019."
    false = dt.date(2025, 4, 6)
    farm = [
        page(WIRE_FRIDAY, "page_a", stated(false), site="farm.example"),
        page(WIRE_TUESDAY, "page_b", stated(dt.date(2025, 4, 14)), site="farm.example"),
        page(lone, "page_c", stated(dt.date(2025, 4, 2)), site="farm.example"),
    ]
    assert dating.date(*farm[2], OPTIONS).verdict != "contradicted"
    assert [one.verdict for one in solve(farm)] == ["contradicted"] * 3


def test_a_network_shares_its_word_between_its_sites():
    lone = "The board said Friday that the mill closed. It opened in 2019."
    farm = [
        page(WIRE_FRIDAY, "page_a", stated(dt.date(2025, 4, 6)), site="one.example"),
        page(WIRE_TUESDAY, "page_b", stated(dt.date(2025, 4, 14)), site="two.example"),
        page(lone, "page_c", stated(dt.date(2025, 4, 2)), site="three.example"),
    ]
    network = Network(id="network_1", name="n", sites=("one.example", "three.example", "two.example"), brands=(), records=("page_a", "page_b", "page_c"),
                      score=0.9, evidence=())  # fmt: skip
    assert solve(farm)[2].verdict != "contradicted"
    assert solve(farm, networks=[network])[2].verdict == "contradicted"


def test_a_copy_is_not_older_than_its_exemplar():
    day = dt.date(2023, 9, 22)
    pages = [
        page("The mill closed for good.", "page_a", stated(day), stated(day, "published")),
        page("The mill closed for good, and so did the inn.", "page_b"),
    ]
    span = Span(start=0, end=24)
    copy = Copy(left="page_a", right="page_b", relation="embedding", score=1.0, left_share=1.0, right_share=0.6, shared=(Pair(left=span, right=span),),
                exemplar="page_a", certainty=0.95)  # fmt: skip
    younger = solve(pages, copies=[copy])[1]
    assert "dating.copies.after" in rules(younger)
    assert younger.earliest is not None
    assert younger.earliest >= day - dt.timedelta(60)


def test_the_order_of_input_changes_nothing():
    pages = [
        page(WIRE_FRIDAY, "page_a", stated(dt.date(2025, 4, 6)), site="farm.example"),
        page(WIRE_TUESDAY, "page_b", stated(dt.date(2025, 4, 14)), site="farm.example"),
        page("He has led the guild since late 2011.", "page_c"),
    ]
    assert solve(pages) == tuple(reversed(solve(pages[::-1])))


def test_the_options_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        OPTIONS.coverage = 0.5  # type: ignore[misc]


def test_a_speech_on_a_weekday_before_the_assembly_leaves_one_friday_a_year():
    result = dating.date(*page(WIRE_FRIDAY, "page_a", stated(dt.date(2025, 4, 6))), OPTIONS)
    best = {day for day, _ in result.candidates[:3]}
    assert best == {dt.date(2022, 9, 23), dt.date(2023, 9, 22), dt.date(2024, 9, 27)}
    assert result.likely is None


def test_an_honest_stated_day_is_the_interval_whatever_year_the_text_names_last():
    day = dt.date(2023, 9, 22)
    result = dating.date(*page("The mill of 1987 grinds again.", "a", stated(day), stated(day, "published")), OPTIONS)
    assert day - dt.timedelta(1) <= result.earliest <= day <= result.latest <= day + dt.timedelta(1)
    assert result.likely == day
    assert (result.verdict, result.certainty) in {("consistent", "high"), ("consistent", "certain")}


def test_text_younger_than_the_claim_is_no_contradiction_where_the_page_admits_a_change():
    claimed, changed = stated(dt.date(2019, 3, 1)), stated(dt.date(2024, 12, 1), "updated")
    text = "The mill was opened by Vardian President Ilsa Marend after the COVID-19 pandemic."
    assert dating.date(*page(text, "a", claimed), OPTIONS).verdict == "contradicted"
    assert dating.date(*page(text, "a", claimed, changed), OPTIONS).verdict != "contradicted"
