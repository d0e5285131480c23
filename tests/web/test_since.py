"""What changed in a story since a reader saw it last."""

from pathlib import Path
from typing import Any

import pytest

import firsthand
from firsthand import views
from firsthand.archive import Archive
from firsthand.model import Story
from firsthand.web import app, since

WEEK = Path(__file__).parents[2] / "examples" / "week"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """Return an archive that has grown once, its first state, and the story that grew."""
    target = tmp_path_factory.mktemp("since") / "some.fh"
    firsthand.trace([WEEK / "lanternpress", WEEK / "northmerepress"], target).close()
    with Archive(str(target)) as archive:
        first = str(archive.meta("derived"))[:12]
    firsthand.trace([WEEK / "harborledger", WEEK / "liriotoday", WEEK / "coastlineradio"], target).close()
    with Archive(str(target)) as archive:
        key = str(views.stories(archive)[0]["id"])
    return str(target), first, key


def made(*records: str) -> Story:
    return Story(id="story_1", name="made", texts=(), records=records)


def test_first_visit_compares_with_nothing_and_the_next_state_with_the_one_seen() -> None:
    page, other = "page_" + "a" * 16, "page_" + "b" * 16
    first = since.visit("", made(page), page, "1" * 12)
    assert first.before == ""
    again = since.visit(first.cookie, made(page), page, "1" * 12)
    assert again.before == ""
    later = since.visit(again.cookie, made(other, page), other, "2" * 12)
    assert later.before == "1" * 12
    reloaded = since.visit(later.cookie, made(other, page), other, "2" * 12)
    assert reloaded.before == "1" * 12


@pytest.mark.parametrize("kept", ["<script>", "a-b-c.", "." * 9000, "g" * 16 + "--" + "1" * 12])
def test_cookie_that_is_none_of_ours_is_passed_over(kept: str) -> None:
    page = "page_" + "a" * 16
    assert since.visit(kept, made(page), page, "1" * 12).before == ""


def test_cookie_keeps_so_many_stories_and_no_more() -> None:
    kept = ""
    for at in range(since.KEPT + 20):
        page = f"page_{at:016x}"
        kept = since.visit(kept, made(page), page, "1" * 12).cookie
    assert kept.count(".") == since.KEPT - 1
    assert len(kept) < 2_000


def test_page_of_a_story_says_what_came_since_the_reader_saw_it(grown: tuple[str, str, str], browse: Any) -> None:
    path, first, key = grown
    browser = browse(app(path))
    with Archive(path) as archive:
        pages = archive.stories.get(key).records
    fresh = browser.get(f"/story/{key}")
    assert "Since you were here last" not in fresh.text
    assert since.SEEN in fresh.headers["set-cookie"]
    seen = ".".join(f"{page.removeprefix('page_')}--{first}" for page in pages)
    told = browser.get(f"/story/{key}", headers={"cookie": f"{since.SEEN}={seen}"})
    assert "Since you were here last" in told.text
    assert "new origin" in told.text
    assert told.text.count("Now: <b>") == 1


def test_state_that_is_not_kept_says_nothing(grown: tuple[str, str, str], browse: Any) -> None:
    path, _, key = grown
    with Archive(path) as archive:
        page = archive.stories.get(key).records[0].removeprefix("page_")
    seen = f"{page}--{'e' * 12}"
    told = browse(app(path)).get(f"/story/{key}", headers={"cookie": f"{since.SEEN}={seen}"})
    assert told.status_code == 200
    assert "Since you were here last" not in told.text


def test_claims_of_a_story_have_both_columns_and_their_own_ledger(grown: tuple[str, str, str], browse: Any) -> None:
    path, _, key = grown
    told = browse(app(path)).get(f"/story/{key}").text
    assert "Credibility</th>" in told
    assert "Reliability</th>" in told
    assert "Why these numbers" in told


def test_counts_of_claims_are_there_for_programs_with_both_columns(grown: tuple[str, str, str], browse: Any) -> None:
    path, _, key = grown
    browser = browse(app(path))
    rows = browser.get(f"/story/{key}/counted.json").json()
    assert rows
    assert {"credibility", "reliability", "reporters", "sources", "claim"} <= set(rows[0])
    assert browser.get(f"/story/{key}/counted.csv").text.startswith("claim,said")


def test_report_of_a_story_has_both_columns(grown: tuple[str, str, str], browse: Any) -> None:
    path, _, key = grown
    told = browse(app(path)).get(f"/story/{key}/report.md?part=claims").text
    assert "Credibility suggested from the counts: 6, cannot be judged." in told
    assert "Reliability: set by nobody." in told
