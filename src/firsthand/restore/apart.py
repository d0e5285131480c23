"""What belongs to the article but not to its body: captions, corrections and notes."""

import functools
import re

from firsthand.restore.classes import BIT
from firsthand.restore.markup import ANCESTORS, Sheet

_CAPTION = 1 << ANCESTORS.index("figcaption")
_NAMED_NOTE = re.compile(r"\b(?:corrections?|clarifications?|erratum|editors?-?note|correx)\b")
_NOTE = re.compile(
    r"^(?:eds|corrections?|clarification|erratum|editor['’]?s['’]? note|korrektur|anmerkung der redaktion|correctif|"
    r"note de la rédaction|fe de erratas|correcci[oó]n|nota (?:del editor|da redação|della redazione)|errata corrige|"
    r"correção|исправление|от редакции|訂正|更正)\b\s?.{0,40}?[:：—–-]|"
    r"^(?:an earlier version of this|this (?:article|story|post|piece) (?:has been|was) "
    r"(?:updated|amended|corrected|revised|(?:first|originally) published .{1,60}\b(?:updated|amended|corrected)\b))",
    re.IGNORECASE,
)
_LONGEST = 900
"""Characters of a note or of a caption by name; a longer paragraph that begins like one is body."""


def mark(sheet: Sheet) -> None:
    """Set the roles ``caption`` and ``note`` of lines that are so by their element, class or form."""
    for line, number in zip(sheet.lines, sheet.owner, strict=True):
        if line.role is not None:
            continue
        element = sheet.elements[number]
        named = element.mask & BIT["caption"] and "caption" in line.hint[:80] and len(line.text) <= _LONGEST
        if element.tags & _CAPTION or named:
            line.decide("caption", "restore.caption.element")
        elif len(line.text) <= _LONGEST:
            if _NOTE.match(line.text):
                line.decide("note", "restore.note.form")
            elif len(line.text) > 30 and _is_named_note(line.hint[:80]):
                line.decide("note", "restore.note.class")


@functools.lru_cache(maxsize=4_096)
def _is_named_note(hint: str) -> bool:
    """Tell whether class words speak of a note."""
    return _NAMED_NOTE.search(hint) is not None
