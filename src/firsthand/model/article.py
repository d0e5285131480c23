"""An article: what the page holds, told apart from everything around it."""

import datetime as dt
from typing import Literal

from firsthand.model.noun import Noun
from firsthand.model.span import Evidence, Span

Role = Literal[
    "paragraph", "heading", "item", "quote", "table", "code", "entry",  # body
    "title", "deck", "byline", "dateline", "credit", "caption", "note",  # of the article, not of its body
    "furniture",  # everything else
]  # fmt: skip
"""What a block is. ``note`` is a correction or an editor's note; ``entry`` the head of a live-blog entry."""

Stating = Literal["claimed", "published", "updated", "captured"]
"""Four things that stay four: the day shown to readers, the day in metadata, the last change, the collection."""


class Run(Noun, frozen=True, kw_only=True, array_like=True):
    """A stretch of characters that stands unbroken in the page: the link from a kept character to its place."""

    at: int
    """First character in the block's text."""
    length: int
    """How many characters of the block's text."""
    page: int
    """First character in the page as found."""
    page_length: int
    """How many characters there; differs from `length` for ``&amp;``, repaired mojibake and folded white space."""


class Block(Noun, frozen=True, kw_only=True):
    """One block of the page, kept or dropped, with the rule that decided."""

    role: Role
    """What it is."""
    text: str
    """Its characters: white space folded, planted strings removed from body blocks."""
    place: Span
    """Where it stands in the page as found."""
    span: Span | None = None
    """Where it stands in `Article.text`; None when it is not body."""
    runs: tuple[Run, ...] = ()
    """The characters' places in the page, in order."""
    rule: str
    """Rule that gave it its role."""
    score: float | None = None
    """Probability of being body, 0 to 1, where a model gave one; None where a rule alone decided."""


class Stated(Noun, frozen=True, kw_only=True):
    """One date that the page states about itself, and where."""

    kind: Stating
    """Which of the four."""
    earliest: dt.date
    """First day that the statement allows (an ambiguous 03/04 allows two candidates: two `Stated`)."""
    latest: dt.date
    """Last day."""
    instant: dt.datetime | None = None
    """The instant, where a time is stated; naive when no offset is."""
    evidence: Evidence
    """The characters, and the rule."""


class Dateline(Noun, frozen=True, kw_only=True):
    """What opens a wire text: place, and often the agency."""

    place: str
    """As printed: ``SEOUL, South Korea``."""
    agency: str | None = None
    """Id of the agency in the agencies table (``ap``), or as printed where the table has none; None if not named."""
    day: str | None = None
    """The day printed in it (``Sept. 22``, ``Tuesday``); None if not printed."""
    where: Span
    """Its characters in `Article.text`, up to and with the dash."""

    def __str__(self) -> str:
        return self.place if self.agency is None else f"{self.place} ({self.agency})"


class Credit(Noun, frozen=True, kw_only=True):
    """Who supplied the copy, as the page says it."""

    text: str
    """The printed line or tail: ``Follow AP's Asia-Pacific coverage at …``, ``© 2023 AFP``."""
    agency: str | None = None
    """Id of the agency in the agencies table; None when the credit names none that is known."""
    evidence: tuple[Evidence, ...]
    """Where it stands (``page`` spans)."""

    def __str__(self) -> str:
        return self.text


class Item(Noun, frozen=True, kw_only=True):
    """One entry of a related, most-read or recommended list."""

    text: str
    """As printed."""
    cut: bool = False
    """True when it was cut (at a hyphen, in a word, at the end of the page)."""
    snippet: str | None = None
    """Words of a blurb below the title; None when there is none."""
    url: str | None = None
    """Where it links; None in dumps."""
    place: Span
    """Its characters in the page as found."""

    def __str__(self) -> str:
        return self.text


class Reactions(Noun, frozen=True, kw_only=True):
    """A reaction counter: ``veryGood! (96)``."""

    label: str
    """As printed: ``veryGood!``."""
    count: int
    """The printed number."""


class Furniture(Noun, frozen=True, kw_only=True):
    """What stands around the article, as data. Every field is as printed; None or empty when the page has none."""

    section: str | None = None
    """The section that the page claims: ``Finance``."""
    breadcrumb: tuple[str, ...] = ()
    """The path as printed: ``Home``, ``Finance``."""
    brand: str | None = None
    """The site's name as printed on the page: ``VisionFunds``."""
    views: str | None = None
    """View label or counter line as printed: ``Indexbit View``, ``1,204 views``."""
    claimed: str | None = None
    """The date line's value as printed: ``2025-04-06 19:11:46``."""
    reactions: Reactions | None = None
    """Reaction counter."""
    related: tuple[Item, ...] = ()
    """The list of related pieces, in printed order, repeats kept."""
    ranking: tuple[Item, ...] = ()
    """The most-read list."""
    recommendation: tuple[Item, ...] = ()
    """The recommended list."""
    labels: tuple[tuple[str, str], ...] = ()
    """Wording of the labels as printed: (``related``, ``Related``), (``claimed``, ``Date:``) …; a template's voice."""
    evidence: tuple[Evidence, ...] = ()
    """One for each field above that is filled: rule ``restore.furniture.<field>``, with its place in the page."""


class LiveEntry(Noun, frozen=True, kw_only=True):
    """One entry of a live blog, in the order of the page."""

    title: str | None = None
    """Its heading; None when it has none."""
    span: Span
    """Where it stands in `Article.text`, heading included, up to the next entry's first character."""
    instant: dt.datetime | None = None
    """The time that it claims, where a machine value states it; naive when no offset is; None when only words do."""
    evidence: tuple[Evidence, ...]
    """What marks its beginning: the time as printed, or the characters that JSON-LD's update names."""


class Article(Noun, frozen=True, kw_only=True):
    """The article inside one page. There is one for each record that was not refused; it goes by the record's id."""

    record: str
    """Id of the record; also the article's id."""
    title: str | None = None
    """Headline; None when the page has none."""
    text: str
    """The body alone: paragraphs parted by a blank line, no headline, byline, furniture or agency tail."""
    blocks: tuple[Block, ...]
    """Every block of the page in page order, kept and dropped."""
    language: str | None = None
    """ISO 639-1 code; None when the text is too short to tell."""
    url: str | None = None
    """The capture's address, else the canonical address that the page states; None when there is neither."""
    site: str | None = None
    """Host of `url` without ``www.``; None without an address."""
    outlet: str | None = None
    """Who published, as the page or the outlets table says; None when nothing does."""
    byline: str | None = None
    """Who wrote it, as printed, without ``By``; None when there is none."""
    dateline: Dateline | None = None
    """Place and agency that open the text."""
    credit: Credit | None = None
    """Agency credit."""
    stated: tuple[Stated, ...] = ()
    """Every date that the page states about itself."""
    furniture: Furniture = Furniture()
    """What stands around the article."""
    entries: tuple[LiveEntry, ...] = ()
    """Entries of a live blog, in the order of the page; empty for any other article."""
    planted: tuple[Evidence, ...] = ()
    """Strings that were pushed into the text and have been taken out (``page`` spans)."""
    identifiers: tuple[Evidence, ...] = ()
    """Accounts of analytics and advertising in the page's source (``UA-…``, ``ca-pub-…``): the id, its kind as rule."""
    evidence: tuple[Evidence, ...] = ()
    """Why the title, byline, outlet and language are what they are."""
    confidence: float | None = None
    """How sure the restoring is, 0 to 1; None when it cannot say."""

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record

    def page_span(self, span: Span) -> Span | None:
        """Return where a span of `text` stands in the page as found; None when it has no place there."""
        first = last = None
        for block in self.blocks:
            if block.span is None or block.span.end <= span.start or block.span.start >= span.end:
                continue
            low, high = max(span.start, block.span.start), min(span.end, block.span.end)
            ends = _locate(block, low - block.span.start, high - block.span.start)
            if ends is None:
                continue
            first = ends[0] if first is None else first
            last = ends[1]
        return None if first is None or last is None else Span(start=first, end=max(first, last))


def _locate(block: Block, low: int, high: int) -> tuple[int, int] | None:
    """Return the page range of ``block.text[low:high]``."""
    inside = [run for run in block.runs if run.at < high and run.at + run.length > low]
    if not inside:
        return None
    head, tail = inside[0], inside[-1]
    same = head.length == head.page_length
    start = head.page + (max(0, low - head.at) if same else 0)
    past = min(high, tail.at + tail.length) - tail.at
    end = tail.page + (past if tail.length == tail.page_length else tail.page_length)
    return start, end
