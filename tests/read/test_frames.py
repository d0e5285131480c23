"""WARC: every page comes out or is refused, whatever is damaged, wherever."""

import base64
import gzip
import hashlib
import random
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard

from firsthand import read
from firsthand.model import Record, Refusal

WORDS = "harbour dues rise by a tenth in Port Selm as the council of Tarnby looks on and counts the boats".split()


def body(number: int) -> bytes:
    rng = random.Random(number)
    text = " ".join(rng.choice(WORDS) for _ in range(200))
    return f"<!doctype html><html><head><title>Page {number}</title></head><body><p>{text}</p></body></html>".encode()


def digest(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(block: bytes, kind: str = "response", url: str = "https://quillbay.example/", **more: str) -> bytes:
    """Return one WARC record; a keyword ``content_type`` becomes the header ``Content-Type``."""
    headers = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2031-04-06T10:00:00Z",
        "WARC-Block-Digest": digest(block),
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def response(
    payload: bytes, status: str = "200 OK", content_type: str = "text/html; charset=utf-8", more: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + payload


def pages(count: int) -> list[bytes]:
    return [record(response(body(n)), url=f"https://quillbay.example/{n}") for n in range(count)]


def found(data: bytes, folder: Path, name: str = "crawl.warc", **options: int) -> tuple[list[Record], list[Refusal]]:
    (folder / name).write_bytes(data)
    everything = list(read.records([folder / name], read.Options(**options)))
    records = [entry for entry in everything if isinstance(entry, Record)]
    return records, [entry for entry in everything if isinstance(entry, Refusal)]


def test_a_warc_gives_its_pages_with_address_time_headers_and_offset(tmp_path: Path) -> None:
    three = pages(3)
    records, refusals = found(b"".join(three), tmp_path)
    assert refusals == []
    assert [entry.payload for entry in records] == [body(n) for n in range(3)]
    assert records[1].url == "https://quillbay.example/1"
    assert str(records[1].captured) == "2031-04-06 10:00:00+00:00"
    assert records[1].headers == (("content-type", "text/html; charset=utf-8"),)
    assert records[1].sighting.offset == len(three[0])


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.bin"])
def test_a_gzipped_warc_counts_offsets_by_member(tmp_path: Path, name: str) -> None:
    members = [gzip.compress(page, mtime=0) for page in pages(3)]
    records, refusals = found(b"".join(members), tmp_path, name)
    assert refusals == []
    assert [entry.sighting.offset for entry in records] == [0, len(members[0]), len(members[0]) + len(members[1])]


def test_a_warc_gzipped_as_one_is_read_too(tmp_path: Path) -> None:
    three = pages(3)
    records, refusals = found(gzip.compress(b"".join(three), mtime=0), tmp_path, "crawl.warc.gz")
    assert (len(records), refusals) == (3, [])
    assert records[1].sighting.offset == len(three[0])


CODED = {
    "gzip": (gzip.compress, "gzip"),
    "deflate": (zlib.compress, "deflate"),
    "bare deflate": (lambda data: zlib.compress(data)[2:-4], "deflate"),
    "br": (brotli.compress, "br"),
    "zstd": (lambda data: zstandard.ZstdCompressor().compress(data), "zstd"),
    "two layers": (lambda data: brotli.compress(gzip.compress(data, mtime=0)), "gzip, br"),
    "stored decoded": (lambda data: data, "gzip"),
    "stored decoded br": (lambda data: data, "br"),
    "unknown but plain": (lambda data: data, "dcb-next"),
}


@pytest.mark.parametrize("case", CODED)
def test_bodies_are_decoded(tmp_path: Path, case: str) -> None:
    code, name = CODED[case]
    block = response(code(body(1)), more=f"Content-Encoding: {name}\r\n")
    records, refusals = found(record(block), tmp_path)
    assert refusals == []
    assert records[0].payload == body(1)


def test_chunked_bodies_are_joined_and_honoured_when_stored_decoded(tmp_path: Path) -> None:
    data = gzip.compress(body(1), mtime=0)
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(data[i : i + 90]), data[i : i + 90]) for i in range(0, len(data), 90))
    coded = response(chunks + b"0\r\n\r\n", more="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n")
    plain = response(body(2), more="Transfer-Encoding: chunked\r\n")
    records, refusals = found(record(coded) + record(plain), tmp_path)
    assert refusals == []
    assert [entry.payload for entry in records] == [body(1), body(2)]


@pytest.mark.parametrize("code", [gzip.compress, brotli.compress, zstandard.ZstdCompressor().compress])
def test_a_body_that_unfolds_beyond_the_page_limit_is_refused(tmp_path: Path, code: object) -> None:
    name = {gzip.compress: "gzip", brotli.compress: "br"}.get(code, "zstd")  # type: ignore[call-overload]
    bomb = response(code(b"<html>" + b"a" * 5_000_000), more=f"Content-Encoding: {name}\r\n")  # type: ignore[operator]
    records, refusals = found(record(bomb) + pages(1)[0], tmp_path, page_limit=100_000)
    assert len(records) == 1
    assert [entry.reason for entry in refusals] == ["too_large"]


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_a_body_of_several_members_is_whole_and_a_cut_in_its_last_is_said(tmp_path: Path, name: str) -> None:
    code = {"gzip": lambda data: gzip.compress(data, mtime=0), "zstd": zstandard.ZstdCompressor().compress}[name]
    apart = b"\x53\x2a\x4d\x18\x02\x00\x00\x00ab" if name == "zstd" else code(b"")
    coded = apart + code(body(1)[:40]) + apart + code(body(1)[40:])
    whole = response(coded + b"\n\n", more=f"Content-Encoding: {name}\r\n")
    short = response(coded[:-6], more=f"Content-Encoding: {name}\r\n")
    records, refusals = found(record(whole) + record(short), tmp_path)
    assert [entry.payload for entry in records] == [body(1)]
    assert [(entry.reason, "cut short" in entry.detail) for entry in refusals] == [("damaged", True)]


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_a_body_of_empty_members_without_end_is_given_up(tmp_path: Path, name: str) -> None:
    empty = gzip.compress(b"", mtime=0) if name == "gzip" else zstandard.ZstdCompressor().compress(b"")
    bomb = response(empty * 100_000, more=f"Content-Encoding: {name}\r\n")
    records, refusals = found(record(bomb) + pages(1)[0], tmp_path)
    assert len(records) == 1
    assert [(entry.reason, "members" in entry.detail) for entry in refusals] == [("damaged", True)]


@pytest.mark.parametrize("cut", [1, 30])
def test_a_body_cut_within_its_encoding_is_damaged(tmp_path: Path, cut: int) -> None:
    block = response(gzip.compress(body(1), mtime=0)[:-cut], more="Content-Encoding: gzip\r\n")
    records, refusals = found(record(block), tmp_path)
    assert (records, [entry.reason for entry in refusals]) == ([], ["damaged"])


def test_what_is_no_page_is_counted_and_not_refused(tmp_path: Path) -> None:
    data = b"".join(
        [
            record(b"software: none\r\n", "warcinfo", "", Content_Type="application/warc-fields"),
            record(b"GET / HTTP/1.1\r\n\r\n", "request", Content_Type="application/http; msgtype=request"),
            record(response(b"\x89PNG\r\n\x1a\n....", content_type="image/png")),
            record(response(b"\x89PNG\r\n\x1a\n....", content_type="text/html")),
            record(response(b"p { margin: 0 }", content_type="text/css")),
            record(response(b"", "301 Moved", more="Location: /x\r\n")),
            record(response(b"User-agent: *\n", content_type="text/plain"), url="https://quillbay.example/robots.txt"),
            record(b"HTTP/1.1 200 OK\r\n\r\n", "revisit"),
            record(b"20310406\n", "response", "dns:quillbay.example", Content_Type="text/dns"),
            record(response(body(1))),
        ]
    )
    (tmp_path / "crawl.warc").write_bytes(data)
    skipped: list[str] = []
    entries = list(read.records([tmp_path], on_skipped=skipped.append))
    assert [type(entry) for entry in entries] == [Record]
    assert len(skipped) == 9


@pytest.mark.parametrize(
    ("kind", "content_type", "media"),
    [("resource", "text/html", "html"), ("conversion", "text/plain", "text"), ("resource", "text/plain", "text")],
)
def test_resources_and_conversions_are_pages(tmp_path: Path, kind: str, content_type: str, media: str) -> None:
    content = body(1) if media == "html" else b"Harbour dues rise by a tenth, the council says."
    records, refusals = found(record(content, kind, Content_Type=content_type), tmp_path)
    assert refusals == []
    assert records[0].media == media


@pytest.mark.parametrize("stated", ["application/octet-stream", "", "application/json"])
def test_a_page_under_a_wrong_content_type_is_still_a_page(tmp_path: Path, stated: str) -> None:
    records, _ = found(record(response(body(1), content_type=stated)), tmp_path)
    assert len(records) == 1


def test_an_error_status_is_kept_for_later_stages(tmp_path: Path) -> None:
    records, _ = found(record(response(body(1), "404 Not Found")), tmp_path)
    assert (":status", "404") in records[0].headers


@pytest.mark.parametrize("zipped", [False, True])
def test_a_cut_record_is_refused_and_never_given(tmp_path: Path, zipped: bool) -> None:
    parts = [gzip.compress(page, mtime=0) if zipped else page for page in pages(3)]
    data = b"".join(parts)
    for cut in (len(parts[2]) - 10, len(parts[2]) // 2, 40):
        records, refusals = found(data[:-cut], tmp_path, "c.warc.gz" if zipped else "c.warc")
        assert [entry.payload for entry in records] == [body(0), body(1)]
        assert [entry.reason for entry in refusals] == ["damaged"]
        assert refusals[0].sighting.offset == len(parts[0]) + len(parts[1])


def test_a_length_that_swallows_the_next_record_loses_only_its_own(tmp_path: Path) -> None:
    first, second, third = pages(3)
    block = response(body(0))
    wrong = first.replace(b"Content-Length: %d" % len(block), b"Content-Length: %d" % (len(block) + 700))
    records, refusals = found(wrong + second + third, tmp_path)
    assert [entry.payload for entry in records] == [body(1), body(2)]
    assert [entry.reason for entry in refusals] == ["damaged"]


def test_a_huge_length_does_not_swallow_the_file(tmp_path: Path) -> None:
    first, second, third = pages(3)
    block = response(body(0))
    wrong = first.replace(b"Content-Length: %d" % len(block), b"Content-Length: 99999999999")
    records, refusals = found(wrong + second + third, tmp_path, page_limit=10_000)
    assert [entry.payload for entry in records] == [body(1), body(2)]
    assert [entry.reason for entry in refusals] == ["damaged"]


def test_a_wrong_digest_is_found_and_can_be_overlooked(tmp_path: Path) -> None:
    data = pages(1)[0].replace(b"harbour", b"harb0ur", 1)
    assert [entry.reason for entry in found(data, tmp_path)[1]] == ["damaged"]
    assert len(found(data, tmp_path, check_digests=False)[0]) == 1


def test_a_warc_inside_a_record_does_not_split_it(tmp_path: Path) -> None:
    inner = b"<html><body><pre>\n" + pages(1)[0] + b"</pre></body></html>"
    records, refusals = found(record(response(inner)) + pages(1)[0], tmp_path)
    assert (len(records), refusals) == (2, [])


@pytest.mark.parametrize("kind", ["flip", "drop", "zero", "insert"])
@pytest.mark.parametrize("zipped", ["members", "plain"])
def test_damage_anywhere_loses_no_other_page_and_none_in_silence(tmp_path: Path, kind: str, zipped: str) -> None:
    parts = [gzip.compress(page, mtime=0) if zipped == "members" else page for page in pages(6)]
    data = b"".join(parts)
    whole = [body(n) for n in range(6)]
    rng = random.Random(7)
    for at in range(5, len(data) - 5, max(1, len(data) // 70)):
        broken = bytearray(data)
        if kind == "flip":
            broken[at] ^= 1 << rng.randrange(8)
        elif kind == "drop":
            del broken[at : at + rng.randrange(1, 40)]
        elif kind == "zero":
            broken[at : at + 30] = bytes(len(broken[at : at + 30]))
        else:
            broken[at:at] = rng.randbytes(25)
        records, refusals = found(bytes(broken), tmp_path, "c.warc.gz" if zipped == "members" else "c.warc")
        good = [entry.payload for entry in records if entry.payload in whole]
        # A gzip member fails as a whole and damage across a border spoils two; what is given is as it was captured.
        assert len(good) == len(records), (kind, at)
        assert len(good) >= 4, (kind, at)
        assert len(records) == 6 or refusals, (kind, at)


def test_bytes_between_records_are_told_and_passed_over(tmp_path: Path) -> None:
    first, second = pages(2)
    records, refusals = found(first + b"some junk\r\n\r\n" * 9 + second, tmp_path)
    assert [entry.payload for entry in records] in ([body(1)], [body(0), body(1)])
    assert [entry.reason for entry in refusals] == ["damaged"]


@pytest.mark.parametrize("line", ["no colon here\r\n folded: on\r\n", "WARC-Type: again\r\n more\r\n"])
def test_header_lines_that_go_on_with_nothing_are_passed_over(tmp_path: Path, line: str) -> None:
    data = record(response(body(1)))
    data = data.replace(b"WARC-Target-URI", line.encode() + b"WARC-Target-URI", 1)
    records, refusals = found(data * 2, tmp_path)
    assert [each.url for each in records] == ["https://quillbay.example/"] * 2
    assert refusals == []


def test_a_fault_of_ours_costs_the_rest_of_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(pages(2)))
    (tmp_path / "b.html").write_bytes(body(3))

    def broken(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr("firsthand.read.frames.Framer.frames", broken)
    records, refusals = [], []
    for each in read.records([tmp_path]):
        (records if isinstance(each, Record) else refusals).append(each)
    assert len(records) == 1
    assert [(each.reason, "ZeroDivisionError: on purpose" in each.detail) for each in refusals] == [
        ("internal_error", True)
    ]
