"""Boosted trees from a small table, evaluated with numpy alone: the same result on every machine.

After QuickScorer (Lucchese et al., SIGIR 2015): each test that fails rules out the leaves on its left, as a bit mask;
what is left of a tree's leaves after all its tests begins with the leaf that the row falls into. All tests of all trees
are then one comparison of arrays, and no tree is walked.
"""

import dataclasses
import functools
from collections.abc import Mapping
from importlib import resources
from typing import Any

import numpy as np

Array = np.ndarray
_ROWS = 256
"""Rows at a time: keeps what is compared in the cache, and memory bounded on huge pages."""
LEAVES = 32
"""Leaves of one tree at most: a mask has 32 bits."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """A trained model."""

    names: tuple[str, ...]
    """The columns that it was trained on, in order."""
    column: Array
    """For each test, the column that it looks at."""
    threshold: Array
    """For each test, the largest value that goes left."""
    mask: Array
    """For each test, the leaves that remain when the row goes right."""
    start: Array
    """For each tree, its first test."""
    value: Array
    """Leaf values, one row a tree."""
    base: float
    """What every row begins with."""

    def score(self, rows: Array) -> Array:
        """Return the probability for each row of a table with the columns `names`."""
        parts = [self._part(rows[start : start + _ROWS]) for start in range(0, len(rows), _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _part(self, rows: Array) -> Array:
        transposed = np.ascontiguousarray(rows.T)
        fails = transposed[self.column] > self.threshold[:, None]
        gone = np.bitwise_or.reduceat(fails * ~self.mask[:, None], self.start, axis=0)
        remaining = ~gone
        lowest = remaining & (~remaining + np.uint32(1))
        leaf = np.frexp(lowest.astype(np.float64))[1] - 1
        sums = np.take_along_axis(self.value, leaf, axis=1).sum(axis=0) + self.base
        return np.asarray(1.0 / (1.0 + np.exp(-sums)))


def load(name: str) -> Trees:
    """Return the model of this name that ships with the package."""
    return _load(name)


@functools.cache
def _load(name: str) -> Trees:
    with resources.as_file(resources.files("firsthand.restore") / f"{name}.npz") as path, np.load(path) as data:
        return from_arrays(data)


def from_arrays(data: Mapping[str, Array]) -> Trees:
    """Return the model that these arrays hold, as `from_dump` made them."""
    return Trees(
        names=tuple(str(data["names"]).split("\n")),
        column=data["column"],
        threshold=data["threshold"],
        mask=data["mask"],
        start=data["start"],
        value=data["value"],
        base=float(data["base"]),
    )


def from_dump(dump: dict[str, Any]) -> dict[str, Array]:
    """Return the arrays of a model that LightGBM dumped (``Booster.dump_model()``), ready for ``numpy.savez``."""
    column: list[int] = []
    threshold: list[float] = []
    mask: list[int] = []
    start: list[int] = []
    value: list[list[float]] = []
    for tree in dump["tree_info"]:
        tests, leaves = _flatten(tree["tree_structure"])
        start.append(len(column))
        for feature, limit, left, end in tests or [(0, np.inf, 0, 0)]:
            column.append(feature)
            threshold.append(limit)
            mask.append(0xFFFFFFFF & ~(((1 << end) - 1) ^ ((1 << left) - 1)))
        value.append(leaves + [0.0] * (LEAVES - len(leaves)))
    return {
        "names": np.array("\n".join(dump["feature_names"])),
        "column": np.array(column, dtype=np.int32),
        "threshold": _rounded_down(np.array(threshold)),
        "mask": np.array(mask, dtype=np.uint32),
        "start": np.array(start, dtype=np.int32),
        "value": np.array(value, dtype=np.float32),
        "base": np.array(0.0),
    }


def _rounded_down(threshold: Array) -> Array:
    """Return the limits as the largest single-precision numbers that are not above them, so that no test changes."""
    single = threshold.astype(np.float32)
    return np.where(single > threshold, np.nextafter(single, np.float32(-np.inf)), single).astype(np.float32)


def _flatten(root: dict[str, Any]) -> tuple[list[tuple[int, float, int, int]], list[float]]:
    """Return (tests, leaf values) of a tree: for each test its column, limit, and range of leaves on its left."""
    tests: list[tuple[int, float, int, int]] = []
    leaves: list[float] = []
    stack: list[tuple[dict[str, Any], int | None]] = [(root, None)]
    opened: dict[int, int] = {}
    while stack:
        node, done = stack.pop()
        if done is not None:
            tests.append((node["split_feature"], node["threshold"], opened[done], len(leaves)))
        elif "leaf_value" in node:
            leaves.append(float(node["leaf_value"]))
        else:
            opened[id(node)] = len(leaves)
            stack += [(node["right_child"], None), (node, id(node)), (node["left_child"], None)]
    return tests, leaves
