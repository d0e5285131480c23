"""What sites say of themselves: every ``ads.txt`` of the archive, kept as a refusal with its lines as evidence."""

from collections.abc import Iterator

import apsw

from firsthand.archive import codec
from firsthand.model import Declared, Evidence, Refusal, Tables

_REASON = "site_file"
_SITE = "restore.ads.site"


def joined(connection: apsw.Connection, tables: Tables) -> Tables:
    """Return the tables with what the sites of an archive declare, sorted by site.

    Args:
        connection: an open archive.
        tables: the reference tables.
    """
    said = tuple(sorted(_declared(connection), key=lambda each: (each.site, str(each.said[:1]))))
    if not said:
        return tables
    return Tables(
        agencies=tables.agencies,
        outlets=tables.outlets,
        offices=tables.offices,
        events=tables.events,
        declared=said,
    )


def marks(connection: apsw.Connection) -> list[str]:
    """Return the ids of these files, sorted: when one comes, what all pages give together is worked out anew."""
    rows = connection.execute("SELECT id FROM refusal WHERE reason = ? ORDER BY id", (_REASON,))
    return [str(key) for (key,) in rows]


def _declared(connection: apsw.Connection) -> Iterator[Declared]:
    for (doc,) in connection.execute("SELECT doc FROM refusal WHERE reason = ? ORDER BY id", (_REASON,)):
        refusal = codec.load(Refusal, doc)
        site = next((each.quote for each in refusal.evidence if each.rule == _SITE), None)
        if site is not None and refusal.record is not None:
            lines = (each for each in refusal.evidence if each.rule != _SITE)
            yield Declared(site=site, said=tuple(_of(each, refusal.record) for each in lines))


def _of(each: Evidence, record: str) -> Evidence:
    """Return a line with the page that it stands in."""
    return Evidence(rule=each.rule, quote=each.quote, record=record, locus=each.locus, where=each.where)
