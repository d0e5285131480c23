"""An archive that the tests of commands look into, and do not change."""

from pathlib import Path

import pytest

import firsthand

WEEK = Path(__file__).parents[2] / "examples" / "week"


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some pages of the week, traced once."""
    path = tmp_path_factory.mktemp("cli") / "some.fh"
    firsthand.trace([WEEK / "dump", WEEK / "feed.jsonl"], path).close()
    return path
