"""Numbers in a text: ``1,204``, ``3.5 million``, ``eleven``, each with its value and its place.

English words, figures with English, Indian or continental separators, and magnitudes. Years and days are numbers here
too; what a number counts is not asked.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from firsthand.model.span import Span

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {word: (at + 2) * 10 for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_MAGNITUDES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "m": 10**6, "bn": 10**9, "k": 1_000, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_SPELLED = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<figure>\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|\d{{1,18}}(?:[.,]\d{{1,18}})?)"
    rf"|(?P<word>(?:{_SPELLED})(?:-(?:{'|'.join(w for w in _UNITS if w not in ('zero', 'ten'))}))?))"
    rf"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|lakh|crore|bn|m|k))?(?![\w])",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_MARKS = re.compile(r"[.,]")


class Number(NamedTuple):
    """One number of a text."""

    value: Decimal
    """What it comes to."""
    where: Span
    """Its characters, magnitude included."""


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text in order. ``one`` alone is not one: it is mostly a pronoun."""
    found = []
    for match in _NUMBER.finditer(text):
        figure, word, scale = match["figure"], match["word"], match["scale"]
        if word is not None and word.lower() == "one" and scale is None:
            continue
        value = _figure(figure) if figure is not None else Decimal(_spelled(word))
        if scale is not None:
            value *= _MAGNITUDES[scale.lower()]
        found.append(Number(value.normalize(), Span(start=match.start(), end=match.end())))
    return found


def _figure(figure: str) -> Decimal:
    """Return the value of figures; a comma before exactly three figures groups, before others it is a decimal.

    Several marks that do not group in threes (``1,00,000`` as written in India, ``1.2.3``) only part the figures.
    """
    if _GROUPED.fullmatch(figure) or sum(map(figure.count, ",.")) > 1:
        return Decimal(_MARKS.sub("", figure))
    return Decimal(figure.replace(",", "."))


def _spelled(word: str) -> int:
    tens, _, unit = word.lower().partition("-")
    return _TENS.get(tens, _UNITS.get(tens, 0)) + (_UNITS[unit] if unit else 0)
