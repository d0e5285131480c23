"""WARC as Common Crawl publishes its news crawl: bodies stored decoded, their headers renamed or left, records cut."""

import base64
import gzip
import hashlib
from pathlib import Path

import pytest

from firsthand import read
from firsthand.model import Record, Refusal

WORDS = " ".join(f"ferry{n}" for n in range(60))
PAGE = f"<!DOCTYPE html><html><head><title>Ferry</title></head><body><p>{WORDS}</p></body></html>".encode()


def record(kind: str, block: bytes, *more: str, number: int = 1) -> bytes:
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Date: 2031-04-02T10:00:0{number}Z",
        f"WARC-Record-ID: <urn:uuid:0000000{number}>",
        f"Content-Length: {len(block)}",
        *more,
    ]
    return gzip.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n", mtime=0)


def response(payload: bytes, *headers: str, cut: int = 0, number: int = 1) -> bytes:
    block = "\r\n".join(("HTTP/1.1 200 OK", *headers)).encode() + b"\r\n\r\n" + payload
    block = block[:-cut] if cut else block
    sum_of = "sha1:" + base64.b32encode(hashlib.sha1(payload[: len(payload) - cut]).digest()).decode()
    more = ["Content-Type: application/http; msgtype=response", f"WARC-Target-URI: https://quillbay.example/{number}",
            "WARC-IP-Address: 192.0.2.7", f"WARC-Payload-Digest: {sum_of}"]  # fmt: skip
    more += ["WARC-Truncated: length"] if cut else []
    return record("response", block, *more, number=number)


INFO = record(
    "warcinfo", b"isPartOf: CC-NEWS\r\nformat: WARC File Format 1.0\r\n", "Content-Type: application/warc-fields"
)
REQUEST = record("request", b"GET /1 HTTP/1.1\r\n\r\n", "Content-Type: application/http; msgtype=request")


@pytest.mark.parametrize(
    "headers",
    [
        ("Content-Type: text/html; charset=utf-8", "X-Crawl-Content-Encoding: gzip", f"Content-Length: {len(PAGE)}"),
        ("content-type: text/html", "Content-Encoding: gzip", "Content-Length: 417"),
        ("Content-Type: text/html", "Transfer-Encoding: chunked", "Content-Encoding: br"),
        ("X-Crawl-Transfer-Encoding: chunked", "Content-Type: application/octet-stream"),
        ("Server: x",),
    ],
    ids=["renamed", "left though decoded", "chunked left though joined", "wrong type", "no type"],
)
def test_a_body_that_was_stored_decoded_is_the_page(tmp_path: Path, headers: tuple[str, ...]) -> None:
    (tmp_path / "CC-NEWS-20310402.warc.gz").write_bytes(INFO + REQUEST + response(PAGE, *headers))
    skipped: list[str] = []
    (found,) = read.records([tmp_path], on_skipped=skipped.append)
    assert isinstance(found, Record)
    assert found.payload == PAGE
    assert sorted(skipped) == ["WARC request", "WARC warcinfo"]


def test_a_page_that_the_crawler_cut_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    data = (
        INFO + response(PAGE, "Content-Type: text/html", cut=100) + response(PAGE, "Content-Type: text/html", number=2)
    )
    (tmp_path / "CC-NEWS-20310402.warc.gz").write_bytes(data)
    one, two = read.records([tmp_path])
    assert not isinstance(one, Refusal)
    assert not isinstance(two, Refusal)
    assert (one.payload, two.payload) == (PAGE[:-100], PAGE)
