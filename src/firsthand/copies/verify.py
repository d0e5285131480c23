"""One candidate pair becomes a Copy, or nothing: align, weigh, class, relate, direct."""

from dataclasses import dataclass, replace

from firsthand.copies import edits, passages, rewrite, translation
from firsthand.copies.direction import direct
from firsthand.copies.passages import Ground
from firsthand.copies.relation import relate
from firsthand.copies.sieve import Limits
from firsthand.copies.witness import Witness
from firsthand.model import Copy, Edit, Evidence, Pair, Relation, Tables
from firsthand.text.align import Alignment, Gap, Run, align

_STANDS_WHOLE = 0.8  # share from which even a text of quotations alone is a copy
_REWRITTEN = 0.15  # of the shorter text aligned: rewrites made for the bench never had less than a quarter
_FIRM = 0.45  # of the shorter text in long runs: less may be a rewrite that kept some phrases


@dataclass(frozen=True, slots=True)
class Finding:
    """A verified pair of word sequences, before it is told for two articles."""

    alignment: Alignment
    """How the words lie."""
    ground: Ground
    """What they amount to."""
    rewrite: rewrite.Rewrite | None
    """The answering sentences, where the pair is a rewrite."""

    @property
    def turned(self) -> "Finding":
        """The same with left and right exchanged."""
        runs = sorted([Run(right, left, length) for left, right, length in self.alignment.runs])
        gaps = sorted([Gap(low, high, left, past) for left, past, low, high in self.alignment.gaps])
        moved = frozenset(Run(right, left, length) for left, right, length in self.alignment.moved)
        ground = replace(self.ground, left_share=self.ground.right_share, right_share=self.ground.left_share)
        found = self.rewrite
        if found is not None:
            swapped = tuple(sorted((two, one) for one, two in found.sentences))
            found = replace(found, sentences=swapped, left_share=found.right_share, right_share=found.left_share)
        return Finding(Alignment(tuple(runs), moved, tuple(gaps)), ground, found)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a Copy says apart from its direction."""

    relation: Relation
    score: float
    pairs: tuple[Pair, ...]
    edits: tuple[Edit, ...]
    why: Evidence


Anchors = tuple[list[int], list[int], list[int]]
"""Left places, right places and lengths of the runs that two texts share, the shorter text on the left."""


def shorter_first(one: Witness, two: Witness) -> bool:
    """Tell whether a pair is aligned in the order given: the order depends on the words alone."""
    return len(one) < len(two) or len(one) == len(two) and one.hashes.tobytes() <= two.hashes.tobytes()


def verify(one: Witness, two: Witness, limits: Limits, anchors: Anchors | None = None) -> Finding | None:
    """Return how two texts hang together; None when nothing shows that they do.

    Which of the two is given first does not matter.

    Args:
        one: one text.
        two: the other.
        limits: thresholds.
        anchors: their shared runs, where they are known.
    """
    if shorter_first(one, two):
        return _verified(one, two, limits, anchors)
    finding = _verified(two, one, limits, anchors)
    return None if finding is None else finding.turned


def _verified(left: Witness, right: Witness, limits: Limits, anchors: Anchors | None) -> Finding | None:
    runs = None if anchors is None else list(map(Run._make, zip(*anchors, strict=True)))
    alignment = align(left.side, right.side, anchors=runs)
    much = alignment.shared >= _REWRITTEN * min(len(left), len(right))
    if not passages.possible(left, right, alignment, limits.passage_words) and not (
        much and rewrite.comparable(left, right)
    ):
        return None
    ground = passages.weigh(left, right, alignment)
    if passages.whole(ground, alignment, limits.least_words):
        borrowed = ground.own * 4 < ground.shared and ground.own < limits.passage_words
        held = not borrowed or ground.share >= _STANDS_WHOLE
    else:
        held = passages.passage(ground, limits.passage_words)
    if held and ground.firm >= _FIRM:
        return Finding(alignment, ground, None)
    if not much:
        return Finding(alignment, ground, None) if held else None
    found = rewrite.answered(left, right)
    if found is not None and rewrite.likely(found, limits.rewrite_share):
        return Finding(alignment, ground, found)
    return Finding(alignment, ground, None) if held else None


Known = dict[tuple[str, str], tuple[tuple[Pair, ...], tuple[Edit, ...]]]
"""Spans and edits of two texts that were told before: pages with the very same characters need them once."""


def tell(left: Witness, right: Witness, finding: Finding, tables: Tables, known: Known | None = None) -> Copy:
    """Return the Copy of two articles whose words were found to hang together. ``left`` must be the smaller id.

    Args:
        left: one article.
        right: the other.
        finding: how their words lie.
        tables: agencies, and outlets with their names.
        known: what was told of other articles with the same finding; added to.
    """
    if finding.rewrite is not None:
        return _rewritten(left, right, finding, finding.rewrite, tables)
    known = {} if known is None else known
    texts = left.text, right.text
    if texts not in known:
        known[texts] = _shown(left, right, finding), edits.classed(left, right, finding.alignment)
    pairs, changes = known[texts]
    title = edits.headline(left, right)
    ground = finding.ground
    relation = relate(left, right, ground, title + changes, tables)
    changes = title + edits.planted(left, right) + changes
    longest = max(pairs, key=lambda pair: (len(pair.left), -pair.left.start)).left
    why = Evidence(
        rule="copies.passage.verbatim",
        quote=longest.of(left.text)[:200],
        record=left.record,
        where=longest,
        weight=round(float(ground.weight), 4),
        note=f"{ground.shared} shared words, the longest run {ground.longest}",
    )
    return _copy(left, right, ground, _Told(relation, _sure(ground), pairs, changes, why), tables)


def _shown(left: Witness, right: Witness, finding: Finding) -> tuple[Pair, ...]:
    """Return the characters of the shared words."""
    return tuple(
        Pair(
            left=left.span(run.left, run.left + run.length),
            right=right.span(run.right, run.right + run.length),
        )
        for run in finding.alignment.runs
    )


def _sure(ground: Ground) -> float:
    """Return how sure the dependence is: half for a passage at the limit, near 1 for a text that stands in another."""
    return round(max(min(0.999, 1 - 8 / (ground.weight + 8)), min(0.99, ground.share)), 4)


def _rewritten(left: Witness, right: Witness, finding: Finding, found: rewrite.Rewrite, tables: Tables) -> Copy:
    pairs = tuple(Pair(left=left.sentence(one), right=right.sentence(two)) for one, two in found.sentences)
    ground = replace(finding.ground, left_share=found.left_share, right_share=found.right_share)
    why = Evidence(
        rule="copies.rewrite.sentences",
        quote=pairs[0].left.of(left.text)[:200],
        record=left.record,
        where=pairs[0].left,
        weight=round(found.overlap, 4),
        note=f"{len(pairs)} sentences answer each other, {found.ordered:.0%} of them in the same order",
    )
    score = round(min(0.95, found.overlap * (0.5 + 0.5 * max(found.left_share, found.right_share)) + 0.2), 4)
    return _copy(left, right, ground, _Told("rewrite", score, pairs, (), why), tables)


def tell_translation(left: Witness, right: Witness, tables: Tables) -> Copy | None:
    """Return the Copy of a text and its translation; None when names and figures do not show it."""
    one, two = translation.skeleton(left), translation.skeleton(right)
    turn = one.keys > two.keys
    bones = translation.aligned(two, one) if turn else translation.aligned(one, two)
    if bones is None:
        return None
    bones = sorted((b, a) for a, b in bones) if turn else bones
    pairs = tuple(Pair(left=one.places[a], right=two.places[b]) for a, b in bones)
    shares = len(bones) / len(one.keys), len(bones) / len(two.keys)
    ground = replace(passages.weigh(left, right, align(left.side, right.side)), shared=len(bones))
    ground = replace(ground, left_share=shares[0], right_share=shares[1])
    why = Evidence(
        rule="copies.translation.skeleton",
        quote=" · ".join(pair.left.of(left.text) for pair in pairs)[:200],
        record=left.record,
        where=pairs[0].left,
        weight=float(len(bones)),
        note=f"{len(bones)} names and figures in the same order, {min(shares):.0%} and more of either text's",
    )
    score = round(min(0.9, 0.4 + 0.5 * min(shares) + len(bones) / 200), 4)
    return _copy(left, right, ground, _Told("translation", score, pairs, (), why), tables)


def _copy(left: Witness, right: Witness, ground: Ground, told: _Told, tables: Tables) -> Copy:
    placed = tuple(
        edit for edit in told.edits if edit.left or edit.right
    )  # restoring's own planted strings count there
    direction = direct(left, right, ground, placed, tables, told.pairs)
    return Copy(
        left=left.record,
        right=right.record,
        relation=told.relation,
        score=told.score,
        left_share=round(min(1.0, ground.left_share), 4),
        right_share=round(min(1.0, ground.right_share), 4),
        shared=told.pairs,
        edits=told.edits,
        exemplar=direction.exemplar,
        certainty=direction.certainty,
        evidence=(told.why, *direction.evidence),
    )
