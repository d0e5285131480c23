"""Checking an archive: the file, the search index, and every stored value against its digest."""

import hashlib
from collections.abc import Iterator

import apsw

from firsthand.archive import codec
from firsthand.errors import Damaged


def verify(connection: apsw.Connection) -> Iterator[str]:
    """Yield one sentence for each thing that is not as it was written; nothing when all is well."""
    try:
        yield from _structure(connection)
        yield from _payloads(connection)
        yield from _conservation(connection)
    except (apsw.CorruptError, apsw.NotADBError, apsw.IOError) as error:
        yield f"the file is damaged: {error}"


def _structure(connection: apsw.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file's structure: {line}"
    try:
        connection.execute("INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)")
    except apsw.ReadOnlyError:
        pass  # the index can only be checked by a connection that may write
    except apsw.SQLError as error:
        yield f"the search index: {error}"


def _payloads(connection: apsw.Connection) -> Iterator[str]:
    for record, digest, payload in connection.execute("SELECT id, digest, payload FROM record ORDER BY id"):
        try:
            if hashlib.sha256(codec.unpack(payload)).hexdigest() != digest:
                yield f"{record}: the page is not what was captured (its SHA-256 differs)"
        except Damaged as error:
            yield f"{record}: {error}"


def _conservation(connection: apsw.Connection) -> Iterator[str]:
    """Every page ends as one article or one refusal, and every article stands in one stemma."""
    rows = connection.execute(
        "SELECT r.id, (SELECT count(*) FROM article WHERE id = r.id)"
        " + (SELECT count(*) FROM refusal WHERE record = r.id) AS ends FROM record r WHERE ends <> 1 ORDER BY 1"
    )
    for record, ends in rows:
        yield f"{record}: a page must end as one article or one refusal, and has {ends}"
    if connection.execute("SELECT 1 FROM meta WHERE key = 'derived'").fetchone():
        for (record,) in connection.execute(
            "SELECT id FROM article WHERE id NOT IN (SELECT record FROM witness) ORDER BY id"
        ):
            yield f"{record}: stands in no stemma; run trace again"
