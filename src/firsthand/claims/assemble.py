"""From drafts to claims: the party of each source, who relayed it, what kind of claim it is."""

from bisect import bisect_left

from firsthand.claims.cast import cast
from firsthand.claims.draft import Draft
from firsthand.claims.prose import Paragraph
from firsthand.claims.reference import Resolver
from firsthand.claims.traits import cue_class_of, hedge_of, is_negated, kind_of, quoted_ranges
from firsthand.model import Claim, Evidence, Party, Span, Tables, make_id

LONGEST_QUOTE = 240
"""Characters of an evidence quote; the span beside it tells the rest."""
NEAR = 30
"""Claims to each side among which the one that relays another is looked for."""


def assemble(
    text: str, drafts: list[Draft], parts: list[Paragraph], tables: Tables, record: str | None
) -> tuple[Claim, ...]:
    """Return the drafts as claims, in the order of the text."""
    if not drafts:
        return ()
    quotes = quoted_ranges(parts)
    resolver = Resolver(text, cast(text, tables), record)
    by_source = sorted(drafts, key=lambda draft: (draft.source or draft.cue or draft.content[0], draft.start))
    known: dict[int, tuple[Party | None, list[Evidence]]] = {}
    for draft in by_source:
        known[id(draft)] = resolver.resolve(draft)
    ordered = sorted(drafts, key=lambda draft: (draft.start, -draft.end, draft.rule))
    claims = []
    for place, draft in enumerate(ordered):
        party, reasons = known[id(draft)]
        near = quotes[max(0, bisect_left(quotes, (draft.start, 0)) - 1) : bisect_left(quotes, (draft.end, 0))]
        beside = ordered[max(0, place - NEAR) : place + NEAR]
        through = tuple(
            relay for relay in (known[id(outer)][0] for outer in _outer(draft, beside)) if relay is not None
        )
        claims.append(
            Claim(
                id=_id(draft, text, record),
                record=record,
                source=None if draft.source is None else Span(start=draft.source[0], end=draft.source[1]),
                cue=None if draft.cue is None else Span(start=draft.cue[0], end=draft.cue[1]),
                content=tuple(Span(start=low, end=high) for low, high in draft.content),
                kind=kind_of(draft, near, text),
                cue_class=cue_class_of(draft, text),
                negated=is_negated(draft, text),
                hedge=hedge_of(draft, near, text),
                party=party,
                through=tuple(relay for relay in through if party is None or relay.id != party.id),
                confidence=draft.confidence,
                evidence=(_evidence(draft, text, record), *_notes(draft, text, record), *reasons),
            )
        )
    return tuple(claims)


def _outer(draft: Draft, ordered: list[Draft]) -> list[Draft]:
    """Return the claims whose content holds this claim's cue and source, outermost first."""
    if draft.cue is None:
        return []
    core = (
        draft.cue if draft.source is None else (min(draft.cue[0], draft.source[0]), max(draft.cue[1], draft.source[1]))
    )
    found = [
        other
        for other in ordered
        if other is not draft
        and other.source is not None
        and any(low <= core[0] and core[1] <= high for low, high in other.content)
    ]
    return sorted(found, key=lambda other: (other.start - other.end, other.start))


def _id(draft: Draft, text: str, record: str | None) -> str:
    spans = ";".join(f"{low}-{high}" for low, high in [draft.source or (0, 0), draft.cue or (0, 0), *draft.content])
    return make_id("claim", record if record is not None else text, spans)


def _evidence(draft: Draft, text: str, record: str | None) -> Evidence:
    low, high = draft.cue or draft.content[0]
    quote = text[low : min(high, low + LONGEST_QUOTE)]
    where = Span(start=low, end=high)
    return Evidence(rule=draft.rule, quote=quote, record=record, where=where, weight=draft.confidence)


def _notes(draft: Draft, text: str, record: str | None) -> list[Evidence]:
    return [
        Evidence(
            rule=rule, quote=text[low : min(high, low + LONGEST_QUOTE)], record=record,
            where=Span(start=low, end=high), weight=0.0,
        )
        for rule, (low, high) in draft.notes
    ]  # fmt: skip
