"""Fingerprints of the articles' words, so that a text is found again by any passage, at any size of archive.

A row is one fingerprint and one article. Of the fingerprints that tracing uses (five words, the smallest of five
neighbours) every second one is kept, chosen by its own bits: 40 words in a row that two texts share hold twelve or so
before that choice. Texts of a line or two keep all, and a text that is asked about is asked for by all of its own.
The table is filled with the pages, never by the stages, and can be thrown away and made again.
"""

from collections import Counter
from collections.abc import Iterable

import apsw
import numpy as np

from firsthand.text.shingles import sampled
from firsthand.text.wordnumbers import numbered

TABLE = """
CREATE TABLE IF NOT EXISTS print (
  print INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (print, n)
) STRICT, WITHOUT ROWID;
"""
"""``print``: the first 47 bits of a fingerprint, which SQLite keeps in six bytes; ``n``: ``article.n``."""

_SHINGLE, _WINDOW = 5, 5  # as in `firsthand.copies.Options`
_SHIFT = np.uint64(17)
_CROWD = 200  # articles asked for by one fingerprint; the same ones every time
_ASKED = 4_000  # fingerprints of one text that are asked for: a text of some 24,000 words has so many
_FEW = 8
_BATCH = 500


def prepare(connection: apsw.Connection) -> None:
    """Make the table in an archive that has none, and fill it."""
    connection.execute(TABLE)
    if connection.execute("SELECT 1 FROM print LIMIT 1").fetchone() is None:
        records = [str(row[0]) for row in connection.execute("SELECT id FROM article ORDER BY n")]
        for at in range(0, len(records), _BATCH):
            put(connection, records[at : at + _BATCH])


def put(connection: apsw.Connection, records: Iterable[str]) -> None:
    """Add the fingerprints of articles that are in the archive, in the caller's transaction."""
    sql = "SELECT n, text FROM article WHERE id = ?"
    found = [(int(n), str(text)) for record in records for n, text in connection.execute(sql, (record,))]
    connection.executemany("INSERT OR IGNORE INTO print VALUES (?, ?)", _rows(found))


def drop(connection: apsw.Connection, record: str) -> None:
    """Take away the fingerprints of an article that is about to go, if there is one."""
    sql = "SELECT n, text FROM article WHERE id = ?"
    found = [(int(n), str(text)) for n, text in connection.execute(sql, (record,))]
    connection.executemany("DELETE FROM print WHERE print = ? AND n = ?", _rows(found))


def near(connection: apsw.Connection, text: str, most: int) -> list[tuple[str, int]]:
    """Return the articles that share fingerprints with a text: record and how many, most first, then by record.

    Args:
        connection: an archive; one of an earlier firsthand that nobody has written to since finds nothing.
        text: any text.
        most: articles to return at most.
    """
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'print'").fetchone() is None:
        return []
    prints = [row[0] for row in _rows([(0, text)], every=True)]
    met: Counter[int] = Counter()
    for one in prints[:: 1 + len(prints) // _ASKED]:
        sql = "SELECT n FROM print WHERE print = ? ORDER BY n LIMIT ?"
        met.update(int(n) for (n,) in connection.execute(sql, (one, _CROWD)))
    ids = "SELECT id FROM article WHERE n = ?"
    least = 1 if len(prints) < _FEW else 2  # one in common is a stock phrase, but of a line or two it is much
    shared = [(n, count) for n, count in met.items() if count >= least]
    first = sorted(shared, key=lambda item: (-item[1], item[0]))[: 4 * most]
    named = [(str(row[0]), count) for n, count in first if (row := connection.execute(ids, (n,)).fetchone())]
    return sorted(named, key=lambda item: (-item[1], item[0]))[:most]


def _rows(articles: list[tuple[int, str]], *, every: bool = False) -> list[tuple[int, int]]:
    """Return the rows of some articles, in rising order; all of their fingerprints where every one is wanted."""
    prints, owners, _ = sampled(numbered([text for _, text in articles]), _SHINGLE, _WINDOW)
    few = np.bincount(owners, minlength=1)[owners] < 2 * _FEW
    kept = np.flatnonzero(few | (prints & np.uint64(1)).astype(bool) | every)
    numbers = np.array([number for number, _ in articles], np.int64)
    short = (prints[kept] >> _SHIFT).astype(np.int64).tolist()
    return sorted(set(zip(short, numbers[owners[kept]].tolist(), strict=True)))
