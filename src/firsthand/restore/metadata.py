"""Title, byline, outlet, address and section: what the page states, checked against what it shows."""

import dataclasses
import re
from collections.abc import Iterable
from typing import Any

from rapidfuzz import fuzz
from selectolax.lexbor import LexborHTMLParser

from firsthand.model import Evidence, Span
from firsthand.restore import embedded
from firsthand.restore.draft import Line

_SEPARATOR = re.compile(r"\s+[|\-–—•·»:›/]\s+|\s*[|»›]\s*|\s+::\s+")
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


def read(tree: LexborHTMLParser, page: str) -> Meta:
    """Return what a parsed page states about itself; call it before `markup.sheet`, which drops parts of the tree."""
    tags: dict[str, list[str]] = {}
    for node in tree.css("meta[content]")[:600]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content and content.strip():
            tags.setdefault(name.strip().lower(), []).append(_SPACES.sub(" ", content).strip()[:2_000])
    title, link, root = tree.css_first("title"), tree.css_first('link[rel="canonical"]'), tree.css_first("html")
    return Meta(
        tags=tags,
        title=_one(title.text()) if title else None,
        canonical=link.attributes.get("href") if link else None,
        language=root.attributes.get("lang") if root else None,
        json=embedded.read(tree, page),
        bylines=_bylines(tree),
        times=_times(tree),
        widgets={},
    )


def _one(text: str | None) -> str | None:
    text = _SPACES.sub(" ", text or "").strip()
    return text or None


_BYLINE_SELECTORS = (
    ("restore.byline.rel", '[rel~="author"]'),
    ("restore.byline.itemprop", '[itemprop="author"]'),
    ("restore.byline.class", '[class*="byline" i],[class*="author-name" i],[class*="author_name" i],'
     '[class~="author" i],'
     '[class*="authors" i],[class*="autor" i],[class*="article-author" i],[class*="post-author" i]'),
)  # fmt: skip


def _bylines(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    found = []
    for rule, selector in _BYLINE_SELECTORS:
        for node in tree.css(selector)[:12]:
            if node.tag in ("meta", "link"):
                text = node.attributes.get("content")
            else:
                inner = node.css_first('[itemprop="name"]') if rule == "restore.byline.itemprop" else None
                chosen = inner if inner is not None else node
                text = chosen.attributes.get("content") or chosen.text(separator=" ")
            text = _one(text)
            if text and len(text) <= 200:
                found.append((rule, text))
    return found


def _times(tree: LexborHTMLParser) -> list[tuple[str, str, str]]:
    found = []
    for node in tree.css('time,[itemprop="datePublished"],[itemprop="dateModified"]')[:60]:
        attributes = node.attributes
        words = " ".join(str(attributes.get(key) or "") for key in ("class", "itemprop", "id", "pubdate")).lower()
        value = attributes.get("datetime") or attributes.get("content") or ""
        shown = _one(node.text(separator=" ")) if node.tag != "meta" else None
        found.append((words, value.strip()[:80], (shown or "")[:120]))
    return found


def first(meta: Meta, *names: str) -> str | None:
    """Return the first ``meta`` value under the first of these names that the page has."""
    for name in names:
        values = meta.tags.get(name)
        if values:
            return values[0]
    return None


def _close(left: str, right: str) -> float:
    """Return how alike two titles are, 0 to 1, whatever their case."""
    return fuzz.ratio(left.casefold(), right.casefold()) / 100


def pieces(title: str) -> list[str]:
    """Return a ``title`` text cut at its separators, longest stretches first: the whole, then without its ends."""
    cuts = [found.span() for found in _SEPARATOR.finditer(title)][:12]
    forms = [title]
    forms += [title[:low].strip() for low, _ in reversed(cuts)]
    forms += [title[high:].strip() for _, high in cuts]
    return [form for form in dict.fromkeys(forms) if form]


def title(meta: Meta, lines: list[Line], outlet: str | None) -> tuple[str | None, Line | None, Evidence | None]:
    """Return (headline, the line that shows it, evidence).

    Order of trust: the ``h1`` nearest to what the head says; a shown line that equals what the head says; what the head
    says, cut at its separator where the outlet's name follows.
    """
    stated = [text for text in (first(meta, "og:title", "twitter:title"), _string(meta.json.article.get("headline")))
              if text]  # fmt: skip
    forms = [form for text in stated for form in pieces(embedded.plain(text))]
    if meta.title:
        forms += pieces(meta.title)
    headings = [line for line in lines if line.tag in ("h1", "h2", "h3") or "headline" in line.hint[:60]][:80]
    best: tuple[float, Line] | None = None
    for line in headings:
        if len(line.text) > 400 or (outlet and _close(line.text, outlet) > 0.85):
            continue
        likeness = max((_close(line.text, form) for form in forms), default=0.0)
        score = likeness + (0.25 if line.tag == "h1" else 0.0) + min(len(line.text), 60) / 600
        if likeness >= 0.6 and (best is None or score > best[0] + 1e-9):
            best = score, line
    if best is not None:
        return best[1].text, best[1], _evidence("restore.title.heading", best[1].text, best[1].place)
    ones = [line for line in headings if line.tag == "h1" and 8 <= len(line.text) <= 300]
    if not forms and ones:
        return ones[0].text, ones[0], _evidence("restore.title.h1", ones[0].text, ones[0].place)
    if stated:
        text = _without_outlet(embedded.plain(stated[0]), outlet)
        return text, None, _evidence("restore.title.stated", text, None)
    if meta.title:
        text = _without_outlet(meta.title, outlet)
        return text, None, _evidence("restore.title.element", text, None)
    return None, None, None


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _evidence(rule: str, quote: str, where: Span | None) -> Evidence:
    return Evidence(rule=rule, quote=quote, locus="page", where=where)


def _without_outlet(text: str, outlet: str | None) -> str:
    """Return a title without the outlet's name before or after a separator; without a name, the longest part."""
    cuts = list(_SEPARATOR.finditer(text))
    if not cuts:
        return text
    if outlet:
        head, tail = text[: cuts[-1].start()], text[cuts[-1].end() :]
        if _close(tail, outlet) > 0.6 or fuzz.partial_ratio(tail.casefold(), outlet.casefold()) > 90:
            return head.strip()
        head, tail = text[: cuts[0].start()], text[cuts[0].end() :]
        if _close(head, outlet) > 0.6:
            return tail.strip()
    head = text[: cuts[-1].start()].strip()
    tail = text[cuts[-1].end() :].strip()
    return head if len(head) >= len(tail) and len(head) > 15 else text


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
    for stated in (meta.canonical, first(meta, "og:url"), _string(meta.json.article.get("url"))):
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
