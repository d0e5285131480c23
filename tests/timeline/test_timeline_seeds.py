"""What happened when on the two pages that firsthand began with."""

import datetime as dt

import pytest
from seed_pages import SEEDS, seeds

from firsthand import timeline
from firsthand.model import Dating, Story

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SEEDS.exists(), reason="../shared is not there")]


@pytest.mark.parametrize(
    ("words", "day", "reported"),
    [
        ("crossed a border river on Monday morning", dt.date(2023, 9, 18), dt.date(2023, 9, 19)),
        ("During a Politburo meeting on Wednesday", dt.date(2023, 9, 20), dt.date(2023, 9, 22)),
    ],
)
def test_events_hang_on_the_days_of_writing(words: str, day: dt.date, reported: dt.date) -> None:
    pages, texts, datings = seeds()
    story = Story(
        id="s", name="s", texts=tuple(sorted(t.id for t in texts)), records=tuple(sorted(p.record for p in pages))
    )
    found = timeline.entries(
        story, {p.record: p for p in pages}, {t.id: t for t in texts}, {d.record: d for d in datings}, ()
    )
    (entry,) = [entry for entry in found if words in entry.text]
    assert (entry.earliest, entry.latest, entry.reported) == (day, day, reported)


@pytest.mark.parametrize(
    "words", ["crossed a border river on Monday morning", "During a Politburo meeting on Wednesday"]
)
def test_events_are_told_with_an_interval_where_the_days_of_writing_are_wide(words: str) -> None:
    pages, texts, datings = seeds()
    story = Story(
        id="s", name="s", texts=tuple(sorted(t.id for t in texts)), records=tuple(sorted(p.record for p in pages))
    )
    wide = {
        d.record: Dating(record=d.record, earliest=dt.date(2023, 1, 31), latest=dt.date(2024, 3, 19), certainty="low")
        for d in datings
    }
    found = timeline.entries(story, {p.record: p for p in pages}, {t.id: t for t in texts}, wide, ())
    (entry,) = [entry for entry in found if words in entry.text]
    assert entry.earliest is not None
    assert entry.latest is not None
    assert entry.earliest < dt.date(2023, 9, 18) < entry.latest
    assert entry.expression in ("on Monday morning", "on Wednesday")
