"""What a story's page shows: the counts with their folded ledgers, the copy trees, what was new, the timeline."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from firsthand import views
from firsthand.archive import Archive
from firsthand.model import Assertion, Count, Line
from firsthand.web import ledger, since, timeline, witnesses
from firsthand.web.names import Names

NEWS = 60
"""Pieces of news that are shown; the JSON has all."""

ASSERTED = 30
"""Claims of a story that its page counts; the others are in its JSON."""
PROOFS = 8
"""Pieces of evidence of one line of the ledger that are shown; the JSON has all."""


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """What a claim says, and its id on its page."""

    claim: str
    content: str


@dataclasses.dataclass(frozen=True, slots=True)
class Claimed:
    """One claim of the story, counted."""

    one: Assertion
    credibility: str
    """Suggested from its counts."""
    reliability: str
    """What people think of whom it stands on; empty until somebody has said so."""
    ledger: tuple[Line, ...]
    """Who tells it, and on whose word it stands."""


def story(archive: Archive, key: str, seen: str = "") -> dict[str, Any]:
    """Return what a story's page shows; ``seen`` is the reader's cookie of `since`."""
    card = views.story(archive, views.find_story(archive, key))
    names = Names(archive, card.story.records)
    anchor = views.anchor(archive, card.story.id)
    visited = since.visit(seen, card.story, anchor, (archive.meta("derived") or "")[:12])
    given = views.reliability(archive)
    shown = card.count.assertions[:ASSERTED]
    return {
        "card": card,
        "story": card.story,
        "count": card.count,
        "names": names,
        "sides": {
            "reporters": ledger.groups(card.count, "reporters", names),
            "sources": ledger.groups(card.count, "sources", names),
        },
        "said": _said(archive, card.count),
        "proofs": PROOFS,
        "asserted": ASSERTED,
        "claims": _claims(card.count, given),
        "letters": {
            (line.side, line.subject): letter for line in card.count.ledger if (letter := views.letter_of(line, given))
        },
        "digits": {digit: views.CREDIBILITY[digit] for digit in sorted(set(views.credibility(shown)))},
        "scale": views.RELIABILITY,
        "visited": visited,
        "since": since.since(archive, card.story, card.count, visited.before, names) if visited.before else None,
        "trees": witnesses.trees(archive, card, names),
        "variants": witnesses.VARIANTS,
        "behind": views.behind,
        "chart": timeline.chart(card.entries),
        "lies": [row for row in card.pages if row["verdict"] == "contradicted"],
        "news": card.story.news[:NEWS],
        "anchor": anchor,
        "pinned": card.story.id in views.pinned(archive),
        "history": views.history(archive, card.story.records),
    }


def _claims(count: Count, given: Mapping[str, str]) -> list[Claimed]:
    """Return the claims that the page counts, each with its two columns of the scale and its own ledger."""
    digits = views.credibility(count.assertions)
    return [
        Claimed(one, digit, views.letters_behind(count, one, given), tuple(views.ledger(count, one)))
        for one, digit in zip(count.assertions[:ASSERTED], digits, strict=False)
    ]


def _said(archive: Archive, count: Count) -> dict[tuple[str, int], Said]:
    """Return the claims that the lines of the sources rest on, by page and the place where their party is named."""
    sources = [line for line in count.ledger if line.side == "sources"]
    quoted = {each.record for line in sources for each in line.evidence[:PROOFS] if each.record}
    sql = (
        "SELECT record, coalesce(json_extract(doc, '$.source.start'), json_extract(doc, '$.cue.start')), id, content"
        " FROM claim WHERE record IN (SELECT value FROM json_each(?)) ORDER BY record, at DESC, id"
    )
    rows = archive.connection.execute(sql, (json.dumps(sorted(quoted)),))
    return {(str(record), int(at)): Said(str(key), str(content)) for record, at, key, content in rows if at is not None}
