"""Checking an archive: each stretch of the file against its seal, the structure, the search index, every page against
its digest, the log against its chain, and that no page is lost.
"""

import hashlib
from collections.abc import Iterator

import apsw

from firsthand.archive import codec, log, seal
from firsthand.errors import Damaged


def verify(connection: apsw.Connection) -> Iterator[str]:
    """Yield one sentence for each thing that is not as it was written; nothing when all is well."""
    for part in (seal.check, _structure, _payloads, log.check, _conservation):
        try:
            yield from part(connection)
        except (apsw.Error, Damaged, OSError, ValueError, KeyError, TypeError) as error:
            yield f"the file is damaged: {type(error).__name__}: {error}"


def _structure(connection: apsw.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file's structure: {line}"
    for index in ("article_search", "gram"):
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except apsw.ReadOnlyError:
            pass  # an index can only be checked by a connection that may write
        except apsw.SQLError as error:
            yield f"the index {index}: {error}"


def _payloads(connection: apsw.Connection) -> Iterator[str]:
    for record, digest, payload in connection.execute("SELECT id, digest, payload FROM record ORDER BY id"):
        try:
            if hashlib.sha256(codec.unpack(payload)).hexdigest() != digest:
                yield f"{record}: the page is not what was captured (its SHA-256 differs)"
        except Damaged as error:
            yield f"{record}: {error}"


def _conservation(connection: apsw.Connection) -> Iterator[str]:
    """Every page ends as one article or one refusal, and every article stands in one stemma."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'forgetting'").fetchone()
    if row:
        yield f"{row[0]}: its forgetting was interrupted; finish it with: firsthand apply, then firsthand compact"
    for (record,) in connection.execute("SELECT record FROM tombstone WHERE record IN (SELECT id FROM record)"):
        yield f"{record}: was forgotten, and is there"
    rows = connection.execute(
        "SELECT r.id, (SELECT count(*) FROM article WHERE id = r.id)"
        " + (SELECT count(*) FROM refusal WHERE record = r.id) AS ends FROM record r WHERE ends <> 1 ORDER BY 1"
    )
    for record, ends in rows:
        yield f"{record}: a page must end as one article or one refusal, and has {ends}"
    notes = {str(row[0]) for row in connection.execute("SELECT key FROM meta WHERE key IN ('derived', 'later')")}
    if notes == {"derived"}:
        for (record,) in connection.execute(
            "SELECT id FROM article WHERE id NOT IN (SELECT record FROM witness) ORDER BY id"
        ):
            yield f"{record}: stands in no stemma; run trace again"
