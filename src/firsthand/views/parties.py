"""Who is quoted: the parties of the archive, how pages call them, and single claims."""

import json

from firsthand.archive import Archive, codec
from firsthand.model import Claim, same_parties, standing
from firsthand.views.row import NAME, Row, rows


def parties(archive: Archive, words_of_name: str = "", limit: int = 50, offset: int = 0) -> list[Row]:
    """Return one row a party, those that most texts quote first; with words, those whose name holds them all."""
    wanted = words_of_name.split()
    condition = " AND ".join("instr(lower(name), lower(?))" for _ in wanted) or "1"
    sql = (
        f"SELECT id, name, kind, claims, pages, texts, stories FROM party WHERE {condition}"
        " ORDER BY texts DESC, claims DESC, id LIMIT ? OFFSET ?"
    )
    return rows(archive, sql, _COLUMNS, *wanted, limit, offset)


_COLUMNS = ("id", "name", "kind", "claims", "pages", "texts", "stories")


def party(archive: Archive, key: str) -> Row | None:
    """Return the row of one party, under whichever of its ids it is asked for; None when there is none."""
    top = same_parties(standing(archive.on_parties)).get(key, key)
    found = rows(archive, f"SELECT {', '.join(_COLUMNS)} FROM party WHERE id = ?", _COLUMNS, top)
    return found[0] if found else None


def aliases(archive: Archive, key: str) -> list[str]:
    """Return the ids that mean one party: its own, and those that people joined to it."""
    return sorted({key, *(each for each, top in same_parties(standing(archive.on_parties)).items() if top == key)})


def party_stories(archive: Archive, key: str, limit: int = 50) -> list[Row]:
    """Return the stories in which a party is quoted, those with most of its claims first."""
    sql = (
        "WITH best AS MATERIALIZED (SELECT t.story, count(*) AS n, count(DISTINCT c.record) AS pages FROM claim c"
        " JOIN told t ON t.record = c.record WHERE c.party IN (SELECT value FROM json_each(?))"
        " GROUP BY t.story ORDER BY n DESC, t.story LIMIT ?)"
        " SELECT s.id, s.name, s.earliest, s.latest, b.n, b.pages FROM best b JOIN story s ON s.id = b.story"
        " ORDER BY b.n DESC, s.id"
    )
    names = ("id", "name", "earliest", "latest", "claims", "pages")
    return rows(archive, sql, names, json.dumps(aliases(archive, key)), limit)


def party_descriptions(archive: Archive, key: str) -> list[Row]:
    """Return how the pages call and describe a party, the most frequent first, at most 30."""
    sql = (
        "SELECT coalesce(json_extract(doc, '$.party.description'), party_name), count(*) AS n, min(record) FROM claim"
        " WHERE party IN (SELECT value FROM json_each(?)) GROUP BY 1 ORDER BY n DESC, 1 LIMIT 30"
    )
    return rows(archive, sql, ("words", "claims", "record"), json.dumps(aliases(archive, key)))


def claim(archive: Archive, key: str) -> Claim | None:
    """Return one claim by its id."""
    row = archive.connection.execute("SELECT doc FROM claim WHERE id = ?", (key,)).fetchone()
    return None if row is None else codec.load(Claim, str(row[0]))


def claims_of(archive: Archive, key: str, limit: int = 100, after: str = "") -> list[Row]:
    """Return the claims of one party as rows, in the order of their ids, from behind one of them on."""
    sql = (
        f"SELECT c.id, c.record, {NAME}, c.party_name, c.cue, c.content, c.hedge, c.kind, json_extract(c.doc,"
        " '$.content'), d.date_edtf FROM claim c JOIN article a ON a.id = c.record LEFT JOIN dating d ON"
        " d.record = c.record WHERE c.party IN (SELECT value FROM json_each(?)) AND c.id > ? ORDER BY c.id LIMIT ?"
    )
    names = ("id", "record", "outlet", "party", "cue", "content", "hedge", "kind", "spans", "written")
    found = rows(archive, sql, names, json.dumps(aliases(archive, key)), after, limit)
    return [row | {"spans": row["spans"]} for row in found]
