"""The command ``dates``: pages by the day of writing, dates typed as EDTF."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

import firsthand
from firsthand.cli import cli

DUMP = """Tuesday's vote
Date:2025-04-06 19:11:46

ORVALE, Vardia (NMP) — Norrland said Tuesday that its leader has returned home from a trip to Vardia. He met officials there.

It was his longest travel since he took power. Vardia could supply shells in the second year of the war in Ukraine, despite
the hardships of the COVID-19 pandemic, a spokeswoman for the government said in a statement that was read out on Tuesday.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One page that lies."""
    folder = tmp_path_factory.mktemp("dates")
    (folder / "page.txt").write_text(DUMP, "utf-8")
    firsthand.trace([folder / "page.txt"], folder / "some.fh").close()
    return folder / "some.fh"


def listed(*arguments: object) -> list[dict[str, str]]:
    done = CliRunner().invoke(cli, ["dates", *map(str, arguments), "--format", "csv"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.output)))


def test_page_that_lies_is_listed_with_its_columns(archive):
    (row,) = listed(archive, "--only", "contradicted")
    assert row["date_claimed"] == "2025-04-06"
    assert row["date_verdict"] == "contradicted"
    assert (row["date_stated"], row["date_local"], row["date_utc"]) == (
        "2025-04-06 19:11:46",
        "2025-04-06 19:11:46",
        "",
    )


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--since", "2022"), 1),
        (("--until", "2022-01~"), 0),
        (("--since", "2023", "--until", "2023-06"), 1),
        (("--since", "2025-05"), 0),
    ],
)
def test_dates_are_typed_as_edtf(archive, options, count):
    assert len(listed(archive, *options)) == count


@pytest.mark.parametrize("options", [("--since", "last Friday"), ("--since", "2023", "--until", "2022")])
def test_what_is_no_date_or_no_interval_is_refused_with_a_hint(archive, options):
    done = CliRunner().invoke(cli, ["dates", str(archive), *options])
    assert done.exit_code == 2
    assert "2023" in done.output


def test_stories_are_asked_for_by_date_too(archive):
    def names(*options: str) -> list[str]:
        done = CliRunner().invoke(cli, ["stories", str(archive), *options, "--format", "csv"], catch_exceptions=False)
        return [row["id"] for row in csv.DictReader(io.StringIO(done.output))]

    assert len(names()) == len(names("--since", "2022")) == 1
    assert names("--until", "2021~") == []
