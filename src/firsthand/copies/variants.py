"""Readings that entered on the way down a stemma: who has each first, and who has it from there.

Each step of the tree is an aligned pair, so each change of a number, name, place, day, quotation, hedge or attribution
has its place on both sides. The lower witness has it first; from there it is followed down, step by step, through the
stretches that were copied unchanged. Which side is the younger one: the lower, where the step's direction is known;
else the reading that fewer witnesses have.

Two copies of one page that share a change which that page does not have, and neither of which has the other's own
changes, go back to a lost witness.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Branch, Copy, Edit, Span, Variant, make_id

KINDS = frozenset(("number", "name", "place", "date", "quotation", "hedge", "attribution", "spelling", "wording"))
"""Changes that are followed down; punctuation is everybody's, whole stretches are no readings."""
_TELLING = frozenset(("number", "name", "place", "date", "quotation", "spelling", "wording"))
"""Changes that two copies do not make alike by chance."""
MOST = 200
"""Readings kept for one text."""
_LONGEST = 12
"""Words of a reading; what is longer was written anew."""
_UNDIRECTED = 0.7
"""Certainty of a reading where nothing but its fewer witnesses says that it is the younger one."""

Steps = Mapping[tuple[str, str], Copy]
"""Every edge under both (left, right) and (right, left)."""


@dataclass(frozen=True, slots=True)
class _Change:
    """One edit, seen from the exemplar."""

    edit: Edit
    above: Span | None
    below: Span | None
    before: str
    after: str

    @property
    def key(self) -> tuple[int, str, str]:
        """What two siblings have in common when they changed the same place in the same way."""
        return (self.above.start if self.above else -1), self.before.casefold(), self.after.casefold()


def steps(edges: Sequence[Copy]) -> dict[tuple[str, str], Copy]:
    """Return every edge by its pair, both ways round."""
    found = {(copy.left, copy.right): copy for copy in edges}
    return found | {(copy.right, copy.left): copy for copy in edges}


def with_lost(branches: Sequence[Branch], by_pair: Steps) -> tuple[Branch, ...]:
    """Return the tree with lost common ancestors: witnesses that only look like a copy of their sibling move up.

    Args:
        branches: the tree.
        by_pair: the edges, see `steps`.
    """
    above = {branch.witness: branch.exemplar for branch in branches}
    changes = {branch.witness: _changes(branch, by_pair) for branch in branches}
    lost: dict[str, str] = {}
    moved: dict[str, str] = {}
    for branch in branches:
        sibling = branch.exemplar
        older = above.get(sibling) if sibling is not None else None
        if sibling is None or older is None or (older, branch.witness) not in by_pair:
            continue
        if _undone(changes[sibling], changes[branch.witness]):
            moved[branch.witness] = older
    made = tuple(
        replace_branch(branch, exemplar=moved[branch.witness]) if branch.witness in moved else branch
        for branch in branches
    )
    by_exemplar: dict[str, list[Branch]] = defaultdict(list)
    for branch in made:
        if branch.exemplar is not None:
            by_exemplar[branch.exemplar].append(branch)
    for exemplar in sorted(by_exemplar):
        _siblings(by_exemplar[exemplar], by_pair, lost)
    return tuple(replace_branch(branch, through=lost.get(branch.witness)) for branch in made)


def replace_branch(branch: Branch, **changed: str | None) -> Branch:
    """Return a branch with other fields."""
    fields = {"exemplar": branch.exemplar, "through": branch.through} | changed
    return Branch(witness=branch.witness, score=branch.score, exemplar=fields["exemplar"], through=fields["through"])


def _siblings(children: Sequence[Branch], by_pair: Steps, lost: dict[str, str]) -> None:
    """Give the siblings that share a telling change the same lost witness."""
    holders: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for branch in children:
        for key in {change.key for change in _changes(branch, by_pair) if change.edit.kind in _TELLING}:
            holders[key].append(branch.witness)
    group = {branch.witness: branch.witness for branch in children}
    for key in sorted(holders):
        for witness in holders[key][1:]:
            one, two = sorted((group[holders[key][0]], group[witness]))
            group.update({name: one for name, top in group.items() if top == two})
    members: dict[str, list[str]] = defaultdict(list)
    for witness, top in sorted(group.items()):
        members[top].append(witness)
    for witnesses in members.values():
        if len(witnesses) > 1:
            lost.update(dict.fromkeys(witnesses, make_id("lost", *witnesses)))


def _undone(upper: Sequence[_Change], lower: Sequence[_Change]) -> bool:
    """Tell whether a lower witness has the older reading where its exemplar changed it."""
    for change in upper:
        if change.edit.kind not in _TELLING or change.below is None or change.above is None:
            continue
        for other in lower:
            if other.above is None or other.after.casefold() != change.before.casefold():
                continue
            if other.above.start < change.below.end and other.above.end > change.below.start:
                return True
    return False


def _changes(branch: Branch, by_pair: Steps) -> tuple[_Change, ...]:
    """Return the followed changes of one step, seen from the exemplar."""
    if branch.exemplar is None:
        return ()
    copy = by_pair.get((branch.exemplar, branch.witness))
    return () if copy is None else _seen(copy, branch.exemplar)


def _seen(copy: Copy, exemplar: str) -> tuple[_Change, ...]:
    found = []
    for edit in copy.edits:
        short = max(len(edit.before.split()), len(edit.after.split())) <= _LONGEST
        if edit.kind in KINDS and short:
            left = copy.left == exemplar
            above, below = (edit.left, edit.right) if left else (edit.right, edit.left)
            before, after = (edit.before, edit.after) if left else (edit.after, edit.before)
            found.append(_Change(edit, above, below, before, after))
    return tuple(found)


def variants(branches: Sequence[Branch], by_pair: Steps) -> tuple[Variant, ...]:
    """Return the readings that entered below the root, in the order of the exemplars' texts, at most `MOST`.

    Args:
        branches: the tree, after `with_lost`.
        by_pair: the edges, see `steps`.
    """
    below: dict[str, list[str]] = defaultdict(list)
    for branch in branches:
        if branch.exemplar is not None:
            below[branch.exemplar].append(branch.witness)
    everyone = frozenset(branch.witness for branch in branches)
    found: dict[tuple[str | None, str | None, tuple[int, str, str]], Variant] = {}
    places: dict[tuple[str | None, str | None, tuple[int, str, str]], int] = {}
    for branch in sorted(branches, key=lambda branch: branch.witness):
        for change in _changes(branch, by_pair):
            made = _variant(branch, change, _carriers(branch.witness, change, below, by_pair), everyone, by_pair)
            key = (branch.exemplar, branch.through or branch.witness, change.key)
            places[key] = change.above.start if change.above else 0
            other = found.get(key)
            found[key] = made if other is None else _joined(other, made, branch.through)
    order = sorted(found, key=lambda key: (places[key], found[key].first, found[key].after))
    return tuple(found[key] for key in order[:MOST])


def _carriers(first: str, change: _Change, below: Mapping[str, Sequence[str]], by_pair: Steps) -> set[str]:
    """Return the witnesses that have a reading from the first one down."""
    carriers = {first}
    waiting = [(first, change.below)]
    while waiting:
        witness, span = waiting.pop()
        for child in below.get(witness, ()):
            copy = by_pair.get((witness, child))
            if copy is None:
                continue
            if span is None:
                back = any(each.after.casefold() == change.before.casefold() for each in _seen(copy, witness))
                place, held = None, not back
            else:
                place = _mapped(copy, witness, span)
                held = place is not None
            if held and child not in carriers:
                carriers.add(child)
                waiting.append((child, place))
    return carriers


def _mapped(copy: Copy, above: str, span: Span) -> Span | None:
    """Return where characters of the upper text stand in the lower one; None where they were changed or dropped."""
    for pair in copy.shared:
        mine, other = (pair.left, pair.right) if copy.left == above else (pair.right, pair.left)
        if mine.start <= span.start and span.end <= mine.end:
            if copy.relation in ("rewrite", "translation"):
                return None
            start = other.start + round((span.start - mine.start) * len(other) / max(1, len(mine)))
            return Span(start=start, end=min(other.end, start + len(span)))
    return None


def _variant(branch: Branch, change: _Change, carriers: set[str], everyone: frozenset[str], by_pair: Steps) -> Variant:
    exemplar = branch.exemplar or ""
    copy = by_pair[exemplar, branch.witness]
    others = everyone - carriers
    if copy.exemplar is None and len(others) < len(carriers) and branch.through is None:
        return Variant(
            kind=change.edit.kind, before=change.after, after=change.before, first=exemplar, exemplar=branch.witness,
            witnesses=tuple(sorted(others)), where=change.above, certainty=_UNDIRECTED,
        )  # fmt: skip
    sure = copy.certainty if copy.exemplar == exemplar and copy.certainty is not None else _UNDIRECTED
    return Variant(
        kind=change.edit.kind, before=change.before, after=change.after, first=branch.witness, exemplar=branch.exemplar,
        witnesses=tuple(sorted(carriers)), where=change.below, certainty=round(sure, 4),
    )  # fmt: skip


def _joined(one: Variant, two: Variant, through: str | None) -> Variant:
    """Return what siblings have from their lost exemplar as one reading."""
    return Variant(
        kind=one.kind, before=one.before, after=one.after, first=through or one.first, exemplar=one.exemplar,
        witnesses=tuple(sorted({*one.witnesses, *two.witnesses})), where=one.where, certainty=one.certainty,
    )  # fmt: skip
