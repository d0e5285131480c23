"""Synthetic articles of real length, any number of them, for measuring scale: made up from a made-up vocabulary.

They are no news and do not pretend to be: words are drawn by Zipf's law from function words, words that the reprints of
``reprints.py`` know synonyms of, invented words and names, figures, and stock phrases that come again in many texts.
One in ten is a reprint of an earlier one, of every kind in turn; every hundredth carries one of three standing lines.
A text depends on its number alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from reprints import BOILERPLATE, KINDS, SYNONYMS, reprint

_FUNCTION = (
    "the of and to in a that was for on with as by at from his their had were it an be this has are not been which or "
    "its who but after would one two they about he she more than also when into over there first could out up no if"
).split()
_HEADS = "b br c d dr f g gr h j k l m n p pr r s st t tr v w z".split()
_CORES = "a e i o u ai ea ou".split()
_TAILS = "l n r s t m nd rk st ve x th".split()
_SHARE = 10  # one text in so many is a reprint
_REACH = 100_000  # a reprint is made of one of so many texts before it


@dataclass(frozen=True)
class Made:
    """One text, and what it was made of."""

    text: str
    kind: str = "base"
    of: int | None = None
    host: int | None = None


class News:
    """The vocabulary, and texts by number."""

    def __init__(self) -> None:
        rng = Random(11)
        syllables = [head + core + tail for head in _HEADS for core in _CORES for tail in (*_TAILS, "")]
        made = [
            rng.choice(syllables) + rng.choice(syllables) + rng.choice(("", "ing", "ed", "er")) for _ in range(40_000)
        ]
        names = [(rng.choice(syllables) + rng.choice(("", *syllables))).capitalize() for _ in range(8_000)]
        self.words = made[:400]
        plain = [*_FUNCTION, *rng.sample(sorted(SYNONYMS), len(SYNONYMS)), *made]
        weights = 1 / (np.arange(len(plain)) + 2.7)
        rows = [(plain, weights / weights.sum() * 0.80), (names, self._zipf(len(names)) * 0.08)]
        rows.append(([str(number) for number in range(2, 2_002)], self._zipf(2_000) * 0.02))
        drawn = np.random.default_rng(11).choice(len(plain), (60_000, 6), p=weights / weights.sum())
        rows.append(([" ".join(plain[at] for at in row) for row in drawn.tolist()], self._zipf(60_000) * 0.10))
        self.tokens = np.array([token for part, _ in rows for token in part], object)
        self.steps = np.cumsum(np.concatenate([share for _, share in rows]))

    @staticmethod
    def _zipf(count: int) -> np.ndarray:
        weights = 1 / (np.arange(count) + 20.0)
        return weights / weights.sum()

    def base(self, number: int) -> str:
        """Return an original text: 300 to 800 words in sentences and paragraphs, some of them quotations."""
        rng = np.random.default_rng((7, number))
        tokens = self.tokens[np.searchsorted(self.steps, rng.random(int(rng.integers(230, 600))) * self.steps[-1])]
        cuts = np.cumsum(rng.integers(8, 26, 80))
        cuts = [int(cut) for cut in cuts[cuts < len(tokens) - 5]]
        said = rng.random(len(cuts) + 1) < 0.12
        out = []
        for at, (low, high) in enumerate(zip([0, *cuts], [*cuts, len(tokens)], strict=True)):
            sentence = " ".join(tokens[low:high])
            sentence = sentence[0].upper() + sentence[1:]
            out.append(f"“{sentence},” {tokens[low]} said." if said[at] else f"{sentence}.")
        return "\n\n".join(" ".join(out[at : at + 3]) for at in range(0, len(out), 3))

    def text(self, number: int) -> Made:
        """Return the text of a number."""
        if number % _SHARE or number < 2 * _SHARE:
            text = self.base(number)
            if number % 100 == 7:
                text += "\n\n" + BOILERPLATE[number // 100 % len(BOILERPLATE)]
            return Made(text)
        rng = Random(number)
        of, host = (self._earlier(number, rng) for _ in range(2))
        kind = KINDS[number // _SHARE % len(KINDS)]
        text = reprint(kind, self.base(of), self.base(host), rng, self.words)
        return Made(text, kind, of, host if kind in ("scattered", "passage") else None)

    @staticmethod
    def _earlier(number: int, rng: Random) -> int:
        """Return the number of an original text before this one."""
        at = rng.randrange(max(1, number - _REACH), number)
        return at if at % _SHARE and at % 100 != 7 else at + 1 if (at + 1) % _SHARE and at + 1 < number else 1
