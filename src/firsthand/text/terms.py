"""The words that say what a sentence is about, and how far two sentences say the same."""

import functools
from collections.abc import Iterator

from firsthand.model.span import Span
from firsthand.text.normalise import words
from firsthand.text.numbers import numbers
from firsthand.text.rates import rate

COMMON = 0.3
"""A word of more than this share of all articles says nothing about one of them."""
_COUNTED = frozenset({"people"})
"""Words that are as common, and are what news counts most."""


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without possessive, plural and long endings: enough to match forms in languages that inflect."""
    word = word.removesuffix("'s")
    if len(word) > 7:
        return word[:7]
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def telling(text: str) -> frozenset[str]:
    """Return the stems of the words that say something."""
    return frozenset(stem(word) for word, _, _ in words(text) if rate(word) < COMMON)


@functools.lru_cache(maxsize=50_000)
def weight(word: str) -> float:
    """Return what a stem counts in a comparison: 0.3 for a common word to 0.6 for a rare one."""
    return 0.3 + (COMMON - min(COMMON, rate(word)))


def alike(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the weight of the shared words over that of the side with less, 0 to 1."""
    smaller = min(sum(map(weight, sorted(left))), sum(map(weight, sorted(right))))
    return sum(map(weight, sorted(left & right))) / smaller if smaller else 0.0


def counted(text: str, span: Span) -> Iterator[tuple[str, str, Span]]:
    """Yield (value, stem of what it counts, span of both) for each number of a sentence that a telling word follows."""
    piece = span.of(text)
    found = numbers(piece)
    following = list(words(piece)) if found else []
    for value, where in found:
        after = next(((word, end) for word, start, end in following if start >= where.end), None)
        if after is not None and (rate(after[0]) < COMMON or after[0] in _COUNTED) and not after[0][0].isdigit():
            yield f"{value:f}", stem(after[0]), Span(start=span.start + where.start, end=span.start + after[1])
