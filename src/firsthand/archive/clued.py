"""Date clues by page, read when they are asked for: those of a large archive need not be in memory together."""

from collections.abc import Iterator, Mapping

import apsw

from firsthand.archive import codec
from firsthand.model import Clue


class Clued(Mapping[str, tuple[Clue, ...]]):
    """Record -> its date clues; a page without an entry has none.

    Args:
        connection: open.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def __getitem__(self, record: str) -> tuple[Clue, ...]:
        row = self._connection.execute("SELECT doc FROM clues WHERE record = ?", (record,)).fetchone()
        if row is None:
            raise KeyError(record)
        return codec.load(tuple[Clue, ...], str(row[0]))

    def __iter__(self) -> Iterator[str]:
        for (record,) in self._connection.execute("SELECT record FROM clues ORDER BY record"):
            yield str(record)

    def __len__(self) -> int:
        return int((self._connection.execute("SELECT count(*) FROM clues").fetchone() or (0,))[0])
