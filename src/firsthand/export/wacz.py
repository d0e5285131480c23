"""WACZ 1.1.1: captured pages with an index, for replay in web archives' viewers and as evidence.

``archive/data.warc.gz`` holds each page as one member of gzip, so that the index (CDXJ) can point at it;
``pages/pages.jsonl`` lists the pages with their dates; ``datapackage.json`` has the SHA-256 of every file, and
``datapackage-digest.json`` that of ``datapackage.json``. The same archive gives the same bytes.
"""

import datetime as dt
import gzip
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from firsthand.export import warc
from firsthand.export.page import Page, known
from firsthand.model import Record

_WARC, _INDEX, _PAGES = "archive/data.warc.gz", "indexes/index.cdxj", "pages/pages.jsonl"


def wacz(pages: Iterable[Page], record: Callable[[str], Record | None], title: str, known_by: dt.datetime) -> bytes:
    """Return the WACZ.

    Args:
        pages: to be held.
        record: gives a page as captured, by its id.
        title: what it is about.
        known_by: a time at which the archive had all pages.
    """
    parts = [_member(warc.info(title, known_by))]
    at, index = len(parts[0]), []
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}
    listed = [json.dumps(head)]
    for page in pages:
        found = record(page.id)
        if found is None:
            continue
        one = warc.framed(found, known_by)
        data = _member(one.data)
        index.append(_line(one, at, len(data)))
        listed.append(json.dumps(_page(page, one), ensure_ascii=False))
        parts.append(data)
        at += len(data)
    files = {
        _WARC: b"".join(parts),
        _INDEX: "".join(sorted(index)).encode("utf-8", "replace"),
        _PAGES: ("\n".join(listed) + "\n").encode("utf-8", "replace"),
    }
    package = json.dumps(_package(files, title, known_by), indent=2).encode() + b"\n"
    digest = {"path": "datapackage.json", "hash": _sha(package)}
    return _zipped(
        files | {"datapackage.json": package, "datapackage-digest.json": json.dumps(digest).encode() + b"\n"}
    )


def surt(address: str) -> str:
    """Return an address as indexes sort it: host from its end, in small letters; no scheme, ``www.`` or anchor."""
    try:
        parts = urlsplit(address.strip().lower())
        port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
        host = parts.hostname or ""
    except ValueError:
        return address
    if parts.scheme not in ("http", "https") or not host:
        return address
    turned = ",".join(reversed(re.sub(r"^www\d*\.", "", host).split(".")))
    path = parts.path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{turned}{port}){path}{'?' + query if query else ''}"


def _line(one: warc.Framed, offset: int, length: int) -> str:
    says = {
        "url": one.uri, "mime": one.mime, "status": str(one.status), "digest": f"sha256:{one.digest}",
        "length": str(length), "offset": str(offset), "filename": _WARC.rpartition("/")[2],
    }  # fmt: skip
    key = re.sub(r"\s", "%20", surt(one.uri))
    return f"{key} {one.date:%Y%m%d%H%M%S} {json.dumps(says)}\n"


def _page(page: Page, one: warc.Framed) -> dict[str, object]:
    return (
        known(id=page.id, url=one.uri, ts=warc.stamp(one.date), title=page.article.title, text=page.article.text)
        | page.dates
    )


def _package(files: dict[str, bytes], title: str, known_by: dt.datetime) -> dict[str, object]:
    listed = [
        {"name": name.rpartition("/")[2], "path": name, "hash": _sha(data), "bytes": len(data)}
        for name, data in files.items()
    ]
    return {
        "profile": "data-package", "wacz_version": "1.1.1", "title": title, "software": "firsthand",
        "created": warc.stamp(known_by), "resources": listed,
    }  # fmt: skip


def _member(data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)


def _sha(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # its date is 1 January 1980, whatever the clock says
            entry.external_attr, entry.create_system = 0o100644 << 16, 3
            made.writestr(entry, data)
    return out.getvalue()
