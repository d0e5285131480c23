"""Pages taken in for later: found at once, and worked out as if there had been one run."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.archive import Archive
from firsthand.cli import cli

WEEK = Path(__file__).parents[2] / "examples" / "week"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, [*arguments])
    assert result.exit_code in (0, 3), result.output
    return result.output


@pytest.mark.parametrize("finish", ["apply", "trace"])
def test_pages_taken_in_for_later_come_out_as_from_one_run(tmp_path: Path, finish: str) -> None:
    first, rest = sorted(path for path in WEEK.iterdir() if path.is_dir())[:1], WEEK / "dump"
    more = str(first[0])
    once, twice = str(tmp_path / "once.fh"), str(tmp_path / "twice.fh")
    run("trace", more, str(rest), "-o", once, "-w", "0")
    run("trace", str(rest), "-o", twice, "-w", "0")
    said = run("trace", more, "-o", twice, "-w", "0", "--later")
    assert "taken in" in said
    with Archive(twice) as archive:
        waiting = [each for each in archive.articles if archive.datings.get(each.record) is None]
        assert waiting
        assert all(each.record in archive.near(each.text) for each in waiting)
        assert archive.verify() == []
    assert f"{len(waiting)}" in run("status", twice)
    run(*(("apply", twice) if finish == "apply" else ("trace", more, "-o", twice, "-w", "0")))
    with Archive(once) as one, Archive(twice) as two:
        assert one.digest() == two.digest()
