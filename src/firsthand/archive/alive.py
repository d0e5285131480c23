"""Whether anybody holds the writer's place of an archive, asked without taking it: nobody is kept out by asking."""

import os
from pathlib import Path

from firsthand.archive.connection import MEMORY

_LOCKS = Path("/proc/locks")
"""Every lock of this machine, where the system is Linux: ``1: FLOCK  ADVISORY  WRITE 123 fd:00:456 0 EOF``."""


def written(path: str) -> bool | None:
    """Tell whether a process is writing an archive now; None where the system does not tell."""
    if path == MEMORY or os.name != "posix":
        return None
    try:
        inode = str(os.stat(f"{path}-writer").st_ino)
    except OSError:
        return False  # a writer makes this file first, and takes it away last
    try:
        lines = _LOCKS.read_text("ascii", "replace").splitlines()
    except OSError:
        return None
    held = [line.split() for line in lines]
    return any("FLOCK" in line and any(part.rpartition(":")[2] == inode for part in line) for line in held)
