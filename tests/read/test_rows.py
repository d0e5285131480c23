"""JSON Lines, JSON and Parquet: one row is one page; MHTML: one file is one page."""

import datetime as dt
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firsthand import read
from firsthand.model import Record, Refusal
from firsthand.read.piece import moment

HTML = "<html><body><p>Der Fährhafen von Tarnby bleibt geschlossen.</p></body></html>"


def found(data: bytes | str, folder: Path, name: str = "w.jsonl", **options: int) -> list[Record | Refusal]:
    (folder / name).write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    return list(read.records([folder / name], read.Options(**options)))


def test_a_row_is_a_page_with_address_and_capture_time(tmp_path: Path) -> None:
    row = {"url": " https://tarnby.example/a ", "html": HTML, "captured": "2031-04-06T10:00:00+02:00"}
    (page,) = found(json.dumps(row), tmp_path)
    assert isinstance(page, Record)
    assert (page.url, page.media, page.page) == ("https://tarnby.example/a", "html", HTML)
    assert page.captured == dt.datetime(2031, 4, 6, 8, tzinfo=dt.UTC)
    assert page.sighting.offset == 1


def test_markup_goes_before_text_and_text_stands_in_for_empty_markup(tmp_path: Path) -> None:
    rows = [
        {"html": HTML, "text": "x"},
        {"html": "", "text": "Fähre"},
        {"html": None, "text": "Fähre"},
        {"text": "Fähre"},
    ]
    pages = found("\n".join(map(json.dumps, rows)), tmp_path)
    assert [page.media for page in pages if isinstance(page, Record)] == ["html", "text", "text", "text"]


def test_characters_of_a_row_are_taken_as_they_are_whatever_the_page_declares(tmp_path: Path) -> None:
    html = HTML.replace("<body>", '<meta charset="windows-1251"><body>')
    (page,) = found(json.dumps({"html": html}), tmp_path)
    assert isinstance(page, Record)
    assert page.page == html


def test_two_equal_rows_without_address_are_two_pages_and_with_one_address_one(tmp_path: Path) -> None:
    assert len({page.id for page in found((json.dumps({"text": "Fähre"}) + "\n") * 2, tmp_path)}) == 2
    assert (
        len({page.id for page in found((json.dumps({"text": "F", "url": "https://a.example"}) + "\n") * 2, tmp_path)})
        == 1
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "damaged"),
        ("[1, 2]", "unknown_format"),
        ('{"title": "x"}', "unknown_format"),
        ('{"html": 5}', "unknown_format"),
        ('{"text": ""}', "empty"),
        ("[" * 100_000, "damaged"),
        ('{"text": "' + "x" * 90_000 + '"}', "too_large"),
        ('{"text": "' + "x" * 900_000 + '"}', "too_large"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_alone(tmp_path: Path, line: str, reason: str) -> None:
    pages = found(f'{{"text": "a"}}\n\n{line}\n{{"text": "b"}}\n', tmp_path, page_limit=50_000)
    assert [getattr(page, "reason", "page") for page in pages] == ["page", reason, "page"]
    assert [page.sighting.offset for page in pages] == [1, 3, 4]


def test_a_half_surrogate_does_not_reach_the_record(tmp_path: Path) -> None:
    (page,) = found('{"text": "ferry \\ud83d late", "url": "https://a.example/\\udc00"}', tmp_path)
    assert isinstance(page, Record)
    assert page.page == "ferry \ufffd late"
    (page.url or "").encode()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (json.dumps([{"html": HTML}, {"text": "b"}], indent=1), 2),
        (json.dumps({"html": HTML, "url": "https://a.example"}, indent=1), 1),
        (json.dumps({"html": HTML}) + "\n" + json.dumps({"html": HTML}), 2),
    ],
)
def test_a_json_file_may_hold_a_page_a_list_or_lines(tmp_path: Path, text: str, count: int) -> None:
    pages = found(text, tmp_path, "w.json")
    assert [type(page) for page in pages] == [Record] * count


@pytest.mark.parametrize("text", ["[]", "{}", '[{"a": 1}]', "nothing", '{\n"cases": []\n}'])
def test_a_json_file_of_something_else_is_one_refusal(tmp_path: Path, text: str) -> None:
    (refused,) = found(text, tmp_path, "w.json")
    assert isinstance(refused, Refusal)
    assert refused.reason == "unknown_format"


def test_rows_are_recognised_without_their_ending(tmp_path: Path) -> None:
    assert len(found('{"text": "a"}\n{"text": "b"}\n', tmp_path, "rows")) == 2


def parquet(folder: Path, table: pa.Table, **how: int) -> Path:
    pq.write_table(table, folder / "w.parquet", **how)
    return folder / "w.parquet"


def test_parquet_rows_are_pages_across_row_groups(tmp_path: Path) -> None:
    when = dt.datetime(2031, 4, 6, 8)
    table = pa.table(
        {
            "url": [f"https://tarnby.example/{n}" for n in range(70)],
            "html": pa.array([HTML.replace("Tarnby", str(n)) if n % 2 else None for n in range(70)], pa.large_string()),
            "text": [f"Fähre {n}" for n in range(70)],
            "captured": pa.array([when] * 70, pa.timestamp("us")),
            "other": list(range(70)),
        }
    )
    pages = list(read.records([parquet(tmp_path, table, row_group_size=20)]))
    assert [page.media for page in pages if isinstance(page, Record)] == ["text", "html"] * 35
    assert [page.sighting.offset for page in pages] == list(range(1, 71))
    assert isinstance(pages[0], Record)
    assert pages[0].captured == when.replace(tzinfo=dt.UTC)


def test_parquet_bytes_are_pages_whose_encoding_is_found_out(tmp_path: Path) -> None:
    table = pa.table({"html": pa.array([HTML.encode("latin-1")], pa.binary())})
    (page,) = read.records([parquet(tmp_path, table)])
    assert isinstance(page, Record)
    assert (page.encoding, page.page) == ("windows-1252", HTML)


def test_parquet_without_page_columns_is_refused_with_what_it_has(tmp_path: Path) -> None:
    (refused,) = read.records([parquet(tmp_path, pa.table({"title": ["a"]}))])
    assert isinstance(refused, Refusal)
    assert "title" in refused.detail


def test_a_damaged_row_group_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    texts = [f"Fähre {n} " + str(n**40) for n in range(60)]
    path = parquet(
        tmp_path,
        pa.table({"text": texts}),
        row_group_size=20,
        compression="none",
        write_page_checksum=True,
        use_dictionary=False,
    )
    data = bytearray(path.read_bytes())
    data[data.index(texts[30].encode()) + 12] ^= 1
    path.write_bytes(data)
    pages = list(read.records([path]))
    assert sum(isinstance(page, Record) for page in pages) == 40
    assert [page.reason for page in pages if isinstance(page, Refusal)] == ["damaged"]


MHTML = (
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://tarnby.example/f\r\nSubject: Ferry\r\n"
    "Date: Sun, 6 Apr 2031 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n'
    "----B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://tarnby.example/f\r\n\r\n"
    '<html><head><meta charset=3D"utf-8"></head><body><p>F=C3=A4hre</p></body></html>\r\n'
    "----B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----B--\r\n"
)


@pytest.mark.parametrize("name", ["f.mhtml", "f.mht", "f.bin"])
def test_mhtml_gives_its_html_with_address_and_day(tmp_path: Path, name: str) -> None:
    (page,) = found(MHTML, tmp_path, name)
    assert isinstance(page, Record)
    assert "<p>Fähre</p>" in page.page
    assert page.url == "https://tarnby.example/f"
    assert page.captured == dt.datetime(2031, 4, 6, 8, tzinfo=dt.UTC)
    assert read.one(MHTML.encode(), name=name).id == page.id


def test_mhtml_without_html_is_refused(tmp_path: Path) -> None:
    (refused,) = found(MHTML.replace("text/html", "text/css"), tmp_path, "f.mhtml")
    assert isinstance(refused, Refusal)
    assert refused.reason == "unknown_format"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-04-06", "2031-04-06T00:00:00+00:00"),
        ("2031-04-06T10:00:00Z", "2031-04-06T10:00:00+00:00"),
        ("2031-04-06T10:00:00.123456789Z", "2031-04-06T10:00:00.123456+00:00"),
        ("2031-04-06 10:00:00-05:00", "2031-04-06T10:00:00-05:00"),
        ("20310406100000", "2031-04-06T10:00:00+00:00"),
        (1933236000, "2031-04-06T10:00:00+00:00"),
        (1933236000000, "2031-04-06T10:00:00+00:00"),
        ("last week", None),
        ("", None),
        (True, None),
        (-5, None),
        (float("nan"), None),
        (1e300, None),
        ("0001-01-01T00:00:00+14:00", None),
        (None, None),
    ],
)
def test_capture_times_are_read_where_they_can_be(value: object, expected: str | None) -> None:
    when = moment(value)
    assert (when.isoformat() if when else None) == expected
