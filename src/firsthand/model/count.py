"""A count: how many reporters and how many underlying sources, as bounds, with the ledger that gives the reasons."""

from typing import Literal

from firsthand.model.noun import Noun
from firsthand.model.span import Evidence

Standing = Literal["reporter", "possible reporter", "copy", "client", "same owner", "same network", "relay"]
"""What a page or party counts as. Only a reporter raises the lower bound, a possible reporter the upper one."""


class Bounds(Noun, frozen=True, kw_only=True):
    """A whole number that lies between two others: ``2–3``."""

    low: int
    """At least."""
    high: int
    """At most."""

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


class Line(Noun, frozen=True, kw_only=True):
    """One line of the ledger: a page or party, what it counts as, and why."""

    side: Literal["reporters", "sources"]
    """Which of the two counts it belongs to."""
    subject: str
    """Record id (reporters) or party id (sources)."""
    name: str
    """For a reader: outlet, agency or party."""
    standing: Standing
    """What it counts as."""
    group: str
    """Lines of one group count once: agency id, owner, network id, party id, or the record itself."""
    reason: str
    """One plain sentence."""
    evidence: tuple[Evidence, ...] = ()
    """The characters that it rests on."""


class Assertion(Noun, frozen=True, kw_only=True):
    """The counts of one claim of a story: what is said, who tells it, and on whose word it stands."""

    claims: tuple[str, ...]
    """Ids of the claims that assert it, one page a text, sorted."""
    first: str
    """Id of the claim that `quote` and the first piece of evidence come from."""
    quote: str
    """What is said, as the first of them puts it."""
    parties: tuple[str, ...]
    """Who says so, by name, sorted."""
    denied: bool = False
    """True where it is denied, not stated."""
    pages: int
    """Pages that hold it."""
    texts: int
    """Texts that hold it."""
    reporters: Bounds
    """Independent reporters who tell it."""
    sources: Bounds
    """Independent underlying sources on whose word it stands."""
    evidence: tuple[Evidence, ...] = ()
    """Where it is said, in at most eight texts."""
    told_in: tuple[str, ...] = ()
    """The page that stands for each text that holds it, sorted: its lines in the ledger are those of the reporters."""
    told_by: tuple[str, ...] = ()
    """Groups of the ledger that its reporters count under, sorted."""
    stands_on: tuple[str, ...] = ()
    """Groups of the ledger that its sources count under, sorted."""


class Count(Noun, frozen=True, kw_only=True):
    """The counts of one story."""

    story: str
    """Story id."""
    pages: int
    """Articles, every witness counted."""
    texts: int
    """Stemmata."""
    reporters: Bounds
    """Independent reporters in this archive."""
    sources: Bounds
    """Independent underlying sources in this archive."""
    ledger: tuple[Line, ...]
    """One line for each page, then one for each party."""
    counterfactuals: tuple[str, ...] = ()
    """Which single page or party carries the count: ``falls to 1 if …``."""
    assertions: tuple[Assertion, ...] = ()
    """The same counts for each claim, what most reporters tell first."""
    coverage: str
    """Which sites and days the archive holds of it, and what failed."""

    def floor(self, side: str) -> str:
        """Return why a lower bound is 1 although no line of that side surely counts; empty elsewhere."""
        sure = any(line.standing == "reporter" for line in self.ledger if line.side == side)
        if side != "reporters" or sure or self.reporters.low != 1:
            return ""
        return "At least 1: each of these may be one that is counted already, but whoever it was, somebody reported it."

    @property
    def sentence(self) -> str:
        """The line that users quote: ``50 pages · 9 texts · 2–3 origins``."""

        def some(n: int | Bounds, word: str) -> str:
            one = n == 1 or (isinstance(n, Bounds) and n.low == n.high == 1)
            return f"{n} {word}" if one else f"{n} {word}s"

        return " · ".join((some(self.pages, "page"), some(self.texts, "text"), some(self.reporters, "origin")))
