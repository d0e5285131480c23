"""Readers and parsers of ours on what hypothesis thinks of: they end, and give a value, never an exception of their own."""

import bz2
import contextlib
import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import firsthand
from firsthand import dates, read
from firsthand.archive.search import fts
from firsthand.export.csv import write as write_csv
from firsthand.export.table import safe
from firsthand.model import Article, Record, Refusal
from firsthand.text import encoding, normalise, sentences, when

SET = settings(
    max_examples=120,
    deadline=timedelta(seconds=20),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
PAGE = b"<html><head><title>Quill Bay</title></head><body><p>One two three four five six seven eight.</p></body></html>"
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://q.example/\r\nWARC-Date: 2031-04-06T10:00:00Z\r\n"
    b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n\r\n\r\n"
) % (len(PAGE) + 86, len(PAGE), PAGE)
ARC = (
    b"filedesc://a 0.0.0.0 20040101000000 text/plain 2\n1\n\nhttp://q.example/ 192.0.2.1 20040101000000 text/html %d\n%b\n"
    % (
        len(PAGE),
        PAGE,
    )
)


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.html", PAGE)
        made.writestr("b.jsonl", json.dumps({"url": "http://q.example/", "text": "One two three."}))
    return out.getvalue()


MHTML = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x; start=<a>\r\n\r\n--x\r\nContent-Type: text/html\r\n"
    b"Content-ID: <a>\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://q.example/\r\n\r\nPGh0bWw+\r\n--x--\r\n"
)
SEEDS = {
    "a.html": PAGE, "a.warc": WARC * 3, "a.warc.gz": gzip.compress(WARC, mtime=0) * 3, "a.arc": ARC,
    "a.arc.gz": gzip.compress(ARC, mtime=0), "a.zip": zipped(), "a.mhtml": MHTML,
    "a.jsonl": b'{"url": "http://q.example/", "html": "<p>One two.</p>", "captured": "2031-04-06"}\n' * 3,
    "a.html.bz2": bz2.compress(PAGE), "a.html.zst": zstandard.compress(PAGE), "a.txt": "Quill Bay\n\nÄ word.".encode(),
}  # fmt: skip
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=24))


def edited(seed: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    data = seed
    for where, taken, put in edits:
        at = int(where * len(data))
        data = data[:at] + put + data[at + taken :]
    return data


@pytest.mark.parametrize("name", sorted(SEEDS))
@given(edits=st.lists(EDIT, min_size=1, max_size=4))
@SET
def test_edited_inputs_give_records_and_refusals(
    tmp_path: Path, name: str, edits: list[tuple[float, int, bytes]]
) -> None:
    (tmp_path / name).write_bytes(edited(SEEDS[name], edits))
    for each in read.records([tmp_path / name]):
        assert isinstance(each, Record | Refusal)
        if isinstance(each, Refusal):
            assert each.reason != "internal_error", each.detail
        else:
            assert isinstance(each.page, str)


@given(data=st.binary(max_size=3000), name=st.sampled_from([*SEEDS, "a", "a.tar", "a.parquet", "a.json", "a.cdxj"]))
@SET
def test_any_bytes_under_any_name_give_records_and_refusals(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    for each in (*read.records([tmp_path / name]), read.one(data, name=name)):
        assert isinstance(each, Record) or each.reason != "internal_error", each.detail


BITS = st.sampled_from([
    "<p>", "</p>", "<div class='byline'>", "</div>", "<table>", "<td>", "<script>", "</script>", "<!--", "-->", "<![CDATA[",
    "<time datetime='2031-02-30'>", "<meta property=og:title content=", '"', "'", "&#x110000;", "&amp", "<h1>", "</h1>",
    "<script type=application/ld+json>{\"@graph\":[", "]}", "<title>", "By Ann Oss", "(NPA) - ", "QUILL BAY, 5 May (ONA) — ",
    "“We saw it,” said Ines Varga.", "The harbour office said nobody was hurt on Tuesday. ", "\u202e", "\x00", "\ud83d", "…",
    "<a href=javascript:x>", "<br>", "<body hidden>", "<template>", "<noscript>", "<svg>", "</svg>", "2031-13-45", "Updated ",
    "\n", " ", "é", "的", "ﬁ", "Copyright 2031 ", "Read more: ",
])  # fmt: skip


@given(bits=st.lists(st.one_of(BITS, st.text(max_size=12)), max_size=60), html=st.booleans())
@SET
def test_any_page_is_restored_or_refused_and_its_claims_cut_its_text(bits: list[str], html: bool) -> None:
    page = "".join(bits)
    found = firsthand.restore(f"<html><body>{page}" if html else page)
    assert isinstance(found, Article | Refusal)
    if isinstance(found, Article):
        for claim in firsthand.claims(found.text):
            assert all(0 <= span.start <= span.end <= len(found.text) for span in claim.content)


@given(text=st.text(max_size=400))
@SET
def test_any_text_goes_through_dates_sentences_words_and_queries(text: str) -> None:
    with contextlib.suppress(ValueError):
        dates.from_edtf(text)
    for parse in (dates.parse, normalise.visible, normalise.fold, fts, sentences.sentences, when.find):
        parse(text)  # type: ignore[operator]
    end = 0
    for start, stop in sentences.bounds(text):
        assert end <= start <= stop <= len(text)
        end = stop


@given(data=st.binary(max_size=2000), said=st.one_of(st.none(), st.text(max_size=20)))
@SET
def test_any_bytes_have_an_encoding_that_python_knows(data: bytes, said: str | None) -> None:
    from firsthand.model.record import python_name

    data.decode(python_name(encoding.sniff(data, said)), "replace")


FORMULA = st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://q")', "\x00=1"])


@given(cells=st.lists(st.one_of(FORMULA, st.text(max_size=30)), min_size=1, max_size=6))
@SET
def test_no_cell_of_a_csv_is_a_formula(cells: list[str]) -> None:
    out = io.StringIO()
    write_csv([{f"c{n}": cell for n, cell in enumerate(cells)}], ["c0"], out)
    for row in list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


ESCAPES: Callable[[str], bool] = lambda text: any(  # noqa: E731
    ord(c) < 32
    and c not in "\t\n"
    or 0x7F <= ord(c) <= 0x9F
    or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    for c in text
)


@given(text=st.text(st.characters(max_codepoint=0x2100), max_size=80))
@SET
def test_nothing_shown_on_a_terminal_steers_it(text: str) -> None:
    assert not ESCAPES(safe("\x1b[2J\x9b1m\x07" + text))
