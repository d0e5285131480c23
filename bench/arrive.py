"""One page more, in archives of any size: ``python bench/arrive.py [--pages 300 1000] [--added 3] [--json]``.

Made pages (``made_pages.py``: reports of events, four in ten of them reprints, on papers and farms) are worked out, and
then pages come one at a time, each a run of its own. CPU seconds of such a run, by stage, beside those of the first
run; the mean of the pages that were added. At the end the archive must be what all pages at once give, to the last byte
of each noun: its digest is compared with that of an archive which took them all in before it was worked out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from made_pages import Pages

from firsthand import pipeline
from firsthand.archive import Archive, codec

NOUNS = ("articles", "claims", "copies", "stemmata", "networks", "datings", "stories", "counts", "entries", "groups")
TOGETHER = ("networks", "copies", "dates", "stories", "counts", "writing")


class Clock:
    """Adds up the CPU seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._name, self._since = "start", time.process_time()

    def stage(self, name: str, total: int | None, unit: str) -> None:
        now = time.process_time()
        self.seconds[self._name] += now - self._since
        self._name, self._since = name, now

    def advance(self, count: int) -> None:
        pass

    def stop(self) -> dict[str, float]:
        """Return the seconds of each stage, what came before and after them as ``rest``."""
        self.stage("", None, "")
        found = {name: self.seconds[name] for name in TOGETHER}
        total = sum(self.seconds.values())
        return {**found, "rest": total - sum(found.values()), "all": total}


def run(pages: list[str], path: str, *, later: bool = False) -> dict[str, float]:
    """Trace some pages into an archive, or work out those that wait in it; return the seconds of each stage."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder, Archive(path, write=True) as archive:
        if pages:
            source = Path(folder) / "pages.jsonl"
            source.write_text("".join(pages), "utf-8")
            pipeline.trace([source], archive, pipeline.Options(later=later), progress=clock)
        else:
            pipeline.apply(archive, clock)
    return clock.stop()


def line(pages: Pages, number: int) -> str:
    """Return one page as a line of JSON."""
    made = pages.page(number)
    return json.dumps({"url": made.url, "html": pages.html(made), "captured": "2026-06-01T00:00:00Z"}) + "\n"


def digest(path: str) -> tuple[str, int]:
    """Return the digest of an archive's nouns, and how many stories it has."""
    with Archive(path) as archive:
        total = hashlib.sha256()
        for kind in NOUNS:
            for noun in getattr(archive, kind):
                total.update(codec.dump(noun).encode())
        return total.hexdigest(), len(archive.stories)


def measure(size: int, added: int) -> dict[str, object]:
    """Return the figures of one size."""
    pages = Pages(0)
    with tempfile.TemporaryDirectory() as folder:
        one, other = f"{folder}/one.fh", f"{folder}/other.fh"
        lines = [line(pages, number) for number in range(size + added)]
        run(lines[:size], one, later=True)
        shutil.copy(one, other)
        first = run([], one)
        spent = [run([each], one) for each in lines[size:]]
        bytes_of = Path(one).stat().st_size
        run(lines[size:], other, later=True)
        run([], other)
        assert digest(one) == digest(other)
        mean = {name: round(sum(found[name] for found in spent) / added, 2) for name in first}
        return {
            "pages": size,
            "stories": digest(one)[1],
            "MB": round(bytes_of / 1e6, 1),
            "worked out at first": {name: round(taken, 2) for name, taken in first.items()},
            "one page more": mean,
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[300, 1_000])
    parser.add_argument("--added", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    args = parser.parse_args()
    found = []
    for size in args.pages:
        found.append(measure(size, args.added))
        if not args.json:
            shown = found[-1]
            print(f"{size:,} pages, {shown['stories']:,} stories, {shown['MB']} MB", flush=True)
            for name in ("worked out at first", "one page more"):
                print(f"  {name:20}", "  ".join(f"{k} {v:.2f}" for k, v in shown[name].items()), flush=True)
    if args.json:
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
