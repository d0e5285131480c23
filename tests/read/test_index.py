"""Indexes of captures (CDX, CDXJ) followed into the files beside them, and WACZ packed and unpacked."""

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest

from firsthand import read
from firsthand.model import Record, Refusal

from .conftest import page, record


def crawl(path: Path, count: int, *, zipped: bool = True) -> list[tuple[int, int]]:
    """Write a WARC and return offset and length of each record."""
    places, data = [], b""
    for n in range(count):
        part = gzip.compress(record(n), mtime=0) if zipped else record(n)
        places.append((len(data), len(part)))
        data += part
    path.write_bytes(data)
    return places


def cdxj(places: list[tuple[int, int]], numbers: list[int], name: str) -> bytes:
    lines = [
        f"example,quillbay)/{n} 20310402100000 "
        + json.dumps(
            {
                "url": f"https://quillbay.example/{n}",
                "mime": "text/html",
                "filename": name,
                "offset": str(places[n][0]),
                "length": str(places[n][1]),
            }
        )  # fmt: skip
        for n in numbers
    ]
    return ("\n".join(lines) + "\n").encode()


def cdx(places: list[tuple[int, int]], numbers: list[int], name: str, columns: int) -> bytes:
    legend = {11: " CDX N b a m s k r M S V g\n", 9: " CDX N b a m s k r V g\n"}[columns]
    lines = []
    for n in numbers:
        words = [f"example,quillbay)/{n}", "20310402100000", f"https://quillbay.example/{n}", "text/html", "200", "ABC",
                 "-", *(["-", str(places[n][1])] if columns == 11 else []), str(places[n][0]), name]  # fmt: skip
        lines.append(" ".join(words) + "\n")
    return (legend + "".join(lines)).encode()


def found(path: Path) -> tuple[list[Record], list[Refusal]]:
    each = list(read.records([path]))
    return [e for e in each if isinstance(e, Record)], [e for e in each if isinstance(e, Refusal)]


CHOSEN = [1, 4, 6]


@pytest.mark.parametrize("zipped", [True, False], ids=["gzip", "plain"])
@pytest.mark.parametrize("form", ["cdxj", "cdx 11", "cdx 9", "cdx without legend", "cdxj under gzip"])
def test_an_index_gives_the_captures_that_it_names_and_no_others(tmp_path: Path, zipped: bool, form: str) -> None:
    name = "crawl.warc.gz" if zipped else "crawl.warc"
    places = crawl(tmp_path / name, 8, zipped=zipped)
    if form.startswith("cdxj"):
        data = cdxj(places, CHOSEN, name)
    else:
        data = cdx(places, CHOSEN, name, 9 if form == "cdx 9" else 11)
        data = data.partition(b"\n")[2] if form == "cdx without legend" else data
    path = tmp_path / ("some.cdxj.gz" if form.endswith("gzip") else "some.cdxj")
    path.write_bytes(gzip.compress(data) if form.endswith("gzip") else data)
    records, refusals = found(path)
    assert refusals == []
    assert [each.payload for each in records] == [page(n) for n in CHOSEN]
    whole = {each.id: each.sighting for each in found(tmp_path / name)[0]}
    assert [whole[each.id] for each in records] == [each.sighting for each in records]


def test_an_index_beside_the_files_that_are_given_too_adds_nothing(tmp_path: Path) -> None:
    places = crawl(tmp_path / "crawl.warc.gz", 8)
    (tmp_path / "index.cdxj").write_bytes(cdxj(places, CHOSEN, "crawl.warc.gz"))
    skipped: list[str] = []
    each = list(read.records([tmp_path], on_skipped=skipped.append))
    assert [e.payload for e in each if isinstance(e, Record)] == [page(n) for n in range(8)]
    assert len(each) == 8
    assert skipped == ["index of captures"]


def test_what_an_index_names_and_is_not_there_is_told(tmp_path: Path) -> None:
    places = crawl(tmp_path / "crawl.warc.gz", 8)
    data = cdxj(places, [1], "crawl.warc.gz") + cdxj(places, CHOSEN, "lost.warc.gz") + b"example)/ 20310402100000 {x\n"
    beyond = cdxj([(10_000_000, 5)], [0], "crawl.warc.gz")
    (tmp_path / "index.cdxj").write_bytes(data + beyond)
    records, refusals = found(tmp_path / "index.cdxj")
    assert [each.payload for each in records] == [page(1)]
    said = {each.reason: each for each in refusals}
    assert "3 captures in lost.warc.gz" in said["unreadable"].detail
    assert len(refusals) == 3


def test_an_index_that_points_between_records_or_is_cut_is_told(tmp_path: Path) -> None:
    places = crawl(tmp_path / "crawl.warc.gz", 8)
    wrong = [(at + 7, length) for at, length in places]
    (tmp_path / "index.cdxj").write_bytes(cdxj(wrong, CHOSEN, "crawl.warc.gz"))
    records, refusals = found(tmp_path / "index.cdxj")
    assert len(refusals) >= 3
    assert {each.payload for each in records} <= {page(n) for n in range(8)}
    (tmp_path / "index.cdxj").write_bytes(cdxj(places, CHOSEN, "crawl.warc.gz")[:-40])
    records, refusals = found(tmp_path / "index.cdxj")
    assert [each.payload for each in records] == [page(n) for n in CHOSEN[:2]]
    assert [each.reason for each in refusals] == ["damaged"]


@pytest.mark.parametrize(
    "name", ["../secret.warc.gz", "/etc/hostname", "..\\secret.warc.gz", "link.warc.gz", "..", "."]
)
def test_an_index_opens_no_file_elsewhere(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "given"
    inside.mkdir()
    places = crawl(tmp_path / "secret.warc.gz", 8)
    os.symlink(tmp_path / "secret.warc.gz", inside / "link.warc.gz")
    (inside / "index.cdxj").write_bytes(cdxj(places, CHOSEN, name))
    records, refusals = found(inside / "index.cdxj")
    assert records == []
    assert refusals


def test_a_capture_named_many_times_is_read_once(tmp_path: Path) -> None:
    places = crawl(tmp_path / "crawl.warc.gz", 3)
    (tmp_path / "index.cdxj").write_bytes(cdxj(places, [1] * 5000, "crawl.warc.gz"))
    records, refusals = found(tmp_path / "index.cdxj")
    assert (len(records), refusals) == (1, [])


def wacz(folder: Path) -> None:
    """Write the parts of a WACZ into a folder."""
    for part in ("archive", "indexes", "pages"):
        (folder / part).mkdir(parents=True)
    places = crawl(folder / "archive" / "data.warc.gz", 8)
    (folder / "indexes" / "index.cdxj").write_bytes(cdxj(places, list(range(8)), "data.warc.gz"))
    (folder / "pages" / "pages.jsonl").write_text(
        '{"format": "json-pages-1.0", "id": "pages"}\n{"url": "https://quillbay.example/1", "text": "word word"}\n',
        "utf-8",
    )
    (folder / "datapackage.json").write_text('{"profile": "data-package", "resources": []}', "utf-8")


@pytest.mark.parametrize("packed", [True, False], ids=["zip", "folder"])
def test_of_a_wacz_only_the_captures_are_pages(tmp_path: Path, packed: bool) -> None:
    folder = tmp_path / "crawl"
    wacz(folder)
    given = folder
    if packed:
        given = tmp_path / "crawl.wacz"
        with zipfile.ZipFile(given, "w") as made:
            for path in sorted(each for each in folder.rglob("*") if each.is_file()):
                made.write(path, str(path.relative_to(folder)))
    records, refusals = found(given)
    assert refusals == []
    assert [each.payload for each in records] == [page(n) for n in range(8)]


def test_the_index_of_an_unpacked_wacz_leads_into_its_archive_folder(tmp_path: Path) -> None:
    wacz(tmp_path / "crawl")
    records, refusals = found(tmp_path / "crawl" / "indexes" / "index.cdxj")
    assert refusals == []
    assert [each.payload for each in records] == [page(n) for n in range(8)]
    assert {each.sighting.file for each in records} == {(tmp_path / "crawl/archive/data.warc.gz").as_posix()}


def test_an_index_inside_a_container_says_what_to_give(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as made:
        made.writestr("index.cdxj", cdxj([(0, 9)], [0], "crawl.warc.gz"))
    records, (refusal,) = found(tmp_path / "some.zip")
    assert records == []
    assert "give the WARC" in refusal.detail
