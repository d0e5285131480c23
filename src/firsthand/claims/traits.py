"""What a claim is like: quoted or reported, what its cue does, negated, hedged."""

import re

from firsthand.claims.draft import Draft, Range
from firsthand.claims.lexicon import HEDGES, NEGATIONS, cue_class
from firsthand.claims.prose import Paragraph
from firsthand.model import ClaimKind, CueClass, Span
from firsthand.text.normalise import fold, words

_QUOTED_WORD = re.compile(r"\w+")
_REFUSING = frozenset({"declines"})


def kind_of(draft: Draft, quotes: list[Range], text: str) -> ClaimKind:
    """Return direct where all words of the content are quoted, mixed where some are, else indirect."""
    total = quoted = 0
    for low, high in draft.content:
        total += len(_QUOTED_WORD.findall(text, low, high))
        for start, end in quotes:
            if start < high and low < end:
                quoted += len(_QUOTED_WORD.findall(text, max(low, start), min(high, end)))
    if draft.rule == "claims.speaker.transcript" or (total and quoted >= 0.95 * total):
        return "direct"
    return "mixed" if quoted else "indirect"


def cue_class_of(draft: Draft, text: str) -> CueClass:
    """Return what the cue does; a negated statement of not telling declines."""
    if draft.cue is None:
        return "states"
    cue = [word for word, _, _ in words(text[draft.cue[0] : draft.cue[1]])]
    found = cue_class(cue)
    opening = [word for word, _, _ in words(text[draft.content[0][0] : draft.content[0][0] + 24])]
    if found == "states" and is_negated(draft, text) and opening[:1] in (["whether"], ["if"], ["how"], ["what"]):
        return "declines"
    return found


def is_negated(draft: Draft, text: str) -> bool:
    """Tell whether the cue is negated (``did not say whether``) or a refusal (``declined to say``)."""
    if draft.cue is None:
        return False
    cue = [word for word, _, _ in words(text[draft.cue[0] : draft.cue[1]])]
    if any(word in NEGATIONS or word.endswith("n't") for word in cue):
        return True
    if cue_class(cue) in _REFUSING:
        return True
    return False if draft.source is None else fold(text[draft.source[0] : draft.source[1]]) in ("nobody", "no one")


def hedge_of(draft: Draft, quotes: list[Range], text: str) -> Span | None:
    """Return the first hedging word of the cue or of the content's unquoted words, then of its quoted ones."""
    places = ([draft.cue] if draft.cue is not None else []) + draft.content
    fallback = None
    for low, high in places:
        for word, start, end in words(text[low : min(high, low + 1_200)]):
            if word not in HEDGES or not _hedges(text, low + start, low + end, word):
                continue
            span = Span(start=low + start, end=low + end)
            if not any(first <= span.start < last for first, last in quotes):
                return span
            fallback = fallback or span
    return fallback


def _hedges(text: str, start: int, end: int, word: str) -> bool:
    """Tell whether a word hedges here: ``about`` and ``nearly`` only before a number, ``May`` is a month."""
    if word in ("about", "roughly", "approximately", "around", "nearly", "almost"):
        return re.match(r"\s+(?:\$|€|£)?(?:\d|half|a (?:dozen|hundred|third))", text[end : end + 16]) is not None
    if word == "may":
        return text[start] == "m"
    return word not in ("estimated", "suspected", "believed", "thought", "suggests") or text[start].islower()


def quoted_ranges(parts: list[Paragraph]) -> list[Range]:
    """Return every quotation of a text as a range; single marks count, they are quotations as well."""
    return [(quote.start, quote.end) for part in parts for quote in part.quotes]
