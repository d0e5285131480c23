"""The form of a furniture line: what stays when title, brand, section, dates and numbers are taken out.

``Current:Home > MarketsGolden goose found -Quillo`` has the form ``Current:Home>⟨section⟩⟨title⟩-⟨brand⟩``. Two pages
of one template share it, whatever they are about. How much a shared form says is guessed from the form itself: plain
words are borrowed by everybody, glue and coinages are not.
"""

import dataclasses
import functools
import re

from firsthand.networks.vocabulary import COMMON, FORM_CAP, NATURAL_CAP, ODDITY, WORD_COMMON, WORD_OTHER
from firsthand.text.normalise import visible

LONGEST = 400
"""Characters of a line that are looked at."""
MOST_WORDS = 10
"""A form with more words of its own is prose, not a label."""

_DIGITS = re.compile(
    r"(?P<date>(?<!\d)(?:\d{4}([-/.])\d\d?\2\d\d?|\d\d?([-/.])\d\d?\3(?:\d{4}|\d\d)|\d\d?:\d\d(?::\d\d)?)(?!\d))"
    r"|\d+(?:[.,]\d+)*[kKM]?"
)
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r" (?=[^\w ])|(?<=[^\w ]) ")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SLOT = re.compile(r"⟨\w+⟩")
_COINED = re.compile(r"(?<![^\W\d_])[a-z]+[A-Z][a-z]+(?![^\W\d_])")
_CAMEL = re.compile(r"[a-z][A-Z]")
_GLUED_COLON = re.compile(r"[^\W\d_][:：](?=[^\W\d_]|⟨|0+[-/.])")
_GLUED_SLOT = re.compile(r"[^\W_]⟨|⟩[^\W_]|⟩⟨")
_HALF_DASH = re.compile(r" [-–|](?=⟨|[^\W\d_])|(?:⟩|[^\W\d_])[|»] ")
_MARKED_COUNT = re.compile(r"[!?*~] ?\(#\)")


@dataclasses.dataclass(frozen=True, slots=True)
class Form:
    """The form of one line, and how little chance it has."""

    key: str
    """The form with spaces beside punctuation dropped, so that markup and dump agree."""
    natural: float
    """Weight of its plain words, 0 to `NATURAL_CAP`."""
    odd: float
    """Weight of its oddities."""

    @property
    def bits(self) -> float:
        """Return the whole weight."""
        return min(FORM_CAP, self.natural + self.odd)


def masked(text: str) -> str:
    """Return a line with its digits masked: ``2025-04-06 19:11`` is ``0000-00-00 00:00``, any other number ``#``."""
    if _DIGIT.search(text) is None:
        return text
    return _DIGITS.sub(lambda hit: _DIGIT.sub("0", hit[0]) if hit["date"] else "#", text)


def form_of(text: str, slots: tuple[tuple[str, str], ...]) -> Form | None:
    """Return the form of a line, or None when it is prose or holds nothing but slots.

    Args:
        text: the line as printed.
        slots: (name, value) pairs of the page's own title, brand and section; the longest are taken out first.
    """
    line = visible(text[:LONGEST])
    small = line.lower() if line.isascii() else None
    for value, pattern, name in _takers(slots):
        if small is not None and value is not None and value not in small:
            continue  # of characters that are all ASCII, equal in lower case is all that ignoring case means
        taken = pattern.sub(name, line)
        if taken != line:
            line, small = taken, small and taken.lower()
    return _form(line)


@functools.lru_cache(maxsize=16)
def _takers(slots: tuple[tuple[str, str], ...]) -> list[tuple[str | None, re.Pattern[str], str]]:
    """Return (value in small letters where it is ASCII, pattern, what stands for it) of each, the longest first."""
    return [
        (value.lower() if value.isascii() else None, re.compile(re.escape(value), re.IGNORECASE), f"⟨{name}⟩")
        for name, value in sorted(slots, key=lambda slot: (-len(slot[1]), slot))
    ]


@functools.lru_cache(maxsize=10_000)  # menus: most lines stand on every page of a site, or on every site
def _form(line: str) -> Form | None:
    """Return the form of a line from which the slots have been taken."""
    line = masked(line)
    slots = _SLOT.findall(line) if "⟨" in line else []
    words = _WORD.findall(_SLOT.sub(" ", line) if slots else line)
    if len(words) > MOST_WORDS or not (words or slots):
        return None
    key = _SPACE.sub("", line) if " " in line else line
    if not words and (_SLOT.fullmatch(key) or len(_SLOT.findall(key)) < 2):
        return None
    natural = sum([WORD_COMMON if word.lower() in COMMON else WORD_OTHER for word in words])
    return Form(key, round(min(NATURAL_CAP, natural), 3), ODDITY * _oddities(line))


def _oddities(line: str) -> int:
    """Count what is odd in a masked line: glued colons and slots, half-spaced dashes, coinages, marked counters."""
    if line.isalpha() and (line.islower() or line[1:].islower()):
        return 0
    odd = min(2, len(_COINED.findall(line))) if _CAMEL.search(line) else 0
    if ":" in line or "：" in line:
        odd += min(2, len(_GLUED_COLON.findall(line)))
    if "⟨" in line or "⟩" in line:
        odd += min(2, len(_GLUED_SLOT.findall(line)))
    if _HALF_DASH.search(line):
        odd += 1
    if "(#)" in line and _MARKED_COUNT.search(line):
        odd += 1
    return odd
