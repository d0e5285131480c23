"""Where in an English text a date expression can stand at all: near a word or number that such expressions need.

The patterns of `firsthand.text.when` are slow to try at every character. Each kind of expression holds one of a few
words (a month, ``ago``, ``yesterday``) or two digits; the patterns run only around those, with the same results.
"""

import functools
import re
from collections.abc import Iterator

from firsthand.dates import windows
from firsthand.text.anchor import Kind
from firsthand.text.holidays import NAMES

_LATIN = re.compile(r"[A-Za-z]+")
_TWO_DIGITS = re.compile(r"\d\d")
_BACK, _AHEAD = 64, 64
"""Characters of an expression before and behind its trigger at most: ``the previous several seventeenth weekend``."""
_MONTHS = (
    "january jan february feb march mar april apr may june july august aug september sept sep october oct november nov "
    "december dec"
)
_UNITS = "day week month year decade weekend quarter century days weeks months years decades weekends quarters"
_HOLIDAYS = " ".join(sorted({word for name in NAMES for word in _LATIN.findall(name)} - {"day", "s", "of", "st"}))
_WORDS: dict[Kind, str] = {
    "date": _MONTHS, "month": _MONTHS,
    "weekday": "monday tuesday wednesday thursday friday saturday sunday",
    "season": "spring summer fall autumn winter", "quarter": "quarter", "ago": "ago earlier later now",
    "ordinal": _UNITS, "period": _UNITS, "duration": f"{_UNITS} hour hours minute minutes",
    "holiday": _HOLIDAYS,
    "relative": f"{_UNITS} yesterday today tonight tomorrow overnight night morning afternoon evening",
    "now": "now currently present",
    "future": "future", "vague": "recent coming long",
    "set": "daily weekly monthly annually yearly every",
}  # fmt: skip
"""Lower-case trigger words of each kind; ``decade`` and ``year`` need digits instead."""


@functools.lru_cache(maxsize=4)
def _triggers(kinds: tuple[Kind, ...]) -> dict[str, tuple[int, ...]]:
    """Return for each trigger word the numbers of the patterns that it can be part of."""
    found: dict[str, tuple[int, ...]] = {}
    for number, kind in enumerate(kinds):
        for word in _WORDS.get(kind, "").split():
            found[word] = (*found.get(word, ()), number)
    return found


def stretches(text: str, kinds: tuple[Kind, ...]) -> Iterator[tuple[int, int, int]]:
    """Yield (pattern, start, end) for the stretches in which a pattern can match, pattern by pattern.

    Args:
        text: Running text.
        kinds: The kind of each pattern, in the patterns' order.
    """
    triggers = _triggers(kinds)
    places: dict[int, list[int]] = {}
    for word in sorted(set(_LATIN.findall(text))):
        numbers = triggers.get(word.lower())
        if numbers is None:
            continue
        at = text.find(word)
        while at >= 0:
            for number in numbers:
                places.setdefault(number, []).append(at)
            at = text.find(word, at + len(word))
    digits = [match.start() for match in _TWO_DIGITS.finditer(text)]
    for number, kind in enumerate(kinds):
        found = digits if kind in ("decade", "year") else places.get(number)
        for low, high in windows(sorted(found), _BACK, _AHEAD, len(text)) if found else ():
            yield number, low, high
