"""Groups: the claims of all stories as nouns, with what differs in each group."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from firsthand.claims.detect import is_english
from firsthand.claims.differ import differences
from firsthand.claims.facts import told_as_facts
from firsthand.claims.meaning import meaning
from firsthand.claims.prose import paragraphs
from firsthand.claims.same import Point, Said, by_voice, points
from firsthand.claims.tagger import Tagger
from firsthand.model import Article, Claim, ClaimGroup, Difference, Evidence, Span, Stemma, Story, make_id
from firsthand.text.normalise import fold, words

LONGEST: Final = 300
COPIES: Final = 40
"""Copies of one text in which facts are looked for."""
SHOWN: Final = 8
"""Texts whose content is shown as evidence of a group."""
MOST: Final = 4_000
"""Claims of one story, of the same words put together, that are compared; the earliest ones."""


@dataclass(frozen=True, slots=True)
class Held:
    """What grouping looks at."""

    articles: Mapping[str, Article]
    text_of: Mapping[str, str]
    """Record -> its text."""
    copied: frozenset[str]
    """Records that were copied from another page."""
    days: Mapping[str, dt.date]
    """Record -> the likely day on which it was written, where it has one."""
    said: Mapping[str, Sequence[Claim]]
    """Record -> its claims."""


def of_story(story: Story, held: Held, stemmata: Mapping[str, Stemma], tagger: Tagger | None) -> Iterator[ClaimGroup]:
    """Yield the groups of one story in which two claims or more say the same, or a claim became a fact.

    Where a story stands on one page alone, only claims of the very same words are one: it has nobody to compare with.
    """
    said = list(_said(story, held, tagger))[:MOST]
    found = points(said) if len(story.records) > 1 else [Point([one], [1.0]) for one in said]
    voices = [(point, group) for point in found for group in by_voice(point)]
    members = [[point.members[at] for at in group] for point, group in voices]
    facts = told_as_facts(members, _read(story, members, held, stemmata), held.said, held.days, tagger)
    together = {id(point): sum(len(each.claims) for each in point.members) for point in found}
    for number, (point, numbers) in enumerate(voices):
        told = facts.get(number, [])
        if together[id(point)] > 1 or told:
            yield _group(point, numbers, told, held)


def _read(
    story: Story, members: Sequence[Sequence[Said]], held: Held, stemmata: Mapping[str, Stemma]
) -> dict[str, Article]:
    """Return the pages in which facts are looked for: one a text, and copies that lack claims which their text has."""
    if len(story.records) < 2:
        return {}
    found = {page.record: page for text in story.texts if (page := _stands_for(stemmata.get(text), held)) is not None}
    holding: dict[str, set[str]] = defaultdict(set)
    for group in members:
        for text in frozenset().union(*(each.texts for each in group)):
            stemma = stemmata.get(text)
            missing = set(stemma.witnesses if stemma is not None else ()) - set().union(
                *(each.records for each in group)
            )
            holding[text] |= missing
    for text in sorted(holding):
        for record in sorted(holding[text])[:COPIES]:
            if record in held.articles:
                found[record] = held.articles[record]
    return found


def _stands_for(stemma: Stemma | None, held: Held) -> Article | None:
    """Return the page that stands for a text: its archetype, else the earliest."""
    if stemma is None:
        return None
    known = [key for key in stemma.witnesses if key in held.articles]
    if stemma.archetype in held.articles:
        return held.articles[stemma.archetype or ""]
    first = min(known, key=lambda key: (held.days.get(key, dt.date.max), key), default=None)
    return None if first is None else held.articles[first]


def _said(story: Story, held: Held, tagger: Tagger | None) -> Iterator[Said]:
    """Yield the claims of a story, those of the same words and party put together, the earliest first."""
    same: dict[tuple[str, ...], list[tuple[tuple[str, bool, str, int, str], Claim]]] = defaultdict(list)
    for record in story.records:
        page = held.articles.get(record)
        if page is None:
            continue
        for claim in held.said.get(record, ()):
            exact = " ".join(word for piece in claim.content for word, _, _ in words(piece.of(page.text)))
            day = held.days.get(record)
            rank = (str(day or "9999"), record in held.copied, record, claim.content[0].start, claim.id)
            key = (
                exact,
                claim.party.id if claim.party else "",
                claim.cue_class,
                str(claim.negated),
                str(claim.hedge is None),
            )
            same[key].append((rank, claim))
    if len(story.records) == 1:  # nobody to compare with: only what the page says twice can make a group
        same = {key: each for key, each in same.items() if len(each) > 1}
    english: dict[str, bool] = {}
    for ranked in sorted((sorted(each, key=lambda one: one[0]) for each in same.values()), key=lambda each: each[0][0]):
        rank, first = ranked[0]
        record = first.record or ""
        text = held.articles[record].text
        if record not in english:
            language = held.articles[record].language
            english[record] = language == "en" if language else is_english(paragraphs(text[:4_000]))
        records = frozenset(claim.record or "" for _, claim in ranked)
        yield Said(
            key=(rank[0], rank[3], rank[4]),
            meaning=meaning(first, text, tagger, english=english[record]),
            claims=tuple(claim for _, claim in ranked),
            records=records,
            texts=frozenset(held.text_of.get(each, each) for each in records),
            day=held.days.get(record),
        )


def _group(point: Point, numbers: Sequence[int], facts: Sequence[Difference], held: Held) -> ClaimGroup:
    members = [point.members[at] for at in numbers]
    bodies = {record: held.articles[record].text for each in members for record in each.records}
    claims = [claim for each in members for claim in each.claims]
    first = members[0].claims[0]
    named = next((each.meaning.party for each in members if _is_named(each)), None) or members[0].meaning.party
    ids = tuple(claim.id for claim in claims)
    return ClaimGroup(
        id=make_id("said", *sorted(ids)),
        point=make_id("point", *sorted(claim.id for each in point.members for claim in each.claims)),
        party=named.id if named is not None else None,
        name=named.name if named is not None else None,
        first=first.id,
        claims=ids,
        pages=len(frozenset().union(*(each.records for each in members))),
        texts=len(frozenset().union(*(each.texts for each in members))),
        quote=_content(first, bodies[first.record or ""])[:LONGEST],
        variants=_variants(members, bodies),
        differences=(*differences(members, bodies), *sorted(facts, key=lambda each: each.record)),
        evidence=tuple(
            _evidence(each, point.scores[at], bodies) for at, each in list(zip(numbers, members, strict=True))[:SHOWN]
        ),
    )


def _is_named(member: Said) -> bool:
    party = member.meaning.party
    return party is not None and party.named and party.kind != "anonymous"


def _variants(members: Sequence[Said], bodies: Mapping[str, str]) -> tuple[str, ...]:
    """Return the renderings of a quotation, each once; none where it is not quoted, or always in the same words."""
    found: dict[str, str] = {}
    for member in members:
        claim = member.claims[0]
        if claim.kind == "direct":
            content = _content(claim, bodies[claim.record or ""])[:LONGEST]
            found.setdefault(" ".join(word for word, _, _ in words(fold(content))), content)
    return tuple(found.values()) if len(found) > 1 else ()


def _content(claim: Claim, body: str) -> str:
    return " … ".join(piece.of(body) for piece in claim.content)


def _evidence(member: Said, score: float, bodies: Mapping[str, str]) -> Evidence:
    claim = member.claims[0]
    where = Span(start=claim.content[0].start, end=claim.content[0].end)
    quote = where.of(bodies[claim.record or ""])[:LONGEST]
    return Evidence(rule="claims.same.told", quote=quote, record=claim.record, where=where, weight=score)
