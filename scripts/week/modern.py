"""Honest templates with metadata: JSON-LD, OpenGraph, microdata and an agency's own site."""
# ruff: noqa: E501 - the lines of page templates are as long as they are on the web

from __future__ import annotations

import json
import re

from .parts import (
    Sheet,
    american_date,
    comments,
    cookie_notice,
    credit_block,
    figure,
    footer,
    html,
    long_date,
    newsletter,
    related,
    share_bar,
    spanish_date,
    tags,
)

_TOPICS = re.compile(r"Kessar Strait|Bank of Corvane|Northern Clinics|Guara River|Hest Virgin|Brannock viaduct")


def _linked(line: str) -> str:
    """Link the first topic of a paragraph, inside the running text."""
    return _TOPICS.sub(lambda hit: f'<a href="/topic/{hit[0].lower().replace(" ", "-")}">{hit[0]}</a>', line, count=1)


def _paragraphs(sheet: Sheet, box_after: int = 4, box: str = "") -> str:
    rows = [f"<p>{_linked(html(part))}</p>" for part in sheet.body]
    if box and len(rows) > box_after + 2:
        rows.insert(box_after, box)
    return "\n".join(rows)


def jsonld(sheet: Sheet) -> str:
    """A content system of today, shared by three papers of one owner and by a Spanish one."""
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": sheet.title,
        "url": sheet.url,
        "inLanguage": sheet.language,
        "articleSection": sheet.section,
        "datePublished": sheet.iso,
        "dateModified": sheet.modified or sheet.iso,
        "author": {"@type": "Person", "name": sheet.byline.removeprefix("By ")} if sheet.byline else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": sheet.outlet.name},
    }
    kept = {key: value for key, value in facts.items() if value}
    charset = "iso-8859-1" if sheet.outlet.tag == "wrong-charset" else "utf-8"
    shown = ""
    if sheet.published:
        when = spanish_date(sheet.published) if sheet.language == "es" else american_date(sheet.published)
        shown = f'<time datetime="{sheet.iso}">{when} {sheet.clock}</time>'
    byline = f'<div class="byline">{html(sheet.byline)}</div>' if sheet.byline else ""
    return f"""<!DOCTYPE html>
<html lang="{sheet.language}">
<head>
<meta charset="{charset}">
<title>{html(sheet.title)} | {html(sheet.outlet.name)}</title>
<link rel="canonical" href="{sheet.url}">
<meta property="og:site_name" content="{html(sheet.outlet.name)}">
<script type="application/ld+json">{json.dumps(kept, ensure_ascii=False)}</script>
</head>
<body>
<header><a class="logo" href="/">{html(sheet.outlet.name)}</a><nav><a href="/news">News</a><a href="/world">World</a><a href="/sport">Sport</a><a href="/culture">Culture</a></nav></header>
<main><article>
<div class="kicker">{html(sheet.section)}</div>
<h1>{html(sheet.title)}</h1>
{byline}
<div class="meta">{shown}</div>
{share_bar()}
{figure(sheet)}
<div class="article-body">
{_paragraphs(sheet, 4, related(sheet))}
{credit_block(sheet)}
</div>
{tags(sheet)}
</article>
{newsletter(sheet)}
{comments(sheet)}
</main>
{footer(sheet)}
{cookie_notice()}
</body>
</html>
"""


def opengraph(sheet: Sheet) -> str:
    """Nothing but OpenGraph in the head, and numeric references in the text."""
    times = "".join(
        f'<meta property="article:{name}" content="{value}">\n'
        for name, value in (("published_time", sheet.iso), ("modified_time", sheet.modified))
        if value
    )
    swap = {8217: "&#8217;", 8216: "&#8216;", 8220: "&#8220;", 8221: "&#8221;", 8212: "&mdash;", 39: "&#39;"}
    body = _paragraphs(sheet, 5, newsletter(sheet)).translate(swap)
    byline = f"<span class='author'>{html(sheet.byline)}</span>" if sheet.byline else ""
    shown = f"<span class='date'>{long_date(sheet.published)}</span>" if sheet.published else ""
    updated = "<span class='updated'>Updated since first published</span>" if sheet.modified else ""
    more = f'<p class="readmore"><a href="/out?to=wire">{html(sheet.more)}</a></p>' if sheet.more else ""
    return f"""<!doctype html>
<html prefix="og: https://ogp.me/ns#"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{html(sheet.title)}</title>
<meta property="og:type" content="article">
<meta property="og:title" content="{html(sheet.title)}">
<meta property="og:url" content="{sheet.url}">
<meta property="og:site_name" content="{html(sheet.outlet.name)}">
{times}</head><body>
<div id="nav"><ul><li><a href="/">Front page</a></li><li><a href="/politics">Politics</a></li><li><a href="/money">Money</a></li></ul></div>
<div id="page"><div class="breadcrumbs"><a href="/">Home</a> / <a href="/{html(sheet.section.lower())}">{html(sheet.section)}</a></div>
<h1 class="entry-title">{html(sheet.title)}</h1>
<div class="entry-meta">{byline} {shown} {updated}</div>
<div class="entry-content">
{figure(sheet)}
{body}
{more}
{credit_block(sheet, "div")}
</div>
{share_bar()}
{related(sheet, "More from " + sheet.outlet.name)}
</div>
{comments(sheet)}
{footer(sheet)}
</body></html>
"""


def microdata(sheet: Sheet) -> str:
    """Schema.org in attributes, and dates with the day first."""
    shown = ""
    if sheet.published:
        form = {"slashed": "%d/%m/%Y", "dotted": "%d.%m.%Y"}.get(sheet.outlet.tag, "%a %d %b %Y")
        iso = "" if sheet.outlet.tag == "slashed" else f' datetime="{sheet.published.isoformat()}"'
        shown = f'<time itemprop="datePublished"{iso}>{sheet.published.strftime(form)}</time>'
    byline = f'<span itemprop="author">{html(sheet.byline)}</span>' if sheet.byline else ""
    more = f'<p><a class="more" href="/full">{html(sheet.more)}</a></p>' if sheet.more else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{html(sheet.outlet.name)} - {html(sheet.title)}</title>
<link href="{sheet.url}" rel="canonical"></head>
<body><div class="masthead"><b>{html(sheet.outlet.name)}</b> <a href="/subscribe">Subscribe</a> <a href="/login">Sign in</a></div>
<div class="ticker">MARK 1.204 +0.3% | CROWN 0.871 -0.1% | OIL 81.40</div>
<div itemscope itemtype="https://schema.org/NewsArticle">
<meta itemprop="articleSection" content="{html(sheet.section)}">
<h1 itemprop="headline">{html(sheet.title)}</h1>
<p class="info">{byline} {shown}</p>
{figure(sheet)}
<div itemprop="articleBody">
{_paragraphs(sheet, 3, '<div class="promo">Listen to this story <button>Play</button></div>')}
{more}
</div>
{credit_block(sheet)}
</div>
{related(sheet, "Most read")}
{newsletter(sheet)}
{footer(sheet)}
{cookie_notice()}
</body></html>
"""


def agency(sheet: Sheet) -> str:
    """An agency's own site: a note to editors above the story, a tail below it."""
    eds = f'<p class="eds-note">Eds: {html(sheet.eds)}</p>' if sheet.eds else ""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{html(sheet.title)} | {html(sheet.outlet.name)}</title>
<link rel="canonical" href="{sheet.url}"><meta property="og:type" content="article">
<meta property="og:site_name" content="{html(sheet.outlet.name)}">
<meta property="article:published_time" content="{sheet.iso}">
</head><body><header><h2>{html(sheet.outlet.name)}</h2><nav>Wire Photos Video Customers</nav></header>
<article><h1>{html(sheet.title)}</h1>{eds}
<p class="byline">{html(sheet.byline or "")}</p><p class="stamp">{sheet.clock} GMT, {american_date(sheet.published) if sheet.published else ""}</p>
<section class="wire-story">
{_paragraphs(sheet)}
</section>
{credit_block(sheet)}
</article>{footer(sheet)}</body></html>
"""
