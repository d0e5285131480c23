"""Peculiarities that tell a copy from its exemplar: slips that the rest of the text gives away, marks and ends lost,
and passages that belong to one text and are strangers in the other.
"""

from collections.abc import Iterator, Sequence

from firsthand.copies.witness import Witness
from firsthand.model import Edit, Pair

Reason = tuple[str, bool, str, float, str]
"""(rule, whether left is the one that was damaged, quote, weight, note)."""

_SLIP = {"spelling": 0.9, "name": 1.0, "place": 0.9, "number": 0.6}
_MOST = 40  # changes looked at
_FLATTENED = 0.5
_FEWEST_MARKS = 4
_CUT, _FEWEST_CUT = 0.8, 15  # words that only one side has, while the other has none of its own
_AT_HOME = 1.0
_NAMES_NEEDED = 3


def slips(left: Witness, right: Witness, edits: Sequence[Edit]) -> Iterator[Reason]:
    """Yield each changed word whose older form still stands elsewhere in the text that changed it.

    ``Ostrander`` three times and ``Ostarnder`` once: the odd one is the slip, whichever side has it.
    """
    for edit in [edit for edit in edits if edit.kind in _SLIP][:_MOST]:
        weight = _SLIP[edit.kind]
        if edit.left is None or edit.right is None:
            continue
        before, after = edit.before.strip(), edit.after.strip()
        if min(len(before), len(after)) < 2 or max(len(before), len(after)) > 60:
            continue
        ours = _elsewhere(left, right, before) - 1  # without the changed place, on the side that has it
        theirs = _elsewhere(left, right, after) - 1
        if ours >= 1 and theirs <= 0:
            yield "slip", False, after, weight, f"{before} elsewhere in the same text"
        elif theirs >= 1 and ours <= 0:
            yield "slip", True, before, weight, f"{after} elsewhere in the same text"


def _elsewhere(left: Witness, right: Witness, words: str) -> int:
    """Return how often some words stand in two texts together, as whole words."""
    return sum(1 for witness in (left, right) for _ in _occurrences(witness.text, words))


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Yield where some words stand. A pattern that looks behind itself first would be tried at every character."""
    at = text.find(words)
    while at >= 0:
        past = at + len(words)
        if not (_in_word(text[at - 1 : at]) or _in_word(text[past : past + 1])):
            yield at
        at = text.find(words, past)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def flattened(left: Witness, right: Witness) -> Iterator[Reason]:
    """Yield that one side lost its typographic quotation marks and dashes: nobody puts them in by hand."""
    fine, plain = zip(left.marks, right.marks, strict=True)
    for one, two, damaged in ((0, 1, False), (1, 0, True)):
        if fine[one] >= _FEWEST_MARKS and fine[two] == 0 and plain[two] >= _FEWEST_MARKS > plain[one]:
            yield "flattened", damaged, f"{fine[one]} marks against none", _FLATTENED, "typographic marks became plain"


def cut(edits: Sequence[Edit]) -> Iterator[Reason]:
    """Yield that one side lacks whole stretches while the other lacks nothing."""
    lost = sum(len(edit.before.split()) for edit in edits if edit.kind == "dropped")
    gained = sum(len(edit.after.split()) for edit in edits if edit.kind == "added")
    if max(lost, gained) >= _FEWEST_CUT and min(lost, gained) == 0:
        words = max(lost, gained)
        yield "cut", gained > lost, f"{words} words", _CUT, "only one side has these words, and it lacks nothing"


def at_home(left: Witness, right: Witness, shared: Sequence[Pair]) -> Iterator[Reason]:
    """Yield that a passage belongs to one text: the rest of that text has its names, the rest of the other has not.

    Only for texts that have something of their own beside what they share.
    """
    inside, rest_left = _names(left, [(pair.left.start, pair.left.end) for pair in shared])
    if len(inside) < _NAMES_NEEDED:
        return
    _, rest_right = _names(right, [(pair.right.start, pair.right.end) for pair in shared])
    here = sorted(name for name in inside if name in rest_left and name not in rest_right)
    there = sorted(name for name in inside if name in rest_right and name not in rest_left)
    for mine, other, damaged in ((here, there, False), (there, here, True)):
        if len(mine) >= _NAMES_NEEDED and len(mine) >= 3 * len(other):
            note = "names of the passage that the rest of one text has and the rest of the other has not"
            yield "at_home", damaged, ", ".join(mine[:6]), _AT_HOME, note


def _names(witness: Witness, spans: Sequence[tuple[int, int]]) -> tuple[set[str], set[str]]:
    """Return the names inside and outside some stretches."""
    inside: set[str] = set()
    outside: set[str] = set()
    ordered, at = sorted(spans), 0
    for start, word in witness.capitals:
        while at < len(ordered) and ordered[at][1] <= start:
            at += 1
        within = at < len(ordered) and ordered[at][0] <= start
        (inside if within else outside).add(word)
    return inside, outside
