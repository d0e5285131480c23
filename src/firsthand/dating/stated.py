"""What a page states about its own day: date line, metadata, address, headers; and when it was collected."""

import datetime as dt
import re

import msgspec

from firsthand.dates import parse
from firsthand.model import Article, Clue, Evidence, Record, Span

_URL = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/\-_.]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)


def stated_clues(article: Article, record: Record) -> list[Clue]:
    """Return one clue for each date that the page, its address or its headers state, and for the capture."""
    found = [
        Clue(
            kind=stated.kind, earliest=stated.earliest, latest=stated.latest, evidence=_named(stated.evidence, article)
        )
        for stated in article.stated
        if stated.kind != "captured"
    ]
    found += _address(article, record)
    found += _headers(record)
    if record.captured is not None:
        day = record.captured.astimezone(dt.UTC).date()
        evidence = Evidence(
            rule="dating.stated.captured",
            quote=record.captured.isoformat(),
            record=record.id,
            locus="header",
            weight=12.0,
            note=f"collected on {day}; nothing is written after it was collected",
        )
        found.append(Clue(kind="captured", latest=day, evidence=evidence))
    return found


def _named(evidence: Evidence, article: Article) -> Evidence:
    """Return evidence with its page: all copies of a text are dated together, and each piece opens its own page."""
    return evidence if evidence.record else msgspec.structs.replace(evidence, record=article.record)


def address_day(url: str) -> tuple[dt.date, str] | None:
    """Return the day in the path of an address with its characters; None when it carries none."""
    found = _in_path(url)
    return (found[0], found[1].group()) if found else None


def _in_path(url: str) -> tuple[dt.date, re.Match[str]] | None:
    start = url.find("/", url.find("//") + 2)
    match = _URL.search(url, max(0, start)) if start > 0 else None
    if match is None:
        return None
    try:
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"])), match
    except ValueError:
        return None


def _address(article: Article, record: Record) -> list[Clue]:
    """Return the day in the path of the address, unless the article states one from there already."""
    url = record.url or article.url
    if url is None or any(stated.evidence.locus == "url" for stated in article.stated):
        return []
    found = _in_path(url)
    if found is None:
        return []
    day, match = found
    evidence = Evidence(
        rule="dating.stated.address",
        quote=match.group(),
        record=article.record,
        locus="url",
        where=Span(start=match.start(), end=match.end()),
        weight=3.0,
        note="the address carries a day",
    )
    return [Clue(kind="published", earliest=day, latest=day, evidence=evidence)]


def _headers(record: Record) -> list[Clue]:
    """Return the bound that ``last-modified`` gives; ``date`` only tells when the page was served."""
    found = []
    for name, rule in (("last-modified", "dating.stated.modified"), ("date", "dating.stated.served")):
        value = next((text for key, text in record.headers if key == name), None)
        candidates = parse(value) if value else ()
        if not candidates or candidates[0].latest is None:
            continue
        evidence = Evidence(
            rule=rule,
            quote=f"{name}: {value}",
            record=record.id,
            locus="header",
            weight=1.5 if name == "last-modified" else 8.0,
            note="the server says that the page has not changed since" if name != "date" else "served on this day",
        )
        found.append(Clue(kind="before", latest=candidates[0].latest, evidence=evidence))
    return found
