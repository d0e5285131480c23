"""What happened when on the two pages that firsthand began with."""

import datetime as dt

import pytest
from seed_pages import SEEDS, seeds

from firsthand import timeline
from firsthand.model import Story

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
