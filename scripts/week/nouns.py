"""The nouns of the invented week: what is planned, printed and written down as truth."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """One wording, as its author wrote it."""

    key: str
    story: str
    origin: str  # an agency id or an outlet's name
    written: str  # YYYY-MM-DD
    headline: str
    paragraphs: tuple[str, ...]
    claims: tuple[tuple[str, str, str], ...]  # source, cue, content
    parties: tuple[str, ...]
    section: str
    byline: str | None = None
    place: str | None = None
    agency: str | None = None  # as it signs in the dateline
    credit: str | None = None
    note: str | None = None  # what a new version says of itself
    language: str = "en"
    version_of: str | None = None
    translation_of: str | None = None
    rewrite_of: str | None = None
    heavy_of: str | None = None  # an outlet's heavy edit: no text of its own in the truth
    embeds: str | None = None


@dataclass(frozen=True)
class Outlet:
    """One site: an outlet, an agency's own site or a brand of a farm."""

    name: str
    domain: str
    owner: str | None
    template: str
    tag: str = ""  # what the template needs: a style of quotes, a charset, a date format
    network: str | None = None


@dataclass(frozen=True)
class Item:
    """One title in a list of a farm page."""

    text: str
    cut: bool = False
    snippet: str | None = None


@dataclass(frozen=True)
class Furniture:
    """What surrounds the article on a farm page."""

    section: str
    brand: str
    views: str | None
    claimed_text: str
    reactions: tuple[str, int] | None
    related: tuple[Item, ...]
    ranking: tuple[Item, ...]
    recommendation: tuple[Item, ...]


@dataclass(frozen=True)
class Page:
    """One page with its truth; `content` is what the file holds."""

    outlet: Outlet
    container: str  # html, htm, txt, gz, jsonl, warc
    slug: str
    content: bytes
    text: Text | None = None
    relation: str | None = None
    refusal: str | None = None
    url: str | None = None
    title: str | None = None
    body: tuple[str, ...] = ()
    dateline: tuple[str, str | None] | None = None
    credit: str | None = None
    byline: str | None = None
    claimed: str | None = None
    claim_true: bool | None = None
    furniture: Furniture | None = None
    planted: tuple[str, ...] = field(default=())
    encoding: str = "utf-8"
    path: str | None = None  # overrides the path that the container would give
