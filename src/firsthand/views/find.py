"""From what a person types (the start of an id, an address, a file name) to the one thing that is meant."""

from collections.abc import Mapping
from pathlib import PurePath

from firsthand.archive import Archive
from firsthand.errors import UsageError


def find_story(archive: Archive, key: str) -> str:
    """Return the id of the one story that an id, the start of an id, or words of a name mean.

    Raises:
        UsageError: none is meant, or several.
    """
    rows, names = _ids(archive, "story", key), {}
    if not rows:
        names = _named(archive, key.casefold())
        rows = list(names)
    return _the_one(rows, key, "story", f"List them with: firsthand stories {archive.path}", names)


def _named(archive: Archive, words: str) -> dict[str, str]:
    """Return the stories in whose name the words stand together, else those in whose name they all stand."""
    sql = "SELECT id, name FROM story ORDER BY id"
    names = {str(key): str(name) for key, name in archive.connection.execute(sql)}
    together = {key: name for key, name in names.items() if words in name.casefold()}
    each = words.split()
    return together or {
        key: name for key, name in names.items() if each and all(one in name.casefold() for one in each)
    }


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


def _the_one(rows: list[str], key: str, what: str, help_line: str, names: Mapping[str, str] = {}) -> str:
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise UsageError(f"There is no {what} {key!r}. {help_line}")
    told = ", ".join(f"{row} ({names[row]})" if row in names else row for row in rows[:8])
    raise UsageError(f"{key!r} could be any of {len(rows)}: {told}. Give one of these ids.")
