"""What one page shows, in a small form: a pure function's result, so that it can be handed out, kept and sent.

A page shows some 140 signals, most of them furniture lines that no other site has. So they travel packed, each behind
a key of eight bytes, and only those whose key two sites have are ever unpacked (`collect`).
"""

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import compress

import numpy as np
import numpy.typing as npt

from firsthand.model import Article, Evidence, Span
from firsthand.model.noun import Noun

Key = tuple[str, str]
"""(rule, what exactly): two sites share a signal when they show the same key."""

Sign = tuple[Key, float, Evidence]
"""A signal as one page shows it: its key, what sharing it counts before rarity is weighed in, and the sighting."""

Prints = npt.NDArray[np.uint64]
"""Keys as numbers, the kind in the last two bits."""

ALWAYS, RECURRING, TITLE, ANY = range(4)
"""Kinds of keys: counted wherever they stand, since tables may have them too; only where they recur on a site's pages;
titles of pools, of which a large site keeps some; all others."""
_RECURRING = ("networks.wording.", "networks.counter.form", "networks.layout.")
_ALWAYS = ("networks.analytics.", "networks.advertising.", "networks.counter.coined")


class Slot(Noun, frozen=True, kw_only=True):
    """How a page words one slot, such as the heading of its related list."""

    name: str
    """``related``."""
    wording: str
    """What is compared."""
    odd: bool
    """Whether its form is odd."""
    evidence: Evidence
    """Where it stands."""


class Page(Noun, frozen=True, kw_only=True):
    """One page, without its signals."""

    record: str
    """Its record."""
    site: str
    """Key of its site: ``host:…``, ``brand:…`` or ``page:…``: sorts and never collides."""
    name: str
    """What people call the site: the host, the brand as printed, or the record id."""
    brand: str | None = None
    """The brand that it prints."""
    brand_place: Span | None = None
    """Where."""
    headline: str | None = None
    """The words of its headline, folded; None where they are too few to be compared."""
    day: dt.date | None = None
    """The one day that it shows or publishes."""
    dated: Evidence | None = None
    """Where that day stands."""
    planted: tuple[Evidence, ...] = ()
    """Words planted in its text."""
    slots: tuple[Slot, ...] = ()
    """How it words its slots."""


class Shown(Noun, frozen=True, kw_only=True):
    """One page with its signals, each key once."""

    page: Page
    """The page."""
    keys: bytes
    """The key of each signal as a number of eight bytes."""
    signs: bytes
    """The signals themselves, packed."""

    @property
    def prints(self) -> Prints:
        """Return the keys as numbers, in the order of the signals."""
        return np.frombuffer(self.keys, np.uint64)

    def those(self, wanted: npt.NDArray[np.bool_]) -> Iterator[Sign]:
        """Yield some of the signals.

        Args:
            wanted: tells of each signal whether it is asked for.
        """
        rows = json.loads(zlib.decompress(self.signs))
        for rule, what, bits, quote, locus, place, note in compress(rows, wanted.tolist()):
            where = Span(start=place[0], end=place[1]) if place else None
            evidence = Evidence(rule=rule, quote=quote, record=self.page.record, locus=locus, where=where, note=note)
            yield (rule, what), bits, evidence


def packed(page: Page, seen: Iterable[Sign]) -> Shown:
    """Return a page with what it shows; the same key twice counts once."""
    first: dict[Key, tuple[float, Evidence]] = {}
    for key, bits, evidence in seen:
        first.setdefault(key, (bits, evidence))
    rows = [
        (rule, what, bits, e.quote, e.locus, (e.where.start, e.where.end) if e.where else None, e.note)
        for (rule, what), (bits, e) in first.items()
    ]
    keys = np.array([number(key) for key in first], np.uint64)
    return Shown(page=page, keys=keys.tobytes(), signs=zlib.compress(json.dumps(rows).encode(), 1))


def number(key: Key) -> int:
    """Return a key as a number: 62 bits of a digest, and the kind of its rule."""
    rule, what = key
    if rule.startswith(_RECURRING):
        kind = RECURRING
    elif rule == "networks.pool.item":
        kind = TITLE
    else:
        kind = ALWAYS if rule.startswith(_ALWAYS) else ANY
    text = what if kind == TITLE else f"{rule} {what}"
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) & ~3 | kind


def folded(name: str) -> str:
    """Return a name without spaces and marks, in lower case: ``Capitol Larch`` is ``capitollarch``."""
    return "".join(char for char in name.casefold() if char.isalnum())


def show(page: Article | Page, rule: str, quote: str, where: Span | None, note: str | None = None) -> Evidence:
    """Return the evidence for one signal on one page."""
    return Evidence(rule=rule, quote=quote, record=page.record, locus="page", where=where, note=note)
