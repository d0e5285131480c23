"""Claims: who said what, by which word, how sure.

Comes in: an article (or a bare text). Goes out: its attributed statements, in the order of the text: source, cue and
content as spans of the text, what the cue does, negation, hedge, the party that the source means, and through whom it
was relayed.

In order of trust: quotation marks, also across paragraphs; ``according to``, speakers before a colon and transcripts;
reporting verbs with a source on either side; a trained tagger for everything else in English, held in by the rules (a
source never crosses the end of a sentence, content in other sentences counts only when it is quoted). Sources are
resolved inside the article: pronouns, surnames, ``the ministry``, acronyms; agencies by the agencies table.

`same` takes all claims together: those of one story that say the same form groups, with what differs in each.

What it does not do: it does not tell whether a claim is true; it does not read headlines (a headline's colon is no
source); outside English it reads direct quotation only; it does not link parties of different articles beyond an equal
id. Rules and measured errors: ``docs/how/claims.md``.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.claims.assemble import assemble
from firsthand.claims.detect import detect
from firsthand.claims.groups import Held, of_story
from firsthand.claims.parties_joined import parties_joined
from firsthand.claims.prose import paragraphs
from firsthand.claims.tagger import shipped
from firsthand.model import Article, Claim, ClaimGroup, Dating, Stemma, Story, Tables

__all__ = ["Options", "extract", "of_text", "parties_joined", "same"]


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of this stage."""

    tables: Tables = Tables()
    """Agencies and outlets, to tell which party a name is."""
    model: bool = True
    """Use the trained tagger for English; False leaves the rules alone."""
    longest: int = 400_000
    """Characters of a text that are read."""


def extract(article: Article, options: Options = Options()) -> tuple[Claim, ...]:
    """Return the claims of an article.

    Args:
        article: a restored article; only its text and language are read.
        options: tables, and whether the model is used.
    """
    return _claims(article.text, article.record, article.language, options)


def of_text(text: str, options: Options = Options()) -> tuple[Claim, ...]:
    """Return the claims of a bare text; spans count its characters, `Claim.record` is None.

    Args:
        text: running text, paragraphs parted by line breaks.
        options: tables, and whether the model is used.
    """
    return _claims(text, None, None, options)


def same(
    claims: Iterable[Claim],
    articles: Sequence[Article],
    stemmata: Sequence[Stemma],
    datings: Sequence[Dating],
    stories: Sequence[Story],
    options: Options = Options(),
) -> list[ClaimGroup]:
    """Return the claims of each story that say the same, and what differs; a claim that stands alone is in no group.

    Args:
        claims: all claims, with the parties that people have decided on.
        articles: the articles in which they stand.
        stemmata: all texts: pages that copy one text are one text's word.
        datings: when each page was written: they tell who said it first, and who dropped a hedge.
        stories: only claims of one story are compared.
        options: whether word vectors are used.
    """
    by_id = {article.record: article for article in articles}
    said: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda each: each.id):
        if claim.record in by_id and claim.content:
            said.setdefault(claim.record or "", []).append(claim)
    days: dict[str, dt.date] = {}
    for dating in datings:
        day = dating.likely or dating.earliest or dating.latest
        if dating.record is not None and day is not None:
            days[dating.record] = day
    held = Held(
        articles=by_id,
        text_of={record: stemma.id for stemma in stemmata for record in stemma.witnesses},
        copied=frozenset(b.witness for stemma in stemmata for b in stemma.branches if b.exemplar is not None),
        days=days,
        said=said,
    )
    texts = {stemma.id: stemma for stemma in stemmata}
    tagger = shipped() if options.model else None
    found = [group for story in stories for group in of_story(story, held, texts, tagger)]
    return sorted(found, key=lambda each: each.id)


def _claims(text: str, record: str | None, language: str | None, options: Options) -> tuple[Claim, ...]:
    parts = paragraphs(text[: options.longest])
    drafts = detect(parts, language, shipped() if options.model else None)
    return assemble(text, drafts, parts, options.tables, record)
