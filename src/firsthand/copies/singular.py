"""Singular readings: where one witness stands against most of the others, it is hardly the one that all come from."""

from collections import defaultdict
from collections.abc import Sequence

from firsthand.model import Copy, Edit, Span

_KINDS = frozenset(("number", "name", "place", "date", "quotation", "spelling", "wording"))


def readings(edges: Sequence[Copy]) -> dict[str, int]:
    """Return for each witness how many places it has in which more of the others differ from it than agree.

    Args:
        edges: the verified edges of one text. A witness with fewer than two of them shows nothing.
    """
    degree: dict[str, int] = defaultdict(int)
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for copy in edges:
        if copy.relation in ("rewrite", "translation"):
            continue
        for witness, other in ((copy.left, copy.right), (copy.right, copy.left)):
            degree[witness] += 1
            places[witness] += (
                (span.start, span.end, other) for edit in copy.edits if (span := _side(copy, edit, witness)) is not None
            )
    return {witness: _outvoted(places[witness], degree[witness]) for witness in degree if degree[witness] > 1}


def _side(copy: Copy, edit: Edit, witness: str) -> Span | None:
    if edit.kind not in _KINDS:
        return None
    return edit.left if copy.left == witness else edit.right


def _outvoted(places: list[tuple[int, int, str]], degree: int) -> int:
    """Return the number of places, overlapping ones taken together, where more than half of the others differ."""
    count, end = 0, -1
    against: set[str] = set()
    for start, past, other in sorted(places):
        if start >= end:
            count += 2 * len(against) > degree + 1
            against = set()
        against.add(other)
        end = max(end, past)
    return count + (2 * len(against) > degree + 1)
