"""Cue groups: the reporting verb with its auxiliaries, negation and adverbs, found without a parser."""

from dataclasses import dataclass

from firsthand.claims.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CUES,
    DETERMINERS,
    NEEDS_CLAUSE,
    NEEDS_QUOTE,
    NOUNS_TOO,
    PREPOSITIONS,
    PRONOUNS,
)
from firsthand.claims.prose import Paragraph
from firsthand.model import CueClass

_PLURALS = frozenset("police people some many others most officials we they you i both all".split())
_NO_ADVERBS = frozenset("daily weekly monthly family rally reply supply italy assembly july early monopoly".split())


@dataclass(frozen=True)
class Cue:
    """One cue group as a token range."""

    low: int
    """First token: an auxiliary, an adverb, or the verb."""
    high: int
    """One past the last token."""
    verb: int
    """The reporting verb itself."""
    base: str
    form: str
    cue_class: CueClass

    @property
    def gerund(self) -> bool:
        """True for ``saying``, ``adding``."""
        return self.form == "gerund"


def cues(paragraph: Paragraph) -> list[Cue]:
    """Return the cue groups of a paragraph that stand outside quotation marks, in order."""
    found: list[Cue] = []
    for at, word in enumerate(paragraph.lower):
        entry = CUES.get(word)
        if entry is None or paragraph.quoted[at] or paragraph.words[at][0].isupper():
            continue
        base, form, kind = entry
        low = _group_start(paragraph, at)
        if found and low < found[-1].high:
            low = found[-1].high
        finite = _finite(paragraph, low, at, base, form)
        if finite is not None:
            found.append(Cue(low, at + 1, at, base, finite, kind))
    return found


def is_adverb(word: str) -> bool:
    """Tell whether a word may stand between a source and its cue."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS)


def _group_start(paragraph: Paragraph, verb: int) -> int:
    """Walk back over adverbs and auxiliaries: ``has repeatedly said``, ``did not say``."""
    lower = paragraph.lower
    first = paragraph.bounds[paragraph.sentence[verb]][0] if paragraph.bounds else 0
    low = verb
    while low > first and verb - low < 5:
        word = lower[low - 1]
        if word in AUXILIARIES or word in ("not", "n't") or (is_adverb(word) and word not in DETERMINERS):
            low -= 1
            continue
        if word in BE and low < verb and lower[low] == "not":
            low -= 1
        break
    return low


def _finite(paragraph: Paragraph, low: int, at: int, base: str, form: str) -> str | None:
    """Return the form if the word can be the verb of a clause here, None if it is a noun, an adjective or passive."""
    lower = paragraph.lower
    word = lower[at]
    before = lower[low - 1] if low > 0 else ""
    group = lower[low:at]
    helped = any(part in AUXILIARIES for part in group)
    after = lower[at + 1] if at + 1 < len(lower) else ""
    if before in BE or before in ("been", "being", "be") or any(part in BE for part in group):
        return form if form == "gerund" and before in BE else None
    if before in ("a", "an", "the", "this", "his", "her", "its", "their", "our", "my", "of", "no"):
        return None
    if form == "gerund":
        return form if before in (",", "—", "–", "") or helped else None
    if form == "participle":
        return "participle" if helped else None
    if form == "base" and not helped and before == "to":
        return None
    if form == "base" and not helped and not _plural(paragraph, low):
        return None
    if word in NOUNS_TOO and not helped and after not in ("that", ",", ":") and not _subject_fits(paragraph, low):
        return None
    return form


def _plural(paragraph: Paragraph, low: int) -> bool:
    """Tell whether what stands before can be a plural subject: ``experts say``, ``the U.S. and its partners warn``."""
    if low == 0:
        return False
    word = paragraph.lower[low - 1]
    if word in _PLURALS or (word in PRONOUNS and word not in ("he", "she", "it")):
        return True
    if word in (",", "”", '"'):
        return word == ","
    return (word.endswith("s") and not word.endswith(("ss", "'s", "us"))) or "and" in paragraph.lower[
        max(0, low - 6) : low
    ]


def _subject_fits(paragraph: Paragraph, low: int) -> bool:
    """Tell whether a form that may be a noun has a subject right before it."""
    if low == 0:
        return False
    word, lower = paragraph.words[low - 1], paragraph.lower[low - 1]
    if lower in PREPOSITIONS or lower in DETERMINERS or not word[:1].isalpha():
        return False
    return word[0].isupper() or lower in PRONOUNS or lower.endswith("s")


def needs_clause(cue: Cue) -> bool:
    """Tell whether the verb is often something else than saying."""
    return cue.base in NEEDS_CLAUSE


def needs_quote(cue: Cue) -> bool:
    """Tell whether rules take the verb only beside a quotation."""
    return cue.base in NEEDS_QUOTE
