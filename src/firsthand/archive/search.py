"""Full-text search: all words must be there, common words are dropped, the best page first.

Words that stand together on more than `CROWD` pages tell no page from another: then the page that was taken in last
comes first, and no ranking has to look at each of them.

A query with characters of scripts in which words stand inside runs (`grams`) looks for each of its parts as it stands.
"""

import dataclasses
import json
import re
from collections.abc import Sequence

import apsw

from firsthand.archive import grams
from firsthand.text.normalise import visible

STOP_WORDS = frozenset(
    "a an and are as at be but by for from has have he her his i in is it its not of on or she that the their they "
    "this to was were which who will with".split()
)
"""Common English words: 100,000 articles took 26 ms a query without them and over 100 with them."""

CROWD = 10_000
"""Pages that are ranked by BM25; it takes 0.6 µs a page, and half a second where a word is on a million pages."""

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


@dataclasses.dataclass(frozen=True, slots=True)
class Match:
    """What words ask of the archive, in SQL."""

    table: str
    """``article_search``, or ``gram`` where words stand inside runs."""
    query: str
    """The query of FTS5 for that table; the first binding."""
    stands: tuple[str, ...] = ()
    """What must stand in headline or text as it is, whatever its case; two bindings each."""

    @property
    def tables(self) -> str:
        """Return what to select from; ``s.rowid`` is the number of the article."""
        return f"{self.table} s" + (" JOIN article a ON a.n = s.rowid" if self.stands else "")

    @property
    def where(self) -> list[str]:
        """Return the conditions."""
        found = "(instr(lower(a.text), lower(?)) OR instr(lower(a.title), lower(?)))"
        return [f"{self.table} MATCH ?", *(found for _ in self.stands)]

    @property
    def bindings(self) -> list[str]:
        """Return what the conditions are bound to."""
        return [self.query, *(each for each in self.stands for _ in range(2))]

    def ranked(self, connection: apsw.Connection) -> tuple[str, str]:
        """Return rank and order in SQL, lower is better; a word in the headline counts four times.

        Where more than `CROWD` pages meet the query, the page that was taken in last comes first.
        """
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {self.table} WHERE {self.table} MATCH ? LIMIT ?)"
        row = connection.execute(sql, (self.query, CROWD + 1)).fetchone()
        if row is not None and int(row[0]) > CROWD:
            return "-s.rowid", "s.rowid DESC"
        return f"bm25({self.table}, 4.0, 1.0)", "rank, s.rowid"


def match(words: str) -> Match | None:
    """Return what words ask for; None where there are none."""
    if not unspaced(words):
        query = fts(words)
        return Match("article_search", query) if query else None
    asked, stands = [], []
    for quoted, word in _TOKEN.findall(visible(words)):
        part = (quoted or word).replace('"', " ").strip()
        runs = grams.RUN.findall(part)
        asked += [grams.phrase(run) for run in runs]
        if runs != [part] or not grams.is_all(part):
            stands.append(part)
    return Match("gram", " ".join(asked), tuple(stands))


def search(connection: apsw.Connection, words: str, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
    """Return the pages that hold all the words (``"…"`` keeps words together), best first."""
    asked = match(words)
    if asked is None:
        return ()
    rank, order = asked.ranked(connection)
    rows = connection.execute(
        f"SELECT s.rowid, {rank} AS rank FROM {asked.tables} WHERE {' AND '.join(asked.where)} ORDER BY {order}"
        " LIMIT ? OFFSET ?",
        (*asked.bindings, limit, offset),
    )
    best = [(int(n), float(rank)) for n, rank in rows]
    about = snippets(connection, words, [n for n, _ in best])
    named = "SELECT id, title FROM article WHERE n = ?"
    return tuple(
        Hit(record, title, about[n], -rank) for n, rank in best for record, title in connection.execute(named, (n,))
    )


def total(connection: apsw.Connection, words: str) -> int:
    """Return how many pages `search` would find without a limit."""
    asked = match(words)
    if asked is None:
        return 0
    sql = f"SELECT count(*) FROM {asked.tables} WHERE {' AND '.join(asked.where)}"
    row = connection.execute(sql, asked.bindings).fetchone()
    return int(row[0]) if row else 0


def unspaced(words: str) -> bool:
    """Tell whether words are looked for as they stand, because in their script words stand inside runs."""
    return grams.RUN.search(words) is not None


def snippets(connection: apsw.Connection, words: str, numbers: Sequence[int]) -> dict[int, str]:
    """Return number of an article -> some words around the first find, marked with ⟦ ⟧."""
    if not numbers:
        return {}
    if unspaced(words):
        first = next((a or b).strip('"') for a, b in _TOKEN.findall(visible(words)) if grams.RUN.search(a or b))
        found = {}
        sql = "SELECT n, text, instr(text, ?1) FROM article WHERE n IN (SELECT value FROM json_each(?2))"
        for n, text, at in connection.execute(sql, (first, json.dumps(list(numbers)))):
            found[int(n)] = _around(str(text), first, int(at))
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
