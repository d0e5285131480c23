"""What the door of the stage promises: paths, order, sidecars, refusals, progress."""

import gzip
import os
from pathlib import Path

import pytest

from firsthand import read
from firsthand.errors import UsageError
from firsthand.model import Record, Refusal

PAGE = "<!doctype html><html><head><title>{0}</title></head><body><p>Harbour dues in {0} rise by a tenth.</p></body></html>"


def week(folder: Path) -> Path:
    """Write a small pile of pages."""
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "one.html").write_text(PAGE.format("Port Selm"))
    (folder / "a.txt").write_text("Port Selm raises harbour dues\nDate:2031-04-06\nHarbour dues rise by a tenth.\n")
    (folder / "c.html.gz").write_bytes(gzip.compress(PAGE.format("Tarnby").encode(), mtime=0))
    (folder / "firsthand.toml").write_text("[agencies]\n")
    (folder / "truth.json").write_text("{}")
    (folder / ".hidden").write_text("no")
    return folder


def ids(found: list[Record | Refusal]) -> list[str]:
    return [entry.id for entry in found]


def test_a_folder_gives_its_pages_in_sorted_order_without_sidecars(tmp_path: Path) -> None:
    found = list(read.records([week(tmp_path / "w")]))
    assert [Path(entry.sighting.file).name for entry in found] == ["a.txt", "one.html", "c.html.gz"]
    assert [entry.media for entry in found if isinstance(entry, Record)] == ["text", "html", "html"]


def test_the_order_of_the_paths_and_a_path_given_twice_change_nothing(tmp_path: Path) -> None:
    top = week(tmp_path / "w")
    paths = [top / "b", top / "a.txt", top]
    assert (
        ids(list(read.records(paths))) == ids(list(read.records(paths[::-1] + paths))) == ids(list(read.records([top])))
    )


def test_a_page_has_the_same_id_gzipped_or_not_and_in_any_folder(tmp_path: Path) -> None:
    page = PAGE.format("Tarnby").encode()
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "p.html").write_bytes(page)
    (tmp_path / "p.html.gz").write_bytes(gzip.compress(page, mtime=0))
    assert len(set(ids(list(read.records([tmp_path]))))) == 1


def test_progress_adds_up_to_the_survey(tmp_path: Path) -> None:
    top = week(tmp_path / "w")
    seen: list[int] = []
    list(read.records([top], on_bytes=seen.append))
    files, size = read.survey([top])
    assert (files, sum(seen)) == (3, size)


def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read.records([week(tmp_path / "w"), tmp_path / "nowhere"])


@pytest.mark.parametrize("files", [[], ["firsthand.toml"], [".hidden"]])
def test_a_folder_without_pages_is_an_error_that_says_what_to_give(tmp_path: Path, files: list[str]) -> None:
    for name in files:
        (tmp_path / name).write_text("x")
    with pytest.raises(UsageError, match="no pages in"):
        read.records([tmp_path])


def test_no_path_at_all_is_an_error() -> None:
    with pytest.raises(UsageError, match="no path"):
        read.records([])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.html", b"", "empty"),
        ("blank.txt", b" \n\t\r\n", "empty"),
        ("marks.txt", b"\xef\xbb\xbf\n", "empty"),
        ("junk.html", b"\x89SCN\r\n\x00\x00" + bytes(range(256)) * 9, "not_text"),
        ("photo.html", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "unknown_format"),
        ("report.pdf", b"%PDF-1.7\n%abc", "unknown_format"),
        ("README.md", b"# Notes\n", "unknown_format"),
        ("style.css", b"p { margin: 0 }", "unknown_format"),
        ("data.json", b'{"rows": [1, 2]}', "unknown_format"),
        ("data.csv", b"a,b\n1,2\n", "unknown_format"),
        ("cut.html.gz", gzip.compress(PAGE.encode() * 9, mtime=0)[:-20], "damaged"),
        ("cut.zip", b"PK\x03\x04abc", "damaged"),
        ("no.parquet", b"PAR1" + b"x" * 40, "damaged"),
        ("mixed.txt", "Мост открыт вчера вечером".encode("koi8-r") + b"\xff\xfe\xfd" * 40, "wrong_encoding"),
    ],
)
def test_what_cannot_be_used_is_a_refusal_with_a_name(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.html").write_text(PAGE.format("Ilmery"))
    found = {Path(entry.sighting.file).name: entry for entry in read.records([tmp_path])}
    assert isinstance(found["good.html"], Record)
    refused = found[name]
    assert isinstance(refused, Refusal)
    assert (refused.reason, refused.stage, refused.record) == (reason, "read", None)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("story", b"A dump without an ending, as some scrapers leave it.", "text"),
        ("index.html?p=12", PAGE.encode(), "html"),
        ("index.php", PAGE.encode(), "html"),
        ("lies.txt", PAGE.encode(), "html"),
        ("lies.html", b"Plain words only, although the name says markup.", "text"),
        ("piece.htm", b"\r\n  <p>Only a piece of a page", "html"),
        ("arrows.txt", b"Prices: 3 < 4 and 5 > 2, said the board.", "text"),
    ],
)
def test_the_bytes_tell_what_a_page_is_where_the_name_is_silent_or_lies(
    tmp_path: Path, name: str, content: bytes, media: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (found,) = read.records([tmp_path])
    assert isinstance(found, Record)
    assert found.media == media


def test_a_page_over_the_limit_is_refused_and_not_held(tmp_path: Path) -> None:
    (tmp_path / "long.html").write_bytes(b"<p>" + b"x" * 5000)
    (found,) = read.records([tmp_path], read.Options(page_limit=1000))
    assert isinstance(found, Refusal)
    assert (found.reason, found.skipped) == ("too_large", 5003)


def test_a_small_file_that_unfolds_to_much_is_refused_by_the_budget(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\n' * 200_000, mtime=0))
    found = list(read.records([tmp_path], read.Options(unfold_floor=100_000, unfold_ratio=2)))
    assert isinstance(found[-1], Refusal)
    assert found[-1].reason == "too_large"
    assert all(isinstance(entry, Record) for entry in found[:-1])
    assert len(found) < 20_000


def test_compressions_without_end_are_refused(tmp_path: Path) -> None:
    data = PAGE.encode()
    for _ in range(4):
        data = gzip.compress(data, mtime=0)
    (tmp_path / "x.html.gz").write_bytes(data)
    (found,) = read.records([tmp_path])
    assert isinstance(found, Refusal)
    assert found.reason == "too_hostile"


def test_links_out_of_a_folder_are_refused_and_links_inside_are_not_read_twice(tmp_path: Path) -> None:
    top = week(tmp_path / "w")
    (tmp_path / "secret.html").write_text(PAGE)
    (top / "out.html").symlink_to(tmp_path / "secret.html")
    (top / "in.html").symlink_to(top / "b" / "one.html")
    (top / "loop").symlink_to(top)
    (top / "nowhere.html").symlink_to(top / "gone")
    refused = {Path(r.sighting.file).name: r.reason for r in read.records([top]) if isinstance(r, Refusal)}
    assert refused == {"out.html": "unreadable", "nowhere.html": "unreadable"}


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (found,) = read.records([tmp_path])
    assert isinstance(found, Refusal)
    assert found.reason == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(PAGE)
    (tmp_path / "p.html").chmod(0)
    (found,) = read.records([tmp_path])
    assert isinstance(found, Refusal)
    assert found.reason == "unreadable"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails on reading")
def test_a_file_that_fails_on_reading_is_unreadable() -> None:
    (found,) = read.records([Path("/proc/self/mem")])
    assert isinstance(found, Refusal)
    assert found.reason == "unreadable"


def test_a_file_that_vanishes_before_its_turn_is_unreadable(tmp_path: Path) -> None:
    top = week(tmp_path / "w")
    found = read.records([top])
    (top / "c.html.gz").unlink()
    assert [type(entry) for entry in found] == [Record, Record, Refusal]


def test_a_file_name_that_is_not_text_does_no_harm(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.html", "w", encoding="utf-8") as file:
        file.write(PAGE)
    (found,) = read.records([tmp_path])
    found.sighting.file.encode("utf-8")
    assert isinstance(found, Record)


def test_one_page_in_memory_has_the_same_id_as_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(PAGE)
    assert read.one(PAGE.encode(), name="p.html").id == next(read.records([tmp_path])).id


def test_one_takes_characters_as_they_are_whatever_they_declare() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Žluté lodě</p></body></html>'
    found = read.one(page)
    assert isinstance(found, Record)
    assert found.page == page


def test_one_keeps_address_and_capture_time_and_unfolds() -> None:
    found = read.one(
        gzip.compress(PAGE.encode(), mtime=0),
        name="p.html.gz",
        url="https://quillbay.example/p",
        captured="2031-04-06T10:00:00",
    )
    assert isinstance(found, Record)
    assert found.payload == PAGE.encode()
    assert (found.url, str(found.captured)) == ("https://quillbay.example/p", "2031-04-06 10:00:00+00:00")
    assert found.id == read.one(PAGE.encode(), url=found.url, captured=found.captured).id


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"WARC/1.0\r\n", b'{"text": "a"}\n{"text": "b"}', b"\x00" * 50])
def test_one_refuses_what_is_not_one_page(data: bytes) -> None:
    assert isinstance(read.one(data), Refusal)
