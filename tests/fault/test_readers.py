"""Readers of an archive whose writers are killed one after another: nobody is turned away, nobody sees half a thing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from firsthand.archive import Archive

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with a signal")

WRITER = """
import sys
from firsthand.archive import Archive, store
with Archive(sys.argv[1], write=True) as archive:
    while True:
        number = store.begin_run(archive.connection, "0", "x" * 20_000)
        store.end_run(archive.connection, number, 0, 0)
        print(number, flush=True)
"""
READER = """
import sys
from firsthand.archive import Archive
for _ in sys.stdin:
    try:
        with Archive(sys.argv[1]) as archive:
            assert len(archive.records) == 0
            archive.connection.execute("SELECT count(*) FROM run").fetchall()
        print("read", flush=True)
    except Exception as error:
        print(f"{type(error).__name__}: {error}", flush=True)
"""


def start(code: str, path: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_readers_behind_killed_writers_are_never_turned_away(tmp_path: Path) -> None:
    path = str(tmp_path / "read.fh")
    with Archive(path, write=True):
        pass
    rng = Random(1)
    readers = [start(READER, path) for _ in range(3)]
    said = []
    for _ in range(4):
        writer = start(WRITER, path)
        assert writer.stdout is not None
        writer.stdout.readline()
        for step in range(30):
            for reader in readers:
                assert reader.stdin is not None
                reader.stdin.write("\n")
                reader.stdin.flush()
            if step == 10:
                time.sleep(rng.uniform(0.0, 0.05))
                writer.send_signal(signal.SIGKILL)
            for reader in readers:
                assert reader.stdout is not None
                said.append(reader.stdout.readline().strip())
        writer.communicate()
    for reader in readers:
        reader.communicate()
    assert set(said) == {"read"}
    assert len(said) == 4 * 30 * 3
    with Archive(path) as archive:
        assert archive.verify() == []
