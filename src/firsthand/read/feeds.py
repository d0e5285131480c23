"""Feeds with the whole articles in them: RSS, Atom, JSON Feed. One item is one page, one record or refusal.

The page of an item is made of what the feed says: its headline, its address, its days, its author and its content, as
markup; nothing is added. An item that gives a summary alone is refused (``read.feed.summary``): a summary would pass
for the article. XML that declares entities, or is not well-formed, is refused whole.
"""

import datetime as dt
import email.utils
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from firsthand.model import Record, Refusal, Sighting
from firsthand.read.page import name_of, page, whole
from firsthand.read.piece import Facts, Found, Job, Piece, address, clean, refusal

MOST = 50_000
"""Items of one feed; a larger one holds more than any server sends."""

WORDS = 150
"""A summary of so many words is taken for the whole article: many feeds give the article there. Of the pages under
`examples/week` the shortest article has 97 words, half have over 314, the longest first paragraph has 51."""

_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one page."""

    title: str = ""
    url: str = ""
    content: str = ""
    """Markup; empty when there is a summary alone."""
    summary: str = ""
    """Markup."""
    published: str = ""
    """ISO 8601; empty when it is not told, or not in a form that can be read."""
    updated: str = ""
    author: str = ""


def feed(piece: Piece, job: Job) -> Found:
    """Read a feed."""
    here = Sighting(file=piece.file)
    limit = 2 * job.options.page_limit
    data = whole(piece.stream, limit)
    if data is None:
        yield refusal(here, "too_large", f"a feed of more than {limit:,} bytes", piece.stream.size)
        return
    try:
        found = _json(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml(data)
        items = list(found)
    except _Wrong as wrong:
        yield refusal(here, "too_hostile" if wrong.hostile else "damaged", f"the feed {wrong}", len(data))
        return
    if not items:
        yield refusal(here, "no_article", "the feed holds no item", len(data))
    for number, item in enumerate(items[:MOST], 1):
        where = Sighting(file=piece.file, offset=number)
        yield _record(item, Facts(where, f"{name_of(piece)}:{number}", address(item.url), decoded=True), job)
    if len(items) > MOST:
        yield refusal(here, "too_large", f"{len(items):,} items; the first {MOST:,} are read")


class _Wrong(Exception):
    """Why a feed cannot be read."""

    def __init__(self, why: str, *, hostile: bool = False) -> None:
        super().__init__(why)
        self.hostile = hostile


def _record(item: Item, facts: Facts, job: Job) -> Record | Refusal:
    content = item.content
    if not content.strip():
        words = len(_TAG.sub(" ", item.summary).split())
        if words < WORDS:
            told = f"a summary of {words} words" if words else "no text"
            return refusal(facts.sighting, "no_article", f"the feed gives {told}; take in the page itself")
        content = item.summary
    return page(clean(_page(item, content)).encode("utf-8"), "html", facts, job.options)


def _page(item: Item, content: str) -> str:
    """Return an item as a page."""
    title = html.escape(html.unescape(_TAG.sub(" ", item.title)).strip())
    metas = (
        ("property", "og:title", title),
        ("property", "article:published_time", html.escape(item.published)),
        ("property", "article:modified_time", html.escape(item.updated)),
        ("name", "author", html.escape(item.author.strip())),
    )
    head = "".join(f'<meta {kind}="{name}" content="{value}">\n' for kind, name, value in metas if value)
    link = f'<link rel="canonical" href="{html.escape(item.url)}">\n' if item.url else ""
    return (
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n{link}{head}</head>\n'
        f"<body>\n<article>\n<h1>{title}</h1>\n{content}\n</article>\n</body>\n</html>\n"
    )


def _json(data: bytes) -> Iterator[Item]:
    try:
        found = json.loads(data.decode("utf-8-sig", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise _Wrong(f"is not JSON: {str(error)[:120]}") from error
    items = found.get("items") if isinstance(found, dict) else None
    for each in items if isinstance(items, list) else ():
        if not isinstance(each, dict):
            continue
        said = {key: value for key, value in each.items() if isinstance(value, str)}
        plain = "".join(f"<p>{html.escape(part)}</p>\n" for part in said.get("content_text", "").split("\n\n") if part)
        authors = each.get("authors") if isinstance(each.get("authors"), list) else [each.get("author")]
        names = [one["name"] for one in authors or () if isinstance(one, dict) and isinstance(one.get("name"), str)]
        yield Item(
            said.get("title", ""),
            said.get("url", "") or said.get("external_url", ""),
            said.get("content_html", "") or plain,
            html.escape(said.get("summary", "")),
            _day(said.get("date_published", "")),
            _day(said.get("date_modified", "")),
            ", ".join(names),
        )


def _xml(data: bytes) -> Iterator[Item]:
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise _Wrong("declares entities, which can unfold without end", hostile=True)
    try:
        tree = ElementTree.fromstring(data)  # entities were looked for, and none is ever fetched
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise _Wrong(f"is not well-formed XML: {str(error)[:120]}") from error
    for element in tree.iter():
        if _local(element) in ("item", "entry"):
            try:
                yield _item(element)
            except RecursionError as error:
                raise _Wrong("nests its content without end", hostile=True) from error


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _item(element: ElementTree.Element) -> Item:
    """Return one ``item`` of RSS, or ``entry`` of Atom."""
    said: dict[str, str] = {}
    content = summary = url = ""
    for child in element:
        name = _local(child)
        if name == "link":
            if child.get("rel", "alternate") == "alternate":
                url = url or child.get("href") or (child.text or "").strip()
        elif name in ("encoded", "content"):
            content = content or _markup(child)
        elif name in ("description", "summary"):
            summary = summary or _markup(child)
        elif name == "author":
            said.setdefault(name, next((c.text or "" for c in child if _local(c) == "name"), child.text or ""))
        elif name:
            said.setdefault(name, child.text or "")
    guid = said.get("guid", "").strip()
    return Item(
        said.get("title", ""),
        said.get("origLink", "").strip() or url or (guid if guid.startswith(("http://", "https://")) else ""),
        content,
        summary,
        next((day for name in ("pubDate", "published", "date", "issued") if (day := _day(said.get(name, "")))), ""),
        next((day for name in ("updated", "modified") if (day := _day(said.get(name, "")))), ""),
        said.get("creator") or said.get("author") or "",
    )


def _markup(element: ElementTree.Element) -> str:
    """Return the content of an element as markup: escaped markup, plain text (Atom), or markup in the feed's own."""
    kind = element.get("type", "html")
    if len(element):
        for each in element.iter():
            if isinstance(each.tag, str):
                each.tag = each.tag.rpartition("}")[2]
        return "".join(ElementTree.tostring(child, "unicode", "html") for child in element)
    text = element.text or ""
    if kind in ("text", "text/plain"):
        return "".join(f"<p>{html.escape(part)}</p>\n" for part in text.split("\n\n") if part.strip())
    return text if kind in ("html", "xhtml") or "html" in kind else ""


def _day(value: str) -> str:
    """Return a date of a feed in ISO 8601, its offset kept; empty when it cannot be read."""
    value = value.strip()[:60]
    try:
        return dt.datetime.fromisoformat(value).isoformat() if value[:4].isdigit() else (
            email.utils.parsedate_to_datetime(value).isoformat()
        )  # fmt: skip
    except (ValueError, TypeError):
        return ""
