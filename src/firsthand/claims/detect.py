"""Detection: every rule over every paragraph, in order of trust, one claim for each stretch of text."""

from firsthand.claims.bare import bare_quotations
from firsthand.claims.cues import cues
from firsthand.claims.draft import Draft, Range
from firsthand.claims.frames import verb_claims
from firsthand.claims.phrases import according_to, colons, speakers
from firsthand.claims.prose import Paragraph

_ENGLISH = frozenset("the and of to in that said is was for with on it he as".split())
ENGLISH_SHARE = 0.08
"""Share of words among fifteen frequent ones from which a text without a known language counts as English; English
news has some 0.25, its neighbours below 0.03."""


def detect(parts: list[Paragraph], language: str | None, model: bool) -> list[Draft]:
    """Return the claims of a text as drafts, in text order."""
    english = language == "en" if language is not None else is_english(parts)
    drafts = by_rules(parts) if english else []
    drafts = continue_speech(parts, drafts)
    taken = [piece for draft in drafts for piece in draft.parts]
    for part in parts:
        near = [piece for piece in taken if piece[0] < part.end and part.start < piece[1]]
        drafts += bare_quotations(part, near, english)
    return sorted(drafts, key=lambda draft: (draft.start, draft.end, draft.rule))


def by_rules(parts: list[Paragraph]) -> list[Draft]:
    """Return what the rules for English find."""
    drafts = speakers(parts)
    spoken = [(draft.start, draft.end) for draft in drafts]
    for part in parts:
        if any(low < part.end and part.start < high for low, high in spoken):
            continue
        found = according_to(part)
        for draft in [*colons(part), *verb_claims(part, cues(part))]:
            if not any(_same(draft, other) for other in found):
                found.append(draft)
        drafts += untangle(found)
    return drafts


def untangle(drafts: list[Draft]) -> list[Draft]:
    """Take a later attribution out of the content before it.

    In ``The king asked for talks, the palace said`` both claims reach for each other: the sentence is the palace's,
    and the king's content ends before its name.
    """
    for inner in drafts:
        for outer in drafts:
            if outer is inner or outer.source is None or outer.cue is None or inner.cue is None:
                continue
            low, high = min(outer.source[0], outer.cue[0]), max(outer.source[1], outer.cue[1])
            if inner.cue[0] < low and any(a <= inner.cue[0] < b for a, b in outer.content):
                inner.content = [_cut(piece, low, high) for piece in inner.content]
    return drafts


def _cut(piece: Range, low: int, high: int) -> Range:
    """Return a range up to what stands inside it at ``low``."""
    return (piece[0], low - 2) if piece[0] < low - 2 < high <= piece[1] else piece


def _same(draft: Draft, other: Draft) -> bool:
    """Tell whether two drafts have one cue, or one quotation for all their content."""
    if draft.cue is not None and other.cue is not None and _touch(draft.cue, other.cue):
        return True
    return draft.content == other.content


def _touch(left: Range, right: Range) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def continue_speech(parts: list[Paragraph], drafts: list[Draft]) -> list[Draft]:
    """Add the following paragraphs of a quotation that runs on to the claim that holds its beginning."""
    starts = {part.start: number for number, part in enumerate(parts)}
    owners = {piece[0]: draft for draft in drafts for piece in draft.content}
    for number, part in enumerate(parts):
        quote = part.quotes[-1] if part.quotes else None
        if quote is None or not quote.runs_on or number + 1 >= len(parts):
            continue
        owner = owners.get(quote.start) or next(
            (d for d in drafts if any(low <= quote.start < high for low, high in d.content)), None
        )
        following = parts[number + 1]
        if owner is None or following.start not in starts or not following.quotes:
            continue
        first = following.quotes[0]
        if any(_touch((first.start, first.end), piece) for draft in drafts for piece in draft.content):
            continue
        owner.content.append((first.start, first.end))
        owner.notes.append(("claims.quotation.runs_on", (quote.start, quote.start + 1)))
        owners[first.start] = owner
    return drafts


def is_english(parts: list[Paragraph]) -> bool:
    """Tell whether a text is English, by its most frequent words; short texts without any are not."""
    sample = [word for part in parts[:40] for word in part.lower[:200] if word[:1].isalpha()]
    if not sample:
        return False
    return sum(word in _ENGLISH for word in sample) >= ENGLISH_SHARE * len(sample)
