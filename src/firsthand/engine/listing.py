"""What there is to read, cut into jobs: files that every worker sees, and objects in stores."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pyarrow as pa
from pyarrow import fs

from firsthand.errors import UsageError
from firsthand.model import Refusal
from firsthand.read import File

JOB = 8 << 20
"""Bytes of small files that make one job together; a larger file is a job of its own."""
_MOST = 256
_PIECE = 4 << 20

Job = list[tuple[int, File | Refusal]]
"""Files with their places among all files."""


def is_address(path: str) -> bool:
    """Tell whether a path is the address of something in an object store."""
    return "://" in path


def files(addresses: Sequence[str]) -> list[File | Refusal]:
    """Return the files under some addresses, sorted, each once; a prefix stands for all that begins with it and ``/``.

    Raises:
        UsageError: there is no such store, or nothing there.
    """
    found: dict[str, File | Refusal] = {}
    for address in addresses:
        scheme = address.split("://")[0]
        try:
            store, place = fs.FileSystem.from_uri(address)
            (info,) = store.get_file_info([place])
            some = [info] if info.type == fs.FileType.File else []
            if info.type == fs.FileType.Directory:
                some = store.get_file_info(fs.FileSelector(place, recursive=True))
        except (OSError, pa.ArrowException, ValueError) as error:
            raise UsageError(
                f"{address}: cannot be reached ({error}); look at the address and at your rights"
            ) from error
        some = [each for each in some if each.type == fs.FileType.File and not each.base_name.startswith(".")]
        if not some:
            raise UsageError(f"{address}: there is nothing to read")
        for each in some:
            found[f"{scheme}://{each.path}"] = File(Path(each.path), f"{scheme}://{each.path}", each.size)
    return [found[key] for key in sorted(found)]


def jobs(found: Sequence[File | Refusal]) -> list[Job]:
    """Return the files cut into jobs, in order."""
    made: list[Job] = []
    size = JOB
    for at, file in enumerate(found):
        more = file.size if isinstance(file, File) else 0
        if size + more > JOB or len(made[-1]) >= _MOST:
            made.append([])
            size = 0
        made[-1].append((at, file))
        size += more
    return made


@contextmanager
def here(file: File) -> Iterator[File]:
    """Give a file that can be opened; one in a store is copied to this machine while it is read."""
    if not is_address(file.shown):
        yield file
        return
    store, place = fs.FileSystem.from_uri(file.shown)
    with tempfile.TemporaryDirectory(prefix="firsthand-") as folder:
        path = Path(folder) / PurePosixPath(place).name
        with store.open_input_stream(place) as source, path.open("wb") as target:
            while piece := source.read(_PIECE):
                target.write(piece)
        yield File(path, file.shown, file.size)
