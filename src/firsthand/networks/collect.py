"""From pages to sites: each site's signals, as far as another site shows them too.

Most signals of an archive stand on one site only and can link nothing. So the keys of all pages are counted first, as
plain numbers, and only what two sites show is unpacked.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from firsthand.networks.page import ALWAYS, RECURRING, TITLE, Prints, Shown
from firsthand.networks.site import Site, add

MOST_TITLES = 2_000
"""Titles kept of one site: those with the lowest digests, so that two sites keep the same ones."""


def collect(shown: Iterable[Shown], recurring: float) -> list[Site]:
    """Return the sites of all pages, sorted by key; a page of one id that comes twice counts once.

    Args:
        shown: what each page shows, in any order.
        recurring: least share of a site's pages on which a wording or layout signal must stand.
    """
    by_record = {each.page.record: each for each in shown}
    pages: dict[str, list[Shown]] = {}
    for record in sorted(by_record):
        each = by_record[record]
        pages.setdefault(each.page.site, []).append(each)
    del by_record
    own = {key: _own(pages[key], recurring) for key in sorted(pages)}
    shared = _shared(list(own.values()))
    sites = []
    for key, prints in own.items():
        wanted = prints[(prints & np.uint64(3) == ALWAYS) | _among(prints, shared)]
        sites.append(_site(key, pages.pop(key), wanted))
        sites[-1].titles = int((prints & np.uint64(3) == TITLE).sum())
    return sites


def _own(pages: Sequence[Shown], recurring: float) -> Prints:
    """Return the keys that count for a site, rising."""
    prints, counts = np.unique(np.concatenate([each.prints for each in pages]), return_counts=True)
    kind = prints & np.uint64(3)
    stays = (kind != RECURRING) | (counts >= recurring * len(pages))
    stays[np.flatnonzero(kind == TITLE)[MOST_TITLES:]] = False
    held: Prints = prints[stays]
    return held


def _shared(own: Sequence[Prints]) -> Prints:
    """Return the keys that two sites show."""
    if not own:
        return np.empty(0, np.uint64)
    prints, counts = np.unique(np.concatenate(own), return_counts=True)
    return prints[counts > 1]


def _among(prints: Prints, rising: Prints) -> npt.NDArray[np.bool_]:
    """Tell which keys are among others that are sorted, without sorting them again for each page."""
    if not len(rising):
        return np.zeros(len(prints), bool)
    at = np.minimum(np.searchsorted(rising, prints), len(rising) - 1)
    return np.asarray(rising[at] == prints)


def _site(key: str, pages: Sequence[Shown], wanted: Prints) -> Site:
    """Return a site with those of its signals that are wanted, and with what its pages say of themselves."""
    site = Site(key, pages[0].page.name, [each.page for each in pages])
    for each in pages:
        mask = _among(each.prints, wanted)
        if mask.any():
            add(site, each.those(mask))
        for slot in each.page.slots:
            site.slots.setdefault(slot.name, {}).setdefault(slot.wording, (slot.evidence, slot.odd))
    return site
