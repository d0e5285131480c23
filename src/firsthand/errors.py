"""Everything that firsthand raises, split by who must act.

    FirsthandError
    ├── UsageError      the caller: a wrong option, a path that is not there, an id that the archive does not hold
    ├── InputError      who has the file: a container that cannot be opened at all
    └── ArchiveError    who keeps the archive: not an archive, another version, locked, damaged, disk full
        └── Damaged     a stored value or index is not what was written

A message says what happened, where, what was expected and found, and what to do next. A page that cannot be used is not
an error but a `Refusal`.
"""

import traceback


class FirsthandError(Exception):
    """Something a person has to act on; the message says what to do."""

    exit_code = 1


class UsageError(FirsthandError):
    """The caller asked for something that cannot be."""

    exit_code = 2


class InputError(FirsthandError):
    """An input could not be opened; whoever has the file can mend it."""

    exit_code = 1


class ArchiveError(FirsthandError):
    """The archive cannot be used as it is; nothing was changed."""

    exit_code = 1


class Damaged(ArchiveError):
    """A stored value is not what was written; ``firsthand verify`` lists all such places."""

    exit_code = 4


def fault(what: str, error: Exception) -> str:
    """Return the detail of an ``internal_error``: what went wrong, and where in our code.

    Args:
        what: what firsthand failed on, ``page`` or ``file``.
        error: as it was caught.
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else "?"
    return f"firsthand failed on this {what}: {type(error).__name__}: {error} ({place}). Please report it."
