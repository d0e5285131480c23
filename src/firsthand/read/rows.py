"""Rows that hold pages: JSON Lines, a JSON file of pages, Parquet. Fields ``url``, ``html`` or ``text``, ``captured``.

One row is one page, one record or refusal; markup goes before text where a row has both. Rows are read one by one, so
that memory does not grow with the file; a line over the limit is passed over without being held.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

import pyarrow as pa
import pyarrow.parquet as pq

from firsthand.model import Record, Refusal, Sighting
from firsthand.read.page import name_of, page, too_large
from firsthand.read.piece import Facts, Found, Job, Options, Piece, address, clean, moment, refusal
from firsthand.read.sniff import suffix
from firsthand.read.stream import CHUNK, Broken, Stream

_FIELDS = ("url", "html", "text", "captured")
_BATCH = 32  # Rows of Parquet held at a time, and fewer where they could be more than the next line says.
_HELD = 256 << 20  # Bytes of those rows, if each of them were as long as the whole column: some encodings can do that.
_SPOOL = 32 << 20  # Bytes held in memory before a copy goes to a nameless temporary file.


def lines(piece: Piece, job: Job) -> Found:
    """Read JSON Lines; a ``.json`` file may also hold one page or a list of pages."""
    stream, options = piece.stream, job.options
    limit = 2 * options.page_limit + CHUNK  # escapes: six bytes for a letter of two or three
    if suffix(piece.name) == ".json" and not _is_line(stream.peek(limit).split(b"\n", 1)[0]):
        yield from _document(piece, job, limit)
        return
    number = 0
    while data := stream.line(limit):
        number += 1
        where = Sighting(file=piece.file, offset=number)
        if not data.endswith(b"\n") and (broken := stream.breaks):
            raise Broken(f"{broken.what}, in row {number:,}", broken.offset, broken.skipped)
        if len(data) >= limit and not data.endswith(b"\n"):
            size = len(data) + _pass_line(stream)
            yield too_large(Facts(where, ""), size, options)
        elif data.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _line(data, where, piece, options)


def _pass_line(stream: Stream) -> int:
    """Pass over the rest of a line and return its length."""
    size = 0
    while data := stream.line(CHUNK):
        size += len(data)
        if data.endswith(b"\n"):
            break
    return size


def _load(data: bytes) -> Any:
    """Return what a JSON text holds; raises ValueError where it is none."""
    try:
        return json.loads(data.decode("utf-8-sig", "surrogatepass"))
    except RecursionError:
        raise ValueError("nested too deep") from None


def _is_line(data: bytes) -> bool:
    try:
        return isinstance(_load(data), dict)
    except ValueError:
        return False


def _line(data: bytes, where: Sighting, piece: Piece, options: Options) -> Record | Refusal:
    try:
        row = _load(data)
    except ValueError as error:
        return refusal(where, "damaged", f"row {where.offset} is not JSON: {str(error)[:120]}", len(data))
    return _row(row, where, piece, options)


def _row(row: object, where: Sighting, piece: Piece, options: Options) -> Record | Refusal:
    """Return the record of one row."""
    if not isinstance(row, dict):
        return refusal(where, "unknown_format", f"row {where.offset} is no object but {type(row).__name__}")
    html, text = row.get("html"), row.get("text")
    content = html if _filled(html) or not _filled(text) else text
    if content is None:
        content = text
    if not isinstance(content, str | bytes):
        has = ", ".join(clean(str(key))[:40] for key in list(row)[:8]) or "nothing"
        return refusal(where, "unknown_format", f"row {where.offset} has no text in `html` or `text`; it has {has}")
    facts = Facts(
        sighting=where,
        name=f"{name_of(piece)}:{where.offset}",
        url=address(row.get("url")),
        captured=moment(row.get("captured")),
        decoded=isinstance(content, str),
    )
    payload = clean(content).encode("utf-8") if isinstance(content, str) else content
    return page(payload, "html" if content is html else "text", facts, options)


def _filled(value: object) -> bool:
    return isinstance(value, str | bytes) and bool(value.strip())


def _document(piece: Piece, job: Job, limit: int) -> Found:
    """Read a JSON file that is one page or a list of pages; anything else is no page."""
    here = Sighting(file=piece.file)
    data = piece.stream.read(limit)
    if piece.stream.peek(1):
        detail = f"one JSON text of more than {limit:,} bytes; write one page a line (JSON Lines)"
        yield refusal(here, "unknown_format", detail, piece.stream.size)
        return
    if piece.stream.breaks:
        piece.stream.read(1)
    try:
        found = _load(data)
    except ValueError as error:
        yield refusal(here, "unknown_format", f"not JSON: {str(error)[:120]}", len(data))
        return
    rows = found if isinstance(found, list) else [found]
    if not rows or not all(isinstance(row, dict) and ("html" in row or "text" in row) for row in rows):
        yield refusal(here, "unknown_format", "JSON, but no page with `html` or `text`", len(data))
        return
    for number, row in enumerate(rows, 1):
        yield _row(row, Sighting(file=piece.file, offset=number), piece, job.options)


@contextmanager
def seekable(piece: Piece) -> Iterator[BinaryIO]:
    """Give the piece's bytes as a file that can be read from its end: its own, or a nameless temporary copy.

    Raises:
        Broken: The bytes are damaged or cut.
    """
    if piece.stream.file is not None:
        yield piece.stream.file
        return
    with SpooledTemporaryFile(max_size=_SPOOL) as copy:
        for data in piece.stream.chunks():
            copy.write(data)
        copy.seek(0)
        yield cast("BinaryIO", copy)


def parquet(piece: Piece, job: Job) -> Found:
    """Read Parquet by row groups; a damaged group is refused and the next one read."""
    with seekable(piece) as file:
        yield from _table(file, piece, job)


def _table(file: BinaryIO, piece: Piece, job: Job) -> Found:
    here = Sighting(file=piece.file)
    try:
        table = pq.ParquetFile(file, page_checksum_verification=True)
        names = [name for name in table.schema_arrow.names if name in _FIELDS]
    except (pa.ArrowException, OSError, ValueError) as error:
        yield refusal(here, "damaged", f"the Parquet file cannot be opened: {str(error)[:160]}", piece.stream.size)
        return
    if not {"html", "text"} & set(names):
        has = ", ".join(table.schema_arrow.names[:12])
        yield refusal(here, "unknown_format", f"no column `html` or `text`; it has {has}", piece.stream.size)
        return
    first = 1
    for group in range(table.num_row_groups):
        yield from _group(table, group, first, names, piece, job)
        first += table.metadata.row_group(group).num_rows


def _group(table: pq.ParquetFile, group: int, first: int, names: list[str], piece: Piece, job: Job) -> Found:
    """Read one row group, whose first row has the number ``first``."""
    number = first
    count = table.metadata.row_group(group).num_rows
    size = _unfolded(table, group, names)
    job.budget.spend(size)
    try:
        for row in _rows(table, group, names, max(1, min(_BATCH, _HELD // max(1, size)))):
            job.budget.spend(sum(len(value) for value in row.values() if isinstance(value, str | bytes)))
            yield _row(row, Sighting(file=piece.file, offset=number), piece, job.options)
            number += 1
    except (pa.ArrowException, OSError, ValueError) as error:
        where = Sighting(file=piece.file, offset=number)
        left = f"{first + count - number:,} rows from {number:,} on cannot be read"
        yield refusal(where, "damaged", f"{left}: {str(error)[:160]}", _size(table, group))


def _rows(table: pq.ParquetFile, group: int, names: list[str], most: int) -> Iterator[dict[str, object]]:
    """Yield the rows of a group, ``most`` of them held; a string that many rows share is made for one row at a time."""
    for batch in table.iter_batches(batch_size=most, row_groups=[group], columns=names):
        for row in range(batch.num_rows):
            yield {name: batch.column(at)[row].as_py() for at, name in enumerate(batch.schema.names)}


def _unfolded(table: pq.ParquetFile, group: int, names: list[str]) -> int:
    """Return how many bytes the columns of a row group are said to unfold to."""
    meta = table.metadata.row_group(group)
    columns = (meta.column(at) for at in range(meta.num_columns))
    return sum(each.total_uncompressed_size for each in columns if each.path_in_schema.split(".")[0] in names)


def _size(table: pq.ParquetFile, group: int) -> int:
    """Return the bytes of a row group in the file."""
    meta = table.metadata.row_group(group)
    return sum(meta.column(column).total_compressed_size for column in range(meta.num_columns))
