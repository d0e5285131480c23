"""What a very large pile needs: the cost model of docs/scale.md, and the simulation that checks it.

    python bench/scale.py --sizes 1000,4000,16000 [--json]      measure the join at growing sizes
    python bench/scale.py --model [--cores 1000]                print the table of docs/scale.md

The simulation takes made texts (``made_news.py``) through the very functions that the engine's workers run
(``firsthand.engine.shared``), part by part, and counts processor seconds, the bytes that each shuffle moves and the
pairs that come out. The model multiplies constants for one page (`PAGE`, from ``bench/flow_scale.py``) with the number
of pages; what does not grow in proportion is told by the powers that the simulation prints.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import defaultdict
from typing import Any

import numpy as np
from made_news import News

from firsthand import copies
from firsthand.engine import shared
from firsthand.model import Article, Tables

PARTS = 16

PAGE = {
    "pages (map), CPU s": 0.041,
    "join and verification, CPU s": 0.004,
    "days, texts of stories and counts (map), CPU s": 0.017,
    "on the driver, CPU s": 0.019,
    "driver memory, KB": 21.0,
    "page data set, KB": 96.0,
    "archive, KB": 179.0,
    "shuffled fingerprints, KB": 1.7,
    "shuffled pair codes, KB": 0.4,
    "articles moved to be verified, KB": 10.0,
}
"""For one page of 230 KB: ``bench/flow_scale.py --sizes 1000``, ``bench/all_pages.py``, this file, docs/scale.md."""
PILES = {"100 thousand": 1e5, "10 million": 1e7, "1 billion": 1e9}


def simulate(count: int) -> dict[str, Any]:
    """Take so many texts through the join."""
    news, options = News(), copies.Options()
    articles = [Article(record=f"page_{n:08d}", text=news.text(n).text, blocks=()) for n in range(count)]
    spent: dict[str, float] = {}
    moved: dict[str, int] = defaultdict(int)

    def timed(name: str, started: float) -> None:
        spent[name] = spent.get(name, 0.0) + time.process_time() - started

    started = time.process_time()
    rows = [shared.row(article) for article in articles]
    told = [shared.worded(Tables(), doc) for _, doc in rows]
    made = shared.Numbered([(r, t["digest"], t["words"], t["signed"]) for (r, _), t in zip(rows, told, strict=True)])
    docs = dict(rows)
    timed("words", started)
    cut = made.bits, options.shingle, options.window, PARTS
    started = time.process_time()
    parts: dict[int, list[bytes]] = defaultdict(list)
    sizes = np.zeros(len(made.records), np.int64)
    for number, held in enumerate(made.records):
        one = shared.prints(cut, docs[held[0]], number)
        sizes[number] = one["size"]
        for cell in one["cells"]:
            parts[cell["part"]].append(cell["prints"])
            moved["fingerprints"] += len(cell["prints"])
    timed("fingerprints", started)
    started = time.process_time()
    homes: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
    for part, lists in parts.items():
        for cell in shared.many(cut, part, lists):
            homes[cell["home"]].append((cell["from"], cell["at"]))
            moved["common ones"] += len(cell["at"])
    kept: dict[int, list[bytes]] = defaultdict(list)
    for cells in homes.values():
        for cell in shared.rows([source for source, _ in cells], [at for _, at in cells]):
            kept[cell["part"]].append(cell["rows"])
            moved["rows"] += len(cell["rows"])
    timed("common", started)
    started = time.process_time()
    coded: dict[int, list[tuple[bytes, bytes]]] = defaultdict(list)
    asked = cut, len(sizes), options.crowd, options.centres
    largest = 0
    for part, lists in parts.items():
        for cell in shared.codes(asked, lists, kept.get(part)):
            coded[cell["home"]].append((cell["codes"], cell["counts"]))
            moved["codes"] += len(cell["codes"]) + len(cell["counts"])
    pairs = 0
    for cells in coded.values():
        some = [one for one, _ in cells]
        largest = max(largest, sum(map(len, some)))
        pairs += len(shared.pairs(sizes, options.least_prints, some, [two for _, two in cells]))
    timed("pairs", started)
    return {
        "texts": count, "cpu_ms_a_text": {name: 1000 * one / count for name, one in spent.items()},
        "bytes_a_text": {name: one / count for name, one in moved.items()}, "pairs_a_text": pairs / count,
        "article_bytes": sum(len(doc) for doc in docs.values()) / count, "largest_part_mb": largest / 2**20,
    }  # fmt: skip


def model(cores: int) -> None:
    """Print what piles need."""
    print(f"{'':<42}" + "".join(f"{name:>22}" for name in PILES))
    for name, each in PAGE.items():
        cells = []
        for pages in PILES.values():
            if "CPU" in name:
                days = each * pages / 86_400
                spread = 1 if "driver" in name else cores
                cells.append(f"{days:,.1f} d, {days * 24 / spread:,.1f} h")
            else:
                cells.append(f"{each * pages / 2**20:,.0f} GB")
        print(f"{name:<42}" + "".join(f"{cell:>22}" for cell in cells))
    print(f"CPU: days of one core, then hours on {cores:,} (what runs on the driver: hours of one core)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,4000")
    parser.add_argument("--model", action="store_true")
    parser.add_argument("--cores", type=int, default=1_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.model:
        model(options.cores)
        return 0
    rows = []
    for size in sorted(int(each) for each in options.sizes.split(",")):
        rows.append(simulate(size))
        print(json.dumps(rows[-1]) if options.json else show(rows[-1]), flush=True)
    for less, more in zip(rows, rows[1:], strict=False):
        step = math.log(more["texts"] / less["texts"])
        powers = {
            name: 1 + math.log(more[part][name] / less[part][name]) / step
            for part in ("cpu_ms_a_text", "bytes_a_text")
            for name in less[part]
            if less[part][name] and more[part][name]
        }
        powers["pairs found"] = 1 + math.log(more["pairs_a_text"] / less["pairs_a_text"]) / step
        print(f"growth from {less['texts']:,} to {more['texts']:,}: " + ", ".join(
            f"{name} n^{power:.2f}" for name, power in powers.items()))  # fmt: skip
    return 0


def show(row: dict[str, Any]) -> str:
    """Return one size as lines."""
    cpu = ", ".join(f"{name} {each:.2f}" for name, each in row["cpu_ms_a_text"].items())
    moved = ", ".join(f"{name} {each:,.0f}" for name, each in row["bytes_a_text"].items())
    return (
        f"{row['texts']:,} texts: CPU ms a text: {cpu}; bytes a text: {moved}; pairs a text {row['pairs_a_text']:.2f}; "
        f"an article {row['article_bytes']:,.0f} bytes; largest part {row['largest_part_mb']:.1f} MB"
    )


if __name__ == "__main__":
    sys.exit(main())
