"""Quotation marks of every style, as ranges: where a quotation opens, where it closes, whether it runs on.

English, German, French, Swedish, East Asian and plain ASCII marks are told by how they pair up, not by the language of
the text. A quotation that is not closed in its paragraph, while the next paragraph opens with the same mark, runs on
into it; that is how newspapers print a long speech. Quotations inside quotations belong to the outer one.
"""

from dataclasses import dataclass

_CLOSERS = {
    "“": "”",
    "„": "“”‟",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "”": "”",
    '"': '"',
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "‹": "›",
    "《": "》",
    "〝": "〟",
    "＂": "＂",
}
_SINGLE = frozenset("‘‚'‹")
_BEFORE = frozenset('([{—–-/:…\u3000\u2009\u202f\u00a0"“”«»')
LONGEST = 6_000
"""Characters within which a quotation must close in its paragraph, else the mark is held to be a slip."""

TRIES = 8
"""How often a paragraph may open a mark that never closes; after that the mark is not read there any more."""


@dataclass(frozen=True)
class Quotation:
    """One quotation inside one paragraph."""

    start: int
    """The opening mark."""
    end: int
    """One past the closing mark, or the paragraph's end where it runs on."""
    runs_on: bool = False
    """True when the same speech goes on at the opening mark of the next paragraph."""
    single: bool = False
    """True for single marks, which are also apostrophes and scare quotes."""


def quotations(text: str, ranges: list[tuple[int, int]]) -> list[tuple[Quotation, ...]]:
    """Return the quotations of each paragraph range, in order."""
    found = []
    for number, (start, end) in enumerate(ranges):
        following = ranges[number + 1] if number + 1 < len(ranges) else None
        found.append(tuple(_in_paragraph(text, start, end, following)))
    return found


def _in_paragraph(text: str, start: int, end: int, following: tuple[int, int] | None) -> list[Quotation]:
    found: list[Quotation] = []
    at = start
    unclosed: dict[str, int] = {}  # looked for a few times only, so that time stays linear in a hostile text
    while at < end:
        mark = text[at]
        if mark not in _CLOSERS or unclosed.get(mark, 0) >= TRIES or not _opens(text, at, start):
            at += 1
            continue
        close = _close(text, at, min(end, at + LONGEST))
        if close is not None:
            found.append(Quotation(at, close, single=mark in _SINGLE))
            at = close
            continue
        if mark not in _SINGLE and following is not None and _runs_on(text, mark, following):
            found.append(Quotation(at, end, runs_on=True))
            break
        unclosed[mark] = unclosed.get(mark, 0) + 1
        at += 1
    return found


def _opens(text: str, at: int, start: int) -> bool:
    """Tell whether a mark stands where a quotation can begin."""
    mark = text[at]
    if mark in "「『《〝„«“‟":
        return at + 1 < len(text)
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark == "»":  # German books open with it; after a letter or a stop it closes
        return (before.isspace() or before in "([—–:") and not after.isspace()
    if mark == "'" and after.isdigit():  # '90s
        return False
    return (before.isspace() or before in _BEFORE) and not after.isspace()


def _close(text: str, at: int, end: int) -> int | None:
    """Return the place after the mark that closes the quotation opened at ``at``."""
    mark = text[at]
    closers = _CLOSERS[mark]
    if mark in "‘‚'":
        return _close_single(text, at, end, closers)
    depth = 0
    for place in range(at + 1, end):
        character = text[place]
        if character == mark and mark not in closers:
            depth += 1
        elif character in closers:
            if depth == 0:
                return place + 1
            depth -= 1
        elif character == '"' and mark in "“„" and _ends_word(text, place, end):
            return place + 1  # a page that mixes curly and plain marks
    return None


def _close_single(text: str, at: int, end: int, closers: str) -> int | None:
    """Close a single mark: an apostrophe is never followed by a space after a stop, a plural's one often is."""
    weak = None
    for place in range(at + 2, min(end, at + 1_500)):
        if text[place] not in closers:
            if text[place] == "‘":
                break
            continue
        if not _ends_word(text, place, end):
            continue
        if text[place - 1] in ".,!?…;" or (place + 1 < end and text[place + 1] in ".,!?;:)"):
            return place + 1
        if weak is None:
            weak = place + 1
        if text[place - 1] not in "sS":
            return place + 1 if weak == place + 1 else weak
    return weak


def _ends_word(text: str, place: int, end: int) -> bool:
    after = text[place + 1] if place + 1 < end else " "
    return not (after.isalnum() or after == "_") and not text[place - 1].isspace()


def _runs_on(text: str, mark: str, following: tuple[int, int]) -> bool:
    """Tell whether the next paragraph opens with the mark (or, as in French, with the closing one)."""
    first = text[following[0] : following[1]].lstrip()[:1]
    return first == mark or (mark == "«" and first == "»") or (mark in '“"' and first in ('"', "“"))
