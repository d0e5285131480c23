"""Small files that ask for much work, memory or room in the archive: each is refused before it gets them."""

import gzip
import io
import json
import struct
import tarfile
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import brotli
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firsthand import read
from firsthand.model import Record, Refusal
from firsthand.read.stream import LISTED

RECORD = b"WARC/1.0\r\nWARC-Type: %b\r\nWARC-Target-URI: http://q.example/\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"


def much(unit: bytes, size: int) -> bytes:
    """Return a unit again and again, compressed."""
    return gzip.compress(unit * (size // len(unit)), mtime=0)


def pax() -> bytes:
    """Return a TAR whose pax header has two hundred thousand parts, each of which was once cut off the rest."""
    data = b"5 a=\n" * 209_000
    head = tarfile.TarInfo("x")
    head.type, head.size = tarfile.XHDTYPE, len(data)
    page = tarfile.TarInfo("a.txt")
    page.size = 1024
    return (
        head.tobuf(tarfile.USTAR_FORMAT) + data + bytes(-len(data) % 512) + page.tobuf(tarfile.USTAR_FORMAT)
        + b"The harbour stays shut. " * 42 + b"." * 16 + bytes(1024)
    )  # fmt: skip


def listed(count: int) -> bytes:
    """Return a ZIP within a ZIP, its list of contents longer than any that is read."""
    entry = b"PK\x01\x02" + struct.pack("<6H3I5H2I", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    local = b"PK\x03\x04" + struct.pack("<5H3I2H", 20, 0, 0, 0, 33, 0, 0, 0, 1, 0) + b"a"
    size = count * len(entry)
    wide = b"PK\x06\x06" + struct.pack("<Q2H2I4Q", 44, 45, 45, 0, 0, count, count, size, len(local))
    wide += b"PK\x06\x07" + struct.pack("<IQI", 0, len(local) + size, 1)
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("b.zip", local + entry * count + wide + end)
    return out.getvalue()


def shared() -> bytes:
    """Return Parquet with one string of 100 MB that a thousand rows have in common."""
    rows = pa.DictionaryArray.from_arrays(pa.array([0] * 1000, pa.int32()), pa.array(["x" * (100 << 20)]))
    out = io.BytesIO()
    pq.write_table(pa.table({"text": rows}), out, compression="zstd")
    return out.getvalue()


def nulls() -> bytes:
    """Return Parquet with ten million rows without text."""
    out = io.BytesIO()
    pq.write_table(pa.table({"text": pa.nulls(10_000_000, pa.string())}), out, compression="zstd")
    return out.getvalue()


def folded() -> bytes:
    """Return a WARC with a body of 200 MB under Brotli."""
    packer = brotli.Compressor(quality=4)
    body = b"".join(packer.process(bytes(1 << 20)) for _ in range(200)) + packer.finish()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n" + body
    return RECORD % (b"response", len(block), block)


def nested() -> bytes:
    """Return MHTML of parts within parts."""
    part = "--b%d\r\nContent-Type: multipart/related; boundary=b%d\r\n\r\n"
    inner = "".join(part % (n, n + 1) for n in range(3000))
    return f"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b0\r\n\r\n{inner}".encode()


MHTML = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "lines that are no rows": ("a.jsonl.gz", lambda: much(b"x\n", 20 << 20), "too_large"),
    "rows of two words": ("a.jsonl.gz", lambda: much(b'{"text":"a b"}\n', 20 << 20), "too_large"),
    "rows without text": ("a.parquet", nulls, "too_large"),
    "one text for all rows": ("a.parquet", shared, "too_large"),
    "empty gzip members": ("a.html.gz.gz", lambda: much(gzip.compress(b"", mtime=0), 10 << 20), "too_large"),
    "members of one byte in a record without end": (
        "a.warc.gz.gz",
        lambda: much(gzip.compress(RECORD % (b"resource", 10**12, b""), mtime=0), 80)
        + much(gzip.compress(b"a", mtime=0), 10 << 20),
        "too_large",
    ),
    "places where a member might begin": ("a.warc.gz.gz", lambda: much(b"\x1f\x8b\x08", 4 << 20), "too_large"),
    "records without anything": ("a.warc.gz", lambda: much(b"WARC/1.0\n", 20 << 20), "too_large"),
    "records that are no pages": ("a.warc.gz", lambda: much(RECORD % (b"metadata", 0, b""), 40 << 20), "too_large"),
    "records that say they reach over all others": (
        "a.warc", lambda: b"WARC/1.0\r\nContent-Length: 9999999\r\n\r\n" * 270_000, "too_large",
    ),
    "members that are no pages": ("a.zip", lambda: listed(1_100_000), "too_hostile"),
    "a body under Brotli": ("a.warc", folded, "too_large"),
    "parts of a saved page": ("a.mhtml.gz", lambda: gzip.compress(MHTML + b"--x\r\n\r\n" * 200_000), "too_hostile"),
    "parts within parts": ("a.mhtml", nested, "too_hostile"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_small_file_that_asks_for_much_is_refused(case: str, tmp_path: Path) -> None:
    name, make, reason = CASES[case]
    path = tmp_path / name
    path.write_bytes(make())
    found = list(read.records([path]))
    assert isinstance(found[-1], Refusal)
    assert found[-1].reason == reason, found[-1]
    limits = read.Options()
    assert len(found) <= (limits.unfold_floor + limits.unfold_ratio * path.stat().st_size) // LISTED + 2


def test_a_pax_header_of_many_parts_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(pax())
    assert [isinstance(each, Record) for each in read.records([path])] == [True]


def test_an_index_that_names_one_stretch_again_and_again_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.warc.gz").write_bytes(much(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n", 8 << 20))
    size = (tmp_path / "b.warc.gz").stat().st_size
    lines = (b'q 20310101000000 {"offset":"%d","filename":"b.warc.gz"}\n' % at for at in range(min(4000, size)))
    (tmp_path / "a.cdxj").write_bytes(b"".join(lines))
    found = list(read.records([tmp_path / "a.cdxj"]))
    assert isinstance(found[-1], Refusal)
    assert found[-1].reason == "too_large"


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl"])
def test_many_short_pages_that_are_pages_are_all_read(name: str, tmp_path: Path) -> None:
    texts = (" ".join(sha256(b"%d" % n).hexdigest()[at : at + 5] for at in range(0, 60, 5)) for n in range(20_000))
    rows = "".join(json.dumps({"url": "http://q.example/", "text": text}) + "\n" for text in texts).encode()
    (tmp_path / name).write_bytes(gzip.compress(rows, 1) if name.endswith("gz") else rows)
    assert sum(isinstance(each, Record) for each in read.records([tmp_path / name])) == 20_000


def test_many_short_records_are_all_read(tmp_path: Path) -> None:
    page = b"<html><p>The harbour of Tarnby stays shut, its office says.</p></html>"
    members = b"".join(gzip.compress(RECORD % (b"resource", len(page), page), mtime=0) for _ in range(20_000))
    (tmp_path / "a.warc.gz").write_bytes(members)
    found = list(read.records([tmp_path / "a.warc.gz"]))
    assert len(found) == 20_000
    assert all(isinstance(each, Record) for each in found)
