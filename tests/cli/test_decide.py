"""Decisions on the command line, and that they survive runs which change every story's id."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import firsthand
from firsthand import views
from firsthand.archive import Archive
from firsthand.cli import cli

PASS = (
    "SELBORN, Orvia (ONA) — Orvia closed its only mountain pass on Monday after a slide buried both lanes, Transport "
    "Minister Sel Aurin said.\n\n“Nobody will cross before the rock is gone,” Aurin told reporters at the foot of the "
    "pass, where two convoys with grain for the valley towns had been waiting since dawn.\n\nEngineers expect to work "
    "for nine days, the ministry said in a statement on Tuesday. The road carries four fifths of the trade of Orvia."
)
CHOIR = (
    "QUAY, Lorn — The mill choir of Quay will sing in the harbour chapel this winter because its own hall has lost half "
    "of its roof, conductor Ada Finch said on Friday.\n\nThe hall was built in 1911 for the weavers of the town. Finch "
    "said 140 singers had voted for the chapel and against the sports hall, where it is warmer but echoes more.\n\nThe "
    "council has promised 30,000 marks for the roof, a third of what a builder from Lorn asks for it."
)


def run(*arguments: str) -> str:
    """Return what a command prints."""
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def lay(folder: Path, name: str, title: str, text: str, outlet: str) -> None:
    """Put a page into a folder."""
    body = "".join(f"<p>{each}</p>" for each in text.split("\n\n"))
    head = f'<title>{title}</title><meta property="og:site_name" content="{outlet}">'
    page = f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    (folder / name).write_text(page, "utf-8")


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Return a folder of two stories, one of which stands in two pages, with its archive."""
    folder = tmp_path / "pile"
    folder.mkdir()
    lay(folder, "pass.html", "Orvia closes pass", PASS, "Orvian News Agency")
    lay(folder, "echo.html", "Pass closed", PASS, "PassTrend")
    lay(folder, "choir.html", "Choir moves to chapel", CHOIR, "Quay Gazette")
    firsthand.trace([folder], tmp_path / "own.fh").close()
    return folder


def stories(path: str) -> dict[str, list[str]]:
    """Return the names of the stories with the files of their pages."""
    with Archive(path) as archive:
        return {
            story.name: sorted(Path(archive.sightings(record)[0].file).name for record in story.records)
            for story in archive.stories
        }


def test_a_name_and_a_merger_survive_a_run_that_changes_the_story(pile: Path) -> None:
    path = str(pile.parent / "own.fh")
    before = set(stories(path))
    assert len(before) == 2
    run("decide", path, "same story", "pass.html", "choir.html", "--why", "one week", "--who", "ann")
    run("decide", path, "name", "pass.html", "--value", "The winter of Orvia", "--who", "ann")
    assert set(stories(path)) == before
    assert "Worked out anew" in run("apply", path)
    assert stories(path) == {"The winter of Orvia": ["choir.html", "echo.html", "pass.html"]}
    lay(
        pile, "late.html", "Orvia pass is closed", PASS + "\n\nThe town of Selborn has bread for six days.", "Late Post"
    )
    firsthand.trace([pile], path).close()
    assert stories(path) == {"The winter of Orvia": ["choir.html", "echo.html", "late.html", "pass.html"]}


def test_what_is_undone_is_gone_after_the_next_working_out(pile: Path) -> None:
    path = str(pile.parent / "own.fh")
    before = stories(path)
    run("decide", path, "same story", "pass.html", "choir.html", "--who", "ann")
    run("apply", path)
    assert len(stories(path)) == 1
    with Archive(path) as archive:
        key = str(views.history(archive)[0]["id"])
    run("decisions", path, "--undo", key, "--who", "bob", "--why", "two weeks")
    run("apply", path)
    assert stories(path) == before
    listed = run("decisions", path, "--format", "csv")
    assert "undone" in listed
    assert "two weeks" in listed


def test_nothing_is_worked_out_when_nothing_was_decided(pile: Path) -> None:
    assert "Nothing has changed" in run("apply", str(pile.parent / "own.fh"))


def test_pages_that_are_no_copies_count_apart(pile: Path) -> None:
    path = str(pile.parent / "own.fh")
    with Archive(path) as archive:
        assert len(archive.stemmata) == 2
    run("decide", path, "not copy", "pass.html", "echo.html", "--who", "ann")
    run("apply", path)
    with Archive(path) as archive:
        assert len(archive.stemmata) == 3


def test_a_day_that_a_person_decided_is_the_day(pile: Path) -> None:
    path = str(pile.parent / "own.fh")
    run("decide", path, "date", "pass.html", "--value", "2031-03-04", "--who", "ann")
    run("apply", path)
    with Archive(path) as archive:
        dating = archive.datings.get(views.find_page(archive, "pass.html"))
        assert dating is not None
        assert dating.edtf == "2031-03-04"


def test_a_wrong_decision_or_page_is_a_usage_error(pile: Path) -> None:
    path = str(pile.parent / "own.fh")
    for arguments in (("burn", "pass.html"), ("copy", "pass.html", "nowhere.html"), ("copy", "pass.html")):
        done = CliRunner().invoke(cli, ["decide", path, *arguments])
        assert done.exit_code != 0
    with Archive(path) as archive:
        assert views.history(archive) == []
