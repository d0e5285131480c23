"""Who says what: the parties of the archive, what one of them said, and the claim board of a story.

A board puts claims that say the same thing into one row: who said it first, who repeats it, who dropped the hedge.
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Sequence

from firsthand.archive import Archive, codec
from firsthand.model import Claim, party_names, same_parties, standing
from firsthand.text.normalise import words
from firsthand.views.row import NAME, Row, rows

MOST = 400
"""Claims that one board is made of; they are compared with each other, so the work grows with the square."""

ALIKE = 0.6
"""Share of the longer claim's words that two claims have in common when they are put into one row. They are of one
party and one story, so this much mostly says the same; each claim of a row can be opened."""


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """One claim as a board shows it."""

    claim: str
    """Its id."""
    record: str
    """The page in which it stands."""
    outlet: str
    """What the page goes by."""
    text: str | None
    """The text (stemma) of the page."""
    day: dt.date | None
    """The likely day on which the page was written; None without one."""
    content: str
    cue: str | None
    cue_class: str
    hedge: str | None
    kind: str
    root: bool = False
    """Whether the page was copied from no other page of the archive."""


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """One thing that a party said, in all the pages that have it."""

    first: Said
    """The report with the earliest likely day; of several, one that was copied from no other page."""
    repeats: tuple[Said, ...]
    """The other claims that say so, by day."""
    texts: int
    """How many texts have it; pages that copy one text are one."""
    dropped: tuple[Said, ...]
    """Those without a hedge where an earlier one has one."""

    @property
    def pages(self) -> int:
        """Return how many pages have it."""
        return len({each.record for each in (self.first, *self.repeats)})


@dataclasses.dataclass(frozen=True, slots=True)
class Voice:
    """A party of a board, with its points."""

    id: str
    name: str
    kind: str
    points: tuple[Point, ...]
    claims: int
    """How many claims the points are made of."""


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
    top = same_parties(standing(archive.judgements)).get(key, key)
    found = rows(archive, f"SELECT {', '.join(_COLUMNS)} FROM party WHERE id = ?", _COLUMNS, top)
    return found[0] if found else None


def aliases(archive: Archive, key: str) -> list[str]:
    """Return the ids that mean one party: its own, and those that people joined to it."""
    return sorted({key, *(each for each, top in same_parties(standing(archive.judgements)).items() if top == key)})


def party_stories(archive: Archive, key: str, limit: int = 50) -> list[Row]:
    """Return the stories in which a party is quoted, those with most of its claims first."""
    sql = (
        "SELECT s.id, s.name, s.earliest, s.latest, count(*) AS n, count(DISTINCT c.record) FROM claim c"
        " JOIN told t ON t.record = c.record JOIN story s ON s.id = t.story"
        " WHERE c.party IN (SELECT value FROM json_each(?)) GROUP BY s.id ORDER BY n DESC, s.id LIMIT ?"
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


def board(archive: Archive, story: str, party: str | None = None) -> tuple[list[Voice], int]:
    """Return who says what in a story, those that most texts quote first, and how many claims were left out.

    Args:
        archive: open.
        story: its id.
        party: only this one.
    """
    sql = f"{_CLAIMS} JOIN told t ON t.record = c.record WHERE t.story = ?1 AND (?2 IS NULL OR c.party IN (SELECT value"
    sql += " FROM json_each(?2))) ORDER BY c.party IS NULL, f.likely IS NULL, f.likely, c.record, c.at LIMIT ?3"
    keys = json.dumps(aliases(archive, party)) if party else None
    count = (
        "SELECT count(*) FROM claim c JOIN told t ON t.record = c.record WHERE t.story = ?1 AND (?2 IS NULL OR"
        " c.party IN (SELECT value FROM json_each(?2)))"
    )
    (total,) = archive.connection.execute(count, (story, keys)).fetchone() or (0,)
    limit = MOST * 4
    return _voices(archive, archive.connection.execute(sql, (story, keys, limit))), max(0, int(total) - limit)


def statements(archive: Archive, key: str) -> tuple[list[Voice], int]:
    """Return what one party said in all stories, and how many of its claims were left out."""
    keys = json.dumps(aliases(archive, key))
    sql = f"{_CLAIMS} WHERE c.party IN (SELECT value FROM json_each(?1)) ORDER BY f.likely IS NULL, f.likely, c.id"
    (total,) = archive.connection.execute(
        "SELECT count(*) FROM claim WHERE party IN (SELECT value FROM json_each(?))", (keys,)
    ).fetchone() or (0,)
    return _voices(archive, archive.connection.execute(f"{sql} LIMIT ?2", (keys, MOST))), max(0, int(total) - MOST)


_CLAIMS = (
    "SELECT c.id, c.record, coalesce(f.name, (SELECT min(file) FROM sighting WHERE record = c.record)), f.text,"
    " f.likely, c.content, c.cue, c.cue_class, c.hedge, c.kind,"
    " NOT EXISTS (SELECT 1 FROM witness w WHERE w.record = c.record AND w.exemplar IS NOT NULL),"
    " c.party, c.party_name, c.party_kind FROM claim c LEFT JOIN facet f ON f.record = c.record"
)


def _voices(archive: Archive, found: Iterable[tuple[object, ...]]) -> list[Voice]:
    stand = standing(archive.judgements)
    same, names = same_parties(stand), party_names(stand)
    held: dict[str, list[Said]] = {}
    called: dict[str, tuple[str, str]] = {}
    for *row, key, name, kind in found:
        top = same.get(str(key), str(key)) if key else ""
        known = called.get(top)
        if known is None or len(str(name or "")) > len(known[0]):
            called[top] = str(name or "Nobody named"), str(kind or "unknown")
        held.setdefault(top, []).append(_said(row))
    voices = [
        Voice(top, names.get(top, called[top][0]), called[top][1], tuple(points(said[:MOST])), len(said))
        for top, said in held.items()
    ]
    return sorted(voices, key=lambda v: (not v.id, -max((p.texts for p in v.points), default=0), -v.claims, v.id))


def _said(row: Sequence[object]) -> Said:
    claim, record, outlet, text, day, content, cue, cue_class, hedge, kind, root = (
        None if value is None else str(value) for value in row
    )
    when = None if day is None else dt.date.fromisoformat(day)
    return Said(claim or "", record or "", outlet or record or "", text, when, content or "", cue, cue_class or "",
                hedge, kind or "", root == "1")  # fmt: skip


def points(said: Sequence[Said]) -> list[Point]:
    """Return the claims of one party in rows that say the same thing, those in most texts first."""
    groups: list[tuple[frozenset[str], list[Said]]] = []
    exact: dict[str, int] = {}
    for each in said:
        bag = frozenset(word for word, _, _ in words(each.content))
        place = exact.get(each.content)
        if place is None:
            place = next((at for at, (other, _) in enumerate(groups) if _alike(bag, other)), None)
        if place is None:
            place = len(groups)
            groups.append((bag, []))
        exact.setdefault(each.content, place)
        groups[place][1].append(each)
    return sorted(
        (_point(members) for _, members in groups),
        key=lambda p: (-p.texts, p.first.day or dt.date.max, p.first.record, p.first.claim),
    )


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * max(len(one), len(other), 1)


def _point(members: Sequence[Said]) -> Point:
    ordered = sorted(members, key=lambda each: (each.day or dt.date.max, not each.root, each.record, each.claim))
    first = ordered[0]
    hedged = next((each for each in ordered if each.hedge), None)
    dropped = tuple(
        each
        for each in ordered
        if hedged is not None and not each.hedge and hedged.day is not None and each.day and each.day >= hedged.day
    )
    return Point(first, tuple(ordered[1:]), len({each.text or each.record for each in ordered}), dropped)


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
