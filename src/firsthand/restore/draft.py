"""The lines of a page before anybody has decided what they are: what HTML and text dumps have in common."""

import bisect
import dataclasses
import itertools

from firsthand.model import Role, Run, Span


@dataclasses.dataclass(slots=True)
class Line:
    """One block of visible text in page order. `role` is filled in as rules recognise it."""

    text: str
    """White space folded, ends trimmed."""
    runs: tuple[Run, ...]
    """Where its characters stand in the page."""
    place: Span
    """Where it stands in the page as found."""
    tag: str | None = None
    """Element that makes the block (``p``, ``li``, ``h1``, ``td``); None in a dump."""
    hint: str = ""
    """Class and id words of the element and its containers, nearest first, lower case; empty in a dump."""
    group: int = -1
    """Number of the list or container that it stands in; lines of one container share it; -1 in a dump."""
    links: float = 0.0
    """Share of its characters that stand inside links, 0 to 1; 0 in a dump."""
    href: str | None = None
    """Address of its link, when one link covers it; None otherwise."""
    role: Role | None = None
    """What it was found to be; None: not yet decided."""
    rule: str = ""
    """Rule that decided."""
    score: float | None = None
    """Probability of being body, where a model gave one."""

    @property
    def free(self) -> bool:
        """Whether nothing but the model's score, or nothing at all, speaks for its role: a rule may still give one."""
        return self.role is None or self.rule == "restore.body.model"

    def decide(self, role: Role, rule: str) -> None:
        """Set the role and the rule that gave it."""
        self.role, self.rule = role, rule


def part(line: Line, start: int, end: int) -> Line:
    """Return a part of a line as a line of its own, with the places of its characters kept.

    A stretch whose length differs between text and page (an entity, folded space) is kept whole where it is cut.
    """
    runs = []
    first = bisect.bisect_right(line.runs, start, key=_past)
    for run in itertools.islice(line.runs, first, None):
        if run.at >= end:
            break
        low, high = max(start, run.at), min(end, run.at + run.length)
        if low >= high:
            continue
        if run.length == run.page_length:
            runs.append(Run(at=low - start, length=high - low, page=run.page + low - run.at, page_length=high - low))
        else:
            runs.append(Run(at=low - start, length=high - low, page=run.page, page_length=run.page_length))
    place = Span(start=runs[0].page, end=runs[-1].page + runs[-1].page_length) if runs else line.place
    return dataclasses.replace(line, text=line.text[start:end], runs=tuple(runs), place=place)


def _past(run: Run) -> int:
    """Return where a run ends in its line."""
    return run.at + run.length
