"""Claims: who said what, by which word, how sure.

Comes in: an article (or a bare text). Goes out: its attributed statements, in the order of the text: source, cue and
content as spans of the text, what the cue does, negation, hedge, the party that the source means, and through whom it
was relayed.

In order of trust: quotation marks, also across paragraphs; ``according to``, speakers before a colon and transcripts;
reporting verbs with a source on either side; a trained tagger for everything else in English, held in by the rules (a
source never crosses the end of a sentence, content in other sentences counts only when it is quoted). Sources are
resolved inside the article: pronouns, surnames, ``the ministry``, acronyms; agencies by the agencies table.

What it does not do: it does not tell whether a claim is true; it does not read headlines (a headline's colon is no
source); outside English it reads direct quotation only; it does not link parties of different articles beyond an equal
id. Rules and measured errors: ``docs/how/claims.md``.
"""

from dataclasses import dataclass

from firsthand.claims.assemble import assemble
from firsthand.claims.detect import detect
from firsthand.claims.prose import paragraphs
from firsthand.claims.tagger import shipped
from firsthand.model import Article, Claim, Tables

__all__ = ["Options", "extract", "of_text"]


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


def _claims(text: str, record: str | None, language: str | None, options: Options) -> tuple[Claim, ...]:
    parts = paragraphs(text[: options.longest])
    drafts = detect(parts, language, shipped() if options.model else None)
    return assemble(text, drafts, parts, options.tables, record)
