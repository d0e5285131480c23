"""Pairs of neighbouring characters, for scripts in which a word stands inside a run of characters.

Chinese, Japanese, Thai and their like put no spaces between words, and Korean ties particles to them, so an index of
what stands between spaces does not find a word. Here each run of such characters is kept as its pairs: ``北京市`` as
``北京``, ``京市`` and ``市``. A word is a phrase of its pairs, and a single character is how a pair begins. The table
is an FTS5 index without content, filled with the pages like the fingerprints, and can be thrown away and made again.
"""

import re
from collections.abc import Iterable

import apsw

TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS gram USING fts5(title, text, content="", tokenize="ascii");"""
"""The tokenizer takes every character outside ASCII as a letter, and needs no newer SQLite than other readers have."""

RUN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
"""Characters of Thai, Lao, Burmese, Khmer, Korean, Japanese and Chinese in a row."""

_BETWEEN = " x "  # no pair: so that no phrase goes on from one run to the next
_BATCH = 500
_LONG = 64


def prepare(connection: apsw.Connection) -> None:
    """Make the table in an archive that has none, and fill it."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'gram'").fetchone() is None:
        connection.execute(TABLE)
        refill(connection)


def refill(connection: apsw.Connection) -> None:
    """Fill the table anew, in the caller's transaction, so that nothing of a page that has gone stays in it."""
    connection.execute("INSERT INTO gram (gram) VALUES ('delete-all')")
    records = [str(row[0]) for row in connection.execute("SELECT id FROM article ORDER BY n")]
    for at in range(0, len(records), _BATCH):
        put(connection, records[at : at + _BATCH])


def put(connection: apsw.Connection, records: Iterable[str]) -> None:
    """Add the pairs of articles that are in the archive, in the caller's transaction."""
    for record in records:
        for row in _rows(connection, record):
            connection.execute("INSERT INTO gram (rowid, title, text) VALUES (?, ?, ?)", row)


def drop(connection: apsw.Connection, record: str) -> None:
    """Take away the pairs of an article that is about to go, if there are any."""
    for row in _rows(connection, record):
        connection.execute("INSERT INTO gram (gram, rowid, title, text) VALUES ('delete', ?, ?, ?)", row)


def phrase(run: str) -> str:
    """Return what finds a run of characters in the table, as a query of FTS5; of a long one only how it begins."""
    run = run[:_LONG]
    return f'"{run}" *' if len(run) == 1 else f'"{" ".join(_pairs(run))}"'


def is_all(run: str) -> bool:
    """Tell whether `phrase` asks for the whole run."""
    return len(run) <= _LONG


def _rows(connection: apsw.Connection, record: str) -> list[tuple[int, str, str]]:
    sql = "SELECT n, coalesce(title, ''), text FROM article WHERE id = ?"
    rows = [(int(n), _all(str(title)), _all(str(text))) for n, title, text in connection.execute(sql, (record,))]
    return [row for row in rows if row[1] or row[2]]


def _all(text: str) -> str:
    """Return the pairs of all runs of a text."""
    if text.isascii():
        return ""
    return _BETWEEN.join(" ".join((*_pairs(run), run[-1])) for run in RUN.findall(text))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
