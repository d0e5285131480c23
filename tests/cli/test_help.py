"""The first thing that a new user reads."""

from click.testing import CliRunner

from firsthand.cli import cli


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
