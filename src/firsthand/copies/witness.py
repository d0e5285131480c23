"""An article as a witness of a text: its words as numbers, and what is worked out of them when it is needed."""

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from firsthand.model import Article, Span
from firsthand.text.align import Side
from firsthand.text.sentences import sentences
from firsthand.text.wordnumbers import Hashes, Places, located, number_of, numbered

Mask = npt.NDArray[np.bool_]
"""One truth a word."""

_QUOTED = re.compile(
    r"“[^“”]{1,3000}”|“[^“”\n]{1,3000}|„[^“”„\n]{1,3000}[“”]|«[^«»]{1,3000}»|「[^「」]{1,3000}」"
    r"|(?<![^\s(\[—–\-])\"(?=\S)[^\"\n]{1,3000}(?:(?<=\S)\")?"  # a mark after a space opens the next quotation
    r"|‘[^‘’\n]{30,3000}’|``(?:(?!'')[^\n]){1,3000}''",
    re.MULTILINE,
)
_STATEMENT = "statement statements communiqué communique communiqués release releases pressemitteilung comunicado"
_RELEASED = re.compile(
    r"\b(?:press|news|media) releases?\b"
    r"|\b(?:joint |press |written )?(?:statements?|communiqu[eé]s?)\b.{0,60}(?:said|says|read|:)"
    r"|\bin an? (?:\w+ ){0,2}(?:statement|communiqu[eé])\b|\bPressemitteilung\b|\bcomunicado\b",
    re.IGNORECASE,
)
_ADDRESSED = (
    "you your yours subscribe subscribed subscriber subscribers newsletter newsletters copyright cookie cookies "
    "advertise advertisement advertising advertisers".split()
)
_STANDING = re.compile(
    r"https?://|www\.|\S@\w|©|all rights reserved|sign up (?:for|to)|click here|follow us|terms of (?:use|service)"
    r"|privacy policy|contributed to this (?:report|story)|our (?:readers|journalism|site|website|coverage|mission)",
    re.IGNORECASE,
)
_MARKS = ("://", "www.", "@", "©", "ights reserved", "ign up ", "lick here", "ollow us", "erms of ", "rivacy policy",
          "contributed to this", "our readers", "our journalism", "our site", "our website", "our coverage",
          "our mission")  # fmt: skip


_STATEMENT_NUMBERS = frozenset(map(number_of, _STATEMENT.split()))
_ADDRESSED_NUMBERS = frozenset(map(number_of, _ADDRESSED))


class Witness:
    """One article's words. Everything but the word numbers is made when first asked for, and kept."""

    def __init__(self, article: Article, hashes: Hashes) -> None:
        self.article = article
        self.hashes = hashes

    def __len__(self) -> int:
        return len(self.hashes)

    @property
    def text(self) -> str:
        """The article's text, in which all spans count characters."""
        return self.article.text

    @cached_property
    def places(self) -> tuple[Places, Places]:
        """First character and end of each word."""
        _, starts, ends = located(self.article.text)
        return starts, ends

    @cached_property
    def side(self) -> Side:
        """The words as they are laid against other texts."""
        return Side(self.hashes)

    def forget(self) -> None:
        """Drop what can be made again from the article and its words."""
        for name in [name for name in self.__dict__ if name not in ("article", "hashes")]:
            del self.__dict__[name]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the text."""
        return sentences(self.text)

    @cached_property
    def sentence_bounds(self) -> Places:
        """First word of each sentence, and the number of words at the end."""
        starts = np.array([span.start for span in self.sentences], np.int64)
        return np.append(np.searchsorted(self.places[0], starts), len(self))

    @cached_property
    def borrowed(self) -> Mask:
        """Words that stand in a quotation, in a sentence that hands on a statement, or in a standing line.

        Two reports that share only these have one underlying source or one page furniture; neither copied the other.
        """
        mask = np.zeros(len(self), bool)
        self._mark(mask, [match.span() for match in _QUOTED.finditer(self.text)])
        for number in self._sentences_with(_ADDRESSED_NUMBERS, ~mask):
            mask[self.sentence_bounds[number] : self.sentence_bounds[number + 1]] = True
        for number in self._sentences_with(_STATEMENT_NUMBERS, np.ones(len(self), bool)):
            if _RELEASED.search(self.sentences[number].of(self.text)[:1_000]):
                mask[self.sentence_bounds[number] : self.sentence_bounds[number + 1]] = True
        if any(mark in self.text for mark in _MARKS):
            spans = [(span.start, span.end) for span in self.sentences]
            self._mark(
                mask, [span for span in spans if _STANDING.search(self.text, span[0], min(span[1], span[0] + 1_000))]
            )
        return mask

    @cached_property
    def bag(self) -> frozenset[int]:
        """The different words."""
        return frozenset(self.hashes.tolist())

    def _sentences_with(self, numbers: frozenset[int], among: Mask) -> list[int]:
        """Return the numbers of the sentences that hold one of some words, among the words that count."""
        if self.bag.isdisjoint(numbers):
            return []
        words = np.flatnonzero(np.isin(self.hashes, np.array(sorted(numbers), np.uint32)) & among)
        at = np.searchsorted(self.sentence_bounds, words, side="right") - 1
        return sorted(set(np.minimum(at, len(self.sentences) - 1).tolist()))

    @cached_property
    def weights(self) -> npt.NDArray[np.float64]:
        """How much each word says: names and figures most, short words hardly anything."""
        starts, ends = self.places
        lengths = ends - starts
        weights = np.where(lengths <= 3, 0.15, np.where(lengths <= 4, 0.6, 1.0))
        text = self.text
        heads = [text[start] for start in starts.tolist()]
        opening = np.zeros(len(self), bool)
        opening[self.sentence_bounds[:-1][self.sentence_bounds[:-1] < len(self)]] = True
        names = np.array([head.isupper() for head in heads], bool) & ~opening
        figures = np.array([head.isdigit() for head in heads], bool)
        weights[names | figures] = 1.5
        return weights

    def _mark(self, mask: Mask, spans: list[tuple[int, int]]) -> None:
        for low, high in np.searchsorted(self.places[0], np.array(spans, np.int64).reshape(-1, 2)).tolist():
            mask[low:high] = True

    def span(self, first: int, past: int) -> Span:
        """Return the characters of the words ``first`` to ``past - 1``."""
        starts, ends = self.places
        return Span(start=int(starts[first]), end=int(ends[past - 1]))

    def gap(self, first: int, past: int) -> Span:
        """Return the characters of words, or the empty place between two words where there are none."""
        if past > first:
            return self.span(first, past)
        starts, _ = self.places
        at = int(starts[first]) if first < len(starts) else len(self.text)
        return Span(start=at, end=at)


def witnesses(articles: Sequence[Article]) -> list[Witness]:
    """Return articles as witnesses."""
    columns = numbered([article.text for article in articles])
    return [Witness(article, hashes) for article, hashes in zip(articles, columns, strict=True)]
