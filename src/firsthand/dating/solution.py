"""The clues of one text weighed, and what is read off them: interval, likely day, certainty, evidence."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from firsthand.dating.claim import Word, word
from firsthand.dating.contradiction import contradictions
from firsthand.dating.distribution import VOICES, Solution, Voice, Weighed, solved
from firsthand.dating.likely import best_days, certainty_of, instant_of, picks
from firsthand.dating.weigh import IDLE, JUDGED, STATED, Curve, Days, curve
from firsthand.model import Clue, Dating, Evidence, Span, Verdict

_SINCE = dt.date(1990, 1, 1)
"""First day that is searched, unless evidence names an earlier one as its own day: pages are younger than the web."""
_LONE_CLAIM = 0.05
"""By how much a date line without metadata is trusted less."""
EARNED = 0.999
"""Trust in a page of a house whose other pages show that its dates stand."""
_AMONG = 0.9
"""Trust in a page of a house that nothing is known of, beside other pages of its text that state days: one house in ten
lies, and where two words stand against each other the odds of that tell, not how often a page that nothing contradicts
is wrong. With the default trust the interval named the older day alone."""
_EARNED_DOUBT = 0.99
"""The same for the verdict."""
_STANDS_OUT = 0.4
"""Probability of a day and its two neighbours from which it is named as likely although nothing bounds the interval."""
_WIDE = 28
"""Days of an interval beyond which a shorter stretch that holds as much is looked for."""
_UNTOLD: Verdict = Dating(record=None).verdict
"""The very object that is the default, which is how the archive tells that it need not be written out."""
_ONE_WEEKDAY = 0.5
"""Probability from which one day in seven is named."""


class Settings(Protocol):
    """The options that solving needs; `firsthand.dating.Options` has them."""

    @property
    def coverage(self) -> float: ...  # noqa: D102 - see Options
    @property
    def stated_trust(self) -> float: ...  # noqa: D102
    @property
    def doubt(self) -> float: ...  # noqa: D102
    @property
    def horizon(self) -> int: ...  # noqa: D102
    @property
    def contradicted_below(self) -> float: ...  # noqa: D102


@dataclasses.dataclass(frozen=True, slots=True)
class Habit:
    """How far a page's own word goes, from what the other pages of its house state."""

    trust: float
    """Probability that the page's date is its text's."""
    evidence: Evidence | None
    """For readers, where the house has lost its word; None otherwise."""


def solve_page(record: str | None, clues: Sequence[Clue], options: Settings) -> Dating:
    """Return the dating of one page from its own clues alone."""
    solution = weigh_text({record or "": tuple(clues)}, {}, (), options)
    return read_off(record, clues, solution, options)


def weigh_text(
    clues: Mapping[str, tuple[Clue, ...]], trust: Mapping[str, float], extra: Sequence[Clue], options: Settings
) -> Solution:
    """Return the distribution of one text from the clues of all its witnesses.

    Args:
        clues: Clues by witness.
        trust: Probability that a witness states its text's day; the default of the options where it is missing.
        extra: Clues from other texts of the archive.
        options: Settings.
    """
    days, text = curves(clues, extra, options)
    found = {record: own for record in sorted(clues) if (own := word(clues[record])) is not None}
    default = options.stated_trust if len(found) < 2 else min(_AMONG, options.stated_trust)
    words: dict[str, Word] = {}
    for record, own in found.items():
        if text:
            own = own.read(clues[record], _told(own, days, text))
        base = trust.get(record, default)
        lone = all(clue.kind == "claimed" for clue in clues[record] if clue.kind in STATED)
        doubt = _EARNED_DOUBT if base >= EARNED else max(0.0, min(base, options.doubt) - (_LONE_CLAIM if lone else 0.0))
        words[record] = dataclasses.replace(own, trust=base, doubt=doubt)
    return solved(days, text, words, len(clues))


def _told(own: Word, days: Days, text: Weighed) -> dict[dt.date, float]:
    """Return the log-likelihood of each day that a page states, from the text alone."""
    places = {share.day: share.day.toordinal() - int(days[0]) for share in own.shares}
    return {
        day: sum(float(values[at]) for _, values in text) if 0 <= at < len(days) else -30.0
        for day, at in places.items()
    }


def curves(clues: Mapping[str, tuple[Clue, ...]], extra: Sequence[Clue], options: Settings) -> tuple[Days, Weighed]:
    """Return the days to search for one text, and the curve of each clue that is not a page's own word.

    Args:
        clues: Clues by witness.
        extra: Clues from elsewhere.
        options: Settings.
    """
    everything = [clue for record in sorted(clues) for clue in clues[record]] + list(extra)
    days = _grid(everything, options.horizon)
    return days, tuple((clue, curve(clue, days)) for clue in _distinct(everything))


def _grid(clues: Iterable[Clue], horizon: int) -> Days:
    """Return the days to search: from 1990, or earlier where a statement says so, to well past the last day named."""
    named = [day for clue in clues for day in (clue.earliest, clue.latest) if day is not None]
    own = [clue.latest for clue in clues if clue.kind in STATED and clue.latest is not None]
    own += [day for clue in clues if clue.evidence.rule == JUDGED for day in (clue.earliest, clue.latest) if day]
    low = min([_SINCE, *(day - dt.timedelta(400) for day in own if day.year > 1)])
    high = max([_SINCE, *named]).toordinal() + horizon
    return np.arange(low.toordinal(), min(high, dt.date.max.toordinal() - 400), dtype=np.int64)


def _distinct(clues: Iterable[Clue]) -> list[Clue]:
    """Return the clues that are not statements, those that two witnesses share counted once, in a fixed order."""
    found: dict[tuple[object, ...], Clue] = {}
    for clue in clues:
        if clue.kind in (*STATED, "rendered"):
            continue
        key: tuple[object, ...] = (
            clue.kind,
            clue.evidence.rule,
            clue.evidence.quote.casefold(),
            clue.earliest,
            clue.latest,
            clue.weekday,
        )
        if clue.kind in ("weekday", "yearly", "among") or clue.evidence.rule in IDLE:
            key = (clue.evidence.rule,)  # one reporting day a text: edited copies must not count it twice
        found.setdefault(key, clue)
    return list(found.values())


def read_off(
    record: str | None, clues: Sequence[Clue], solution: Solution, options: Settings, habit: Habit | None = None
) -> Dating:
    """Return the dating of one page of a text.

    Args:
        record: The page's record id.
        clues: The page's own clues.
        solution: The text's distribution.
        options: Settings.
        habit: What the other pages of the page's house say about its word.
    """
    own = solution.words.get(record or "")
    claim = own.claimed if own else None
    truth = None
    false = habit.evidence if habit else None
    told = bool(solution.text) or false is not None
    if told and claim is not None and claim.latest is not None:
        changed = max(_stated(clues, "updated") or claim.latest, claim.latest)
        truth = _truth(solution.sceptical(record or ""), claim.latest, changed)
    verdict = _verdict(truth, options)
    if verdict == "contradicted" and claim is not None:
        solution = solution.without(claim.latest)
    low, high = _interval(solution, options.coverage)
    bounds = [*(clue for clue, _ in solution.text), *(word.clue for word in solution.words.values())]
    if not any(_bounds_below(clue) for clue in bounds) or (low and low.toordinal() <= int(solution.days[0]) + 7):
        low = None
    if not any(_bounds_above(clue) for clue in bounds) or (high and high.toordinal() >= int(solution.days[-1]) - 7):
        high = None
    best = best_days(solution.days, solution.probability)
    day = dt.timedelta(1)
    around = solution.mass(best[0][0] - day, best[0][0] + day)
    picked = low is not None or high is not None or around >= _STANDS_OUT
    instant = instant_of(claim)
    return Dating(
        record=record,
        earliest=low,
        latest=high,
        likely=best[0][0] if picked and picks(best) else None,
        candidates=tuple(best) if picked and best[0][1] >= 0.01 else (),
        weekday=_weekday(solution, low, high),
        claimed=claim.latest if claim else None,
        claimed_text=claim.evidence.quote if claim else None,
        published=_stated(clues, "published"),
        updated=_stated(clues, "updated"),
        captured=_stated(clues, "captured"),
        rendered=max((clue.earliest for clue in clues if clue.kind == "rendered" and clue.earliest), default=None),
        certainty=certainty_of(low, high, best[0][1]),
        verdict=verdict,
        trust=round(habit.trust, 4) if habit else None,
        claimed_instant=instant,
        evidence=(*_ranked(solution, record or "", clues), *((false,) if false else ())),
        contradictions=contradictions(claim, solution.text, solution.days, false)
        if verdict == "contradicted" and claim
        else (),
    )


def _weekday(solution: Solution, low: dt.date | None, high: dt.date | None) -> int | None:
    """Return the weekday of writing where that is what the evidence tells: most likely by far, and days too many."""
    if low is not None and high is not None and (high - low).days < 7:
        return None
    share = np.bincount((solution.days + 6) % 7, weights=solution.probability, minlength=7)
    return int(share.argmax()) if float(share.max()) >= _ONE_WEEKDAY else None


def _interval(solution: Solution, coverage: float) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of the smallest set of days that holds the coverage; equal days stay together.

    Where days that come back each year tear that set apart, a stretch of less than half its length that holds as much
    tells more, and is taken.
    """
    spread = (
        solution.probability
    )  # days below an even share of the rest add up to less than the rest, and are not sorted
    falling = np.sort(spread[spread >= (1.0 - coverage) / len(spread)])[::-1]
    place = int(np.searchsorted(np.cumsum(falling), coverage))
    least = falling[min(place, len(falling) - 1)] * (1 - 1e-9)
    inside = np.flatnonzero(solution.probability >= least)
    low, high = int(inside[0]), int(inside[-1])
    if high - low > _WIDE:
        first, last = _shortest(solution.probability, coverage)
        if (last - first + 1) * 2 < high - low + 1:
            low, high = first, last
    return dt.date.fromordinal(int(solution.days[low])), dt.date.fromordinal(int(solution.days[high]))


def _shortest(probability: Curve, coverage: float) -> tuple[int, int]:
    """Return the places of the first and last day of the shortest stretch that holds the coverage; the earliest one."""
    upto = np.concatenate(([0.0], np.cumsum(probability)))
    ends = np.searchsorted(upto, upto[:-1] + coverage * (1 - 1e-9))
    lengths = np.where(ends < len(upto), ends - np.arange(len(probability)), len(upto))
    first = int(lengths.argmin())
    return first, min(int(ends[first]), len(probability)) - 1


def _bounds_below(clue: Clue) -> bool:
    return clue.earliest is not None and clue.kind in (*STATED, "after", "around")


def _bounds_above(clue: Clue) -> bool:
    return clue.latest is not None and clue.kind in (*STATED, "captured", "before", "around")


def _stated(clues: Iterable[Clue], kind: str) -> dt.date | None:
    days = [clue.latest for clue in clues if clue.kind == kind and clue.latest is not None]
    return max(days) if kind == "updated" and days else days[0] if days else None


def _truth(solution: Solution, claimed: dt.date, changed: dt.date) -> float:
    """Return the probability that the text was written when the page says, or shortly before (reprints: a week).

    What is younger than the claim is no contradiction up to the last change that the page states.
    """
    back = 3 if solution.witnesses == 1 else 7
    return solution.mass(claimed - dt.timedelta(back), changed + dt.timedelta(1))


def _verdict(truth: float | None, options: Settings) -> Verdict:
    if truth is None:
        return _UNTOLD
    if truth < options.contradicted_below:
        return "contradicted"
    return "consistent" if truth >= 0.5 else _UNTOLD


def _ranked(solution: Solution, record: str, own: Sequence[Clue]) -> tuple[Evidence, ...]:
    """Return the evidence ranked by what it moved: what the best days gain by it over days picked blindly.

    A page's word is one piece of evidence; the statements of the page that do not stand for it follow with weight 0, as
    does the day on which the page was made.
    """
    voices = dict(solution.voices)
    if record in solution.words and record not in voices:
        voices[record] = solution.voice(record)
    told = [Voice(clue, values, blind) for (clue, values), blind in zip(solution.text, solution.blind, strict=True)]
    gains = [*_gains(solution, told), *_gains(solution, voices.values())]
    gains.sort(key=lambda one: (-one[0], one[1].rule, one[1].quote, one[1].record or ""))
    standing = {_place(voice.clue.evidence) for voice in voices.values()}
    idle = (*STATED, "rendered")
    gains += [(0.0, clue.evidence) for clue in own if clue.kind in idle and _place(clue.evidence) not in standing]
    return tuple(evidence.weighing(gain) for gain, evidence in gains)


def _gains(solution: Solution, voices: Iterable[Voice]) -> list[tuple[float, Evidence]]:
    """Return what moved most, with what the best days gain by it."""
    gains = [
        (round(float(np.einsum("i,i->", solution.probability, values)) - blind, 2), clue.evidence)
        for clue, values, blind in voices
    ]
    return sorted(gains, key=lambda one: -abs(one[0]))[: VOICES + 1]


def _place(evidence: Evidence) -> tuple[str, str, str | None, str, Span | None]:
    """Return what tells a piece of evidence from others, whatever it weighs."""
    return evidence.rule, evidence.quote, evidence.record, evidence.locus, evidence.where
