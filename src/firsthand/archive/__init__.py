"""The archive: one SQLite file that holds the pages, everything worked out from them, and what people decided.

Comes in: what the pipeline writes. Goes out: each kind of noun as a read-only sequence, and search. One process writes,
any number read meanwhile. Not here: working anything out; that is the pipeline's.
"""

import datetime as dt
import hashlib
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from firsthand.archive import codec, lean, log, prints, seal, verify
from firsthand.archive.clued import Clued
from firsthand.archive.connection import MEMORY, connect, explained, writer
from firsthand.archive.decisions import NEEDS, decide, judgement
from firsthand.archive.packed import Packed, packed
from firsthand.archive.said import OfPage, Said
from firsthand.archive.search import Hit, search, total
from firsthand.archive.shelf import Shelf
from firsthand.archive.store import (
    Derived,
    Page,
    add_judgement,
    add_pages,
    add_sighting,
    begin_run,
    end_run,
    note_progress,
    replace_derived,
)
from firsthand.archive.traces import restored
from firsthand.archive.upkeep import backup, compact, forget, squeeze, upgrade
from firsthand.model import (
    Alert,
    Article,
    Claim,
    ClaimGroup,
    Clue,
    Copy,
    Count,
    Dating,
    Entry,
    Judgement,
    Network,
    Record,
    Refusal,
    Sighting,
    Stemma,
    Story,
    Tables,
    Watch,
)

__all__ = [
    "MEMORY", "NEEDS", "Archive", "Clued", "Derived", "Hit", "OfPage", "Packed", "Page", "Said", "Shelf",
    "add_judgement", "add_pages", "add_sighting", "backup", "begin_run", "compact", "decide", "end_run", "explained",
    "forget", "judgement", "note_progress", "packed", "replace_derived", "restored", "squeeze", "upgrade", "writer",
]  # fmt: skip


def _plain(kind: Any) -> Any:
    return lambda doc: codec.load(kind, doc)


class Archive:
    """An open archive. Use it in a ``with`` block, or call `close`.

    Args:
        path: the file; ``":memory:"`` keeps everything in memory.
        write: make the file if it is not there, and allow writing.

    Raises:
        UsageError: there is no such file.
        ArchiveError: it is not an archive, is locked, or was written by a later firsthand.
    """

    def __init__(self, path: str = MEMORY, *, write: bool = False) -> None:
        self.path = str(path)
        self.connection = connect(self.path, write=write)

    def close(self) -> None:
        """Close the file; the object cannot be used afterwards."""
        with explained(self.path):
            self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _shelf(self, table: str, columns: str, keys: tuple[str, ...], decode: Any) -> Shelf[Any]:
        return Shelf(self.connection, table, columns, keys, decode)

    @cached_property
    def records(self) -> Shelf[Record]:
        """Pages as found."""
        columns = "id, payload, media, encoding, url, captured, headers"
        return self._shelf("record", columns, ("id",), self._record)

    @cached_property
    def articles(self) -> Shelf[Article]:
        """Restored articles."""
        return self._shelf("article", "doc", ("id",), lambda doc: codec.load(Article, codec.unpack(doc)))

    @cached_property
    def lean_articles(self) -> Shelf[Article]:
        """Restored articles without what no stage after the networks looks at, see `lean`."""
        return self._shelf("article", "doc", ("id",), lambda doc: lean.read(codec.unpack(doc)))

    @cached_property
    def refusals(self) -> Shelf[Refusal]:
        """Pages, and stretches of containers, that could not be used."""
        return self._shelf("refusal", "doc", ("id",), _plain(Refusal))

    @cached_property
    def copies(self) -> Shelf[Copy]:
        """Verified edges between articles."""
        return self._shelf("copy", "doc", ('"left"', '"right"'), _plain(Copy))

    @cached_property
    def stemmata(self) -> Shelf[Stemma]:
        """Texts with all their witnesses."""
        return self._shelf("stemma", "doc", ("id",), _plain(Stemma))

    @cached_property
    def networks(self) -> Shelf[Network]:
        """Sites that share one template."""
        return self._shelf("network", "doc", ("id",), _plain(Network))

    @cached_property
    def datings(self) -> Shelf[Dating]:
        """One dating for each article."""
        return self._shelf("dating", "doc", ("record",), _plain(Dating))

    @cached_property
    def clues(self) -> Shelf[tuple[Clue, ...]]:
        """The date clues of each page alone."""
        return self._shelf("clues", "doc", ("record",), _plain(tuple[Clue, ...]))

    @cached_property
    def claims(self) -> Shelf[Claim]:
        """Attributed statements."""
        return self._shelf("claim", "doc", ("id",), _plain(Claim))

    @cached_property
    def groups(self) -> Shelf[ClaimGroup]:
        """Claims that say the same."""
        return self._shelf("claim_group", "doc", ("id",), _plain(ClaimGroup))

    @property
    def on_parties(self) -> tuple[Judgement, ...]:
        """What joins, parts and names parties: by their names alone first, then the decisions of people."""
        return (*self._shelf("party_join", "doc", ("id",), _plain(Judgement)), *self.judgements)

    @cached_property
    def stories(self) -> Shelf[Story]:
        """Stories."""
        return self._shelf("story", "doc", ("id",), _plain(Story))

    @cached_property
    def counts(self) -> Shelf[Count]:
        """One count for each story."""
        return self._shelf("count", "doc", ("story",), _plain(Count))

    @cached_property
    def entries(self) -> Shelf[Entry]:
        """Timeline entries."""
        return self._shelf("entry", "doc", ("id",), _plain(Entry))

    @cached_property
    def judgements(self) -> Shelf[Judgement]:
        """People's decisions."""
        return self._shelf("judgement", "doc", ("id",), _plain(Judgement))

    @cached_property
    def watches(self) -> Shelf[Watch]:
        """What people watch."""
        return self._shelf("watch", "doc", ("id",), _plain(Watch))

    @cached_property
    def alerts(self) -> Shelf[Alert]:
        """What watches fired on, in the order of writing."""
        return self._shelf("alert", "doc", ("n",), _plain(Alert))

    def _record(self, *row: Any) -> Record:
        key, payload, media, encoding, url, captured, headers = row
        return Record(
            id=key,
            payload=codec.unpack(payload),
            media=media,
            encoding=encoding,
            url=url,
            captured=None if captured is None else dt.datetime.fromisoformat(captured),
            headers=codec.load(tuple[tuple[str, str], ...], headers),
            sighting=self.sightings(key)[0],
        )

    def sightings(self, record: str) -> tuple[Sighting, ...]:
        """Return every place in which a record was found, sorted."""
        rows = self.connection.execute(
            "SELECT file, place FROM sighting WHERE record = ? ORDER BY file, place", (record,)
        )
        return tuple(Sighting(file=file, offset=None if place < 0 else place) for file, place in rows)

    def search(self, words: str, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """Return the pages that hold all the words, best first."""
        return search(self.connection, words, limit, offset)

    def search_total(self, words: str) -> int:
        """Return how many pages hold all the words."""
        return total(self.connection, words)

    def near(self, text: str, most: int = 60) -> tuple[str, ...]:
        """Return the pages that share passages with a text, by their fingerprints, those that share most first.

        They are candidates: nothing has been verified. See `prints`.
        """
        return tuple(record for record, _ in prints.near(self.connection, text, most))

    def meta(self, key: str) -> str | None:
        """Return a note that the archive keeps about itself, or None."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    @property
    def tables(self) -> Tables | None:
        """The reference tables that the last run used; None before the first."""
        doc = self.meta("tables")
        return None if doc is None else codec.load(Tables, doc)

    def verify(self) -> list[str]:
        """Return one sentence for each thing that is not as it was written."""
        return list(verify.verify(self.connection))

    def sealed(self) -> bool:
        """Tell whether `verify` can find any changed byte: not while a run goes on, nor after one that was killed."""
        return seal.is_on(self.connection)

    def log_head(self) -> tuple[int, str]:
        """Return how many lines the log has, and the digest that stands for all of them."""
        return log.head(self.connection)

    def digest(self) -> str:
        """Return the SHA-256 of the archive's content: everything but the log of runs and the order of writing."""
        total = hashlib.sha256()
        for table, columns, order in _CONTENT:
            total.update(f"\n{table}\n".encode())
            for row in self.connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}"):
                total.update(repr(row).encode("utf-8", "surrogatepass"))
        return total.hexdigest()


_CONTENT = (
    ("record", "id, url, captured, media, encoding, digest, rules, headers", "id"),
    ("sighting", "record, file, place", "record, file, place"),
    ("article", "id, title, text, doc", "id"),
    ("refusal", "doc", "id"),
    ("clues", "record, doc", "record"),
    ("claim", "doc", "id"),
    ("judgement", "doc", "id"),
    ("tombstone", "record, digest", "record"),
    ("copy", "doc", '"left", "right"'),
    ("stemma", "doc", "id"),
    ("network", "doc", "id"),
    ("dating", "doc", "record"),
    ("story", "doc", "id"),
    ("count", "doc", "story"),
    ("entry", "doc", "id"),
    ("claim_group", "doc", "id"),
)
"""What `Archive.digest` covers: table, columns, order."""
