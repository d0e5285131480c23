"""ARC, revisits, indexes; and damage in every region of every container, of which none may pass in silence."""

import base64
import gzip
import hashlib
import io
import random
import zipfile
import zlib
from pathlib import Path

import pytest

from firsthand import read
from firsthand.model import Record, Refusal


def page(number: int) -> bytes:
    words = " ".join(f"word{number}x{n}" for n in range(40))
    return f"<html><head><title>Page {number}</title></head><body><p>{words}</p></body></html>".encode()


def arc_record(number: int, version: int = 1) -> bytes:
    body = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(number)
    more = " 200 - - 512 crawl.arc.gz" if version == 2 else ""
    line = f"http://quillbay.example/{number} 192.0.2.7 2004031{number % 10}101500 text/html{more} {len(body)}\n"
    return line.encode() + body + b"\n"


def arc_file(count: int, zipped: bool, version: int = 1) -> bytes:
    block = f"{version} 0 Quill Bay\nURL IP-address Archive-date Content-type Archive-length\n".encode()
    head = f"filedesc://crawl.arc 0.0.0.0 20040310101500 text/plain {len(block)}\n".encode() + block + b"\n"
    parts = [head, *(arc_record(n, version) for n in range(count))]
    return b"".join(gzip.compress(part, mtime=0) if zipped else part for part in parts)


def warc_record(kind: str, block: bytes, number: int, **more: str) -> bytes:
    lines = {
        "WARC-Type": kind,
        "WARC-Target-URI": f"https://quillbay.example/{number}",
        "WARC-Date": f"2031-04-0{number % 9 + 1}T10:00:00Z",
        "WARC-Block-Digest": "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode(),
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def response(number: int, **more: str) -> bytes:
    digest = "sha1:" + base64.b32encode(hashlib.sha1(page(number)).digest()).decode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number)
    return warc_record("response", block, number, **({"WARC_Payload_Digest": digest} | more))


def found(path: Path, data: bytes) -> tuple[list[Record], list[Refusal], list[str]]:
    path.write_bytes(data)
    skipped: list[str] = []
    each = list(read.records([path], on_skipped=skipped.append))
    return [e for e in each if isinstance(e, Record)], [e for e in each if isinstance(e, Refusal)], skipped


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("version", [1, 2])
def test_an_arc_gives_its_pages_with_address_and_time(tmp_path: Path, zipped: bool, version: int) -> None:
    name = "crawl.arc.gz" if zipped else "crawl.arc"
    records, refusals, skipped = found(tmp_path / name, arc_file(5, zipped, version))
    assert (refusals, skipped) == ([], ["WARC warcinfo"])
    assert [each.payload for each in records] == [page(n) for n in range(5)]
    assert records[3].url == "http://quillbay.example/3"
    assert records[3].captured is not None
    assert records[3].captured.isoformat() == "2004-03-13T10:15:00+00:00"


def revisit(number: int, **more: str) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return warc_record("revisit", head, number, **more)


DIGEST = "sha1:" + base64.b32encode(hashlib.sha1(page(1)).digest()).decode()


@pytest.mark.parametrize(
    "named",
    [
        {"WARC_Payload_Digest": DIGEST},
        {"WARC_Refers_To": "<urn:uuid:1>"},
        {"WARC_Refers_To_Target_URI": "https://quillbay.example/1", "WARC_Refers_To_Date": "2031-04-02T10:00:00Z"},
    ],
    ids=["digest", "record", "address and time"],
)
def test_a_revisit_is_the_page_it_refers_to_under_its_own_address_and_time(
    tmp_path: Path, named: dict[str, str]
) -> None:
    data = response(1, WARC_Record_ID="<urn:uuid:1>") + revisit(7, **named)
    records, refusals, _ = found(tmp_path / "crawl.warc", data)
    assert refusals == []
    assert [each.payload for each in records] == [page(1), page(1)]
    assert records[1].url == "https://quillbay.example/7"
    assert records[1].id != records[0].id
    assert records[1].sighting.offset == len(response(1, WARC_Record_ID="<urn:uuid:1>"))


def test_a_revisit_whose_original_lies_in_an_earlier_file_is_resolved(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(response(1))
    (tmp_path / "b.warc").write_bytes(revisit(7, WARC_Payload_Digest=DIGEST))
    each = list(read.records([tmp_path]))
    assert [e.payload for e in each if isinstance(e, Record)] == [page(1), page(1)]


def test_a_revisit_without_its_original_is_refused_by_name(tmp_path: Path) -> None:
    _, (refusal,), _ = found(tmp_path / "crawl.warc", revisit(7, WARC_Payload_Digest=DIGEST))
    assert refusal.reason == "original_missing"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    picture = warc_record("revisit", head, 8, WARC_Payload_Digest=DIGEST)
    assert found(tmp_path / "crawl.warc", picture) == ([], [], ["WARC revisit"])


def test_originals_take_a_fixed_room() -> None:
    from firsthand.read.frames import Frame
    from firsthand.read.originals import Originals

    held = Originals(room=1000)
    for n in range(50):
        held.keep(Frame(n, {"warc-record-id": f"<{n}>"}, random.Random(n).randbytes(300), 300, None))
    assert held.find(Frame(0, {"warc-refers-to": "<10>"}, b"", 0, None)) is None
    found = held.find(Frame(0, {"warc-refers-to": "<49>"}, b"", 0, None))
    assert found is not None
    assert found.block == random.Random(49).randbytes(300)


def zip_file(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for n in range(count):
            made.writestr(zipfile.ZipInfo(f"{n}.html"), page(n), zipfile.ZIP_DEFLATED)
    return out.getvalue()


COUNT = 6
CONTAINERS = {
    "crawl.warc": b"".join(response(n) for n in range(COUNT)),
    "crawl.warc.gz": b"".join(gzip.compress(response(n), mtime=0) for n in range(COUNT)),
    "crawl.arc.gz": arc_file(COUNT, zipped=True),
    "pages.zip": zip_file(COUNT),
}

EDGES = {name: {0} for name in CONTAINERS}
for _name, _pages in (("crawl.warc", [response(n) for n in range(COUNT)]),):
    for _n in range(COUNT):  # a file cut between two records looks whole, blank lines or not
        _end = sum(len(each) for each in _pages[: _n + 1])
        EDGES[_name] |= {_end - 4, _end - 3, _end - 2, _end - 1, _end}
FIRST = 32
"""Bytes by which a file is known for what it is; one that has lost them is refused whole."""
MOVED = {("pages.zip", "take out"), ("pages.zip", "put in")}
"""A ZIP whose list of contents no longer fits is read from the start up to the damage; the rest is told, not read."""


@pytest.mark.parametrize("name", sorted(CONTAINERS))
@pytest.mark.parametrize("damage", ["flip", "cut", "take out", "put in", "zeros"])
def test_damage_in_any_region_is_never_silent(tmp_path: Path, name: str, damage: str) -> None:
    whole = CONTAINERS[name]
    sound = {page(n) for n in range(COUNT)}
    rng = random.Random(zlib.crc32(f"{name} {damage}".encode()))
    size = len(whole)
    for place in sorted({at * size // 60 + rng.randrange(max(1, size // 60)) for at in range(60)}):
        place = min(place, size - 1)
        data = bytearray(whole)
        if damage == "flip":
            data[place] ^= 1 << rng.randrange(8)
        elif damage == "cut":
            del data[place:]
        elif damage == "take out":
            del data[place : place + rng.randrange(1, 40)]
        elif damage == "put in":
            data[place:place] = rng.randbytes(rng.randrange(1, 40))
        else:
            data[place : place + 32] = bytes(len(data[place : place + 32]))
        if not data:
            continue
        records, refusals, skipped = found(tmp_path / name, bytes(data))
        payloads = {each.payload for each in records}
        assert payloads <= sound, (place, "a page that nobody captured")
        lost = sound - payloads
        assert not lost or refusals or place in EDGES[name], (place, "lost in silence")
        if damage != "cut" and place >= FIRST and (name, damage) not in MOVED:
            assert len(lost) <= 2, (place, len(lost), [each.detail for each in refusals])
