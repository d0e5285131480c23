"""The counts of single claims."""

import pytest
from made_nouns import agency, article, claim, party, stemma

from firsthand import corroboration
from firsthand.model import Agency, Story, Tables

TABLES = Tables(
    agencies=(
        Agency(id="norwire", name="Norther Wire", forms=("NW", "Norther Wire"), domains=("norwire.example",)),
        Agency(id="panpress", name="Pan Press", forms=("PP", "Pan Press")),
    )
)
MINISTRY = party("Health Ministry", "organisation")
ONE = "The Health Ministry said that twelve nurses in Orvale were taken ill."
TWO = "Twelve nurses in Orvale were taken ill, the Health Ministry said."


def counted(*told):
    """Return the assertions of a story: each report is (text, content, party, agency)."""
    pages = [article(f"page_{at}", text) for at, (text, *_) in enumerate(told)]
    texts = [stemma(page.record, origin=agency(one[3])) for page, one in zip(pages, told, strict=True)]
    said = [
        claim(page, content, source="Health Ministry" if "Health Ministry" in text else None, party=who)
        for page, (text, content, who, _) in zip(pages, told, strict=True)
    ]
    story = Story(
        id="story_1", name="made", texts=tuple(sorted(text.id for text in texts)),
        records=tuple(sorted(page.record for page in pages)),
    )  # fmt: skip
    options = corroboration.Options(tables=TABLES)
    found = corroboration.count(story, {p.record: p for p in pages}, {t.id: t for t in texts}, (), (), said, options)
    return found.assertions


def test_one_claim_in_two_reports_has_two_reporters_and_one_source() -> None:
    (one,) = counted(
        (ONE, "twelve nurses in Orvale were taken ill", MINISTRY, "norwire"),
        (TWO, "Twelve nurses in Orvale were taken ill", MINISTRY, "panpress"),
    )
    assert (str(one.reporters), str(one.sources), one.pages, one.texts) == ("2", "1", 2, 2)
    assert one.parties == ("Health Ministry",)
    assert {each.record for each in one.evidence} == {"page_0", "page_1"}


def test_other_numbers_are_another_claim() -> None:
    other = ONE.replace("twelve", "forty")
    found = counted(
        (ONE, "twelve nurses in Orvale were taken ill", MINISTRY, "norwire"),
        (other, "forty nurses in Orvale were taken ill", MINISTRY, "panpress"),
    )
    assert [str(one.reporters) for one in found] == ["1", "1"]


def test_two_texts_of_one_agency_are_one_reporter_of_a_claim() -> None:
    (one,) = counted(
        (ONE, "twelve nurses in Orvale were taken ill", MINISTRY, "norwire"),
        (TWO, "Twelve nurses in Orvale were taken ill", MINISTRY, "norwire"),
    )
    assert (str(one.reporters), one.texts) == ("1", 2)


def test_two_parties_who_say_the_same_are_two_sources() -> None:
    union = party("Nurses Union", "organisation")
    (one,) = counted(
        (ONE, "twelve nurses in Orvale were taken ill", MINISTRY, "norwire"),
        ("The Nurses Union said that twelve nurses in Orvale were taken ill.",
         "twelve nurses in Orvale were taken ill", union, "panpress"),
    )  # fmt: skip
    assert (str(one.reporters), str(one.sources)) == ("2", "2")


@pytest.mark.parametrize("turn", [1, -1])
def test_order_of_reports_changes_nothing(turn: int) -> None:
    told = [
        (ONE, "twelve nurses in Orvale were taken ill", MINISTRY, "norwire"),
        (TWO, "Twelve nurses in Orvale were taken ill", MINISTRY, "panpress"),
    ]
    (one,) = counted(*told[::turn])
    assert (str(one.reporters), str(one.sources)) == ("2", "1")
