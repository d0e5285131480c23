"""Worker processes that can be killed: a page that takes too long, or takes its worker down, costs only itself."""

import collections
import concurrent.futures
import hashlib
import io
import itertools
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.shared_memory import SharedMemory
from types import TracebackType
from typing import Any, Self, TypeVar

import pebble

from firsthand.archive import Page, codec
from firsthand.errors import UsageError
from firsthand.model import Article, Claim, Clue, Noun, Record, Refusal, Tables

A = TypeVar("A")
B = TypeVar("B")

Work = Callable[..., Page]
"""What is done to a record, given it, the tables, and what is known of this record alone, where anything is.

It must be a function of a module, so that a worker can find it."""

_work: Work | None = None
_tables: Tables | None = None


def _begin(work: Work, tables: str, size: int) -> None:
    """Set up a worker: tables and models are loaded once, not once a page."""
    global _work, _tables
    memory = SharedMemory(tables)
    assert memory.buf is not None
    _work, _tables = work, codec.load(Tables, bytes(memory.buf[:size]).decode())
    memory.close()


def _do(record: Record, *known: Any) -> tuple[str, ...]:
    """Return what became of a page as JSON.

    Not pickled: msgspec leaves out a field that *is* its default, and an unpickled value only equals it, so that an
    archive would show how many workers made it.
    """
    assert _work is not None
    assert _tables is not None
    done = _work(record, _tables, *known)
    if isinstance(done.result, Refusal):
        return (codec.dump(done.result),)
    return codec.dump(done.result), codec.dump(done.claims), codec.dump(done.clues)


def _undo(record: Record, docs: tuple[str, ...]) -> Page:
    if len(docs) == 1:
        return Page(record, codec.load(Refusal, docs[0]))
    said, clues = codec.load(tuple[Claim, ...], docs[1]), codec.load(tuple[Clue, ...], docs[2])
    return Page(record, codec.load(Article, docs[0]), said, clues)


class _Pickler(pickle.Pickler):
    """Sends nouns as JSON, wherever they stand; see `_do`."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, Noun):
            return codec.load, (type(value), codec.dump(value))
        return NotImplemented


def packed(value: object) -> bytes:
    """Return a value with the nouns in it, as it can be sent to another process with nothing changed."""
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()


def worked(work: bytes, items: bytes) -> bytes:
    """Return the packed results of a packed function for a packed list of items; runs in a worker."""
    key = hashlib.sha256(work).digest()
    if key not in _known:
        _known.clear()  # one stage after the other: the last one's is not asked for again
        _known[key] = pickle.loads(work)
    return packed([_known[key](item) for item in pickle.loads(items)])


_known: dict[bytes, Callable[[Any], Any]] = {}

FEW = 64
"""Items that are not worth starting workers for."""
_CHUNK = 16


class Pool:
    """Runs `Work` on pages in worker processes, and gives the results back in the order of the pages.

    Args:
        workers: how many; 0 runs in this process.
        seconds: time limit for one page.
        work: what is done to a record.
        tables: handed to ``work``.
    """

    def __init__(self, workers: int, seconds: float, work: Work, tables: Tables) -> None:
        self._workers, self._seconds, self._work, self._tables = workers, seconds, work, tables
        self._pool: Any = None
        self._memory: SharedMemory | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            if kind is None:
                self._pool.close()
            else:
                self._pool.stop()
            self._pool.join()
        if self._memory is not None:
            self._memory.close()
            self._memory.unlink()

    def map(self, pages: Iterable[Record | Refusal], known: Mapping[str, Any] | None = None) -> Iterator[Page]:
        """Yield what became of each page; refusals pass through. At most a few pages a worker are in memory.

        Args:
            pages: what is to be done.
            known: record id -> what ``work`` is to know of this record beside the tables.
        """
        waiting: collections.deque[tuple[Record | None, Any]] = collections.deque()
        for each in pages:
            if isinstance(each, Refusal):
                waiting.append((None, Page(None, each)))
            else:
                waiting.append((each, self._submit(each, *((known[each.id],) if known else ()))))
            while len(waiting) > 4 * self._workers:
                yield self._result(*waiting.popleft())
        while waiting:
            yield self._result(*waiting.popleft())

    def spread(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """Yield ``work(item)`` for each item, in order; see `firsthand.spread.Spread`."""
        items = iter(items)
        first = list(itertools.islice(items, FEW))
        if self._workers == 0 or (self._pool is None and len(first) < FEW):
            yield from map(work, itertools.chain(first, items))
            return
        function = packed(work)
        waiting: collections.deque[tuple[list[A], Any]] = collections.deque()
        everything = itertools.chain(first, items)
        while some := list(itertools.islice(everything, _CHUNK)):
            waiting.append((some, self._started().schedule(worked, args=(function, packed(some)))))
            if len(waiting) > 4 * self._workers:
                yield from self._together(work, *waiting.popleft())
        while waiting:
            yield from self._together(work, *waiting.popleft())

    def _together(self, work: Callable[[A], B], items: list[A], result: Any) -> list[B]:
        """Return the results of one chunk; it is done here when its worker was lost."""
        try:
            found: list[B] = pickle.loads(self._waited(result))
        except pebble.ProcessExpired:
            return [work(item) for item in items]
        return found

    def _started(self) -> Any:
        """Return the worker processes, started at the first call."""
        if self._pool is None:
            for library in ("OPENBLAS", "OMP", "MKL"):  # a worker is one core; numpy reads these when it is loaded
                os.environ.setdefault(f"{library}_NUM_THREADS", "1")
            doc = codec.dump(self._tables).encode()
            # not among the arguments: whoever starts a process that dies before it has read more than a pipe holds
            # waits for ever
            self._memory = SharedMemory(create=True, size=len(doc))
            assert self._memory.buf is not None
            self._memory.buf[: len(doc)] = doc
            self._pool = pebble.ProcessPool(
                max_workers=self._workers,
                initializer=_begin,
                initargs=(self._work, self._memory.name, len(doc)),
                # fork copies locks that threads hold; spawn starts clean on every platform
                context=multiprocessing.get_context("spawn"),
            )
        return self._pool

    def _waited(self, result: Any) -> Any:
        """Return what a worker made, or say so when workers end by themselves before they have begun.

        Raises:
            UsageError: no page is to blame.
        """
        try:
            return result.result()
        except BrokenProcessPool as error:
            self._pool.stop()
            raise UsageError(
                "Worker processes end as soon as they are started. In a script, put what it does under "
                'if __name__ == "__main__":, see whether there is memory enough, or work without them (workers=0, '
                "--workers 0)."
            ) from error

    def _submit(self, record: Record, *known: Any) -> Any:
        if self._workers == 0:
            return self._work(record, self._tables, *known)
        return self._started().schedule(_do, args=(record, *known), timeout=self._seconds)

    def _result(self, record: Record | None, result: Any) -> Page:
        if isinstance(result, Page):
            return result
        assert record is not None
        try:
            return _undo(record, self._waited(result))
        except concurrent.futures.TimeoutError:
            detail = f"restoring took longer than {self._seconds:g} s, so its worker was stopped"
            return Page(record, _refuse(record, "timed_out", detail))
        except pebble.ProcessExpired as error:
            detail = f"restoring took its worker process down (exit code {error.exitcode})"
            return Page(record, _refuse(record, "too_hostile", detail))


def _refuse(record: Record, reason: str, detail: str) -> Refusal:
    return Refusal(
        id=record.id, record=record.id, sighting=record.sighting, stage="restore", reason=reason, detail=detail
    )
