"""The linker: which source and which content belong to which cue, by what stands between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log1p
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from firsthand.claims.lexicon import PRONOUNS
from firsthand.claims.prose import Paragraph

Kind = Literal["source", "cue", "content"]
REACH = 8
"""Spans of one kind to each side of a cue that are looked at."""


@dataclass(frozen=True)
class Piece:
    """One tagged span of a paragraph, in tokens."""

    kind: Kind
    low: int
    high: int


@dataclass
class View:
    """The spans of one paragraph, ready to be compared in pairs."""

    paragraph: Paragraph
    pieces: list[Piece]
    """In order."""

    @cached_property
    def cues(self) -> list[Piece]:
        """The cues, in order."""
        return [piece for piece in self.pieces if piece.kind == "cue"]

    @cached_property
    def _place(self) -> dict[Piece, int]:
        return {piece: at for at, piece in enumerate(self.pieces)}

    @cached_property
    def _of_kind(self) -> dict[str, list[Piece]]:
        return {kind: [p for p in self.pieces if p.kind == kind] for kind in ("source", "cue", "content")}

    def pairs(self, kind: str) -> Iterator[tuple[Piece, Piece]]:
        """Yield each cue with the spans of a kind near it."""
        others = self._of_kind[kind]
        for cue in self.cues:
            left = [piece for piece in others if piece.low < cue.low][-REACH:]
            right = [piece for piece in others if piece.low >= cue.low][:REACH]
            for other in left + right:
                yield cue, other

    def row(self, cue: Piece, other: Piece) -> list[float]:
        """Return what the linker sees of a cue and another span."""
        behind = other.low > cue.low
        low, high = (cue.high, other.low) if behind else (other.high, cue.low)
        left, right = sorted((self._place[cue], self._place[other]))
        between = [piece for piece in self.pieces[left + 1 : right] if low <= piece.low and piece.high <= high]
        same = self._of_kind[other.kind]
        away = abs(other.low - cue.low)
        near = [abs(piece.low - cue.low) for piece in same]
        cues_near = [abs(cue_.low - other.low) for cue_ in self.cues]
        words = self.paragraph.lower
        gap = words[low:high]
        sentences = self.paragraph.sentence
        apart = abs(sentences[cue.low] - sentences[other.low])
        first = words[cue.low]
        counts = [float(sum(piece.kind == kind for piece in between)) for kind in ("source", "cue", "content")]
        return [
            float(behind), log1p(max(0, high - low)), float(high - low <= 0), float(high - low <= 2), *counts,
            float(apart == 0), float(min(apart, 4)), float(abs(sentences[cue.low] - sentences[other.high - 1])),
            float(away == min(near)), float(sum(n < away for n in near)),
            float(away == min(cues_near)),
            float(sum(n < away for n in cues_near)),
            float(self.paragraph.quoted[other.low]), float(self.paragraph.quoted[other.high - 1]),
            float(self.paragraph.quoted[cue.low]), float(other.high - other.low), log1p(other.high - other.low),
            float(words[other.low] in PRONOUNS), float(words[other.low] == "that"),
            float(first == ":"), float(first == "according"), float(first.endswith("ing")),
            float("," in gap), float("and" in gap), float("but" in gap), float("." in gap), float("that" in gap),
            float("who" in gap), float(any(mark in gap for mark in ("”", '"', "“"))),
            float(len(self.cues)), float(len(same)), *self._neighbours(cue), *self._neighbours(other),
        ]  # fmt: skip

    def _neighbours(self, piece: Piece) -> list[float]:
        """Return what kind of span stands before and after a span, and whether it touches it."""
        at = self._place[piece]
        found = []
        for other in (self.pieces[at - 1] if at else None, self.pieces[at + 1] if at + 1 < len(self.pieces) else None):
            gap = 99 if other is None else max(piece.low - other.high, other.low - piece.high)
            found += [float(other is not None and other.kind == kind) for kind in ("source", "cue", "content")]
            found.append(float(gap <= 1))
        return found


def chance(arrays: dict[str, NDArray[np.float32]], kind: str, rows: list[list[float]]) -> NDArray[np.float32]:
    """Return for each pair how likely the two belong together, 0 to 1."""
    state = (np.array(rows, dtype=np.float32) - arrays[f"link_{kind}_middle"]) / arrays[f"link_{kind}_spread"]
    for layer in (0, 2, 4):
        state = state @ arrays[f"link_{kind}_{layer}"] + arrays[f"link_{kind}_{layer}_bias"]
        if layer < 4:
            state = np.maximum(state, 0)
    return np.asarray(1 / (1 + np.exp(-np.clip(state[:, 0], -30, 30))), dtype=np.float32)


def link(arrays: dict[str, NDArray[np.float32]], view: View) -> list[tuple[Piece, list[Piece], list[Piece], float]]:
    """Return (cue, sources, contents, chance) for each cue that has content.

    Content goes to the one cue that fits best, sources to every cue that they fit.
    """
    taken: dict[Piece, list[Piece]] = {cue: [] for cue in view.cues}
    sure: dict[Piece, float] = dict.fromkeys(view.cues, 1.0)
    for content, (cue, chance_) in _best(arrays, view, "content").items():
        if chance_ >= 0.3:
            taken[cue].append(content)
            sure[cue] = min(sure[cue], chance_)
    sources: dict[Piece, tuple[Piece, float]] = {}
    pairs = list(view.pairs("source"))
    if pairs:
        chances = chance(arrays, "source", [view.row(cue, other) for cue, other in pairs])
        for (cue, other), value in zip(pairs, chances.tolist(), strict=True):
            if value >= 0.4 and (cue not in sources or value > sources[cue][1]):
                sources[cue] = (other, value)
    return [
        (cue, [sources[cue][0]] if cue in sources else [], taken[cue], sure[cue]) for cue in view.cues if taken[cue]
    ]


def _best(arrays: dict[str, NDArray[np.float32]], view: View, kind: str) -> dict[Piece, tuple[Piece, float]]:
    pairs = list(view.pairs(kind))
    if not pairs:
        return {}
    best: dict[Piece, tuple[Piece, float]] = {}
    chances = chance(arrays, kind, [view.row(cue, other) for cue, other in pairs])
    for (cue, other), value in zip(pairs, chances.tolist(), strict=True):
        if other not in best or value > best[other][1]:
            best[other] = (cue, value)
    return best
