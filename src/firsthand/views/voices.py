"""Who says what: the claim board of a story, what one party said, and search by speaker and cue.

Claims that say the same stand in one row, as `claims.same` found them: who said it first, who repeats it, what differs,
who dropped the hedge, who else says so.
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Sequence

from firsthand.archive import Archive, codec
from firsthand.model import ClaimGroup, Difference, party_names, same_parties, standing
from firsthand.text.normalise import words
from firsthand.views.parties import aliases
from firsthand.views.row import Row

MOST = 400
"""Claims of one party that a board shows."""


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
    group: str | None = None
    """Id of the claims that say the same; None for a claim that stands alone."""


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
    differences: tuple[Difference, ...] = ()
    """What else differs from the first: numbers, names, wording, whether it is told as a fact."""
    also: tuple[tuple[str, str], ...] = ()
    """Id and name of other parties who say the same."""

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
    " NOT EXISTS (SELECT 1 FROM witness w WHERE w.record = c.record AND w.exemplar IS NOT NULL), g.claim_group,"
    " c.party, c.party_name, c.party_kind FROM claim c LEFT JOIN facet f ON f.record = c.record"
    " LEFT JOIN grouped g ON g.claim = c.id"
)


def _voices(archive: Archive, found: Iterable[tuple[object, ...]]) -> list[Voice]:
    stand = standing(archive.on_parties)
    same, names = same_parties(stand), party_names(stand)
    held: dict[str, list[Said]] = {}
    called: dict[str, tuple[str, str]] = {}
    rows = list(found)
    groups = _groups(archive, {str(row[11]) for row in rows if row[11]})
    for *row, key, name, kind in rows:
        group = groups.get(str(row[11]))
        own = str(key) if key else ""
        meant = (group.party or own) if group is not None else own  # an unnamed source that is named elsewhere
        top = same.get(meant, meant)
        called_so = str(group.name if group is not None and meant != own else name or "Nobody named")
        known = called.get(top)
        if known is None or len(called_so) > len(known[0]):
            called[top] = called_so, str(kind or "unknown")
        held.setdefault(top, []).append(_said(row))
    others = _others(archive, groups)
    voices = [
        Voice(
            top, names.get(top, called[top][0]), called[top][1], tuple(points(said[:MOST], groups, others)), len(said)
        )
        for top, said in held.items()
    ]
    return sorted(voices, key=lambda v: (not v.id, -max((p.texts for p in v.points), default=0), -v.claims, v.id))


def _groups(archive: Archive, keys: Iterable[str]) -> dict[str, ClaimGroup]:
    sql = "SELECT doc FROM claim_group WHERE id IN (SELECT value FROM json_each(?))"
    found = (
        codec.load(ClaimGroup, str(doc)) for (doc,) in archive.connection.execute(sql, (json.dumps(sorted(keys)),))
    )
    return {each.id: each for each in found}


def _others(archive: Archive, groups: dict[str, ClaimGroup]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for each point the parties that make it."""
    sql = (
        "SELECT point, party, json_extract(doc, '$.name') FROM claim_group WHERE party IS NOT NULL AND point IN"
        " (SELECT value FROM json_each(?)) ORDER BY point, party"
    )
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for point, party, name in archive.connection.execute(
        sql, (json.dumps(sorted({g.point for g in groups.values()})),)
    ):
        found[str(point)] = (*found.get(str(point), ()), (str(party), str(name)))
    return found


def _said(row: Sequence[object]) -> Said:
    claim, record, outlet, text, day, content, cue, cue_class, hedge, kind, root, group = (
        None if value is None else str(value) for value in row
    )
    when = None if day is None else dt.date.fromisoformat(day)
    return Said(claim or "", record or "", outlet or record or "", text, when, content or "", cue, cue_class or "",
                hedge, kind or "", root == "1", group)  # fmt: skip


def points(
    said: Sequence[Said],
    groups: dict[str, ClaimGroup] | None = None,
    others: dict[str, tuple[tuple[str, str], ...]] | None = None,
) -> list[Point]:
    """Return the claims of one party in rows that say the same, those in most texts first.

    Args:
        said: the claims.
        groups: the groups that they belong to, by id.
        others: point -> the parties that make it.
    """
    rows: dict[str, list[Said]] = {}
    for each in said:
        key = each.group or " ".join(word for word, _, _ in words(each.content))
        rows.setdefault(key, []).append(each)
    made = [_point(members, (groups or {}).get(key), others or {}) for key, members in rows.items()]
    return sorted(made, key=lambda p: (-p.texts, p.first.day or dt.date.max, p.first.record, p.first.claim))


def _point(members: Sequence[Said], group: ClaimGroup | None, others: dict[str, tuple[tuple[str, str], ...]]) -> Point:
    ordered = sorted(members, key=lambda each: (each.day or dt.date.max, not each.root, each.record, each.claim))
    first = ordered[0]
    hedged = next((each for each in ordered if each.hedge), None)
    dropped = tuple(
        each
        for each in ordered
        if hedged is not None and not each.hedge and hedged.day is not None and each.day and each.day >= hedged.day
    )
    texts = len({each.text or each.record for each in ordered})
    if group is None:
        return Point(first, tuple(ordered[1:]), texts, dropped)
    shown = tuple(each for each in group.differences if each.kind != "hedge lost")
    also = tuple(each for each in others.get(group.point, ()) if each[0] != group.party)
    return Point(first, tuple(ordered[1:]), texts, dropped, shown, also)


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for among claims; empty conditions are no conditions."""

    by: str = ""
    """Words of the speaker's name, or of how the text calls him; or a party's id."""
    cue: str = ""
    """A word of the cue (``warned``), or what it does (``warns``)."""
    words: str = ""
    """Words of what is said."""
    story: str = ""
    """Id of a story."""
    hedged: bool | None = None
    """Only claims with a hedge, or only those without."""

    def __bool__(self) -> bool:
        return self != Asked()


def said(archive: Archive, asked: Asked, limit: int = 200) -> list[Row]:
    """Return the claims that meet all conditions, one row for claims that say the same, those in most texts first.

    Args:
        archive: open.
        asked: the conditions.
        limit: at most so many rows, of the first 20,000 claims that meet them.
    """
    where, bindings = ["1"], []
    for word in asked.by.split():
        where.append(
            "(c.party IN (SELECT value FROM json_each(?)) OR instr(lower(coalesce(c.party_name, '') || ' ' ||"
            " coalesce(c.source, '')), lower(?)))"
        )
        bindings += [json.dumps(aliases(archive, asked.by)), word]
    for word in asked.cue.split():
        where.append("(c.cue_class = lower(?) OR instr(' ' || lower(coalesce(c.cue, '')) || ' ', lower(?)))")
        bindings += [word, word]
    for word in asked.words.split():
        where.append("instr(lower(c.content), lower(?))")
        bindings.append(word)
    if asked.story:
        where.append("c.record IN (SELECT record FROM told WHERE story = ?)")
        bindings.append(asked.story)
    if asked.hedged is not None:
        where.append("c.hedge IS NOT NULL" if asked.hedged else "c.hedge IS NULL")
    sql = (
        f"{_CLAIMS} WHERE {' AND '.join(where)} ORDER BY f.likely IS NULL, f.likely, 11 DESC, c.record, c.at, c.id"
        " LIMIT 20000"
    )
    found: dict[tuple[str, str], Row] = {}
    texts: dict[tuple[str, str], set[str]] = {}
    pages: dict[tuple[str, str], set[str]] = {}
    for *row, key, name, kind in archive.connection.execute(sql, bindings):
        one = _said(row)
        place = (one.group or one.content, "" if one.group else str(key))
        texts.setdefault(place, set()).add(one.text or one.record)
        pages.setdefault(place, set()).add(one.record)
        found.setdefault(place, {
            "party": name, "party_id": key, "kind": kind, "cue": one.cue, "class": one.cue_class, "hedge": one.hedge,
            "content": one.content, "written": str(one.day) if one.day else None, "outlet": one.outlet,
            "page": one.record, "claim": one.claim, "group": one.group,
        })  # fmt: skip
    for place, line in found.items():
        line |= {"texts": len(texts[place]), "pages": len(pages[place])}
    ranked = sorted(found, key=lambda place: (-len(texts[place]), -len(pages[place])))  # earliest first before that
    return [found[place] for place in ranked[:limit]]


def differences(archive: Archive, kind: str = "", story: str = "", by: str = "", limit: int = 200) -> list[Row]:
    """Return what differs between claims that say the same, one row a difference, those of most repeated claims first.

    Args:
        archive: open.
        kind: only this kind (``hedge lost``, ``number``, ``fact`` …); empty: all.
        story: only of this story, by id; empty: all.
        by: only claims of this party, by id or words of its name; empty: all.
        limit: at most so many.
    """
    sql = "SELECT doc FROM claim_group WHERE differences > 0 ORDER BY texts DESC, pages DESC, id"
    inside: set[str] | None = None
    if story:
        inside = {
            str(row[0]) for row in archive.connection.execute("SELECT record FROM told WHERE story = ?", (story,))
        }
    made: list[Row] = []
    for (doc,) in archive.connection.execute(sql):
        group = codec.load(ClaimGroup, str(doc))
        if by and by != group.party and not all(word.lower() in (group.name or "").lower() for word in by.split()):
            continue
        for each in group.differences:
            if (kind and each.kind != kind) or (inside is not None and each.record not in inside):
                continue
            made.append({
                "kind": each.kind, "party": group.name, "said": group.quote, "before": each.before, "after": each.after,
                "page": each.record, "claim": each.claim, "group": group.id,
                "quote": each.evidence[0].quote if each.evidence else None,
            })  # fmt: skip
        if len(made) >= limit:
            break
    about = _outlets(archive, {str(row["page"]) for row in made})
    return [row | about.get(str(row["page"]), {"outlet": None, "written": None}) for row in made[:limit]]


def _outlets(archive: Archive, records: set[str]) -> dict[str, Row]:
    sql = (
        "SELECT f.record, coalesce(f.name, (SELECT min(file) FROM sighting WHERE record = f.record)), f.likely"
        " FROM facet f WHERE f.record IN (SELECT value FROM json_each(?))"
    )
    found = archive.connection.execute(sql, (json.dumps(sorted(records)),))
    return {str(record): {"outlet": name, "written": day} for record, name, day in found}
