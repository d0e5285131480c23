"""Every date that a page states about itself, each with where it stood; which is true is for `dating` to say.

The weight of the evidence is how often a statement of its rule and zone was the page's own day: it ranks statements
that disagree. Measured on development pages (docs/how/dating.md).
"""

import collections
import datetime as dt
import re
from collections.abc import Iterator

from msgspec import structs

from firsthand import dates
from firsthand.model import Evidence, Span, Stated, Stating
from firsthand.restore import dayorder, shown
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
_ADDRESS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/\-_.]?(?P<m>0[1-9]|1[0-2])[/\-_.]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_ADDRESS_DAY_FIRST = re.compile(r"(?<!\d)(?P<d>[0-2]\d|3[01])[\-_.](?P<m>0[1-9]|1[0-2])[\-_.](?P<y>20\d\d)(?!\d)")
_GENERIC = re.compile(r"publi|pubdate|issued|creat|date|datum|fecha")
_NOT_OWN = re.compile(r"modif|updat|expire|valid|revis|crawl|build|event|start|end|birth|last|render")
_SCRIPT_KEYS = (
    "datePublished", "uploadDate", "data-pubdate", "publishedAt", "published_at", "publishDate", "publish_date",
    "publicationDate", "firstPublished", "firstPublicationDate", "datePosted", "postDate", "post_date", "displayDate",
    "dateCreated", "deployDt", "deploy-dt",
)  # fmt: skip
_SCRIPT_VALUE = re.compile(
    r"(?:\\?[\"']|&quot;)?\s?[:=]\s?(?:\\?[\"']|&quot;)(\d{4}(?P<s>[-./]?)\d\d(?P=s)\d\d[^\"'&\\<]{0,24})"
)
"""Dates in scripts whose JSON is no article's, or cannot be read; the key of most trust first."""
_NUMBER = re.compile(r"\d+")
_FULL = re.compile(r"\d{4}|\d\d?[./-]\d\d?[./-]\d\d")
_MARKED: tuple[tuple[Stating, str], ...] = (
    ("published", "published"),
    ("published", "entry-date"),
    ("updated", "updated"),
)
"""Classes of the hAtom microformat, and of templates made after it, whose ``title`` holds the machine value."""
_MARKED_VALUE = re.compile(r"[^\"'<>]{0,80}[\"']\s{1,3}title\s?=\s?[\"'](\d{4}-\d\d-\d\d[^\"'<>]{0,20})[\"']")
_TITLED = 0.5
"""Their weight: too few on the development pages to be measured apart, so that of other script dates."""
_ATTRIBUTE = re.compile(r"(?:datetime|content)\s{0,3}=\s{0,3}[\"']?\s{0,3}$", re.IGNORECASE)
_HITS = 40
"""Places of one value or key in a page that are looked at."""
_HEAD, _SCRIPTED, _OTHER_SCRIPT, _CHANGED = 0.94, 0.95, 0.5, 0.25
"""How often head metadata, a ``datePublished`` elsewhere, other script dates, and dates of a change in metadata
were the page's own day, on the same pages as `shown.WEIGHTS`."""
_MOST = 40
"""Statements of one page that are kept."""

_Found = tuple[Stating, str, str, Span | None, float, str | None]
"""Kind, rule, quote, place, weight, note."""


def read(meta: Meta | None, lines: list[Line], page: str, url: str | None) -> tuple[Stated, ...]:
    """Return the stated dates: JSON-LD, ``meta``, scripts, ``time`` elements, shown date lines, address."""
    zones = shown.Zones(lines)
    found: list[Stated] = []
    if meta is not None:
        for one in (*_machine(meta, page), *_times(meta, page, zones)):
            found += _parsed(*one)
    lined = _lines(zones)
    found = [*_by_lines(found, lined), *lined]
    match = _ADDRESS.search(url) or _ADDRESS_DAY_FIRST.search(url) if url else None
    if match:
        where = Span(start=match.start(), end=match.end())
        evidence = Evidence(
            rule="restore.stated.address", quote=match.group(), locus="url", where=where, weight=0.98,
            note="the address carries a day",
        )  # fmt: skip
        found += [
            _stated("claimed", interval, evidence)
            for interval in dates.parse(f"{match['y']}-{match['m']}-{match['d']}")
        ]
    seen: set[tuple[object, ...]] = set()
    kept = []
    for item in found:
        key = (item.kind, item.earliest, item.latest, item.instant, item.evidence.rule, item.evidence.note)
        if key not in seen:
            seen.add(key)
            kept.append(item)
    return _ordered(kept[:_MOST], lines, meta.language if meta is not None else None, url)


def _by_lines(found: list[Stated], lined: list[Stated]) -> Iterator[Stated]:
    """Yield the statements; a ``time`` element of a day that lines show as that of a change alone is a change, too."""
    changed = {one.latest for one in lined if one.kind == "updated"} - {
        one.latest for one in lined if one.kind != "updated"
    }
    for one in found:
        if one.evidence.rule == "restore.stated.time" and one.latest in changed:
            weight = min(one.evidence.weight, shown.CHANGED)
            one = structs.replace(one, kind="updated", evidence=structs.replace(one.evidence, weight=weight))
        yield one


def _ordered(found: list[Stated], lines: list[Line], language: str | None, url: str | None) -> tuple[Stated, ...]:
    """Return the statements with the weight of each ambiguous one shared out between its readings."""
    readings: dict[tuple[object, ...], set[dt.date]] = collections.defaultdict(set)
    for one in found:
        readings[_same(one)].add(one.latest)
    if all(len(days) < 2 for days in readings.values()):
        return tuple(found)
    month = dayorder.month_first((line.text for line in lines), language, url)
    shared = []
    for one in found:
        days = readings[_same(one)]
        if len(days) > 1:
            first = _NUMBER.search(one.evidence.quote)
            share = month if first and one.latest.month == int(first.group()) else 1.0 - month
            evidence = structs.replace(one.evidence, weight=one.evidence.weight * share)
            one = structs.replace(one, evidence=evidence)
        shared.append(one)
    return tuple(shared)


def _same(one: Stated) -> tuple[object, ...]:
    """Return what the readings of one statement have in common."""
    return one.kind, one.evidence.rule, one.evidence.quote, one.evidence.where


def _machine(meta: Meta, page: str) -> Iterator[_Found]:
    """Yield what the head states: JSON-LD of the article, ``meta`` elements, and where both are silent a script."""
    kind: Stating
    said = False
    for key, kind, weight in (("datePublished", "published", _HEAD), ("dateModified", "updated", _CHANGED)):
        value = meta.json.article.get(key)
        if isinstance(value, str) and value.strip():
            said = said or kind == "published"
            yield kind, "restore.stated.json", value, _within(page, value, meta.json.place), weight, None
    others = [name for name in meta.tags if _GENERIC.search(name) and not _NOT_OWN.search(name)][:20]
    for names, kind, weight in ((dict.fromkeys((*_PUBLISHED, *others)), "published", _HEAD),
                                (dict.fromkeys(_UPDATED), "updated", _CHANGED)):  # fmt: skip
        for name in names:
            for value in meta.tags.get(name, [])[:2]:
                said = said or (kind == "published" and bool(_FULL.search(value)))
                yield kind, "restore.stated.meta", value, _within(page, value, None), weight, None
    if not said:
        found = list(_script(page))
        yield from found or _titled(page)


def _script(page: str) -> Iterator[_Found]:
    """Yield the first date under the most trusted key of the page's scripts."""
    for key in _SCRIPT_KEYS:
        for at in _places(page, key, 0):
            match = _SCRIPT_VALUE.match(page, at + len(key))
            if match:
                where = Span(start=match.start(1), end=match.end(1))
                weight = _SCRIPTED if key == _SCRIPT_KEYS[0] else _OTHER_SCRIPT
                yield "published", "restore.stated.script", match[1], where, weight, None
                return


def _titled(page: str) -> Iterator[_Found]:
    """Yield the day of an element that older templates mark: ``<abbr class="published" title="2013-04-04…">``."""
    for kind, word in _MARKED:
        for at in _places(page, word, 0):
            match = _MARKED_VALUE.match(page, at + len(word))
            if match:
                where = Span(start=match.start(1), end=match.end(1))
                yield kind, "restore.stated.script", match[1], where, _TITLED, None
                return


def _places(page: str, words: str, start: int) -> Iterator[int]:
    """Yield where words stand in the page from a place on, at most `_HITS` times."""
    at = page.find(words, start)
    for _ in range(_HITS):
        if at < 0:
            return
        yield at
        at = page.find(words, at + len(words))


def _times(meta: Meta, page: str, zones: shown.Zones) -> Iterator[_Found]:
    """Yield the machine values of ``time`` elements with their zones, in page order."""
    cursor = 0
    seen: collections.Counter[tuple[str, str]] = collections.Counter()
    for words, value, text in meta.times:
        hits = _places(page, value, cursor) if value else ()
        at = next((hit for hit in hits if _ATTRIBUTE.search(page, max(0, hit - 24), hit)), None)
        if at is None:
            continue
        cursor = at + len(value)
        changed = "modif" in words or "updat" in words or shown.UPDATED.search(text)
        kind: Stating = "updated" if changed else "published"
        where = Span(start=at, end=cursor)
        zone = zones.at(where.start)
        weight = shown.TIMES[zone][min(seen[kind, zone], 2)]
        seen[kind, zone] += 1
        if weight and not (changed and zone == "far"):
            note = shown.NOTES[zone]
            yield (
                kind,
                "restore.stated.time",
                value,
                where,
                min(weight, shown.changed_weight(zone)) if changed else weight,
                note,
            )


def _within(page: str, value: str, place: Span | None) -> Span | None:
    at = page.find(value, place.start, place.end) if place else page.find(value)
    return Span(start=at, end=at + len(value)) if at >= 0 else None


def _parsed(
    kind: Stating, rule: str, quote: str, where: Span | None, weight: float, note: str | None
) -> Iterator[Stated]:
    for interval in dates.parse(quote):
        if interval.earliest is not None and interval.latest is not None:
            evidence = Evidence(rule=rule, quote=quote, locus="page", where=where, weight=weight, note=note)
            yield _stated(kind, interval, evidence)


def _stated(kind: Stating, interval: dates.Interval, evidence: Evidence) -> Stated:
    earliest, latest = interval.earliest or dt.date.min, interval.latest or dt.date.max
    return Stated(kind=kind, earliest=earliest, latest=latest, instant=interval.instant, evidence=evidence)


def _lines(zones: shown.Zones) -> list[Stated]:
    """Return the dates that lines show to readers."""
    found: list[Stated] = []
    for one in shown.read(zones):
        evidence = Evidence(
            rule="restore.stated.line",
            quote=one.line.text[one.start : one.end],
            locus="page",
            where=shown.place(one.line, one.start, one.end),
            weight=one.weight,
            note=shown.NOTES[one.zone],
        )
        found += [_stated("updated" if one.changed else "claimed", reading, evidence) for reading in one.readings]
        if len(found) > _MOST:
            break
    return found
