"""A claim in the making: three roles as character ranges, before its party is known."""

from dataclasses import dataclass, field

Range = tuple[int, int]
"""A half-open range of characters of the whole text."""


@dataclass(slots=True)
class Draft:
    """What a rule or the model found."""

    cue: Range | None
    source: Range | None
    content: list[Range]
    rule: str
    """Id of what found it."""
    confidence: float = 0.8
    speaker: str | None = None
    """The speaker's name where the text does not print it at the claim (a transcript, a quotation that runs on)."""
    notes: list[tuple[str, Range]] = field(default_factory=list)
    """Further rules that touched it, with the characters they saw."""

    @property
    def start(self) -> int:
        """Return the first character of anything in it."""
        return min(part[0] for part in self.parts)

    @property
    def end(self) -> int:
        """Return one past the last character of anything in it."""
        return max(part[1] for part in self.parts)

    @property
    def parts(self) -> list[Range]:
        """All ranges that it has."""
        return [*self.content, *(part for part in (self.source, self.cue) if part is not None)]
