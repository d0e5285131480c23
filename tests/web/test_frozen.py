"""Frozen addresses: what a story and a page were in the state that a link names, and plain words where that is gone."""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from firsthand.archive import Archive, Derived, add_pages, past, replace_derived
from firsthand.archive.upkeep import forget
from firsthand.model import Bounds, Dating
from firsthand.views import past as before
from firsthand.web import app

FIRST = "aaaaaaaaaaaa1111"
LATER = "bbbbbbbbbbbb2222"


@pytest.fixture
def desk(small: Any, browse: Any, tmp_path: Path) -> Any:
    """Return a desk on an archive of two states: in the later one the story has lost a page, and a date is another."""
    path = str(tmp_path / "two.fh")
    shutil.copy(small.path, path)
    with Archive(path, write=True) as archive:
        was = held(archive)
        replace_derived(archive.connection, was, FIRST)
        story, other = was.stories
        smaller = msgspec.structs.replace(story, id="story_0000000000000009", records=story.records[:2], news=())
        count = msgspec.structs.replace(
            was.counts[0], story=smaller.id, pages=2, reporters=Bounds(low=1, high=1), ledger=was.counts[0].ledger[:2]
        )
        dated = [
            Dating(record=each.record, certainty="none") if each.record == small.wire else each for each in was.datings
        ]
        now = Derived(was.copies, was.stemmata, was.networks, dated, [smaller, other], [count, was.counts[1]], [])
        replace_derived(archive.connection, now, LATER)
    browser = browse(app(path))
    browser.path = path
    return browser


def held(archive: Archive) -> Derived:
    """Return everything that was worked out, as it stands."""
    return Derived(
        tuple(archive.copies), tuple(archive.stemmata), tuple(archive.networks), tuple(archive.datings),
        tuple(archive.stories), tuple(archive.counts), tuple(archive.entries),
    )  # fmt: skip


def test_a_frozen_story_shows_what_that_state_gave(desk: Any, small: Any) -> None:
    assert desk.get(f"/story/{small.story}").status_code == 404
    page = desk.get(f"/story/{small.story}?as={FIRST[:12]}")
    assert page.status_code == 200
    assert "As it stood" in page.text
    assert "<b>3</b> pages" in page.text
    assert '<a href="/story/story_0000000000000009"' in page.text
    assert "2 pages · 2 texts · 1 origin" in page.text
    assert "The pass was built." in page.text
    assert 'action="/decide"' not in page.text


def test_its_twins_are_frozen_too(desk: Any, small: Any) -> None:
    told = json.loads(desk.get(f"/story/{small.story}.json?as={FIRST[:12]}").text)
    assert told["count"]["pages"] == 3
    assert len(told["entries"]) == 2
    assert desk.get(f"/story/{small.story}.csv?as={FIRST[:12]}").text.count("\n") == 4


def test_a_frozen_page_has_the_date_of_then(desk: Any, small: Any) -> None:
    assert "Mon 3 Mar 2031" not in desk.get(f"/page/{small.wire}").text.partition('id="furniture"')[0]
    frozen = desk.get(f"/page/{small.wire}?as={FIRST[:12]}").text
    assert "Mon 3 Mar 2031" in frozen
    assert "2031-03-03 → " in frozen


def test_what_has_not_changed_says_so(desk: Any, small: Any) -> None:
    page = desk.get(f"/story/{small.other}?as={FIRST[:12]}").text
    assert "has not changed" in page
    assert "As it stood" not in page


def test_the_present_state_is_live(desk: Any, small: Any) -> None:
    assert "A frozen address" not in desk.get(f"/story/{small.other}?as={LATER[:12]}").text


@pytest.mark.parametrize("mark", ["cccccccccccc", "zz", "' OR 1", "%00"])
def test_a_state_that_is_not_kept_is_told_in_words(desk: Any, small: Any, mark: str) -> None:
    page = desk.get(f"/page/{small.wire}?as={mark}")
    assert page.status_code == 200
    assert "is not kept" in page.text


def test_a_story_that_was_not_there_yet_says_so(desk: Any) -> None:
    page = desk.get(f"/story/story_0000000000000009?as={FIRST[:12]}").text
    assert "was not there yet" in page


def test_an_article_that_was_restored_anew_is_shown_as_it_was(desk: Any, small: Any) -> None:
    with Archive(desk.path, write=True) as archive:
        record = archive.records.get(small.wire)
        article = archive.articles.get(small.wire)
        assert record is not None
        assert article is not None
        from firsthand.archive import Page

        cut = msgspec.structs.replace(article, text=article.text.partition("\n\n")[0], blocks=())
        add_pages(archive.connection, [Page(record, cut)], "newer")
        replace_derived(archive.connection, held(archive), "c" * 16)
    assert "convoys waited" not in desk.get(f"/page/{small.wire}.json").text
    assert "convoys waited." in desk.get(f"/page/{small.wire}?as={FIRST[:12]}").text
    assert "convoys waited." in desk.get(f"/page/{small.wire}.json?as={LATER[:12]}").text


def test_forgetting_a_page_forgets_all_earlier_states(desk: Any, small: Any) -> None:
    with Archive(desk.path, write=True) as archive:
        assert before.state(archive, FIRST) is not None
        forget(archive.connection, small.own, "ann", "asked to")
        assert before.state(archive, FIRST) is None
        assert archive.connection.execute("SELECT count(*) FROM was").fetchone() == (0,)


def test_old_states_are_dropped_after_so_many(desk: Any) -> None:
    with Archive(desk.path, write=True) as archive:
        same = held(archive)
        for number in range(past.KEPT):
            replace_derived(archive.connection, same, f"{number:016}")
        assert before.state(archive, FIRST) is None
        assert before.state(archive, f"{past.KEPT - 1:016}") is not None
        assert archive.connection.execute("SELECT count(*) FROM state").fetchone() == (past.KEPT,)
        assert archive.connection.execute("SELECT count(*) FROM was").fetchone() == (0,)
