"""The narrow tables that the desk asks, filled from the others at the end of a run, in the same transaction."""

from collections.abc import Iterable, Sequence

import apsw

from firsthand.archive import schema
from firsthand.model import Copy, Judgement, party_names, same_parties, standing

NEAR = 0.9
"""Share of the words of both pages from which two copies are held for near duplicates: most farm reprints of one text
lie above it, cut and expanded versions below."""

_FACETS = """
INSERT INTO facet
SELECT a.n, a.id, coalesce(a.outlet, a.brand, a.site), p.name, CASE s.origin_kind WHEN 'agency' THEN s.origin END,
  a.language, w.stemma, coalesce(f.near, a.id), t.story,
  (SELECT min(network) FROM member m WHERE m.record = a.id), d.date_earliest, d.date_latest, d.date_likely,
  d.date_basis, d.date_certainty, d.verdict
FROM article a LEFT JOIN witness w ON w.record = a.id LEFT JOIN stemma s ON s.id = w.stemma
  LEFT JOIN told t ON t.record = a.id LEFT JOIN dating d ON d.record = a.id LEFT JOIN temp.fold f ON f.record = a.id
  LEFT JOIN temp.where_from p ON p.place = a.place
"""

_PARTIES = """
INSERT INTO party
SELECT coalesce(m.top, c.party) AS id,
  coalesce(max(m.name), substr(max(printf('%04d', length(c.party_name)) || c.party_name), 5)),
  min(c.party_kind), count(*), count(DISTINCT c.record), count(DISTINCT f.text), count(DISTINCT f.story)
FROM claim c LEFT JOIN facet f ON f.record = c.record LEFT JOIN temp.meant m ON m.id = c.party
WHERE c.party IS NOT NULL GROUP BY 1
"""

_SECTIONS = (
    "INSERT INTO section SELECT 'place', place, count(DISTINCT story), count(*) FROM facet WHERE place IS NOT NULL"
    " GROUP BY place",
    "INSERT INTO section SELECT 'language', language, count(DISTINCT story), count(*) FROM facet"
    " WHERE language IS NOT NULL GROUP BY language",
)

RANK = "c.reporters_low DESC, c.reporters_high DESC, c.texts DESC, s.latest DESC, s.id"
"""The order of stories: by what is sure, then by what may be."""


def fill(connection: apsw.Connection, copies: Iterable[Copy], judgements: Sequence[Judgement]) -> None:
    """Fill the narrow tables anew, within the caller's transaction.

    Args:
        connection: in which all other tables have been written.
        copies: verified edges; they tell which pages are near duplicates.
        judgements: people's decisions; those on parties join and name them.
    """
    for table in schema.FACET_NAMES:
        connection.execute(f"DELETE FROM {table}")
    for table, columns in (("fold", "record, near"), ("where_from", "place, name"), ("meant", "id, top, name")):
        key = columns.split(",")[0]
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(f"CREATE TEMP TABLE {table} ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID")
    connection.executemany("INSERT INTO temp.fold VALUES (?, ?)", near_duplicates(copies).items())
    found = [str(row[0]) for row in connection.execute("SELECT DISTINCT place FROM article WHERE place IS NOT NULL")]
    connection.executemany("INSERT INTO temp.where_from VALUES (?, ?)", countries(found).items())
    connection.executemany("INSERT INTO temp.meant VALUES (?, ?, ?)", _meant(judgements))
    connection.execute(_FACETS)
    connection.execute(_PARTIES)
    for sql in _SECTIONS:
        connection.execute(sql)
    connection.execute(
        "INSERT INTO ranked SELECT row_number() OVER"
        f" (ORDER BY {RANK}), s.id FROM story s JOIN count c ON c.story = s.id"
    )
    for table in ("fold", "where_from", "meant"):
        connection.execute(f"DROP TABLE temp.{table}")


def _meant(judgements: Sequence[Judgement]) -> list[tuple[str, str, str | None]]:
    stand = standing(judgements)
    same, names = same_parties(stand), party_names(stand)
    keys = sorted({*same, *same.values(), *(key for key in names if not key.startswith("page_"))})
    return [(key, same.get(key, key), names.get(same.get(key, key))) for key in keys]


def near_duplicates(copies: Iterable[Copy]) -> dict[str, str]:
    """Return record -> the least id among the pages that are nearly the same; pages that stand alone are left out."""
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above.get(key, key) != key:
            above[key] = above.get(above[key], above[key])
            key = above[key]
        return key

    for copy in copies:
        if min(copy.left_share, copy.right_share) >= NEAR and copy.relation != "translation":
            one, other = sorted((top(copy.left), top(copy.right)))
            above[other] = one
            above.setdefault(one, one)
    return {key: top(key) for key in sorted(above)}


def countries(places: Iterable[str]) -> dict[str, str]:
    """Return the place of a dateline -> its country: the last part, else the one that other datelines of it name."""
    places = sorted(places)
    known: dict[str, str] = {}
    for place in places:
        city, _, country = place.rpartition(",")
        if city.strip() and country.strip():
            known.setdefault(city.strip().casefold(), country.strip())
    return {
        place: known.get(place.strip().casefold())
        or (place.rpartition(",")[2].strip() if "," in place else place.strip().title())
        for place in places
        if place.strip(" ,")
    }
