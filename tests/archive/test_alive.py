"""Who writes an archive, asked from beside."""

import sys
from pathlib import Path

import pytest

from firsthand import views
from firsthand.archive import Archive, begin_run, note_progress, writer
from firsthand.archive.alive import written

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not list their locks")


def test_a_writer_is_seen_while_it_holds_its_place(tmp_path: Path) -> None:
    path = str(tmp_path / "a.fh")
    with Archive(path, write=True):
        assert written(path) is False
        with writer(path):
            assert written(path) is True
        assert written(path) is False


def test_a_lock_file_that_a_killed_writer_left_is_no_writer(tmp_path: Path) -> None:
    path = str(tmp_path / "a.fh")
    Path(f"{path}-writer").touch()
    assert written(path) is False


def test_asking_keeps_no_writer_out(tmp_path: Path) -> None:
    path = str(tmp_path / "a.fh")
    with writer(path):
        for _ in range(3):
            written(path)
    with writer(path):
        assert written(path)


def test_a_run_of_a_killed_process_is_told_from_one_that_goes_on(tmp_path: Path) -> None:
    path = str(tmp_path / "a.fh")
    with Archive(path, write=True) as archive:
        with writer(path):
            number = begin_run(archive.connection, "test", "pile")
            note_progress(archive.connection, f'{{"run":{number},"stage":"reading","done":1,"total":2,"unit":"pages"}}')
            going = views.progress(archive)
            assert going is not None
            assert going["killed"] is False
        going = views.progress(archive)  # nobody holds the place any more
        assert going is not None
        assert going["killed"] is True
