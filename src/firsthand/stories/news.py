"""What is new in each report of a thread, against everything that earlier reports of it said."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.model import Article, Claim, News, NewsKind, Party, Span, Stemma
from firsthand.stories.profile import Profile
from firsthand.stories.reading import ENDS
from firsthand.text.normalise import words
from firsthand.text.sentences import sentences
from firsthand.text.terms import alike, counted, telling, weight

SAID_BEFORE = 0.5
"""A statement is old when one earlier sentence holds at least this share of its telling words."""
SAME_MATTER = 0.4
"""Two sentences with other numbers speak of the same when they share this much beside the numbers."""
SAME_STATEMENT = 0.6
"""Two statements are the same, one hedged and one not, from this share on."""
_YOUNGER = 0.6
"""Certainty from which a reading is held for the younger one."""
_ROUNDING = 1e-9
MAX_SENTENCES = 400
"""Sentences of one report that are compared; the rest of a longer one is left alone."""
MAX_NEWS = 40
"""Items of one report."""
_CORRECTS = re.compile(
    r"\b(?:has been corrected|corrects? (?:an? |the )?(?:earlier|previous|story|report|spelling|name|number|figure)"
    r"|(?:an? )?(?:earlier|previous) versions? (?:of this|misstated|misspelled|incorrectly|said|gave)"
    r"|CORRECTION|incorrectly (?:stated|reported|said|identified|gave))"
)


@dataclass(frozen=True, slots=True)
class Report:
    """One text of a thread with what was said in it."""

    profile: Profile
    """What it is about."""
    said: Mapping[str, Sequence[Claim]]
    """Where its claims are looked up: those of all pages."""
    titles: frozenset[str] = frozenset()
    """Headlines of all its witnesses."""

    @property
    def record(self) -> str:
        """The page of the witness that stands for the text."""
        return self.profile.sketch.record

    @property
    def article(self) -> Article:
        """That witness."""
        return self.profile.article

    @property
    def claims(self) -> Sequence[Claim]:
        """Its claims."""
        return self.said.get(self.record, ())

    @property
    def order(self) -> tuple[dt.date, str]:
        """By when it was surely written, undated ones last, then by record id."""
        days = self.profile.sketch.days
        return (days[1] if days else dt.date.max), self.record


@dataclass(frozen=True, slots=True)
class Statement:
    """What one text says."""

    article: Article
    """The witness that stands for it."""
    claims: Sequence[Claim]
    """Its claims."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The texts of one thread."""

    reports: tuple[Statement, ...]
    """In the order of writing."""
    firsts: tuple[str, ...]
    """Records of the reports that open a story; the very first report always does."""


@dataclass(slots=True)
class _Known:
    """What earlier reports said."""

    words: set[str] = field(default_factory=set)
    sentences: list[frozenset[str]] = field(default_factory=list)
    holding: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, list[tuple[str, str, int]]] = field(default_factory=lambda: defaultdict(list))
    """Unit -> (value, words as they stand, sentence)."""
    values: set[tuple[str, str]] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    hedged: list[tuple[str | None, frozenset[str], str]] = field(default_factory=list)

    def holds(self, said: frozenset[str]) -> bool:
        """Tell whether one earlier sentence holds at least `SAID_BEFORE` of some words, by rarity.

        Only sentences with one of the rarer words are looked at: the commoner ones alone would not be enough.
        """
        total = left = sum(weight(word) for word in sorted(said))
        looked: set[int] = set()
        for word in sorted(said, key=lambda one: (len(self.holding.get(one, ())), one)):
            if left < SAID_BEFORE * total - _ROUNDING:
                return False
            for at in self.holding.get(word, ()):
                if at not in looked:
                    looked.add(at)
                    if sum(map(weight, sorted(said & self.sentences[at]))) / total >= SAID_BEFORE:
                        return True
            left -= weight(word)
        return not total

    def add(self, report: Statement) -> None:
        """Take in one report."""
        text = report.article.text
        for span in sentences(text)[:MAX_SENTENCES]:
            told = telling(span.of(text))
            at = len(self.sentences)
            self.sentences.append(told)
            self.words.update(told)
            for word in told:
                self.holding[word].append(at)
            for value, unit, where in counted(text, span):
                self.counts[unit].append((value, where.of(text), at))
                self.values.add((value, unit))
        for claim in report.claims:
            if claim.party is not None:
                self.parties.add(claim.party.id)
            if claim.hedge is not None:
                party = claim.party.id if claim.party else None
                self.hedged.append((party, telling(_content(claim, text)), claim.hedge.of(text)))


def news(chapter: Chapter) -> dict[str, tuple[News, ...]]:
    """Return for each record of a thread what its report adds, in the order of its text."""
    known = _Known()
    told: dict[str, tuple[News, ...]] = {}
    for place, report in enumerate(chapter.reports):
        record = report.article.record
        found = list(_first(report)) if place == 0 or record in chapter.firsts else []
        if place:
            found.extend(_added(report, known))
        told[record] = tuple(sorted(found, key=lambda one: (one.where.start, one.where.end, one.kind))[:MAX_NEWS])
        if place + 1 < len(chapter.reports):  # nobody asks what the last one holds
            known.add(report)
    return told


def revised(text: Stemma, pages: Mapping[str, Article]) -> Iterator[News]:
    """Yield the numbers that later versions of one text have in place of others, in the order of the text.

    A text stands in its thread with one witness; what its other witnesses changed is told by its stemma.
    """
    told: set[tuple[str, str]] = set()
    for variant in text.variants[:MAX_NEWS]:
        article, where = pages.get(variant.first), variant.where
        known = variant.kind == "number" and variant.certainty >= _YOUNGER and variant.before and variant.after
        if not known or article is None or where is None or (variant.before, variant.after) in told:
            continue
        told.add((variant.before, variant.after))
        end = _counting(article.text, where)
        shown = Span(start=where.start, end=end)
        before = variant.before + article.text[where.end : end]
        quote = shown.of(article.text)
        yield News(kind="changed number", record=variant.first, where=shown, quote=quote, before=before)


def _counting(text: str, number: Span) -> int:
    """Return where a number with the word that it counts ends; where the number does, if it counts none."""
    inside = (span for span in sentences(text) if span.start <= number.start and number.end <= span.end)
    places = (where for span in inside for _, _, where in counted(text, span))
    return next((where.end for where in places if where.start <= number.start < where.end), number.end)


def _first(report: Statement) -> Iterator[News]:
    text = report.article.text[:5000]
    spans = sentences(text)
    ended = [span for span in spans if text[span.end - 1] in ENDS]
    for span in (ended or spans)[:1]:  # a line without a full stop is a headline or a byline that was left
        yield _news("first report", report, span)


def _added(report: Statement, known: _Known) -> Iterator[News]:
    yield from _statements(report, known)
    yield from _numbers(report, known)
    yield from _corrections(report)


def _statements(report: Statement, known: _Known) -> Iterator[News]:
    """Yield new statements, new parties and dropped hedges: what the claims of a report add."""
    text = report.article.text
    shown: list[Span] = []
    yield from _parties(report, known)
    for claim in sorted(report.claims, key=_widest_first):
        told = telling(_content(claim, text))
        if not claim.content or len(told) < 2:
            continue
        where = Span(start=claim.content[0].start, end=claim.content[-1].end)
        if any(span.start <= where.start and where.end <= span.end for span in shown):
            continue  # said within a statement that is news already
        if not known.holds(told):
            shown.append(where)
            yield _news("new statement", report, where)
        elif claim.hedge is None and (before := _hedge(claim, told, known)) is not None:
            yield _news("dropped hedge", report, where, before)


def _parties(report: Statement, known: _Known) -> Iterator[News]:
    seen: set[str] = set()
    for claim in sorted(report.claims, key=lambda each: (each.source.start if each.source else 0, each.id)):
        party = claim.party
        if party is None or not party.named or claim.source is None or party.id in seen:
            continue
        seen.add(party.id)
        if party.id not in known.parties and not telling(party.id) <= known.words:
            yield _news("new party", report, _named(party, claim.source, report.article.text))


def _named(party: Party, source: Span, text: str) -> Span:
    """Return where a party is named: its source where that has a word of its name, else its name's first place."""
    parts = party.id.split()
    if any(word in parts for word, _, _ in words(source.of(text))):
        return source
    for name in (party.name, party.name.split()[-1]):
        at = text.find(name)
        if at >= 0:
            return Span(start=at, end=at + len(name))
    return source


def _widest_first(claim: Claim) -> tuple[int, str]:
    return (claim.content[0].start - claim.content[-1].end if claim.content else 0), claim.id


def _hedge(claim: Claim, said: frozenset[str], known: _Known) -> str | None:
    """Return the hedge that an earlier report put on the same statement; None when there was none."""
    party = claim.party.id if claim.party else None
    for other, content, hedge in known.hedged:
        if (party is None or other is None or party == other) and alike(said, content) >= SAME_STATEMENT:
            return hedge
    return None


def _numbers(report: Statement, known: _Known) -> Iterator[News]:
    """Yield numbers that stand where an earlier report had another one."""
    text = report.article.text
    for span in sentences(text)[:MAX_SENTENCES]:
        told = telling(span.of(text))
        for value, unit, where in counted(text, span):
            if (value, unit) in known.values:
                continue
            earlier = [
                (alike(told - {unit}, known.sentences[at] - {unit}), quote)
                for other, quote, at in known.counts.get(unit, ())
                if other != value
            ]
            best = max(earlier, default=(0.0, ""))
            if best[0] >= SAME_MATTER:
                yield _news("changed number", report, where, best[1])


def _corrections(report: Statement) -> Iterator[News]:
    for span in sentences(report.article.text)[:MAX_SENTENCES]:
        if _CORRECTS.search(span.of(report.article.text)):
            yield _news("correction", report, span)


def _content(claim: Claim, text: str) -> str:
    return " ".join(piece.of(text) for piece in claim.content)


def _news(kind: NewsKind, report: Statement, where: Span, before: str | None = None) -> News:
    return News(
        kind=kind,
        record=report.article.record,
        where=where,
        quote=where.of(report.article.text),
        before=before,
    )
