"""What the stages that see all pages cost as a pile grows: processor time, and memory of the main process.

    python bench/all_pages.py --sizes 1000,4000,10000 [--workers 2] [--json]

Made articles (``made_pages.py``, without the detour over markup) with menus, lists and clues are put into an archive
and go through networks, copies and dating as in `pipeline.derive`, nothing remembered: articles with their blocks and
clues are read as they are asked for, lean articles are held. For each stage: processor seconds of this process
(workers add theirs in the total), the memory that the process holds after it, and the highest so far. Every size has a
process of its own.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from made_pages import Made, Pages

from firsthand import copies, dating, intake, networks, tables
from firsthand.archive import Archive, Clued, codec
from firsthand.model import Article, Block, Evidence, Furniture, Item, Record, Sighting, Span, Stated
from firsthand.spread import here
from firsthand.workers import Pool

RECORD = Record(id="r", payload=b"", media="html", encoding="utf-8", sighting=Sighting(file="f"))


def article(pages: Pages, page: Made) -> Article:
    """Return a page as restoring gives it: menu, headline, text, twelve other titles, foot."""
    site = page.url.split("/")[2]
    rng, own = Random(page.url), Random(site)
    name = site.split(".")[0].title()
    menu = [word.title() for word in own.sample(pages.rare, 14)]
    others = [" ".join(rng.sample(pages.rare, 8)) for _ in range(12)]
    foot = f"Copyright {name}. All rights reserved."
    shown = f"{page.shown:%B %d, %Y}"
    at, blocks = 0, []
    for text in (*menu, page.title, f"{name}: {shown}", *page.body.split("\n\n"), "Related", *others, foot, *menu):
        role: Any = "title" if text == page.title else "furniture"
        blocks.append(Block(role=role, text=text, place=Span(start=at, end=at + len(text)), rule="made"))
        at += len(text) + 1
    first = len(blocks) - len(menu) - 1 - len(others)
    related = tuple(Item(text=block.text, place=block.place) for block in blocks[first : first + len(others)])
    where = Evidence(rule="restore.meta.published", quote=shown, locus="page")
    return Article(
        record=f"page_{page.number:08d}", title=page.title, text=page.body, blocks=tuple(blocks), site=site,
        url=page.url, language="en", furniture=Furniture(brand=name, related=related, labels=(("related", "Related"),)),
        stated=(Stated(kind="published", earliest=page.shown, latest=page.shown, evidence=where),),
    )  # fmt: skip


def fill(path: str, count: int) -> None:
    """Put so many articles and their clues into an archive."""
    pages, options = Pages(0), dating.Options(tables=tables.builtin())
    with Archive(path, write=True) as archive, archive.connection:
        for number in range(count):
            made = article(pages, pages.page(number))
            doc = codec.pack(codec.dump(made).encode())
            row = made.record, made.text, doc
            archive.connection.execute("INSERT INTO article (id, text, doc) VALUES (?, ?, ?)", row)
            clues = codec.dump(dating.clues(made, RECORD, options))
            archive.connection.execute("INSERT INTO clues VALUES (?, ?)", (made.record, clues))


def held() -> float:
    """Return the megabytes that this process holds now."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def spent(workers: bool = False) -> float:
    """Return the processor seconds of this process, or of its workers that have ended."""
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN if workers else resource.RUSAGE_SELF)[:2])


def measure(path: str, workers: int) -> dict[str, Any]:
    """Take the articles of an archive through the stages."""
    table = tables.builtin()
    rows: dict[str, dict[str, float]] = {}

    def note(stage: str, started: float) -> None:
        rows[stage] = {"cpu": spent() - started, "mb": held() - before, "peak": peak() - before}

    with Archive(path) as archive, Pool(workers, 60.0, intake.page, table) as pool:
        before, wall = held(), time.perf_counter()
        spread = pool.spread if workers else here
        started = spent()
        found = networks.find(archive.articles, networks.Options(tables=table, spread=spread))
        note("networks", started)
        started = spent()
        articles = list(archive.lean_articles)
        note("reading", started)
        started = spent()
        edges, stemmata = copies.trace(articles, copies.Options(tables=table, spread=spread))
        note("copies", started)
        started = spent()
        clues, options = Clued(archive.connection), dating.Options(tables=table, spread=spread)
        datings = dating.solve(articles, clues, stemmata, edges, found, options)
        note("dates", started)
        wall = time.perf_counter() - wall
    here_spent = sum(row["cpu"] for row in rows.values())
    return {"pages": len(articles), "workers": workers, "stages": rows, "all": here_spent + spent(workers=True),
            "here": here_spent, "wall": wall, "networks": len(found), "edges": len(edges), "texts": len(stemmata),
            "datings": len(datings)}  # fmt: skip


def peak() -> float:
    """Return the most megabytes that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,4000")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for size in sorted(int(each) for each in options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "made.fh")
            apart(fill, path, size)
            rows.append(apart(measure, path, options.workers))
        print(json.dumps(rows[-1]) if options.json else show(rows[-1]), flush=True)
    for less, more in zip(rows, rows[1:], strict=False):
        step = math.log(more["pages"] / less["pages"])
        powers = [f"{name} n^{math.log(row['cpu'] / less['stages'][name]['cpu']) / step:.2f}"
                  for name, row in more["stages"].items()]  # fmt: skip
        print(f"growth from {less['pages']:,} to {more['pages']:,}: {', '.join(powers)}")
    return 0


def apart(work: Any, *arguments: object) -> Any:
    """Return what a function gives in a process of its own, which may start others."""
    context = multiprocessing.get_context("spawn")
    answer = context.SimpleQueue()
    process = context.Process(target=_answer, args=(answer, work, arguments))
    process.start()
    found = answer.get()
    process.join()
    return found


def _answer(answer: Any, work: Any, arguments: tuple[object, ...]) -> None:
    answer.put(work(*arguments))


def show(row: dict[str, Any]) -> str:
    """Return one size as lines."""
    head = (
        f"{row['pages']:,} pages, {row['workers']} workers: {row['all']:.1f} CPU s, of them {row['here']:.1f} in this"
        f" process, {row['wall']:.1f} s; {row['networks']} networks, {row['edges']:,} edges, {row['texts']:,} texts"
    )
    lines = [
        f"  {name:<10}{each['cpu']:>8.2f} CPU s here {1000 * each['cpu'] / row['pages']:>7.2f} ms a page; holds"
        f"{each['mb']:>7.0f} MB, {1024 * each['mb'] / row['pages']:>6.1f} KB a page; at most {each['peak']:.0f} MB"
        for name, each in row["stages"].items()
    ]
    return "\n".join([head, *lines])


if __name__ == "__main__":
    sys.exit(main())
