"""Where something stands, and why something is held to be so."""

from typing import Literal

import msgspec

from firsthand.model.noun import Noun

Locus = Literal["page", "text", "title", "url", "header", "table", "archive"]
"""What a span counts characters of.

``page``: the page as found, decoded (`Record.page`). ``text``: `Article.text`. ``title``: `Article.title`.
``url``: the address. ``header``: a WARC or HTTP header, named in the quote. ``table``: a row of a reference table
(agencies, offices, outlets). ``archive``: other pages of the archive, named in the note.
"""


class Span(Noun, frozen=True, kw_only=True):
    """A half-open range of characters: ``text[span.start:span.end]``."""

    start: int
    """First character, counted from 0."""
    end: int
    """One past the last character."""

    def of(self, text: str) -> str:
        """Return the characters that the span covers."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:  # an empty span is still a span
        return True


class Evidence(Noun, frozen=True, kw_only=True):
    """One reason: which rule fired, on which characters, and how much it counts."""

    rule: str
    """Rule id, ``stage.family.name``, for example ``dating.weekday.said``; each is documented in ``docs/how``."""
    quote: str
    """The very characters that the rule saw (or the table row), as they stand."""
    record: str | None = None
    """Id of the page that the quote stands in; None when the evidence is not in a page (a table, a bare text)."""
    locus: Locus = "text"
    """What `where` counts characters of."""
    where: Span | None = None
    """The place of the quote; None when it has no place in characters (a header, a table row)."""
    weight: float = 1.0
    """What the rule counts, in the unit of its stage (mostly 0 to 1, or a log-odds); 0 is noted but not counted."""
    note: str | None = None
    """One plain sentence for a reader; None when the rule's own documentation says enough."""

    def weighing(self, weight: float, note: str | None = None) -> "Evidence":
        """Return the same evidence with another weight, and with another note where one is given."""
        return msgspec.structs.replace(self, weight=weight, note=note or self.note)
