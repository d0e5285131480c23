"""Quotations that no English cue claimed: in other languages, and those that stand alone."""

import re

from firsthand.claims.draft import Draft, Range
from firsthand.claims.prose import Paragraph
from firsthand.claims.quotation import Quotation

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CAPITAL = r"[^\W\d_a-z][^\W\d_]+(?:[-’'][^\W\d_]+)*"
_CUE = r"\s*(?:[,،，]\s*)?(?:[—–-]\s*)?(?P<cue>(?:[^\W\d_A-Z]{1,3}\s+)?[^\W\d_A-Z][^\W\d_]{2,}|[^\W\d_A-Z]{2})"
_NAMED = re.compile(
    rf"{_CUE}\s+(?P<source>(?:[^\W\d_]{{1,14}}\s+){{0,4}}?(?:[^\W\d_]{{1,14}},\s+)?{_CAPITAL}"
    rf"(?:\s+(?:{_CAPITAL}|(?:de|von|van|del|da|di|la|al|bin)(?=\s+[^\W\d_a-z])))*)"
)
_SHORT = re.compile(rf"{_CUE}(?:\s+(?P<source>[^\W\d_A-Z]+(?:\s+[^\W\d_A-Z]+){{0,2}}))?\s*[.,;:]")
_SIGNED = re.compile(
    rf"\s*(?P<cue>[―—–]|--?)\s*(?P<source>{_CAPITAL}(?:[ \u00a0]+(?:{_CAPITAL}|[A-Z]\.|de|von|van)){{0,4}})"
)
"""``“…” ― Ana Ruiz``: a quotation with its speaker behind a dash, up to the end of the paragraph."""
LEAST_WORDS = 5
"""Words from which a quotation that stands alone counts as a statement; shorter ones are names and scare quotes."""
LEAST_CHARACTERS = 12
"""The same for scripts without spaces between words."""


def bare_quotations(paragraph: Paragraph, taken: list[Range], english: bool) -> list[Draft]:
    """Return statements in quotation marks that no rule has attributed.

    ``taken`` are the ranges that claims cover already. In a text that is not English, the words between a closing mark
    and the next name are taken as cue and source where they have that shape; else both stay unknown.
    """
    found = []
    for quote in paragraph.quotes:
        if any(low < quote.end and quote.start < high for low, high in taken):
            continue
        if not is_statement(paragraph, quote):
            continue
        draft = _signed(paragraph, quote)
        if draft is None and not english:
            draft = _foreign(paragraph, quote)
        if draft is None:
            draft = Draft(None, None, [(quote.start, quote.end)], "claims.quotation.alone", 0.5)
        found.append(draft)
    return found


def is_statement(paragraph: Paragraph, quote: Quotation) -> bool:
    """Tell a statement from a title, a name and a scare quote: by its length and how it ends."""
    inner = paragraph.text[quote.start + 1 : quote.end - (0 if quote.runs_on else 1)].strip()
    words = _WORD.findall(inner)
    if not inner.isascii() and len(words) < LEAST_WORDS and len(inner) >= LEAST_CHARACTERS and " " not in inner:
        return True
    if len(words) < LEAST_WORDS:
        return False
    titled = sum(word[0].isupper() for word in words)
    if titled >= 0.6 * len(words):
        return False
    stop = inner[-1] in ".,!?…。！？" or paragraph.text[quote.end : quote.end + 1] in (".", ",", "!", "?", "。")
    opens = inner[0].isupper() or not inner[0].isalpha()
    return stop and (opens or len(words) > 8)


def _signed(paragraph: Paragraph, quote: Quotation) -> Draft | None:
    """Read ``“…” ― Ana Ruiz``."""
    match = _SIGNED.match(paragraph.text, quote.end, min(paragraph.end, quote.end + 100))
    if match is None or "\n" in match.group() or paragraph.text[match.end() : paragraph.end].strip(" .,\u00a0\n"):
        return None
    return Draft(match.span("cue"), match.span("source"), [(quote.start, quote.end)], "claims.speaker.dash", 0.85)


def _foreign(paragraph: Paragraph, quote: Quotation) -> Draft | None:
    """Read ``«…», a déclaré Ana Ruiz`` by its shape: one or two small words, then a name, or a full stop soon."""
    last = min(paragraph.end, quote.end + 160)
    rule, sure = "claims.quotation.name_follows", 0.6
    match = _NAMED.match(paragraph.text, quote.end, last)
    if match is None:
        rule, sure = "claims.quotation.words_follow", 0.5
        match = _SHORT.match(paragraph.text, quote.end, last)
    if match is None or "\n" in match.group():
        return None
    source = match.span("source") if match.group("source") else None
    return Draft(match.span("cue"), source, [(quote.start, quote.end)], rule, sure)
