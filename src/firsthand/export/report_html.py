"""A report as one HTML file: no script, no picture, no request, made for the screen and for paper."""

from html import escape

from firsthand.export.report import Note, Point, Report, Section
from firsthand.export.table import safe

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the file allows itself: its own style, and nothing else."""

_STYLE = """
:root{color-scheme:light dark;--ink:#1d1c1a;--paper:#fdfcf9;--quiet:#5d5952;--line:#d9d4c9;--link:#1a4f8b}
@media (prefers-color-scheme:dark){:root{--ink:#e9e6df;--paper:#181714;--quiet:#a9a49a;--line:#3b3832;--link:#9cc4f5}}
body{margin:0 auto;padding:2.5rem 1.25rem 5rem;max-width:44rem;background:var(--paper);color:var(--ink);
font:1.05rem/1.55 Georgia,'Times New Roman',serif}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .6rem}h2{font-size:1.25rem;margin:2.2rem 0 .4rem}
.lead{font-size:1.15rem;font-weight:600;border-block:1px solid var(--line);padding:.6rem 0}
.quiet,.notes,footer{color:var(--quiet);font-size:.92rem}
ul{padding-inline-start:1.2rem}li{margin:.35rem 0;overflow-wrap:anywhere}
a{color:var(--link)}sup{line-height:0}sup a{text-decoration:none;padding:0 .1em}
:target{background:color-mix(in srgb,var(--link) 18%,transparent)}
@page{margin:20mm}@media print{body{max-width:none;padding:0;font-size:10.5pt;background:#fff;color:#000}
h2{break-after:avoid}li{break-inside:avoid}a{color:inherit;text-decoration:none}
.notes a[href^=http]::after{content:" <" attr(href) ">"}}
"""


def report_html(report: Report) -> str:
    """Return the report as a page that stands by itself."""
    title = _text(report.title)
    live = f' <a href="{_address(report.link)}">Open it in the desk</a>.' if report.link else ""
    parts = "\n".join(map(_section, report.sections))
    notes = "\n".join(map(_note, report.notes))
    if notes:
        heading = '<section class="notes" aria-labelledby="notes"><h2 id="notes">Notes</h2>'
        notes = f"{heading}\n<ol>\n{notes}\n</ol></section>\n"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{title}</h1>\n<p class="lead">{_text(report.sentence)}</p>\n'
        f'<p class="quiet" dir="auto">{_text(report.coverage)}{live}</p>\n{parts}\n'
        + notes
        + "</main>\n<footer><p>Made by firsthand. Quotations are the pages’ own words.</p></footer>\n</body></html>\n"
    )


def _section(section: Section) -> str:
    points = "\n".join(map(_point, section.points))
    said = f'<p class="quiet" dir="auto">{_text(section.said)}</p>\n' if section.said else ""
    more = f'\n<p class="quiet">{section.left_out:,} more are not shown here.</p>' if section.left_out else ""
    return (
        f'<section aria-labelledby="{section.key}"><h2 id="{section.key}">{_text(section.heading)}</h2>\n{said}'
        f"<ul>\n{points}\n</ul>{more}</section>"
    )


def _point(point: Point) -> str:
    lead = f"<b>{_text(point.lead)}</b>: " if point.lead else ""
    calls = " ".join(f'<a href="#n{each}" aria-label="note {each}">{each}</a>' for each in point.notes)
    return f'<li dir="auto">{lead}{_text(point.text)}{f" <sup>{calls}</sup>" if calls else ""}</li>'


def _note(note: Note) -> str:
    links = [f'<a href="{_address(note.link)}">these characters</a>'] if note.link else []
    if note.address and note.address.lower().startswith(("http://", "https://")):
        links.append(f'<a href="{_address(note.address)}" rel="noopener noreferrer nofollow">the page itself</a>')
    where = "; ".join([_text(note.where), *links])
    return f'<li id="n{note.number}" dir="auto"><q>{_text(note.quote)}</q> {where}.</li>'


def _text(text: str) -> str:
    """Return page text as HTML, without characters that steer a terminal or turn lines around."""
    return escape(safe(text), quote=True)


def _address(address: str | None) -> str:
    return escape(safe(address or "").replace(" ", "%20"), quote=True)
