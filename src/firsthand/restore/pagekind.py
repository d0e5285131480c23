"""What kind of page it is, as one row of numbers: what it states, what its address looks like, what its lines are."""

import re
from urllib.parse import urlsplit

import numpy as np

from firsthand.restore import markup
from firsthand.restore.classes import BIT
from firsthand.restore.metadata import Meta, first

Array = np.ndarray

_STATED = ("Article", "Product", "Forum", "List", "WebPage", "Organization", "FAQ")
_JSON = {
    "Article": re.compile(r"(?:Article|Posting|Report|Review)$"),
    "Product": re.compile(r"Product|Offer|Vehicle"),
    "Forum": re.compile(r"Discussion|QAPage|Question"),
    "List": re.compile(r"ItemList|CollectionPage|SearchResults|Event"),
    "WebPage": re.compile(r"WebPage"),
    "Organization": re.compile(r"Organization|Business|Service|Store"),
    "FAQ": re.compile(r"FAQPage|HowTo"),
}
_TYPES = ("article", "product", "website")
_URL = ("deep", "hyphens", "digits", "bare", "dated", "query")
_GROUPS = ("comment", "card", "product", "post", "content", "related", "faq", "table", "author", "consent")
_INSIDE = ("article", "main", "li", "table", "pre", "h", "p", "nav")
_FORM = (
    "lines", "words", "good", "good_share", "linked", "mean_good", "headings", "items", "cells", "code", "top_path",
    "paths", "longest_run", "short", "repeated", "digits",
)  # fmt: skip
NAMES: tuple[str, ...] = (
    *(f"json_{name}" for name in _STATED),
    *(f"og_{name}" for name in _TYPES),
    "published",
    *(f"url_{name}" for name in _URL),
    *_FORM,
    *(f"words_{name}" for name in _GROUPS),
    *(f"good_{name}" for name in _INSIDE),
)
"""The columns, in order."""


def head(meta: Meta) -> list[float]:
    """Return what the page states about its kind and what the address it states looks like, as numbers."""
    kinds = meta.json.kinds
    row = [float(any(_JSON[name].search(kind) for kind in kinds)) for name in _STATED]
    stated = (first(meta, "og:type") or "").lower()
    row += [float(name in stated) for name in _TYPES]
    row.append(float(first(meta, "article:published_time") is not None))
    return row + _address(first(meta, "og:url") or meta.canonical)


def _address(url: str | None) -> list[float]:
    if not url:
        return [-1.0] * len(_URL)
    try:
        parts = urlsplit(url)
    except ValueError:
        return [-1.0] * len(_URL)
    steps = [step for step in parts.path.split("/") if step]
    last = steps[-1] if steps else ""
    return [
        float(len(steps)),
        float(max(last.count("-"), last.count("_"))),
        float(sum(char.isdigit() for char in last)),
        float(not steps),
        float(bool(re.search(r"/(?:19|20)\d\d[/-]?[01]?\d?/", parts.path))),
        float(len(parts.query) > 0),
    ]


def row(own: Array, good: Array, path: Array, above: Array, tags: Array, stated: list[float]) -> Array:
    """Return the page's row.

    Arguments:
        own: the first columns of the lines' table.
        good: 1.0 for each line of running text.
        path: the number of each line's path.
        above: groups of class words of each line's containers.
        tags: bits of each line's containers.
        stated: from `head`.
    """
    count, words = len(own), own[:, 0] if len(own) else np.zeros(0)
    if not count:
        return np.zeros(len(NAMES))
    total = max(float(words.sum()), 1.0)
    solid = words * good
    running = max(float(solid.sum()), 1.0)
    by_path = np.bincount(path, solid)
    cut = np.flatnonzero(np.concatenate([[1.0], (good == 0).astype(float), [1.0]]))
    form = [
        np.log1p(count),
        np.log1p(total),
        np.log1p(running),
        running / total,
        float((words * own[:, 2]).sum()) / total,
        running / max(float(good.sum()), 1.0),
        float(((own[:, 5] >= 5) & (own[:, 5] <= 10)).mean()),
        float((own[:, 5] == 2).mean()),
        float(((own[:, 5] == 4) | (own[:, 5] == 5)).mean()),
        float((own[:, 5] == 12).mean()),
        float(by_path.max()) / running,
        float(np.log1p((by_path > 0).sum())),
        float(np.diff(cut).max()),
        float((words <= 3).mean()),
        float((own[:, 14] > 1).mean()),
        float((own[:, 8] > 0.3).mean()),
    ]
    groups = [float(words[(above & BIT[name]) != 0].sum()) / total for name in _GROUPS]
    bits = [markup.ANCESTORS.index(name) for name in _INSIDE]
    inside = [float(solid[(tags >> bit) & 1 != 0].sum()) / running for bit in bits]
    return np.array([*stated, *form, *groups, *inside], dtype=np.float64)
