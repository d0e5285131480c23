"""Claims by page, read when they are asked for: the claims of a large archive need not be in memory together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

import apsw
import msgspec

from firsthand.archive import codec
from firsthand.model import Claim, Judgement, Parties, Party


class Voice(msgspec.Struct, frozen=True):
    """Who speaks in a claim, and no more of it."""

    id: str
    record: str | None = None
    party: Party | None = None
    through: tuple[Party, ...] = ()


class Said(Mapping[str, Sequence[Claim]]):
    """Record -> its claims, in the order of their ids, with the parties that people have decided on.

    Args:
        connection: open.
        judgements: those that stand.
    """

    def __init__(self, connection: apsw.Connection, judgements: Sequence[Judgement] = ()) -> None:
        self._connection = connection
        self._parties = Parties(judgements)
        if self._parties:
            self._parties.meet(self._voices())
        self.mark = codec.dump(self._parties.decided())
        """What people have decided, so far as claims change with it."""

    def __getitem__(self, record: str) -> "OfPage":
        return OfPage(self, record)

    def __iter__(self) -> Iterator[str]:
        for (record,) in self._connection.execute("SELECT DISTINCT record FROM claim ORDER BY record"):
            yield str(record)

    def __len__(self) -> int:
        return int((self._connection.execute("SELECT count(DISTINCT record) FROM claim").fetchone() or (0,))[0])

    def voices(self) -> Iterator[Voice]:
        """Yield who speaks in each claim, in the order of their ids."""
        return map(self._parties.meant, self._voices())

    def of(self, record: str) -> tuple[Claim, ...]:
        """Return the claims of one page."""
        rows = self._connection.execute("SELECT doc FROM claim WHERE record = ? ORDER BY id", (record,))
        return tuple(self._parties.meant(codec.load(Claim, str(doc))) for (doc,) in rows)

    def _voices(self) -> Iterator[Voice]:
        for (doc,) in self._connection.execute("SELECT doc FROM claim ORDER BY id"):
            yield codec.load(Voice, str(doc))


class OfPage(Sequence[Claim]):
    """The claims of one page; they are read as soon as somebody looks."""

    __slots__ = ("_held", "_said", "record")

    def __init__(self, said: Said, record: str) -> None:
        self._said, self.record = said, record
        self._held: tuple[Claim, ...] | None = None

    @property
    def mark(self) -> tuple[str, str]:
        """What these claims hang on beside the page."""
        return self.record, self._said.mark

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Claim]: ...
    def __getitem__(self, index: int | slice) -> Claim | Sequence[Claim]:
        return self._read()[index]

    def __len__(self) -> int:
        return len(self._read())

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._read())

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as what they are."""
        return tuple, (list(self._read()),)

    def _read(self) -> tuple[Claim, ...]:
        if self._held is None:
            self._held = self._said.of(self.record)
        return self._held
