"""Rows out: one file per format, each with a ``write(rows, columns, out)``.

Comes in: rows of plain values. Goes out: a table for people, or CSV, JSON and JSON Lines for programs. Page text in a
row is hostile: to terminals (control characters are left out) and to spreadsheets (formulas are disarmed).

Whole pages go out in the formats of `formats`, one file and one pure function each: pages in, text or bytes out. The
day of a page is everywhere the one that the evidence gives; a claimed day has a field of its own or is left out.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import IO

from firsthand import views
from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.export import csv, json, jsonl, table
from firsthand.export.annotations import annotations
from firsthand.export.bibtex import bibtex
from firsthand.export.csl import csl
from firsthand.export.ftm import ftm
from firsthand.export.geojson import geojson
from firsthand.export.jsonld import jsonld
from firsthand.export.ninjs import ninjs
from firsthand.export.page import Page, gather
from firsthand.export.pages import pages_csv, pages_jsonl, pages_parquet
from firsthand.export.prov import prov
from firsthand.export.report import report
from firsthand.export.report_html import report_html
from firsthand.export.report_md import report_md
from firsthand.export.ris import ris
from firsthand.export.stix import stix
from firsthand.export.timelinejs import timelinejs
from firsthand.export.wacz import wacz
from firsthand.export.warc import taken

__all__ = ["BINARY", "ENDINGS", "FORMATS", "OF_STORIES", "formats", "render", "timelinejs", "write"]

FORMATS = ("table", "json", "jsonl", "csv")
"""Names for ``--format``."""

_WRITERS = {"table": table.write, "json": json.write, "jsonl": jsonl.write, "csv": csv.write}


def write(form: str, rows: Sequence[dict[str, str | int | float | None]], columns: Sequence[str], out: IO[str]) -> None:
    """Write rows in one of `FORMATS`; the columns that a table shows come first, others only go to machines."""
    _WRITERS[form](rows, columns, out)


def _timelinejs(archive: Archive, story: str) -> str:
    card = views.story(archive, story)
    return timelinejs(card.story, card.entries, views.outlets(archive, card.entries))


def _wacz(archive: Archive, story: str | None) -> bytes:
    about = archive.stories.get(story) if story else None
    title = about.name if about else "All pages"
    return wacz(gather(archive, story), archive.records.get, title, taken(archive))


_OF_PAGES: dict[str, tuple[str, Callable[[Iterable[Page]], str | bytes]]] = {
    "pages-csv": ("one line a page, for spreadsheets", pages_csv),
    "pages-jsonl": ("one JSON object a page and line", pages_jsonl),
    "pages-parquet": ("one row a page, days as days", pages_parquet),
    "jsonld": ("schema.org NewsArticle with Claim and Quotation", jsonld),
    "ninjs": ("IPTC ninjs 2.1, a JSON array", ninjs),
    "bibtex": ("BibTeX with biblatex's fields", bibtex),
    "ris": ("RIS, for reference managers", ris),
    "csl": ("CSL-JSON, for citation processors", csl),
    "annotations": ("W3C Web Annotations: every claim in its text", annotations),
    "ftm": ("FollowTheMoney entities, one JSON object a line", ftm),
    "geojson": ("GeoJSON: pages where their datelines say", geojson),
    "prov": ("PROV-JSON: which page was derived from which", prov),
}

_OF_ARCHIVES: dict[str, tuple[str, Callable[[Archive, str | None], str | bytes]]] = {
    "stix": ("STIX 2.1, for threat-intelligence platforms", lambda a, s: stix(gather(a, s), taken(a))),
    "wacz": ("WACZ evidence pack: the pages as captured, with an index", _wacz),
}
"""Formats that need more of an archive than its pages."""

OF_STORIES: dict[str, tuple[str, Callable[[Archive, str, str | None], str]]] = {
    "report-html": (
        "one story's report: footnoted, for screen and paper",
        lambda a, s, d: report_html(report(a, s, d)),
    ),
    "report-md": ("the same in Markdown", lambda a, s, d: report_md(report(a, s, d))),
    "timelinejs": ("one story's timeline, for the TimelineJS viewer", lambda a, s, _: _timelinejs(a, s)),
}
"""Formats of one story; the third argument is the address of a desk that permalinks lead to."""

ENDINGS = {
    "pages-csv": "csv", "pages-jsonl": "jsonl", "pages-parquet": "parquet", "jsonld": "jsonld", "ninjs": "json",
    "bibtex": "bib", "ris": "ris", "csl": "json", "annotations": "jsonld", "ftm": "json", "geojson": "geojson",
    "prov": "json", "stix": "json", "wacz": "wacz", "report-html": "html", "report-md": "md", "timelinejs": "json",
}  # fmt: skip
"""How the name of a file in each format ends."""

BINARY = frozenset(("pages-parquet", "wacz"))
"""Formats that are not text."""


def formats() -> dict[str, str]:
    """Return the formats for whole pages: name to one line about it."""
    return {name: says for name, (says, _) in (_OF_PAGES | _OF_ARCHIVES | OF_STORIES).items()}


def render(form: str, archive: Archive, story: str | None = None, desk: str | None = None) -> bytes:
    """Return the pages of an archive in one of `formats`, text as UTF-8.

    Args:
        form: name of the format.
        archive: open.
        story: id of the one story whose pages are meant; None: all pages that were not refused.
        desk: address of a desk, for permalinks in reports; None: none are made.

    Raises:
        UsageError: the format is one of a story, and none is named.
    """
    if form in OF_STORIES:
        if story is None:
            raise UsageError(f"{form} is about one story: name it with --story.")
        return OF_STORIES[form][1](archive, story, desk).encode("utf-8", "replace")
    of_archives = _OF_ARCHIVES.get(form)
    made = of_archives[1](archive, story) if of_archives else _OF_PAGES[form][1](gather(archive, story))
    # half of a surrogate pair can come out of a page's JSON, and UTF-8 cannot hold it
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")
