"""The first thing that a new user reads."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.cli import cli, main


def test_the_examples_in_the_help_stand_on_lines_of_their_own() -> None:
    lines = CliRunner().invoke(cli, ["--help"]).output.splitlines()
    assert [line.split()[:2] for line in lines if line.startswith("  firsthand ")] == [
        ["firsthand", "trace"],
        ["firsthand", "stories"],
        ["firsthand", "serve"],
    ]


def test_every_command_stands_under_a_heading() -> None:
    output = CliRunner().invoke(cli, ["--help"]).output
    told = {line.split()[0] for line in output.splitlines() if line.startswith("  ") and line.strip()}
    assert set(cli.commands) <= told


def test_no_line_of_the_help_ends_in_the_middle_of_a_sentence() -> None:
    assert "..." not in CliRunner().invoke(cli, ["--help"]).output.split("Take pages in")[1]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["story", "week.fh"], "Something is missing. Write: firsthand story"),
        (["stories", "week.fh", "rail", "bridge"], "(rail bridge)"),
        (["week.fh", "stories"], "The command comes first: firsthand stories week.fh"),
        (["stories", "."], ". is a folder; an archive is one file"),
        (["trace", "tests", "-o", "."], "-o firsthand.fh"),
        (["backup", "week.fh", "nowhere/copy.fh"], "there is no such folder"),
    ],
)
def test_what_is_typed_wrongly_is_answered_with_how_it_is_written(
    typed: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["firsthand", *typed])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert told in " ".join(capsys.readouterr().err.split())


def test_a_file_without_an_article_is_asked_for_its_date_and_says_why_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(bytes.fromhex("89504e470d0a1a0a"))
    (tmp_path / "empty.html").write_bytes(b"")
    for command, name, told in (("date", "picture.png", "PNG"), ("wire", "empty.html", "empty")):
        answer = CliRunner().invoke(cli, [command, str(tmp_path / name)])
        assert answer.exit_code != 0
        assert told in str(answer.exception)
