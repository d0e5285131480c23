"""Which claims carry what a story tells: those that its reports open with, and those that several reports repeat.

A story rests on the parties behind the happening itself. Who only reacts to it, is asked about its background or tells
what comes of it may fill most of a report and is no source of it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from firsthand.model import Article, Claim
from firsthand.text.sentences import sentences
from firsthand.text.terms import telling, weight

Bearing = Literal["core", "near", "background"]
"""core: it carries the story's main facts. near: it tells of the same matter. background: it does neither."""

OPENING_SENTENCES = 2
"""What a report opens with; a line without a full stop (a headline, a byline) is no sentence of it."""
HEAD_SENTENCES = 5
"""Who is reported, and not only quoted, so high up still tells of what happened."""
HEAD_CHARACTERS = 1500
REPEATED = 0.5
"""A claim repeats a sentence, or another claim, that holds this share of its telling words."""
NEAR = 0.3
"""A claim tells of the same matter when headlines and openings hold this share of its telling words."""
LEAST_WORDS = 3
"""A claim of fewer telling words repeats nothing for sure."""
_COMMON = 200
"""A word of more claims than this finds no repeated claim."""
_ENDS = frozenset('.!?…。！？؟।"”’»)')
_ACTS = frozenset({"orders"})
"""What somebody orders is told of him, not by him."""
_REMARKS = frozenset({"warns", "promises", "speculates"})
"""Later than in the opening, these look on the matter from outside."""

Heard = tuple[Claim, Article, str]
"""A claim, its page, and the group of that page's reporter."""


def bearings(
    heard: Sequence[Heard], pages: Iterable[Article], linked: Collection[tuple[str, str]] = ()
) -> dict[str, Bearing]:
    """Return what each claim, by its id, is to the story.

    Args:
        heard: the claims of the story, from one page a text.
        pages: the pages that stand for its texts.
        linked: pairs of these pages, both ways round, of which one may depend on the other: they repeat nothing.
    """
    ends: dict[str, tuple[int, int]] = {}
    openings: list[frozenset[str]] = []
    for page in sorted(pages, key=lambda each: each.record):
        ends[page.record], told = _opening(page)
        openings.extend(told)
    vocabulary = frozenset().union(*openings)
    words = {claim.id: telling(" ".join(piece.of(page.text) for piece in claim.content)) for claim, page, _ in heard}
    repeated = _repeated(heard, words, linked)
    found: dict[str, Bearing] = {}
    for claim, page, _ in heard:
        mine = words[claim.id]
        if claim.cue_class in _ACTS:
            found[claim.id] = "background"
        elif claim.content[0].start < ends[page.record][0]:
            found[claim.id] = "core"
        elif claim.cue_class in _REMARKS:
            found[claim.id] = "background"
        elif claim.id in repeated or any(_holds(one, mine) >= REPEATED for one in openings):
            found[claim.id] = "core"
        elif claim.kind != "direct" and claim.content[0].start < ends[page.record][1]:
            found[claim.id] = "near"
        else:
            found[claim.id] = "near" if _holds(vocabulary, mine) >= NEAR else "background"
    return found


def _opening(page: Article) -> tuple[tuple[int, int], list[frozenset[str]]]:
    """Return where opening and head of a page end, and what its headline and the opening are about."""
    head = page.text[:HEAD_CHARACTERS]
    spans = [span for span in sentences(head) if head[span.end - 1] in _ENDS][:HEAD_SENTENCES]
    told = [telling(span.of(head)) for span in spans[:OPENING_SENTENCES]]
    if page.title:
        told.insert(0, telling(page.title))
    if not spans:
        return (len(head), len(head)), told
    return (spans[:OPENING_SENTENCES][-1].end, spans[-1].end), told


def _holds(one: frozenset[str], claimed: frozenset[str]) -> float:
    """Return the share of a claim's words, by rarity, that some words hold; 0 for a claim too short to tell."""
    if len(claimed) < LEAST_WORDS:
        return 0.0
    return sum(map(weight, sorted(claimed & one))) / sum(map(weight, sorted(claimed)))


def _repeated(
    heard: Sequence[Heard], words: Mapping[str, frozenset[str]], linked: Collection[tuple[str, str]]
) -> set[str]:
    """Return the claims that another reporter's text has, too, whomever it names for them."""
    holding: dict[str, list[int]] = defaultdict(list)
    for at, (claim, _, _) in enumerate(heard):
        for word in words[claim.id]:
            holding[word].append(at)
    found: set[str] = set()
    for claim, page, group in heard:
        mine = words[claim.id]
        if len(mine) < LEAST_WORDS:
            continue
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(mine):
            if len(holding[word]) <= _COMMON:
                for at in holding[word]:
                    shared[at] += weight(word)
        least = REPEATED * sum(map(weight, sorted(mine)))
        for at, value in shared.items():
            there = heard[at]
            if value >= least and there[2] != group and (page.record, there[1].record) not in linked:
                found.update((claim.id, there[0].id))
    return found
