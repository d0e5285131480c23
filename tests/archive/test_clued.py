"""Date clues are read page by page when they are asked for."""

import datetime as dt
from pathlib import Path

import pytest

from firsthand.archive import Archive, Clued, codec
from firsthand.model import Clue, Evidence


def test_clues_are_those_of_the_table(tmp_path: Path) -> None:
    clue = Clue(kind="after", earliest=dt.date(2031, 2, 3), evidence=Evidence(rule="dating.test.rule", quote="q"))
    with Archive(str(tmp_path / "a.fh"), write=True) as archive:
        archive.connection.execute("INSERT INTO clues VALUES ('page_2', ?), ('page_1', '[]')", (codec.dump((clue,)),))
        clues = Clued(archive.connection)
        assert dict(clues) == {"page_1": (), "page_2": (clue,)}
        assert list(clues) == ["page_1", "page_2"]
        assert clues.get("page_3", ()) == ()
        with pytest.raises(KeyError):
            clues["page_3"]
