"""ZIP and TAR of pages: read as if they lay in a folder, whatever is damaged."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from firsthand import read
from firsthand.model import Record, Refusal


def page(number: int) -> bytes:
    return f"<!doctype html><html><body><p>Ferry number {number} is late again, says the harbour of Tarnby.</p></body></html>".encode()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def found(data: bytes, folder: Path, name: str) -> tuple[list[Record], list[Refusal]]:
    (folder / name).write_bytes(data)
    everything = list(read.records([folder / name]))
    records = [entry for entry in everything if isinstance(entry, Record)]
    return records, [entry for entry in everything if isinstance(entry, Refusal)]


MEMBERS = {
    "a/1.html": page(1),
    "a/2.html.gz": gzip.compress(page(2), mtime=0),
    "3.txt": b"Ferry dues\nThree ferries are late.\n",
}
COMPRESSIONS = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_gives_its_pages_under_its_own_path(tmp_path: Path, method: int) -> None:
    records, refusals = found(zipped(MEMBERS, method), tmp_path, "w.zip")
    assert refusals == []
    assert [entry.sighting.file.partition("!/")[2] for entry in records] == list(MEMBERS)
    assert records[0].sighting.file.endswith("w.zip!/a/1.html")


@pytest.mark.parametrize("ending", COMPRESSIONS)
def test_a_tar_gives_its_pages_under_every_compression(tmp_path: Path, ending: str) -> None:
    records, refusals = found(COMPRESSIONS[ending](tarred(MEMBERS)), tmp_path, "w.tar" + ending)
    assert refusals == []
    assert [entry.payload for entry in records] == [page(1), page(2), MEMBERS["3.txt"]]


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_paths_in_a_tar_are_whole(tmp_path: Path, form: int) -> None:
    name = "/".join(["väg" * 20] * 6) + "/sida.html"
    records, _ = found(tarred({name: page(1), "2.html": page(2)}, form), tmp_path, "w.tar")
    assert [entry.sighting.file.partition("!/")[2] for entry in records] == [name, "2.html"]


def test_a_page_is_the_same_record_in_a_folder_a_zip_and_a_tar(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_bytes(page(1))
    (tmp_path / "w.zip").write_bytes(zipped({"x/1.html": page(1)}))
    (tmp_path / "w.tar").write_bytes(tarred({"1.html": page(1)}))
    everything = list(read.records([tmp_path]))
    assert len({entry.id for entry in everything}) == 1
    assert len({entry.sighting.file for entry in everything}) == 3


def test_paths_that_climb_out_write_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    records, _ = found(zipped({"../../climb.html": page(1), "/etc/root.html": page(2)}), tmp_path / "in", "w.zip")
    assert len(records) == 2
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["w.zip"]


def test_sidecars_and_hidden_members_are_passed_over(tmp_path: Path) -> None:
    members = {
        "truth.json": b"{}",
        "w/firsthand.toml": b"",
        "__MACOSX/._1.html": b"\x00\x05",
        ".git/x": b"",
        "1.html": page(1),
    }
    assert [len(part) for part in found(zipped(members), tmp_path, "w.zip")] == [1, 0]
    assert [len(part) for part in found(tarred(members), tmp_path, "w.tar")] == [1, 0]


def test_containers_nest_three_deep_and_no_deeper(tmp_path: Path) -> None:
    data = zipped({"1.html": page(1)})
    for depth in (2, 3, 4):
        data = tarred({f"d{depth}.zip": data, "x.html": page(depth)}) if depth % 2 else zipped({f"d{depth}.tar": data})
        records, refusals = found(data, tmp_path, "w.bin")
        assert [entry.reason for entry in refusals] == (["too_hostile"] if depth == 4 else [])
        assert len(records) == {2: 1, 3: 2, 4: 1}[depth]


@pytest.mark.parametrize("inner", ["x.zip", "x.parquet.gz"])
def test_a_member_that_is_read_from_its_end_is_read_too(tmp_path: Path, inner: str) -> None:
    if inner == "x.zip":
        data = zipped({"1.html": page(1)})
    else:
        import pyarrow as pa
        import pyarrow.parquet as pq

        out = io.BytesIO()
        pq.write_table(pa.table({"html": [page(1).decode()]}), out)
        data = gzip.compress(out.getvalue(), mtime=0)
    records, refusals = found(gzip.compress(tarred({inner: data}), mtime=0), tmp_path, "w.tar.gz")
    assert ([entry.payload for entry in records], refusals) == ([page(1)], [])


def test_ten_thousand_tiny_members_are_ten_thousand_pages(tmp_path: Path) -> None:
    members = {f"{n}.txt": b"Ferry %d is late." % n for n in range(10_000)}
    records, refusals = found(zipped(members, zipfile.ZIP_STORED), tmp_path, "w.zip")
    assert (len(records), refusals) == (10_000, [])


def test_a_damaged_member_of_a_zip_is_refused_alone(tmp_path: Path) -> None:
    data = bytearray(zipped({f"{n}.html": page(n) for n in range(3)}, zipfile.ZIP_STORED))
    data[data.index(b"number 1")] ^= 1
    records, refusals = found(bytes(data), tmp_path, "w.zip")
    assert [entry.payload for entry in records] == [page(0), page(2)]
    assert [(entry.reason, entry.sighting.file[-6:]) for entry in refusals] == [("damaged", "1.html")]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_cut_zip_gives_what_stands_before_the_cut(tmp_path: Path, method: int) -> None:
    data = zipped({f"{n}.html": page(n) * 20 for n in range(4)}, method)
    cut = data.index(b"PK\x03\x04", data.index(b"3.html") - 40) + 60
    records, refusals = found(data[:cut], tmp_path, "w.zip")
    assert [entry.payload for entry in records] == [page(n) * 20 for n in range(3)]
    assert {entry.reason for entry in refusals} == {"damaged"}


def test_an_encrypted_member_is_unreadable(tmp_path: Path) -> None:
    data = bytearray(zipped({"1.html": page(1)}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert [entry.reason for entry in found(bytes(data), tmp_path, "w.zip")[1]] == ["unreadable"]


def test_an_office_document_is_no_zip_of_pages(tmp_path: Path) -> None:
    records, refusals = found(zipped({"[Content_Types].xml": b"<x/>", "word/1.html": page(1)}), tmp_path, "w.docx")
    assert (records, [entry.reason for entry in refusals]) == ([], ["unknown_format"])


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_a_cut_tar_gives_what_stands_before_the_cut(tmp_path: Path, ending: str) -> None:
    data = tarred({f"{n}.html": page(n) * 50 for n in range(4)})
    cut = data.index(b"3.html") + 900
    if ending:
        data = gzip.compress(data, 0, mtime=0)
        cut = data.index(b"3.html") + 900
    records, refusals = found(data[:cut], tmp_path, "w.tar" + ending)
    assert [entry.payload for entry in records] == [page(n) * 50 for n in range(3)]
    assert [entry.reason for entry in refusals] == ["damaged"]


def test_a_tar_is_taken_up_again_behind_a_damaged_header(tmp_path: Path) -> None:
    data = bytearray(tarred({f"{n}.html": page(n) for n in range(4)}))
    data[data.index(b"1.html") + 3] ^= 4
    records, refusals = found(bytes(data), tmp_path, "w.tar")
    assert [entry.payload for entry in records] == [page(0), page(2), page(3)]
    assert [entry.reason for entry in refusals] == ["damaged"]


def test_a_tar_without_its_end_mark_says_so(tmp_path: Path) -> None:
    data = tarred({f"{n}.html": page(n) for n in range(2)})
    records, refusals = found(data[:2048], tmp_path, "w.tar")
    assert (len(records), [entry.reason for entry in refusals]) == (2, ["damaged"])


def test_a_wacz_gives_the_pages_of_its_warcs_only(tmp_path: Path) -> None:
    html = page(1)
    warc = (
        b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://tarnby.example/\r\nContent-Type: text/html\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(html), html)
    )
    members = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b'{"url": "u", "text": "Ferry"}\n',
        "archive/d.warc": warc,
    }
    records, refusals = found(zipped(members), tmp_path, "c.wacz")
    assert ([entry.payload for entry in records], refusals) == ([html], [])


@pytest.mark.parametrize("name", ["w.jsonl.zst", "w.jsonl.xz", "w.jsonl.bz2"])
def test_other_compressions_cut_short_are_damaged_and_not_silent(tmp_path: Path, name: str) -> None:
    rows = b"".join(b'{"text": "Ferry %d is late, %s"}\n' % (n, bytes(str(n**9), "ascii")) for n in range(9000))
    pack = {"zst": zstandard.ZstdCompressor().compress, "xz": lzma.compress, "bz2": bz2.compress}[
        name.rsplit(".", 1)[1]
    ]
    data = pack(rows)
    assert [len(part) for part in found(data, tmp_path, name)] == [9000, 0]
    records, refusals = found(data[: len(data) // 2], tmp_path, name)
    assert [entry.reason for entry in refusals] == ["damaged"]
    assert len(records) < 9000


def test_zstandard_frames_without_content_are_passed_over(tmp_path: Path) -> None:
    frame = zstandard.ZstdCompressor().compress(b'{"text": "Ferry one"}\n')
    empty = b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd"
    records, refusals = found(frame + empty + frame, tmp_path, "w.jsonl.zst")
    assert (len(records), refusals) == (2, [])


def test_any_frames_without_content_may_come_first(tmp_path: Path) -> None:
    frame = zstandard.ZstdCompressor().compress(b'{"text": "Ferry one"}\n')
    before = b"".join(b"\x5d\x2a\x4d\x18" + len(x).to_bytes(4, "little") + x for x in (b"ab", b"c" * 40, b""))
    records, refusals = found(before.replace(b"\x5d", b"\x50") + frame, tmp_path, "w.jsonl.zst")
    assert (len(records), refusals) == (1, [])
    records, refusals = found(before[:-3], tmp_path, "cut.zst")  # found by fuzzing: this never ended
    assert (len(records), len(refusals)) == (0, 1)
    records, refusals = found(before[:8] * 100_000, tmp_path, "many.zst")
    assert (len(records), len(refusals)) == (0, 1)
