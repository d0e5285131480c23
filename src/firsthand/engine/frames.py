"""Tables on the engine: only this file knows Daft.

A step that is `kept` is written by the workers as Parquet and read again from there. Where workers are lost the engine
does their tasks again; where it gives up, because what they held is gone as well, the step is asked for once more, and
begins at the Parquet files of the step before.
"""

import importlib
import itertools
import os
import pickle
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from firsthand.errors import FirsthandError, UsageError
from firsthand.pipeline import cores
from firsthand.workers import packed

Frame = Any
"""A table on the engine, not worked out before somebody asks for its rows."""
Kind = Any
"""``int``, ``text``, ``binary``, ``bool``; a dictionary of such for rows, and a list of one for lists of it."""

TRIES = 3
"""How often a step is asked for."""
_ROWS = 20_000
"""Rows of the driver that go into one Parquet file."""
_FEW = 64
"""Rows made into objects at once."""
_QUIET = {
    "DO_NOT_TRACK": "1", "SCARF_NO_ANALYTICS": "1", "DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0", "RAY_raylet_start_wait_time_s": "180",
}  # fmt: skip
"""Nobody is told that firsthand runs; Ray is given time to start on a busy machine."""


def connect(on: str, folder: str) -> "Frames":
    """Return the connection to an engine.

    Args:
        on: ``daft`` for this machine; ``ray`` or ``ray://host:port`` for a cluster.
        folder: where steps are kept, for all workers to read and write.

    Raises:
        UsageError: the engine is not installed, or its name is not known.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    if on != "daft" and on != "ray" and not on.startswith("ray://"):
        raise UsageError(f"{on} is no engine; give local, daft, ray or ray://host:port")
    try:
        daft = importlib.import_module("daft")
        if on == "daft":
            if daft.get_or_infer_runner_type() != "native":
                daft.set_runner_native()
        else:
            ray = importlib.import_module("ray")
            if not ray.is_initialized():
                given = {"env_vars": _QUIET}
                ray.init(address="auto" if on == "ray" else on, log_to_driver=False, runtime_env=given)
            daft.set_runner_ray(noop_if_initialized=True)
    except ImportError as error:
        raise UsageError(f"--on {on} needs more packages. Run: pip install 'firsthand[cluster]'") from error
    except ConnectionError as error:
        raise UsageError(f"{on}: the cluster cannot be reached ({error})") from error
    workers = cores() if on == "daft" else max(1, int(ray.cluster_resources().get("CPU", 1)))
    return Frames(daft, f"{folder.rstrip('/')}/{uuid.uuid4().hex[:8]}", workers, cluster=on != "daft")


class Frames:
    """A connection to the engine.

    Args:
        daft: the module.
        folder: where steps are kept.
        workers: processor cores of the engine.
        cluster: whether it is a cluster.
    """

    def __init__(self, daft: Any, folder: str, workers: int, *, cluster: bool) -> None:
        self.daft, self.folder, self.workers, self.cluster = daft, folder, workers, cluster
        self._numbers = itertools.count()

    def of(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """Return a table of some values of the driver."""
        frame = self.daft.from_pydict(dict(columns))
        return self.parts(frame, min(len(next(iter(columns.values()))), 4 * self.workers))

    def parts(self, frame: Frame, count: int) -> Frame:
        """Return a table in so many parts, which go to different workers."""
        return frame.into_partitions(max(1, count)) if self.cluster else frame

    def kind(self, kind: Kind) -> Any:
        """Return the engine's type."""
        types = self.daft.DataType
        if isinstance(kind, str):
            return {
                "int": types.int64(), "text": types.string(), "binary": types.binary(),
                "bool": types.bool(),
            }[kind]  # fmt: skip
        if isinstance(kind, list):
            return types.list(self.kind(kind[0]))
        return types.struct({name: self.kind(inner) for name, inner in kind.items()})

    def each(
        self, frame: Frame, work: Callable[..., Any], columns: Sequence[str], into: str, kind: Kind
    ) -> Frame:  # fmt: skip
        """Return a table with one more column: what a function makes of other columns, row by row.

        Args:
            frame: the table.
            work: a function of a module, or a `functools.partial` of one.
            columns: one to four columns that are its arguments.
            into: the new column.
            kind: its type.
        """
        daft = self.daft
        result = self.kind(kind)

        class Worker:
            def __init__(self, work: bytes) -> None:
                self._work = pickle.loads(work)

            @daft.method.batch(return_dtype=result, batch_size=16)  # type: ignore[untyped-decorator]
            def rows(self, one: Any, two: Any = None, three: Any = None, four: Any = None) -> list[Any]:
                given = [part.to_pylist() for part in (one, two, three, four) if part is not None]
                return [self._work(*row) for row in zip(*given, strict=True)]

        kept = {} if self.cluster else {"use_process": True, "max_concurrency": self.workers}
        worker = daft.cls(**kept)(Worker)(packed(work))
        return frame.with_column(into, worker.rows(*(frame[name] for name in columns)))

    def split(self, frame: Frame, column: str) -> Frame:
        """Return a table in which the fields of a column of rows are columns."""
        others = [name for name in frame.column_names if name != column]
        return frame.select(*others, self.daft.functions.unnest(frame[column]))

    def opened(self, frame: Frame, column: str) -> Frame:
        """Return a table with a row for each value of a column of lists, whose fields are columns; no other columns."""
        return self.split(frame.select(column).explode(column).drop_null(column), column)

    def listed(self, column: str) -> Any:
        """Return the aggregation that brings the values of a group together in a list."""
        return self.daft.col(column).list_agg().alias(column)

    def kept(self, frame: Frame, name: str) -> Frame:
        """Return the table as it was written by the workers, under a name of its own."""
        where = f"{self.folder}/{next(self._numbers):02d}-{name}"
        self._tried(lambda: frame.write_parquet(where, compression="zstd", write_mode="overwrite"))
        return self.daft.read_parquet(f"{where}/*.parquet")

    def stored(self, name: str, kinds: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> Frame:
        """Return a table of many rows of the driver, written some at a time."""
        where = f"{self.folder}/{next(self._numbers):02d}-{name}"
        rows = iter(rows)
        while some := list(itertools.islice(rows, _ROWS)):
            columns = dict(zip(kinds, map(list, zip(*some, strict=True)), strict=True))
            frame = self.daft.from_pydict(columns)
            frame = frame.select(*(frame[name].cast(self.kind(kind)) for name, kind in kinds.items()))
            self.parts(frame, self.workers).write_parquet(where, compression="zstd", write_mode="append")
        return self.daft.read_parquet(f"{where}/*.parquet")

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """Return the rows of a small table, in no order."""
        columns = self._tried(frame.to_pydict)
        return list(zip(*(columns[name] for name in frame.column_names), strict=True))

    def stream(self, frame: Frame) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table that was `kept`, some at a time, in no order."""
        for batch in frame.to_arrow_iter():
            for at in range(0, batch.num_rows, _FEW):
                yield from zip(*(column.to_pylist() for column in batch.slice(at, _FEW).columns), strict=True)

    def _tried(self, step: Callable[[], Any]) -> Any:
        """Return what a step gives; one that lost its workers is asked for again."""
        for last in (*(False,) * (TRIES - 1), True):
            try:
                return step()
            except FirsthandError:
                raise
            except Exception as error:
                if last or not self.cluster:
                    raise UsageError(f"the engine gave up: {error}") from error
        return None
