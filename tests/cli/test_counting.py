"""The commands ``count``, ``new`` and ``timeline``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import firsthand
from firsthand.cli import cli

WEEK = Path(__file__).parents[2] / "examples" / "week"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A part of the week: an agency's story and a paper's own."""
    target = tmp_path_factory.mktemp("counting") / "some.fh"
    firsthand.trace(
        [
            WEEK / "northmerepress",
            WEEK / "coastlineradio",
            WEEK / "lanternpress",
            WEEK / "liriotoday",
            WEEK / "harborledger",
        ],
        target,
    ).close()
    return str(target)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, [*arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_count_gives_bounds_for_each_claim(archive: str) -> None:
    key = json.loads(run("stories", archive, "--format", "json"))[0]["id"]
    rows = json.loads(run("count", archive, key, "--format", "json"))
    assert rows
    assert all(1 <= row["reporters_low"] <= row["reporters_high"] for row in rows)
    assert all(1 <= row["sources_low"] <= row["sources_high"] for row in rows)
    assert rows == sorted(
        rows, key=lambda row: (-row["reporters_low"], -row["reporters_high"], -row["texts"], -row["pages"])
    )
    assert "Each claim" in run("count", archive, key)


def test_new_lists_only_reports_of_the_days_asked_for(archive: str) -> None:
    everything = json.loads(run("new", archive, "--format", "json"))
    later = json.loads(run("new", archive, "--since", "2024-03-07", "--format", "json"))
    assert {row["kind"] for row in everything} >= {"first report", "new statement"}
    assert 0 < len(later) < len(everything)
    assert all(str(row["written"])[:10] >= "2024-03-07" or "/" in row["written"] for row in later)


def test_timeline_of_a_length_to_order_holds_the_days_most_texts_report(archive: str) -> None:
    key = json.loads(run("stories", archive, "--format", "json"))[0]["id"]
    whole = json.loads(run("timeline", archive, key, "--format", "json"))
    short = json.loads(run("timeline", archive, key, "--dates", "1", "--format", "json"))
    assert len({row["happened"] for row in short}) == 1
    weight = {
        day: sum(row["texts"] for row in whole if row["happened"] == day) for day in {r["happened"] for r in whole}
    }
    assert weight[short[0]["happened"]] == max(weight.values())


def test_timelinejs_has_a_title_and_dated_events_without_markup(archive: str) -> None:
    key = json.loads(run("stories", archive, "--format", "json"))[0]["id"]
    made = json.loads(run("timeline", archive, key, "--format", "timelinejs"))
    assert made["title"]["text"]["headline"]
    assert all({"year", "month", "day"} <= set(event["start_date"]) for event in made["events"])
    assert all("<script" not in event["text"]["text"] for event in made["events"])
