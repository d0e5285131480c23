"""Measure `firsthand.restore` beside the peers: body, headline, byline, speed, and the worst pages.

    python bench/restore.py                      # WCXB, each page type and all seven, and fundus, beside trafilatura
    python bench/restore.py --peers all          # its precision and recall modes, readability, newspaper4k, justext
    python bench/restore.py --kinds article      # one page type
    python bench/restore.py --every 4            # each fourth page
    python bench/restore.py --hostile            # generated hostile pages: seconds and answers
    python bench/restore.py --speed --every 12   # CPU a page beside trafilatura's modes, by step, and memory
    python bench/restore.py --folds DIR          # models from scripts/train_restore.py --folds DIR

Figures for pages that the shipped model was trained on would flatter it. With ``--folds`` each page is scored by the
model that never saw its site; without, the figures are marked as in-sample.
"""

import argparse
import collections
import dataclasses
import itertools
import json
import logging
import multiprocessing
import sys
import time
import warnings
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

import restore_causes
import restore_hostile
import restore_pages
import restore_speed
from restore_peers import PEERS

from firsthand.model import Article, Record, Sighting
from firsthand.restore import restore, trees

OURS = "firsthand"


def ours(page, folds):
    """Return (answer, seconds) of our own stage for one page."""
    if folds:
        held_out = folds[restore_pages.fold_of(page.site)]
        trees.load = held_out.__getitem__  # a page is scored by the models that never saw its site
    record = Record(
        id="page_0",
        payload=page.html,
        media="html",
        encoding="utf-8",
        url=page.url or None,
        sighting=Sighting(file="page"),
    )
    start = time.process_time()
    found = restore(record)
    spent = time.process_time() - start
    if isinstance(found, Article):
        blocks = [(block.text, block.span is not None) for block in found.blocks]
        row = {"text": found.text, "title": found.title, "author": found.byline, "sure": found.confidence}
        return {**row, "blocks": blocks}, spent
    return {"text": found.excerpt or "", "title": None, "author": None, "refused": found.reason, "blocks": []}, spent


def measured(job):
    """Return, for each system, its row of one page: the page without its markup, what was found, seconds, scores."""
    page, peers, folds = job
    rows = {OURS: ours(page, folds)}
    html = page.html.decode("utf-8", "replace")
    for name in peers:
        start = time.process_time()
        try:
            found = PEERS[name](html, page.url)
        except Exception as error:  # a peer that fails on a page scores nothing there
            found = {"refused": type(error).__name__}
        rows[name] = found, time.process_time() - start
    bare = dataclasses.replace(page, html=b"")
    return {
        name: (bare, found, spent, restore_pages.word_f1(found.get("text") or "", page.text))
        for name, (found, spent) in rows.items()
    }


def run(pages, peers, folds, jobs):
    """Return, for each system, one row a page."""
    rows = collections.defaultdict(list)
    with multiprocessing.Pool(jobs, quiet) as pool:
        for found in pool.imap(measured, ((page, peers, folds) for page in pages), chunksize=4):
            for name, row in found.items():
                rows[name].append(row)
    return rows


def quiet():
    """Silence what peers say about pages that they cannot read."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)


def same(left, right):
    """Tell whether two titles or names are the same words."""
    return restore_pages.words(left or "") == restore_pages.words(right or "")


def same_names(left, right):
    """Tell whether two bylines hold the same words in any order, joining words left out."""
    drop = {"and", "by", "the"}
    return set(restore_pages.words(left or "")) - drop == set(restore_pages.words(right or "")) - drop


def summary(rows):
    """Return the figures of one system over its rows."""
    scores = np.array([row[3] for row in rows])
    titled = [row[:2] for row in rows if row[0].title]
    signed = [row[:2] for row in rows if row[0].author]
    unsigned = [row[:2] for row in rows if not row[0].author]
    return {
        "pages": len(rows),
        "f1": scores[:, 0].mean(),
        "precision": scores[:, 1].mean(),
        "recall": scores[:, 2].mean(),
        "title": np.mean([(found.get("title") or "").split() == page.title.split() for page, found in titled] or [0]),
        "straight": np.mean(
            [restore_pages.straight(found.get("title")) == restore_pages.straight(page.title) for page, found in titled]
            or [0]
        ),
        "title words": np.mean([same(found.get("title"), page.title) for page, found in titled] or [0]),
        "byline": np.mean([same_names(found.get("author"), page.author) for page, found in signed] or [0]),
        "invented": np.mean([bool(found.get("author")) for _, found in unsigned] or [0]),
        "ms": 1000 * np.mean([row[2] for row in rows]),
    }


def show(title, rows):
    """Print the figures of every system over its rows; return them."""
    figures = {name: summary(part) for name, part in rows.items()}
    columns = list(next(iter(figures.values())))
    print(f"\n{title}\n{'':14}" + "".join(f"{name:>12}" for name in columns))
    for name, row in figures.items():
        print(
            f"{name:14}"
            + "".join(f"{row[key]:12.4f}" if key not in ("pages", "ms") else f"{row[key]:12.1f}" for key in columns)
        )
    return figures


def show_worst(rows, worst):
    """Print how often each thing went wrong, weighed by the F1 lost, and the pages where most went wrong."""
    refused = collections.Counter(found["refused"] for _, found, *_ in rows if "refused" in found)
    print("refused:", dict(sorted(refused.items())))
    lost = collections.Counter()
    marked = []
    for page, found, _, (f1, precision, recall) in rows:
        if f1 < 1 and page.text.strip():
            cause, share = restore_causes.cause(found["blocks"], page.text)
            lost[cause] += 1 - f1
            marked.append((f1, precision, recall, cause, share, found.get("sure"), page, found.get("refused", "")))
    total = sum(lost.values()) or 1.0
    print("lost F1 by main cause:", {cause: round(part / total, 3) for cause, part in lost.most_common()})
    for f1, precision, recall, cause, share, sure, page, why in sorted(marked, key=lambda row: row[0])[:worst]:
        print(
            f"  {f1:.2f} p {precision:.2f} r {recall:.2f} sure {sure} {page.name} {page.kind}: {cause}"
            f" ({share:.0%} of the true words) {why} {page.url[:80]}"
        )


def calibration(rows):
    """Print the mean F1 of our pages by their confidence."""
    pairs = [(found["sure"], scores[0]) for _, found, _, scores in rows if found.get("sure")]
    for low, high in ((0, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01)):
        inside = [f1 for sure, f1 in pairs if low <= sure < high]
        print(f"  confidence {low:.2f}-{min(high, 1):.2f}: {len(inside):4} pages, mean F1 {np.mean(inside or [0]):.3f}")


def load_folds(folder):
    """Return, for each fold, its models by name; those that the folder lacks are the shipped ones, in-sample."""
    folds = []
    for number in range(len(sorted(folder.glob("model?.npz")))):
        models = {name: trees.load(name) for name in ("model", "titles")}
        for name in models:
            if (file := folder / f"{name}{number}.npz").exists():
                with np.load(file) as data:
                    models[name] = trees.from_arrays(data)
        folds.append(models)
    return folds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", default="trafilatura", help="comma-separated, none, or all")
    parser.add_argument("--kinds", default="all", help="WCXB page types, comma-separated, or all")
    parser.add_argument("--folds", type=Path, help="folder of held-out models")
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=1, help="only each n-th page")
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.hostile:
        restore_hostile.main()
        return
    if options.speed:
        quiet()
        restore_speed.main(options.every)
        return
    peers = [name for name in (PEERS if options.peers == "all" else options.peers.split(",")) if name in PEERS]
    folds = load_folds(options.folds) if options.folds else None
    kinds = None if options.kinds == "all" else frozenset(options.kinds.split(","))
    held = "held out by site" if folds else "IN-SAMPLE: the shipped model saw these pages"
    report = {}
    for name, pages in (("WCXB", restore_pages.wcxb(kinds)), ("fundus", restore_pages.fundus())):
        rows = run(itertools.islice(pages, 0, options.limit, options.every), peers, folds, options.jobs)
        shown = sorted({row[0].kind for row in rows[OURS]})
        for kind in (*shown, *(["all types"] if len(shown) > 1 else [])):
            part = {
                system: [row for row in found if kind in (row[0].kind, "all types")] for system, found in rows.items()
            }
            title = f"{name} {kind}" if name == "WCXB" else name
            report[title] = show(f"{title}, {held}", part)
            if kind in ("article", "fundus", "all types"):
                show_worst(part[OURS], options.worst)
                calibration(part[OURS])
    if options.json:
        options.json.write_text(json.dumps(report, indent=1, default=float))


if __name__ == "__main__":
    main()
