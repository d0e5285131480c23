"""Asking for one text in an archive of any size: ``python bench/seen.py --sizes 10000,100000 [--json]``.

The archive is filled with synthetic texts (``made_news.py``: 600 words in the mean, one in ten a reprint), without
working anything out, so that what is measured is the table of fingerprints: seconds to take in one page more, and
seconds to answer ``firsthand seen`` for reprints that are not in it. A reprint counts as found when the text that it
was made of is among the answers.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from made_news import News

from firsthand import seen
from firsthand.archive import Archive, Page, add_pages, writer
from firsthand.model import Article, Record, Sighting, Tables

BATCH = 1_000
ASKED = 60


def page(number: int, text: str) -> Page:
    """Return a page as restoring would have given it."""
    name = f"page_{number:016x}"
    record = Record(
        id=name, payload=b"", media="text/plain", encoding="utf-8", sighting=Sighting(file=f"{number}.txt")
    )  # fmt: skip
    return Page(record, Article(record=name, text=text, blocks=(), language="en"))


def measure(size: int) -> dict[str, Any]:
    """Fill an archive, and ask."""
    news = News()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "made.fh")
        with Archive(path, write=True) as archive, writer(path):
            started = time.process_time()
            for at in range(0, size, BATCH):
                add_pages(
                    archive.connection, [page(n, news.text(n).text) for n in range(at, min(size, at + BATCH))], ""
                )
            filled = time.process_time() - started
            one_more = []
            for number in range(size, size + 20):
                made = page(number, news.text(number).text)
                started = time.process_time()
                add_pages(archive.connection, [made], "")
                one_more.append(time.process_time() - started)
            bytes_of = dict(archive.connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
        spent, found, number = [], 0, size
        with Archive(path) as archive:
            while len(spent) < ASKED:
                number += 1
                made_of = news.text(number)
                if made_of.of is None or made_of.of >= size or made_of.kind in ("passage", "scattered"):
                    continue
                started = time.process_time()
                answer = seen.seen(archive, made_of.text, Tables())
                spent.append(time.process_time() - started)
                found += f"page_{made_of.of:016x}" in {each.article.record for each in answer}
        size_of = os.path.getsize(path)
    return {
        "pages": size,
        "filled, pages a CPU second": round(size / filled),
        "one page more, ms": round(1000 * float(np.median(one_more)), 1),
        "asked, ms (median)": round(1000 * float(np.median(spent)), 1),
        "asked, ms (95 %)": round(1000 * float(np.percentile(spent, 95)), 1),
        "reprints found": f"{found} of {len(spent)}",
        "fingerprints, bytes a page": round(bytes_of.get("print", 0) / size),
        "archive, bytes a page": round(size_of / size),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = [measure(int(size)) for size in options.sizes.split(",")]
    if options.json:
        json.dump(found, sys.stdout, indent=1)
        return
    for row in found:
        print("  ".join(f"{name}: {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
