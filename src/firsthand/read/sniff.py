"""What some bytes are, told from the bytes; the name counts only where they leave it open.

Families: compressions, containers, things that are surely no page (pictures, PDF, programs), markup, rows, text.
"""

import re
from typing import Literal

from firsthand.read.unfold import MAGIC, is_skippable

HEAD = 16_384
"""Bytes that are looked at."""

Shape = Literal[
    "gzip",
    "bzip2",
    "xz",
    "zstd",
    "zip",
    "tar",
    "parquet",
    "warc",
    "arc",
    "index",
    "mhtml",
    "rows",
    "feed",
    "html",
    "text",
    "other",
]
"""What a file or member is; ``other`` is no page and nothing that holds pages."""

_OTHER = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO", "a font"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
)
_SUFFIXES: dict[str, Shape] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".txt": "text",
    ".text": "text",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".json": "rows",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".warc": "warc",
    ".wet": "warc",
    ".wat": "warc",
}
_NO_PAGE = frozenset(
    (
        ".md .rst .adoc .css .js .mjs .ts .toml .yml .yaml .ini .cfg .conf .csv .tsv .svg .xml .rss .atom .py .log "
        ".sql .geojson .map .srt .vtt .tex .bib .sh .bat .bak"
    ).split()
)
# Endings of text that is no page though it may open with a tag; only a whole HTML document under one is believed.
FOLDED = (".gz", ".gzip", ".zst", ".zstd", ".bz2", ".xz")
"""Endings that a compression adds."""

_CDXJ = re.compile(rb"(?: CDX [A-Za-z] |(?:!meta \{.{0,4096}\n){0,9}[^\s]{1,4096} [0-9]{14} (?:\{|https?://))")
_SPACE = b"\xef\xbb\xbf \t\r\n\f\x00\xff\xfe"
# The tags with which a file without a declared type is held to be HTML: WHATWG MIME Sniffing, 7.1, and a few more that
# fragments open with.
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|script|iframe|h1|h2|div|font|table|a|style|title|b|body|br|p|meta|link|section|"
    rb"article|main|header|nav|span|ul)[\s/>]|!--|\?xml[^>]{0,200}>\s{0,200}(?:<!doctype\s+html|<html))",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(rb"(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_FEED = re.compile(rb"<(?:!DOCTYPE\s{1,20})?(?:rss|(?:[A-Za-z]\w{0,20}:)?feed|rdf:RDF)[\s>]")
_JSON_FEED = re.compile(rb"\"version\"\s{0,10}:\s{0,10}\"https?:(?:\\?/){2}jsonfeed\.org\\?/version")
_TAG = re.compile(rb"<[A-Za-z!/?][^<>]{0,400}>")
_MHTML = re.compile(rb"^MIME-Version:.{0,20}$", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^Content-Type:\s{0,5}multipart/related", re.IGNORECASE | re.MULTILINE)
_ROW = re.compile(rb"\s{0,100}\[?\s{0,100}\{\s{0,100}\"")
_FOREIGN = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}$")


def suffix(name: str) -> str:
    """Return a file name's ending in small letters, without that of a compression: ``.html`` of ``a.HTML.gz``."""
    name = plain(name).lower()
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


def plain(name: str) -> str:
    """Return a file name without the ending that a compression added."""
    for ending in FOLDED:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def other(head: bytes) -> str | None:
    """Return what a thing is that is surely no page: ``a PNG picture``; None for all else."""
    for magic, what in _OTHER:
        if head.startswith(magic):
            return what
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a picture, sound or video file"
    return "a video or picture file" if head[4:8] == b"ftyp" else None


def shape(head: bytes, name: str) -> Shape:
    """Return what the bytes are.

    ``head`` is the first `HEAD` bytes, ``name`` the file's or member's name. A known ending decides only between forms
    of text; an unknown one makes plain text ``other``, as a style sheet or a table is no page.
    """
    for folding, magic in MAGIC.items():
        if head.startswith(magic) and (folding != "bzip2" or head[3:4].isdigit()):
            return folding
    if is_skippable(head):
        return "zstd"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head[257:262] == b"ustar":
        return "tar"
    if re.match(rb"WARC/[01]\.\d", head):
        return "warc"
    if head.startswith(b"filedesc://"):
        return "arc"
    if other(head):
        return "other"
    if _CDXJ.match(head):
        return "index"
    return _written(head, name)


def _written(head: bytes, name: str) -> Shape:
    """Tell the forms of text apart."""
    ending = suffix(name)
    named = _SUFFIXES.get(ending)
    start = head.lstrip(_SPACE).replace(b"\x00", b"")
    if named == "mhtml" or (_MHTML.search(head[:4096]) and _RELATED.search(head[:4096])):
        return "mhtml" if _RELATED.search(head[:8192]) else media(head, "html")
    if named == "warc":
        return "warc"
    if _is_feed(start):
        return "feed"
    if ending in _NO_PAGE and not _DOCUMENT.match(start):
        return "other"
    if _MARKUP.match(start):
        return "html"
    if named == "rows":
        return "rows"
    if _ROW.match(head) and named is None and re.search(rb"\"(?:html|text)\"\s{0,10}:", head):
        return "rows"
    if named is not None:
        return media(head, named)
    return "other" if _FOREIGN.search(ending) else "text"


def _is_feed(start: bytes) -> bool:
    """Tell whether markup opens with the root of RSS or Atom, or JSON says that it is a JSON Feed."""
    if start.startswith(b"{"):
        return _JSON_FEED.search(start, 0, 4096) is not None
    for _ in range(20):  # what may stand before a root: declaration, comments, style sheets, document type
        start = start.lstrip(_SPACE)
        if _FEED.match(start) or not start.startswith((b"<?", b"<!")):
            return _FEED.match(start) is not None
        start = start.partition(b"-->" if start.startswith(b"<!--") else b">")[2]
    return False


def media(head: bytes, named: str) -> Literal["html", "text"]:
    """Return what a page is that is said to be ``html`` or ``text``: markup has tags, a dump does not open with one."""
    if named == "html":
        return "html" if _TAG.search(head) or _TAG.search(head.replace(b"\x00", b"")) or not head else "text"
    return "html" if _MARKUP.match(head.lstrip(_SPACE).replace(b"\x00", b"")) else "text"
