"""A run that is killed while what it remembers is half written: the next one gives the archive that one run gives."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import firsthand
from firsthand.archive import Archive

WEEK = Path(__file__).parents[2] / "examples" / "week" / "dump"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with a signal")

KILLED = """
import os, signal, sys
import apsw, firsthand

left = int(sys.argv[3])

def changed(kind, database, table, row):
    global left
    if table == "remembered" and kind == (apsw.SQLITE_INSERT if sys.argv[4] == "filled" else apsw.SQLITE_DELETE):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

apsw.connection_hooks.append(lambda connection: connection.set_update_hook(changed))
firsthand.trace(sys.argv[1], sys.argv[2], workers=0).close()
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of pages of the week."""
    folder = tmp_path_factory.mktemp("pages")
    for path in sorted(each for each in WEEK.rglob("*") if each.is_file() and each.suffix != ".toml")[:10]:
        shutil.copy(path, folder / f"{path.parent.name}-{path.name}")
    return folder


@pytest.fixture(scope="module")
def whole(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the archive of these pages, made by one run."""
    path = tmp_path_factory.mktemp("whole") / "made.fh"
    firsthand.trace(pages, path, workers=0).close()
    return path


def killed(pages: Path, path: Path, rows: int, when: str) -> None:
    """Take pages in, and be killed at a row of what is remembered."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(pages), str(path), str(rows), when], check=False)
    assert done.returncode == -signal.SIGKILL


def state(path: Path) -> tuple[str, dict[bytes, bytes]]:
    """Return the digest of an archive, and what is remembered in it."""
    with Archive(str(path)) as archive:
        assert archive.verify() == []
        return archive.digest(), dict(archive.connection.execute("SELECT key, doc FROM remembered"))


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_run_killed_while_it_remembers_is_finished_by_the_next(
    share: float, pages: Path, whole: Path, tmp_path: Path
) -> None:
    digest, known = state(whole)
    path = tmp_path / "made.fh"
    killed(pages, path, 1 + int(share * (len(known) - 1)), "filled")
    with Archive(str(path), write=True) as archive:
        (held,) = archive.connection.execute("SELECT count(*) FROM remembered").fetchone() or (0,)
        assert held < len(known)
        assert bool(held) is (share > 0.0)
    firsthand.trace(pages, path, workers=0).close()
    assert state(path) == (digest, known)


def test_runs_killed_one_after_another_come_to_the_same_end(pages: Path, whole: Path, tmp_path: Path) -> None:
    digest, known = state(whole)
    path = tmp_path / "made.fh"
    for _ in range(3):
        killed(pages, path, len(known) // 5, "filled")
    firsthand.trace(pages, path, workers=0).close()
    assert state(path) == (digest, known)


def test_a_run_killed_while_it_drops_what_it_did_not_ask_for_is_finished_by_the_next(
    pages: Path, whole: Path, tmp_path: Path
) -> None:
    digest, known = state(whole)
    path = tmp_path / "made.fh"
    firsthand.trace(sorted(pages.iterdir())[:7], path, workers=0).close()
    killed(pages, path, 5, "dropped")
    firsthand.trace(pages, path, workers=0).close()
    assert state(path) == (digest, known)
