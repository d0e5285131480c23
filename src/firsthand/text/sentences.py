"""Sentences of a text as spans, without a model: full stops that end, and those that do not."""

import re

from firsthand.model.span import Span

_ABBREVIATION = frozenset(
    (
        "mr mrs ms dr prof rev gen lt col maj capt cmdr sgt cpl pvt adm sen rep gov pres hon st sr jr mt ft vs etc "
        "inc ltd co corp no nos vol pp fig al approx dept est jan feb mar apr jun jul aug sep sept oct nov dec mon "
        "tue tues wed thu thur thurs fri sat sun u.s u.k u.n e.u d.c a.m p.m i.e e.g ph.d ala ariz ark calif colo "
        "conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash "
        "wis wyo bros messrs mme mlle bd ave blvd "
    ).split()
)
_END = re.compile(  # opens with one set of characters, which the engine finds ten times faster than an alternation
    r"[.!?…。！？؟।\n](?:(?<=\n)\s*\n|(?:(?<=[.!?…])[.!?…]*|(?<=[。！？؟।])[。！？؟।]*)"
    r"[\"'”’»)\]]*(?=\s+|$|(?<=[。！？])))"
)
_OPENS_SMALL = re.compile(r"\s+[\"'“‘«(\[]*[a-z]")
_OPENS = re.compile(r"[\"'“‘«(\[]")
_MARKS = frozenset(".!?…")


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text in order, white space between them left out; paragraphs always end one."""
    return [Span(start=low, end=high) for low, high in bounds(text)]


def bounds(text: str) -> list[tuple[int, int]]:
    """Return the first character and the end of each sentence, as `sentences` does."""
    found: list[tuple[int, int]] = []
    start, last = 0, len(text.rstrip())
    for match in _END.finditer(text):
        at, end = match.span()
        if text[at] != "\n" and _OPENS_SMALL.match(text, end):
            continue
        if text[at] == "." and end < last and text[at + 1 : at + 2] not in _MARKS and not _ends(text, start, at):
            continue
        _add(found, text, start, end)
        start = end
    _add(found, text, start, len(text))
    return found


def _ends(text: str, start: int, at: int) -> bool:
    """Tell whether the full stop at a place ends a sentence or only an abbreviation or an initial."""
    words = _OPENS.split(text[max(start, at - 24) : at])[-1].split()
    if not words or text[at - 1].isspace():
        return True
    word = words[-1]
    if len(word) == 1 and word.isupper() and word != "I":
        return False
    return word.lower() not in _ABBREVIATION


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end].lstrip()
    low = end - len(piece)
    high = low + len(piece.rstrip())
    if high > low:
        found.append((low, high))
