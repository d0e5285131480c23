"""The commands ``claims`` and ``parties``, and the board behind them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import firsthand
from firsthand import views
from firsthand.archive import Archive
from firsthand.cli import cli

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three reports of one crack."""
    target = tmp_path_factory.mktemp("claiming") / "hedge.fh"
    firsthand.trace([EXAMPLES / "hedge"], target).close()
    return str(target)


def run(*arguments: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(cli, [*arguments, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_a_claim_that_two_texts_have_is_one_row_by_its_earliest_report(archive: str) -> None:
    (row,) = run("claims", archive, "--by", "quarrie", "--about", "crack")
    assert (row["content"], row["texts"], row["written"]) == (
        "The crack may have opened before the January storm", 2, "2031-03-03",
    )  # fmt: skip


def test_the_lost_hedge_and_the_fact_are_told(archive: str) -> None:
    assert {"hedge lost", "fact"} <= {row["kind"] for row in run("claims", archive, "--differ", "any")}
    (fact,) = run("claims", archive, "--differ", "fact")
    assert (fact["outlet"], fact["party"]) == ("The Aldersund Standard", "Hedda Quarrie")


def test_claims_are_found_by_what_the_cue_does_and_by_its_word(archive: str) -> None:
    assert [row["party"] for row in run("claims", archive, "--cue", "orders")] == ["Lukas Fenn"]
    assert [row["party"] for row in run("claims", archive, "--cue", "demanded")] == ["Lukas Fenn"]


def test_one_page_has_no_stories_to_choose_from(archive: str) -> None:
    page = str(EXAMPLES / "hedge" / "fellmoor-1.html")
    assert run("claims", page)
    result = CliRunner().invoke(cli, ["claims", page, "--cue", "said"])
    assert result.exit_code != 0


def test_parties_are_listed_with_the_ids_that_decisions_take(archive: str) -> None:
    assert [row["id"] for row in run("parties", archive, "quarrie")] == ["hedda quarrie"]


def test_the_board_says_who_was_first_who_repeats_it_and_who_dropped_the_hedge(archive: str) -> None:
    with Archive(archive) as opened:
        story = opened.stories[0].id
        voices, left_out = views.board(opened, story)
    assert left_out == 0
    quarrie = next(voice for voice in voices if voice.id == "hedda quarrie")
    point = next(point for point in quarrie.points if "crack" in point.first.content)
    assert point.first.outlet == "Fellmoor Mirror"
    assert [each.outlet for each in point.repeats] == ["Brannock Courier"]
    assert [each.outlet for each in point.dropped] == ["Brannock Courier"]
    assert [each.kind for each in point.differences] == ["fact"]


def test_counts_of_a_claim_go_by_the_same_groups(archive: str) -> None:
    with Archive(archive) as opened:
        count = opened.counts[0]
        group = next(each for each in opened.groups if "crack" in each.quote)
    one = next(each for each in count.assertions if group.first in each.claims)
    assert set(group.claims) <= set(one.claims)
    assert one.texts == 2
