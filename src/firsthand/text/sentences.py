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
_END = re.compile(r"(?:[.!?…]+|[。！？؟।]+)[\"'”’»)\]]*(?=\s+|$|(?<=[。！？]))|\n\s*\n")
_OPENS_SMALL = re.compile(r"\s+[\"'“‘«(\[]*[a-z]")
_LAST_WORD = re.compile(r"([^\s\"'“‘«(\[]+?)\.$")


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text in order, white space between them left out; paragraphs always end one."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.group().strip() and not _ends(text, start, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a mark ends a sentence or only an abbreviation, an initial, or a quotation in mid-sentence."""
    if _OPENS_SMALL.match(text, match.end()):
        return False
    if match.group().rstrip("\"'”’»)]") != ".":
        return True
    last = _LAST_WORD.search(text[max(start, match.start() - 24) : match.start() + 1])
    if last is None:
        return True
    word = last.group(1)
    if len(word) == 1 and word.isupper() and word != "I":
        return False
    return word.lower() not in _ABBREVIATION or match.end() >= len(text.rstrip())


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    low = start + len(piece) - len(piece.lstrip())
    high = start + len(piece.rstrip())
    if high > low:
        found.append(Span(start=low, end=high))
