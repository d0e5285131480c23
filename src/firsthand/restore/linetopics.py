"""More columns of the line model for dumps: what a line is about, and what stands around it.

Boilerplate that reads like prose (a consent wall, another story, a reader's comment) is told by what it is about: its
words are not those of the page's main stretch or headline. Scripts without spaces are compared by pairs of characters.
Marks of furniture that stand in short lines (a date, a share bar, the head of a list) count by their distance.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from firsthand.restore import shapes
from firsthand.restore.trees import Array
from firsthand.text.normalise import stands_alone
from firsthand.text.rates import rate

_ADDRESS = re.compile(
    r"\b(?:you|your|yours|we|our|us|sie|ihr|ihre[rnms]?|wir|unser\w*|vous|votre|vos|nous|notre|nos|usted|tu|tus|su|sus"
    r"|nuestr\w+|você|seu|sua|nosso|nossa|je|jouw|uw|wij|onze|вы|вас|вам|ваш\w*|мы|наш\w*)\b|您|你|あなた|当社|弊社",
    re.I,
)
"""Words with which a page speaks to its reader or of itself."""
_MARKS = ("share", "legal", "letter", "foot", "comment", "date", "heads_list", "tool")
_COUNTED = ("letter", "comment", "date", "heads_list")
_SHORT = 12
"""Words of the longest line that is a mark of furniture."""
_FAR = 60
"""Lines from which on a distance says nothing more."""
_HEAD = 40
"""Lines above the main stretch among which its headline is looked for."""
_COMMON = 0.1
"""Rate from which on a word does not tell topics apart."""

NAMES: tuple[str, ...] = (
    "address_words", "address_page", "page_words_share",
    *(f"{side}_{mark}" for mark in _MARKS for side in ("since", "until")), *(f"count_{mark}" for mark in _COUNTED),
    "dates_around", "repeats_around", "spread", "mean_size", "topic_best", "from_headline", "of_headline",
    "marks_share", "unspaced", "sentence_words",
)  # fmt: skip
"""The columns in order."""

Topics = list[frozenset[str]]
"""For each line, the words that tell what it is about."""


def topics(found: list[list[str]]) -> Topics:
    """Return what each line is about: its rarer words, and the pairs of characters of scripts without spaces."""
    made = []
    for group in found:
        about = {word for word in group if len(word) > 2 and rate(word) < _COMMON}
        about.update(
            left + right
            for left, right in zip(group, group[1:], strict=False)
            if len(left) == len(right) == 1 and stands_alone(left) and stands_alone(right)
        )
        made.append(frozenset(about))
    return made


def table(texts: Sequence[str], found: list[list[str]], about: Topics, column: dict[str, Array], prose: Array) -> Array:
    """Return one row a line, with the columns `NAMES`.

    Arguments:
        texts: the lines.
        found: the words of each.
        about: what each is about, as `topics` gives it.
        column: columns of `linefeatures` by name.
        prose: which lines read like prose.
    """
    size = column["words"]
    columns = [*_addressed(texts, size, prose), _own(found, prose), *_marks(column, size)]
    columns += _around(column, size)
    columns += _about(about, column, prose)
    odd = [sum(not char.isalnum() and not char.isspace() for char in text[:2_000]) for text in texts]
    unspaced = [len(shapes.UNSPACED.findall(text[:2_000])) for text in texts]
    length = np.array([len(text[:2_000]) for text in texts], dtype=float)
    columns += [np.array(odd) / length, np.array(unspaced) / length, size / (column["inner_stops"] + 1)]
    return np.stack(columns, axis=1)


def since(mask: Array, most: float = _FAR) -> Array:
    """Return for each line the lines since the last marked one above it, `most` when there is none as near."""
    at = np.arange(len(mask), dtype=float)
    last = np.maximum.accumulate(np.where(mask, at, -np.inf))
    found: Array = np.minimum(at - np.concatenate([[-np.inf], last[:-1]]), most)
    return found


def _addressed(texts: Sequence[str], size: Array, prose: Array) -> list[Array]:
    share = np.array([len(_ADDRESS.findall(text[:2_000])) for text in texts]) / np.maximum(size, 1)
    total = max(float(size[prose].sum()), 1.0)
    return [share, np.full(len(texts), float((share * size)[prose].sum()) / total)]


def _own(found: list[list[str]], prose: Array) -> Array:
    """Return the share of words that a fifth of the page's prose lines have: its language's small words."""
    long = [set(found[at]) for at in np.flatnonzero(prose)]
    spread = Counter(word for group in long for word in group)
    limit = max(2.0, 0.2 * len(long))
    common = {word for word, count in spread.items() if count >= limit}
    return np.array([sum(word in common for word in group) / max(len(group), 1) for group in found])


def _marks(column: dict[str, Array], size: Array) -> list[Array]:
    """Return distances to the marks of furniture above and below, and how many stand above."""
    found, counts = [], []
    for name in _MARKS:
        mask = (column[name] > 0) & (size <= _SHORT)
        found += [since(mask), since(mask[::-1])[::-1]]
        if name in _COUNTED:
            counts.append(np.minimum(np.cumsum(mask) - mask, _FAR).astype(float))
    return found + counts


def _around(column: dict[str, Array], size: Array) -> list[Array]:
    """Return dates and repeated lines near each line, and how even the lengths around it are."""
    dated = (column["date"] > 0) & (size <= _SHORT)
    near = [_within(dated, 10), _within(column["repeats"] > 1, 5)]
    logs = np.log1p(size)
    padded = np.concatenate([np.repeat(logs[:1], 3), logs, np.repeat(logs[-1:], 3)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 7)
    return [*near, windows.std(axis=1), windows.mean(axis=1)]


def _within(mask: Array, width: int) -> Array:
    """Return how many marked lines stand within some lines of each."""
    summed = np.concatenate([[0.0], np.cumsum(mask)])
    at = np.arange(len(mask))
    found: Array = summed[np.minimum(at + width + 1, len(mask))] - summed[np.maximum(at - width, 0)]
    return found


def _about(about: Topics, column: dict[str, Array], prose: Array) -> list[Array]:
    """Return what the lines share with the main stretch and with its headline."""
    inside = (column["in_best"] > 0) & prose
    main = Counter(word for at in np.flatnonzero(inside) for word in about[at])
    shared = [
        sum(main[word] > own for word in group) / len(group) if group else -1.0
        for group, own in zip(about, inside, strict=True)
    ]
    at = _headline(about, main, column)
    places = np.arange(len(about), dtype=float)
    if at is None:
        return [np.array(shared), np.full(len(about), -_FAR - 1.0), np.zeros(len(about))]
    head = about[at]
    of_head = np.array([len(group & head) / len(head) for group in about])
    of_head[at] = -1.0
    return [np.array(shared), np.clip(places - at, -_FAR, _FAR), of_head]


def _headline(about: Topics, main: Counter[str], column: dict[str, Array]) -> int | None:
    """Return the line above the main stretch that could be its headline and shares most with it."""
    size, stops = column["words"], column["end_stop"]
    start = int(np.clip(-column["from_best_start"][0], 0, len(about) - 1))
    best, found = 0.0, None
    for at in range(max(0, start - _HEAD), start + 1):
        if 3 <= size[at] <= _HEAD and not stops[at] and about[at]:
            value = sum(main[word] > 0 for word in about[at]) / (len(about[at]) + 2)
            if value > best:
                best, found = value, at
    return found
