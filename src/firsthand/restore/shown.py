"""Dates that a page shows to readers, each with its zone: how near the place is to where a page shows its own day.

Many dates on a page are those of other pieces: teasers, comments, related items. What tells the own one is its place:
beside the headline, then above it, then right behind the text. `Zone` is that place; `WEIGHTS` is how often a date
there was the page's own day.
"""

import bisect
import collections
import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from firsthand import dates
from firsthand.model import Span
from firsthand.restore.draft import Line

Zone = Literal["beside", "above", "top", "behind", "labelled", "marked", "far"]
"""``beside`` the headline: from it to the first lines of the text. ``above``: the lines before it. ``top``: a paragraph
that opens with a date. ``behind`` the text. ``marked``: elsewhere, in an element whose class speaks of a date. ``far``:
any other place, which says nothing about the page's own day."""

_ABOVE, _BELOW, _BESIDE, _BEHIND = 8, 25, 3, 6
"""Lines before the headline, behind it, into the text, and behind the text."""
_SHORT = 140
"""Characters of the longest line that shows a date to readers; longer ones are prose."""
_PROSE = 60
"""The same for a line that was taken for a part of the body."""
_DATES = 3
"""Dates of one line that are read."""
CHANGED = 0.5
"""How often the shown day of a change was the page's own day."""
_MARK = re.compile(r"dat(?:e|um|a)\b|publi|posted|fecha|timestamp|(?:^|[\s_-])time\b", re.IGNORECASE)
UPDATED = re.compile(
    r"(?:\b|(?<=\d))(?:updated?|modified|revised|last|actualizad|aktualisiert|mis à jour|aggiornat|atualizad|bijgewerkt"
    r"|opdateret|uppdaterad|oppdatert|zaktualizowano|обновлен|更新|업데이트|수정)",
    re.IGNORECASE,
)
"""Words that say of a date that the page was changed then; also behind a figure, for inline elements touch."""
_CHANGE = 40
"""Characters before a date in which such a word is looked for."""
_PUBLISHED = (
    r"publi|posted|released?\b|written|geschrieben|veröffentlicht|erschienen|erstellt|stand:|escrito|écrit|scritto"
    r"|opublikowan|опубликован|发布|發布|公開|投稿|掲載|등록|입력|작성|발행|نشر|datum|date|fecha|data\b|dato|日期"
)
_SIGNS = re.compile(
    rf"\W{{0,3}}(?:(?:last\s)?updated?\b|modified|last|aktualisi|mis à jour|aggiornat|actualiz|atualiz"
    rf"|bijgewerkt|opdateret|uppdaterad|oppdatert|zaktualizowan|обновлен|更新|{_PUBLISHED})",
    re.IGNORECASE,
)
"""Words that open a line in which a page shows its own day."""
_LABEL = re.compile(rf"(?:^|[|·•–—-])\s{{0,3}}(?:{_PUBLISHED})[^|·•\d]{{0,40}}$", re.IGNORECASE)
"""What stands before a date that a line labels as the day of publication."""
_OPENS = re.compile(r"\s{0,3}[-–—:|.]\s|\.?\s*\(|,\s")
BODY = ("paragraph", "heading", "item", "entry", "quote")


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """One date in a line."""

    line: Line
    """The line."""
    start: int
    """Its first character in the line's text."""
    end: int
    """One past its last."""
    readings: tuple[dates.Interval, ...]
    """What it can mean."""
    zone: Zone
    """Where it stands."""
    weight: float
    """How often such a date was the page's own day, 0 to 1."""
    changed: bool
    """Whether the line says that the page was changed then."""


WEIGHTS: dict[Zone, tuple[float, float, float]] = {
    "beside": (0.96, 0.62, 0.30),
    "above": (0.86, 0.20, 0.10),
    "top": (0.80, 0.10, 0.05),
    "behind": (0.53, 0.15, 0.05),
    "labelled": (0.53, 0.15, 0.05),
    "marked": (0.43, 0.12, 0.05),
    "far": (0.0, 0.0, 0.0),
}
"""Share of dates that were the page's own day, for the first, the second and any later one of the zone; measured on
the 470 dated pages of one half of the sites of htmldate, WCXB and fundus. Labelled ones are few there (4 of 6 right);
they weigh as those behind the text."""
TIMES: dict[Zone, tuple[float, float, float]] = WEIGHTS | {
    "beside": (0.96, 0.85, 0.50),
    "above": (0.95, 0.40, 0.20),
    "behind": (0.43, 0.15, 0.05),
    "far": (0.65, 0.25, 0.0),
}
"""The same for ``time`` elements, which stand by other pieces more often than by nothing."""
_LINKED = 0.8
"""Factor for a date inside a link: teasers link theirs."""
NOTES: dict[Zone, str] = {
    "beside": "shown beside the headline",
    "above": "shown above the headline",
    "top": "opens the text",
    "behind": "shown behind the text",
    "labelled": "shown in a line that names it a date",
    "marked": "shown in an element that is marked as a date",
    "far": "stands in a time element away from headline and text",
}


class Zones:
    """Where the headline and the text of a page lie among its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        body = [number for number, line in enumerate(lines) if line.role in BODY]
        titles = [number for number, line in enumerate(lines) if line.role == "title"]
        prose = [n for n in body if len(lines[n].text) > _PROSE]
        self.lines = lines
        self.starts = [line.place.start for line in lines]
        self.last = body[-1] if body else len(lines)
        self.title = titles[0] if titles else None
        after = [n for n in prose or body if self.title is None or n > self.title]
        self.first = after[0] if after else len(lines)
        low = self.title if self.title is not None else max(0, self.first - _ABOVE)
        self.head = low
        self.reach = min(self.first + _BESIDE, max(low + _BELOW, 0)) if self.title is not None else self.first + _BESIDE

    def of(self, number: int) -> Zone:
        """Return the zone of a line."""
        if self.last < number:
            return "behind" if number <= self.last + _BEHIND else "far"
        if self.head <= number <= self.reach or abs(number - self.first) <= _BESIDE:
            return "beside"
        return "above" if self.head - _ABOVE <= number < self.head else "far"

    def at(self, place: int) -> Zone:
        """Return the zone of a character of the page: that of the next line to begin."""
        return self.of(min(bisect.bisect_left(self.starts, place), max(0, len(self.lines) - 1)))


def read(zones: Zones) -> list[Shown]:
    """Return the dates of short lines that may be the page's own, in page order."""
    seen: collections.Counter[Zone] = collections.Counter()
    found: list[Shown] = []
    for number, line in enumerate(zones.lines):
        zone = _zone(zones.of(number), line)
        if zone is not None:
            found += _dates(line, zone, seen)
    if len({one.readings for one in found if one.zone == "labelled" and not one.changed}) > 1:
        found = [one for one in found if one.zone != "labelled" or one.changed]  # reviews, comments, other pieces
    return found


def _dates(line: Line, place: Zone, seen: collections.Counter[Zone]) -> Iterator[Shown]:
    """Yield the dates of one line, each weighed by how many its zone has held before."""
    past = 0
    for low, high, readings in itertools.islice(dates.find(line.text[:_SHORT]), _DATES):
        zone = place
        before = line.text[past:low]
        past = high
        labelled = _LABEL.search(before) is not None
        if zone == "top" and labelled and low < _SHORT // 2:
            zone = "beside"
        opens = low <= 2 and _OPENS.match(line.text, high) is not None
        if (zone == "top" and not opens) or (zone == "labelled" and not (labelled or UPDATED.search(before))):
            return
        exact = tuple(one for one in readings if one.exact is not None)
        if not exact:
            return
        changed = UPDATED.search(before[-_CHANGE:]) is not None
        weight = WEIGHTS[zone][min(seen[zone], 2)] * (_LINKED if line.links > 0.5 else 1.0)
        seen[zone] += not changed
        yield Shown(line, low, high, exact, zone, min(weight, changed_weight(zone)) if changed else weight, changed)
        if zone == "top":
            return


def changed_weight(zone: Zone) -> float:
    """Return how often the day of a change that is shown in a zone was the page's own day."""
    return CHANGED / 2 if zone in ("labelled", "marked") else CHANGED


def _zone(zone: Zone, line: Line) -> Zone | None:
    """Return the zone of a line's date, None for a line in which no page shows its own day."""
    if line.role in BODY and len(line.text) > _PROSE:
        return "top" if zone == "beside" else None
    if len(line.text) > _SHORT:
        return None
    if zone != "far":
        return zone
    if line.role in BODY:
        return "behind" if _SIGNS.match(line.text) else None
    if line.links > 0.5:
        return None
    if _is_marked(line.hint[:80]):
        return "marked"
    return "labelled" if _SIGNS.match(line.text) else None


@functools.lru_cache(maxsize=4_096)
def _is_marked(hint: str) -> bool:
    """Tell whether class words speak of a date."""
    return _MARK.search(hint) is not None


def place(line: Line, low: int, high: int) -> Span:
    """Return the characters of the page that a part of a line stands for."""
    inside = [run for run in line.runs if run.at < high and run.at + run.length > low]
    if not inside:
        return line.place
    head, tail = inside[0], inside[-1]
    start = head.page + (max(0, low - head.at) if head.length == head.page_length else 0)
    past = min(high, tail.at + tail.length) - tail.at if tail.length == tail.page_length else tail.page_length
    return Span(start=start, end=tail.page + past)
