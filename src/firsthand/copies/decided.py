"""What people have decided about copies: pairs of pages that are copies of one text, and pairs that are not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from firsthand.copies import passages
from firsthand.copies.sieve import Limits
from firsthand.copies.verify import Finding, tell, tell_translation, verify
from firsthand.copies.witness import witnesses
from firsthand.model import Article, Copy, Judgement, Tables
from firsthand.text.align import align

Sides = tuple[str, str]
"""Two record ids, the smaller first."""
_MOST = 10_000
"""Pairs of pages that one decision about two texts parts."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions, resolved to pairs of pages."""

    joined: tuple[Sides, ...] = ()
    """Copies of one text, whatever the words say."""
    parted: frozenset[Sides] = frozenset()
    """Pages that stand in different texts."""


def decided(judgements: Iterable[Judgement], records: Iterable[str], texts: Mapping[str, Sequence[str]]) -> Decided:
    """Return what the judgements say about copies; of two on one pair the later one holds.

    Args:
        judgements: without those that were undone. Pages that are not here any more are passed over.
        records: ids of all articles.
        texts: id of a text to the ids of its witnesses, for decisions about whole texts.
    """
    known = frozenset(records)
    last: dict[Sides, bool] = {}
    for each in sorted(judgements, key=lambda each: (each.when, each.id)):
        if each.decision not in ("copy", "not copy") or each.right is None:
            continue
        one, two = ((side,) if side in known else tuple(texts.get(side, ())) for side in (each.left, each.right))
        same = each.decision == "copy"
        pairs = product(one[:1], two[:1]) if same else islice(product(one, two), _MOST)
        for left, right in pairs:
            if left != right:
                last[min(left, right), max(left, right)] = same
    return Decided(
        tuple(sorted(pair for pair, same in last.items() if same)),
        frozenset(pair for pair, same in last.items() if not same),
    )


def speaks_of_texts(judgements: Iterable[Judgement], records: Iterable[str]) -> bool:
    """Tell whether a decision about copies names something that is no page."""
    known = frozenset(records)
    return any(
        each.decision in ("copy", "not copy") and not {each.left, each.right or each.left} <= known
        for each in judgements
    )


def edge(left: Article, right: Article, limits: Limits, tables: Tables) -> Copy | None:
    """Return the edge between two pages that a person holds for copies; None when they have no words in common.

    Args:
        left: the page with the smaller id.
        right: the other.
        limits: thresholds of verification, which a person outranks.
        tables: agencies, and outlets with their names.
    """
    one, two = witnesses((left, right))
    finding = verify(one, two, limits)
    if finding is not None:
        return tell(one, two, finding, tables)
    translated = tell_translation(one, two, tables)
    alignment = align(one.side, two.side)
    if translated is not None or not alignment.runs:
        return translated
    return tell(one, two, Finding(alignment, passages.weigh(one, two, alignment), None), tables)
