"""A `Spread` that remembers: what was worked out in an earlier run, of the very same things, is looked up.

A page that arrives later changes what is worked out of it, of the texts beside it and of its story; all that was worked
out of other pages, texts and stories comes from the archive's table ``remembered``. What comes out is the same with an
empty memory or a full one: a result stands there under the digest of its function, the rule set, the function's bound
arguments and the item, and is handed out as it was written and read back in both cases.
"""

import dataclasses
import functools
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_type_hints

from firsthand.archive import Archive, OfPage, Shelf, codec, remembered, restored
from firsthand.model import Article, Noun
from firsthand.spread import Spread

A = TypeVar("A")
B = TypeVar("B")

_BATCH = 256
"""Results in one transaction."""
_DIGEST = 16
_PLAIN = {str, int, float, bool, type(None)}


class Memory:
    """Hands out what is not known yet, and remembers it.

    Args:
        archive: open for writing; it keeps the results.
        rules: the name of the rule set: another one gives other results.
        below: who works out what is not known.
    """

    def __init__(self, archive: Archive, rules: str, below: Spread) -> None:
        self._connection, self._rules, self._below = archive.connection, rules, below
        self._marks = {record: f"{rules} {mark}" for record, rules, mark in restored(archive.connection)}
        self._used: set[bytes] = set()
        self._fresh: list[tuple[bytes, bytes]] = []

    def __call__(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """Yield ``work(item)`` for each item, in order; see `firsthand.spread.Spread`.

        ``work`` must say what it returns, in nouns, data classes, tuples and the like. Of an article, and of the claims
        of a page in the archive, only what fixes them is looked at: a shelf of articles is not read for what is known.
        A field of a data class that takes no part in comparing follows from the others, and is not looked at either.
        """
        kind = get_type_hints(_plain(work))["return"]
        bound = codec.dump((self._rules, codec.layout(kind), self._shape(work)))
        base = hashlib.blake2b(bound.encode(), digest_size=_DIGEST).digest()
        waiting: deque[tuple[bytes, int | None]] = deque()

        def unknown() -> Iterator[A]:
            for shape, make in self._shapes(items):
                key = hashlib.blake2b(base + codec.dump(shape).encode(), digest_size=_DIGEST).digest()
                known = remembered.find(self._connection, key)
                waiting.append((key, known))
                if known is None:
                    yield make()

        for result in self._below(work, unknown()):
            yield from self._recalled(kind, waiting)
            key, _ = waiting.popleft()
            yield self._kept(kind, key, result)
        yield from self._recalled(kind, waiting)
        self._write()

    def end(self) -> None:
        """Drop what the run did not ask for; to be called when it has come to its end."""
        remembered.keep_only(self._connection, self._used)

    def _recalled(self, kind: Any, waiting: deque[tuple[bytes, int | None]]) -> Iterator[Any]:
        """Yield what is known of the items that wait, up to the first of which it is not."""
        while waiting and waiting[0][1] is not None:
            key, number = waiting.popleft()
            assert number is not None
            self._used.add(key)
            yield codec.load(kind, codec.unpack(remembered.get(self._connection, number)))

    def _kept(self, kind: Any, key: bytes, result: object) -> Any:
        """Return a result as it will be read back."""
        doc = codec.dump(result).encode()
        self._used.add(key)
        self._fresh.append((key, codec.pack(doc)))
        if len(self._fresh) >= _BATCH:
            self._write()
        return codec.load(kind, doc)

    def _write(self) -> None:
        if self._fresh:
            remembered.put(self._connection, self._fresh)
            self._fresh = []

    def _shapes(self, items: Iterable[A]) -> Iterator[tuple[Any, Callable[[], A]]]:
        """Yield what fixes each item, and what makes it."""
        if isinstance(items, Shelf) and items.table == "article":
            for name in items.names():
                yield (name, self._marks[name]), functools.partial(items.one, name)
            return
        for item in items:
            yield self._shape(item), functools.partial(_same, item)

    def _shape(self, value: Any) -> Any:
        """Return what fixes a value, as something that can be written as JSON."""
        if isinstance(value, Article):
            return value.record, self._marks[value.record]
        if isinstance(value, OfPage):
            return value.mark, self._marks[value.record]
        if isinstance(value, Noun):
            return value
        if isinstance(value, functools.partial):
            return self._shape(value.func), self._shape(value.args), self._shape(value.keywords)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return [self._shape(getattr(value, each.name)) for each in dataclasses.fields(value) if each.compare]
        if isinstance(value, Mapping):
            return [(key, self._shape(each)) for key, each in value.items()]
        if isinstance(value, tuple | list):
            kinds = set(map(type, value))
            if kinds <= _PLAIN or (Article not in kinds and all(issubclass(kind, Noun) for kind in kinds)):
                return value
            return [self._shape(each) for each in value]
        if callable(value):
            return f"{value.__module__}.{value.__qualname__}"
        return value


def _plain(work: Callable[..., Any]) -> Callable[..., Any]:
    return work.func if isinstance(work, functools.partial) else work


def _same(item: A) -> A:
    return item
