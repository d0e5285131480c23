"""Names in a text, without a model: runs of capitalised words, told from ordinary words by how the text writes them.

A word that opens a sentence or stands in a headline is capitalised anyway; it counts as a name only when the texts
write it with a capital elsewhere (`Casing`), when it leads a name, or when it is no common word. Scripts without case
(Arabic, Chinese, Hebrew, Korean …) fall back to words, or runs of two to four characters, that the text repeats. German
capitalises every noun; there, nouns come out as names and only rarity tells them apart.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from firsthand.model.span import Span
from firsthand.text.normalise import fold, words
from firsthand.text.rates import rate
from firsthand.text.sentences import sentences

MAX_CHARACTERS = 200_000
"""Names are looked for in this much of a text; the rest of a longer one is left alone."""
_MAX_PARTS = 8
_ORDINARY = 0.03
_FUNCTION = 0.25
_JOINERS = frozenset(
    "of de del della di da do dos das du des la le van von der den bin ibn al el y e and & for".split()
)
_SOFT_JOINERS = frozenset({"and", "y", "e", "&", "for"})
_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|&")
_POSSESSIVE = frozenset({"'s", "'S", "’s", "’S"})
_OPENING = frozenset('"“‘«„')
_ENDS = frozenset('.!?…"”’)')
_fold = functools.lru_cache(maxsize=50_000)(fold)
_CASED = re.compile(r"[A-Za-zÀ-ɏͰ-ӿԱ-֏Ⴀ-ჿ]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


class Name(NamedTuple):
    """One mention of a name."""

    text: str
    """As it stands, without a possessive ending."""
    key: str
    """Folded words with single spaces: the same for every mention of the same form."""
    span: Span
    """Its characters."""


class Token(NamedTuple):
    """A capitalised word, or a small one that joins such words."""

    key: str
    """Folded."""
    start: int
    end: int
    capital: bool
    acronym: bool
    """Two letters or more, all of them capital."""
    sure: bool
    """Whether the capital was the writer's choice."""


@dataclass(slots=True)
class Casing:
    """How often words stand with a capital, and without one, in places where the writer had the choice."""

    capital: Counter[str] = field(default_factory=Counter)
    """Folded word -> times with a capital in mid-sentence."""
    small: Counter[str] = field(default_factory=Counter)
    """Folded word -> times in small letters."""

    def add(self, seen: "Seen") -> None:
        """Count the words of one text."""
        self.capital.update(seen.capital)
        self.small.update(seen.small)

    def usual(self, word: str) -> bool | None:
        """Tell whether a word mostly stands with a capital; None for a word that was not seen in mid-sentence."""
        capital, small = self.capital.get(word, 0), self.small.get(word, 0)
        return None if not capital + small else 2 * capital >= capital + small


Usual = Mapping[str, bool | None]
"""Folded word -> whether it mostly stands with a capital; None: nobody knows."""


class Seen(NamedTuple):
    """What a text shows of names by itself; `settled` tells the names, once more texts have been looked at."""

    capital: dict[str, int]
    """Folded word -> times with a capital that was the writer's choice."""
    small: dict[str, int]
    """Folded word -> times in small letters."""
    asked: tuple[str, ...]
    """The words whose casing in all texts decides on the names of this one, sorted."""
    drawn: "Drawn"


class Drawn(NamedTuple):
    """What may be names in a text."""

    runs: tuple[tuple[Token, ...], ...] = ()
    """Capitalised words that stand together, in order."""
    fixed: tuple[Name, ...] = ()
    """Names that need no casing, in a text without case."""


def see(text: str) -> Seen:
    """Return what a text shows of names; at most `MAX_CHARACTERS` of it are read."""
    text = text[:MAX_CHARACTERS]
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    runs: list[tuple[Token, ...]] = []
    cased = _is_cased(text)
    for line in _lines(text, small):
        capital.update([token.key for token in line if token.sure])
        if cased:
            runs.extend(map(tuple, _runs(text, line)))
    asked = tuple(sorted({token.key for run in runs for token in run if token.capital}))
    return Seen(capital, small, asked, Drawn(tuple(runs), () if cased else tuple(_repeated(text))))


def settled(text: str, drawn: Drawn, usual: Usual) -> tuple[Name, ...]:
    """Return the names of a text in order.

    Args:
        text: the text.
        drawn: what may be names in it.
        usual: how the words that it asks for are written in all texts.
    """
    return (*drawn.fixed, *(name for run in drawn.runs for name in _trim(text, run, usual)))


def find(text: str) -> tuple[Name, ...]:
    """Return the names of a text in order, as far as it tells them itself."""
    seen, counts = see(text), Casing()
    counts.add(seen)
    return settled(text, seen.drawn, {word: counts.usual(word) for word in seen.asked})


def _is_cased(text: str) -> bool:
    sample = text[:4000]
    letters = sum(1 for character in sample if character.isalpha())
    return letters == 0 or len(_CASED.findall(sample)) * 2 >= letters


def _lines(text: str, small: Counter[str]) -> Iterator[list[Token]]:
    """Yield the capitalised words of each sentence, and whether the capital was the writer's choice.

    Small joining words are yielded, too; other small words only part the capitalised ones, which their place tells.

    Args:
        text: the text.
        small: where the small words are counted.
    """
    for span in sentences(text):
        piece = [(match.group(), match.start()) for match in _TOKEN.finditer(text, span.start, span.end)]
        small.update([_fold(_bare(word)) for word, _ in piece if not word[0].isupper()])
        if not any(word[0].isupper() for word, _ in piece):
            continue
        headline = _is_headline([word for word, _ in piece if len(word) > 3], text[span.end - 1])
        line = []
        for place, (word, start) in enumerate(piece):
            capital = word[0].isupper()
            if not capital and word not in _JOINERS:
                continue
            bare = _bare(word)
            acronym = len(bare) > 1 and bare.isupper()
            opens = place == 0 or text[start - 1] in _OPENING or _after_colon(text, start)
            sure = capital and (acronym or not opens) and not headline
            line.append(Token(_fold(bare), start, start + len(bare), capital, acronym, sure))
        yield line


def _is_headline(long: Sequence[str], last: str) -> bool:
    """Tell from the longer words of a line, and its last character, whether it is written like a headline."""
    if len(long) < 4:
        return False
    return sum(word[0].isupper() for word in long) / len(long) >= (0.9 if last in _ENDS else 0.7)


def _bare(word: str) -> str:
    """Return a word without a possessive ending."""
    return word[:-2] if word[-2:] in _POSSESSIVE and len(word) > 2 else word


def _after_colon(text: str, start: int) -> bool:
    return text[max(0, start - 2) : start] == ": "


def _runs(text: str, line: list[Token]) -> Iterator[list[Token]]:
    """Yield runs of capitalised words, small joining words between them included, broken by any punctuation."""
    run: list[Token] = []
    for token in line:
        between = text[run[-1].end : token.start] if run else ""
        if run and between.strip(" \u00a0."):  # a comma, a dash, a possessive: two names, not one
            yield run
            run = []
        if token.capital or (run and token.key in _JOINERS and len(run) < _MAX_PARTS):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _trim(text: str, run: Sequence[Token], usual: Usual) -> Iterator[Name]:
    """Yield the name or names in a run: unsure opening words and hanging joiners go, ``and`` parts two names."""
    while run and not _belongs(run, usual):
        run = run[1:]
    while run and not run[-1].capital:
        run = run[:-1]
    if not run:
        return
    for place, token in enumerate(run):
        if place and (_is_ordinary(token, usual) if token.capital else token.key in _SOFT_JOINERS):
            yield from _trim(text, run[:place], usual)
            yield from _trim(text, run[place + 1 :], usual)
            return
    run = run[:_MAX_PARTS]
    start, end = run[0].start, run[-1].end
    key = " ".join(token.key for token in run)
    if len(key) > 1:
        yield Name(text[start:end], key, Span(start=start, end=end))


def _is_ordinary(token: Token, usual: Usual) -> bool:
    """Tell whether a capitalised word of a headline is an ordinary word."""
    if token.sure:
        return False
    capital = usual[token.key]
    return rate(token.key) >= _ORDINARY if capital is None else not capital


def _belongs(run: Sequence[Token], usual: Usual) -> bool:
    """Tell whether the first word of a run is part of a name."""
    first = run[0]
    if not first.capital:
        return False
    capital = usual[first.key]
    if rate(first.key) >= _FUNCTION and not first.acronym:
        return False
    if first.sure:
        return capital is not False or len(run) > 1
    if capital is not None:
        return capital
    leads = len(run) > 1 and run[1].capital
    return rate(first.key) < (_ORDINARY if leads else _ORDINARY / 3) and (leads or len(first.key) > 3)


def _repeated(text: str) -> Iterator[Name]:
    """Yield words or short character runs that a text without case repeats: what it is about."""
    spaced = [(word, start, end) for word, start, end in words(text) if not _UNSPACED.match(word)]
    counted = Counter(word for word, _, _ in spaced)
    found = [
        Name(text[start:end], word, Span(start=start, end=end))
        for word, start, end in spaced
        if len(word) > 2 and not word[0].isdigit() and (counted[word] > 1 or _CASED.match(word)) and rate(word) < 0.05
    ]
    grams: Counter[str] = Counter()
    runs = [(match.group(), match.start()) for match in _UNSPACED.finditer(text)]
    for piece, _ in runs:
        grams.update(piece[at : at + size] for size in (2, 3, 4) for at in range(len(piece) - size + 1))
    for piece, start in runs:
        found.extend(_longest(piece, start, grams))
    yield from sorted(found, key=lambda name: (name.span.start, name.span.end))


def _longest(piece: str, start: int, grams: Counter[str]) -> Iterator[Name]:
    at = 0
    while at < len(piece) - 1:
        size = next((size for size in (4, 3, 2) if at + size <= len(piece) and grams[piece[at : at + size]] > 1), 0)
        if not size:
            at += 1
            continue
        text = piece[at : at + size]
        yield Name(text, fold(text), Span(start=start + at, end=start + at + size))
        at += size
