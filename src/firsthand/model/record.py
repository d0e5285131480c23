"""A record: one page as found, before anybody has understood it."""

import datetime as dt
from typing import Literal

from firsthand.model.noun import Noun, make_id

Media = Literal["html", "text"]
"""What the payload is: markup, or a plain-text dump of a page that has lost its markup."""

# WHATWG encodings whose Python codec goes by another name, or is a wider one that browsers use under that label.
_CODECS = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "macintosh": "mac-roman",
    "replacement": "ascii",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-user-defined": "latin-1",
}


class Sighting(Noun, frozen=True, kw_only=True):
    """One place where a record was found: the same page may lie in a folder and in a ZIP of it."""

    file: str
    """Path as the user gave it, with ``!/`` between a container and its member: ``week.zip!/a/b.html``."""
    offset: int | None = None
    """Byte offset in a WARC, or row (from 1) in JSON Lines or Parquet; None for a file of one page."""


class Record(Noun, frozen=True, kw_only=True):
    """One page as found. The same payload, address, capture time and name make the same id, wherever it lies."""

    id: str
    """``page_`` and 16 hex digits, see `record_id`."""
    payload: bytes
    """The page's bytes, transfer and content encodings undone, characters not yet decoded."""
    media: Media
    """Markup or text dump."""
    encoding: str
    """WHATWG name of the encoding that a browser would use (``utf-8``, ``windows-1252``, ``shift_jis`` …)."""
    url: str | None = None
    """Address of the page as the capture says; None when the input does not say (a bare file)."""
    captured: dt.datetime | None = None
    """When it was collected, with offset; never a publication date. None when the input does not say."""
    headers: tuple[tuple[str, str], ...] = ()
    """HTTP response headers worth keeping (date, last-modified, content-type), lower-case names."""
    sighting: Sighting
    """Where this record was found first in reading order; the archive keeps all of them."""

    @property
    def page(self) -> str:
        """The page as found, decoded; every ``page`` span counts characters of this string."""
        return self.payload.decode(python_name(self.encoding), "replace")


def python_name(encoding: str) -> str:
    """Return the name of the Python codec that decodes a WHATWG encoding as browsers do."""
    return _CODECS.get(encoding, encoding)


def record_id(payload: bytes, url: str | None, captured: dt.datetime | None, name: str | None) -> str:
    """Return the id of a record.

    ``name`` (file name or row, without its folder) counts only where the input gives no address: two dumps of equal
    bytes under different names are two pages, one file given twice is one.
    """
    when = captured.astimezone(dt.UTC).isoformat() if captured else None
    return make_id("page", payload, url, when, None if url else name)
