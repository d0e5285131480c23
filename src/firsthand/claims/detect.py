"""Detection: every rule over every paragraph, the trained tagger beside them, one claim for each stretch of text."""

from bisect import bisect_right

from firsthand.claims.bare import bare_quotations
from firsthand.claims.cues import cues
from firsthand.claims.draft import Draft, Range
from firsthand.claims.frames import verb_claims
from firsthand.claims.phrases import according_to, colons, speakers
from firsthand.claims.prose import Paragraph
from firsthand.claims.tagged import said, tagged_claims
from firsthand.claims.tagger import Tagger

_ENGLISH = frozenset(
    "the and of to in that said is was for with on it he as a we i you have are be this not at by from they she had "
    "has his her who will would but say says been were which whether did told".split()
)
ENGLISH_SHARE = 0.13
"""Share of these words from which a text without a known language counts as English. Measured on articles of publishers
in 29 countries: English 0.31 to 0.46, others at most 0.09 (Norwegian)."""
SURE = 0.8
"""Confidence from which a rule's claim stands although the model saw nothing there."""
_OPENING = "claims.frame.source_said_clause"
_CLOSING = "claims.frame.content_source_said"
_BETTER_EDGES = frozenset({"claims.frame.source_said_that", "claims.frame.content_interrupted"})
"""Rules whose content is better cut than the model's, measured on PolNeAR's dev part."""
STRETCH = 400
"""Characters of one stretch in which claims are looked for that touch another one."""
NEAR = 12
"""Claims to each side that can reach for the same words; a sentence has a handful."""


def detect(parts: list[Paragraph], language: str | None, tagger: Tagger | None) -> list[Draft]:
    """Return the claims of a text as drafts, in text order.

    Args:
        parts: the paragraphs.
        language: ISO 639-1 code; None lets the text's frequent words decide.
        tagger: the trained tagger; None leaves the rules alone.
    """
    english = language == "en" if language is not None else is_english(parts)
    drafts = _english(parts, tagger) if english else []
    continue_speech(parts, drafts)
    taken = by_paragraph(parts, [piece for draft in drafts for piece in draft.parts])
    for part, near in zip(parts, taken, strict=True):
        drafts += bare_quotations(part, near, english)
    return sorted(drafts, key=lambda draft: (draft.start, draft.end, draft.rule))


def by_paragraph(parts: list[Paragraph], ranges: list[Range]) -> list[list[Range]]:
    """Return for each paragraph the ranges that touch it."""
    starts = [part.start for part in parts]
    found: list[list[Range]] = [[] for _ in parts]
    for low, high in ranges:
        at = max(0, bisect_right(starts, low) - 1)
        while at < len(parts) and parts[at].start < high:
            if low < parts[at].end:
                found[at].append((low, high))
            at += 1
    return found


def _english(parts: list[Paragraph], tagger: Tagger | None) -> list[Draft]:
    spoken = speakers(parts)
    places = by_paragraph(parts, [piece for draft in spoken for piece in draft.parts])
    others = [part for part, near in zip(parts, places, strict=True) if not near]
    modelled = tagged_claims(tagger, others) if tagger is not None else None
    drafts = list(spoken)
    for number, part in enumerate(others):
        fixed, verbs = according_to(part), untangle([*colons(part), *verb_claims(part, cues(part))])
        if modelled is not None:
            drafts += _merge(part, modelled[number], fixed, verbs)
            continue
        found = list(fixed)
        for draft in verbs:
            if not any(_same(draft, other) for other in found):
                found.append(draft)
        drafts += untangle(found)
    return drafts


def _merge(part: Paragraph, modelled: list[Draft], fixed: list[Draft], verbs: list[Draft]) -> list[Draft]:
    """Return the model's claims, checked by the rules and completed by them.

    ``according to`` is the rules'; a claim that both find is surer; a sure rule stands where the model saw nothing.
    """
    sure, seen, others = _Ground(fixed), _Ground(modelled), _Ground(verbs)
    found = [d for d in modelled if not any(_same_cue(d, other) for other in sure.near(d)) and said(part, d)]
    closing = _Ground([d for d in verbs if d.rule == _CLOSING and not any(_same_cue(d, o) for o in seen.near(d))])
    found = [draft for draft in found if not any(_robs(draft, other) for other in closing.near(draft))]
    kept = _Ground(found)
    for draft in found:
        rival = next((other for other in others.near(draft) if _same_cue(draft, other)), None)
        if rival is not None and rival.cue is not None:
            beside = [*kept.near(draft), *kept.near(rival)]
            _check(draft, rival, rival.cue, [piece for other in beside if other is not draft for piece in other.parts])
    found += fixed
    ground = _Ground(found)
    for draft in verbs:
        near = ground.near(draft)
        if not any(_same_cue(draft, other) for other in near) and _stands(draft, near):
            found.append(draft)
            ground.add(draft)
    return untangle(found)


class _Ground:
    """Drafts by the stretches of text that they reach over, so that a wall of short claims stays linear."""

    def __init__(self, drafts: list[Draft]) -> None:
        self._kept: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        for stretch in range(draft.start // STRETCH, draft.end // STRETCH + 1):
            self._kept.setdefault(stretch, []).append(draft)

    def near(self, draft: Draft) -> list[Draft]:
        """Return the drafts that may touch one, in the order in which they were added."""
        stretches = range(draft.start // STRETCH, draft.end // STRETCH + 1)
        return list({id(other): other for at in stretches for other in self._kept.get(at, ())}.values())


def _robs(draft: Draft, other: Draft) -> bool:
    """Tell whether the model gave the source of a closing ``, the agency said.`` to another cue."""
    return draft.source is not None and other.source is not None and _touch(draft.source, other.source)


def _check(draft: Draft, rival: Draft, cue: Range, others: list[Range]) -> None:
    """Compare the model's claim with the rules' claim about the same cue, and take what the rules know better.

    The model stops at the commas of a list now and then; where the rules' content opens (or closes) at the same place
    and nothing else stands in the rest, the longer content is right.
    """
    if draft.source is None:
        draft.source = rival.source
    if rival.source is None or draft.source is None or not _touch(rival.source, draft.source):
        return
    draft.confidence = round(min(0.95, draft.confidence + 0.1), 2)
    draft.notes.append((rival.rule, cue))
    if rival.rule in _BETTER_EDGES:
        draft.content = list(rival.content)
    if len(draft.content) != 1 or len(rival.content) != 1:
        return
    (low, high), (first, last) = draft.content[0], rival.content[0]
    longer = rival.rule == _OPENING and low == first and high < last
    wider = rival.rule == _CLOSING and high == last and first < low
    rest = (high, last) if longer else (first, low)
    if (longer or wider) and not any(_touch(piece, rest) for piece in others):
        draft.content = [(first, last)]


def _stands(draft: Draft, found: list[Draft]) -> bool:
    """Tell whether a rule's claim stands beside the model's: on free ground, around whole claims, or inside a content.

    The model's claims never overlap, so it cannot see ``The agency said the king told the envoy that …`` twice.
    """
    touching = [kept for kept in found if any(_touch(piece, other) for piece in draft.parts for other in kept.parts)]
    if not touching:
        return draft.confidence >= SURE
    edge = [piece for piece in (draft.source, draft.cue) if piece is not None]
    if draft.source is None or any(_touch(piece, other) for piece in edge for kept in touching for other in kept.parts):
        return draft.confidence >= SURE and len(touching) == 1 and _inside(draft, touching[0])
    return draft.confidence >= SURE and all(
        any(low <= kept.start and kept.end <= high for low, high in draft.content) for kept in touching
    )


def _inside(draft: Draft, outer: Draft) -> bool:
    """Tell whether a whole claim lies in one piece of another's content."""
    return any(low <= draft.start and draft.end <= high for low, high in outer.content)


def _same_cue(draft: Draft, other: Draft) -> bool:
    return draft.cue is not None and other.cue is not None and _touch(draft.cue, other.cue)


def untangle(drafts: list[Draft]) -> list[Draft]:
    """Take a later attribution out of the content before it.

    In ``The king asked for talks, the palace said`` both claims reach for each other: the sentence is the palace's,
    and the king's content ends before its name.
    """
    for place, inner in enumerate(drafts):
        for outer in drafts[max(0, place - NEAR) : place + NEAR + 1]:
            if outer is inner or outer.source is None or outer.cue is None or inner.cue is None:
                continue
            low, high = min(outer.source[0], outer.cue[0]), max(outer.source[1], outer.cue[1])
            if inner.cue[0] < low and any(a <= inner.cue[0] < b for a, b in outer.content):
                inner.content = [_cut(piece, low, high) for piece in inner.content]
    return drafts


def _cut(piece: Range, low: int, high: int) -> Range:
    """Return a range up to what stands inside it at ``low``, the comma before that left out."""
    return (piece[0], low - 2) if piece[0] < low - 2 < high <= piece[1] else piece


def _same(draft: Draft, other: Draft) -> bool:
    """Tell whether two drafts have one cue, or the same content."""
    return _same_cue(draft, other) or draft.content == other.content


def _touch(left: Range, right: Range) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def continue_speech(parts: list[Paragraph], drafts: list[Draft]) -> None:
    """Join the paragraphs of a quotation that runs on to the claim that holds one of them.

    Newspapers name the speaker of a long speech in its first paragraph or in its last: join forward, then backward.
    """
    owners = {piece: draft for draft in drafts for piece in draft.content}
    near = by_paragraph(parts, list(owners))
    chain = [
        (number, (part.quotes[-1].start, part.quotes[-1].end), _first_quote(parts[number + 1]))
        for number, part in enumerate(parts[:-1])
        if part.quotes and part.quotes[-1].runs_on
    ]
    for number, here, there in chain:
        if there is not None:
            _join(owners, (here, near[number]), (there, near[number + 1]))
    for number, here, there in reversed(chain):
        if there is not None:
            _join(owners, (there, near[number + 1]), (here, near[number]))


def _first_quote(part: Paragraph) -> Range | None:
    return (part.quotes[0].start, part.quotes[0].end) if part.quotes else None


def _join(owners: dict[Range, Draft], held: tuple[Range, list[Range]], free: tuple[Range, list[Range]]) -> None:
    """Give a free paragraph of a speech to the claim that holds its neighbour."""
    holder = next((piece for piece in held[1] if _touch(piece, held[0])), None)
    if holder is None or any(_touch(piece, free[0]) for piece in free[1]):
        return
    owner = owners[holder]
    owner.content = sorted([*owner.content, free[0]])
    owner.notes.append(("claims.quotation.runs_on", (free[0][0], free[0][0] + 1)))
    owners[free[0]] = owner
    free[1].append(free[0])


def is_english(parts: list[Paragraph]) -> bool:
    """Tell whether a text is English, by its most frequent words; short texts without any are not."""
    sample = [word for part in parts[:40] for word in part.lower[:200] if word[:1].isalpha()]
    if not sample:
        return False
    hits = [word for word in sample if word in _ENGLISH]
    return len(hits) >= ENGLISH_SHARE * len(sample) and (len(set(hits)) > 1 or (bool(hits) and len(sample) < 8))
