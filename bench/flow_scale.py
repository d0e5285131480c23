"""The whole run on generated pages of real length: ``python bench/flow_scale.py --sizes 1000,10000 [--peers]``.

For each size pages are made (``made_pages.py``), ``trace`` takes them into an archive with two workers, and these are
printed: processor seconds of each stage (of this process and of its workers), pages a second and core, the highest
memory of the process and of its workers, how much faster two idle cores are than one (a stage takes as long as the
main process needs, or half of all, whichever is more), bytes of the archive a page and by table, the search, how
much of the truth was found, and how all of it grows. ``--peers`` does the same work by the tools that one would pick
instead: trafilatura for the text, datasketch for near duplicates, TF-IDF with DBSCAN for stories.

100,000 pages and more want ``--large``: hours of processor time as HTML, less as ``--form text``.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import random
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import apsw
import numpy as np
import psutil
import pyarrow.parquet as pq
from made_pages import make, truth

LARGE = 50_000


class Watch:
    """Notes processor time and memory of this process and of its workers, as a `Progress` of the run."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, float, float, float]] = []
        self.own = self.workers = 0.0
        self._spent: dict[int, float] = {}
        self._me = psutil.Process()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(0.25):
            self._note()

    def _note(self) -> float:
        """Return the processor seconds spent so far; a worker that is gone counts as it was last seen."""
        held = 0.0
        for process in self._me.children(recursive=True):
            try:
                used = process.cpu_times()
                self._spent[process.pid] = used.user + used.system
                held += process.memory_info().rss
            except psutil.Error:
                continue
        self.own = max(self.own, self._me.memory_info().rss / 2**20)
        self.workers = max(self.workers, held / 2**20)
        return time.process_time() + sum(self._spent.values())

    def stage(self, name: str, total: int | None, unit: str) -> None:
        self.stages.append((name, self._note(), time.perf_counter(), time.process_time()))

    def advance(self, amount: int) -> None:
        pass

    def close(self) -> dict[str, Any]:
        self._over.set()
        self.stage("", None, "")
        seconds: dict[str, float] = defaultdict(float)
        walls: dict[str, float] = defaultdict(float)
        alone: dict[str, float] = defaultdict(float)
        for (name, cpu, wall, own), (_, later, end, mine) in zip(self.stages, self.stages[1:], strict=False):
            seconds[name] += later - cpu
            walls[name] += end - wall
            alone[name] += mine - own
        return {
            "cpu_s": dict(seconds), "wall_s": dict(walls), "own_s": dict(alone),
            "own_mb": self.own, "workers_mb": self.workers,
        }  # fmt: skip


def trace(folder: Path, archive: Path, workers: int) -> dict[str, Any]:
    """Take the pages into an archive."""
    from firsthand import pipeline
    from firsthand.archive import Archive

    watch = Watch()
    with Archive(str(archive), write=True) as target:
        outcome = pipeline.trace([folder], target, pipeline.Options(workers), None, watch)
        made = watch.close()
        found = {
            "refused": outcome.refused,
            "articles": len(target.articles), "copies": len(target.copies), "texts": len(target.stemmata),
            "stories": len(target.stories), "claims": len(target.claims), "networks": len(target.networks),
            "dated": sum(each.likely is not None for each in target.datings),
            "contradicted": sum(each.verdict == "contradicted" for each in target.datings),
            "entries": len(target.entries),
        }  # fmt: skip
        urls = {each.record: each.url for each in target.articles}
        stories = [{urls[record] for record in story.records if record in urls} for story in target.stories]
        texts = [{urls[record] for record in text.witnesses if record in urls} for text in target.stemmata]
        edges = {frozenset((urls[each.left], urls[each.right])) for each in target.copies}
    return (
        made
        | {"found": found, "searches": searches(archive), "bytes": sizes(archive)}
        | score(folder, edges | {frozenset(pair) for text in texts for pair in combinations(sorted(text), 2)}, stories)
    )


def searches(path: Path) -> dict[str, float]:
    """Return the median and the 95th percentile of searches for two to three words of the pages, in milliseconds."""
    from firsthand.archive import Archive

    rng = random.Random(3)
    with Archive(str(path)) as archive:
        count = len(archive.articles)
        asked = []
        for _ in range(200):
            words = [word for word in archive.articles[rng.randrange(count)].text.split() if word.isalpha()]
            asked.append(" ".join(rng.sample(words, rng.choice((1, 2, 3)))))
        spent = []
        for words in asked:
            started = time.process_time()
            archive.search(words)
            spent.append(1000 * (time.process_time() - started))
    return {"median_ms": float(np.median(spent)), "p95_ms": float(np.percentile(spent, 95))}


def sizes(path: Path) -> dict[str, float]:
    """Return bytes a page: of the file, of the largest tables, and of the article texts compressed one by one."""
    import zstandard

    with apsw.Connection(str(path)) as connection:
        count = max(1, connection.execute("SELECT count(*) FROM article").fetchone()[0])
        made = {"file": path.stat().st_size / count}
        for name, size in connection.execute(
            "SELECT name, sum(pgsize) AS s FROM dbstat GROUP BY 1 ORDER BY s DESC LIMIT 9"
        ):
            made[name] = size / count
        some = connection.execute("SELECT text FROM article ORDER BY id LIMIT 1000").fetchall()
        pack = zstandard.ZstdCompressor(level=6)
        made["texts, compressed"] = sum(len(pack.compress(text.encode())) for (text,) in some) / max(1, len(some))
    return made


def score(folder: Path, pairs: set[frozenset[str]], groups: Iterable[set[str]]) -> dict[str, Any]:
    """Return the recall of copies, and precision and recall of the pairs of pages in one story."""
    event: dict[str, int] = {}
    number: dict[int, str] = {}
    of: dict[str, int] = {}
    for row in truth(folder):
        url = str(row["url"])
        event[url], number[int(str(row["n"]))] = int(str(row["event"])), url
        if row["of"] is not None:
            of[url] = int(str(row["of"]))
    copied = [frozenset((url, number[one])) in pairs for url, one in of.items()]
    sets: dict[int, int] = defaultdict(int)
    for one in event.values():
        sets[one] += 1
    true = sum(size * (size - 1) // 2 for size in sets.values())
    held = right = 0
    for group in groups:
        counts: dict[int, int] = defaultdict(int)
        for url in group:
            counts[event.get(url, -1)] += 1
        held += len(group) * (len(group) - 1) // 2
        right += sum(size * (size - 1) // 2 for size in counts.values())
    return {
        "copies_found": sum(copied), "copies_recall": sum(copied) / max(1, len(copied)),
        "story_pairs": right, "story_precision": right / max(1, held), "story_recall": right / max(1, true),
    }  # fmt: skip


def peers(folder: Path, form: str) -> dict[str, Any]:
    """Do what the peers can do of it, each with its defaults where it has some."""
    import trafilatura
    from datasketch import MinHash, MinHashLSH
    from sklearn.cluster import DBSCAN
    from sklearn.feature_extraction.text import TfidfVectorizer

    watch = Watch()
    watch.stage("text", None, "")
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(100, columns=["url", form]):
            for url, page in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                texts[url] = (trafilatura.extract(page) or "") if form == "html" else page
    watch.stage("near duplicates", None, "")
    index, pairs = MinHashLSH(threshold=0.5, num_perm=128), set()
    for url, text in texts.items():
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))])
        pairs.update(frozenset((url, other)) for other in index.query(sketch))
        index.insert(url, sketch)
    watch.stage("stories", None, "")
    matrix = TfidfVectorizer(max_df=0.1, min_df=2, sublinear_tf=True).fit_transform(texts.values())
    labels = DBSCAN(eps=0.7, min_samples=2, metric="cosine").fit_predict(matrix)
    groups: dict[int, set[str]] = defaultdict(set)
    for url, label in zip(texts, labels.tolist(), strict=True):
        if label >= 0:
            groups[label].add(url)
    return (
        watch.close()
        | {"found": {"copies": len(pairs), "stories": len(groups)}}
        | score(folder, pairs, groups.values())
    )


def apart(work: Any, *arguments: object) -> dict[str, Any]:
    """Run in a process of its own, which may have workers, so that its memory is its own."""
    answer = multiprocessing.get_context("spawn").Queue()
    process = multiprocessing.get_context("spawn").Process(target=_answer, args=(answer, work, arguments))
    process.start()
    found: dict[str, Any] = answer.get()
    process.join()
    return found


def _answer(answer: Any, work: Any, arguments: tuple[object, ...]) -> None:
    answer.put(work(*arguments))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000")
    parser.add_argument("--form", choices=("html", "text"), default="html")
    parser.add_argument("--kilobytes", type=int, default=230)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    wanted = sorted(int(size) for size in options.sizes.split(","))
    if wanted[-1] > LARGE and not options.large:
        parser.error(f"{wanted[-1]:,} pages take hours; say --large")
    rows: list[dict[str, Any]] = []
    for size in wanted:
        with tempfile.TemporaryDirectory() as place:
            folder, archive = Path(place) / "pages", Path(place) / "made.fh"
            make(folder, size, options.form, options.kilobytes)
            rows.append({"pages": size, "who": "firsthand"} | apart(trace, folder, archive, options.workers))
            show(rows[-1])
            if options.peers:
                rows.append({"pages": size, "who": "peers"} | apart(peers, folder, options.form))
                show(rows[-1])
            if options.json:
                options.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    growth([row for row in rows if row["who"] == "firsthand"])
    return 0


def show(row: dict[str, Any]) -> None:
    """Print one run."""
    whole, walls = sum(row["cpu_s"].values()), sum(row["wall_s"].values())
    speed = row["pages"] / whole
    print(f"\n{row['who']}, {row['pages']:,} pages: {whole:.0f} CPU s, {walls:.0f} s, {speed:.1f} pages a CPU second")
    print(f"  memory {row['own_mb']:.0f} MB, workers {row['workers_mb']:.0f} MB")
    for name, spent in row["cpu_s"].items():
        each = 1000 * spent / row["pages"]
        wall, own = row["wall_s"][name], row["own_s"][name]
        print(f"  {name:<24}{spent:>9.1f} CPU s {each:>9.2f} ms a page {wall:>9.1f} s, {own:.1f} here")
    best = sum(max(row["own_s"][name], spent / 2) for name, spent in row["cpu_s"].items())
    print(f"  two idle cores would take {best:.0f} s: {whole / best:.2f} times one")
    for name in ("found", "searches", "bytes"):
        if name in row:
            print(f"  {name}: " + ", ".join(f"{key} {value:,.5g}" for key, value in row[name].items()))
    print(f"  copies: {row['copies_found']} found, recall {row['copies_recall']:.3f}")
    told = row["story_precision"], row["story_recall"]
    print(f"  stories: {row['story_pairs']} true pairs, precision {told[0]:.3f}, recall {told[1]:.3f}", flush=True)


def growth(rows: list[dict[str, Any]]) -> None:
    """Print the power of the number of pages with which each stage grows."""
    for less, more in zip(rows, rows[1:], strict=False):
        step = math.log(more["pages"] / less["pages"])
        print(f"\ngrowth from {less['pages']:,} to {more['pages']:,} pages")
        for name, spent in more["cpu_s"].items():
            if less["cpu_s"].get(name, 0) > 0.2:
                print(f"  {name:<24} n^{math.log(spent / less['cpu_s'][name]) / step:.2f}")
        print(f"  {'memory':<24} n^{math.log(more['own_mb'] / less['own_mb']) / step:.2f}")


if __name__ == "__main__":
    sys.exit(main())
