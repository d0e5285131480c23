"""Write pages to files: one each, or as rows of a JSONL file, or as records of one WARC. No clock, no chance."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import uuid
from collections.abc import Iterable
from pathlib import Path

from .nouns import Page

JSONL = "feed.jsonl"
WARC = "crawl.warc.gz"
_NAMESPACE = uuid.UUID("6f1d2a52-6c07-5d5f-9f1e-2d1f6d9a0c11")
_EXTENSIONS = {"html": ".html", "htm": ".htm", "gz": ".html.gz"}


def write_pages(pages: list[Page], folder: Path) -> list[str]:
    """Write every page below `folder`; the reference of each, in the order given."""
    references: list[str] = []
    rows: list[str] = []
    records: list[bytes] = [_warcinfo()]
    for page in pages:
        if page.container == "jsonl":
            rows.append(_row(page, len(rows)))
            references.append(f"{JSONL}#{len(rows)}")
        elif page.container == "warc":
            records.append(_response(page, len(records)))
            references.append(f"{WARC}#{page.url}")
        else:
            references.append(_file(page, folder, len(references)))
    (folder / JSONL).write_text("".join(rows), encoding="utf-8")
    (folder / WARC).write_bytes(b"".join(_squeeze(record) for record in records))
    if len(set(references)) != len(references):
        raise ValueError("two pages share one reference")
    return references


def _squeeze(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=9, mtime=0)


def _file(page: Page, folder: Path, number: int) -> str:
    stem = page.outlet.domain.removesuffix(".example")
    if page.container != "txt":
        name = f"{stem}/{page.slug}{_EXTENSIONS[page.container]}"
    elif page.outlet.network:
        digest = hashlib.sha256(page.content + page.slug.encode()).hexdigest()[:16]
        name = f"dump/{number:03}_{digest}.txt"
    else:
        name = f"text/{stem}-{page.slug}.txt"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_squeeze(page.content) if page.container == "gz" else page.content)
    return name


def is_html(page: Page) -> bool:
    """Whether the content is a page and not a text dump."""
    return b"<html" in page.content[:400].lower()


def _row(page: Page, number: int) -> str:
    field = "html" if is_html(page) else "text"
    captured = f"2025-07-{number % 9 + 1:02}T04:{number:02}:00Z"
    row = {"url": page.url, field: page.content.decode(page.encoding), "captured": captured}
    return json.dumps(row, ensure_ascii=False) + "\n"


def _record(kind: str, name: str, headers: Iterable[tuple[str, str]], block: bytes, minute: int) -> bytes:
    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(_NAMESPACE, name)}>"),
        ("WARC-Date", f"2025-07-12T03:{minute:02}:00Z"),
        *headers,
        ("Content-Length", str(len(block))),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def _warcinfo() -> bytes:
    block = b"software: make_week.py\r\nformat: WARC File Format 1.1\r\ndescription: an invented crawl\r\n"
    return _record("warcinfo", "warcinfo", [("Content-Type", "application/warc-fields")], block, 0)


def _digest(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def _response(page: Page, number: int) -> bytes:
    """One response record; every third one has its body in chunks."""
    assert page.url
    kind = f"Content-Type: text/html; charset={page.encoding}\r\n"
    if number % 3:
        head = f"HTTP/1.1 200 OK\r\n{kind}Content-Length: {len(page.content)}\r\n\r\n"
        body = page.content
    else:
        head = f"HTTP/1.1 200 OK\r\n{kind}Transfer-Encoding: chunked\r\n\r\n"
        pieces = [page.content[at : at + 1500] for at in range(0, len(page.content), 1500)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    if page.refusal == "error_page":
        head = head.replace("200 OK", "404 Not Found")
    block = head.encode() + body
    headers = [
        ("WARC-Target-URI", page.url),
        ("Content-Type", "application/http; msgtype=response"),
        ("WARC-Payload-Digest", _digest(body)),  # as transferred, chunks and all: what warcio checks
        ("WARC-Block-Digest", _digest(block)),
    ]
    return _record("response", page.url, headers, block, number)
