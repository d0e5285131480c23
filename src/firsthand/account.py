"""One story with what belongs to it, taken through the claims that say the same, counting and the timeline.

`Belongings` tells what a story's account rests on, and `account` gives it from nothing else: so a story of which
nothing has changed need not be counted again (`firsthand.memory`).
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import TypeVar

from msgspec import structs

from firsthand import corroboration, timeline
from firsthand.archive import Derived, Packed
from firsthand.claims import same as same_claims
from firsthand.keep import Indexed
from firsthand.model import (
    Article,
    Claim,
    ClaimGroup,
    Copy,
    Count,
    Dating,
    Entry,
    Judgement,
    Network,
    Stemma,
    Story,
    Tables,
)
from firsthand.progress import Progress
from firsthand.spread import Spread, here

T = TypeVar("T")

Claims = Mapping[str, Sequence[Claim]]
"""Record -> its claims."""


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """One story with everything that its count, its claims and its timeline rest on, and no more."""

    story: Story
    """Without its links and news, which change with other stories."""
    articles: dict[str, Article]
    texts: dict[str, Stemma]
    copies: list[Copy]
    claims: dict[str, Sequence[Claim]]
    datings: dict[str, Dating]
    networks: tuple[Network, ...]
    """Those of its pages, and of their records only these pages."""
    judgements: tuple[Judgement, ...]
    """Decisions on its pages and texts, and on parties."""


def account(tables: Tables, told: Told) -> tuple[Count, tuple[Entry, ...], tuple[ClaimGroup, ...]]:
    """Take one story through the claims that say the same, counting and the timeline."""
    story, articles, texts = told.story, told.articles, told.texts
    claims = [claim for record in story.records for claim in told.claims.get(record, ())]
    same = same_claims(claims, tuple(articles.values()), tuple(texts.values()), tuple(told.datings.values()), (story,))
    options = corroboration.Options(tables, told.judgements, tuple(same))
    counted = corroboration.count(story, articles, texts, told.copies, told.networks, claims, options)
    return counted, tuple(timeline.entries(story, articles, texts, told.datings, claims)), options.groups


class Belongings:
    """What belongs to each story, ready to be asked."""

    def __init__(
        self, pool: Derived, articles: Sequence[Article], said: Claims, judgements: Sequence[Judgement]
    ) -> None:
        self._articles = Indexed(articles, attrgetter("record"))
        self._texts = Indexed(pool.stemmata, attrgetter("id"))
        self._days = Indexed(pool.datings, attrgetter("record"))
        self._said = said
        self._copies = pool.copies
        self._near = _by_key((edge.left, (place, edge.right)) for place, edge in enumerate(pool.copies))
        self._sites = _by_key((record, each) for each in pool.networks for record in each.records)
        self._judged = _by_key(
            (side, each) for each in judgements for side in dict.fromkeys((each.left, each.right)) if side is not None
        )
        self._order = {each.id: at for at, each in enumerate(judgements)}
        self._on_parties = [each for each in judgements if each.decision in ("same party", "other party")]

    def of(self, story: Story) -> Told:
        """Return a story with what belongs to it."""
        held = sorted(set(story.records))
        inside = set(held)
        judged = {each.id: each for key in (*held, *story.texts) for each in self._judged.get(key, ())}
        judged.update((each.id, each) for each in self._on_parties)
        sites = {each.id: each for record in held for each in self._sites.get(record, ())}
        return Told(
            structs.replace(story, links=(), thread=None, thread_links=(), news=()),
            {record: self._articles[record] for record in held if record in self._articles},
            {text: self._texts[text] for text in story.texts if text in self._texts},
            [self._copies[place] for record in held for place, right in self._near.get(record, ()) if right in inside],
            {record: self._said[record] for record in held if record in self._said},
            {record: self._days[record] for record in held if record in self._days},
            tuple(_of_story(sites[key], inside) for key in sorted(sites)),
            tuple(sorted(judged.values(), key=lambda each: self._order[each.id])),
        )


def _of_story(network: Network, inside: set[str]) -> Network:
    """Return a network as far as a story's pages stand in it: what else it grows by changes no count of theirs."""
    records = tuple(record for record in network.records if record in inside)
    return structs.replace(network, records=records, sites=(), evidence=network.evidence[:1])


def count(
    pool: Derived,
    articles: Sequence[Article],
    said: Claims,
    options: corroboration.Options,
    tell: Progress,
    spread: Spread = here,
) -> tuple[Sequence[Count], Sequence[Entry], Sequence[ClaimGroup]]:
    """Take each story, with what belongs to it, through the claims that say the same, counting and the timeline."""
    held = Belongings(pool, articles, said, options.judgements)
    counts: Packed[Count] = Packed()
    entries: Packed[Entry] = Packed()
    groups: Packed[ClaimGroup] = Packed()
    for counted, found, same in spread(partial(account, options.tables), map(held.of, pool.stories)):
        counts.append(counted)
        entries.extend(found)
        groups.extend(same)
        tell.advance(1)
    return counts, entries, groups


def by_page(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return claims by the page in which they stand, in their order."""
    return _by_key((claim.record, claim) for claim in claims)


def _by_key(pairs: Iterable[tuple[str | None, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        if key is not None:
            found.setdefault(key, []).append(value)
    return found
