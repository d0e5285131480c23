"""What people ask of an archive, put together once for the command line, the desk and other programs.

Comes in: an open archive. Goes out: rows (flat, for lists) and cards (everything about one thing, as nouns).
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.model import (
    Article,
    Claim,
    Copy,
    Count,
    Dating,
    Entry,
    Network,
    Record,
    Refusal,
    Sighting,
    Stemma,
    Story,
)  # fmt: skip

_NAME = "coalesce(a.outlet, a.brand, a.site, (SELECT min(file) FROM sighting WHERE record = a.id))"
"""What a page goes by in a list: who published it, as far as the page says, else the file."""

_RANK = "c.reporters_low DESC, c.reporters_high DESC, c.texts DESC, s.latest DESC, s.id"
"""The order of stories: by what is sure, then by what may be."""

Row = dict[str, str | int | float | None]
"""One line of a list: column name to a plain value."""


@dataclasses.dataclass(frozen=True, slots=True)
class PageCard:
    """Everything known about one page."""

    record: Record | None
    """The page as found; None when nothing could be read."""
    sightings: tuple[Sighting, ...]
    """Where it was found."""
    article: Article | None = None
    """What it holds; None when it was refused."""
    refusal: Refusal | None = None
    """Why it was refused; None when it was not."""
    dating: Dating | None = None
    """When its text was written."""
    stemma: Stemma | None = None
    """The text that it is a witness of."""
    copies: tuple[Copy, ...] = ()
    """Edges from and to it."""
    claims: tuple[Claim, ...] = ()
    """Who says what in it, in the order of the text."""
    story: Story | None = None
    """The story that it belongs to."""
    networks: tuple[Network, ...] = ()
    """Networks of sites that it belongs to."""


@dataclasses.dataclass(frozen=True, slots=True)
class StoryCard:
    """Everything known about one story."""

    story: Story
    count: Count
    pages: tuple[Row, ...]
    """One row a page: id, outlet, title, what it is, dates."""
    entries: tuple[Entry, ...]
    """Its timeline."""
    thread: tuple[Row, ...]
    """The other stories of its thread."""


def stories(archive: Archive, limit: int = -1, offset: int = 0) -> list[Row]:
    """Return one row a story, most independent reporters first."""
    ranked = f"SELECT s.id FROM story s JOIN count c ON c.story = s.id ORDER BY {_RANK} LIMIT ? OFFSET ?"
    return _story_rows(archive, ranked, limit, offset)


def _story_rows(archive: Archive, which: str, *bindings: Any) -> list[Row]:
    """Return the rows of the stories whose ids a query gives."""
    sql = (
        "SELECT s.id, s.name, s.earliest, s.latest, c.pages, c.texts, c.reporters_low, c.reporters_high, c.sources_low,"
        " c.sources_high, (SELECT count(*) FROM told t JOIN dating d ON d.record = t.record WHERE t.story = s.id"
        " AND d.verdict = 'contradicted'), s.thread FROM story s JOIN count c ON c.story = s.id"
        f" WHERE s.id IN ({which}) ORDER BY {_RANK}"
    )
    names = ("id", "name", "earliest", "latest", "pages", "texts", "reporters_low", "reporters_high", "sources_low",
             "sources_high", "contradicted", "thread")  # fmt: skip
    return _rows(archive, sql, names, *bindings)


def refusals(archive: Archive, reason: str | None = None) -> list[Row]:
    """Return one row a refusal, by reason and place."""
    sql = (
        "SELECT reason, stage, file, place, detail, id FROM refusal WHERE ?1 IS NULL OR reason = ?1"
        " ORDER BY reason, file, place, id"
    )
    return _rows(archive, sql, ("reason", "stage", "file", "place", "detail", "id"), reason)


def refusal_reasons(archive: Archive) -> list[Row]:
    """Return how often each reason was given, most often first."""
    sql = "SELECT reason, count(*) AS n FROM refusal GROUP BY reason ORDER BY n DESC, reason"
    return _rows(archive, sql, ("reason", "pages"))


def contradicted(archive: Archive, story: str | None = None) -> list[Row]:
    """Return the pages whose claimed date the evidence contradicts."""
    sql = (
        f"SELECT d.record, a.title, {_NAME}, d.date_claimed, d.date_edtf, d.date_certainty,"
        " t.story FROM dating d JOIN article a ON a.id = d.record LEFT JOIN told t ON t.record = d.record"
        " WHERE d.verdict = 'contradicted' AND (?1 IS NULL OR t.story = ?1) ORDER BY t.story, d.record"
    )
    return _rows(archive, sql, ("id", "title", "outlet", "claimed", "written", "certainty", "story"), story)


def story_pages(archive: Archive, story: str) -> list[Row]:
    """Return one row a page of a story: by text, then by day, then by id."""
    sql = (
        f"SELECT a.id, {_NAME}, a.title, w.stemma, s.origin_kind, s.origin, w.exemplar,"
        " d.date_edtf, d.date_claimed, d.verdict, a.language, a.url FROM told t JOIN article a ON a.id = t.record"
        " LEFT JOIN witness w ON w.record = a.id LEFT JOIN stemma s ON s.id = w.stemma"
        " LEFT JOIN dating d ON d.record = a.id WHERE t.story = ?"
        " ORDER BY s.witnesses DESC, w.stemma, w.exemplar IS NOT NULL, d.date_likely, a.id"
    )
    names = ("id", "outlet", "title", "text", "origin_kind", "origin", "exemplar", "written", "claimed", "verdict",
             "language", "url")  # fmt: skip
    return _rows(archive, sql, names, story)


def network_pages(archive: Archive, network: str) -> list[Row]:
    """Return one row a page of a network: by brand, then by id."""
    sql = (
        "SELECT a.id, a.title, coalesce(a.brand, a.outlet, a.site), d.date_edtf, d.date_claimed, d.verdict"
        " FROM member m JOIN article a ON a.id = m.record LEFT JOIN dating d ON d.record = a.id"
        " WHERE m.network = ? ORDER BY 3, a.id"
    )
    return _rows(archive, sql, ("id", "title", "outlet", "written", "claimed", "verdict"), network)


def pages_about(archive: Archive, pages: Iterable[str]) -> list[Row]:
    """Return one row for each of some pages: who published it, when it was written, and in which story it stands."""
    sql = (
        f"SELECT a.id, {_NAME}, d.date_edtf, d.date_claimed, d.verdict, t.story, s.name FROM json_each(?) r"
        " JOIN article a ON a.id = r.value LEFT JOIN dating d ON d.record = a.id LEFT JOIN told t ON t.record = a.id"
        " LEFT JOIN story s ON s.id = t.story ORDER BY a.id"
    )
    names = ("id", "outlet", "written", "claimed", "verdict", "story", "story_name")
    return _rows(archive, sql, names, json.dumps(sorted(pages)))


def status(archive: Archive) -> Row:
    """Return how much the archive holds of everything."""
    row: Row = {}
    for table in ("record", "article", "refusal", "copy", "stemma", "network", "story", "claim", "entry", "judgement"):
        (row[_PLURAL[table]],) = archive.connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
    (unread,) = archive.connection.execute("SELECT count(*) FROM refusal WHERE record IS NULL").fetchone() or (0,)
    row["pages"] = int(row["pages"] or 0) + int(unread)
    sql = "SELECT count(*) FROM dating WHERE verdict = 'contradicted'"
    (row["contradicted dates"],) = archive.connection.execute(sql).fetchone() or (0,)
    last = archive.connection.execute("SELECT state, started FROM run ORDER BY id DESC LIMIT 1").fetchone()
    row["last run"] = f"{last[0]}, begun {last[1]}" if last else None
    return row


_PLURAL = {
    "record": "pages",
    "article": "articles",
    "refusal": "refusals",
    "copy": "copies",
    "stemma": "texts",
    "network": "networks",
    "story": "stories",
    "claim": "claims",
    "entry": "timeline entries",
    "judgement": "judgements",
}


def find_story(archive: Archive, key: str) -> str:
    """Return the id of the one story that an id, the start of an id, or words of a name mean.

    Raises:
        UsageError: none is meant, or several.
    """
    rows = _ids(archive, "story", key)
    if not rows:
        sql = "SELECT id FROM story WHERE instr(lower(name), lower(?)) ORDER BY id"
        rows = [str(row[0]) for row in archive.connection.execute(sql, (key,))]
    return _the_one(rows, key, "story", f"List them with: firsthand stories {archive.path}")


def find_page(archive: Archive, key: str) -> str:
    """Return the id of the one page that an id, the start of an id, an address, or a file name means.

    Raises:
        UsageError: none is meant, or several.
    """
    rows = _ids(archive, "record", key) or _ids(archive, "refusal", key)
    if not rows:
        sql = "SELECT id FROM record WHERE url = ?1 UNION SELECT id FROM article WHERE url = ?1 ORDER BY 1"
        rows = [str(row[0]) for row in archive.connection.execute(sql, (key,))]
    if not rows:
        name, row = _split_row(PurePath(key).as_posix())
        sql = (
            "SELECT DISTINCT record FROM sighting WHERE (file = ?1 OR substr(file, -length(?1) - 1) = '/' || ?1)"
            " AND (?2 IS NULL OR place = ?2) UNION SELECT id FROM refusal WHERE record IS NULL AND file = ?1 ORDER BY 1"
        )
        rows = [str(each[0]) for each in archive.connection.execute(sql, (name, row))]
    return _the_one(rows, key, "page", f"Look for it with: firsthand search {archive.path} WORDS")


def page(archive: Archive, key: str) -> PageCard:
    """Return everything known about one page, by its id.

    Raises:
        UsageError: the archive holds no such page.
    """
    record, refusal = archive.records.get(key), archive.refusals.get(key)
    if record is None and refusal is None:
        raise UsageError(f"{archive.path} holds no page {key}.")
    places = archive.sightings(key) or ((refusal.sighting,) if refusal else ())
    article = archive.articles.get(key)
    if article is None:
        return PageCard(record=record, sightings=places, refusal=refusal)
    in_networks = "id IN (SELECT network FROM member WHERE record = ?)"
    return PageCard(
        record=record,
        sightings=places,
        article=article,
        dating=archive.datings.get(key),
        stemma=_first(archive.stemmata.where("id = (SELECT stemma FROM witness WHERE record = ?)", key)),
        copies=archive.copies.where('"left" = ?1 OR "right" = ?1', key),
        claims=tuple(sorted(archive.claims.where("record = ?", key), key=lambda c: (c.content[0].start, c.id))),
        story=_first(archive.stories.where("id = (SELECT story FROM told WHERE record = ?)", key)),
        networks=archive.networks.where(in_networks, key),
    )


def story(archive: Archive, key: str) -> StoryCard:
    """Return everything known about one story, by its id.

    Raises:
        UsageError: the archive holds no such story.
    """
    one, count = archive.stories.get(key), archive.counts.get(key)
    if one is None or count is None:
        raise UsageError(f"{archive.path} holds no story {key}. List them with: firsthand stories {archive.path}")
    last = dt.date.max
    entries = sorted(archive.entries.where("story = ?", key), key=lambda e: (e.earliest or e.latest or last, e.id))
    same_thread = "SELECT id FROM story WHERE thread = ? AND id <> ?"
    others = _story_rows(archive, same_thread, one.thread, key) if one.thread else []
    return StoryCard(one, count, tuple(story_pages(archive, key)), tuple(entries), tuple(others))


def sentence(row: Row) -> str:
    """Return the counts line of a row of `stories`: ``50 pages · 9 texts · 2–3 origins``."""
    low, high = row["reporters_low"], row["reporters_high"]
    origins = str(low) if low == high else f"{low}–{high}"
    parts = ((str(row["pages"]), "page"), (str(row["texts"]), "text"), (origins, "origin"))
    return " · ".join(f"{n} {word}" if n == "1" else f"{n} {word}s" for n, word in parts)


def _rows(archive: Archive, sql: str, names: tuple[str, ...], *bindings: Any) -> list[Row]:
    return [dict(zip(names, row, strict=True)) for row in archive.connection.execute(sql, bindings)]


def _ids(archive: Archive, table: str, key: str) -> list[str]:
    """Return the ids that are the key, or that start with it (its kind may be left out)."""
    if not key.replace("_", "").isalnum() or not key.isascii():
        return []
    start = key if "_" in key else f"{'page' if table in ('record', 'refusal') else table}_{key}"
    sql = f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 9"
    return [str(row[0]) for row in archive.connection.execute(sql, (start, start + "~"))]


def _split_row(key: str) -> tuple[str, int | None]:
    """Take ``week.jsonl:12`` apart."""
    name, _, row = key.rpartition(":")
    return (name, int(row)) if name and row.isdecimal() else (key, None)


def _the_one(rows: list[str], key: str, what: str, help_line: str) -> str:
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise UsageError(f"There is no {what} {key!r}. {help_line}")
    raise UsageError(f"{key!r} could be any of {len(rows)}: {', '.join(rows[:8])}. Give one of these ids.")


def _first(nouns: tuple[Any, ...]) -> Any:
    return nouns[0] if nouns else None
