"""Full-text search: all words must be there, common words are dropped, the best page first.

Words that stand together on more than `CROWD` pages tell no page from another: then the page that was taken in last
comes first, and no ranking has to look at each of them.

Chinese, Japanese and Thai do not put spaces between words, so the index holds whole runs of them; a query with such
characters looks for them as they stand, page by page.
"""

import dataclasses
import json
import re
from collections.abc import Sequence

import apsw

from firsthand.text.normalise import visible

STOP_WORDS = frozenset(
    "a an and are as at be but by for from has have he her his i in is it its not of on or she that the their they "
    "this to was were which who will with".split()
)
"""Common English words: 100,000 articles took 26 ms a query without them and over 100 with them."""

CROWD = 10_000
"""Pages that are ranked by BM25; it takes 0.6 µs a page, and half a second where a word is on a million pages."""

RANKED = "bm25(article_search, 4.0, 1.0)"
"""The rank of a page in SQL, lower is better; a word in the headline counts four times."""

_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_TOKEN = re.compile(r'"([^"]*)"|(\S+)')


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """One page that a search found."""

    record: str
    """Record id."""
    title: str | None
    """Headline."""
    snippet: str
    """Some words around the first find, marked with ⟦ ⟧."""
    score: float
    """Higher is better; comparable within one search only."""


def search(connection: apsw.Connection, words: str, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
    """Return the pages that hold all the words (``"…"`` keeps words together), best first."""
    if _UNSPACED.search(words):
        return _scan(connection, visible(words), limit, offset)
    query = fts(words)
    if not query:
        return ()
    rank, order = ("0", "rowid DESC") if crowded(connection, query) else (RANKED, "rank, rowid")
    rows = connection.execute(
        f"SELECT rowid, {rank} AS rank FROM article_search WHERE article_search MATCH ? ORDER BY {order}"
        " LIMIT ? OFFSET ?",
        (query, limit, offset),
    )
    best = [(int(n), float(rank)) for n, rank in rows]
    about = snippets(connection, words, [n for n, _ in best])
    named = "SELECT id, title FROM article WHERE n = ?"
    return tuple(
        Hit(record, title, about[n], -rank) for n, rank in best for record, title in connection.execute(named, (n,))
    )


def crowded(connection: apsw.Connection, query: str) -> bool:
    """Tell whether a query of FTS5 is met by more than `CROWD` pages."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM article_search WHERE article_search MATCH ? LIMIT ?)"
    row = connection.execute(sql, (query, CROWD + 1)).fetchone()
    return row is not None and int(row[0]) > CROWD


def total(connection: apsw.Connection, words: str) -> int:
    """Return how many pages `search` would find without a limit."""
    if _UNSPACED.search(words):
        sql = "SELECT count(*) FROM article WHERE instr(text, ?) OR instr(title, ?)"
        row = connection.execute(sql, (visible(words), visible(words))).fetchone()
    else:
        query = fts(words)
        if not query:
            return 0
        sql = "SELECT count(*) FROM article_search WHERE article_search MATCH ?"
        row = connection.execute(sql, (query,)).fetchone()
    return int(row[0]) if row else 0


def unspaced(words: str) -> bool:
    """Tell whether words are looked for as they stand, because their script puts no spaces between words."""
    return _UNSPACED.search(words) is not None


def snippets(connection: apsw.Connection, words: str, numbers: Sequence[int]) -> dict[int, str]:
    """Return number of an article -> some words around the first find, marked with ⟦ ⟧."""
    if not numbers:
        return {}
    if unspaced(words):
        words, found = visible(words), {}
        sql = "SELECT n, text, instr(text, ?1) FROM article WHERE n IN (SELECT value FROM json_each(?2))"
        for n, text, at in connection.execute(sql, (words, json.dumps(list(numbers)))):
            found[int(n)] = _around(str(text), words, int(at))
        return found
    sql = (
        "SELECT rowid, snippet(article_search, 1, '⟦', '⟧', ' … ', 24) FROM article_search WHERE article_search MATCH ?"
        " AND rowid = ?"
    )
    return {int(n): str(text) for each in numbers for n, text in connection.execute(sql, (fts(words), each))}


def _around(text: str, words: str, at: int) -> str:
    start = max(0, at - 1 - 30)
    return (text[start : at - 1 + len(words) + 60] if at else text[:90]).replace(words, f"⟦{words}⟧", 1)


def fts(words: str) -> str:
    """Return the words as an FTS5 query in which nothing is an operator."""
    parts = []
    for phrase, word in _TOKEN.findall(words):
        token = (phrase or word).replace('"', " ").replace("\0", " ").strip()
        if token and any(c.isalnum() for c in token) and (phrase or token.casefold() not in STOP_WORDS):
            parts.append(f'"{token}"')
    if not parts:  # nothing but common words: then these are what was meant
        parts = [f'"{token}"' for token in re.findall(r"\w+", words)]
    return " ".join(parts)


def _scan(connection: apsw.Connection, words: str, limit: int, offset: int) -> tuple[Hit, ...]:
    rows = connection.execute(
        "SELECT id, title, text, instr(text, ?1) AS at FROM article WHERE at OR instr(title, ?1)"
        " ORDER BY instr(title, ?1) = 0, at = 0, id LIMIT ?2 OFFSET ?3",
        (words, limit, offset),
    )
    hits = []
    for record, title, text, at in rows:
        hits.append(Hit(record, title, _around(text, words, at), 1.0))
    return tuple(hits)
