"""``watch`` and ``watches``: set up, listed, printed in every format, taken away."""

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.archive import Archive, watching
from firsthand.cli import cli
from firsthand.model import Alert


def run(*given: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, list(given))
    return done.exit_code, done.output + (repr(done.exception) if done.exception and done.exit_code == 1 else "")


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Return an archive with one watch and one alert."""
    path = str(tmp_path / "a.fh")
    with Archive(path, write=True) as archive:
        archive.connection.execute("SELECT 1")
    assert (
        run("watch", path, "--query", "dam gates", "--on", "new-origin", "--on", "new-number", "--name", "the dam")[0]
        == 0
    )
    with Archive(path, write=True) as archive:
        (watch,) = archive.watches
        alert = Alert(id="alert_1", watch=watch.id, firing="new origin", story="story_1", about="Dam & gates", record="page_1",
                      sentence="A paper is an independent reporter.", when=dt.datetime(2031, 3, 5, tzinfo=dt.UTC))  # fmt: skip
        watching.keep(archive.connection, 1, [alert])
    return path


def test_a_watch_says_what_it_is_on(path: str) -> None:
    code, told = run("watches", path, "--set-up", "--format", "json")
    (row,) = json.loads(told)
    assert code == 0
    assert (row["kind"], row["name"], row["on"], row["alerts"]) == ("query", "the dam", "new number, new origin", 1)


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl", "atom", "rss", "jsonfeed", "eml"])
def test_alerts_are_printed_in_every_format(path: str, form: str, tmp_path: Path) -> None:
    code, told = run("watches", path, "--format", form)
    assert code == 0
    assert "independent" in told
    if form in ("atom", "rss", "jsonfeed"):
        assert "Dam &amp; gates" in told or (form == "jsonfeed" and "Dam & gates" in told)
        target = tmp_path / "out"
        assert run("watches", path, "--format", form, "--output", str(target))[0] == 0
        assert target.read_text("utf-8") == told


def test_a_watch_is_taken_away_by_the_start_of_its_id(path: str) -> None:
    key = json.loads(run("watches", path, "--set-up", "-f", "json")[1])[0]["id"]
    assert "taken away" in run("watch", path, "--remove", key[:12])[1]
    assert run("watches", path)[1].strip() == "No watch has fired yet."
    assert "There is no watch" in run("watch", path, "--remove", key)[1]


@pytest.mark.parametrize(
    "given", [(), ("--query", "x", "--site", "y"), ("--story", "nowhere"), ("--query", "x", "--webhook", "file:///x")]
)
def test_a_watch_on_nothing_on_two_things_or_on_what_is_not_there_is_refused(path: str, given: tuple[str, ...]) -> None:
    code, told = run("watch", path, *given)
    assert code != 0, told


def test_a_wrong_name_makes_no_archive(tmp_path: Path) -> None:
    missing = tmp_path / "none.fh"
    assert run("watch", str(missing), "--query", "x")[0] != 0
    assert run("watches", str(missing))[0] != 0
    assert not missing.exists()
