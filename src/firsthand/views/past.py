"""An earlier state of one story or page: the nouns as they stood, in an archive of their own that is kept in memory.

What the archive keeps of earlier states is in `firsthand.archive.past`. Edges between pages, claims and decisions are
not kept: those of today stand in their place.
"""

import dataclasses
import json

from firsthand.archive import Archive, Derived, codec, past, replace_derived
from firsthand.model import Article, Copy, Count, Dating, Entry, Network, Stemma, Story
from firsthand.views.row import Row
from firsthand.views.stories import story_rows


@dataclasses.dataclass(frozen=True, slots=True)
class State:
    """A state that a link names."""

    number: int
    run: int | None
    """The run that gave it."""
    at: str
    """When, ISO 8601."""


def state(archive: Archive, mark: str) -> State | None:
    """Return the state whose name begins so; None when it is not kept."""
    found = past.find(archive.connection, mark)
    return None if found is None else State(*found)


def story_then(archive: Archive, key: str, then: State) -> Story | None:
    """Return a story, by its whole id, as it stood; None when it was not there."""
    doc = past.doc(archive.connection, "story", key, then.number)
    return None if doc is None else codec.load(Story, doc)


def told_then(archive: Archive, record: str, then: State) -> Story | None:
    """Return the story that a page stood in; None when it stood in none, or was not there."""
    for doc in past.gone(archive.connection, "story", then.number):
        if record in doc:
            story = codec.load(Story, doc)
            if record in story.records:
                return story
    row = archive.connection.execute("SELECT story FROM told WHERE record = ?", (record,)).fetchone()
    return story_then(archive, str(row[0]), then) if row else None


def unchanged(archive: Archive, story: Story, then: State) -> bool:
    """Tell whether a story stands today as it stood: its texts, counts, dates, timeline, and the articles."""
    sql = (
        "SELECT 1 FROM was WHERE last >= ?1 AND (kind IN ('story', 'count') AND key = ?2"
        " OR kind IN ('dating', 'article') AND key IN (SELECT value FROM json_each(?3))"
        " OR kind = 'stemma' AND key IN (SELECT value FROM json_each(?4))"
        " OR kind = 'entry' AND key IN (SELECT id FROM entry WHERE story = ?2)) LIMIT 1"
    )
    keys = (then.number, story.id, json.dumps(story.records), json.dumps(story.texts))
    changed = archive.connection.execute(sql, keys).fetchone() is not None
    return not changed and not _lost_entries(archive, story, then)


def _lost_entries(archive: Archive, story: Story, then: State) -> list[Entry]:
    """Return the entries of a story's timeline that stood otherwise."""
    docs = (doc for doc in past.gone(archive.connection, "entry", then.number) if story.id in doc)
    return [entry for entry in (codec.load(Entry, doc) for doc in docs) if entry.story == story.id]


def as_it_was(archive: Archive, story: Story, then: State) -> Archive:
    """Return an archive in memory that holds one story as it stood; the caller closes it."""
    made = Archive(write=True)
    made.connection.execute("DROP TRIGGER article_in")  # nobody searches it
    keys = json.dumps(story.records)
    for table, column in (("sighting", "record"), ("claim", "record"), ("record", "id")):
        _copy(archive, made, table, f"{column} IN (SELECT value FROM json_each(?))", keys)
    _copy(archive, made, "judgement", "1")
    _copy(archive, made, "meta", "key = 'tables'")
    _copy(archive, made, "article", "id IN (SELECT value FROM json_each(?))", keys)
    for key in past.changed(archive.connection, "article", then.number):
        doc = past.doc(archive.connection, "article", key, then.number)
        if doc is not None and key in story.records:
            was = codec.load(Article, doc)
            made.connection.execute(
                "UPDATE article SET title = ?, text = ?, language = ?, outlet = ?, doc = ? WHERE id = ?",
                (was.title, was.text, was.language, was.outlet, codec.pack(doc.encode()), key),
            )
    replace_derived(made.connection, _derived(archive, story, then), "then", tuple(archive.judgements))
    return made


def _copy(archive: Archive, made: Archive, table: str, where: str, *bindings: str) -> None:
    rows = archive.connection.execute(f"SELECT * FROM {table} WHERE {where}", bindings).fetchall()
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        made.connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)


def _derived(archive: Archive, story: Story, then: State) -> Derived:
    connection, number = archive.connection, then.number

    def all_of(kind: str, keys: tuple[str, ...]) -> list[str]:
        return [doc for key in keys if (doc := past.doc(connection, kind, key, number)) is not None]

    inside = '"left" IN (SELECT value FROM json_each(?1)) AND "right" IN (SELECT value FROM json_each(?1))'
    edges: tuple[Copy, ...] = archive.copies.where(inside, json.dumps(story.records))
    counted = past.doc(connection, "count", story.id, number)
    living = (
        str(row[0]) for row in connection.execute("SELECT id FROM entry WHERE story = ? ORDER BY id", (story.id,))
    )
    entries = {each.id: each for each in _lost_entries(archive, story, then)}
    entries |= {each.id: each for each in (codec.load(Entry, doc) for doc in all_of("entry", tuple(living)))}
    networks = {key: doc for key in _networks(archive, story) if (doc := past.doc(connection, "network", key, number))}
    networks |= {
        each.id: doc
        for doc in past.gone(connection, "network", number)
        if set((each := codec.load(Network, doc)).records) & set(story.records)
    }
    return Derived(
        copies=edges,
        stemmata=[codec.load(Stemma, doc) for doc in all_of("stemma", story.texts)],
        networks=[codec.load(Network, networks[key]) for key in sorted(networks)],
        datings=[codec.load(Dating, doc) for doc in all_of("dating", story.records)],
        stories=[story],
        counts=[codec.load(Count, counted)] if counted else [],
        entries=[entries[key] for key in sorted(entries)],
    )


def _networks(archive: Archive, story: Story) -> list[str]:
    sql = "SELECT DISTINCT network FROM member WHERE record IN (SELECT value FROM json_each(?)) ORDER BY 1"
    return [str(row[0]) for row in archive.connection.execute(sql, (json.dumps(story.records),))]


def today(archive: Archive, story: Story) -> list[Row]:
    """Return the stories of today that hold pages of an earlier one, as rows."""
    held = "SELECT DISTINCT story FROM told WHERE record IN (SELECT value FROM json_each(?))"
    return story_rows(archive, held, json.dumps(story.records))


def dates_since(archive: Archive, story: Story, then: State) -> list[Row]:
    """Return one row for each page of a story whose date was told otherwise than today."""
    rows: list[Row] = []
    for key in story.records:
        doc, now = past.doc(archive.connection, "dating", key, then.number), archive.datings.get(key)
        was = codec.load(Dating, doc) if doc else None
        told = (was.edtf, was.verdict) if was else (None, None)
        tells = (now.edtf, now.verdict) if now else (None, None)
        if told != tells:
            rows.append({"page": key, "written_then": told[0], "written": tells[0], "verdict_then": told[1],
                         "verdict": tells[1]})  # fmt: skip
    return rows
