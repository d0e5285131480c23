"""Columns of the second line model: what the first model's answers say together about the page around a line.

The first model sees a line and its near neighbours. From its answers this reads where the mass of likely body stands,
how far each line is from it, whether it belongs to the largest stretch, and whether it speaks of the same things.
"""

from collections import Counter

import numpy as np

from firsthand.restore.linetopics import Topics, since
from firsthand.restore.trees import Array

_STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
_MEANS = (3, 8, 20)
_TOPS = (5, 15)
_TOPICS = (4, 12)
_MOST_WORDS = 200.0
"""Words of one line that count; longer lines weigh no more."""
_SURE, _VERY, _LIKELY = 0.5, 0.85, 0.3
"""Probabilities from which a line counts as body, as surely body, and as perhaps body."""
_FAR_WORDS = 600.0
_RUN = 0.4
"""Mean probability of five lines from which they belong to a stretch of likely body."""

NAMES: tuple[str, ...] = (
    "first", *(f"first{step:+d}" for step in _STEPS),
    *(f"mean_{side}_{width}" for width in _MEANS for side in ("up", "down")),
    *(f"top_{side}_{width}" for width in _TOPS for side in ("up", "down")),
    "mass_before", "mass_after", "share_mass_before", "share_mass_after",
    "sure_up", "sure_down", "words_up", "words_down", "very_up", "very_down",
    "best_kept", "best_f1", "stretch_start", "stretch_end", "tight_start", "tight_end",
    "run_share", "run_mass", "run_of_largest", "run_steps", "run_rank", "words_to_largest",
    "known", *(f"known_{width}" for width in _TOPICS), *(f"of_beginning_{width}" for width in _TOPICS), "of_beginning",
    "mass", "doubt",
)  # fmt: skip
"""The columns in order."""


def table(scores: Array, counts: Array, about: Topics) -> Array:
    """Return one row a line, with the columns `NAMES`.

    Arguments:
        scores: the first model's probabilities.
        counts: the words of each line.
        about: what each line is about.
    """
    sizes = np.minimum(counts, _MOST_WORDS) + 1.0
    mass = np.concatenate([[0.0], np.cumsum(scores * sizes)])
    summed = np.concatenate([[0.0], np.cumsum(sizes)])
    total = max(float(mass[-1]), 1e-6)
    doubt = float((scores * (1 - scores) * sizes).sum()) / total
    columns = [scores, *_steps(scores), *_means(mass, summed), *_tops(scores)]
    columns += [np.minimum(mass[:-1], 3_000), np.minimum(total - mass[1:], 3_000)]
    columns += [mass[:-1] / total, (total - mass[1:]) / total]
    columns += [*_distances(scores, sizes), *_stretches(scores, sizes, counts), *_runs(scores, sizes, summed)]
    columns += _topics(scores, mass, about)
    columns += [np.full(len(scores), min(total, 5_000.0)), np.full(len(scores), doubt)]
    return np.stack(columns, axis=1).astype(np.float32)


def most_likely(scores: Array, sizes: Array) -> tuple[Array, float]:
    """Return (which lines to keep for the greatest expected F1 of words, that F1).

    With independent probabilities the best set is the most likely lines down to some limit (Ye et al., ICML 2012); the
    limit lies lower on pages that are hard to tell.
    """
    order = np.argsort(-scores, kind="stable")
    gained = np.cumsum((scores * sizes)[order])
    expected = 2 * gained / np.maximum(np.cumsum(sizes[order]) + gained[-1], 1e-9)
    best = int(np.argmax(expected))
    keep = np.zeros(len(scores), dtype=bool)
    keep[order[: best + 1]] = True
    return keep, float(expected[best])


def stretch(gains: Array) -> tuple[int, int]:
    """Return the half-open range with the greatest sum; an empty one when nothing is gained."""
    summed = np.concatenate([[0.0], np.cumsum(gains)])
    lowest = np.minimum.accumulate(summed)
    end = int(np.argmax(summed - lowest))
    return int(np.argmin(summed[: end + 1])), end


def _steps(scores: Array) -> list[Array]:
    padded = np.concatenate([np.zeros(5), scores, np.zeros(5)])
    return [padded[5 + step : 5 + step + len(scores)] for step in _STEPS]


def _means(mass: Array, summed: Array) -> list[Array]:
    """Return the mean probability of a word in the lines just above and below."""
    count = len(mass) - 1
    at = np.arange(count)
    found = []
    for width in _MEANS:
        for low, high in ((np.maximum(at - width, 0), at), (at + 1, np.minimum(at + 1 + width, count))):
            found.append((mass[high] - mass[low]) / np.maximum(summed[high] - summed[low], 1e-6))
    return found


def _tops(scores: Array) -> list[Array]:
    found = []
    at = np.arange(len(scores))
    for width in _TOPS:
        padded = np.concatenate([np.zeros(width), scores, np.zeros(width)])
        highest = np.lib.stride_tricks.sliding_window_view(padded, width).max(axis=1)
        found += [highest[at], highest[at + width + 1]]
    return found


def _distances(scores: Array, sizes: Array) -> list[Array]:
    """Return lines and words to the next likely lines on both sides."""
    sure = (scores > _SURE) & (sizes > 10)
    very = (scores > _VERY) & (sizes > 15)
    return [
        since(sure), since(sure[::-1])[::-1], _words_since(sure, sizes), _words_since(sure[::-1], sizes[::-1])[::-1],
        since(very), since(very[::-1])[::-1],
    ]  # fmt: skip


def _words_since(mask: Array, sizes: Array) -> Array:
    """Return the words between each line and the last marked one above it."""
    before = np.concatenate([[0.0], np.cumsum(sizes)])
    last = np.maximum.accumulate(np.where(mask, before[1:], -np.inf))
    found: Array = np.minimum(before[:-1] - np.concatenate([[-np.inf], last[:-1]]), _FAR_WORDS)
    return found


def _stretches(scores: Array, sizes: Array, counts: Array) -> list[Array]:
    """Return whether the best set holds each line, and its place in the stretches of greatest sum."""
    keep, expected = most_likely(scores, np.minimum(counts, _MOST_WORDS) + 1.0)
    at = np.arange(len(scores))
    found = [keep.astype(float), np.full(len(scores), expected)]
    for gains in ((scores - 0.35) * np.sqrt(sizes), (scores - 0.5) * sizes):
        start, end = stretch(gains)
        found += [np.clip(at - start, -60, 200).astype(float), np.clip(end - 1 - at, -60, 200).astype(float)]
    return found


def _runs(scores: Array, sizes: Array, summed: Array) -> list[Array]:
    """Return what share of the mass the run of each line holds, and how far it is from the largest run."""
    weighed, window = np.pad(scores * sizes, 2), np.ones(5)
    smooth = np.convolve(weighed, window, "valid") / np.convolve(np.pad(sizes, 2), window, "valid")
    on = smooth > _RUN
    run = np.concatenate([[0], np.cumsum(on[1:] != on[:-1])])
    held = np.bincount(run, scores * sizes)
    largest = int(np.argmax(held))
    rank = np.empty(len(held))
    rank[np.argsort(-held, kind="stable")] = np.arange(len(held))
    inside = np.flatnonzero(run == largest)
    at = np.arange(len(scores))
    gap = np.where(
        at < inside[0],
        np.minimum(summed[inside[0]] - summed[at], 2_000),
        np.where(at > inside[-1], -np.minimum(summed[at] - summed[inside[-1] + 1], 2_000), 0.0),
    )
    return [
        held[run] / max(float(held.sum()), 1e-6), np.minimum(held[run], 3_000), held[run] / max(held[largest], 1e-6),
        np.clip(run - largest, -20, 20).astype(float), np.minimum(rank[run], 20), gap,
    ]  # fmt: skip


def _topics(scores: Array, mass: Array, about: Topics) -> list[Array]:
    """Return how much of what a line, and the lines around it, are about is what the likely body is about."""
    held: Counter[str] = Counter()
    for place in np.flatnonzero(scores > _LIKELY):
        for word in about[place]:
            held[word] += scores[place]
    own = np.where(scores > _LIKELY, scores, 0.0)
    known, first = np.zeros(len(about)), np.full(len(about), -1.0)
    for at, group in enumerate(about):
        rest = [held[word] - own[at] for word in group]
        if rest:
            first[at] = sum(min(value, 3.0) for value in rest) / len(rest)
            known[at] = sum(value > 0.8 for value in rest)
    beginning = int(np.searchsorted(mass[1:], 0.3 * mass[-1]))
    head = frozenset().union(*(about[at] for at in np.flatnonzero(scores[: beginning + 1] > _SURE)))
    shared = np.array([float(len(group & head)) for group in about])
    having = np.array([float(len(group)) for group in about])
    columns = [first, *_shares(known, having), *_shares(shared, having)]
    return [*columns, np.where(having > 0, shared / np.maximum(having, 1), -1.0)]


def _shares(part: Array, whole: Array) -> list[Array]:
    """Return the shares in the lines around each line."""
    parts, wholes = (np.concatenate([[0.0], np.cumsum(values)]) for values in (part, whole))
    at = np.arange(len(part))
    found = []
    for width in _TOPICS:
        low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, len(part))
        found.append((parts[high] - parts[low]) / np.maximum(wholes[high] - wholes[low], 1.0))
    return found
