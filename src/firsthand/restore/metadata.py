"""Title, byline, outlet, address and section: what the page states, checked against what it shows."""

import bisect
import dataclasses
import html
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any

from firsthand.model import Evidence
from firsthand.restore import embedded, tokens

_SPACES = re.compile(r"\s+")


@dataclasses.dataclass(slots=True)
class Meta:
    """What the head of a page states, before anything is believed."""

    tags: dict[str, list[str]]
    """``meta`` values by name or property, lower case, in page order."""
    title: str | None
    """The ``title`` element."""
    canonical: str | None
    """``link rel=canonical``."""
    language: str | None
    """``lang`` of the root element."""
    json: embedded.Embedded
    """JSON-LD and script state."""
    bylines: list[tuple[str, str]]
    """(rule, text) of elements marked as the author's."""
    times: list[tuple[str, str, str]]
    """(attribute words, machine value, shown text) of ``time`` elements and date microdata."""
    widgets: dict[str, bool]
    """Marks of whole-page states: ``noindex`` and so on."""


def read(found: tokens.Tokens) -> Meta:
    """Return what a page cut into tokens states about itself."""
    tags: dict[str, list[str]] = {}
    canonical = language = None
    bylines: list[tuple[str, str]] = []
    times: list[tuple[str, str, str]] = []
    for at in _stating(found):
        name, text, _, _ = found.rows[at]
        if name in _STATING:
            kind = name.lower()
            if kind == "meta":
                _keep(tags, tokens.attributes(text))
            elif kind == "link":
                canonical = canonical or _canonical(text)
            else:
                language = language or tokens.attributes(text).get("lang")
        if name == "time" or "datePublished" in text or "dateModified" in text:
            _time(found, at, times)
        if "uthor" in text or "yline" in text or "utor" in text:
            _byline(found, at, bylines)
    title = next((one for one in found.hidden if one.name == "title"), None)
    return Meta(
        tags=tags,
        title=_one(html.unescape(found.page[title.start : title.end])) if title else None,
        canonical=canonical,
        language=language,
        json=embedded.read(found),
        bylines=bylines,
        times=times,
        widgets={},
    )


_STATING = frozenset(("meta", "link", "html", "META", "LINK", "HTML", "Meta", "Link", "Html"))
_MARKS = ("uthor", "utor", "yline", "datePublished", "dateModified")
"""What the attributes of elements hold that are marked as author's or date's."""


def _stating(found: tokens.Tokens) -> list[int]:
    """Return the numbers of the start tags that may state something, in page order: by name, or by what they hold."""
    rows = found.rows
    numbers = {at for at, row in enumerate(rows) if row[0] == "time" or row[0] in _STATING}
    joined = "\n".join([row[1] for row in rows])  # one search for each mark, not one for each tag
    places = [place for mark in _MARKS for place in _finds(joined, mark)]
    if places:
        ends = list(itertools.accumulate(len(row[1]) + 1 for row in rows))
        numbers.update(bisect.bisect_right(ends, place) for place in places)
    return [at for at in sorted(numbers) if rows[at][0][:1] != "/" and (rows[at][1] or rows[at][0] == "time")]


def _finds(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + len(mark))


def _keep(tags: dict[str, list[str]], attributes: dict[str, str]) -> None:
    name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
    content = attributes.get("content")
    if name and content and content.strip() and len(tags) < 600:
        tags.setdefault(name.strip().lower(), []).append(_SPACES.sub(" ", content).strip()[:2_000])


def _canonical(text: str) -> str | None:
    if "canonical" not in text.lower():
        return None
    attributes = tokens.attributes(text)
    return attributes.get("href") if "canonical" in attributes.get("rel", "").lower().split() else None


def _one(text: str | None) -> str | None:
    text = _SPACES.sub(" ", text or "").strip()
    return text or None


_AUTHOR_CLASS = re.compile(
    r"byline|author[-_]name|(?:^|\s)author(?:$|\s)|authors|autor|article-author|post-author", re.I
)
_MOST = 12
"""Marked elements of one kind that are looked at."""


def _byline(found: tokens.Tokens, at: int, bylines: list[tuple[str, str]]) -> None:
    """Keep the text of an element that is marked as the author's."""
    attributes = tokens.attributes(found.rows[at][1])
    rules = [
        rule
        for rule, holds in (
            ("restore.byline.rel", "author" in attributes.get("rel", "").lower().split()),
            ("restore.byline.itemprop", attributes.get("itemprop") == "author"),
            ("restore.byline.class", _AUTHOR_CLASS.search(attributes.get("class", ""))),
        )
        if holds and sum(rule == other for other, _ in bylines) < _MOST
    ]
    if not rules:
        return
    text = attributes.get("content") or (None if found.rows[at][0].lower() in ("meta", "link") else _inside(found, at))
    text = _one(text)
    if text and len(text) <= 200:
        bylines += [(rule, text) for rule in rules]


def _inside(found: tokens.Tokens, at: int) -> str:
    """Return the text of the element that a token opens, as far as 60 tokens and 400 characters go."""
    name, depth, parts, length = found.rows[at][0].lower(), 0, [], 0
    for tag, attributes, _, text in found.rows[at : at + 60]:
        if tag.lower().removeprefix("/") == name and not attributes.endswith("/"):
            depth += -1 if tag[0] == "/" else 1
            if depth <= 0:
                break
        parts.append(text)
        length += len(text)
        if length > 400:
            break
    return html.unescape(" ".join(parts))


def _time(found: tokens.Tokens, at: int, times: list[tuple[str, str, str]]) -> None:
    """Keep a ``time`` element or date microdata: its words, machine value and shown text."""
    if len(times) >= 60:
        return
    attributes = tokens.attributes(found.rows[at][1])
    if found.rows[at][0].lower() != "time" and attributes.get("itemprop") not in ("datePublished", "dateModified"):
        return
    words = " ".join(attributes.get(key, "") for key in ("class", "itemprop", "id", "pubdate")).lower()
    value = attributes.get("datetime") or attributes.get("content") or ""
    shown = _one(_inside(found, at)) if found.rows[at][0].lower() != "meta" else None
    times.append((words, value.strip()[:80], (shown or "")[:120]))


def first(meta: Meta, *names: str) -> str | None:
    """Return the first ``meta`` value under the first of these names that the page has."""
    for name in names:
        values = meta.tags.get(name)
        if values:
            return values[0]
    return None


def string(value: Any) -> str | None:
    """Return a value if it is a string that says something."""
    return value if isinstance(value, str) and value.strip() else None


def outlet(meta: Meta, site: str | None) -> tuple[str | None, Evidence | None]:
    """Return (who published, evidence): ``og:site_name``, the JSON-LD publisher, the JSON-LD site."""
    for rule, value in (
        ("restore.outlet.site_name", first(meta, "og:site_name")),
        ("restore.outlet.publisher", next(iter(embedded.names(meta.json.article.get("publisher"))), None)),
        ("restore.outlet.organisation", next(iter(embedded.names(meta.json.site)), None)),
        ("restore.outlet.application", first(meta, "application-name", "dc.publisher", "twitter:app:name:iphone")),
    ):
        text = embedded.plain(value) if value else None
        if text and 1 < len(text) <= 80 and not text.startswith(("http:", "https:")):
            return text, Evidence(rule=rule, quote=text, locus="page")
    return None, None


_HOST = re.compile(r"^\s*(?:https?:)?//(?:[^/?#@\s]*@)?(?P<host>[^/?#:@\s]+)", re.IGNORECASE)


def address(meta: Meta, url: str | None) -> tuple[str | None, str | None]:
    """Return (address, site): the capture's, else the canonical one that the page states."""
    found = url
    for stated in (meta.canonical, first(meta, "og:url"), string(meta.json.article.get("url"))):
        if found:
            break
        if stated and stated.strip().lower().startswith(("http://", "https://")) and site_of(stated):
            found = stated.strip()
    return found, site_of(found)


def site_of(url: str | None) -> str | None:
    """Return the host of an address without ``www.``; None without one."""
    match = _HOST.match(url) if url else None
    return match["host"].lower().removeprefix("www.") if match else None


def section(meta: Meta) -> tuple[str | None, tuple[str, ...]]:
    """Return (section, breadcrumb) as the head states them."""
    stated = first(meta, "article:section", "og:section", "parsely-section", "section")
    if stated is None:
        value = meta.json.article.get("articleSection")
        stated = next(iter(_flat(value)), None)
    return (embedded.plain(stated) if stated else None), meta.json.crumbs


def _flat(value: Any) -> Iterable[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str) and item.strip()]
