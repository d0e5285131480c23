"""An article as a witness of a text: its words as numbers, and what is worked out of them when it is needed."""

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from firsthand.copies import offices
from firsthand.copies.signs import signs
from firsthand.model import Article, Evidence, Span, Tables
from firsthand.text.align import Side
from firsthand.text.sentences import bounds
from firsthand.text.wordnumbers import Hashes, Layout, Places, layouts, number_of, numbered

Mask = npt.NDArray[np.bool_]
"""One truth a word."""

_QUOTED = re.compile(
    r"“[^“”]{1,3000}”|“[^“”\n]{1,3000}|„[^“”„\n]{1,3000}[“”]|«[^«»]{1,3000}»|「[^「」]{1,3000}」"
    r"|(?<![^\s(\[—–\-])\"(?=\S)[^\"\n]{1,3000}(?:(?<=\S)\")?"  # a mark after a space opens the next quotation
    r"|‘[^‘’\n]{30,3000}’|``(?:(?!'')[^\n]){1,3000}''",
    re.MULTILINE,
)
_OPENING = re.compile(r"[“„«「\"‘`]")  # found first, because it is one set of characters
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
    r"|privacy policy|contributed to this (?:report|story)|(?:originally|first) (?:published|appeared) (?:in|on|by|at)"
    r"|our (?:readers|journalism|site|website|coverage|mission)",
    re.IGNORECASE,
)
_MARKS = ("://", "www.", "@", "©", "ights reserved", "ign up ", "lick here", "ollow us", "erms of ", "rivacy policy",
          "contributed to this", "originally published", "originally appeared", "first published", "first appeared",
          "our readers", "our journalism", "our site", "our website", "our coverage",
          "our mission")  # fmt: skip
_LABELLED = re.compile(
    r"(?:^[ \t]*\W?(?:author[’']?s?[^\S\n]note|note to (?:readers|editors)|disclosure|disclaimer|correction"
    r"|clarification|about (?:the|this) (?:author|writer|series))|\beditor[’']?s?[’']?[^\S\n]note)\s?:"
    r"(?:[^\n]|\n{1,3}(?=(?-i:[a-z,;]))){1,2000}",
    re.IGNORECASE | re.MULTILINE,
)
"""A note with its label stands for its outlet and not for the report: a line of its own, or the end of a paragraph."""
_FINE = re.compile(r"[“”‘’«»„–—…]")
_PLAIN = re.compile(r"[\"']|(?<=\s)-(?=\s)")
_NAME = re.compile(r"[^\W\d_]{3,}")
_STAYS = frozenset(("_articles", "_place", "record", "hashes", "_signs"))
_CHUNK = 1_000  # texts whose words are numbered at once
_LOOKED_AT = 50_000  # characters in which names are looked for
_STATEMENT_NUMBERS = frozenset(map(number_of, _STATEMENT.split()))
_ADDRESSED_NUMBERS = frozenset(map(number_of, _ADDRESSED))


def _quotations(text: str) -> list[tuple[int, int]]:
    """Return first character and end of each quotation."""
    found = []
    opening = _OPENING.search(text)
    while opening is not None:
        quoted = _QUOTED.match(text, opening.start())
        if quoted is not None:
            found.append(quoted.span())
        opening = _OPENING.search(text, quoted.end() if quoted is not None else opening.end())
    return found


class Witness:
    """One article's words. Everything but the word numbers is made when first asked for, and kept until `forget`.

    Args:
        articles: where the article is looked up whenever it is needed; a pile may hold it compressed.
        place: its place among them.
        hashes: the numbers of its words.
    """

    def __init__(self, articles: Sequence[Article], place: int, hashes: Hashes) -> None:
        self._articles, self._place = articles, place
        self.record = articles[place].record
        self.hashes = hashes
        self._signs: tuple[tuple[str, Evidence], ...] | None = None

    def __len__(self) -> int:
        return len(self.hashes)

    @cached_property
    def article(self) -> Article:
        """The article."""
        return self._articles[self._place]

    @property
    def text(self) -> str:
        """The article's text, in which all spans count characters."""
        return self.article.text

    @cached_property
    def layout(self) -> Layout:
        """Where the words stand."""
        return layouts([self.article.text])[0]

    @cached_property
    def places(self) -> tuple[list[int], list[int]]:
        """First character and end of each word."""
        return self.layout.starts.tolist(), self.layout.ends.tolist()

    @cached_property
    def side(self) -> Side:
        """The words as they are laid against other texts."""
        return Side(self.hashes)

    def forget(self) -> None:
        """Drop what can be made again from the article and its words."""
        for name in [name for name in self.__dict__ if name not in _STAYS]:
            del self.__dict__[name]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """First character and end of each sentence."""
        return bounds(self.text)

    @cached_property
    def sentence_bounds(self) -> Places:
        """First word of each sentence, and the number of words at the end."""
        starts = np.array([start for start, _ in self.sentences], np.int64)
        return np.append(np.searchsorted(self.layout.starts, starts), len(self))

    @cached_property
    def sentence_starts(self) -> list[int]:
        """The same as a list."""
        return [int(bound) for bound in self.sentence_bounds]

    def sentence(self, number: int) -> Span:
        """Return the characters of a sentence."""
        start, end = self.sentences[number]
        return Span(start=start, end=end)

    @cached_property
    def borrowed(self) -> Mask:
        """Words of a quotation, of a sentence that hands on a statement, of a standing line or note, of a long title.

        Two reports that share only these have one underlying source, one page furniture or one person to tell of;
        neither copied the other.
        """
        mask = np.zeros(len(self), bool)
        self._mark(mask, _quotations(self.text))
        for number in self._sentences_with(_ADDRESSED_NUMBERS, ~mask):
            mask[self.sentence_bounds[number] : self.sentence_bounds[number + 1]] = True
        for number in self._sentences_with(_STATEMENT_NUMBERS, np.ones(len(self), bool)):
            start, end = self.sentences[number]
            if _RELEASED.search(self.text[start : min(end, start + 1_000)]):
                mask[self.sentence_bounds[number] : self.sentence_bounds[number + 1]] = True
        if any(mark in self.text for mark in _MARKS):
            found = [
                each for each in self.sentences if _STANDING.search(self.text, each[0], min(each[1], each[0] + 1_000))
            ]
            self._mark(mask, found)
        self._mark(mask, [match.span() for match in _LABELLED.finditer(self.text)])
        for first, past in offices.spans(self.hashes, self.layout):
            mask[first:past] = True
        return mask

    @cached_property
    def borrows(self) -> bool:
        """Whether any word is borrowed."""
        return bool(self.borrowed.any())

    def signs(self, tables: Tables) -> tuple[tuple[str, Evidence], ...]:
        """Return the agency signs of the article, found once; the tables are the same for all calls."""
        if self._signs is None:
            self._signs = signs(self.article, tables)
        return self._signs

    @cached_property
    def bag(self) -> frozenset[int]:
        """The different words."""
        return frozenset(self.hashes.tolist())

    @cached_property
    def marks(self) -> tuple[int, int]:
        """How many typographic quotation marks and dashes there are, and how many plain ones."""
        return len(_FINE.findall(self.text)), len(_PLAIN.findall(self.text))

    @cached_property
    def capitals(self) -> list[tuple[int, str]]:
        """Words of three letters and more with a capital, each with its place, but those also met in small letters."""
        text = self.text[:_LOOKED_AT]
        every = set(_NAME.findall(text))
        names = {word for word in every if word[0].isupper() and word.lower() not in every}
        return [(found.start(), found.group()) for found in _NAME.finditer(text) if found.group() in names]

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
        layout = self.layout
        lengths = layout.ends - layout.starts
        weights = np.where(lengths <= 3, 0.15, np.where(lengths <= 4, 0.6, 1.0))
        names = layout.names.copy()
        names[self.sentence_bounds[:-1][self.sentence_bounds[:-1] < len(self)]] = False
        weights[names | layout.figures] = 1.5
        return weights

    def _mark(self, mask: Mask, spans: list[tuple[int, int]]) -> None:
        for low, high in np.searchsorted(self.layout.starts, np.array(spans, np.int64).reshape(-1, 2)).tolist():
            mask[low:high] = True

    def span(self, first: int, past: int) -> Span:
        """Return the characters of the words ``first`` to ``past - 1``."""
        starts, ends = self.places
        return Span(start=starts[first], end=ends[past - 1])

    def words(self, first: int, past: int) -> str:
        """Return what stands from the word `first` to the word before `past`."""
        starts, ends = self.places
        return self.text[starts[first] : ends[past - 1]]

    def gap(self, first: int, past: int) -> Span:
        """Return the characters of words, or the empty place between two words where there are none."""
        if past > first:
            return self.span(first, past)
        starts, _ = self.places
        at = starts[first] if first < len(starts) else len(self.text)
        return Span(start=at, end=at)


def witnesses(articles: Sequence[Article]) -> list[Witness]:
    """Return articles as witnesses."""
    found = []
    for first in range(0, len(articles), _CHUNK):
        columns = numbered([article.text for article in articles[first : first + _CHUNK]])
        found += [Witness(articles, place, hashes) for place, hashes in enumerate(columns, first)]
    return found


def open_all(closed: Sequence[Witness]) -> None:
    """Find the places of the words of many witnesses at once, which is four times as fast as one by one."""
    closed = [one for one in closed if "layout" not in one.__dict__]
    for one, layout in zip(closed, layouts([one.text for one in closed]), strict=True):
        one.__dict__["layout"] = layout
