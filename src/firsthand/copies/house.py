"""House style: changes that say the same in another writing, such as ``seven`` and ``7``, ``Sept.`` and ``September``.

Outlets write figures, months, days, percent signs and forms of address by their own style book. Such a change alters
no fact, so it is classed with punctuation and not with numbers or dates.
"""

import re

from firsthand.text.numbers import numbers

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_PERCENT = frozenset(("percent", "percent of", "per cent", "pct"))
_STYLED = frozenset("mr mrs ms dr".split())
_JOINT = re.compile(r"\s*(?:and|-|,)?\s*", re.IGNORECASE)
_SCALE = 100
"""A number that is a multiple of this may be followed by its rest: ``two hundred and twelve``."""


def values(words: str) -> list[str]:
    """Return the values of the numbers in order, spelled ones put together: ``two hundred and twelve`` is ``212``."""
    found: list[tuple[int, int]] = []
    told: list[str] = []
    whole: list[int | None] = []
    for number in numbers(words):
        value = int(number.value) if number.value == number.value.to_integral_value() else None
        before = whole[-1] if whole else None
        joined = bool(found) and _JOINT.fullmatch(words[found[-1][1] : number.where.start]) is not None
        small = before is not None and value is not None and 0 < value < min(before, 1_000) and before % _SCALE == 0
        letters = words[number.where.start].isalpha() and found and words[found[-1][0]].isalpha()
        if joined and small and letters and before is not None and value is not None:
            found[-1], whole[-1] = (found[-1][0], number.where.end), before + value
            told[-1] = str(before + value)
            continue
        found.append((number.where.start, number.where.end))
        whole.append(value)
        told.append(str(value) if value is not None else str(number.value))
    return told


def same(before: str, after: str) -> bool:
    """Tell whether two stretches differ only in how figures, months or weekdays are written."""
    one, two = _plain(before), _plain(after)
    return bool(one) and one == two


def one_sided(words: str, behind: str) -> bool:
    """Tell whether words that stand on one side only are a matter of style.

    Args:
        words: the words.
        behind: what follows them, on the side where they stand.
    """
    folded = words.casefold().strip(" .")
    if folded in _PERCENT or folded in _STYLED:
        return True
    return folded == "on" and bool(_dated(behind))


def _dated(behind: str) -> bool:
    first = behind.split(maxsplit=1)
    return bool(first) and _full(first[0].strip(".,;:”\"'").casefold()) in (*_MONTHS, *_DAYS)


def _full(word: str) -> str:
    """Return the whole name of a month or weekday that is shortened; any other word as it is."""
    bare = word.rstrip(".")
    if not 3 <= len(bare) <= 5:
        return bare
    return next((name for name in (*_MONTHS, *_DAYS) if name.startswith(bare)), bare)


def _plain(words: str) -> tuple[str, ...]:
    """Return the words without marks, numbers by their value, months and weekdays written out."""
    found = [(number.where.start, number.where.end) for number in numbers(words)]
    rest, at = [], 0
    for start, end in found:
        rest.append(words[at:start])
        at = end
    rest.append(words[at:])
    joined = [word for part in rest for word in re.findall(r"[^\W_]+", part.casefold())]
    known = values(words)
    if not known and len(joined) > 3:
        return ()
    kept = [_full(word) for word in joined if word != "and" or not known]
    return (*kept, *known)
