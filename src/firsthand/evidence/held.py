"""What stands in a bundle beside the pages: the files, as nouns."""

import datetime as dt

from firsthand.model import Claim, Copy, Count, Dating, Entry, Network, Sighting, Stemma, Story
from firsthand.model.noun import Noun
from firsthand.model.record import Media

FORMAT = 1
"""Raised whenever an older firsthand could not check a bundle."""


class Told(Noun, frozen=True, kw_only=True):
    """``story.json``: what the archive says of the story."""

    format: int
    """Layout of the bundle."""
    rules: str
    """Rule set, and the reference tables' digest, by which it was worked out."""
    state: str | None
    """Digest of everything that the archive was worked out from; None for one that no run has finished."""
    story: Story
    """The story."""
    count: Count
    """Its counts, with the ledger."""
    texts: tuple[Stemma, ...]
    """Its texts."""
    copies: tuple[Copy, ...]
    """Verified edges between its pages."""
    datings: tuple[Dating, ...]
    """When its pages were written."""
    networks: tuple[Network, ...]
    """Networks of sites that its pages belong to; their other pages are not in the bundle."""
    entries: tuple[Entry, ...]
    """Its timeline."""
    claims: tuple[Claim, ...]
    """Who says what in its pages."""


class Kept(Noun, frozen=True, kw_only=True):
    """One line of ``records.json``: a page, and where its bytes lie in ``pages.warc``."""

    id: str
    """The page's id."""
    url: str | None = None
    """Its address; None when not known."""
    captured: dt.datetime | None = None
    """When it was collected; None when not known."""
    media: Media
    """Markup or text dump."""
    encoding: str
    """WHATWG name of its encoding."""
    headers: tuple[tuple[str, str], ...] = ()
    """HTTP headers that the archive keeps."""
    sighting: Sighting
    """Where it was found; folders are left out."""
    at: int
    """Where its record begins in ``pages.warc``."""
    length: int
    """Bytes of the record."""
    payload: int
    """Where its own bytes begin in ``pages.warc``."""
    size: int
    """Number of its own bytes."""
    digest: str
    """SHA-256 of them."""
    template: tuple[tuple[int, int], ...] = ()
    """Lines (digest, how widely) that recur on other pages of its site: what the page cannot tell by itself."""


class Place(Noun, frozen=True, kw_only=True):
    """One line of ``spans.json``: words that the count, the dates or the claims rest on, and where they stand."""

    what: str
    """What rests on it: a claim's id, ``reporters`` or ``sources`` of the ledger, ``date``, ``news``, ``timeline``."""
    record: str
    """The page."""
    locus: str
    """What the numbers count characters of: ``text`` or ``title`` of the article, or the ``page`` as found."""
    start: int
    """First character."""
    end: int
    """One past the last."""
    quote: str
    """The words."""
    found: tuple[int, int] | None = None
    """The same place in the page as found, in characters; None where it has none."""


class Again(Noun, frozen=True, kw_only=True):
    """``again.json``: what the stages give from the pages of this bundle alone."""

    articles: tuple[tuple[str, str], ...]
    """(page, SHA-256 of the restored article as JSON), or the reason of a refusal."""
    claims: tuple[tuple[str, str], ...]
    """(page, SHA-256 of its claims as JSON)."""
    texts: tuple[tuple[str, ...], ...]
    """Which pages carry one text."""
    datings: tuple[tuple[str, str], ...]
    """(page, days of writing as EDTF)."""
    count: Count
    """The counts, with the ledger."""


class File(Noun, frozen=True, kw_only=True):
    """One line of ``manifest.json``."""

    name: str
    """File in the bundle."""
    size: int
    """Bytes."""
    sha256: str
    """Digest, in hex."""
    crc32: int
    """As the ZIP states it."""
    blocks: str
    """CRC-32 of each 4,096 bytes, eight hex digits each: by these a changed byte is found."""


class Manifest(Noun, frozen=True, kw_only=True):
    """``manifest.json``: every other file with its digest. Its own SHA-256 is the bundle's name and digest."""

    format: int
    """Layout of the bundle."""
    rules: str
    """Rule set and tables."""
    story: str
    """Story id."""
    sentence: str
    """The count, as people quote it."""
    files: tuple[File, ...]
    """In the order of the bundle."""
