"""Every date that a page states about itself, each with where it stood; which is true is for `dating` to say."""

import datetime as dt
import re
from collections.abc import Iterator

from firsthand import dates
from firsthand.model import Evidence, Span, Stated, Stating
from firsthand.restore.draft import Line
from firsthand.restore.metadata import Meta

_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "article.published", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date.created", "sailthru.date",
    "parsely-pub-date", "citation_publication_date", "cxenseparse:recs:publishtime", "published_time", "datecreated",
    "rnews:datepublished", "release_date", "displaydate", "article_date_original", "originalpublicationdate", "ptime",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "last-modified", "lastmod",
    "modified_time", "revised", "dcterms.modified", "dc.date.modified", "date.updated", "utime", "lastupdated",
)  # fmt: skip
_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/\-_.]?(0[1-9]|1[0-2])[/\-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_UPDATE_WORD = re.compile(
    r"\b(?:updated?|modified|revised|last|actualizad|aktualisiert|mis à jour|aggiornat|atualizad|bijgewerkt|opdateret|"
    r"uppdaterad|oppdatert|zaktualizowano|обновлен|更新|업데이트)", re.I
)  # fmt: skip


def read(meta: Meta | None, lines: list[Line], page: str, url: str | None) -> tuple[Stated, ...]:
    """Return the stated dates in order of trust: JSON-LD, ``meta``, ``time`` elements, shown date lines, address."""
    found: list[Stated] = []
    for kind, rule, quote, where in _machine(meta, page) if meta is not None else ():
        found += _parsed(kind, rule, quote, where)
    found += _shown(lines)
    if url and (match := _ADDRESS.search(url)):
        where = Span(start=match.start(), end=match.end())
        evidence = Evidence(rule="restore.stated.address", quote=match.group(), locus="url", where=where)
        found += [_stated("claimed", interval, evidence) for interval in dates.parse("-".join(match.groups()))]
    seen: set[tuple[object, ...]] = set()
    kept = []
    for item in found:
        key = (item.kind, item.earliest, item.latest, item.instant, item.evidence.rule)
        if key not in seen:
            seen.add(key)
            kept.append(item)
    return tuple(kept[:60])


def _machine(meta: Meta, page: str) -> Iterator[tuple[Stating, str, str, Span | None]]:
    kind: Stating
    for key, kind in (("datePublished", "published"), ("dateModified", "updated")):
        value = meta.json.article.get(key)
        if isinstance(value, str) and value.strip():
            yield kind, "restore.stated.json", value, _within(page, value, meta.json.place)
    for names, kind in ((_PUBLISHED, "published"), (_UPDATED, "updated")):
        for name in names:
            for value in meta.tags.get(name, [])[:2]:
                yield kind, "restore.stated.meta", value, _within(page, value, None)
    for words, value, shown in meta.times[:8]:
        kind = "updated" if "modif" in words or "updat" in words or _UPDATE_WORD.search(shown) else "published"
        if value:
            yield kind, "restore.stated.time", value, _within(page, value, None)


def _within(page: str, value: str, place: Span | None) -> Span | None:
    at = page.find(value, place.start, place.end) if place else page.find(value)
    return Span(start=at, end=at + len(value)) if at >= 0 else None


def _parsed(kind: Stating, rule: str, quote: str, where: Span | None) -> Iterator[Stated]:
    for interval in dates.parse(quote):
        if interval.earliest is None or interval.latest is None:
            continue
        yield _stated(kind, interval, Evidence(rule=rule, quote=quote, locus="page", where=where))


def _stated(kind: Stating, interval: dates.Interval, evidence: Evidence) -> Stated:
    earliest, latest = interval.earliest or dt.date.min, interval.latest or dt.date.max
    return Stated(kind=kind, earliest=earliest, latest=latest, instant=interval.instant, evidence=evidence)


def _shown(lines: list[Line]) -> list[Stated]:
    """Return the dates of short lines around the headline and the body's ends, which readers take for the day."""
    found: list[Stated] = []
    body = [number for number, line in enumerate(lines) if line.role in ("paragraph", "heading", "item", "entry")]
    start, end = (body[0], body[-1]) if body else (len(lines), len(lines))
    for number, line in enumerate(lines):
        if not (start - 25 <= number < start + 3 or end < number <= end + 4) or len(line.text) > 140:
            continue
        if line.role in ("paragraph", "heading", "item") and len(line.text) > 60:
            continue
        for low, high, intervals in dates.find(line.text):
            place = _span(line, low, high)
            kind: Stating = "updated" if _UPDATE_WORD.search(line.text[max(0, low - 40) : low]) else "claimed"
            evidence = Evidence(rule="restore.stated.line", quote=line.text[low:high], locus="page", where=place)
            found += [_stated(kind, one, evidence) for one in intervals if one.earliest and one.latest and
                      (one.latest - one.earliest).days < 2]  # fmt: skip
            break
        if len(found) > 12:
            break
    return found


def _span(line: Line, low: int, high: int) -> Span:
    inside = [run for run in line.runs if run.at < high and run.at + run.length > low]
    if not inside:
        return line.place
    head, tail = inside[0], inside[-1]
    start = head.page + (max(0, low - head.at) if head.length == head.page_length else 0)
    past = min(high, tail.at + tail.length) - tail.at if tail.length == tail.page_length else tail.page_length
    return Span(start=start, end=tail.page + past)
