"""Paragraphs as tokens with their places, sentence numbers and quotation: what every rule and the model look at."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from firsthand.claims.quotation import Quotation, quotations
from firsthand.text.sentences import sentences

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Prof|Rev|St|Jr|Sr|Inc|Corp|Co|Ltd)\."
    r"|[^\W_]+(?:[.,](?=\d)\d+)*(?:[-’'][^\W_]+)*"
    r"|\.{2,}|[^\w\s]|_"
)
_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\n(?=[^\S\n]*[^\sa-z])")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.’'-]+(?:[ ,/]+[A-Z\d][\w.’'-]*){0,7}(?: ?\([^()\n]{2,40}\))?\s*(?:—|–|--|-)\s+"
    r"|\s*[A-Z][\w.’'-]*(?:[ ,/]+[A-Z\d][\w.’'-]*){0,7} ?\([A-Z][^()\n]{1,30}\)\s*(?:—|–|--|-)\s+"
)
"""``BRANNOCK, Larch (LNA) — ``: place, and often the agency, before a dash. It belongs to no sentence."""
LONGEST = 8_000
"""Characters of one paragraph; a longer one is read in pieces, so that time stays linear in a wall of text."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its tokens, and for each of them the sentence it stands in and whether it is quoted."""

    text: str
    """The whole text that the paragraph is part of; all places count its characters."""
    start: int
    end: int
    quotes: tuple[Quotation, ...]
    """Quotations that open in this paragraph or run on into it, in order."""

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Start and end of each token."""
        return [match.span() for match in _TOKEN.finditer(self.text, self.start, self.end)]

    @cached_property
    def words(self) -> list[str]:
        """The tokens as they stand."""
        return [self.text[start:end] for start, end in self.spans]

    @cached_property
    def lower(self) -> list[str]:
        """The tokens in lower case, typographic apostrophes made plain."""
        return [word.lower().replace("’", "'") for word in self.words]

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each token stands inside quotation marks; the marks themselves do."""
        flags = [False] * len(self.spans)
        for quote in self.quotes:
            for number in range(self.first(quote.start), self.first(quote.end)):
                flags[number] = True
        return flags

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Sentences as token ranges."""
        piece = self.text[self.start : self.end]
        found = []
        for sentence in sentences(piece):
            low, high = self.first(self.start + sentence.start), self.first(self.start + sentence.end)
            if high > low:
                found.append((low, high))
        return found

    @cached_property
    def sentence(self) -> list[int]:
        """Number of the sentence of each token."""
        numbers = [0] * len(self.spans)
        for number, (low, high) in enumerate(self.bounds):
            for token in range(low, high):
                numbers[token] = number
        return numbers

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    def first(self, place: int) -> int:
        """Return the number of the first token that starts at or after a character."""
        return bisect_left(self._starts, place)

    def quotes_near(self, low: int, high: int) -> tuple[Quotation, ...]:
        """Return the quotations that touch a range of characters, or end or open within ten of it."""
        first = max(0, bisect_left(self._quote_starts, low) - 1)
        return self.quotes[first : bisect_right(self._quote_starts, high + 10)]

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.start for quote in self.quotes]

    def at(self, place: int) -> int:
        """Return the number of the token that holds a character, or of the last one before it."""
        return max(0, bisect_right(self._starts, place) - 1)

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Return the characters of the tokens from ``low`` up to ``high``."""
        return self.spans[low][0], self.spans[high - 1][1]


def _pieces(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield a paragraph past its dateline, in pieces of at most `LONGEST` characters that end with a sentence."""
    low = _past_dateline(text, low, high)
    while high - low > LONGEST:
        stop = text.rfind(". ", low + LONGEST // 2, low + LONGEST)
        middle = stop + 1 if stop >= 0 else low + LONGEST
        yield low, middle
        low = middle
    if text[low:high].strip():
        yield low, high


def _past_dateline(text: str, low: int, high: int) -> int:
    match = _DATELINE.match(text, low, min(high, low + 120))
    return match.end() if match is not None and match.end() < high else low


def datelines(text: str) -> list[tuple[int, int]]:
    """Return the characters of the datelines of a text: what they name is no party, but where somebody wrote."""
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    found = ((low, _past_dateline(text, low, len(text))) for low in starts)
    return [(low, high) for low, high in found if high > low]


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text in order.

    A blank line ends one, and so does a line break unless the next line goes on in lower case (a text wrapped by hand).
    """
    ranges = []
    start = 0
    for match in _BREAK.finditer(text):
        ranges.append((start, match.start()))
        start = match.end()
    ranges.append((start, len(text)))
    kept = [piece for low, high in ranges if text[low:high].strip() for piece in _pieces(text, low, high)]
    return [
        Paragraph(text, low, high, quotes) for (low, high), quotes in zip(kept, quotations(text, kept), strict=True)
    ]
