"""Attacks on a count: what forged pages are, and what they come to."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

import firsthand
from firsthand import redteam
from firsthand.cli import cli
from firsthand.model import Article, Bounds, Dateline, Span
from firsthand.redteam import MOVES, Attempt, Means
from firsthand.redteam.forge import forge

WEEK = Path(__file__).parents[2] / "examples" / "week"
OPENING = "SELBORN, Orvia (ONA) — "
TEXT = (
    OPENING
    + "Orvia closed its only mountain pass on Monday after a slide buried 300 meters of road, Minister Sel Aurin "
    "said.\n\nTwo convoys of trucks waited at the foot of the pass.\n\nEngineers expect the work to take nine days.\n\n"
    "The pass was last closed in 1987, when snow covered the road."
)
VICTIM = Article(
    record="page_1", title="Orvia closes pass", text=TEXT, blocks=(),
    dateline=Dateline(place="SELBORN, Orvia", agency="ona", where=Span(start=0, end=len(OPENING))),
)  # fmt: skip
DAY = dt.date(2031, 3, 3)


def test_reprint_costs_no_word_and_keeps_the_credit() -> None:
    made = forge(VICTIM, DAY, MOVES["reprint"], 1)
    assert made.written == 0
    assert "(ONA)" in made.record.page
    assert "2031-03-03" in made.record.page


def test_credit_is_taken_out_and_the_page_can_be_dated_otherwise() -> None:
    made = forge(VICTIM, DAY, MOVES["re-dated"], 1)
    assert "ONA" not in made.record.page
    assert "2031-03-12" in made.record.page


def test_paraphrase_keeps_names_numbers_and_who_said_it() -> None:
    made = forge(VICTIM, DAY, Means(exchanged=1.0), 1)
    for kept in ("Orvia", "Sel Aurin", "Monday", "300", "1987", "said"):
        assert kept in made.record.page
    for word in ("mountain", "buried", "convoys"):
        assert word not in made.record.page
    assert made.written > 20


def test_more_words_are_exchanged_the_larger_the_share() -> None:
    written = [forge(VICTIM, DAY, Means(exchanged=share), 1).written for share in (0.0, 0.25, 0.5, 1.0)]
    assert written == sorted(written)
    assert written[0] == 0


def test_halves_of_a_split_text_hold_it_all_and_share_nothing() -> None:
    pages = [forge(VICTIM, DAY, Means(part=(at, 2)), at).record.page for at in range(2)]
    for words in ("Two convoys", "nine days", "1987"):
        assert sum(words in page for page in pages) == 1


def test_layouts_differ_unless_one_is_cloned() -> None:
    own = [forge(VICTIM, DAY, Means(), at).record.page for at in (1, 2)]
    cloned = [forge(VICTIM, DAY, Means(cloned=True), at).record.page for at in (1, 2)]
    assert own[0].split("<h1>")[0] != own[1].split("<h1>")[0]
    assert cloned[0].split("</title>")[1].split("<h1>")[0] == cloned[1].split("</title>")[1].split("<h1>")[0]


def test_same_number_forges_the_same_page() -> None:
    assert forge(VICTIM, DAY, MOVES["paraphrase 50%"], 3) == forge(VICTIM, DAY, MOVES["paraphrase 50%"], 3)


def attempt(move: str, written: int, low: int, high: int) -> Attempt:
    one = Bounds(low=1, high=1)
    return Attempt(
        move=move, written=written, sites=1, reporters=Bounds(low=low, high=high), sources=one, before=one,
        sources_before=one, together=1, headlines=1, publishers=1,
    )  # fmt: skip


def test_cheapest_is_the_attempt_with_fewest_words_that_raises_the_bound() -> None:
    made = [attempt("a", 0, 1, 1), attempt("b", 9, 1, 2), attempt("c", 300, 2, 3)]
    low, high = redteam.cheapest(made, "low"), redteam.cheapest(made, "high")
    assert low is not None
    assert high is not None
    assert (low.move, high.move) == ("c", "b")
    assert redteam.cheapest(made[:1], "low") is None


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("redteam") / "some.fh"
    firsthand.trace([WEEK / "lanternpress", WEEK / "northmerepress", WEEK / "liriotoday"], target).close()
    return str(target)


def test_command_tells_what_each_way_comes_to_and_leaves_the_archive_as_it_was(archive: str) -> None:
    before = Path(archive).read_bytes()
    result = CliRunner().invoke(cli, ["redteam", archive, "--pages", "1"])
    assert result.exit_code == 0, result.output
    assert "The lower bound:" in result.output
    assert "headlines and publishers" in result.output
    assert Path(archive).read_bytes() == before


def test_reprints_never_raise_the_lower_bound(archive: str) -> None:
    from firsthand.archive import Archive

    with Archive(archive) as opened:
        story = max(opened.stories, key=lambda each: len(each.records))
        held = {record: page for record in story.records if (page := opened.articles.get(record)) is not None}
        options = redteam.Options(
            moves=("reprint", "reprint, credit taken out", "re-dated", "false byline and dateline")
        )
        made = redteam.attack(story, held, tuple(opened.stemmata), tuple(opened.claims), {}, options)
    assert [each.raised[0] for each in made] == [0, 0, 0, 0]
    assert all(each.headlines == each.publishers == 2 for each in made)
