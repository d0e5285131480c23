"""Which texts of a story depend on each other: surely (they count once) or possibly (they widen the bounds)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.corroboration.bounds import Same
from firsthand.model import Copy, Evidence, Judgement, Stemma

REWRITE = 0.8
"""Score from which a rewrite is held for one text with its exemplar; below it the two may be one."""
PART = 0.5
"""Share of a text that an excerpt must make up before the text is held for no more than that."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """How the texts of a story hang together."""

    clusters: tuple[tuple[Stemma, ...], ...]
    """Texts that count as one; the one whose origin is best known comes first."""
    doubts: Mapping[str, tuple[str, Evidence]]
    """Text -> (text that it may depend on, the aligned words)."""
    different: frozenset[tuple[str, str]] = frozenset()
    """Pairs of pages that a person called no copies."""


def dependence(
    texts: Sequence[Stemma], copies: Sequence[Copy], judgements: Sequence[Judgement], quotes: Mapping[str, str]
) -> Dependence:
    """Return how the texts of a story hang together.

    A text that rewrites two others counts with the one that it is closest to, and does not make those two one.

    Args:
        texts: the story's texts.
        copies: verified copies between its pages, sorted.
        judgements: what people decided about copies; it outranks the copies.
        quotes: record -> text of its article.
    """
    home = {record: text.id for text in texts for record in text.witnesses}
    by_id = {text.id: text for text in texts}
    together, different = decided(judgements)
    same = Same((home[left], home[right]) for left, right in together if left in home and right in home)
    sure: dict[str, tuple[float, str]] = {}
    open_: list[tuple[Copy, Stemma, Stemma]] = []
    for copy in copies:
        a, b = home.get(copy.left), home.get(copy.right)
        if a is None or b is None or a == b or (copy.left, copy.right) in different:
            continue
        first, later = _sides(copy, by_id[a], by_id[b])
        if _sure(copy):
            sure[later.id] = max(sure.get(later.id, (0.0, "")), (copy.score, first.id))
        else:
            open_.append((copy, first, later))
    for later_id, (_, first_id) in sorted(sure.items()):
        same.join(first_id, later_id)
    doubts: dict[str, tuple[str, Evidence]] = {}
    for copy, first, later in open_:
        if same.top(first.id) != same.top(later.id) and doubts.get(first.id, ("",))[0] != later.id:
            doubts.setdefault(later.id, (first.id, _aligned(copy, quotes)))
    groups: dict[str, list[Stemma]] = {}
    for text in sorted(texts, key=_rank):
        groups.setdefault(same.top(text.id), []).append(text)
    return Dependence(tuple(tuple(group) for group in groups.values()), doubts, different)


def _sure(copy: Copy) -> bool:
    if copy.relation == "embedding":
        return False
    if copy.relation == "rewrite":
        return copy.score >= REWRITE
    return copy.relation != "excerpt" or max(copy.left_share, copy.right_share) >= PART


def _sides(copy: Copy, left: Stemma, right: Stemma) -> tuple[Stemma, Stemma]:
    """Return (the text that was there first, the one that may depend on it); undecided, the better known is first."""
    if copy.exemplar == copy.left:
        return left, right
    if copy.exemplar == copy.right:
        return right, left
    return (left, right) if _rank(left) <= _rank(right) else (right, left)


def _rank(text: Stemma) -> tuple[int, float, str]:
    kinds = {"agency": 0, "outlet": 1, "unknown": 2}
    return kinds[text.origin.kind], -text.origin.certainty, text.id


def _aligned(copy: Copy, quotes: Mapping[str, str]) -> Evidence:
    """Return the longest stretch that two texts share, as it stands in the left one."""
    best = max(copy.shared, key=lambda pair: (len(pair.left), -pair.left.start)).left
    quote = best.of(quotes.get(copy.left, ""))[:300]
    return Evidence(
        rule="corroboration.copy.possible",
        quote=quote,
        record=copy.left,
        where=best if len(quote) == len(best) else None,
        weight=copy.score,
        note=f"The two texts are held for {_article(copy.relation)}, without being sure.",
    )


def _article(relation: str) -> str:
    return f"an {relation}" if relation[0] in "aeiou" else f"a {relation}"


def decided(judgements: Sequence[Judgement]) -> tuple[list[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Return the pairs of pages that people called copies, and those that they called none; the last word holds."""
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda each: (each.when, each.id)):
        if judgement.decision in ("copy", "not copy") and judgement.right is not None:
            last[min(judgement.left, judgement.right), max(judgement.left, judgement.right)] = judgement
    same = sorted(pair for pair, judgement in last.items() if judgement.decision == "copy")
    return same, frozenset(pair for pair, judgement in last.items() if judgement.decision == "not copy")
