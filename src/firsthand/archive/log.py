"""The log: one line for each run, decision, forgetting and upkeep; each holds the digest of all before it.

Lines are appended, never changed: triggers of the database refuse both, and whoever gets round them breaks the chain,
which ``verify`` follows. The chain shows that something was changed, not by whom; to be safe against somebody who
writes the whole chain anew, note down the last digest (``firsthand verify`` prints it).
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator

import apsw

_START = "0" * 64
"""What stands before the first line."""


def append(connection: apsw.Connection, what: str, **facts: str | int) -> None:
    """Append a line; the caller holds the transaction in which the thing itself is done.

    Args:
        connection: open for writing.
        what: ``run began``, ``run ended``, ``decided``, ``forgotten``, ``compacted``, ``upgraded``.
        facts: what belongs to it, never words of a page.
    """
    last = connection.execute("SELECT n, chain FROM log ORDER BY n DESC LIMIT 1").fetchone()
    number, before = (int(last[0]) + 1, str(last[1])) if last else (1, _START)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    doc = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    chain = _link(before, number, at, what, doc)
    connection.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?)", (number, at, what, doc, chain))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('log', ?)", (f"{number} {chain}",))


def head(connection: apsw.Connection) -> tuple[int, str]:
    """Return the number of the last line, and its digest, which stands for the whole log."""
    row = connection.execute("SELECT n, chain FROM log ORDER BY n DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, _START)


def check(connection: apsw.Connection) -> Iterator[str]:
    """Yield one sentence for each line that is not as it was appended, or is missing."""
    before, last = _START, 0
    decided: dict[str, str] = {}
    ended: dict[int, tuple[int, int]] = {}
    for number, at, what, doc, chain in connection.execute("SELECT n, at, what, doc, chain FROM log ORDER BY n"):
        if number != last + 1:
            yield f"the log: {number - last - 1} lines are missing before line {number}"
        if _link(before, number, at, what, doc) != chain:
            yield f"the log: line {number} ({what}, {at}) is not as it was appended"
        before, last = str(chain), int(number)
        facts = json.loads(doc)
        if what == "decided":
            decided[facts["judgement"]] = facts["digest"]
        elif what == "run ended":
            ended[facts["run"]] = (facts["pages"], facts["refused"])
    noted = connection.execute("SELECT value FROM meta WHERE key = 'log'").fetchone()
    if noted and noted[0] != f"{last} {before}":
        yield f"the log ends with line {last}; line {str(noted[0]).split()[0]} was written last"
    yield from _decisions(connection, decided)
    for run, pages, refused in connection.execute("SELECT id, pages, refused FROM run ORDER BY id"):
        if ended.get(run, (pages, refused)) != (pages, refused):
            said = ended[run]
            yield f"run {run}: the log says {said[0]} pages, {said[1]} refused; the table says {pages}, {refused}"


def _decisions(connection: apsw.Connection, decided: dict[str, str]) -> Iterator[str]:
    for key, doc in connection.execute("SELECT id, doc FROM judgement ORDER BY id"):
        if decided.pop(key, "") != digest(doc):
            yield f"{key}: the decision is not as it was made"
    for key in sorted(decided):
        yield f"{key}: the log has this decision, the archive has lost it"


def digest(doc: str) -> str:
    """Return the SHA-256 of a stored noun, as log lines have it."""
    return hashlib.sha256(doc.encode("utf-8", "surrogatepass")).hexdigest()


def _link(before: str, number: int, at: str, what: str, doc: str) -> str:
    line = "\n".join((before, str(number), at, what, doc))
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()
