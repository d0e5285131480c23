"""Read: records a second, megabytes a second, peak memory, and what damage costs.

    python bench/read.py [--json] [--pages 400]

Uses the pages of ../shared/data/wcxb where they are there, else those of examples/week, repeated.
"""

import argparse
import base64
import gzip
import hashlib
import io
import json
import random
import subprocess
import sys
import tarfile
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from warcio.archiveiterator import ArchiveIterator

from firsthand import read
from firsthand.model import Record

ROOT = Path(__file__).parents[1]


def pages(count: int) -> list[bytes]:
    """Return real pages, repeated with a mark of their own until there are enough."""
    shared = sorted((ROOT.parent / "shared/data/wcxb/html").glob("*.html.gz"))[:400]
    found = [gzip.decompress(path.read_bytes()) for path in shared]
    found = found or [
        path.read_bytes() for path in sorted((ROOT / "examples/week").rglob("*.htm*")) if path.stat().st_size
    ]
    return [found[n % len(found)] + b"<!-- %d -->" % n for n in range(count)]


def warc(page: bytes, number: int) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://bench.example/{number}\r\n"
        f"WARC-Date: 2031-04-06T10:00:00Z\r\nWARC-Block-Digest: sha1:{digest}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def write_tar(path: Path, found: list[bytes]) -> None:
    with tarfile.open(path, "w:gz", compresslevel=6) as archive:
        for n, page in enumerate(found):
            info = tarfile.TarInfo(f"{n}.html")
            info.size = len(page)
            archive.addfile(info, io.BytesIO(page))


def write_zip(path: Path, found: list[bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, page in enumerate(found):
            archive.writestr(f"{n}.html", page)


def rows(found: list[bytes]) -> bytes:
    return b"".join(json.dumps({"html": page.decode("utf-8", "replace")}).encode() + b"\n" for page in found)


def write_parquet(path: Path, found: list[bytes]) -> None:
    pq.write_table(pa.table({"html": [page.decode("utf-8", "replace") for page in found]}), path, row_group_size=500)


WRITERS: dict[str, Callable[[Path, list[bytes]], object]] = {
    "w.warc": lambda path, found: path.write_bytes(b"".join(map(warc, found, range(len(found))))),
    "w.warc.gz": lambda path, found: path.write_bytes(
        b"".join(map(gzip.compress, map(warc, found, range(len(found)))))
    ),
    "w.jsonl": lambda path, found: path.write_bytes(rows(found)),
    "w.jsonl.zst": lambda path, found: path.write_bytes(zstandard.ZstdCompressor().compress(rows(found))),
    "w.parquet": write_parquet,
    "w.zip": write_zip,
    "w.tar.gz": write_tar,
}


def measure(path: Path, call: Callable[[Path], int]) -> tuple[int, float, float]:
    """Return records, CPU seconds, and in a second run the peak of Python's memory in MB."""
    start = time.process_time()
    count = call(path)
    seconds = time.process_time() - start
    tracemalloc.start()
    call(path)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return count, seconds, peak


def ours(path: Path) -> int:
    return sum(isinstance(entry, Record) for entry in read.records([path]))


def warcio(path: Path) -> int:
    """What the reader in use does for the same: every response's body."""
    count = 0
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            count += bool(record.content_stream().read())
    return count


def damage(folder: Path, found: list[bytes]) -> dict[str, dict[str, int]]:
    """Return what 300 damaged WARCs of 10 pages give: pages read, given though changed, refusals, files silent."""
    small = [page[:3000] for page in found[:10]]
    report = {}
    for zipped in (False, True):
        parts = [gzip.compress(warc(p, n)) if zipped else warc(p, n) for n, p in enumerate(small)]
        rng = random.Random(1)
        tally = {"files": 0, "pages": 0, "read": 0, "changed": 0, "damaged": 0, "silent": 0}
        for _ in range(300):
            data = bytearray(b"".join(parts))
            at = rng.randrange(len(data))
            kind = rng.randrange(4)
            if kind == 0:
                data[at] ^= 1 << rng.randrange(8)
            elif kind == 1:
                del data[at : at + rng.randrange(1, 400)]
            elif kind == 2:
                data[at:at] = rng.randbytes(rng.randrange(1, 400))
            else:
                del data[at:]
            path = folder / ("d.warc.gz" if zipped else "d.warc")
            path.write_bytes(data)
            entries = list(read.records([path]))
            good = sum(isinstance(entry, Record) and entry.payload in small for entry in entries)
            changed = sum(isinstance(entry, Record) and entry.payload not in small for entry in entries)
            refused = sum(not isinstance(entry, Record) for entry in entries)
            tally["files"] += 1
            tally["pages"] += 10
            tally["read"] += good
            tally["changed"] += changed
            tally["damaged"] += refused
            tally["silent"] += good + changed < 10 and not refused
        report["w.warc.gz" if zipped else "w.warc"] = tally
    return report


def grown(folder: Path, found: list[bytes], megabytes: int, *, zipped: bool) -> Path:
    """Write a WARC of so many megabytes, piece by piece."""
    path = folder / f"{megabytes}.warc{'.gz' if zipped else ''}"
    size, number = 0, 0
    with path.open("wb") as file:
        while size < megabytes * 1_000_000:
            record = warc(found[number % len(found)], number)
            size, number = size + len(record), number + 1
            file.write(gzip.compress(record, 1) if zipped else record)
    return path


def large(found: list[bytes], sizes: list[int]) -> list[dict[str, object]]:
    """Return the memory of a process of its own that reads a file of each size."""
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in sizes:
            for zipped in (False, True):
                path = grown(Path(folder), found, megabytes, zipped=zipped)
                done = subprocess.run(
                    [sys.executable, __file__, "--child", str(path)], capture_output=True, text=True, check=True
                )
                pages, peak, seconds = done.stdout.split()
                rows.append({"file": path.name, "MB unfolded": megabytes, "pages": int(pages),
                             "peak MB": float(peak), "CPU s": float(seconds)})  # fmt: skip
                path.unlink()
    return rows


def child(path: Path) -> None:
    """Read a file and print pages, peak resident memory in MB, and CPU seconds."""
    pages = sum(isinstance(each, Record) for each in read.records([path]))
    status = Path("/proc/self/status").read_text("ascii", "replace")  # ru_maxrss would count the parent's memory
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    print(pages, round(peak / 1024, 1), round(time.process_time(), 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--large", type=int, nargs="*", metavar="MB", help="memory at these sizes of one WARC")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child)
        return
    found = pages(options.pages)
    if options.large is not None:
        for row in large(found, options.large or [20, 200]):
            print(row)
        return
    size = sum(map(len, found)) / 1e6
    table = []
    with tempfile.TemporaryDirectory() as name:
        for file, write in WRITERS.items():
            path = Path(name) / file
            write(path, found)
            for who, call in (("firsthand", ours), ("warcio", warcio)):
                if who == "firsthand" or "warc" in file:
                    count, seconds, peak = measure(path, call)
                    table.append(
                        {"file": file, "by": who, "records": count, "a CPU second": round(count / seconds),
                         "MB a CPU second": round(size / seconds), "peak MB": round(peak, 1)}
                    )  # fmt: skip
            path.unlink()
        harm = damage(Path(name), found)
    if options.json:
        print(json.dumps({"speed": table, "damage": harm}, indent=1))
        return
    print(f"{options.pages} pages, {size:.0f} MB")
    for row in table:
        print("  ".join(f"{key} {value}" for key, value in row.items()))
    for file, tally in harm.items():
        print(f"damaged {file}: " + "  ".join(f"{key} {value}" for key, value in tally.items()))


if __name__ == "__main__":
    main()
