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


def test_one_claim_is_shown_with_its_own_ledger(archive: str) -> None:
    key = json.loads(run("stories", archive, "--format", "json"))[0]["id"]
    first = json.loads(run("count", archive, key, "--format", "json"))[0]
    ledger = json.loads(run("count", archive, key, "--claim", first["claim"], "--format", "json"))
    assert {line["side"] for line in ledger} == {"reporters", "sources"}
    assert sum(line["side"] == "reporters" for line in ledger) == first["texts"]
    assert all(line["reason"].endswith(".") for line in ledger)
    assert first["said"] in run("count", archive, key, "--claim", first["claim"])


def test_claim_that_the_story_lacks_is_a_usage_error(archive: str) -> None:
    key = json.loads(run("stories", archive, "--format", "json"))[0]["id"]
    result = CliRunner().invoke(cli, ["count", archive, key, "--claim", "claim_nowhere"])
    assert result.exit_code != 0


def test_reliability_is_empty_until_a_person_sets_it_and_then_shown_at_once(archive: str) -> None:
    key = json.loads(run("stories", archive, "--format", "json"))[0]["id"]
    rows = json.loads(run("count", archive, key, "--format", "json"))
    assert {row["credibility"] for row in rows} <= {"2", "3", "4", "6"}
    assert {row["reliability"] for row in rows} == {None}
    ledger = json.loads(run("count", archive, key, "--claim", rows[0]["claim"], "--format", "json"))
    name = next(line["name"] for line in ledger if line["side"] == "sources")
    said = run("decide", archive, "reliability", name.upper(), "--value", "d", "--who", "ed")
    assert "shown at once" in said
    after = json.loads(run("count", archive, key, "--format", "json"))
    assert after[0]["reliability"] == f"D {name}"
    assert [row["credibility"] for row in after] == [row["credibility"] for row in rows]
    assert f"{name} (D)" in run("story", archive, key)


def test_letter_off_the_scale_is_refused(archive: str) -> None:
    result = CliRunner().invoke(cli, ["decide", archive, "reliability", "Somebody", "--value", "Z"])
    assert result.exit_code == 1
