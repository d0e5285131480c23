"""A copy: two articles that carry one text, with the aligned characters that prove it."""

from typing import Literal

from firsthand.model.noun import Noun
from firsthand.model.span import Evidence, Span

Relation = Literal["verbatim", "edited", "excerpt", "embedding", "version", "rewrite", "translation"]
"""How right stands to left. ``excerpt``: a part of left stands in right, which has little else. ``embedding``: right
contains much of left and more of its own. ``version``: a writethru or update by the same outlet or agency."""

EditKind = Literal[
    "punctuation", "spelling", "number", "name", "place", "date", "quotation", "hedge", "attribution",
    "added", "dropped", "moved", "planted", "headline", "wording",
]  # fmt: skip
"""What an edit changes."""


class Pair(Noun, frozen=True, kw_only=True):
    """A stretch of left and the stretch of right that says the same."""

    left: Span
    """Characters of the left text."""
    right: Span
    """Characters of the right text."""


class Edit(Noun, frozen=True, kw_only=True):
    """One place where left and right differ."""

    kind: EditKind
    """What it changes."""
    left: Span | None = None
    """Characters of left; None where right added them."""
    right: Span | None = None
    """Characters of right; None where right dropped them."""
    before: str = ""
    """The left characters, at most 400."""
    after: str = ""
    """The right characters, at most 400."""


class Copy(Noun, frozen=True, kw_only=True):
    """A verified edge between two articles. It cannot be built without aligned spans."""

    left: str
    """Record id; ``left < right`` as strings, so that a pair has one name. ``"left"`` for two bare texts."""
    right: str
    """Record id; ``"right"`` for two bare texts."""
    relation: Relation
    """How right stands to left, whichever came first."""
    score: float
    """0 to 1: how sure it is that one depends on the other (or both on a third)."""
    left_share: float
    """Share of the left words that stand in `shared`, 0 to 1."""
    right_share: float
    """Share of the right words that stand in `shared`, 0 to 1."""
    shared: tuple[Pair, ...]
    """Aligned stretches, in the order of left."""
    edits: tuple[Edit, ...] = ()
    """Where they differ."""
    exemplar: str | None = None
    """Record id of the side that was copied from; None when the evidence does not decide."""
    certainty: float | None = None
    """How sure the direction is, 0.5 to 1; None when `exemplar` is None."""
    evidence: tuple[Evidence, ...] = ()
    """Why the relation and the direction are what they are."""

    def __post_init__(self) -> None:
        if not self.shared:
            raise ValueError("a Copy needs at least one aligned Pair: an edge without evidence cannot be built")
