"""Title, byline, outlet, address and section: what the page states, checked against what it shows."""

import dataclasses
import html
import re
from collections.abc import Iterable
from typing import Any

from rapidfuzz import fuzz

from firsthand.model import Evidence, Span
from firsthand.restore import embedded, tokens
from firsthand.restore.draft import Line

_SEPARATOR = re.compile(r"\s+[|\-–—•·»:›/]\s+|\s*[|»›]\s*|\s+::\s+")
_COLON = re.compile(r"^([^:：]{2,40})[:：]\s+(?=\S)")
"""A name before a colon: ``<site>: <headline>``, but also ``<topic>: <headline>``; believed only with other signs."""
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
    for at, (_, close, name, text, _) in enumerate(found.rows):
        if close or not text:
            continue
        kind = name.lower()
        if kind == "meta":
            _keep(tags, tokens.attributes(text))
        elif kind == "link":
            canonical = canonical or _canonical(text)
        elif kind == "html":
            language = language or tokens.attributes(text).get("lang")
        if kind == "time" or "datePublished" in text or "dateModified" in text:
            _time(found, at, times)
        if _AUTHOR.search(text):
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


_AUTHOR = re.compile(r"author|byline|autor", re.I)
_AUTHOR_CLASS = re.compile(
    r"byline|author[-_]name|(?:^|\s)author(?:$|\s)|authors|autor|article-author|post-author", re.I
)
_MOST = 12
"""Marked elements of one kind that are looked at."""


def _byline(found: tokens.Tokens, at: int, bylines: list[tuple[str, str]]) -> None:
    """Keep the text of an element that is marked as the author's."""
    attributes = tokens.attributes(found.rows[at][3])
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
    text = attributes.get("content") or (None if found.rows[at][2].lower() in ("meta", "link") else _inside(found, at))
    text = _one(text)
    if text and len(text) <= 200:
        bylines += [(rule, text) for rule in rules]


def _inside(found: tokens.Tokens, at: int) -> str:
    """Return the text of the element that a token opens, as far as 60 tokens and 400 characters go."""
    name, depth, parts, length = found.rows[at][2].lower(), 0, [], 0
    for tag, close, other, _, text in found.rows[at : at + 60]:
        if other.lower() == name and not tag.endswith("/>"):
            depth += -1 if close else 1
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
    attributes = tokens.attributes(found.rows[at][3])
    if found.rows[at][2].lower() != "time" and attributes.get("itemprop") not in ("datePublished", "dateModified"):
        return
    words = " ".join(attributes.get(key, "") for key in ("class", "itemprop", "id", "pubdate")).lower()
    value = attributes.get("datetime") or attributes.get("content") or ""
    shown = _one(_inside(found, at)) if found.rows[at][2].lower() != "meta" else None
    times.append((words, value.strip()[:80], (shown or "")[:120]))


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
    shown = _shown_part(forms, lines) if not any(line.tag == "h1" for line in headings) else None
    for line in headings if shown is None else ():
        if len(line.text) > 400 or (outlet and _close(line.text, outlet) > 0.85):
            continue
        likeness = max((_close(line.text, form) for form in forms), default=0.0)
        score = likeness + (0.25 if line.tag == "h1" else 0.0) + min(len(line.text), 60) / 600
        if likeness >= 0.6 and (best is None or score > best[0] + 1e-9):
            best = score, line
    if shown is not None:
        return shown.text, shown, _evidence("restore.title.shown", shown.text, shown.place)
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


def _shown_part(forms: list[str], lines: list[Line]) -> Line | None:
    """Return the line that shows what the head says or a part of it; the longest part, of equal ones the first line."""
    wanted = {form.casefold(): len(form) for form in forms if form.count(" ") >= 2 or len(form) > 20}
    for form in forms:
        if found := _COLON.match(form):
            rest = form[found.end() :]
            wanted.setdefault(rest.casefold(), len(rest))
    best: Line | None = None
    for line in lines[:200]:
        if line.links < 0.5 and wanted.get(line.text.casefold(), 0) > (len(best.text) if best else 8):
            best = line
    return best


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
