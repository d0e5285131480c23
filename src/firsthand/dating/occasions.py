"""Occasions that come back: elections, holidays by country, summits, games; and the words that tie them to a day."""

import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from firsthand.dates import weekday_of
from firsthand.dating.known import first_word
from firsthand.model import Article, Clue, Evidence, Occasion, Span, Tables

_CAP = 400_000
_FAR = 4000
"""Characters from the start within which an occasion tells the day of writing."""
_OPENING = 400
"""Characters at the start in which the country of an occasion may be named that the sentence takes for granted."""
_WEEKDAY = r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_FILL = r"(?:[\w.\-]+\s){0,3}"
_CUES = re.compile(
    rf"(?:\b(?P<which>last|next|this)\s(?P<unit>week|weekend|month|year)(?:['’]s)?\s{_FILL}"
    rf"|\b{_WEEKDAY}(?:['’]s)\s{_FILL}|\b(?P<near>yesterday|today|tonight|tomorrow)['’]s\s{_FILL}"
    rf"|\b(?P<ahead>upcoming|ahead\sof|run-up\sto|in\sthe\srun\sup\sto|forthcoming|approaching)\s{_FILL})$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"s?\s(?:(?:on|this|last|next|held)\s)?(?:(?P<which>last|next|this)\s(?P<unit>week|weekend|month|year)\b|{_WEEKDAY}\b"
    rf"(?!,?\s[A-Z][a-z]{{2,8}}\.?\s\d))",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"\b(?:1[89]|20)\d\d(?:['’]s)?\s(?:[\w.\-]+\s){0,3}$")
_YEAR_BEHIND = re.compile(r"s?,?\s(?:in\s|of\s)?(?:[A-Z][a-z]+\.?\s\d{1,2},?\s)?(?:1[89]|20)\d\d\b")
_SPANS = {("last", "week"): (1, 13), ("next", "week"): (-13, -1), ("this", "week"): (-6, 6),
          ("last", "weekend"): (0, 9), ("next", "weekend"): (-13, -1), ("this", "weekend"): (-7, 6),
          ("last", "month"): (1, 61), ("next", "month"): (-61, -1), ("this", "month"): (-30, 30),
          ("last", "year"): (1, 730),
          ("next", "year"): (-730, -1), ("this", "year"): (-365, 365)}  # fmt: skip
"""Days of writing from the first day (ahead) or the last day (behind) of the occasion that each cue allows."""
_UPCOMING = (-150, 0)
_CUED = 1.8
_NAMED = (-30, 10)
_BARE = 1.0
"""Without a cue: of 40 holidays and fixtures that open development texts 29 lie within 30 days, where one in six would
by chance. Cued ones are rare there (6 of 9 right before elections were held to their kind), so that their weight is set
by judgement. Elections without a cue tell nothing (5 of 34 within two weeks)."""
_FEW = 5
"""Times below which a name without a cue is that of one event, named for years after it."""
_KINDS = re.compile(
    r"\b(?:presidential|general|parliamentary|legislative|national|federal|snap|midterm|runoff|run-off)\s(?:\w+\s)?$"
)
_PARTY = re.compile(
    r"\b(?:LDP|party|leadership|primary|local|regional|state|mayoral|municipal|council)\b", re.IGNORECASE
)
_SENTENCE_DAY = re.compile(rf"(?:^|[.!?\n]\s)[^.!?\n]{{0,12}}\b(?:On\s)?{_WEEKDAY}\b[^.!?\n]{{0,45}}$")

Window = tuple[int, int, int | None, tuple[int, int]]
"""Days of writing from the first or last day of an occasion; the weekday that it fell on; the place of the cue."""


class Calendar:
    """The occasions of a table by the first word of their names."""

    def __init__(self, occasions: Iterable[Occasion]) -> None:
        self.words: dict[str, list[tuple[str, Occasion]]] = defaultdict(list)
        for occasion in occasions:
            for words in occasion.words:
                self.words[first_word(words)].append((words, occasion))

    def places(self, text: str, tokens: frozenset[str]) -> Iterator[tuple[int, int, list[Occasion]]]:
        """Yield each place where a name stands, longest names first, with the occasions that bear it."""
        named: dict[str, list[Occasion]] = defaultdict(list)
        for first in sorted(self.words.keys() & tokens):
            for words, occasion in self.words[first]:
                if words in text:
                    named[words].append(occasion)
        for words in sorted(named, key=lambda one: (-len(one), one)):
            at = text.find(words)
            for _ in range(20):
                if at < 0:
                    break
                end = at + len(words)
                if not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].replace("s", "").isalnum():
                    yield at, end, named[words]
                at = text.find(words, end)


class _Key:
    """Occasions as a key of the memo: the same object, without hashing its rows."""

    def __init__(self, occasions: tuple[Occasion, ...]) -> None:
        self.occasions = occasions

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.occasions is self.occasions

    def __hash__(self) -> int:
        return id(self.occasions)


@functools.lru_cache(maxsize=4)
def _calendar(key: _Key) -> Calendar:
    return Calendar(key.occasions)


def occasion_clues(article: Article, tables: Tables, words: frozenset[str]) -> list[Clue]:
    """Return the stretches near an occasion that a text ties to its own day: ``next week's election``.

    A cue ties it: the day, week, month or year beside the name, or ``ahead of``. Without one a holiday or fixture in
    the opening is mostly near, an election is not; a name with a year of its own gives nothing. An occasion of a
    country counts where the sentence or the opening names the country.
    Rule: ``dating.fixture.occasion``.

    Args:
        article: The restored page.
        tables: Reference tables.
        words: The words of the text, so that only names whose first word stands in it are looked for.
    """
    text = article.text[:_CAP]
    if not tables.occasions or article.language not in ("en", None):
        return []
    for start, end, occasions in sorted(
        _calendar(_Key(tables.occasions)).places(text[:_FAR], words), key=lambda place: (place[0], -place[1])
    ):
        window = _window(text, start, end)
        vote = occasions[0].words[0] == "election"
        if vote and (window is None or not _national(text, start)):
            continue
        near = [occasion for occasion in occasions if _spoken_of(occasion, article, start, end)]
        weight = _CUED
        if window is None:
            near = [occasion for occasion in near if len(occasion.days) > _FEW]
            if start > _OPENING * 2 or _dated(text, start, end):
                continue
            window, weight = (*_NAMED, None, (start, end)), _BARE
        stretches = sorted({one for occasion in near for one in _stretches(occasion, *window[:2], window[2])})
        if not stretches:
            continue
        low, high = window[3]
        span = Span(start=min(start, low), end=max(end, high))
        days = sorted({(near_one.words[0], near_one.origin) for near_one in near})
        note = f"{days[0][0]}: {len(stretches)} times on record ({days[0][1]})"
        evidence = Evidence(
            rule="dating.fixture.occasion", quote=span.of(article.text), record=article.record, where=span,
            weight=weight, note=note,
        )  # fmt: skip
        return [Clue(kind="among", stretches=tuple(stretches), evidence=evidence)]
    return []


def _national(text: str, start: int) -> bool:
    """Tell whether the words before ``election`` speak of a national one."""
    before = text[max(0, start - 40) : start]
    return bool(_KINDS.search(before)) and not _PARTY.search(before)


def _dated(text: str, start: int, end: int) -> bool:
    """Tell whether a name carries a year of its own."""
    return bool(_YEARLY.search(text[max(0, start - 60) : start]) or _YEAR_BEHIND.match(text, end))


def _window(text: str, start: int, end: int) -> Window | None:
    """Return the days of writing around the occasion that its cue allows, the weekday it names, and the cue's place."""
    before = text[max(0, start - 60) : start]
    if _dated(text, start, end):
        return None
    cue = _CUES.search(before) or _SENTENCE_DAY.search(before)
    if cue is not None:
        at = start - len(before) + cue.start()
        where = (at, end)
    else:
        cue = _BEHIND.match(text, end)
        if cue is None:
            return None
        where = (start, cue.end())
    found = cue.groupdict()
    if found.get("unit"):
        low, high = _SPANS[found["which"].lower(), found["unit"].lower()]
        return low, high, None, where
    if found.get("day"):
        return -6, 6, weekday_of(found["day"]), where
    if found.get("near"):
        shift = {"yesterday": 1, "tomorrow": -1}.get(found["near"].lower(), 0)
        return shift, shift, None, where
    return (*_UPCOMING, None, where)


def _spoken_of(occasion: Occasion, article: Article, start: int, end: int) -> bool:
    """Tell whether the text speaks of the country of an occasion, where it has one."""
    if not occasion.places:
        return True
    text = article.text
    around = text[max(0, start - 160) : end + 100]
    if any(_stands(place, around) for place in occasion.places):
        return True
    opening = text[:_OPENING] + " " + (article.title or "") + " " + (article.dateline.place if article.dateline else "")
    return occasion.words[0] != "election" and any(_stands(place, opening) for place in occasion.places)


def _stands(place: str, text: str) -> bool:
    at = text.find(place)
    return at >= 0 and not text[at - 1 : at].isalpha() and not text[at + len(place) : at + len(place) + 1].isalpha()


def _stretches(occasion: Occasion, low: int, high: int, weekday: int | None) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield first and last day of writing for each time of an occasion."""
    for day in occasion.days:
        if weekday is not None and (weekday - day.weekday()) % 7 >= occasion.length:
            continue
        last = day + dt.timedelta(occasion.length - 1)
        first_from = day if low <= 0 else last
        last_from = last if high >= 0 else day
        if high - low > 20 and low > 0:
            first_from = day
        yield first_from + dt.timedelta(low), last_from + dt.timedelta(high)
