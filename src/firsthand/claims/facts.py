"""Claims that became facts: sentences that tell what somebody only said, and name nobody who says it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from firsthand.claims.alike import alike
from firsthand.claims.meaning import Meaning, meaning
from firsthand.claims.same import Said
from firsthand.claims.tagger import Tagger
from firsthand.model import Article, Claim, Difference, Evidence, Span
from firsthand.text.sentences import sentences
from firsthand.text.terms import telling, weight

SHARED: Final = 3
"""Telling words that a sentence shares with a claim before the two are compared."""
LIKE: Final = 0.7
"""Likeness from which a sentence tells what the claim says; nobody's word for it stands beside it, so more is asked."""
MOST_SENTENCES: Final = 60
"""Sentences of one text that are looked at: a fact that matters stands in the first ones."""
LEAST_WORDS: Final = 4


def told_as_facts(
    groups: Sequence[Sequence[Said]],
    pages: Mapping[str, Article],
    claims: Mapping[str, Sequence[Claim]],
    later: Mapping[str, object],
    tagger: Tagger | None,
) -> dict[int, list[Difference]]:
    """Return for each group the sentences of other texts that tell it as a fact.

    Args:
        groups: the claims of one story that say the same.
        pages: the pages that are looked at, by record: one a text, and copies that lack claims of their text.
        claims: record -> its claims.
        later: record -> its likely day, where it has one; a page written before the claim makes no fact of it.
        tagger: for word vectors.
    """
    holding: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if len(group[0].meaning.stems) >= LEAST_WORDS and group[0].meaning.act == "states" and _party(group):
            for word in sorted(_telling(group[0].meaning)):
                holding[word].append(number)
    found: dict[int, list[Difference]] = defaultdict(list)
    for _, page in sorted(pages.items()):
        for span in _unattributed(page, claims.get(page.record, ())):
            hit = _nearest(page, span, groups, holding, tagger)
            if hit is None or _before(page.record, groups[hit], later):
                continue
            if any(page.record in each.records for each in groups[hit]):
                continue  # the page names him, too, in another sentence
            if not any(each.record == page.record for each in found[hit]):
                found[hit].append(_fact(page, span, groups[hit][0]))
    return dict(found)


def _telling(one: Meaning) -> frozenset[str]:
    return frozenset(word[:5] for word in one.stems)


def _party(group: Sequence[Said]) -> bool:
    return group[0].meaning.party is not None


def _before(record: str, group: Sequence[Said], later: Mapping[str, object]) -> bool:
    """Tell whether a page was written before anybody said so, as far as days tell."""
    days = [each.day for each in group if each.day is not None]
    here = later.get(record)
    return bool(days) and here is not None and str(here) < str(min(days))


def _unattributed(page: Article, claims: Sequence[Claim]) -> Iterator[Span]:
    """Yield the sentences of a page that no claim touches."""
    taken = sorted(
        (span.start, span.end)
        for claim in claims
        for span in (*claim.content, *(each for each in (claim.source, claim.cue) if each is not None))
    )
    at = 0
    for span in sentences(page.text)[:MOST_SENTENCES]:
        while at < len(taken) and taken[at][1] <= span.start:
            at += 1
        if not any(low < span.end and span.start < high for low, high in taken[at : at + 8]):
            yield span


def _nearest(
    page: Article,
    span: Span,
    groups: Sequence[Sequence[Said]],
    holding: Mapping[str, Sequence[int]],
    tagger: Tagger | None,
) -> int | None:
    """Return the group whose claim a sentence tells; None when it tells none."""
    shared: dict[int, int] = defaultdict(int)
    for word in sorted({each[:5] for each in telling(span.of(page.text)) if weight(each) > 0.4}):
        for number in holding.get(word, ())[:40]:
            shared[number] += 1
    near = sorted((-count, number) for number, count in shared.items() if count >= SHARED)[:6]
    if not near:
        return None
    as_claim = Claim(id="", record=page.record, content=(span,), kind="indirect")
    here = meaning(as_claim, page.text, tagger, english=page.language in (None, "en"))
    for _, number in near:
        like = alike(here, groups[number][0].meaning)
        if like.same and like.score >= LIKE:
            return number
    return None


def _fact(page: Article, span: Span, first: Said) -> Difference:
    party = first.meaning.party
    quote = span.of(page.text)[:240]
    evidence = Evidence(rule="claims.same.fact", quote=quote, record=page.record, where=span)
    return Difference(
        kind="fact", record=page.record, before=party.name if party is not None else None, after=quote,
        evidence=(evidence,),
    )  # fmt: skip
