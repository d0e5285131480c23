"""Second grade, "likely rewrite": sentences that say the same in other words, in the same order.

For each sentence of the shorter text the best of the longer one is found by weighted word overlap; names and numbers
count more than other words, words of one to three letters hardly. Sentences that answer each other in the same order
over most of the shorter text make a rewrite. Two reports of one event share names and numbers, but not sentence after
sentence.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firsthand.copies.witness import Witness
from firsthand.text.shingles import Hashes

_Matrix = npt.NDArray[np.float64]

_MOST_SENTENCES = 400
_ALIKE = 0.42  # overlap from which two sentences answer each other
_NAMES = 0.7  # shared names and figures of such sentences
_BAG = 0.45  # different words of the poorer text that the other has too; fewer, and no sentence need be compared
_LEAST_WORDS = 5  # of a sentence that can answer


@dataclass(frozen=True, slots=True)
class Rewrite:
    """How two texts answer each other sentence by sentence."""

    sentences: tuple[tuple[int, int], ...]
    """Numbers of sentences that answer each other, in the order of left."""
    overlap: float
    """Mean overlap of those, 0 to 1."""
    left_share: float
    """Words of left in such sentences."""
    right_share: float
    """Words of right in such sentences."""
    ordered: float
    """Share of them that keep the order."""
    names: float
    """Share of the names and figures of the poorer side of them that the other side has too."""


def comparable(left: Witness, right: Witness) -> bool:
    """Tell whether two texts have so many different words in common that their sentences may answer each other."""
    return alike(left.bag, right.bag)


def alike(one: frozenset[int], two: frozenset[int]) -> bool:
    """Tell the same of their different words."""
    least = min(len(one), len(two))
    return least > 0 and len(one & two) >= _BAG * least


def answered(left: Witness, right: Witness) -> Rewrite | None:
    """Return which sentences answer each other; None when fewer than two do."""
    if not comparable(left, right):
        return None
    overlap, widths, others = _overlaps(left, right)
    # A formula repeats its words with other names; a rewrite keeps the names and changes the words.
    if not overlap.size:
        return None
    taken: list[tuple[int, int]] = []
    best_right, best_left = overlap.argmax(axis=1), overlap.argmax(axis=0)
    for one in range(overlap.shape[0]):
        two = int(best_right[one])
        if overlap[one, two] >= _ALIKE and int(best_left[two]) == one:
            taken.append((one, two))
    if len(taken) < 2:
        return None
    rows, columns = np.array(taken).T
    return Rewrite(
        sentences=tuple(taken),
        overlap=float(overlap[rows, columns].mean()),
        left_share=float(widths[rows].sum() / max(widths.sum(), 1)),
        right_share=float(others[columns].sum() / max(others.sum(), 1)),
        ordered=_ordered([two for _, two in taken]) / len(taken),
        names=_names(left, right, taken),
    )


def likely(found: Rewrite, least: float) -> bool:
    """Tell whether answers are so many, so close and so ordered that one text hangs on the other."""
    share, other = max(found.left_share, found.right_share), min(found.left_share, found.right_share)
    if len(found.sentences) < 3 or share < least or other < least / 2:
        return False
    return found.ordered >= 0.6 and found.names >= _NAMES


def _names(left: Witness, right: Witness, taken: list[tuple[int, int]]) -> float:
    """Return the share of names and figures that answering sentences have in common."""
    shared = least = 0
    for one, two in taken:
        here, there = _telling(left, one), _telling(right, two)
        shared += len(here & there)
        least += max(min(len(here), len(there)), (len(here) + len(there)) // 3)
    return shared / least if least else 1.0


def _telling(witness: Witness, sentence: int) -> set[int]:
    """Return the names and figures of a sentence."""
    low, high = int(witness.sentence_bounds[sentence]), int(witness.sentence_bounds[sentence + 1])
    return set(witness.hashes[low:high][witness.weights[low:high] > 1].tolist())


def _overlaps(left: Witness, right: Witness) -> tuple[_Matrix, _Matrix, _Matrix]:
    """Return the overlap of every sentence of left with every one of right, and the words of each."""
    common = np.array(sorted(left.bag & right.bag), np.uint32)
    one, widths, sizes = _incidence(left, common)
    two, others, breadths = _incidence(right, common)
    overlap = 2 * np.einsum("ik,jk->ij", one, two) / np.maximum(sizes[:, None] + breadths[None, :], 1e-9)
    overlap[widths < _LEAST_WORDS] = 0
    overlap[:, others < _LEAST_WORDS] = 0
    return overlap, widths, others


def _incidence(witness: Witness, common: Hashes) -> tuple[_Matrix, _Matrix, _Matrix]:
    """Return one row a sentence and one column a common word with the root of its weight; words and weight a row."""
    bounds = witness.sentence_bounds[: _MOST_SENTENCES + 1]
    widths = np.diff(bounds)
    inside = slice(int(bounds[0]), int(bounds[-1]))
    rows = np.repeat(np.arange(len(widths)), widths)
    hashes, weights = witness.hashes[inside], witness.weights[inside]
    place = np.minimum(np.searchsorted(common, hashes), len(common) - 1)
    known = common[place] == hashes
    matrix = np.zeros((len(widths), len(common)))
    matrix[rows[known], place[known]] = np.sqrt(weights[known])
    return matrix, widths.astype(float), np.bincount(rows, weights, len(widths)).astype(float)


def _ordered(places: list[int]) -> int:
    """Return the length of the longest rising sequence."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
