"""The tagger: which words are source, cue and content, by a small trained network run in numpy.

A word is its vector, a learned embedding (frequent words only), its beginning and ends, its shape and class, and
whether it is quoted. Four gated convolutions look 15 words to each side, a gated scan carries what was read along the
whole paragraph in both directions, one more convolution and a conditional random field pick the best sequence of tags.
The weights are numbers of 8 and 16 bits, so that every machine starts from the same ones; sums may differ in the last
bits between machines.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from firsthand.claims.features import Vocabulary

TAGS: Final = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
WIDTH: Final = 128
DILATIONS: Final = (1, 2, 4, 8, 1)
ABOUT: Final = 100
"""Numbers of a word's vector that tell what it is about."""
SCAN_BEFORE: Final = 4
"""Number of the layer before which the paragraph is scanned."""
TOGETHER: Final = 4_000
"""Tokens that are computed in one go; keeps memory flat for a long text."""

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Tagger:
    """A trained tagger."""

    vocabulary: Vocabulary
    arrays: dict[str, Array]
    """Weights by name, including the linker's (``link_…``)."""

    @property
    def about(self) -> int:
        """Return how many numbers of a word's vector tell what it is about; those behind them tell its neighbours."""
        return min(ABOUT, int(self.arrays["vector"].shape[1]))

    @classmethod
    def load(cls, file: Path | IO[bytes]) -> "Tagger":
        """Return the tagger in a file that ``scripts/train_claims.py`` wrote."""
        with np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        words = bytes(arrays.pop("words")).decode().split("\n")
        classes = dict(line.split("\t") for line in bytes(arrays.pop("classes")).decode().split("\n"))
        vocabulary = Vocabulary(
            {word: number for number, word in enumerate(words, 1)}, {word: int(n) for word, n in classes.items()}
        )
        scale = arrays.pop("vector_scale", np.ones(1, dtype=np.float32))
        arrays["vector"] = arrays["vector"].astype(np.float32) * scale
        return cls(vocabulary, {name: value.astype(np.float32) for name, value in arrays.items()})

    def tags(self, tables: list[NDArray[np.int32]]) -> list[NDArray[np.int64]]:
        """Return the tags of paragraphs, given their feature tables."""
        found: list[NDArray[np.int64]] = []
        group: list[NDArray[np.int32]] = []
        for table in tables:
            if group and sum(map(len, group)) + len(table) > TOGETHER:
                found += self._together(group)
                group = []
            group.append(table)
        return found + (self._together(group) if group else [])

    def _together(self, tables: list[NDArray[np.int32]]) -> list[NDArray[np.int64]]:
        lengths = np.array([len(table) for table in tables])
        if lengths.sum() == 0:
            return [np.zeros(0, dtype=np.int64) for _ in tables]
        scores = self._scores(np.concatenate(tables), lengths)
        return self._decode(scores, lengths)

    def _scores(self, rows: NDArray[np.int32], lengths: NDArray[np.int64]) -> Array:
        """Return a score for each token and tag; paragraphs lie behind each other and do not see across."""
        a = self.arrays
        learned = np.where(rows[:, 0] < len(a["word"]), rows[:, 0], 0)
        parts = [a["vector"][rows[:, 0]], a["word"][learned]]
        parts += [a["affix"][at][rows[:, at + 1]] for at in range(3)]
        parts += [a["shape"][rows[:, 4]], a["place"][rows[:, 5]]]
        state = np.concatenate(parts, axis=1) @ a["enter"]
        state += a["enter_bias"]
        np.maximum(state, 0, out=state)
        wide = np.empty((len(state), 3 * WIDTH), dtype=np.float32)
        for number, step in enumerate(DILATIONS):
            if number == SCAN_BEFORE:
                self._scan(state, lengths)
            _beside(state, lengths, step, wide)
            mixed = wide @ a["layers"][number]
            mixed += a["layers_bias"][number]
            state += _gated(mixed[:, :WIDTH], mixed[:, WIDTH:])
        return np.asarray(state @ a["leave"] + a["leave_bias"], dtype=np.float32)

    def _scan(self, state: Array, lengths: NDArray[np.int64]) -> None:
        """Carry what was read along each paragraph, in both directions, and add it to the state.

        All paragraphs go at once, a word at a time: the first (for the way back the last) words of all paragraphs lie
        behind each other, then the second ones, so that a step is a slice.
        """
        a, half = self.arrays, WIDTH // 2
        mixed = state @ a["scan"]
        mixed += a["scan_bias"]
        fresh, keep, out = mixed[:, :WIDTH], _logistic(mixed[:, WIDTH : 2 * WIDTH]), _logistic(mixed[:, 2 * WIDTH :])
        fresh = np.tanh(fresh) * (1 - keep)
        ahead, back, live = _steps(lengths)
        held = np.concatenate([fresh[ahead, :half], fresh[back, half:]], axis=1)
        keep = np.concatenate([keep[ahead, :half], keep[back, half:]], axis=1)
        low, last = 0, 0
        for count in live:
            if low:
                held[low : low + count] += keep[low : low + count] * held[last : last + count]
            low, last = low + count, low
        both = np.empty_like(state)
        both[ahead, :half] = held[:, :half]
        both[back, half:] = held[:, half:]
        both *= out
        state += both

    def _decode(self, scores: Array, lengths: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """Return the best tags of each paragraph (Viterbi), all paragraphs at once, a word at a time."""
        move = self.arrays["move"]
        ahead, _, live = _steps(lengths)
        scores = np.ascontiguousarray(scores[ahead].T)
        best = np.empty_like(scores)  # of the best path up to a word that gives it a tag
        low, last = live[0], 0
        best[:, :low] = self.arrays["begin"][:, None] + scores[:, :low]
        for count in live[1:]:
            paths = best[:, None, last : last + count] + move[:, :, None]
            np.add(paths.max(axis=0), scores[:, low : low + count], out=best[:, low : low + count])
            low, last = low + count, low
        return self._back(best, lengths)

    def _back(self, best: Array, lengths: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """Return the tags of the best paths, followed from the last word of each paragraph to its first."""
        ahead, _, live = _steps(lengths)
        come, finish = self.arrays["move"].T, self.arrays["finish"]
        tags = np.zeros(best.shape[1], dtype=np.int64)
        high, after = best.shape[1], 0
        for count in reversed(live):
            low = high - count
            onward = np.concatenate([come[tags[high : high + after]], np.repeat(finish[None], count - after, axis=0)])
            tags[low:high] = (best[:, low:high].T + onward).argmax(axis=1)
            high, after = low, count
        found = np.empty_like(tags)
        found[ahead] = tags
        return np.split(found, np.cumsum(lengths)[:-1])


def _beside(state: Array, lengths: NDArray[np.int64], step: int, wide: Array) -> None:
    """Fill ``wide`` with what stands so many words before each word, the word, and what stands behind it.

    Paragraphs lie behind each other and do not see across: there are zeros beyond their ends.
    """
    ends = np.cumsum(lengths)
    edge = np.arange(step)
    wide[step:, :WIDTH] = state[:-step]
    wide[:, WIDTH : 2 * WIDTH] = state
    wide[:-step, 2 * WIDTH :] = state[step:]
    first = ((ends - lengths)[:, None] + edge).ravel()
    last = (ends[:, None] - 1 - edge).ravel()
    wide[first[first < len(state)], :WIDTH] = 0
    wide[last[last >= 0], 2 * WIDTH :] = 0


def _steps(lengths: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[int]]:
    """Return how paragraphs are read a word at a time, all at once.

    The rows of their first words, then those of their second ones and so on, the longest paragraph first; the same from
    their ends; and how many paragraphs have a first word, a second one and so on.
    """
    order = np.argsort(-lengths, kind="stable")
    starts = (np.cumsum(lengths) - lengths)[order]
    sizes = lengths[order]
    live = np.searchsorted(-sizes, -np.arange(sizes[0]), side="left")
    at = np.repeat(np.arange(sizes[0]), live)
    number = np.arange(len(at)) - np.repeat(np.cumsum(live) - live, live)
    return starts[number] + at, (starts + sizes - 1)[number] - at, live.tolist()


def _logistic(state: Array) -> Array:
    """Return ``1 / (1 + exp(-state))``, worked out in place."""
    np.negative(state, out=state)
    np.minimum(state, 30, out=state)
    np.exp(state, out=state)
    state += 1
    return np.reciprocal(state, out=state)


def _gated(value: Array, gate: Array) -> Array:
    """Return the value times the logistic function of the gate, worked out in place."""
    np.negative(gate, out=gate)
    np.minimum(gate, 30, out=gate)
    np.exp(gate, out=gate)
    gate += 1
    value /= gate
    return value


@cache
def shipped() -> Tagger | None:
    """Return the tagger that ships in the package, read once; None in a build without it."""
    place = resources.files("firsthand.claims") / "model.npz"
    if not place.is_file():
        return None
    with place.open("rb") as file:
        return Tagger.load(file)
