"""One mention of an event: a sentence, the words in it that give a day, and the days that they mean."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Article, Claim, Dating, Span
from firsthand.text.occurrence import meant, of_speaking
from firsthand.text.sentences import sentences
from firsthand.text.terms import counted, telling
from firsthand.text.when import Bounds, find

SURE = 0.95
"""Probability that the candidates of a dating must hold together before they narrow its interval."""
MAX_SENTENCES = 200
"""Sentences of one text that are looked through; the rest of a longer one adds no events."""
_BEFORE = re.compile(r"\b(?:on|in|at|by|since|until|during|after|before|from|late|early)\s(?:the\s)?$", re.IGNORECASE)
_AFTER = re.compile(r"\s(?:morning|afternoon|evening|night|noon|midnight)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """One report of something that happened on a day."""

    text: str
    """Id of the text (stemma)."""
    record: str
    """The page that stands for it."""
    written: dt.date | None
    """The likely day of writing."""
    sentence: Span
    """Where the sentence stands."""
    words: str
    """The sentence."""
    where: Span
    """Where the date expression stands."""
    expression: str
    """The same words."""
    earliest: dt.date | None
    """First day; None: open."""
    latest: dt.date | None
    """Last day; None: open."""
    telling: frozenset[str]
    """What the sentence is about."""
    counts: tuple[tuple[str, str, str], ...]
    """(value, unit, words as they stand) of its numbers."""

    @property
    def first(self) -> dt.date:
        """The first day, an open one as the first of all."""
        return self.earliest or dt.date.min

    @property
    def last(self) -> dt.date:
        """The last day, an open one as the last of all."""
        return self.latest or dt.date.max

    @property
    def order(self) -> tuple[dt.date, str, int, int]:
        """Earliest written first, whatever the order of arrival."""
        return self.written or dt.date.max, self.text, self.sentence.start, self.where.start


def mentions(text_id: str, article: Article, dating: Dating | None, claims: Sequence[Claim]) -> Iterator[Mention]:
    """Yield the mentions of one text in its order.

    A day that only tells when something was said ("KCNA said Friday") is none: that is the other lane, of reports.

    Args:
        text_id: the stemma's id.
        article: the page that stands for it.
        dating: when it was written; without it only dates with their year can be resolved.
        claims: what was said in it; their cues tell days of speaking from days of events.
    """
    first, last = written(dating)
    cues = sorted({claim.cue.end for claim in claims if claim.cue is not None})
    opening = sentences(article.text)[:MAX_SENTENCES]
    found = find(article.text[: opening[-1].end] if opening else "", article.language)
    at = 0
    for sentence in opening:
        while at < len(found) and found[at].span.start < sentence.start:
            at += 1
        while at < len(found) and found[at].span.end <= sentence.end:
            expression = found[at]
            at += 1
            days = meant(expression, article.text, first, last)
            if days is None or of_speaking(article.text, sentence, expression.span, cues):
                continue
            where = _whole(expression.span, sentence, article)
            yield Mention(
                text=text_id,
                record=article.record,
                written=dating.likely if dating else None,
                sentence=sentence,
                words=sentence.of(article.text),
                where=where,
                expression=where.of(article.text),
                earliest=days[0],
                latest=days[1],
                telling=telling(sentence.of(article.text).replace(expression.text, " ")),
                counts=tuple(_counts(article.text, sentence, where)),
            )


def _counts(text: str, sentence: Span, where: Span) -> Iterator[tuple[str, str, str]]:
    """Yield the counted numbers of a sentence; those of the date itself are none."""
    for value, unit, span in counted(text, sentence):
        if span.end <= where.start or where.end <= span.start:
            yield value, unit, span.of(text)


def written(dating: Dating | None) -> Bounds:
    """Return the first and last day on which expressions hang: the likely day where it is sure, else the interval.

    The most likely days narrow the interval where they hold nearly all of the probability.
    """
    if dating is None:
        return None, None
    if dating.likely is not None and dating.certainty in ("certain", "high", "medium"):
        return dating.likely, dating.likely
    days = sorted(day for day, _ in dating.candidates)
    if days and sum(probability for _, probability in dating.candidates) >= SURE:
        return days[0], days[-1]
    return dating.earliest, dating.latest


def _whole(span: Span, sentence: Span, article: Article) -> Span:
    """Return an expression with its preposition and its part of the day: ``on Monday morning``."""
    text = article.text
    before = _BEFORE.search(text, max(sentence.start, span.start - 14), span.start)
    after = _AFTER.match(text, span.end, min(sentence.end, span.end + 12))
    return Span(start=before.start() if before else span.start, end=after.end() if after else span.end)


def witness(records: Sequence[str], archetype: str | None, articles: Mapping[str, Article]) -> Article | None:
    """Return the page that stands for a text: its archetype, else its longest witness; None when none is there."""
    if archetype is not None and archetype in articles:
        return articles[archetype]
    held = [articles[record] for record in records if record in articles]
    return max(held, key=lambda article: (len(article.text), article.record), default=None)
