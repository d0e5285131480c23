"""The words of all texts: numbered, counted, and laid end to end, since a hundred thousand texts must fit in memory."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.stories.naming import Named
from firsthand.stories.reading import Place
from firsthand.text.rates import rate

_OFTEN = 2**16 - 1
"""A word that stands in a text more often counts so often."""
_PRIOR = 500.0
"""The archive's own counts weigh as much as the built-in rates once it holds this many texts."""

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


class _Numbers(dict[str, int]):
    """Gives a word that has no number the next one."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Bag:
    """Words of one text by their numbers, in order, and how often each stands there."""

    ids: Ints
    times: NDArray[np.uint16]


class Bags:
    """One bag of words for each text, end to end; not to be added to once it has been looked at."""

    def __init__(self) -> None:
        self._starts, self._ids, self._times = array("q", [0]), array("i"), array("H")

    def add(self, bag: Bag) -> None:
        """Put the next text's bag behind the others."""
        self._ids.frombytes(bag.ids.tobytes())
        self._times.frombytes(bag.times.tobytes())
        self._starts.append(len(self._ids))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, at: int) -> Bag:
        part = slice(self._starts[at], self._starts[at + 1])
        return Bag(self.ids[part], np.frombuffer(self._times, np.uint16)[part])

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where each bag begins, and behind them where the last one ends."""
        return np.frombuffer(self._starts, np.int64)

    @property
    def ids(self) -> Ints:
        """The words of all bags."""
        return np.frombuffer(self._ids, np.int32)


class Wording:
    """The words and names of all texts, each text in its place."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self.words, self.lead, self.names, self.lead_names = Bags(), Bags(), Bags(), Bags()
        self._mentions = array("q")

    def add_words(self, words: Mapping[str, int], lead: Mapping[str, int]) -> None:
        """Add the next text: its words, and those that it opens with."""
        self.words.add(self._bag(words))
        self.lead.add(self._bag(lead))

    def add_names(self, named: Named) -> None:
        """Add the next text's names."""
        bag = self._bag(named.every)
        self.names.add(bag)
        self.lead_names.add(self._bag(named.first))
        at = {self._numbers[key]: where for key, where in named.mentions.items()}
        self._mentions.extend(map(at.__getitem__, bag.ids.tolist()))

    def mention(self, text: int, name: int) -> Place:
        """Return where a name of a text stands first in it."""
        start = int(self.names.starts[text])
        return self._mentions[start + int(np.searchsorted(self.names[text].ids, name))]

    @property
    def vocabulary(self) -> Iterable[str]:
        """All words in the order of their numbers."""
        return self._numbers.keys()

    def __len__(self) -> int:
        return len(self._numbers)

    def _bag(self, counted: Mapping[str, int]) -> Bag:
        """Return words with how often they stand in a text, in order of their numbers."""
        some = sorted(counted)  # the numbers of words must not hang on who read the text
        ids = np.fromiter(map(self._numbers.__getitem__, some), np.int32, len(some))
        times = np.fromiter((min(counted[word], _OFTEN) for word in some), np.uint16, len(some))
        order = np.argsort(ids, kind="stable")
        return Bag(ids[order], times[order])


class Rarity:
    """How much a shared word says: the log of one over the share of texts that hold it.

    The share is counted in the archive and blended with the built-in rates, so that two pages alone can be compared.

    Args:
        wording: the words and names of all texts.
        numbers: the numbers in each text.
    """

    def __init__(self, wording: Wording, numbers: Iterable[Iterable[str]]) -> None:
        self.wording = wording
        self.total = len(wording.words)
        self._numbers: Counter[str] = Counter()
        for some in numbers:
            self._numbers.update(some)
        held = np.zeros(len(wording) + 1)
        for at in range(self.total):
            held[np.union1d(wording.words[at].ids, wording.names[at].ids)] += 1
        rates = np.fromiter(map(rate, wording.vocabulary), np.float64, len(wording))
        self.of = np.log((self.total + _PRIOR) / (held[:-1] + _PRIOR * rates + 0.5))
        """Word -> its rarity."""

    def of_number(self, value: str) -> float:
        """Return the rarity of a number; small round ones are in every text."""
        plain = 0.05 if len(value) < 3 else 0.004
        return math.log((self.total + _PRIOR) / (self._numbers[value] + _PRIOR * plain + 0.5))

    def weights(self, bag: Bag) -> Floats:
        """Return the weights of some words: a vector of length 1."""
        raw: Floats = (1 + np.log(bag.times, dtype=np.float64)) * self.of[bag.ids]
        return raw / (math.sqrt(float(np.sum(raw * raw))) or 1.0)
