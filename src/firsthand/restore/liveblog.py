"""Live blogs: where each entry of the body begins, its heading and the time that it claims, in page order.

Two ways, the first that finds something: JSON-LD that lists the updates (their headings or first words are looked for
among the body lines), and the form, whatever the words: lines that are a time of day, standing alone in one kind of
element, at least `_LEAST` of them, running in one direction, each with running text behind it. The order is the page's;
nothing is sorted, because a reader was shown it so.
"""

import bisect
import collections
import dataclasses
import datetime as dt
import re

from firsthand import dates
from firsthand.model import Block, Evidence, LiveEntry, Span
from firsthand.restore import embedded, shapes
from firsthand.restore.compose import BODY
from firsthand.restore.draft import Line
from firsthand.restore.metadata import Meta

_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-3])\s?(?:[:.h時시](?P<m>[0-5]\d)(?:[:.][0-5]\d)?(?![\d:])|(?=\s?[ap]\.?m\b))"
    r"\s?(?P<half>[ap]\.?m\b\.?|uhr\b)?",
    re.IGNORECASE,
)
"""A time of day: ``10:42``, ``10.42``, ``14h32``, ``3 p.m.``."""
_MONEY = re.compile(r"[$€£¥₹%+]")
_LETTERS = re.compile(r"[\W\d_]+")
_ROOM = 22
"""Characters beside times and dates in a line that is still a time: ``Updated at``, ``GMT``, ``(local time)``."""
_LEAST = 3
"""Times from which on a page is a live blog by form; two are a publication and an update."""
_SPAN = dt.timedelta(days=3)
"""Between the first and the last day of one live blog."""
_PROSE = 12
"""Words of running text that an entry has on average."""
_HEADED = 0.5
"""Share of the entries that have a heading at one place before headings are looked for there."""
_MOST = 2_000
"""Entries of one page that are looked at."""


@dataclasses.dataclass(slots=True)
class Start:
    """Where an entry begins."""

    at: int
    """Number of its first body line."""
    title: str | None
    """Its heading."""
    instant: dt.datetime | None
    """The time that it claims."""
    evidence: tuple[Evidence, ...]
    """What says so."""


def mark(lines: list[Line], meta: Meta | None) -> list[tuple[Line, Start]]:
    """Give entry headings their role; return (first body line, start) of each entry, in page order.

    Arguments:
        lines: the decided lines; body lines that the JSON-LD's updates hold become body again.
        meta: what the page states; None for a dump.
    """
    found = _stated(lines, meta) if meta is not None else []
    found = found or _shown(lines, meta)
    for start in found:
        line = lines[start.at]
        if start.title is not None and line.text == start.title and line.role in BODY:
            line.decide("entry", start.evidence[0].rule)
    return [(lines[start.at], start) for start in found]


def entries(starts: list[tuple[Line, Start]], blocks: tuple[Block, ...]) -> tuple[LiveEntry, ...]:
    """Return the entries of a finished article: each from its first block to the next entry's."""
    body = [block for block in blocks if block.span is not None]
    places = [block.place.start for block in body]
    if not starts or not body or places != sorted(places):
        return ()
    firsts = [bisect.bisect_left(places, line.place.start) for line, _ in starts]
    made = []
    for (_, start), low, high in zip(starts, firsts, [*firsts[1:], len(body)], strict=True):
        if low >= high or (opening := body[low].span) is None or (closing := body[high - 1].span) is None:
            continue
        span = Span(start=opening.start, end=closing.end)
        made.append(LiveEntry(title=start.title, span=span, instant=start.instant, evidence=start.evidence))
    return tuple(made)


def updates(meta: Meta) -> list[dict[str, object]]:
    """Return the updates that JSON-LD lists for a live blog."""
    listed = meta.json.article.get("liveBlogUpdate")
    listed = [listed] if isinstance(listed, dict) else listed
    return [one for one in listed[:_MOST] if isinstance(one, dict)] if isinstance(listed, list) else []


def said(update: dict[str, object], *names: str) -> str:
    """Return the first of these fields of an update that says something, as a reader sees it; empty without one."""
    for name in names:
        value = update.get(name)
        if isinstance(value, str) and (text := embedded.plain(value)):
            return text
    return ""


def _stated(lines: list[Line], meta: Meta) -> list[Start]:
    """Return the starts that JSON-LD names: lines that are an update's heading, else hold its first words."""
    listed = updates(meta)
    if not listed:
        return []
    _take_back(lines, listed)
    heads: dict[str, collections.deque[dict[str, object]]] = collections.defaultdict(collections.deque)
    for update in listed:
        for key in (said(update, "headline", "name"), _opening(said(update, "articleBody", "text"))):
            if key:
                heads[key.casefold()].append(update)
    found: list[Start] = []
    used: set[int] = set()
    for at, line in enumerate(lines):
        if line.role not in BODY:
            continue
        for key in (line.text.casefold(), _opening(line.text).casefold()):
            free = [one for one in heads.get(key, ()) if id(one) not in used][:1]
            if free:
                used.add(id(free[0]))
                found.append(_start(at, line, free[0]))
                break
    return found


def _start(at: int, line: Line, update: dict[str, object]) -> Start:
    title = said(update, "headline", "name") or None
    printed = update.get("datePublished") or update.get("dateCreated")
    why = Evidence(rule="restore.entry.json", quote=line.text[:200], locus="page", where=line.place)
    return Start(at, title, _instant(printed), (why,))


def _take_back(lines: list[Line], listed: list[dict[str, object]]) -> None:
    """Make body of lines that the model dropped and an update's text holds; short ones may stand anywhere."""
    held = "\n".join(said(update, "articleBody", "text") for update in listed).casefold()
    heads = {said(update, "headline", "name").casefold() for update in listed}
    for line in lines:
        if line.role != "furniture" or not line.free:
            continue
        folded = line.text.casefold()
        if folded in heads or (shapes.size(line.text) >= 8 and folded in held):
            line.decide("heading" if folded in heads else "paragraph", "restore.entry.json")


def _opening(text: str) -> str:
    """Return the first words of a text, enough to know it by; empty for a short one."""
    words = text.split(maxsplit=10)
    return " ".join(words[:10]) if len(words) >= 8 or len(text) > 60 else text


def _shown(lines: list[Line], meta: Meta | None) -> list[Start]:
    """Return the starts that the form shows: times of one kind, in one direction, with running text behind each."""
    body = [at for at, line in enumerate(lines) if line.role in BODY]
    times = _times(lines, max(0, body[0] - 3), body[-1]) if body else []
    if not times:
        return []
    last = body[-1]
    places = [at for at, _ in times]
    above = _headed(lines, [(at - 1, at) for at in places])
    instants = _machine(meta)
    found: list[Start] = []
    for at, until in zip(places, [*places[1:], last + 1], strict=True):
        head = at - 1 if above and at and lines[at - 1].role in BODY else None
        behind = next((near for near in range(at + 1, until) if lines[near].role in BODY), None)
        begin = head if head is not None else behind
        if begin is None:
            continue
        line, opening = lines[at], lines[begin]
        is_head = head is not None or _is_head(opening)
        if line.role in BODY:
            line.decide("furniture", "restore.entry.time")
        why = Evidence(rule="restore.entry.form", quote=line.text, locus="page", where=line.place)
        listed = instants.get(line.text)
        instant = listed.popleft() if listed else None
        found.append(Start(begin, opening.text if is_head else None, instant, (why,)))
    return found


def _times(lines: list[Line], first: int, last: int) -> list[tuple[int, int]]:
    """Return (line, minute of the day) of the times that part a live blog; empty when the page is none.

    One or two times before the first entry (of the page itself) are left out where the others agree without them.
    """
    read = [(at, one) for at in range(first, last) if (one := _clock(lines[at].text)) is not None][:_MOST]
    kinds = collections.Counter(_kind(lines[at], one[1]) for at, one in read)
    best = max(kinds, key=lambda kind: (kinds[kind], kind), default=None)
    found = [(at, one[0]) for at, one in read if _kind(lines[at], one[1]) == best]
    for times in (found, found[1:], found[2:]):
        if len(times) < _LEAST:
            return []
        if (
            _one_way([minute for _, minute in times])
            and _close([lines[at].text for at, _ in times])
            and _told(lines, times, last)
        ):
            return times
    return []


def _kind(line: Line, rest: str) -> str:
    """Return what times of one live blog have in common: element, class words, and what stands beside the time."""
    return f"{line.tag} {line.hint[:60]} {rest}"


def _clock(text: str) -> tuple[int, str] | None:
    """Return (minute of the day, what stands beside time and date), where a line is a time and little else."""
    if not 3 <= len(text) <= 60 or _MONEY.search(text) or (clock := _CLOCK.search(text)) is None:
        return None
    if (clock["m"] is None and clock["half"] is None) or shapes.stops(text.rstrip("m.")):
        return None
    gone = [clock.span(), *((start, end) for start, end, _ in dates.find(text))]
    rest = "".join(char for at, char in enumerate(text) if not any(low <= at < high for low, high in gone))
    if len(rest) > _ROOM:
        return None
    hour = int(clock["h"])
    half = (clock["half"] or "")[:1].lower()
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    return hour * 60 + int(clock["m"] or 0), _LETTERS.sub("", rest).casefold()


def _one_way(minutes: list[int]) -> bool:
    """Tell whether times run one way: of ten steps at most one goes against it, midnight aside."""
    steps = [later - earlier for earlier, later in zip(minutes, minutes[1:], strict=False) if later != earlier]
    near = [step for step in steps if abs(step) < 12 * 60]
    down = sum(step < 0 for step in near)
    return bool(steps) and min(down, len(near) - down) <= len(near) // 10


def _close(printed: list[str]) -> bool:
    """Tell whether times that name their day lie within a few days: answers to a question may be years apart."""
    read = [ways[0] for text in printed for _, _, ways in dates.find(text)]
    days = [one.earliest for one in read if one.earliest is not None]
    return not days or max(days) - min(days) <= _SPAN


def _told(lines: list[Line], times: list[tuple[int, int]], last: int) -> bool:
    """Tell whether running text stands behind nearly each of the times: a timetable is no live blog."""
    counts = []
    for (at, _), (until, _) in zip(times, [*times[1:], (last + 1, 0)], strict=True):
        counts.append(sum(shapes.size(line.text) for line in lines[at + 1 : until] if line.role in BODY))
    return 10 * sum(count >= 5 for count in counts) >= 8 * len(counts) and sum(counts) >= _PROSE * len(counts)


def _headed(lines: list[Line], pairs: list[tuple[int, int]]) -> bool:
    """Tell whether entries have their heading right above the time."""
    above = sum(at >= 0 and lines[at].role in BODY and _is_head(lines[at]) for at, _ in pairs)
    below = sum(time + 1 < len(lines) and _is_head(lines[time + 1]) for _, time in pairs)
    return above > _HEADED * len(pairs) and above > below


def _is_head(line: Line) -> bool:
    return line.role in ("heading", "entry") or (
        line.role in BODY and 2 <= shapes.size(line.text) <= 25 and not shapes.stops(line.text) and len(line.text) < 160
    )


def _machine(meta: Meta | None) -> dict[str, collections.deque[dt.datetime]]:
    """Return the machine values of ``time`` elements by what they show, in page order."""
    found: dict[str, collections.deque[dt.datetime]] = collections.defaultdict(collections.deque)
    for _, value, text in meta.times if meta is not None else ():
        if (instant := _instant(value)) is not None:
            found[text].append(instant)
    return found


def _instant(value: object) -> dt.datetime | None:
    """Return an instant as machines print it; None for a day alone or anything else."""
    if not isinstance(value, str) or len(value) > 40 or len(value) < 12:
        return None
    try:
        return dt.datetime.fromisoformat(value.strip())
    except ValueError:
        return None
