"""Builders of nouns for the tests of stories, counts and timelines."""

import datetime as dt
from typing import Any

from firsthand.model import Article, Claim, Copy, Dating, Origin, Pair, Party, Span, Stemma

NOBODY = Origin(kind="unknown", name=None, certainty=0.0)


def article(record: str, text: str = "Nothing much.", **more: Any) -> Article:
    return Article(record=record, text=text, blocks=(), **more)


def stemma(*records: str, origin: Origin = NOBODY) -> Stemma:
    return Stemma(id=f"text_{records[0]}", witnesses=tuple(sorted(records)), archetype=records[0], origin=origin)


def agency(name: str, certainty: float = 0.95) -> Origin:
    return Origin(kind="agency", name=name, certainty=certainty)


def outlet(name: str, certainty: float = 0.7) -> Origin:
    return Origin(kind="outlet", name=name, certainty=certainty)


def dating(record: str, day: str | None) -> Dating:
    if day is None:
        return Dating(record=record)
    one = dt.date.fromisoformat(day)
    return Dating(record=record, earliest=one, latest=one, likely=one, certainty="high")


def party(name: str, kind: Any = "person", *, named: bool = True, **more: Any) -> Party:
    return Party(id=name.casefold(), name=name, kind=kind, named=named, **more)


def claim(page: Article, content: str, **more: Any) -> Claim:
    """A claim whose content (and source, cue, hedge, where given as strings) stands in the page's text."""
    start = page.text.index(content)
    for role in ("source", "cue", "hedge"):
        if isinstance(more.get(role), str):
            at = page.text.index(more[role])
            more[role] = Span(start=at, end=at + len(more[role]))
    who = more["party"].id if more.get("party") else ""
    return Claim(
        id=f"claim_{page.record}_{start}_{who}",
        record=page.record,
        content=(Span(start=start, end=start + len(content)),),
        kind=more.pop("kind", "indirect"),
        **more,
    )


def copy(left: str, right: str, relation: Any, score: float = 0.9, **more: Any) -> Copy:
    span = Span(start=0, end=5)
    shares = {"left_share": 0.5, "right_share": 0.5} | more
    left, right = sorted((left, right))
    return Copy(left=left, right=right, relation=relation, score=score, shared=(Pair(left=span, right=span),), **shares)
