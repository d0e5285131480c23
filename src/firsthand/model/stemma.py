"""A stemma: all witnesses of one text, as the tree of who took it from whom."""

from typing import Literal

from firsthand.model.copy import EditKind
from firsthand.model.noun import Noun
from firsthand.model.span import Evidence, Span

OriginKind = Literal["agency", "outlet", "unknown"]
"""What stands at the root."""


class Branch(Noun, frozen=True, kw_only=True):
    """One step down the tree."""

    witness: str
    """Record id of the article that was made from the exemplar."""
    exemplar: str | None
    """Record id of what it was copied from; None: the archetype or a lost common ancestor."""
    score: float
    """0 to 1: how sure this step is."""
    through: str | None = None
    """Id of a lost witness between the two, ``lost_`` and 16 hex digits: siblings with one share what it changed."""


class Variant(Noun, frozen=True, kw_only=True):
    """One reading that entered on the way down: who has it first, and who has it from there."""

    kind: EditKind
    """What it changes: number, name, place, date, quotation …"""
    before: str
    """What the exemplar says there, at most 400 characters; empty where it was put in."""
    after: str
    """What it became; empty where it was left out."""
    first: str
    """Record id of the first witness that has it; the lost witness's id where that is lost."""
    exemplar: str | None
    """Record id of the witness that still has the older reading."""
    witnesses: tuple[str, ...]
    """Record ids of all witnesses that have it, sorted."""
    where: Span | None = None
    """Its characters in the text of the first held witness that has it; None where words were left out."""
    certainty: float
    """0 to 1: how sure it is that this reading is the younger one."""


class Origin(Noun, frozen=True, kw_only=True):
    """Whose text it is."""

    kind: OriginKind
    """Agency, outlet, or unknown."""
    name: str | None
    """Agency id, or the outlet's name or site; None when unknown."""
    certainty: float
    """0 to 1."""
    evidence: tuple[Evidence, ...] = ()
    """Credits, datelines, tails, bylines, domains that say so, strongest first."""


class Stemma(Noun, frozen=True, kw_only=True):
    """One text: every article stands in exactly one, most of them alone."""

    id: str
    """``text_`` and 16 hex digits of the sorted witness ids."""
    witnesses: tuple[str, ...]
    """Record ids, sorted."""
    archetype: str | None
    """Record id of the witness from which all others come; None when the root is lost or undecided."""
    branches: tuple[Branch, ...] = ()
    """The tree; empty for a single witness."""
    variants: tuple[Variant, ...] = ()
    """Readings that entered below the root, in the order of the text, at most 200."""
    origin: Origin
    """Whose text it is."""
    flags: tuple[str, ...] = ()
    """Warnings for people: ``large`` (over the set size), ``direction_open`` …"""
