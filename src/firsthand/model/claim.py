"""A claim: who said what, by which word, how sure."""

from typing import Literal

from firsthand.model.noun import Noun
from firsthand.model.span import Evidence, Span

ClaimKind = Literal["direct", "indirect", "mixed"]
"""Quoted, reported, or both."""

CueClass = Literal[
    "states", "denies", "warns", "promises", "asks", "speculates", "reports", "orders", "estimates", "declines"
]
"""What the cue does."""

PartyKind = Literal["person", "organisation", "agency", "state medium", "group", "anonymous", "outlet", "unknown"]
"""What sort of party the source is."""


class Party(Noun, frozen=True, kw_only=True):
    """Whom a source mention means."""

    id: str
    """Key that the same party has across the archive: a folded name (``kcna``, ``yoon suk yeol``)."""
    name: str
    """Fullest form that the article gives: ``South Korean President Yoon Suk Yeol``."""
    kind: PartyKind
    """What sort of party."""
    named: bool
    """False for ``experts``, ``a person familiar with the matter``."""
    description: str | None = None
    """How the text describes it: ``independent analysts``; None when it only names it."""


class Claim(Noun, frozen=True, kw_only=True):
    """One attributed statement. Spans count characters of `Article.text` (or of the text given to `claims`)."""

    id: str
    """``claim_`` and 16 hex digits of record and spans."""
    record: str | None = None
    """Record id; None for a bare text."""
    source: Span | None = None
    """Who is quoted: ``the official Korean Central News Agency``; None when the text names nobody."""
    cue: Span | None = None
    """The attributing words: ``said``, ``according to``; None for a quotation without one."""
    content: tuple[Span, ...]
    """What is attributed, in pieces where source and cue interrupt it."""
    kind: ClaimKind
    """Quoted, reported, or both."""
    cue_class: CueClass = "states"
    """What the cue does."""
    negated: bool = False
    """True for ``did not say whether``, ``declined to say``."""
    hedge: Span | None = None
    """The hedging words: ``likely``, ``reportedly``, ``could``; None when there are none."""
    party: Party | None = None
    """Whom the source means, after ``he`` and ``the ministry`` are resolved; None when it cannot be told."""
    through: tuple[Party, ...] = ()
    """Relays, outermost first: in ``KCNA said Kim told Putin that …`` the claim of Kim came through KCNA."""
    confidence: float = 1.0
    """0 to 1."""
    evidence: tuple[Evidence, ...] = ()
    """Which rule or model found it, and how the source was resolved."""
