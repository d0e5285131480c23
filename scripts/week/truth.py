"""Write down what is true of the invented week, for tests and benchmarks."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .nouns import Furniture, Page, Text
from .world import AGENCIES, HONEST, NETWORKS, OWN_SITES, STORIES, WEEK, farm_outlets

NOTE = (
    "Synthetic truth: every country, agency, outlet, person and sentence of this week is invented, and the relations "
    "are those by which the pages were made. `sources` bounds the underlying sources behind the main facts of a story."
)

_NOTE = "This story was first published"
"""How the one editor's note of the week begins: it is kept apart from the body."""


def truth(texts: dict[str, Text], pages: list[Page], references: list[str]) -> dict[str, Any]:
    """The whole of truth.json."""
    networks = {brand: network.name for network in NETWORKS for brand in network.brands}
    outlets = [
        {"name": row.name, "domain": row.domain, "owner": row.owner, "network": networks.get(row.name)}
        for row in (*HONEST, *OWN_SITES, *farm_outlets())
    ]
    return {
        "note": NOTE,
        "week": list(WEEK),
        "agencies": [row[0] for row in AGENCIES],
        "outlets": outlets,
        "stories": [_story(*row) for row in STORIES],
        "texts": [_text(text) for text in texts.values() if not text.heavy_of],
        "pages": [_page(page, file) for page, file in zip(pages, references, strict=True)],
    }


def _story(key: str, thread: str | None, name: str, happened: str, *rest: Any) -> dict[str, Any]:
    reporters, sources, look_alike = rest
    return {
        "key": key,
        "thread": thread,
        "name": name,
        "happened": happened,
        "reporters": list(reporters),
        "sources": list(sources),
        "look_alike_of": look_alike,
    }


def _text(text: Text) -> dict[str, Any]:
    return {
        "key": text.key,
        "story": text.story,
        "origin": text.origin,
        "written": text.written,
        "language": text.language,
        "version_of": text.version_of,
        "translation_of": text.translation_of,
        "rewrite_of": text.rewrite_of,
        "embeds": text.embeds,
        "headline": text.headline,
        "paragraphs": list(text.paragraphs),
        "parties": list(text.parties),
        "claims": [{"source": source, "cue": cue, "content": content} for source, cue, content in text.claims],
    }


def exemplar(page: Page) -> str | None:
    """The text that this page's wording was taken from."""
    text = page.text
    if text is None or page.relation == "original":
        return None
    bases = {
        "version": text.version_of,
        "rewrite": text.rewrite_of,
        "translation": text.translation_of,
        "embedding": text.embeds,
        "edited": text.heavy_of,
    }
    if page.relation in bases and (page.relation != "translation" or not page.outlet.network):
        return bases[page.relation]
    return text.heavy_of or text.key


def _page(page: Page, file: str) -> dict[str, Any]:
    text, farm = page.text, bool(page.outlet.network)
    return {
        "file": file,
        "url": page.url,
        "outlet": page.outlet.name,
        "brand": page.outlet.name if farm else None,
        "network": page.outlet.network,
        "text": (text.heavy_of or text.key) if text else None,
        "story": text.story if text else None,
        "refusal": page.refusal,
        "relation": page.relation,
        "exemplar": exemplar(page),
        "title": page.title,
        "language": text.language if text else None,
        "body": [part for part in page.body if not part.startswith(_NOTE)],
        "note": next((part for part in page.body if part.startswith(_NOTE)), None),
        "dateline": {"place": page.dateline[0], "agency": page.dateline[1]} if page.dateline else None,
        "credit": page.credit,
        "byline": page.byline,
        "written": text.written if text else None,
        "claimed": page.claimed,
        "claim_true": page.claim_true,
        "furniture": _furniture(page.furniture),
        "planted": list(page.planted) or None,
    }


def _furniture(made: Furniture | None) -> dict[str, Any] | None:
    if made is None:
        return None
    row = asdict(made)
    if made.reactions:
        row["reactions"] = {"label": made.reactions[0], "count": made.reactions[1]}
    for name in ("related", "ranking", "recommendation"):
        row[name] = [{key: value for key, value in item.items() if value is not None} for item in row[name]]
    return row
