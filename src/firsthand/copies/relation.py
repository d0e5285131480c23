"""How two texts that hang together relate, from the shares of each that the other has."""

import re
from collections.abc import Sequence

from firsthand.copies.passages import Ground
from firsthand.copies.witness import Witness
from firsthand.model import Copy, Edit, Relation, Tables

_WHOLE = 0.8  # share from which one text "stands in" the other
_HALF = 0.5
_HOUSE = 0.3  # of either page of one site: a version has as much
_VERSION_MARK = re.compile(
    r"\b(?:UPDATE|WRAPUP|CORRECTED|REFILE)\b\s*\d*\s*[-–:]|\bwritethru\b|\b\d(?:st|nd|rd|th) (?:lead|ld)\b"
    r"|[(\[]updated?\b",
    re.IGNORECASE,
)
_FACTS = frozenset(("number", "date", "added", "name", "dropped"))


def relate(left: Witness, right: Witness, ground: Ground, edits: Sequence[Edit], tables: Tables) -> Relation:
    """Return the relation of a verified pair: by shares first, then by who published."""
    if _same_words(ground, edits):
        return "verbatim"
    if min(ground.left_share, ground.right_share) >= 0.3 and _is_version(left, right, ground, edits, tables):
        return "version"
    if ground.left_share >= _WHOLE and ground.right_share >= _WHOLE:
        return "edited"
    if ground.right_share >= _WHOLE:
        return "excerpt"
    if ground.left_share >= _WHOLE:
        return "embedding"
    if min(ground.left_share, ground.right_share) >= _HALF:
        return "edited"
    return "excerpt" if ground.right_share >= ground.left_share else "embedding"


def standing(copy: Copy, left: str | None, right: str | None) -> bool:
    """Tell whether two pages of one site share so little that it is the house's standing text or background.

    A house takes nothing from itself: a page that is mostly another one is a version or a reprint of it, and a sentence
    or two that stand on many of its pages are furniture, also where no template shows them.

    Args:
        copy: the edge.
        left: the host of its left page; None when not known.
        right: the host of its right page.
    """
    return left is not None and left == right and max(copy.left_share, copy.right_share) < _HOUSE


def _same_words(ground: Ground, edits: Sequence[Edit]) -> bool:
    if min(ground.left_share, ground.right_share) < 0.97:
        return False
    return all(edit.kind in ("punctuation", "headline") for edit in edits)


def _is_version(left: Witness, right: Witness, ground: Ground, edits: Sequence[Edit], tables: Tables) -> bool:
    """Tell whether the same outlet or agency replaced one text by the other."""
    one, two = left.article, right.article
    same_outlet = one.site is not None and one.site == two.site
    same_outlet = same_outlet or one.outlet is not None and one.outlet == two.outlet
    marked = any(_VERSION_MARK.search(f"{article.title or ''}\n{article.text[:300]}") for article in (one, two))
    agencies = [{agency for agency, _ in witness.signs(tables)} for witness in (left, right)]
    same_agency = bool(agencies[0] & agencies[1])
    facts = any(edit.kind in _FACTS for edit in edits)
    if same_outlet and (marked or facts or min(ground.left_share, ground.right_share) < 0.97):
        return True
    return same_agency and (marked or _updated(edits))


def _updated(edits: Sequence[Edit]) -> bool:
    """Tell whether facts were changed on both sides, which reprinting outlets do not do."""
    kinds = [edit.kind for edit in edits if edit.kind in _FACTS]
    return kinds.count("number") >= 2 and "added" in kinds
