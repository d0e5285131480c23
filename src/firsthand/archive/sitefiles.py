"""What sites say of themselves: every ``ads.txt`` of the archive, kept as a refusal with its lines as evidence."""

from collections.abc import Iterator

import apsw
import msgspec

from firsthand.archive import codec
from firsthand.model import Declared, Evidence, Refusal, Tables
from firsthand.text.hosts import host_of_file

_REASON = "site_file"
_SITE = "restore.ads.site"


def joined(connection: apsw.Connection, tables: Tables) -> Tables:
    """Return the tables with what the sites of an archive declare, sorted by site.

    Args:
        connection: an open archive.
        tables: the reference tables.
    """
    said = tuple(sorted(_declared(connection), key=lambda each: (each.site, str(each.said[:1]))))
    return msgspec.structs.replace(tables, declared=said) if said else tables


def marks(connection: apsw.Connection) -> list[str]:
    """Return the ids and places of these files, sorted: one more, and what all pages give is worked out anew."""
    sql = "SELECT r.id, s.file FROM refusal r JOIN sighting s ON s.record = r.record WHERE r.reason = ? ORDER BY 1, 2"
    return [f"{key} {file}" for key, file in connection.execute(sql, (_REASON,))]


def _declared(connection: apsw.Connection) -> Iterator[Declared]:
    for (doc,) in connection.execute("SELECT doc FROM refusal WHERE reason = ? ORDER BY id", (_REASON,)):
        refusal = codec.load(Refusal, doc)
        if refusal.record is None:
            continue
        said = tuple(_of(each, refusal.record) for each in refusal.evidence if each.rule != _SITE)
        stated = next((each for each in refusal.evidence if each.rule == _SITE), None)
        if stated is not None and stated.note is None:
            yield Declared(site=stated.quote, said=said)
            continue
        # The same file under two hosts is one record: without an address, every place where it lies names a site.
        files = connection.execute("SELECT file FROM sighting WHERE record = ?", (refusal.record,))
        for host in sorted({host for (file,) in files if (host := host_of_file(str(file))) is not None}):
            yield Declared(site=host, said=said)


def _of(each: Evidence, record: str) -> Evidence:
    """Return a line with the page that it stands in."""
    return Evidence(rule=each.rule, quote=each.quote, record=record, locus=each.locus, where=each.where)
