"""Reports of one event date each other: what is told on Friday by one outlet is told on Friday by the next."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from firsthand.dating.decided import decided
from firsthand.dating.distribution import BELIEVED, Solution
from firsthand.dating.solution import Habit, read_off
from firsthand.dating.together import AllSettings, Asked, from_copies, linked, texts_of
from firsthand.dating.weigh import NEAR, near_spread
from firsthand.keep import Indexed
from firsthand.model import Clue, Copy, Dating, Stemma, Story, Verdict

_TIGHT = 4
"""Days of the widest interval that is taken for a known day."""
_OPEN = 1_000_000
"""Width of an interval with an open end."""
_SURE = 0.95
"""Weight of the surest link: stories are made by scores, and a story of several days has reports of each."""
_REFUTES = 0.8
"""Sureness from which another report alone refutes a page's date; below, the link may be the error."""
_LEAST = 0.3
"""Score of a link below which it dates nothing."""
_EVENT = 0.25
"""What is left of a weekday's weight beside a report of the same event whose day is known, where no page of the text
states a day that is believed (between two days stated, the weekday decides): it names the day of the event, which that
day tells already, and houses differ in how long after an event they write. Set on one half of the development texts; of
the other half of wikinews 0.981 have their likely day within a day so, with all of its weight 0.808."""

Texts = Mapping[str, tuple[str, ...]]


class _Days(NamedTuple):
    """What a text tells its neighbours."""

    earliest: dt.date | None
    latest: dt.date | None
    claimed: dt.date | None
    verdict: Verdict
    edtf: str | None

    @property
    def width(self) -> int:
        """Days of the interval; `_OPEN` where an end is open."""
        return _OPEN if self.earliest is None or self.latest is None else (self.latest - self.earliest).days + 1

    @property
    def tight(self) -> bool:
        """Whether the day is as good as known."""
        return self.width <= _TIGHT and self.verdict != "contradicted"


def narrow_all(
    datings: Sequence[Dating],
    stories: Sequence[Story],
    clues: Mapping[str, tuple[Clue, ...]],
    stemmata: Sequence[Stemma],
    copies: Sequence[Copy],
    options: AllSettings,
) -> Sequence[Dating]:
    """Return the datings after neighbours have spoken; see `firsthand.dating.narrow`."""
    by_record = Indexed(datings, attrgetter("record"))
    texts = texts_of(sorted(by_record), stemmata, copies)
    best = {
        text: min((_days(by_record[record]) for record in records), key=attrgetter("width"))
        for text, records in texts.items()
    }
    near = _neighbours(stories, texts, best)
    if not near:
        return options.keep(datings)
    judged = decided(options.judgements, texts)
    bounds = from_copies(copies, texts, {text: (days.earliest, days.latest) for text, days in best.items()})

    def asked(text: str, *more: Clue) -> Asked:
        own = {record: clues.get(record, ()) for record in texts[text]}
        known = {record: habit for record in texts[text] if (habit := _habit(by_record[record])) is not None}
        return Asked(own, known, (*((judged[text],) if text in judged else ()), *bounds.get(text, ()), *more))

    def beside() -> Iterator[_Beside]:
        for text, (sure, other) in sorted(near.items()):
            clue = _clue(best[other], sure, texts[other][0])
            was = tuple(by_record[record] for record in texts[text])
            yield _Beside(asked(text, clue), was, clue, sure, asked(other), best[other])

    told = options.spread(partial(_told, options.alone), beside())
    again = Indexed(options.keep(dating for some in told for dating in some), attrgetter("record"))
    return options.keep(again.get(dating.record or "", dating) for dating in datings)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A text beside the report that dates it."""

    own: Asked
    was: tuple[Dating, ...]
    """The datings of its witnesses before."""
    clue: Clue
    """What the report says."""
    sure: float
    """How sure it is that both tell one event."""
    other: Asked
    days: _Days
    """Those of the other text."""


def _told(options: AllSettings, beside: _Beside) -> tuple[Dating, ...]:
    """Return the datings of a text's witnesses after the report beside it has spoken."""
    own, other = beside.own.solution(options), beside.other.solution(options)
    solution = _spread(own, beside.clue, beside.days, other)
    found = []
    for was, (record, clues) in zip(beside.was, beside.own.clues.items(), strict=True):
        now = read_off(record, clues, solution, options, beside.own.habits.get(record))
        found.append(was if _accused_by_link(was, now, beside.sure) else now)
    return tuple(found)


def _habit(dating: Dating) -> Habit | None:
    """Return how far the word of a page's house goes, as its dating tells."""
    false = next((one for one in dating.evidence if one.rule == "dating.house.false"), None)
    return Habit(dating.trust, false) if dating.trust is not None else None


def _accused_by_link(was: Dating, now: Dating, sure: float) -> bool:
    """Tell whether a page's date is refuted by nothing but a link that is not sure enough to refute it."""
    against = {one.rule for each in now.contradictions for one in each.against}
    return was.verdict != "contradicted" and now.verdict == "contradicted" and against <= {NEAR} and sure < _REFUTES


def _spread(own: Solution, clue: Clue, dating: _Days, other: Solution) -> Solution:
    """Return the solution of a text in which a neighbour speaks with all that is known of its day, not its interval."""
    other = other.without(dating.claimed) if dating.verdict == "contradicted" else other
    told = near_spread(other.days, other.probability, own.days, clue.evidence.weight)
    stated = any(word.claimed and word.trust >= BELIEVED for word in own.words.values())
    share = 1.0 if stated or not dating.tight else _EVENT
    text = tuple(
        (each, told if each == clue else share * values if each.kind == "weekday" else values)
        for each, values in own.text
    )
    return own.among(text)


def _neighbours(stories: Sequence[Story], texts: Texts, best: Mapping[str, _Days]) -> dict[str, tuple[float, str]]:
    """Return for each text that is wide how sure its best neighbour is, and which text that is.

    A neighbour whose day is known comes first; else the one that is surest to tell the same event says what it can:
    two wide texts, of which one knows the year and the other the week, date each other.
    """
    home = {record: text for text, records in texts.items() for record in records}
    found: dict[str, tuple[float, str]] = {}
    for story in sorted(stories, key=lambda one: one.id):
        inside = sorted({home[record] for record in story.records if record in home})
        told = [text for text in inside if best[text].width < _OPEN]
        if len(inside) < 2 or not told:
            continue
        scores = {(min(link.left, link.right), max(link.left, link.right)): link.score for link in story.links}
        for text in inside:
            if best[text].width <= 1:
                continue
            ranked = [
                (best[other].tight, score, -best[other].width, other)
                for other in told
                if other != text
                and (best[other].width < best[text].width or not best[text].tight)
                and (score := _score(text, other, scores)) >= _LEAST
            ]
            if ranked:
                _, score, _, other = max(ranked)
                found[text] = (min(score, 1.0) * _SURE, other)
    return found


def _score(left: str, right: str, scores: Mapping[tuple[str, str], float]) -> float:
    """Return how sure it is that two texts of a story tell one event: the score of their link, else of a chain."""
    one, other = left.split(" ")[0], right.split(" ")[0]
    if one == other:
        return 0.0  # two versions of one text: their order is told by the copies
    direct = scores.get((min(one, other), max(one, other)))
    if direct is not None:
        return direct
    mine = max((score for pair, score in scores.items() if one in pair), default=0.0)
    theirs = max((score for pair, score in scores.items() if other in pair), default=0.0)
    return mine * theirs


def _clue(dating: _Days, weight: float, record: str) -> Clue:
    note = f"reports the same event, and was written {dating.edtf}"
    evidence = linked(NEAR, record, round(weight, 3), note)
    return Clue(kind="around", earliest=dating.earliest, latest=dating.latest, evidence=evidence)


def _days(dating: Dating) -> _Days:
    return _Days(dating.earliest, dating.latest, dating.claimed, dating.verdict, dating.edtf)
