"""What happened when: invented reports with known days."""

import datetime as dt
import random

import pytest
from made_nouns import article, claim, dating, party, stemma

from firsthand import timeline
from firsthand.model import Dating, Story

FRIDAY = "2031-03-07"
CASES = [
    ("The train crossed the border on Monday morning, guards said.", "on Monday morning", "2031-03-03"),
    ("During a meeting on Wednesday, Brel signed the treaty.", "on Wednesday", "2031-03-05"),
    ("The mine closed on 12 May 2029 after a fire.", "on 12 May 2029", "2029-05-12"),
    ("Brel visited the valley last week.", "last week", "2031-02-24/2031-03-02"),
    ("Parliament will vote on Tuesday.", "on Tuesday", "2031-03-11"),
]


def run(pages, days, claims=(), options=timeline.Options(), shuffle=None, texts=None):  # noqa: B008
    pages, texts = list(pages), texts or [stemma(page.record) for page in pages]
    if shuffle is not None:
        random.Random(shuffle).shuffle(pages)
    story = Story(
        id="story_1",
        name="made",
        texts=tuple(sorted(text.id for text in texts)),
        records=tuple(sorted(page.record for page in pages)),
    )
    datings = {
        page.record: days[page.record]
        if isinstance(days[page.record], Dating)
        else dating(page.record, days[page.record])
        for page in pages
    }
    return timeline.entries(story, {p.record: p for p in pages}, {t.id: t for t in texts}, datings, claims, options)


@pytest.mark.parametrize(("text", "expression", "edtf"), CASES)
def test_day_of_an_event(text: str, expression: str, edtf: str) -> None:
    (entry,) = run([article("a", text, language="en")], {"a": FRIDAY})
    assert (entry.expression, entry.edtf, entry.reported) == (expression, edtf, dt.date(2031, 3, 7))
    for evidence in entry.evidence:
        assert evidence.where is not None
        assert evidence.where.of(text) == evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is safe, Brel said Friday.",
        "Brel said on Tuesday that all was well.",
        "All was quiet in the valley.",
    ],
)
def test_day_on_which_somebody_spoke_is_no_event(text: str) -> None:
    assert run([article("a", text, language="en")], {"a": FRIDAY}) == ()


def test_cue_of_a_claim_tells_a_day_of_speaking() -> None:
    page = article("a", "Brel warned Friday that the dam might burst.", language="en")
    said = claim(page, "the dam might burst", cue="warned", party=party("Brel"))
    assert run([page], {"a": FRIDAY}, [said]) == ()


def test_undated_text_gives_only_full_dates() -> None:
    text = "The mine closed on 12 May 2029. The pumps stopped on Monday."
    (entry,) = run([article("a", text, language="en")], {"a": None})
    assert (entry.edtf, entry.reported) == ("2029-05-12", None)


def test_unsure_day_of_writing_widens_the_day_of_the_event() -> None:
    page = article("a", "The train crossed the border yesterday.", language="en")
    unsure = Dating(record="a", earliest=dt.date(2031, 3, 4), latest=dt.date(2031, 3, 6), certainty="low")
    (entry,) = run([page], {"a": unsure})
    assert entry.edtf == "2031-03-03/2031-03-05"


def test_reports_of_one_event_are_one_entry_with_both_reporters() -> None:
    pages = [article("a", "The train of Lem Orsk crossed the Sund border bridge on Monday.", language="en"),
             article("b", "Lem Orsk's train crossed the border bridge at Sund on Monday, guards said.", language="en")]  # fmt: skip
    (entry,) = run(pages, {"a": "2031-03-04", "b": FRIDAY})
    assert (entry.records, entry.reporters, entry.conflicts) == (("a", "b"), 2, ())
    assert entry.reported == dt.date(2031, 3, 4)


def test_numbers_that_differ_are_a_conflict() -> None:
    pages = [article("a", "The mud buried Marrow on Monday, and 12 villagers died.", language="en"),
             article("b", "On Monday the mud buried Marrow; 21 villagers died.", language="en")]  # fmt: skip
    (entry,) = run(pages, {"a": FRIDAY, "b": FRIDAY})
    assert [(version.value, version.records) for version in entry.conflicts] == [
        ("12 villagers", ("a",)),
        ("21 villagers", ("b",)),
    ]


def test_days_that_differ_are_a_conflict_and_widen_the_entry() -> None:
    pages = [article("a", "The train of Lem Orsk crossed the Sund border bridge on Monday.", language="en"),
             article("b", "The train of Lem Orsk crossed the Sund border bridge on Tuesday.", language="en")]  # fmt: skip
    (entry,) = run(pages, {"a": FRIDAY, "b": FRIDAY})
    assert [version.value for version in entry.conflicts] == ["2031-03-03", "2031-03-04"]
    assert entry.edtf == "2031-03-03/2031-03-04"


def test_two_events_of_one_day_stay_two() -> None:
    text = "On Wednesday, Brel signed the treaty. A storm closed the harbor at Ellery on Wednesday."
    assert len(run([article("a", text, language="en")], {"a": FRIDAY})) == 2


def test_copies_count_as_one_reporter_and_all_are_listed() -> None:
    pages = [article(record, CASES[0][0], language="en") for record in ("a", "b")]
    (entry,) = run(pages, {"a": FRIDAY, "b": FRIDAY}, texts=[stemma("a", "b")])
    assert (entry.records, entry.reporters) == (("a", "b"), 1)


def test_most_keeps_what_most_reports_tell() -> None:
    pages = [article("a", "The train crossed the border on Monday. Brel slept on Tuesday.", language="en"),
             article("b", "The train crossed the border on Monday.", language="en")]  # fmt: skip
    (entry,) = run(pages, {"a": FRIDAY, "b": FRIDAY}, options=timeline.Options(most=1))
    assert entry.reporters == 2


@pytest.mark.parametrize("seed", range(4))
def test_order_of_arrival_changes_nothing(seed: int) -> None:
    pages = [article(f"p{n}", text, language="en") for n, (text, _, _) in enumerate(CASES * 2)]
    days = {page.record: FRIDAY for page in pages}
    assert run(pages, days, shuffle=seed) == run(pages, days)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        (
            "The train crossed the border on Monday morning.",
            "2030-12-30/2032-03-01",
        ),  # Wed 1 Jan 2031 to Thu 4 Mar 2032
        ("The train crossed the border yesterday.", "2030-12-31/2032-03-03"),
        ("The train crossed the border last week.", "2030-12-23/2032-02-29"),
        ("The train crossed the border in late 2011.", "2011-09-01/2011-12-31"),
        ("The train crossed the border in the summer of 2011.", "2011-06-01/2011-08-31"),
    ],
)
def test_wide_day_of_writing_gives_the_interval_that_follows(text: str, edtf: str) -> None:
    page = article("a", text, language="en")
    wide = Dating(record="a", earliest=dt.date(2031, 1, 1), latest=dt.date(2032, 3, 4), certainty="low")
    (entry,) = run([page], {"a": wide})
    assert (entry.edtf, entry.reported) == (edtf, None)
    assert entry.expression in text


def test_end_that_is_open_stays_open() -> None:
    page = article("a", "The train crossed the border on Monday.", language="en")
    (entry,) = run([page], {"a": Dating(record="a", latest=dt.date(2031, 3, 7), certainty="low")})
    assert (entry.earliest, entry.latest) == (None, dt.date(2031, 3, 3))


def test_candidates_that_hold_all_probability_narrow_the_interval() -> None:
    page = article("a", "The train crossed the border on Monday.", language="en")
    days = ((dt.date(2031, 3, 7), 0.6), (dt.date(2031, 3, 14), 0.37))
    unsure = Dating(
        record="a", earliest=dt.date(2031, 3, 1), latest=dt.date(2031, 5, 1), candidates=days, certainty="low"
    )
    (entry,) = run([page], {"a": unsure})
    assert entry.edtf == "2031-03-03/2031-03-10"


def test_report_with_a_known_day_narrows_an_entry_of_one_without() -> None:
    sentence = "The train of Lem Orsk crossed the Sund border bridge on Monday."
    pages = [article("a", sentence, language="en"), article("b", sentence + " Guards watched.", language="en")]
    wide = Dating(record="a", earliest=dt.date(2031, 1, 1), latest=dt.date(2032, 3, 4), certainty="low")
    (entry,) = run(pages, {"a": wide, "b": FRIDAY})
    assert (entry.edtf, entry.reporters, entry.conflicts) == ("2031-03-03", 2, ())


def test_stretch_of_more_than_a_year_is_background() -> None:
    assert run([article("a", "Miners came in the 1990s.", language="en")], {"a": FRIDAY}) == ()
