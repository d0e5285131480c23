"""Does one job on an archive again and again, each time with a fault at a later write, and says what was left.

    python tests/fault/faults.py MODE JOB FOLDER [FIRST STEP]

MODE: ``kill`` (the process dies in the middle of the write, of which half is done), ``power`` (the machine does: what
was written since a file's last sync is gone), ``torn`` (the same, but any part of what was written since is there, in
any order), ``full`` (this write and all after
it find no room), ``error`` (this write alone fails). JOB: ``trace``, ``forget``, ``compact``, ``upgrade``, ``backup``. FOLDER
holds ``pages`` and ``start.fh`` (for all jobs but ``trace``). Prints one JSON line a fault. SQLite's own files are written
through a layer that counts writes, syncs and truncations; nothing of firsthand is replaced.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path
from random import Random
from typing import Any

import apsw

from firsthand import intake, pipeline
from firsthand.archive import Archive, add_pages, backup, compact, upgrade
from firsthand.errors import FirsthandError

MODE, JOB, FOLDER = sys.argv[1], sys.argv[2], Path(sys.argv[3])
FIRST, STEP = (int(sys.argv[4]), int(sys.argv[5])) if len(sys.argv) > 5 else (1, 1)
COUNT = 0
AT = 0


LASTING: dict[str, bytes] = {}
"""What the disk would hold of each file if the power went now."""
PENDING: dict[str, list[tuple[int, bytes | None]]] = {}
"""Writes since its last sync; a cut of the file has no bytes."""


def lose_power() -> None:
    """Leave of each file what the disk would hold; the index of the log is no file that lasts."""
    rng = Random(AT)
    for name, held in LASTING.items():
        data = bytearray(held)
        for offset, what in PENDING[name] if MODE == "torn" else ():
            if rng.random() < 0.5:
                continue
            if what is None:
                del data[offset:]
                continue
            data += bytes(max(0, offset - len(data)))
            data[offset : offset + len(what)] = what
        Path(name).write_bytes(data)
        Path(name.removesuffix("-wal") + "-shm").unlink(missing_ok=True)
    os.kill(os.getpid(), signal.SIGKILL)


class Layer(apsw.VFS):
    """Files in which the write with the number AT fails."""

    def __init__(self) -> None:
        super().__init__("faulty", "unix", makedefault=True)

    def xOpen(self, name: Any, flags: list[int]) -> "File":
        return File(name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        LASTING.pop(filename, None)
        PENDING.pop(filename, None)


class File(apsw.VFSFile):
    """One such file."""

    def __init__(self, name: Any, flags: list[int]) -> None:
        super().__init__("unix", name, flags)
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else name
        if MODE in ("power", "torn") and self._name and self._name not in LASTING:
            LASTING[self._name] = Path(self._name).read_bytes()
            PENDING[self._name] = []

    def _note(self, offset: int, data: bytes | None) -> None:
        if self._name in PENDING:
            PENDING[self._name].append((offset, data))

    def xWrite(self, data: bytes, offset: int) -> None:
        fault(lambda: super(File, self).xWrite(data[: len(data) // 2], offset))
        super().xWrite(data, offset)
        self._note(offset, bytes(data))

    def xSync(self, flags: int) -> None:
        fault(lambda: None)
        super().xSync(flags)
        if self._name in LASTING:
            LASTING[self._name] = Path(self._name).read_bytes()
            PENDING[self._name] = []

    def xLock(self, level: int) -> None:
        """Lock; a file open for reading cannot be locked for writing, which SQLite tries when closing, and forgives."""
        try:
            super().xLock(level)
        except apsw.IOError as error:
            raise apsw.BusyError(str(error)) from error

    def xTruncate(self, size: int) -> None:
        fault(lambda: None)
        super().xTruncate(size)
        self._note(size, None)


def fault(half: Any) -> None:
    """Count a write, and fail where it is due."""
    global COUNT
    COUNT += 1
    if COUNT == AT and MODE in ("power", "torn"):
        lose_power()
    if COUNT == AT and MODE == "kill":
        half()
        os.kill(os.getpid(), signal.SIGKILL)
    if (COUNT >= AT and MODE == "full") or (COUNT == AT and MODE == "error"):
        half()
        raise apsw.FullError("no room") if MODE == "full" else apsw.IOError("a bad sector")


def job(path: str, told: int | None = None) -> None:
    """Do the job; tell which pages were accepted as soon as they are."""

    def adding(connection: apsw.Connection, pages: list[Any], rules: str) -> None:
        add_pages(connection, pages, rules)
        for page in pages:
            if told is not None and page.record is not None:
                os.write(told, f"{page.record.id}\n".encode())

    intake.BATCH = 1
    intake.add_pages = adding
    if JOB == "trace":
        with Archive(path, write=True) as archive:
            pipeline.trace([FOLDER / "pages"], archive)
    elif JOB == "forget":
        with Archive(path, write=True) as archive:
            record = next(each.record for each in archive.articles if "herring" in each.text)
            pipeline.erase(archive, record, "ann", "asked to")
    elif JOB == "backup":
        backup(str(FOLDER / "start.fh"), path)
    else:
        compact(path) if JOB == "compact" else upgrade(path)


def child(path: str, at: int, told: int) -> str:
    """Do the job with a fault; return what a person would be told."""
    global AT
    AT = at
    layer = Layer()
    try:
        job(path, told)
    except FirsthandError as error:
        return f"{type(error).__name__}: {error}"
    except BaseException as error:
        return f"BAD {type(error).__name__}: {error}"
    finally:
        del layer
    return "done" if at <= COUNT else "past the end"


def one(at: int) -> dict[str, Any]:
    """Return what one fault came to."""
    path = str(FOLDER / f"{MODE}-{JOB}.fh")
    for left in FOLDER.glob(f"{MODE}-{JOB}.fh*"):
        left.unlink()
    if JOB not in ("trace", "backup"):
        shutil.copy(FOLDER / "start.fh", path)
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        said = child(path, at, writing)
        os.write(writing, f"!{said}\n".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        lines = told.read().splitlines()
    _, status = os.waitpid(process, 0)
    said = next((line[1:] for line in lines if line.startswith("!")), "killed")
    accepted = [line for line in lines if line.startswith("page_")]
    there = os.path.exists(path) and os.path.getsize(path) > 0
    found: dict[str, Any] = {"at": at, "said": said, "killed": os.WIFSIGNALED(status), "lost": [], "wrong": []}
    if there and apsw.Connection(path).pragma("application_id"):
        with Archive(path) as archive:
            found["wrong"] = [line for line in archive.verify() if "interrupted" not in line]
            found["lost"] = [key for key in accepted if archive.records.get(key) is None] if JOB == "trace" else []
    elif accepted:
        found["lost"] = accepted
    return found | after(path)


def after(path: str) -> dict[str, Any]:
    """Do the job again, without a fault, and return what the archive is then."""
    if JOB == "forget":
        with Archive(path) as archive:
            gone = not any("herring" in each.text for each in archive.articles)
        if gone:
            with Archive(path, write=True) as archive:
                pipeline.apply(archive)
            compact(path)
        else:
            job(path)
    elif JOB != "backup" or not os.path.exists(path):  # a copy that has its name is whole
        job(path)
    with Archive(path) as archive:
        return {"digest": archive.digest(), "again": archive.verify(), "sealed": archive.sealed()}


def main() -> None:
    """Go through the faults until the job comes to its end without one."""
    at = FIRST
    while True:
        found = one(at)
        print(json.dumps(found), flush=True)
        if (found["said"] == "past the end" and not found["killed"]) or found["said"].startswith("BAD") or at > 2000:
            return
        at += STEP


main()
