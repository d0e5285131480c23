"""Pages as rows: one line a page, for spreadsheets (CSV), programs (JSON Lines) and columns (Parquet)."""

import datetime as dt
import io
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.parquet as pq

from firsthand.export import csv, jsonl
from firsthand.export.page import Page
from firsthand.views import DATE_COLUMNS, Row, date_columns

COLUMNS = (
    "id", "outlet", "title", "byline", "url", "site", "language", "story", "story_name", "text", "origin_kind",
    "origin", "exemplar", *DATE_COLUMNS, "date_likely", "claims",
)  # fmt: skip
"""The columns of a page, in order. ``text`` is the id of the text that it carries, ``claims`` their number."""

_DAYS = frozenset(("date_earliest", "date_latest", "date_claimed", "date_likely"))
"""Columns that are days in Parquet."""


def row(page: Page) -> Row:
    """Return the columns of one page; what is not known is None."""
    article, stemma, story, dating = page.article, page.stemma, page.story, page.dating
    found: Row = {
        "id": page.id, "outlet": page.outlet, "title": article.title, "byline": article.byline, "url": article.url,
        "site": article.site, "language": article.language, "story": story.id if story else None,
        "story_name": story.name if story else None, "text": stemma.id if stemma else None,
        "origin_kind": stemma.origin.kind if stemma else None, "origin": stemma.origin.name if stemma else None,
        "exemplar": page.exemplar, "claims": len(page.claims),
        "date_likely": str(dating.likely) if dating and dating.likely else None,
    }  # fmt: skip
    found.update(date_columns(dating) if dating else {})
    return {name: _whole(found.get(name)) for name in COLUMNS}


def pages_csv(pages: Iterable[Page]) -> str:
    """Return CSV with a header; cells that a spreadsheet would execute are disarmed."""
    out = io.StringIO(newline="")
    csv.write([row(page) for page in pages], COLUMNS, out)
    return out.getvalue()


def pages_jsonl(pages: Iterable[Page]) -> str:
    """Return one JSON object a line; what is not known is left out."""
    rows: list[Row] = [{name: value for name, value in row(page).items() if value is not None} for page in pages]
    out = io.StringIO()
    jsonl.write(rows, COLUMNS, out)
    return out.getvalue()


def pages_parquet(pages: Iterable[Page]) -> bytes:
    """Return a Parquet file; days are days, what is not known is null."""
    rows = [row(page) for page in pages]
    columns = {name: [_typed(name, each[name]) for each in rows] for name in COLUMNS}
    table = pa.table(columns, schema=pa.schema([(name, _kind(name)) for name in COLUMNS]))
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _kind(name: str) -> object:
    if name in _DAYS:
        return pa.date32()
    return pa.int64() if name == "claims" else pa.string()


def _typed(name: str, value: str | int | float | None) -> object:
    return dt.date.fromisoformat(value) if name in _DAYS and isinstance(value, str) else value


def _whole(value: str | int | float | None) -> str | int | float | None:
    # half of a surrogate pair can come out of a page's JSON, and no file can hold it
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
