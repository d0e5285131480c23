"""Who may open an archive when: two writers, a folder that cannot be written, a file of somebody else, a clock gone wrong."""

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from firsthand import pipeline, views
from firsthand.archive import Archive, compact, log, store
from firsthand.archive.connection import writer
from firsthand.errors import ArchiveError

NOBODY = 65_534


def test_a_second_writer_is_turned_away_and_readers_are_not(path: str, pages: Path) -> None:
    with writer(path):
        with Archive(path, write=True) as second, pytest.raises(ArchiveError, match="written by another firsthand"):
            pipeline.trace([pages], second)
        with pytest.raises(ArchiveError, match="written by another firsthand"):
            compact(path)
        with Archive(path) as reader:
            assert len(reader.articles) == 3
    with Archive(path, write=True) as second:
        pipeline.trace([pages], second)
        assert second.verify() == []


@pytest.fixture
def shelf(path: str) -> Iterator[Path]:
    """A folder that others may enter and nobody may write, with an archive in it."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(path, folder / "kept.fh")
    (folder / "kept.fh").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def without_rights(call: Callable[[], str]) -> str:
    """Return what a call gives in a process that is not the superuser's."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            said = call()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        said = told.read()
    os.waitpid(process, 0)
    return said


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_an_archive_in_a_folder_that_cannot_be_written_is_read_and_not_written(shelf: Path) -> None:
    archive = str(shelf / "kept.fh")

    def read() -> str:
        with Archive(archive) as opened:
            assert opened.verify() == []
            return f"{len(opened.articles)} articles, {len(views.stories(opened))} stories"

    def write() -> str:
        with Archive(archive, write=True):
            return "written"

    before = (shelf / "kept.fh").read_bytes()
    assert without_rights(read) == "3 articles, 2 stories"
    assert "Check the folder's rights" in without_rights(write)
    assert without_rights(lambda: str(compact(archive))).startswith("ArchiveError")
    assert (shelf / "kept.fh").read_bytes() == before
    assert [each.name for each in shelf.iterdir()] == ["kept.fh"]


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_killed_run_in_a_folder_that_cannot_be_written_says_what_to_do(shelf: Path, pages: Path) -> None:
    shelf.chmod(0o755)
    archive = str(shelf / "kept.fh")
    os.chmod(archive, 0o644)
    process = os.fork()
    if process == 0:
        opened = Archive(archive, write=True)
        store.begin_run(opened.connection, "0", "killed")
        os._exit(9)
    os.waitpid(process, 0)
    assert (shelf / "kept.fh-wal").exists()
    (shelf / "kept.fh-shm").unlink(missing_ok=True)
    for each in shelf.iterdir():
        each.chmod(0o444)
    shelf.chmod(0o555)

    def read() -> str:
        with Archive(archive) as opened:
            return f"{len(opened.articles)} articles"

    said = without_rights(read)
    assert said == "3 articles" or ("ArchiveError" in said and "rights" in said)


def test_a_clock_that_jumps_changes_no_result(path: str, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(path) as archive:
        before = archive.digest()
    for year in (2090, 1971, 2031):

        class Clock(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None, year: int = year) -> "Clock":
                return cls(year, 1, 2, 3, 4, 5, tzinfo=tz)

        monkeypatch.setattr(store, "dt", SimpleNamespace(datetime=Clock, UTC=dt.UTC))
        monkeypatch.setattr(log, "dt", SimpleNamespace(datetime=Clock, UTC=dt.UTC))
        with Archive(path, write=True) as archive:
            pipeline.trace([pages], archive)
    with Archive(path) as archive:
        assert archive.digest() == before
        assert archive.verify() == []
        assert archive.sealed()
