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
        state = np.maximum(np.concatenate(parts, axis=1) @ a["enter"] + a["enter_bias"], 0)
        paragraph = np.repeat(np.arange(len(lengths)), lengths)
        for number, step in enumerate(DILATIONS):
            if number == SCAN_BEFORE:
                state = self._scanned(state, lengths)
            before, after = np.zeros_like(state), np.zeros_like(state)
            if len(state) > step:
                same = (paragraph[step:] == paragraph[:-step])[:, None]
                before[step:] = state[:-step] * same
                after[:-step] = state[step:] * same
            mixed = np.concatenate([before, state, after], axis=1) @ a["layers"][number] + a["layers_bias"][number]
            gate = mixed[:, WIDTH:]
            np.clip(gate, -30, 30, out=gate)
            state = state + mixed[:, :WIDTH] / (1 + np.exp(-gate))
        return np.asarray(state @ a["leave"] + a["leave_bias"], dtype=np.float32)

    def _scanned(self, state: Array, lengths: NDArray[np.int64]) -> Array:
        """Carry what was read along each paragraph, in both directions, all paragraphs at once, a word at a time."""
        a, half = self.arrays, WIDTH // 2
        mixed = np.clip(state @ a["scan"] + a["scan_bias"], -30, 30)
        value = np.tanh(mixed[:, :WIDTH])
        keep, out = np.split(1 / (1 + np.exp(-mixed[:, WIDTH:])), 2, axis=1)
        fresh = (1 - keep) * value
        both = np.zeros_like(state)
        order = np.argsort(-lengths, kind="stable")
        starts = (np.cumsum(lengths) - lengths)[order]
        ends = starts + lengths[order]
        left = -np.sort(-lengths)
        ahead = np.zeros((len(lengths), half), dtype=np.float32)
        back = np.zeros((len(lengths), half), dtype=np.float32)
        for at in range(int(left[0])):
            live = int(np.searchsorted(-left, -at, side="left"))  # paragraphs that have a word here
            row, far = starts[:live] + at, ends[:live] - 1 - at
            ahead[:live] = keep[row, :half] * ahead[:live] + fresh[row, :half]
            back[:live] = keep[far, half:] * back[:live] + fresh[far, half:]
            both[row, :half] = ahead[:live]
            both[far, half:] = back[:live]
        return np.asarray(state + out * both, dtype=np.float32)

    def _decode(self, scores: Array, lengths: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """Return the best tags of each paragraph (Viterbi), all paragraphs at once, a word at a time."""
        move, count = self.arrays["move"], len(lengths)
        longest = int(lengths.max())
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        order = np.argsort(-lengths, kind="stable")
        best = np.full((count, len(TAGS)), -1e9, dtype=np.float32)
        back = np.zeros((longest, count, len(TAGS)), dtype=np.int8)
        active = order[lengths[order] > 0]
        best[active] = self.arrays["begin"] + scores[starts[active]]
        for at in range(1, longest):
            active = active[lengths[active] > at]
            paths = best[active][:, :, None] + move
            back[at, active] = paths.argmax(axis=1)
            best[active] = paths.max(axis=1) + scores[starts[active] + at]
        found = []
        final = (best + self.arrays["finish"]).argmax(axis=1)
        for number in range(count):
            tags = np.zeros(lengths[number], dtype=np.int64)
            tag = int(final[number])
            for at in range(int(lengths[number]) - 1, -1, -1):
                tags[at] = tag
                tag = int(back[at, number, tag])
            found.append(tags)
        return found


@cache
def shipped() -> Tagger | None:
    """Return the tagger that ships in the package, read once; None in a build without it."""
    place = resources.files("firsthand.claims") / "model.npz"
    if not place.is_file():
        return None
    with place.open("rb") as file:
        return Tagger.load(file)
