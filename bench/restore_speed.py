"""Measure how fast `firsthand.restore` is: CPU a page beside trafilatura's modes, by step, and the process's memory.

All systems read the same pages in one process, page by page and one behind the other, so that a busy machine slows each
of them; of `ROUNDS` rounds the fastest of each page counts. Pages lie in memory as bytes; ours decodes them itself.
"""

import contextlib
import importlib
import itertools
import resource
import time
from collections import defaultdict

import restore_pages
from restore_peers import PEERS

from firsthand.model import Record, Sighting
from firsthand.restore import restore

ROUNDS = 2
SYSTEMS = ("trafilatura", "trafilatura+p")
STEPS = (
    ("restore", "mojibake.find", "mojibake looked for"),
    ("restore", "tokens.read", "tokens"),
    ("restore.metadata", "read", "the head"),
    ("restore.markup", "sheet", "lines"),
    ("restore.titles", "read", "headline"),
    ("restore.page", "table", "columns"),
    ("restore.body", "decide", "block model"),
    ("restore.scripted", "lines", "scripts"),
    ("restore.furniture", "read", "furniture"),
    ("restore.byline", "read", "byline"),
    ("restore.stated", "read", "stated dates"),
    ("restore.identifiers", "read", "accounts"),
    ("restore.planted", "clean", "planted words"),
    ("restore.credit", "read", "credits"),
    ("restore.page", "language", "language"),
)


def record(page):
    """Return a page as a record."""
    where = Sighting(file="page")
    return Record(id="page_0", payload=page.html, media="html", encoding="utf-8", url=page.url or None, sighting=where)


def spent(call, *arguments):
    """Return the CPU seconds of a call; one that fails counts until it does."""
    start = time.process_time()
    with contextlib.suppress(Exception):  # a peer that fails on a page has read it
        call(*arguments)
    return time.process_time() - start


def measured(pages):
    """Return, for each system, the best CPU seconds of each page."""
    best = defaultdict(lambda: [float("inf")] * len(pages))
    for _ in range(ROUNDS):
        for at, page in enumerate(pages):
            best["firsthand"][at] = min(best["firsthand"][at], spent(restore, record(page)))
            html = page.html.decode("utf-8", "replace")
            for name in SYSTEMS:
                best[name][at] = min(best[name][at], spent(PEERS[name], html, page.url))
    return best


def steps(pages):
    """Return the CPU seconds of each step over the pages, the whole first."""
    sums = defaultdict(float)
    for module, path, label in STEPS:
        owner = importlib.import_module(f"firsthand.{module}")
        *outer, name = path.split(".")
        for part in outer:
            owner = getattr(owner, part)
        setattr(owner, name, _timed(getattr(owner, name), label, sums))
    for page in pages:
        sums["whole"] += spent(restore, record(page))
    return sums


def _timed(function, label, sums):
    def timed(*arguments, **named):
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            sums[label] += time.process_time() - start

    return timed


def main(every):
    """Print the tables for each `every`-th page of WCXB (all types), and fundus."""
    sets = {
        "WCXB": list(itertools.islice(restore_pages.wcxb(None), 0, None, every)),
        "fundus": list(itertools.islice(restore_pages.fundus(), 0, None, max(1, every // 4))),
    }
    everything = [page for pages in sets.values() for page in pages]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for page in everything:
        restore(record(page))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory: {after / 1024:.0f} MB at most, {(after - before) / 1024:.0f} MB of it by restoring")
    for name in SYSTEMS:
        spent(PEERS[name], "<p>loads the peer</p>", "")
    for title, pages in sets.items():
        best = measured(pages)
        ours = sum(best["firsthand"])
        print(f"\n{title}: {len(pages)} pages, {sum(len(page.html) for page in pages) / len(pages) / 1000:.0f} kB each")
        for name in ("firsthand", *SYSTEMS):
            total = sum(best[name])
            middle = sorted(best[name])[len(pages) // 2]
            print(
                f"  {name:24}{1000 * total / len(pages):8.1f} ms a page, {1000 * middle:6.1f} the middle one,"
                f" {total / ours:5.2f} times ours"
            )
    sums = steps(everything)
    print("\nsteps, ms a page")
    for label, total in sorted(sums.items(), key=lambda row: -row[1]):
        print(f"  {label:24}{1000 * total / len(everything):8.2f}")
