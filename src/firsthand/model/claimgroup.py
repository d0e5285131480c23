"""A claim group: claims of several texts that say the same thing, with what differs between them."""

from typing import Literal

from firsthand.model.noun import Noun
from firsthand.model.span import Evidence

DifferenceKind = Literal["number", "name", "hedge lost", "hedge added", "named", "unnamed", "wording", "fact"]
"""What differs from the earliest claim of a group: another number or name; a hedge that is gone, or new; a source who
was unnamed and is named now, or the other way round; a quotation in other words; a claim that has become a fact, told
without anybody who says it."""


class Difference(Noun, frozen=True, kw_only=True):
    """One thing in which a report differs from the earliest claim of its group."""

    kind: DifferenceKind
    """What differs."""
    record: str
    """Id of the page that has it so."""
    claim: str | None = None
    """Id of the claim that has it so; None for a fact, which is nobody's claim."""
    before: str | None = None
    """What the earlier claim has in its place; None when it has nothing."""
    after: str | None = None
    """What this one has; None when it has nothing."""
    evidence: tuple[Evidence, ...] = ()
    """The characters that tell."""


class ClaimGroup(Noun, frozen=True, kw_only=True):
    """Claims of one party, or of parties that may be one, that say the same."""

    id: str
    """``said_`` and 16 hex digits of the claim that is least by id, and of what joined it."""
    point: str
    """Id that groups share which say the same thing on the word of different parties: ``point_`` and 16 hex digits."""
    party: str | None = None
    """Id of the party, the named one where an unnamed source became a named one; None when nobody is told."""
    name: str | None = None
    """Its name."""
    first: str
    """Id of the earliest claim, by the likely day of its page; of one day, one that was copied from no other page."""
    claims: tuple[str, ...]
    """Ids of all claims, the earliest first."""
    pages: int
    """Pages that hold them."""
    texts: int
    """Texts that hold them; pages that copy one text are one."""
    quote: str
    """What is said, as the earliest claim has it, cut after 300 characters."""
    variants: tuple[str, ...] = ()
    """Where it is a quotation that texts render differently: each rendering once, the earliest first."""
    differences: tuple[Difference, ...] = ()
    """What differs, one line a text and kind, in the order of the claims."""
    evidence: tuple[Evidence, ...] = ()
    """Why they are held to say the same: for each text its content, weighed by how like it is (0 to 1)."""
