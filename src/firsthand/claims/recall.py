"""Recall: what the text said before of whom a short form means, read in its words rather than in its sources.

``Greta Solberg, the head of the school,`` makes ``the head`` her; ``the water board`` makes ``the board`` that one.
"""

import re
from collections.abc import Sequence
from typing import Final

from firsthand.claims.cast import Name
from firsthand.text.sentences import bounds

FAR: Final = 12_000
"""Characters back to which a short form may reach."""
NEAR: Final = 90
"""Characters of an apposition."""
_ANY: Final = frozenset("same new whole other old entire first second last own very next only local".split())
_STOP: Final = re.compile(r"[.;:!?\n“”\"]")


def by_apposition(text: str, head: str, start: int, names: Sequence[Name]) -> Name | None:
    """Return the last name before a place that an apposition calls by a word: ``…, a member of the council, …``.

    Args:
        text: the whole text.
        head: the word, folded: ``councillor``, ``head``, ``lawyer``.
        start: where the short form stands.
        names: the names of the text before that place, in order.
    """
    word = re.compile(rf"(?<!\w){re.escape(head)}(?!\w)", re.IGNORECASE)
    for name in reversed(names):
        if start - name.end > FAR:
            break
        if name.kind in ("organisation", "country") or name.end > start:
            continue
        behind = text[name.end : name.end + NEAR]
        if behind.startswith((", ", " (")):
            piece = _first(behind[2:], ",")
            if word.search(piece) and not _STOP.search(piece[: _at(word, piece)]):
                return name
        before = text[max(0, name.start - NEAR) : name.start]
        if before.endswith(", ") and word.search(_STOP.split(before[:-2])[-1].rpartition(",")[2]):
            return name
    return None


def _first(piece: str, mark: str) -> str:
    return piece.partition(mark)[0]


def _at(word: re.Pattern[str], piece: str) -> int:
    found = word.search(piece)
    return found.start() if found is not None else len(piece)


def by_compound(text: str, head: str, start: int) -> str | None:
    """Return the fuller small-lettered name that a word had before a place: ``water board`` for ``board``."""
    compound = re.compile(
        rf"(?:\b(?:the|a|an|its|their|his|her)|\w['’]s|\ws['’])\s+((?:[a-z][\w’'-]+\s+){{1,2}}){re.escape(head)}(?!\w)",
        re.IGNORECASE,
    )
    low = max(0, start - FAR)
    best = None
    for match in compound.finditer(text, low, start):
        words = match.group(1).split()
        if words[0].lower() in _ANY or any(word[0].isupper() for word in words) or words[-1] in ("of", "to", "and"):
            continue
        best = " ".join([*words, head])
    return best


def who_stands_before(text: str, start: int) -> str | None:
    """Return the phrase that ``who`` hangs on, where it opens its sentence: ``A signalman at the junction, who …``."""
    floor = max(0, start - 200)
    low = next((a for a, b in reversed(bounds(text[floor:start])) if b > a), None)
    if low is None:
        return None
    phrase = text[floor + low : start].strip()
    if not phrase.endswith(",") or "," in phrase[:-1] or len(phrase.split()) > 8:
        return None
    return phrase[:-1].lstrip("\"“‘'")


def sentence_before(text: str, start: int) -> tuple[int, int] | None:
    """Return the sentence that ends before the one in which a place stands; None at the start of a paragraph's text."""
    floor = max(0, start - 500)
    ended = [
        (floor + low, floor + high) for low, high in bounds(text[floor:start]) if text[floor + high - 1] in '.!?”"'
    ]
    return ended[-1] if ended else None


def opening_body(text: str, sentence: tuple[int, int], heads: frozenset[str]) -> str | None:
    """Return the small-lettered body that opens a sentence: ``regional hospital`` in ``The regional hospital asks …``.

    Args:
        text: the whole text.
        sentence: its characters.
        heads: words that end such a phrase.
    """
    match = _BODY.match(text, *sentence)
    if match is None:
        return None
    words = match.group(1).split()
    for at, word in enumerate(words):
        if word in heads:
            return " ".join(words[: at + 1])
        if word[:1].isupper():
            return None
    return None


_BODY: Final = re.compile(r"(?:The|A|An|Its|Their|[A-Z]\w+['’]s)\s+((?:[a-z][\w’'-]*\s+){1,4})")


def named_by(text: str, head: str, start: int, names: Sequence[Name]) -> Name | None:
    """Return the last name before a place that the text calls by a word: ``the shipping company Norrland Lines``.

    For bodies as such (``company``) a name behind an office counts, too: ``the engineer of Ostmark Power``.
    """
    for name in reversed(names):
        if start - name.end > FAR or name.end > start:
            continue
        before = text[max(0, name.start - 60) : name.start].casefold()
        if before.endswith(f" {head} "):
            return name
        office = _OFFICE.search(before)
        if office is not None and office.group(1) in OFFICES and head in BODIES:
            return name
    return None


_OFFICE: Final = re.compile(r"(\w+) (?:of|at|for|with) $")
OFFICES: Final = frozenset(
    "engineer executive director chief chairman chairwoman head founder president spokesman spokeswoman spokesperson "
    "manager owner economist analyst officer partner editor".split()
)
"""Who works for a body is told by it: ``chief executive of X``."""
BODIES: Final = frozenset(
    "company firm group agency operator airline carrier bank club charity chain maker union".split()
)
"""What a report calls a body after it has named it."""
