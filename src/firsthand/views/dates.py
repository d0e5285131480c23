"""When pages were written, as a list: what they claim, what the evidence says, and which of them lie."""

from typing import Literal

from firsthand.archive import Archive
from firsthand.dates import Interval
from firsthand.model import Dating
from firsthand.views.row import NAME, Row, rows

Facet = Literal["none", "wide", "contradicted"]
"""Datings that want a look: without any bound; of more than 31 days or with an open end; against what the page says."""

_FACETS: dict[str, str] = {
    "none": " AND d.date_earliest IS NULL AND d.date_latest IS NULL",
    "wide": " AND (d.date_earliest IS NOT NULL OR d.date_latest IS NOT NULL)"
    " AND coalesce(julianday(d.date_latest) - julianday(d.date_earliest), 99999) > 30",
    "contradicted": " AND d.verdict = 'contradicted'",
}
DATE_COLUMNS = (
    "date_earliest", "date_latest", "date_edtf", "date_claimed", "date_basis", "date_certainty",
    "date_verdict", "date_stated", "date_local", "date_utc",
)  # fmt: skip
"""The columns about a page's date, in every list and export. ``date_stated`` is what the page prints, ``date_local``
the instant on the page's own clock, ``date_utc`` the same in UTC; the last is empty where no offset is stated."""


def dates(archive: Archive, within: Interval | None = None, facet: Facet | None = None) -> list[Row]:
    """Return one row a page that was or may have been written within an interval, the earliest first.

    Args:
        archive: open.
        within: days; an open end asks for nothing. A page may have been written on any day of its own interval, and an
            end that nothing bounds stays open; a page without any bound is left out where days are asked for.
        facet: only those that want a look for this reason.
    """
    where, bindings = _FACETS.get(facet or "", ""), []
    if within is not None and within.earliest is not None:
        where += " AND (d.date_latest >= ? OR (d.date_latest IS NULL AND d.date_earliest IS NOT NULL))"
        bindings.append(str(within.earliest))
    if within is not None and within.latest is not None:
        where += " AND (d.date_earliest <= ? OR (d.date_earliest IS NULL AND d.date_latest IS NOT NULL))"
        bindings.append(str(within.latest))
    sql = (
        f"SELECT d.record, {NAME}, a.title FROM dating d JOIN article a ON a.id = d.record WHERE 1{where}"
        " ORDER BY coalesce(d.date_likely, d.date_earliest, d.date_latest, '9'), d.record"
    )
    found = rows(archive, sql, ("id", "outlet", "title"), *bindings)
    for row in found:
        dating = archive.datings.get(str(row["id"]))
        row.update(date_columns(dating) if dating is not None else {})
    return found


def date_columns(dating: Dating) -> Row:
    """Return the columns of one dating; see `DATE_COLUMNS`."""
    instant = dating.claimed_instant
    return {
        "date_earliest": str(dating.earliest) if dating.earliest else None,
        "date_latest": str(dating.latest) if dating.latest else None,
        "date_edtf": dating.edtf,
        "date_claimed": str(dating.claimed) if dating.claimed else None,
        "date_basis": dating.evidence[0].rule if dating.evidence else None,
        "date_certainty": dating.certainty,
        "date_verdict": dating.verdict,
        "date_stated": dating.claimed_text,
        "date_local": instant.replace(tzinfo=None).isoformat(sep=" ") if instant else None,
        "date_utc": dating.claimed_utc.strftime("%Y-%m-%dT%H:%M:%SZ") if dating.claimed_utc else None,
    }
