"""What ``page``, ``networks`` and the summary of a run show of copying."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand import views
from firsthand.archive import Archive
from firsthand.cli import carried, cli
from firsthand.model import Branch, Origin, Stemma, Variant


def shown(*arguments: str) -> str:
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


READING = Variant(
    kind="number", before="212", after="221", first="b", exemplar="a", witnesses=("b", "c"), where=None, certainty=0.9
)
STEMMA = Stemma(
    id="text_1",
    witnesses=("a", "b", "c", "d"),
    archetype="a",
    branches=(
        Branch(witness="a", exemplar=None, score=0.0),
        Branch(witness="b", exemplar="a", score=0.9),
        Branch(witness="c", exemplar="b", score=0.8),
        Branch(witness="d", exemplar="a", score=0.7, through="lost_1"),
    ),
    variants=(READING,),
    origin=Origin(kind="unknown", name=None, certainty=0.0),
)
CASES = [
    ("a", ["the first: all others have it from this page", "2 pages from it: b, d"]),
    ("b", ["from a (0.90)", "1 page from it: c", "number: 212 → 221  (entered here, and 1 page more; 0.90)"]),
    ("c", ["from b (0.80)", "number: 212 → 221  (entered with b; 0.90)"]),
    ("d", ["from a, through a lost page (lost_1) (0.70)"]),
]


@pytest.mark.parametrize(("record", "lines"), CASES)
def test_a_page_is_told_from_whom_through_what_and_with_which_readings(record: str, lines: list[str]) -> None:
    assert carried.standing(STEMMA, record) == lines


def test_a_page_shows_where_it_has_its_text_from_and_who_else_carries_it(archive: Path) -> None:
    with Archive(archive) as opened:
        text = next(each for each in opened.stemmata if len(each.witnesses) > 1)
    out = shown("page", str(archive), text.witnesses[0])
    assert "Where it has its text from" in out
    assert "Who else carries it" in out


def test_the_summary_tells_relations_origins_and_networks(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Archive(archive) as opened:
        found = views.carried(opened)
        carried.summary(opened)
        pages = sum(len(each.witnesses) for each in opened.stemmata if len(each.witnesses) > 1)
    out = capsys.readouterr().out
    assert found["pages"] == pages
    assert sum(count for _, count in found["relations"]) > 0
    assert "texts by origin:" in out
    assert "verbatim" in out


def test_networks_name_their_strongest_signals(archive: Path) -> None:
    out = shown("networks", str(archive), "--format", "json")
    assert "wording" in out or "planted" in out
