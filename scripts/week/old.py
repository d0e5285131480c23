"""Honest templates without metadata: bare paragraphs, a soup of containers, a table layout and a text dump."""
# ruff: noqa: E501 - the lines of page templates are as long as they are on the web

from __future__ import annotations

from .parts import Sheet, american_date, comments, cookie_notice, credit_block, footer, html, long_date, related, tags

_AD = '<div class="adslot" id="ad-{0}"><span>Advertisement</span><a href="https://ads.example/{0}">Warm boots, half price</a></div>'


def bare(sheet: Sheet) -> str:
    """A heading and paragraphs; a small paper's own page."""
    german = sheet.language == "de"
    charset = "windows-1252" if sheet.outlet.tag == "windows-1252" else "utf-8"
    shown = ""
    if sheet.published:
        day = sheet.published
        shown = f"<p><i>{f'{day.day}. März {day.year}' if german else long_date(day)}</i></p>"
    byline = f"<p><b>{html(sheet.byline)}</b></p>" if sheet.byline else ""
    body = "\n".join(f"<p>{html(part)}" for part in sheet.body)
    more = f'<p><a href="/more">{html(sheet.more)}</a>' if sheet.more else ""
    return f"""<html><head><meta http-equiv="content-type" content="text/html; charset={charset}">
<title>{html(sheet.title)}</title></head>
<body>
<p><a href="/">{html(sheet.outlet.name)}</a></p>
<h1>{html(sheet.title)}</h1>
{byline}
{shown}
{body}
{more}
{credit_block(sheet)}
<hr>
<p><a href="/archive">{"Archiv" if german else "Archive"}</a> | <a href="/contact">{"Kontakt" if german else "Contact"}</a>
</body></html>
"""


def soup(sheet: Sheet) -> str:
    """Nameless containers; advertisements split the article over siblings."""
    chunks, rows = [], list(sheet.body)
    while rows:
        taken, rows = rows[:3], rows[3:]
        inner = "".join(f'<div class="c7 x2">{html(part)}</div>' for part in taken)
        chunks.append(f'<div class="c4">{inner}</div>')
    body = "\n".join(part for i, chunk in enumerate(chunks) for part in (chunk, _AD.format(i)))
    shown = f'<div class="c9 t">{american_date(sheet.published)}, {sheet.clock}</div>' if sheet.published else ""
    byline = f'<div class="c9 a">{html(sheet.byline)}</div>' if sheet.byline else ""
    caption = (
        f'<div class="c5"><img src="/i/a.jpg"><div class="c6">{html(sheet.caption)}</div></div>'
        if sheet.caption
        else ""
    )
    more = f'<div class="c7"><a href="/x">{html(sheet.more)}</a></div>' if sheet.more else ""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html(sheet.title)} – {html(sheet.outlet.name)}</title>
<meta property="og:url" content="{sheet.url}"><style>.c4{{margin:0}}.x2{{padding:4px}}</style></head><body class="k1">
{cookie_notice()}
<div class="c1"><div class="c2"><a href="/">{html(sheet.outlet.name)}</a></div><div class="c2">News</div><div class="c2">Life</div><div class="c2">Video</div></div>
<div class="c3"><div class="c8"><span>{html(sheet.section)}</span></div><div class="c8 h"><h1>{html(sheet.title)}</h1></div>
{byline}{shown}
<div class="c9"><a href="#">Share</a> <a href="#">Quote</a> <a href="#">Save</a></div>
{caption}
{body}
{more}
{credit_block(sheet, "div")}
{tags(sheet)}
</div>
<div class="c10">{related(sheet, "You may also like")}</div>
{comments(sheet)}
{footer(sheet)}
<script>var q=q||[];q.push(["view",{len(sheet.title)}]);</script>
</body></html>
"""


def table(sheet: Sheet) -> str:
    """A layout of the last century; the `broken` outlet forgets half of its end tags."""
    shown = f"<font size=1>{american_date(sheet.published)}</font><br>" if sheet.published else ""
    byline = f"<font size=2><b>{html(sheet.byline)}</b></font><br>" if sheet.byline else ""
    body = "<br><br>\n".join(html(part) for part in sheet.body)
    more = f"<br><br><a href=/more.htm>{html(sheet.more)}</a>" if sheet.more else ""
    teasers = "<br>".join(f"<a href=/{i}.htm>{html(title)}</a>" for i, title in enumerate(sheet.teasers))
    page = f"""<HTML><HEAD><TITLE>{html(sheet.outlet.name)}: {html(sheet.title)}</TITLE></HEAD>
<BODY bgcolor=#ffffff text=#000000>
<TABLE width=780 border=0 cellpadding=4><TR><TD colspan=3 bgcolor=#003366><FONT color=white size=5>{html(sheet.outlet.name)}</FONT></TD></TR>
<TR><TD width=120 valign=top><FONT size=1><a href=/>Home</a><br><a href=/news.htm>News</a><br><a href=/tides.htm>Tides</a><br><a href=/pets.htm>Lost pets</a></FONT></TD>
<TD width=500 valign=top><FONT size=5><B>{html(sheet.title)}</B></FONT><br>
{byline}{shown}<br>
<FONT face=serif size=3>{body}</FONT>{more}
{credit_block(sheet)}
</TD>
<TD width=160 valign=top bgcolor=#eeeeee><FONT size=1><B>THIS WEEK</B><br>{teasers}</FONT></TD></TR>
<TR><TD colspan=3 align=center><FONT size=1>Copyright 2024 {html(sheet.outlet.name)}. Best viewed at 800 by 600.</FONT></TD></TR></TABLE>
</BODY></HTML>
"""
    if "broken" in sheet.outlet.tag:
        page = (
            page.replace("</HEAD>", "")
            .replace("</TD></TR>\n<TR>", "\n</div><TR>", 1)
            .replace("</B></FONT><br>", "</FONT></b><br>")
        )
        page = (
            page.replace("</BODY></HTML>", "<p class='end")
            .replace("<TD width=160", "<TD width='160", 1)
            .replace("bgcolor=#eeeeee", "' bgcolor=#eee", 1)
        )
    return page


def dump(sheet: Sheet) -> str:
    """What a careless scraper keeps of a page: lines of text."""
    stamp = f"{long_date(sheet.published)} {sheet.clock}" if sheet.published else None
    credit = (sheet.credit or "").replace("___ / ", "___\n")
    lines = [sheet.title, sheet.byline, stamp, *sheet.body, sheet.more, credit]
    return "\n\n".join(line for line in lines if line) + "\n"
