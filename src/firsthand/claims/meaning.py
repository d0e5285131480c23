"""What a claim says, taken apart so that two claims can be compared: words, figures, names, quoted words, polarity."""

import math
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from firsthand.claims.features import normal
from firsthand.claims.opposites import NEGATORS
from firsthand.claims.quotation import quotations
from firsthand.claims.roles import TITLES
from firsthand.claims.tagger import Tagger
from firsthand.model import Claim, Party
from firsthand.text.normalise import fold, words
from firsthand.text.numbers import numbers
from firsthand.text.rates import rate
from firsthand.text.terms import COMMON, stem

Act = Literal["states", "asks", "orders", "promises", "declines"]
"""What somebody does with words: only claims of one act can be the same."""

LONGEST: Final = 1_500
"""Characters of a content that are compared; a longer one is a speech."""
MOST: Final = 60
"""Words of a content that are compared."""
_ACTS: Final[dict[str, Act]] = {
    "asks": "asks", "orders": "orders", "promises": "promises", "declines": "declines",
}  # fmt: skip
_SHARES: Final = {
    "half": 50.0, "third": 33.3, "quarter": 25.0, "fifth": 20.0, "two-thirds": 66.7, "three-quarters": 75.0,
}  # fmt: skip
_PERCENT: Final = frozenset({"percent", "per", "pct", "%"})
_ROUGH: Final = frozenset(
    "about around some nearly almost roughly approximately over more than least up to under fewer less close estimated "
    "most".split()
)
_CLAUSE: Final = frozenset(",;:—–.")
_HEAVY, _LIGHT = 6.0, 0.4
SCOPE: Final = 3
"""Telling words behind a negation that it is taken to deny."""
_IRRELEVANT: Final = frozenset("said say says told added that would will also still now today".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a content."""

    value: float
    unit: str
    """Stem of what it counts; empty where nothing telling follows."""
    rough: bool
    """Whether the text itself says that it is not exact."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One claim, ready to be compared."""

    stems: tuple[str, ...]
    """Of its telling words, in order, figures left out."""
    weights: NDArray[np.float32]
    """What each of them counts: rare words more."""
    vectors: NDArray[np.float32]
    """A row of length one a stem; zeros for a word without a vector."""
    figures: tuple[Figure, ...]
    names: frozenset[str]
    """Folded capitalised words that are names as far as their place tells."""
    denied: frozenset[int]
    """Numbers of the stems that a negation before them may deny."""
    negations: tuple[frozenset[int], ...]
    """The same for each negation."""
    denies: bool
    """Whether the cue itself denies."""
    act: Act
    quoted: tuple[str, ...]
    """Folded words inside quotation marks, in order."""
    english: bool
    party: Party | None
    speaker: frozenset[str]
    """Telling words of everything that the text says of the source."""
    hedged: bool
    exact: str
    """The content's folded words."""

    @property
    def weight(self) -> float:
        """Return what all its words count."""
        return float(self.weights.sum())


def meaning(claim: Claim, text: str, tagger: Tagger | None, *, english: bool) -> Meaning:
    """Return what a claim says.

    Args:
        claim: the claim.
        text: the text that its spans count characters of.
        tagger: whose word vectors tell that ``vessel`` is near ``ship``; None compares words as they stand.
        english: whether the text is English.
    """
    content = " ".join(piece.of(text) for piece in claim.content)[:LONGEST]
    figures, taken = _figures(content)
    kept, negations = _words(content, taken)
    kept = kept[:MOST]
    stems = tuple(stem(word) for word, _ in kept)
    source = claim.source.of(text) if claim.source is not None else ""
    about = f"{source} {claim.party.name} {claim.party.description or ''}" if claim.party is not None else source
    act: Act = _ACTS.get(claim.cue_class, "states")
    cue = claim.cue.of(text) if claim.cue is not None else ""
    return Meaning(
        stems=stems,
        weights=np.array([_weight(word, name=name) for word, name in kept], dtype=np.float32),
        vectors=_vectors([word for word, _ in kept], tagger if english else None),
        figures=figures,
        names=frozenset(plain(word) for word, name in kept if name),
        denied=frozenset(at for each in negations for at in each if at < MOST),
        negations=tuple(each for each in negations if each and min(each) < MOST),
        denies=claim.cue_class == "denies" or (claim.negated and claim.cue_class == "states" and "not" in cue.lower()),
        act=act,
        quoted=_quoted(content, claim.kind == "direct"),
        english=english,
        party=claim.party,
        speaker=frozenset(plain(word) for word, _, _ in words(about) if rate(word) < COMMON or word in TITLES),
        hedged=claim.hedge is not None,
        exact=" ".join(word for word, _, _ in words(content)),
    )


def plain(word: str) -> str:
    """Return a word without accents and possessive."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", fold(word).removesuffix("'s")) if not unicodedata.combining(c)
    )


def _weight(word: str, *, name: bool) -> float:
    """Return what a word counts: how much it tells, a name a half more."""
    told = min(_HEAVY, max(_LIGHT, -math.log(max(rate(word), 1e-3))))
    return told * (1.25 if name else 1.0)


def _figures(content: str) -> tuple[tuple[Figure, ...], list[tuple[int, int]]]:
    """Return the numbers of a content, and the characters that they take."""
    listed = list(words(content))
    found, taken = [], []
    for value, where in numbers(content):
        following = [word for word, start, _ in listed if start >= where.end][:3]
        before = {word for word, _, end in listed if end <= where.start and where.start - end < 14}
        unit = next((word for word in following if rate(word) < COMMON or word == "people"), "")
        tail = content[where.end : where.end + 2]
        if (following and following[0] in _PERCENT) or tail.lstrip().startswith("%"):
            unit = "%"
        found.append(Figure(float(value), stem(unit), bool(before & _ROUGH)))
        taken.append((where.start, where.end))
    for at, (word, start, end) in enumerate(listed):
        if (
            word in _SHARES
            and at
            and listed[at - 1][0] in ("a", "one", "than", "about", "nearly", "over", "two", "three")
        ):
            share = _SHARES[word]
            found.append(Figure(share * {"two": 2, "three": 3}.get(listed[at - 1][0], 1), "%", True))
            taken.append((start, end))
        elif word in ("half", "two-thirds", "three-quarters"):
            found.append(Figure(_SHARES[word], "%", True))
            taken.append((start, end))
    return tuple(found), taken


def _words(content: str, taken: list[tuple[int, int]]) -> tuple[list[tuple[str, bool]], list[frozenset[int]]]:
    """Return the telling words, each with whether it is a name, and for each negation the words that it may deny."""
    kept: list[tuple[str, bool]] = []
    negations: list[set[int]] = []
    open_since: list[tuple[int, set[int]]] = []
    last = 0
    for word, start, end in words(content):
        if any(mark in _CLAUSE for mark in content[last:start]):
            open_since = []
        first = last == 0
        last = end
        if word in NEGATORS or word.endswith("n't"):
            reach: set[int] = set()
            negations.append(reach)
            open_since.append((len(kept), reach))
            continue
        if any(low <= start < high for low, high in taken) or word in _PERCENT or word in _IRRELEVANT:
            continue
        capital = content[start].isupper() and word not in ("i", "i'm", "i'll", "i've", "i'd")
        opens = first or content[:start].rstrip(" \"“‘'«„")[-1:] in ".!?:"
        name = capital and (not opens or rate(word) <= 0.002)
        if rate(word) >= COMMON and not name:
            continue
        for since, reach in open_since:
            if len(kept) - since < SCOPE:
                reach.add(len(kept))
        kept.append((word, name))
    return kept, [frozenset(each) for each in negations]


def _vectors(listed: list[str], tagger: Tagger | None) -> NDArray[np.float32]:
    """Return a row of length one for each word."""
    if tagger is None or not listed:
        return np.zeros((len(listed), 1), dtype=np.float32)
    numbers_ = [tagger.vocabulary.numbers.get(normal(word.removesuffix("'s")), 0) for word in listed]
    rows = tagger.arrays["vector"][numbers_][:, : tagger.about]
    length = np.sqrt((rows * rows).sum(1, keepdims=True))
    return np.asarray(rows / np.maximum(length, 1e-6), dtype=np.float32)


def _quoted(content: str, direct: bool) -> tuple[str, ...]:
    """Return the words inside quotation marks; all of a direct quotation."""
    if direct:
        return tuple(word for word, _, _ in words(content))
    found: list[str] = []
    for quote in quotations(content, [(0, len(content))])[0]:
        found += [word for word, _, _ in words(content[quote.start : quote.end])]
    return tuple(found)
