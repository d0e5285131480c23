"""Fuzzing that is guided by coverage: every reader and parser of ours on inputs that reach ever more of its lines.

    python bench/fuzz.py [--seconds 60] [--target warc] [--keep FOLDER]

Needs ``atheris`` (the extra ``fuzz``; Linux and macOS). Each target runs in a process of its own. Python code of
firsthand is instrumented, C code of libraries is not. A target fails when something other than its documented errors
comes out, when a promise is broken (places outside the text, a page that is neither article nor refusal), when one
input takes over 10 s, or over 2 GB. The input is then kept and named, and the exit code is 1.
"""

import argparse
import bz2
import contextlib
import gzip
import importlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import zstandard

PAGE = (
    b"<html><head><title>Quill Bay</title><meta property='article:published_time' content='2031-04-06T10:00:00Z'>"
    b'<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"Quill Bay"}</script></head><body>'
    b"<h1>Quill Bay votes</h1><p>By Ann Oss</p><p>QUILL BAY (NPA) &mdash; The harbour office said on Tuesday that "
    b"nobody was hurt. &ldquo;We saw it,&rdquo; said Ines Varga.</p>"
    b'<ul class="most-read"><li><a href="/a">One</a></ul></body></html>'
)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://q.example/\r\nWARC-Date: 2031-04-06T10:00:00Z\r\n"
    b"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
) % (len(HTTP), HTTP)
ARC = b"http://q.example/ 192.0.2.1 20040101000000 text/html %d\n%b\n" % (len(PAGE), PAGE)
DUMP = (
    "Home > World\nQuill Bay votes\n2031-04-06 10:00 Views: 1204\nBy Ann Oss\nQUILL BAY, April 5 (NPA) — The harbour "
    "office said Tuesday that nobody was hurt.\n“We saw it,” said Ines Varga, 41.\nRelated\nTwo\nThree\n"
).encode()
FEED = b"<rss version='2.0'><channel><item><link>http://q.example/a</link><title>One</title></item></channel></rss>"
MHTML = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x; start=<a>\r\n\r\n--x\r\n"
    b"Content-Type: text/html\r\nContent-ID: <a>\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n%b\r\n--x--\r\n"
) % PAGE.replace(b"=", b"=3D")


def zipped() -> bytes:
    """Return a small ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.html", PAGE)
        made.writestr("b.jsonl", json.dumps({"url": "http://q.example/", "text": "One two three."}))
    return out.getvalue()


def tarred() -> bytes:
    """Return a small TAR."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        info = tarfile.TarInfo("a.html")
        info.size = len(PAGE)
        made.addfile(info, io.BytesIO(PAGE))
    return out.getvalue()


FILES = {
    "warc": ("a.warc", WARC * 2), "warc.gz": ("a.warc.gz", gzip.compress(WARC, mtime=0) * 2),
    "arc": ("a.arc", b"filedesc://a 0.0.0.0 20040101000000 text/plain 2\n1\n\n" + ARC), "zip": ("a.zip", zipped()),
    "tar": ("a.tar", tarred()), "mhtml": ("a.mhtml", MHTML), "bz2": ("a.html.bz2", bz2.compress(PAGE)),
    "zst": ("a.html.zst", zstandard.compress(PAGE)), "cdxj": (
        "a.cdxj", b'example,q)/ 2031 {"offset":"0","filename":"a.warc"}\n'
    ),
    "jsonl": ("a.jsonl", b'{"url": "http://q.example/", "html": "<p>One two.</p>", "captured": "2031-04-06"}\n' * 2),
}  # fmt: skip
"""Targets that are files: the name that they go by, and what to begin with."""


def files(name: str) -> Callable[[bytes], None]:
    """Return the target that reads a file of this name."""
    from firsthand import read
    from firsthand.model import Record, Refusal

    path = Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)) / name

    def run(data: bytes) -> None:
        path.write_bytes(data)
        for each in read.records([path]):
            assert isinstance(each, Record | Refusal)
            if isinstance(each, Refusal):
                assert each.reason != "internal_error", each.detail
            else:
                assert isinstance(each.page, str)

    return run


def page(data: bytes) -> None:
    """Restore any bytes as a page, date it and take the claims out of its text."""
    from firsthand import dating, read
    from firsthand.claims import extract
    from firsthand.model import Article, Refusal
    from firsthand.restore import restore

    record = read.one(data, name="a.html")
    if isinstance(record, Refusal):
        assert record.reason != "internal_error", record.detail
        return
    found = restore(record)
    assert isinstance(found, Article | Refusal)
    if isinstance(found, Article):
        dating.clues(found, record)
        extract(found)
        for block in found.blocks:
            assert 0 <= block.place.start <= block.place.end <= len(record.page)


def text(data: bytes) -> None:
    """Take any text through sentences, dates, numbers, names, queries and claims."""
    import firsthand
    from firsthand import dates
    from firsthand.archive.search import fts
    from firsthand.text import encoding, names, normalise, numbers, sentences, when

    said = data.decode("utf-8", "replace")
    encoding.sniff(data, None)
    end = 0
    for start, stop in sentences.bounds(said):
        assert end <= start <= stop <= len(said)
        end = stop
    with contextlib.suppress(ValueError):
        dates.from_edtf(said[:80])
    for parse in (dates.parse, normalise.visible, normalise.fold, fts, when.find):
        parse(said)
    list(numbers.numbers(said))
    names.find(said)
    for claim in firsthand.claims(said):
        assert all(0 <= span.start <= span.end <= len(said) for span in claim.content)


def feed(data: bytes) -> None:
    """Read any bytes as a feed or a list of addresses."""
    from firsthand.follow import feeds

    feeds.read(data, "http://q.example/")


def tables(data: bytes) -> None:
    """Read any bytes as a ``firsthand.toml``."""
    import firsthand.tables
    from firsthand.errors import UsageError

    path = Path(tempfile.gettempdir()) / "fuzz-firsthand.toml"
    path.write_bytes(data)
    with contextlib.suppress(UsageError):
        firsthand.tables.read(path)


def bundled() -> bytes:
    """Return a bundle of a story on two pages."""
    import firsthand
    from firsthand import evidence

    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_bytes(DUMP * 4)
    archive = firsthand.trace(folder)
    return evidence.packed(evidence.bundle(archive, archive.stories[0].id))


def bundle(data: bytes) -> None:
    """Check any bytes as a bundle."""
    from firsthand.errors import FirsthandError
    from firsthand.evidence import check

    with contextlib.suppress(FirsthandError):
        check(data, "0")


TABLE = b"""[[outlets]]
name = "Quill Post"
domain = "quill.example"
[[agencies]]
id = "ona"
name = "Ostrel News Agency"
forms = ["ONA"]
"""
FUNCTIONS: dict[str, tuple[Callable[[bytes], None], Callable[[], bytes]]] = {
    "page": (page, lambda: PAGE), "dump": (page, lambda: DUMP), "text": (text, lambda: DUMP),
    "feed": (feed, lambda: FEED), "tables": (tables, lambda: TABLE), "bundle": (bundle, bundled),
}  # fmt: skip
"""Targets that are functions, and what to begin with."""


def child(target: str, folder: Path, arguments: list[str]) -> None:
    """Fuzz one target in this process; libFuzzer ends it."""
    import atheris

    with atheris.instrument_imports(include=["firsthand"]):
        for name in ("firsthand", "firsthand.evidence", "firsthand.follow.feeds"):
            importlib.import_module(name)
    run = files(FILES[target][0]) if target in FILES else FUNCTIONS[target][0]
    atheris.Setup([sys.argv[0], *arguments, str(folder)], run)
    atheris.Fuzz()


def fuzz(target: str, seconds: int, keep: Path) -> tuple[int, int, int, str]:
    """Return how many inputs one target was given, the coverage at first and at last, and what went wrong."""
    folder = Path(tempfile.mkdtemp(prefix=f"corpus-{target}-"))
    (folder / "seed").write_bytes(FILES[target][1] if target in FILES else FUNCTIONS[target][1]())
    command = [sys.executable, __file__, "--child", target, str(folder), f"-max_total_time={seconds}", "-timeout=10",
               "-rss_limit_mb=2048", "-max_len=60000", "-seed=1", "-print_final_stats=1",
               f"-artifact_prefix={keep}/{target}-"]  # fmt: skip
    said = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    covered = [int(each) for each in re.findall(r"cov: (\d+)", said.stderr)] or [0]
    runs = re.search(r"number_of_executed_units:\s*(\d+)", said.stderr)
    wrong = ""
    if said.returncode:
        lines = [line for line in (said.stdout + said.stderr).splitlines() if line.strip()]
        named = [
            line for line in lines if re.match(r"\s*(\w+\.)*\w*(Error|Exception|timeout|oom)\b|Test unit written", line)
        ]
        wrong = " | ".join(named[-3:] or lines[-3:])
    return int(runs[1]) if runs else 0, covered[0], covered[-1], wrong


def main() -> int:
    """Fuzz the targets one after another and print what came of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--target", action="append", choices=[*FILES, *FUNCTIONS])
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"), help="where inputs that fail are kept")
    wanted = parser.parse_args()
    wanted.keep.mkdir(parents=True, exist_ok=True)
    bad = 0
    print(f"{'target':10} {'inputs':>9} {'coverage':>16}  found")
    for target in wanted.target or [*FILES, *FUNCTIONS]:
        inputs, first, last, wrong = fuzz(target, wanted.seconds, wanted.keep)
        print(f"{target:10} {inputs:9,} {first:7,} → {last:6,}  {wrong or 'nothing'}", flush=True)
        bad += bool(wrong)
    return int(bad > 0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
    else:
        sys.exit(main())
