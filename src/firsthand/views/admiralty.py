"""The Admiralty scale as two columns that are never one: what the counts suggest of a claim, and what a person thinks
of who says it.

Credibility (1 to 6) is suggested from the counts of the claim. 1 and 5 are never suggested: the scale's words for them
are "confirmed" and "improbable", and no count can say that. Reliability (A to F) is set by people alone; until somebody
has decided, it is empty.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.archive import Archive
from firsthand.model import Assertion, Judgement, Line, Span, standing
from firsthand.text.terms import alike, counted, telling

CREDIBILITY: dict[str, str] = {
    "2": "probably true: at least two reporters tell it, and it stands on the word of at least two sources",
    "3": "possibly true: it may stand on two sources, or another claim speaks against two of them",
    "4": "doubtful: another claim of the story denies it or has another number, and no two sources are sure",
    "6": "cannot be judged: it stands on one word, and nothing in this archive speaks for or against it",
}
"""What may be suggested, and when."""
RELIABILITY: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
"""The letters that a person may give."""
AGAINST = 0.5
"""Share of telling words from which two claims speak of one thing, so that a denial or another number is against it."""
_COMMON = 100
"""A word of more claims than this brings no two of them together."""


def credibility(asserted: Sequence[Assertion]) -> list[str]:
    """Return the digit that the counts suggest for each claim of a story, in their order."""
    against = _against(asserted)
    found = []
    for at, one in enumerate(asserted):
        sure = one.reporters.low >= 2 and one.sources.low >= 2
        if at in against:
            found.append("3" if sure else "4")
        elif sure:
            found.append("2")
        else:
            found.append("3" if one.sources.high >= 2 else "6")
    return found


def _against(asserted: Sequence[Assertion]) -> set[int]:
    """Return the places of the claims that another one denies, or tells with another number of the same things."""
    words = [telling(one.quote) for one in asserted]
    figures = [_figures(one.quote) for one in asserted]
    holding: dict[str, list[int]] = defaultdict(list)
    for at, mine in enumerate(words):
        for word in mine:
            holding[word].append(at)
    pairs = {
        (at, other)
        for listed in holding.values()
        if len(listed) <= _COMMON
        for at in listed
        for other in listed
        if at < other
    }
    found: set[int] = set()
    for at, other in sorted(pairs):
        denied = asserted[at].denied != asserted[other].denied
        differ = any(figures[at][unit] != figures[other][unit] for unit in figures[at].keys() & figures[other].keys())
        if (denied or differ) and alike(words[at], words[other]) >= AGAINST:
            found.update((at, other))
    return found


def _figures(quote: str) -> Mapping[str, frozenset[str]]:
    """Return what a claim counts, with the numbers."""
    found: dict[str, set[str]] = defaultdict(set)
    for value, unit, _ in counted(quote, Span(start=0, end=len(quote))):
        found[unit].add(value)
    return {unit: frozenset(values) for unit, values in found.items()}


def reliability(archive: Archive) -> dict[str, str]:
    """Return the letters that people gave: name or id in lower case -> letter; the last word holds."""
    return letters(archive.judgements)


def letters(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return the letters that some decisions give."""
    given = (each for each in standing(judgements) if each.decision == "reliability" and each.value)
    return {each.left.casefold(): str(each.value) for each in given}


def letter_of(line: Line, given: Mapping[str, str]) -> str | None:
    """Return the letter of whom a line of the ledger is about; None where nobody has given one."""
    names = (line.name, line.subject, line.group)
    return next((given[name.casefold()] for name in names if name.casefold() in given), None)
