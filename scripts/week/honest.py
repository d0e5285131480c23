"""Pages of honest outlets: pick the wording, the house style, the date and the template."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from .farm import pool
from .modern import agency, jsonld, microdata, opengraph
from .nouns import Outlet, Page, Text
from .old import bare, dump, soup, table
from .parts import Sheet
from .texts import without_dateline
from .world import AGENCIES

_TEMPLATES = {
    "jsonld": jsonld,
    "opengraph": opengraph,
    "microdata": microdata,
    "agency": agency,
    "bare": bare,
    "soup": soup,
    "table": table,
}
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--"})
_AGENCY_NAMES = {row[0]: row[1] for row in AGENCIES}
_DOMAINS = {row[0]: row[3] for row in AGENCIES} | {"Harbor Ledger": "harborledger.example"}


def honest_page(outlet: Outlet, text: Text, container: str, options: set[str], rng: Random) -> Page:
    """One page of an outlet or of an agency's own site."""
    own = text.origin == outlet.name or _AGENCY_NAMES.get(text.origin) == outlet.name
    body = list(text.paragraphs[:3] if "excerpt" in options else text.paragraphs)
    if "nodateline" in options:
        body[0] = without_dateline(body[0])
    byline = None if "b0" in options else text.byline
    credit = _credit(text, own, options)
    published, true = _published(outlet, text, options)
    slug = re.sub(r"[^a-z0-9]+", "-", text.headline.lower().replace("’", ""))[:56].strip("-")
    section = text.section.lower().replace(" ", "-")
    style = _house_style(outlet)
    sheet = Sheet(
        outlet=outlet,
        url=f"https://www.{outlet.domain}/{section}/2024/03/{slug}",
        title=style(text.headline),
        section=text.section,
        body=tuple(map(style, body)),
        byline=style(byline) if byline else None,
        credit=style(credit) if credit else None,
        published=published,
        clock=f"{rng.randint(6, 21):02}:{rng.randint(0, 59):02}",
        modified=f"{published + timedelta(days=1)}T07:15:00+00:00" if published and "modified" in outlet.tag else None,
        caption=rng.choice(pool("captions")) if rng.random() < 0.7 else None,
        more=f"Read more at {_DOMAINS[text.origin]}" if "excerpt" in options else None,
        language=text.language,
        teasers=tuple(rng.sample(pool("teasers"), 5)),
        comments=tuple(rng.sample(pool("comments"), rng.randint(0, 4))),
        eds=text.note,
    )
    draw = dump if container == "txt" or "text" in options else _TEMPLATES[outlet.template]
    encoding = "windows-1252" if outlet.tag in ("windows-1252", "undeclared") else "utf-8"
    return Page(
        outlet,
        container,
        slug,
        draw(sheet).encode(encoding),
        text,
        _relation(text, own, options),
        url=sheet.url,
        title=sheet.title,
        body=sheet.body,
        dateline=(text.place, text.agency) if text.place and "nodateline" not in options else None,
        credit=sheet.credit,
        byline=sheet.byline,
        claimed=published.isoformat() if published else None,
        claim_true=true,
        encoding=encoding,
    )


def _relation(text: Text, own: bool, options: set[str]) -> str:
    if "excerpt" in options:
        return "excerpt"
    if text.heavy_of:
        return "edited"
    if text.translation_of:
        return "translation"
    if not own:
        return "verbatim"
    named = (("version", text.version_of), ("rewrite", text.rewrite_of), ("embedding", text.embeds))
    return next((name for name, base in named if base), "original")


def _credit(text: Text, own: bool, options: set[str]) -> str | None:
    if "none" in options:
        return None
    if not own and text.origin not in _AGENCY_NAMES:
        return f"This report first appeared in the {text.origin}."
    if "short" in options or "excerpt" in options:
        return f"Source: {_AGENCY_NAMES.get(text.origin, text.origin)}"
    return text.credit


def _published(outlet: Outlet, text: Text, options: set[str]) -> tuple[date | None, bool | None]:
    """The date that the page states, and whether it is true."""
    if "nodate" in options:
        return None, None
    if "false" in options:
        return (date(1970, 1, 1) if outlet.template == "table" else date(2024, 6, 17)), False
    written = date.fromisoformat(text.written)
    return (written + timedelta(days=1) if "late" in options else written), True


def _house_style(outlet: Outlet) -> Callable[[str], str]:
    if "straight" in outlet.tag:
        return lambda line: line.translate(_STRAIGHT)
    if outlet.tag == "dash":
        return lambda line: line.replace("—", "–")
    return lambda line: line
