"""Finding copies among many texts: ``python bench/copies_scale.py --sizes 10000,100000 [--peers] [--one] [--json]``.

The texts are synthetic (``made_news.py``), 600 words each in the mean, one in ten a reprint. They are written to a file
first and read back as they are needed, so that what is measured is the index and the verification. Every size and every
library has a process of its own. ``--one`` also measures one more text that arrives when all others are there.
``--accept`` writes the figures into ``bench/floors.json`` as floors.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import multiprocessing
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from flow import FLOORS, yardstick
from made_news import Made, News

from firsthand import copies
from firsthand.copies.pile import Pile

MORE = 40  # texts that arrive one by one at the end


class Shelf:
    """Texts in one file, each found by its place."""

    def __init__(self, path: Path, bounds: np.ndarray) -> None:
        self.file = path.open("rb")
        self.bounds = bounds

    def __call__(self, number: int) -> str:
        self.file.seek(int(self.bounds[number]))
        return self.file.read(int(self.bounds[number + 1] - self.bounds[number])).decode()

    def texts(self, count: int) -> Iterator[str]:
        for number in range(count):
            yield self(number)


def write(path: Path, count: int) -> tuple[np.ndarray, dict[int, Made]]:
    """Write the texts; return where each begins, and the reprints without their text."""
    news = News()
    bounds, truth = [0], {}
    with path.open("wb") as file:
        for number in range(count):
            made = news.text(number)
            if made.of is not None:
                truth[number] = Made("", made.kind, made.of, made.host)
            bounds.append(bounds[-1] + file.write(made.text.encode()))
    return np.array(bounds, np.int64), truth


def firsthand(shelf: Shelf, count: int) -> Iterator[tuple[int, int]]:
    pile = Pile(copies.Options().limits)
    pile.extend(shelf.texts(count))
    for edge in pile.edges(shelf):
        yield edge.left, edge.right


def gaoya(shelf: Shelf, count: int) -> Iterator[tuple[int, int]]:
    library = importlib.import_module("gaoya.minhash")
    index = library.MinHashStringIndex(
        hash_size=32, jaccard_threshold=0.5, num_bands=42, band_size=3, analyzer="word", ngram_range=(3, 3),
        lowercase=True,
    )  # fmt: skip
    for number, text in enumerate(shelf.texts(count)):
        index.insert_document(number, text)
    for one, text in enumerate(shelf.texts(count)):
        yield from ((one, two) for two in index.query(text) if one < two)


def rensa(shelf: Shelf, count: int) -> Iterator[tuple[int, int]]:
    library = importlib.import_module("rensa")
    index = library.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    made = []
    for number, text in enumerate(shelf.texts(count)):
        words = re.findall(r"\w+", text.lower())
        sketch = library.RMinHash(num_perm=128, seed=42)
        sketch.update([" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))])
        made.append(sketch)
        index.insert(number, sketch)
    for one, sketch in enumerate(made):
        yield from ((one, two) for two in index.query(sketch) if one < two and sketch.jaccard(made[two]) >= 0.5)


def datasketch(shelf: Shelf, count: int) -> Iterator[tuple[int, int]]:
    library = importlib.import_module("datasketch")
    index = library.MinHashLSH(threshold=0.5, num_perm=128)
    made = []
    for number, text in enumerate(shelf.texts(count)):
        words = re.findall(r"\w+", text.lower())
        sketch = library.MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))])
        made.append(sketch)
        index.insert(number, sketch)
    for one, sketch in enumerate(made):
        yield from ((one, two) for two in index.query(sketch) if one < two)


METHODS: dict[str, Callable[[Shelf, int], Iterator[tuple[int, int]]]] = {
    "firsthand": firsthand, "gaoya": gaoya, "rensa": rensa, "datasketch": datasketch,
}  # fmt: skip


def run(method: str, path: Path, bounds: np.ndarray, truth: dict[int, Made], count: int) -> dict[str, Any]:
    """Time one method, in this process, and score what it finds."""
    unit = yardstick()
    shelf = Shelf(path, bounds)
    started = time.process_time()
    found = np.array(list(METHODS[method](shelf, count)), np.int64).reshape(-1, 2)
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "method": method, "texts": count, "edges": len(found), "cpu_s": round(spent, 2),
        "texts_a_cpu_s": round(count / spent), "yardsticks": round(spent / unit, 2), "peak_mb": round(peak),
    } | score(found, truth, count)  # fmt: skip


def score(found: np.ndarray, truth: dict[int, Made], count: int) -> dict[str, Any]:
    """Recall by kind, and the share of edges between texts that have a passage in common."""
    pairs = {(int(one), int(two)) for one, two in found}
    hits: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for number, made in truth.items():
        if number < count and made.of is not None:
            asked[made.kind] += 1
            hits[made.kind] += (made.of, number) in pairs
    known = {number: {made.of, made.host} - {None} for number, made in truth.items()}
    true = sum(bool(known.get(one, {one}) & known.get(two, {two})) for one, two in pairs)
    recall = {kind: round(hits[kind] / asked[kind], 4) for kind in sorted(asked)}
    return {"recall": recall, "precision": round(true / max(1, len(pairs)), 4), "false": len(pairs) - true}


def one_more(path: Path, bounds: np.ndarray, truth: dict[int, Made], count: int) -> dict[str, Any]:
    """Let the last texts arrive one by one; they must have the edges that they have when all come at once."""
    shelf = Shelf(path, bounds)
    pile = Pile(copies.Options().limits)
    pile.extend(shelf.texts(count - MORE))
    for _ in pile.edges(shelf):
        break
    spent, arrived = [], []
    for number in range(count - MORE, count):
        text = shelf(number)
        started = time.process_time()
        arrived.extend(pile.arrive(text, shelf))
        spent.append(time.process_time() - started)
    together = Pile(copies.Options().limits)
    together.extend(shelf.texts(count))
    expected = {edge for edge in together.edges(shelf) if edge.right >= count - MORE} if count <= 100_000 else None
    return {
        "texts": count, "arrive_median_ms": round(1000 * float(np.median(spent)), 1),
        "arrive_worst_ms": round(1000 * max(spent), 1), "arrived_edges": len(arrived),
        "same_as_at_once": None if expected is None else expected == set(arrived),
        "reprints_among_them": sum(number in truth for number in range(count - MORE, count)),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip


def apart(work: Callable[..., dict[str, Any]], *arguments: object) -> dict[str, Any]:
    """Run in a process of its own, so that its peak memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000", help="how many texts, with commas between")
    parser.add_argument("--peers", action="store_true", help="the MinHash libraries as well")
    parser.add_argument("--most", type=int, default=20_000, help="texts up to which the slow ones of them run")
    parser.add_argument("--one", action="store_true", help="one more text, when all others are there")
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts"
        bounds, truth = write(path, sizes[-1])
        for size in sizes:
            slow = ("rensa", "datasketch") if size <= options.most else ()
            for method in ("firsthand", *(("gaoya", *slow) if options.peers else ())):
                rows.append(apart(run, method, path, bounds, truth, size))
                tell(rows[-1], as_json=options.json)
            if options.one:
                rows.append(apart(one_more, path, bounds, truth, size))
                tell(rows[-1], as_json=options.json)
    mine = [row for row in rows if row.get("method") == "firsthand"]
    for less, more in zip(mine, mine[1:], strict=False):
        power = math.log(more["cpu_s"] / less["cpu_s"]) / math.log(more["texts"] / less["texts"])
        print(f"growth from {less['texts']:,} to {more['texts']:,}: time as n^{power:.3f}", file=sys.stderr)
    return judge(mine, accept=options.accept)


def tell(row: dict[str, Any], *, as_json: bool) -> None:
    """Print one row."""
    print(json.dumps(row) if as_json else "  ".join(f"{key} {value}" for key, value in row.items()), flush=True)


def judge(rows: list[dict[str, Any]], *, accept: bool) -> int:
    """Compare with the floors: half as long again, half as much memory again, or a lower recall is a fail."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    now = {
        str(row["texts"]): {"yardsticks": row["yardsticks"], "peak_mb": row["peak_mb"], "recall": row["recall"]}
        for row in rows
    }
    if accept:
        floors["copies_scale"] = floors.get("copies_scale", {}) | now
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    broken = 0
    for size, row in now.items():
        floor = floors.get("copies_scale", {}).get(size)
        if floor is None:
            continue
        worse = [kind for kind, least in floor["recall"].items() if row["recall"].get(kind, 0) < least - 0.01]
        slow = [name for name in ("yardsticks", "peak_mb") if row[name] > 1.5 * floor[name]]
        for name in worse + slow:
            print(f"floor broken: {size} texts, {name}", file=sys.stderr)
            broken = 1
    return broken


if __name__ == "__main__":
    sys.exit(main())
