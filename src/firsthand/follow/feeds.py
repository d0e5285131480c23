"""What a fetched body lists: RSS, Atom, JSON Feed, sitemap, OPML, or a list of addresses; told by form."""

import io
import json
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

import feedparser
from defusedxml import DefusedXmlException, ElementTree

Kind = Literal["feed", "sitemap", "index", "opml", "addresses", "page"]
_MOST = 50_000
"""Addresses of one list; the limit of the sitemap protocol."""
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})[\s>/]")
_FEEDS = frozenset({"rss", "feed", "rdf"})
_XML: dict[str, tuple[Kind, str]] = {
    "urlset": ("sitemap", "loc"), "sitemapindex": ("index", "loc"), "opml": ("opml", "outline"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """What a body is, and the addresses that it lists, each once, in its order."""

    kind: Kind
    """``page`` when it lists nothing."""
    addresses: tuple[str, ...] = ()
    """Absolute http and https addresses: of pages, or of further lists (``index``, ``opml``, ``addresses``)."""


def read(body: bytes, base: str = "") -> Listing:
    """Return what a body lists; a body that cannot be read as a list is a page.

    Args:
        body: bytes without content encoding.
        base: the address that it came from, for relative ones.
    """
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"{":
        return _json(body, base)
    if start[:1] != b"<":
        return _lines(body)
    root = next((m[2].decode().lower() for m in _ROOT.finditer(start, 0, 4096)), "")
    if _declares_entities(body):
        return Listing("page")
    if root in _XML:
        return _xml(body, base, *_XML[root])
    if root in _FEEDS:
        found = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
        return Listing("feed", _kept([str(entry.get("link") or "") for entry in found.entries], base))
    return Listing("page")


def _declares_entities(body: bytes) -> bool:
    """Return whether an XML body declares entities: no feed needs to, and they can unfold without end."""
    return b"<!ENTITY" in body.replace(b"\0", b"")


def _xml(body: bytes, base: str, kind: Kind, name: str) -> Listing:
    try:
        tree = ElementTree.fromstring(body, forbid_dtd=False)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError):
        return Listing("page")
    found = [each for each in tree.iter() if str(each.tag).rpartition("}")[2].lower() == name]
    if kind == "opml":
        return Listing(kind, _kept([each.get("xmlUrl") or "" for each in found], base))
    return Listing(kind, _kept([each.text or "" for each in found], base))


def _json(body: bytes, base: str) -> Listing:
    try:
        whole = json.loads(body)
    except (ValueError, RecursionError):
        return Listing("page")
    items = whole.get("items") if isinstance(whole, dict) else None
    if not isinstance(items, list):
        return Listing("page")
    urls = [each.get("url") or each.get("external_url") for each in items if isinstance(each, dict)]
    return Listing("feed", _kept([url for url in urls if isinstance(url, str)], base))


def _lines(body: bytes) -> Listing:
    lines = [line.strip() for line in body.decode("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or not all(re.match(r"https?://\S+$", line) for line in lines):
        return Listing("page")
    return Listing("addresses", _kept(lines, ""))


def _kept(urls: list[str], base: str) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for url in urls[:_MOST]:
        try:
            whole = urljoin(base, url.strip())
        except ValueError:
            continue
        if url.strip() and whole.startswith(("http://", "https://")):
            kept[whole] = None
    return tuple(kept)
