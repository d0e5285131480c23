"""What the stages that see all pages cost as a pile grows: processor time, and memory of the process.

    python bench/all_pages.py --sizes 1000,4000,10000 [--one-text] [--json]

Made articles (``made_pages.py``, without the detour over markup) with menus, lists, clues and the claims that stand in
quotation marks (found here by their form, not by our tagger) are put into an archive, and `pipeline.apply` takes them
through networks, copies, dates, stories, counts and writing, nothing remembered. For each stage: processor seconds, the
memory that the process holds after it, beyond what it held before, and the highest in it. Every size has a process of
its own. With ``--one-text`` all pages carry one text, each under an address and a date of its own: a popular report of
an agency. What `trace` does page by page comes before this, and holds no more for more pages.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import re
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from made_pages import Made, Pages

from firsthand import dating, pipeline, tables
from firsthand.archive import Archive, Page, add_pages
from firsthand.model import (
    Article,
    Block,
    Claim,
    Evidence,
    Furniture,
    Item,
    Party,
    Record,
    Sighting,
    Span,
    Stated,
    make_id,
)

QUOTED = re.compile(r"“([^”]+),” ((?:[A-Za-z]+ )?[A-Za-z]+) (said)\b")
BATCH = 250


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


def claims(text: str, record: str) -> Iterator[Claim]:
    """Yield what is said in quotation marks."""
    for found in QUOTED.finditer(text):
        content, source, cue = (Span(start=found.start(part), end=found.end(part)) for part in (1, 2, 3))
        name = source.of(text)
        yield Claim(
            id=make_id("claim", record, str(content.start)), record=record, source=source, cue=cue, content=(content,),
            kind="direct", party=Party(id=name.casefold(), name=name, kind="person", named=True),
        )  # fmt: skip


def page(pages: Pages, number: int, options: dating.Options, one_text: bool) -> Page:
    """Return a page as `intake.page` gives it."""
    own, first = pages.page(number), pages.page(0)
    made = article(pages, replace(own, title=first.title, body=first.body) if one_text else own)
    record = Record(id=made.record, payload=b"", media="html", encoding="utf-8", sighting=Sighting(file="made"))
    return Page(record, made, tuple(claims(made.text, made.record)), dating.clues(made, record, options))


def fill(path: str, count: int, one_text: bool) -> None:
    """Put so many pages into an archive."""
    pages, options = Pages(0), dating.Options(tables=tables.builtin())
    with Archive(path, write=True) as archive:
        for first in range(0, count, BATCH):
            numbers = range(first, min(first + BATCH, count))
            add_pages(
                archive.connection, (page(pages, number, options, one_text) for number in numbers), pipeline.RULES
            )


class Watch:
    """Notes processor seconds and megabytes of each stage, as a `Progress` of the run."""

    def __init__(self) -> None:
        self.stages: dict[str, dict[str, float]] = defaultdict(lambda: {"cpu": 0.0, "mb": 0.0, "peak": 0.0})
        self.before = held()
        self._name, self._since, self._peak = "start", time.process_time(), 0.0
        self._over = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            self._peak = max(self._peak, held())

    def stage(self, name: str, total: int | None, unit: str) -> None:
        """Note what the stage before has cost."""
        row = self.stages[self._name]
        row["cpu"] += time.process_time() - self._since
        row["mb"], row["peak"] = held() - self.before, max(self._peak, held()) - self.before
        if self._name != "start":
            print(f"  {self._name}: {row['cpu']:.0f} CPU s, {row['mb']:.0f} MB", file=sys.stderr, flush=True)
        self._name, self._since, self._peak = name, time.process_time(), 0.0

    def advance(self, amount: int) -> None:
        pass

    def close(self) -> dict[str, dict[str, float]]:
        """Return the stages."""
        self.stage("", None, "")
        self._over.set()
        return {name: row for name, row in self.stages.items() if row["cpu"] > 0.1}


def held() -> float:
    """Return the megabytes that this process holds now."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def measure(path: str) -> dict[str, Any]:
    """Take the pages of an archive through the stages."""
    with Archive(path, write=True) as archive:
        watch = Watch()
        pipeline.apply(archive, watch)
        rows = watch.close()
        names = ("articles", "claims", "networks", "copies", "stemmata", "datings", "stories", "entries")
        found = {name: len(getattr(archive, name)) for name in names}
    return {"pages": found["articles"], "stages": rows, "all": sum(row["cpu"] for row in rows.values()),
            "before": watch.before, "peak": watch.before + max(row["peak"] for row in rows.values()),
            "found": found}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,4000")
    parser.add_argument("--one-text", action="store_true", help="all pages carry one text")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for size in sorted(int(each) for each in options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "made.fh")
            apart(fill, path, size, options.one_text)
            rows.append(apart(measure, path))
        print(json.dumps(rows[-1]) if options.json else show(rows[-1]), flush=True)
    for less, more in zip(rows, rows[1:], strict=False):
        step = math.log(more["pages"] / less["pages"])
        powers = [f"{name} n^{math.log(row['cpu'] / less['stages'][name]['cpu']) / step:.2f}"
                  for name, row in more["stages"].items() if name in less["stages"]]  # fmt: skip
        print(f"growth from {less['pages']:,} to {more['pages']:,}: {', '.join(powers)}")
    return 0


def apart(work: Any, *arguments: object) -> Any:
    """Return what a function gives in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def show(row: dict[str, Any]) -> str:
    """Return one size as lines."""
    head = (
        f"{row['pages']:,} pages: {row['all']:.0f} CPU s, {1000 * row['all'] / row['pages']:.1f} ms a page; at most"
        f" {row['peak']:.0f} MB, of them {row['before']:.0f} before it began; "
    )
    lines = [
        f"  {name:<22}{each['cpu']:>8.1f} CPU s {1000 * each['cpu'] / row['pages']:>7.2f} ms a page; holds"
        f"{each['mb']:>7.0f} MB more, at most {each['peak']:.0f}"
        for name, each in row["stages"].items()
    ]
    return "\n".join([head + ", ".join(f"{count:,} {name}" for name, count in row["found"].items()), *lines])


if __name__ == "__main__":
    sys.exit(main())
