"""What people decide: one line for each decision, appended while others read; nothing is ever overwritten."""

import contextlib
import datetime as dt
import json
import os
from collections.abc import Sequence

import apsw
import msgspec

from firsthand import dates
from firsthand.archive import codec, seal
from firsthand.archive.connection import MEMORY, connect, explained, must_be_there, writer
from firsthand.archive.store import add_judgement
from firsthand.errors import ArchiveError, UsageError
from firsthand.model import Decision, Judgement, make_id

NEEDS: dict[Decision, tuple[bool, bool]] = {
    "copy": (True, False),
    "not copy": (True, False),
    "same story": (True, False),
    "other story": (True, False),
    "same party": (True, False),
    "other party": (True, False),
    "date": (False, True),
    "name": (False, True),
    "pin": (False, False),
    "reliability": (False, True),
    "undo": (False, False),
}
"""Decision -> whether it needs another side, and whether it needs a value."""

AT_ONCE: frozenset[Decision] = frozenset({"pin", "reliability"})
"""Decisions that change no result and so take effect without working out anything anew."""

LONGEST = 2_000
"""Characters of a reason; of a name or value 300, of who decided 100."""


def judgement(decision: str, left: str, right: str | None = None, **about: str | None) -> Judgement:
    """Return a decision, checked.

    Args:
        decision: one of `NEEDS`.
        left: what it is about: a record, a party, or for ``undo`` a judgement.
        right: the other side of a pair.
        about: ``value`` (an EDTF date, a name, a letter), ``who`` (a local name), ``reason``.

    Raises:
        UsageError: something is missing, too long, or no date.
    """
    if decision not in NEEDS:
        raise UsageError(f"There is no decision {decision!r}. There are: {', '.join(NEEDS)}.")
    value, who, reason = (_clean(about.get(name)) for name in ("value", "who", "reason"))
    pair, valued = NEEDS[decision]
    if pair and (not right or right == left):
        raise UsageError(f"The decision {decision!r} needs two different sides.")
    if valued and not value:
        kinds = {"date": "a date", "reliability": "a letter from A to F"}
        raise UsageError(f"The decision {decision!r} needs a value: {kinds.get(decision, 'a name')}.")
    if not who:
        raise UsageError("A decision needs the name of who makes it.")
    if len(who) > 100 or len(value or "") > 300 or len(reason or "") > LONGEST:
        raise UsageError(f"Too long: a name has at most 100 characters, a value 300, a reason {LONGEST}.")
    if decision == "date" and value:
        value = _edtf(value)
    if decision == "reliability" and value:
        value = _letter(value)
    when = dt.datetime.now(dt.UTC)
    right = right if pair else None
    key = make_id("judgement", decision, left, right, value, who, when.isoformat(), reason)
    return Judgement(
        id=key, decision=decision, left=left, right=right, value=value, who=who, when=when, reason=reason
    )  # fmt: skip


def decide(path: str, judgements: Sequence[Judgement]) -> None:
    """Append decisions to an archive, all of them or none; a run that is writing is waited for, up to ten seconds.

    Raises:
        ArchiveError: the archive is locked, read-only, damaged or full; nothing was changed.
    """
    must_be_there(path)
    with explained(path):
        connection = connect(path, write=True)
        try:
            with connection:
                for each in judgements:
                    add_judgement(connection, _later(connection, each))
            _seal(connection, path)
        finally:
            connection.close()


def _later(connection: apsw.Connection, made: Judgement) -> Judgement:
    """Return a decision with a time after all that stand there: clocks jump back, and a later decision outranks."""
    row = connection.execute("SELECT max(at) FROM judgement").fetchone()
    last = dt.datetime.fromisoformat(str(row[0])) if row and row[0] else None
    if last is None or made.when > last:
        return made
    return msgspec.structs.replace(made, when=last + dt.timedelta(microseconds=1))


def _seal(connection: apsw.Connection, path: str) -> None:
    """Seal a file that is small enough, where no run is going on that will do so at its end."""
    if path != MEMORY and os.path.getsize(path) <= seal.SMALL:
        with contextlib.suppress(ArchiveError), writer(path):
            seal.put_on(connection)


def waiting(connection: apsw.Connection) -> int:
    """Return how many decisions wait for the archive to be worked out anew."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'judged'").fetchone()
    known = json.dumps(json.loads(row[0]) if row else [])
    held = ", ".join(f"'{name}'" for name in sorted(AT_ONCE))
    sql = (
        f"SELECT count(*) FROM judgement j WHERE decision NOT IN ({held})"
        " AND id NOT IN (SELECT value FROM json_each(?)) AND NOT (decision = 'undo' AND EXISTS"
        f' (SELECT 1 FROM judgement o WHERE o.id = j."left" AND o.decision IN ({held})))'
    )
    return int((connection.execute(sql, (known,)).fetchone() or (0,))[0])


def applied(connection: apsw.Connection) -> frozenset[str]:
    """Return the ids of the decisions that were known when the archive was worked out last."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'judged'").fetchone()
    return frozenset(codec.load(tuple[str, ...], str(row[0]))) if row else frozenset()


def _clean(value: str | None) -> str | None:
    """Return a person's words without control characters and outer white space; None when nothing is left."""
    kept = "".join(c if c.isprintable() or c in "\n\t" else " " for c in value or "").strip()
    return kept or None


def _letter(value: str) -> str:
    """Return a letter of the Admiralty scale for how reliable somebody is."""
    if value.upper() not in tuple("ABCDEF"):
        raise UsageError(
            f"{value!r} is no letter of the scale: A completely reliable, B usually, C fairly, D not usually,"
            " E unreliable, F cannot be judged."
        )
    return value.upper()


def _edtf(value: str) -> str:
    """Return a day, month, year or interval as written, if it is one."""
    try:
        dates.from_edtf(value)
    except ValueError as error:
        raise UsageError(
            f"{value!r} is no date. Write a day (2023-09-22), a month (2023-09), a year, or an interval"
            " (2023-09-19/2023-09-22, ../2023-09-22)."
        ) from error
    return value
