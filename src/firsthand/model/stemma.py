"""A stemma: all witnesses of one text, as the tree of who took it from whom."""

from typing import Literal

from firsthand.model.noun import Noun
from firsthand.model.span import Evidence

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
    origin: Origin
    """Whose text it is."""
    flags: tuple[str, ...] = ()
    """Warnings for people: ``large`` (over the set size), ``direction_open`` …"""
