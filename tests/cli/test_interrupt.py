"""Ctrl-C: a sentence and 130, no traceback, no process left, and the same command goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from firsthand.archive import Archive

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def dump(number: int) -> str:
    words = " ".join(
        f"The keeper of lamp {number} wrote that ship {n} of {number} had passed the cape." for n in range(12)
    )
    return f"Lamp {number} was lit again\n\nCALDERA BAY, April {number % 28 + 1}, 2031 — {words}\n"


def heed() -> None:
    """Heed Ctrl-C even where the tests themselves run in the background, which starts programs that ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("workers", ["0", "2"])
def test_ctrl_c_ends_with_a_sentence_and_the_same_command_goes_on(tmp_path: Path, workers: str) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    for n in range(60):
        (folder / f"{n:03}.txt").write_text(dump(n), "utf-8")
    archive = tmp_path / "kept.fh"
    command = [sys.executable, "-m", "firsthand", "trace", str(folder), "-o", str(archive), "-w", workers]
    running = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed,
    )
    assert running.stderr is not None
    said = running.stderr.readline()
    while "pages" not in said:
        said = running.stderr.readline()
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, rest = running.communicate(timeout=300)
    assert running.returncode == 130, rest
    assert "Traceback" not in rest
    assert "run the same command again" in " ".join(rest.split())
    gone = False
    for _ in range(300):  # those who are stopped may take a moment on a busy machine
        try:
            os.killpg(running.pid, 0)
        except ProcessLookupError:
            gone = True
            break
        time.sleep(0.1)
    assert gone
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    with Archive(str(archive)) as opened:
        assert len(opened.records) == 60
        assert opened.verify() == []


def test_the_desk_says_where_it_is_open_and_a_port_that_is_taken_is_said_to_be(tmp_path: Path) -> None:
    archive = str(tmp_path / "empty.fh")
    with Archive(archive, write=True):
        pass
    command = [sys.executable, "-m", "firsthand", "serve", archive, "--port"]
    with subprocess.Popen([*command, "0"], stdout=subprocess.PIPE, text=True, preexec_fn=heed) as running:
        assert running.stdout is not None
        port = running.stdout.readline().split("127.0.0.1:")[1].split("/")[0]
        second = subprocess.run([*command, port], capture_output=True, text=True, check=False)
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0
    assert (second.returncode, second.stdout) == (2, "")
    assert f"port {port} cannot be listened on" in " ".join(second.stderr.split())
