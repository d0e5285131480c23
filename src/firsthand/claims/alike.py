"""Whether two claims say the same: how much of what one says the other says too, and what speaks against it.

Words count by how much they tell; ``vessel`` stands for ``ship`` where their vectors lie close. Another figure for the
same thing, an opposite, or another act (a question, an order) parts two claims however alike their words are.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from firsthand.claims.meaning import Figure, Meaning, plain
from firsthand.claims.opposites import apart, has_opposite, opposite

NEAR: Final = 0.65
"""Cosine from which a word may stand for another."""
SMALLER, LARGER = 0.66, 0.35
"""Shares of the shorter and of the longer claim's words, by weight, that two claims of one meaning have in common."""
QUOTED: Final = 0.7
"""Share of the shorter quotation's words that stand in the longer one in the same order, when it is one quotation."""
LEAST_QUOTED: Final = 4
"""Words from which a quotation is one by its words alone."""
_SOMEWHAT: Final = 0.3
"""Cosine below which two words have nothing to do with each other, unless their letters say so."""
_ROOT: Final = 4
"""Letters that two forms of one word share at least."""
_ROUND: Final = 0.12
"""How far two figures may lie apart when one of them is said to be rough."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a comparison gave."""

    same: bool
    """Whether both say the same, whoever says it."""
    score: float
    """0 to 1."""
    variant: bool = False
    """Whether it is one quotation, rendered differently or not."""
    against: str | None = None
    """What parts them although their words are alike: number, polarity, act, name."""


def alike(left: Meaning, right: Meaning) -> Likeness:
    """Compare two claims; the order does not matter."""
    if (left.exact, left.act) > (right.exact, right.act):
        left, right = right, left
    if left.english != right.english or not (left.english or right.english):
        found = _foreign(left, right)
        if found is not None:
            return found
    if not left.stems or not right.stems:
        same = left.exact == right.exact and left.act == right.act and left.denies == right.denies
        return Likeness(same=same, score=float(same))
    pairs, held = _aligned(left, right)
    figures, conflict = _figures(left.figures, right.figures)
    mine, theirs = _shares(left, right, held, figures)
    score = 2 * mine * theirs / max(1e-9, mine + theirs)
    variant, ratio = _one_quotation(left, right)
    near = max(mine, theirs) >= SMALLER and min(mine, theirs) >= LARGER
    if not (near or variant):
        return Likeness(same=False, score=score)
    if (
        left.act != right.act
        and not {left.act, right.act} <= {"states", "promises"}
        and not {left.act, right.act} <= {"asks", "orders"}
    ):
        return Likeness(same=False, score=score, against="act")
    if _parity(left, right, pairs):
        return Likeness(same=False, score=score, against="polarity")
    if conflict and not (variant and ratio >= 0.8 and len(left.quoted) >= 12 and len(right.quoted) >= 12):
        return Likeness(same=False, score=score, against="number")
    if _other_name(left, right, held):
        return Likeness(same=False, score=score, against="name")
    return Likeness(same=True, score=max(score, ratio if variant else 0.0), variant=variant)


def _aligned(
    left: Meaning, right: Meaning
) -> tuple[list[tuple[int, int, float]], tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Return the pairs of words that stand for each other, and how far each word is held by the other side."""
    near = _likeness(left, right)
    order = sorted(
        ((-float(near[i, j]), i, j) for i, j in zip(*np.nonzero(near >= NEAR), strict=True)),
    )
    mine, theirs = np.zeros(len(left.stems), np.float32), np.zeros(len(right.stems), np.float32)
    pairs, used_left, used_right = [], set(), set()
    for value, i, j in order:
        if i in used_left or j in used_right:
            continue
        used_left.add(i)
        used_right.add(j)
        held = -value
        mine[i] = theirs[j] = held
        pairs.append((int(i), int(j), held))
    best_left, best_right = near.max(1, initial=0), near.max(0, initial=0)
    mine = np.maximum(mine, np.where(best_left >= 0.95, best_left, 0))  # a word said twice is said
    theirs = np.maximum(theirs, np.where(best_right >= 0.95, best_right, 0))
    return pairs, (mine, theirs)


def _likeness(left: Meaning, right: Meaning) -> NDArray[np.float32]:
    """Return for each pair of words how far one stands for the other, 0 to 1."""
    if left.vectors.shape[1] == right.vectors.shape[1] > 1:
        near = np.clip(left.vectors @ right.vectors.T, 0, 0.9)
    else:
        near = np.zeros((len(left.stems), len(right.stems)), dtype=np.float32)
    values = near.tolist()
    for i, j in _telling(left, right, near):
        kin, value = _kin(left.stems[i], right.stems[j]), values[i][j]
        if kin == "same":
            value = 1.0
        elif value >= _SOMEWHAT and (kin == "apart" or (_proper(left, i) and _proper(right, j))):
            value = 0.0
        elif kin == "opposite":
            value = 0.8
        if value < NEAR and kin == "akin":
            value = 0.85
        near[i, j] = value
    return np.asarray(near, dtype=np.float32)


def _telling(left: Meaning, right: Meaning, near: NDArray[np.float32]) -> set[tuple[int, int]]:
    """Return the pairs of words of which their letters can tell more than their vectors do: a few of all pairs."""
    found = {(int(i), int(j)) for i, j in np.argwhere(near >= _SOMEWHAT)}
    begins: dict[str, list[int]] = {}
    turned = [j for j, other in enumerate(right.stems) if has_opposite(other)]
    for j, other in enumerate(right.stems):
        begins.setdefault(other[:_ROOT], []).append(j)
    for i, one in enumerate(left.stems):
        found.update((i, j) for j in begins.get(one[:_ROOT], ()))
        if turned and has_opposite(one):
            found.update((i, j) for j in turned)
    return found


@lru_cache(maxsize=1 << 17)
def _kin(one: str, other: str) -> str:
    """Return how two stems hang together by their letters: ``same``, ``apart``, ``opposite``, ``akin`` or nothing."""
    if one == other:
        return "same"
    if apart(one, other):
        return "apart"
    if opposite(one, other):
        return "opposite"
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return "akin" if shared >= 5 or (shared >= _ROOT and shared >= min(len(one), len(other)) - 1) else ""


def _akin(one: str, other: str) -> bool:
    """Tell whether two stems are forms of one word: ``Larch`` and ``Larchian``, ``closing`` and ``closure``."""
    return _kin(one, other) in ("same", "akin")


def _proper(one: Meaning, at: int) -> bool:
    return any(name.startswith(one.stems[at][:7]) for name in one.names)


def _shares(
    left: Meaning, right: Meaning, held: tuple[NDArray[np.float32], NDArray[np.float32]], figures: tuple[int, int, int]
) -> tuple[float, float]:
    """Return the share of each side's words and figures that the other one has."""
    both, mine, theirs = figures
    weight = 4.0
    left_all, right_all = left.weight + weight * (both + mine), right.weight + weight * (both + theirs)
    return (
        (float((left.weights * held[0]).sum()) + weight * both) / max(left_all, 1e-6),
        (float((right.weights * held[1]).sum()) + weight * both) / max(right_all, 1e-6),
    )


def _figures(left: tuple[Figure, ...], right: tuple[Figure, ...]) -> tuple[tuple[int, int, int], bool]:
    """Return how many figures both have, how many each has alone, and whether two cannot both be right."""
    rest = list(right)
    alone = []
    both = 0
    for figure in left:
        match = next((other for other in rest if _one_figure(figure, other)), None)
        if match is None:
            alone.append(figure)
        else:
            rest.remove(match)
            both += 1
    conflict = any(
        one.unit == other.unit or not one.unit or not other.unit or _akin(one.unit, other.unit)
        for one in alone
        for other in rest
    ) or bool(alone and rest and len(alone) == len(rest) == 1 and not both)
    return (both, len(alone), len(rest)), conflict


def _one_figure(one: Figure, other: Figure) -> bool:
    if (one.unit == "%") != (other.unit == "%"):
        return False
    if one.value == other.value:
        return True
    largest = max(abs(one.value), abs(other.value))
    return (one.rough or other.rough) and largest >= 10 and abs(one.value - other.value) <= _ROUND * largest


def _parity(left: Meaning, right: Meaning, pairs: list[tuple[int, int, float]]) -> bool:
    """Tell whether one claim denies what the other states: an odd number of negations and opposites between them."""
    mine, theirs = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    turns = int(left.denies) + int(right.denies)
    turns += sum(bool(each & mine) for each in left.negations) + sum(bool(each & theirs) for each in right.negations)
    turns += sum(opposite(left.stems[i], right.stems[j]) for i, j, _ in pairs)
    return turns % 2 == 1


def _other_name(left: Meaning, right: Meaning, held: tuple[NDArray[np.float32], NDArray[np.float32]]) -> bool:
    """Tell whether each side names somebody whom the other does not, where everything else is the same."""
    mine = [w for at, w in enumerate(left.stems) if held[0][at] == 0 and _proper(left, at)]
    theirs = [w for at, w in enumerate(right.stems) if held[1][at] == 0 and _proper(right, at)]
    if not mine or not theirs:
        return False
    rest_left = sum(
        float(left.weights[at]) for at in range(len(left.stems)) if held[0][at] == 0 and not _proper(left, at)
    )
    rest_right = sum(
        float(right.weights[at]) for at in range(len(right.stems)) if held[1][at] == 0 and not _proper(right, at)
    )
    return rest_left <= 0.25 * left.weight and rest_right <= 0.25 * right.weight


def _one_quotation(left: Meaning, right: Meaning) -> tuple[bool, float]:
    """Tell whether both quote the same words, and which share of the shorter quotation the longer one has in order."""
    shorter, longer = sorted((left.quoted, right.quoted), key=len)
    if len(shorter) < LEAST_QUOTED:
        return False, 0.0
    ratio = LCSseq.similarity(shorter, longer) / len(shorter)
    return ratio >= QUOTED, ratio


def _foreign(left: Meaning, right: Meaning) -> Likeness | None:
    """Compare across languages: names, figures and words of one root; None where the words can be compared."""
    figures, conflict = _figures(left.figures, right.figures)
    names = {a for a in left.names for b in right.names if a[:5] == b[:5]}
    roots = _roots(left, right)
    found = 2 * figures[0] + len(names) + 0.5 * max(0, roots - len(names))
    lengths = sorted((max(1, len(left.exact)), max(1, len(right.exact))))
    fits = lengths[1] <= 2.5 * lengths[0]
    speak = _one_voice(left, right)
    same = (
        fits
        and speak
        and not conflict
        and left.act == right.act
        and found >= 2
        and figures[1] + figures[2] <= figures[0]
    )
    if not same and left.english == right.english:
        return None  # two texts of one language that is not English: compared by their words
    return Likeness(same=same, score=min(1.0, found / 5), variant=same and bool(left.quoted and right.quoted))


def _roots(left: Meaning, right: Meaning) -> int:
    """Return how many long words of one side begin as a word of the other does: ``presidente`` and ``president``."""
    theirs = {plain(word)[:5] for word in right.stems if len(word) >= 5}
    return sum(1 for word in sorted({plain(word)[:5] for word in left.stems if len(word) >= 5}) if word in theirs)


def _one_voice(left: Meaning, right: Meaning) -> bool:
    if left.party is None or right.party is None:
        return False
    return left.party.id == right.party.id or bool(left.speaker & right.speaker)
