"""One mention of an event: a sentence, the words in it that give a day, and the days that they mean."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Article, Claim, Dating, Span
from firsthand.text.sentences import sentences
from firsthand.text.terms import counted, telling
from firsthand.text.when import Expression, find, resolve, tense_of

LONGEST_DAYS = 366
"""A stretch longer than this is background, not an event."""
WIDEST_ANCHOR = 7
"""A text whose day of writing is less sure than this gives no days to its weekdays."""
MAX_SENTENCES = 400
_NAMED = frozenset({"weekday", "date", "monthday", "month", "season", "quarter", "year", "relative", "ago", "full"})
_BEFORE = re.compile(r"\b(?:on|in|at|by|since|until|during|after|before|from|late|early)\s(?:the\s)?$", re.IGNORECASE)
_AFTER = re.compile(r"\s(?:morning|afternoon|evening|night|noon|midnight)\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:said|says|told|added|reported|wrote|noted|stated)"
    r"(?:\s(?:\w+\s)?(?:on|late|early)|\sreporters)?\s$",
    re.IGNORECASE,
)


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
    earliest: dt.date
    """First day."""
    latest: dt.date
    """Last day."""
    telling: frozenset[str]
    """What the sentence is about."""
    counts: tuple[tuple[str, str, str], ...]
    """(value, unit, words as they stand) of its numbers."""

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
        dating: when it was written; without it only full dates can be resolved.
        claims: what was said in it; their cues tell days of speaking from days of events.
    """
    anchors = _anchors(dating)
    cues = sorted({claim.cue.end for claim in claims if claim.cue is not None})
    found = find(article.text, article.language)
    at = 0
    for sentence in sentences(article.text)[:MAX_SENTENCES]:
        while at < len(found) and found[at].span.start < sentence.start:
            at += 1
        while at < len(found) and found[at].span.end <= sentence.end:
            expression = found[at]
            at += 1
            days = _days(expression, article, anchors)
            if days is None or _of_speaking(expression.span, sentence, article.text, cues):
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


def _anchors(dating: Dating | None) -> tuple[dt.date, ...]:
    """Return the days to hang expressions on: the likely day where it is sure, else both ends of a narrow interval."""
    if dating is None:
        return ()
    if dating.likely is not None and dating.certainty in ("certain", "high", "medium"):
        return (dating.likely,)
    low, high = dating.earliest, dating.latest
    if low is None or high is None or (high - low).days > WIDEST_ANCHOR:
        return ()
    return (low, high) if low != high else (low,)


def _days(expression: Expression, article: Article, anchors: Sequence[dt.date]) -> tuple[dt.date, dt.date] | None:
    """Return the days that an expression means; None when it gives no event a day."""
    if expression.kind not in _NAMED or (expression.kind == "relative" and expression.unit == "century"):
        return None
    tense = tense_of(article.text, expression.span)
    full = expression.kind == "full" or (expression.year is not None and expression.kind in ("date", "month"))
    ends = [resolve(expression, anchor, tense) for anchor in (anchors or ((dt.date(2000, 1, 1),) if full else ()))]
    if not ends or any(low is None or high is None for low, high in ends):
        return None
    low = min(low for low, _ in ends if low is not None)
    high = max(high for _, high in ends if high is not None)
    return (low, high) if (high - low).days <= LONGEST_DAYS else None


def _of_speaking(span: Span, sentence: Span, text: str, cues: Sequence[int]) -> bool:
    """Tell whether a day is that of an utterance: it follows a saying word without anything between."""
    if _SAID.search(text[max(sentence.start, span.start - 40) : span.start]):
        return True
    return any(0 <= span.start - cue <= 5 for cue in cues)


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
