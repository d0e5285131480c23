"""The command line as people use it: what it prints, and how it ends."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import firsthand
from firsthand.cli import cli

WEEK = Path(__file__).parents[2] / "examples" / "week"


def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    environment = {**os.environ, "COLUMNS": "120"}
    command = [sys.executable, "-m", "firsthand", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, check=False, timeout=300)


def shown(*arguments: object) -> str:
    """Return what a command prints; it must succeed."""
    done = CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_has_help_with_an_example_that_names_it(command: str) -> None:
    text = shown(command, "--help")
    assert f"Example: firsthand {command} " in " ".join(text.split())


def test_the_version_is_told() -> None:
    assert firsthand.__version__ in shown("--version")


def test_stories_are_listed_in_every_format(archive: Path) -> None:
    assert "origin" in shown("stories", archive)
    rows = json.loads(shown("stories", archive, "--format", "json"))
    lines = [json.loads(line) for line in shown("stories", archive, "--format", "jsonl").splitlines()]
    table = list(csv.DictReader(io.StringIO(shown("stories", archive, "--format", "csv"))))
    assert [row["id"] for row in rows] == [row["id"] for row in lines] == [row["id"] for row in table]
    assert rows


def test_a_story_is_found_by_its_id_the_start_of_it_and_words_of_its_name(archive: Path) -> None:
    row = json.loads(shown("stories", archive, "--format", "json"))[0]
    for key in (row["id"], row["id"][:14], row["name"]):
        assert row["name"] in " ".join(shown("story", archive, key).split())


def test_the_archive_that_lies_here_need_not_be_named(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive.parent)
    rows = json.loads(shown("stories", "--format", "json"))
    assert rows[0]["name"] in " ".join(shown("story", rows[0]["id"]).split())
    assert "more with --limit" in shown("search", "said", "--limit", "2")
    assert "number" in shown("status")


def test_without_an_archive_here_a_command_says_how_to_name_one(tmp_path: Path) -> None:
    done = run("stories", cwd=tmp_path)
    assert done.returncode == 2
    assert "firsthand trace" in " ".join(done.stderr.split())


def test_a_page_is_found_by_id_file_and_row(archive: Path) -> None:
    with firsthand.open(archive) as opened:
        record = next(iter(opened.articles)).record
    rows = json.loads(shown("page", archive, "feed.jsonl:1", "--format", "json"))
    assert rows[0]["file"].endswith("feed.jsonl")
    assert record in shown("page", archive, record)
    name = min(path.name for path in (WEEK / "dump").iterdir())
    assert name in shown("page", archive, name)


def test_search_finds_words_and_says_when_there_are_more(archive: Path) -> None:
    assert "No page" in shown("search", archive, "xyzzyplugh")
    text = shown("search", archive, "said", "--limit", "2")
    assert "more with --limit" in text


@pytest.mark.parametrize("command", ["status", "refusals", "networks", "verify"])
def test_the_archive_tells_about_itself(archive: Path, command: str) -> None:
    assert shown(command, archive)


def test_single_files_are_told_about_without_an_archive() -> None:
    page = sorted((WEEK / "dump").glob("*.txt"))
    good = next(path for path in page if isinstance(firsthand.restore(path.read_bytes()), firsthand.Article))
    for command in ("restore", "date", "claims", "wire"):
        assert shown(command, good)
    assert "verbatim" in shown("diff", good, good)


def test_an_unknown_id_says_how_to_find_one(archive: Path) -> None:
    done = run("story", archive, "story_0000")
    assert done.returncode == 2
    assert "firsthand stories" in done.stderr


def test_no_archive_says_how_to_make_one(tmp_path: Path) -> None:
    done = run("stories", tmp_path / "none.fh")
    assert done.returncode == 2
    assert "firsthand trace" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_kind_of_file_is_not_an_archive(tmp_path: Path) -> None:
    other = tmp_path / "other.fh"
    other.write_text("this is a letter, and no database at all. " * 60)
    done = run("stories", other)
    assert done.returncode == 1
    assert "not a firsthand archive" in " ".join(done.stderr.split())
    assert other.read_text().startswith("this is a letter")


def test_a_flipped_byte_is_found(archive: Path, tmp_path: Path) -> None:
    with firsthand.open(archive) as opened:
        row = opened.connection.execute("SELECT payload FROM record ORDER BY id LIMIT 1").fetchone()
        assert row is not None
        needle = bytes(row[0])
    data = bytearray(archive.read_bytes())
    place = data.find(needle[:200]) + 60
    assert place > 60
    data[place] ^= 0xFF
    broken = tmp_path / "broken.fh"
    broken.write_bytes(data)
    done = run("verify", broken)
    assert done.returncode == 4, done.stdout + done.stderr
