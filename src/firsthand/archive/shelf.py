"""One kind of noun in the archive, as a read-only sequence that decodes as it goes."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

import apsw

T = TypeVar("T")


class Shelf(Sequence[T], Generic[T]):
    """All nouns of one kind, sorted by id: ``len``, iteration, ``[n]``, ``[a:b]``, and `get` by id."""

    def __init__(
        self, connection: apsw.Connection, table: str, columns: str, keys: tuple[str, ...], decode: Callable[..., T]
    ) -> None:
        self._connection = connection
        self.table = table
        self._keys = keys
        self._decode = decode
        self._select = f"SELECT {columns} FROM {table}"
        self._order = " ORDER BY " + ", ".join(keys)

    def __len__(self) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM {self.table}").fetchone()[0])  # type: ignore[index]

    def __iter__(self) -> Iterator[T]:
        for row in self._connection.execute(self._select + self._order):
            yield self._decode(*row)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """Return the noun at a place, or a tuple of those in a slice."""
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step != 1:
                return tuple(self[i] for i in range(start, stop, step))
            return tuple(self._rows(" LIMIT ? OFFSET ?", (max(0, stop - start), start)))
        place = index + len(self) if index < 0 else index
        for noun in self._rows(" LIMIT 1 OFFSET ?", (max(place, 0),)):
            if place >= 0:
                return noun
        raise IndexError(f"there is no {self.table} number {index}")

    def _rows(self, tail: str, bindings: tuple[Any, ...]) -> Iterator[T]:
        for row in self._connection.execute(self._select + self._order + tail, bindings):
            yield self._decode(*row)

    def get(self, *key: str) -> T | None:
        """Return the noun with this id (or this pair of ids), or None."""
        where = " AND ".join(f"{name} = ?" for name in self._keys[: len(key)])
        row = self._connection.execute(f"{self._select} WHERE {where}", key).fetchone()
        return None if row is None else self._decode(*row)

    def one(self, name: str) -> T:
        """Return the noun with this id, which is there."""
        found = self.get(name)
        assert found is not None
        return found

    def names(self) -> Iterator[str]:
        """Yield the ids of all nouns, sorted, without reading them."""
        for (name,) in self._connection.execute(f"SELECT {self._keys[0]} FROM {self.table}{self._order}"):
            yield str(name)

    def where(self, condition: str, *bindings: object, limit: int = -1) -> tuple[T, ...]:
        """Return the nouns that meet an SQL condition over this table's columns, sorted by id, at most ``limit``.

        The condition is part of our own code, never of a user's input; values are bound.
        """
        sql = f"{self._select} WHERE {condition}{self._order} LIMIT {int(limit)}"
        rows = self._connection.execute(sql, bindings)
        return tuple(self._decode(*row) for row in rows)
