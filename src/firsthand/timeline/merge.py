"""Mentions into entries: the reports of one event together, with what they disagree on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from firsthand.model import Entry, Evidence, Version, make_id
from firsthand.text.terms import alike
from firsthand.timeline.mentions import Mention

SAME_DAY = 0.4
"""Two sentences about the same day are one event when they share this much."""
OTHER_DAY = 0.65
"""Two sentences about days that lie close are one event, told differently, only when they share this much."""
CLOSE_DAYS = 3
"""Days that two reports of one event may differ by."""
MAX_LEADERS = 200
"""Entries that a mention is compared with; of a longer timeline, the latest ones."""


def merge(found: Sequence[Mention]) -> list[list[Mention]]:
    """Return the mentions in groups, each in order of writing; its first one leads it."""
    groups: list[list[Mention]] = []
    for mention in sorted(found, key=lambda each: each.order):
        scored = [(_same(mention, group), -at) for at, group in enumerate(groups[-MAX_LEADERS:])]
        best = max(scored, default=(0.0, 0))
        if best[0] > 0:
            groups[max(0, len(groups) - MAX_LEADERS) - best[1]].append(mention)
        else:
            groups.append([mention])
    return groups


def _same(mention: Mention, group: Sequence[Mention]) -> float:
    """Return how well a mention fits a group; 0 when it does not. A text does not contradict itself on the day."""
    lead = group[0]
    if (mention.earliest, mention.latest) == (lead.earliest, lead.latest):
        shared = alike(mention.telling, lead.telling)
        return 1 + shared if shared >= SAME_DAY else 0.0
    apart = max((mention.first - lead.last).days, (lead.first - mention.last).days)
    if apart > CLOSE_DAYS or any(other.text == mention.text for other in group):
        return 0.0
    shared = alike(mention.telling, lead.telling)
    return shared if shared >= OTHER_DAY else 0.0


def entry(story: str, group: Sequence[Mention], carried: Mapping[str, tuple[str, ...]]) -> Entry:
    """Return the entry of a group.

    Args:
        story: the story's id.
        group: mentions of one event, in order of writing.
        carried: records of all pages of each text.
    """
    lead = max((each for each in group if each.written == group[0].written), key=lambda m: (len(m.words), m.order))
    texts = sorted({mention.text for mention in group})
    least = min(each.last - each.first for each in group)
    narrow = [each for each in group if each.last - each.first == least]
    first, last = min(each.first for each in narrow), max(each.last for each in narrow)
    earliest, latest = (None if first == dt.date.min else first), (None if last == dt.date.max else last)
    evidence = []
    for mention in group:
        evidence.append(_proof("timeline.sentence", mention, mention.words))
        evidence.append(_proof("timeline.expression", mention, mention.expression))
    return Entry(
        # its place too: a long page may say the same sentence twice
        id=make_id("entry", story, str(earliest), str(latest), lead.record, str(lead.where.start), lead.words),
        story=story,
        earliest=earliest,
        latest=latest,
        reported=min((each.written for each in group if each.written is not None), default=None),
        text=lead.words,
        expression=lead.expression,
        records=tuple(sorted({record for text in texts for record in carried[text]})),
        reporters=len(texts),
        conflicts=(*_days(group, carried), *_numbers(group, carried)),
        evidence=tuple(evidence),
    )


def _proof(rule: str, mention: Mention, quote: str) -> Evidence:
    where = mention.sentence if rule == "timeline.sentence" else mention.where
    return Evidence(rule=rule, quote=quote, record=mention.record, where=where)


def _days(group: Sequence[Mention], carried: Mapping[str, tuple[str, ...]]) -> tuple[Version, ...]:
    """Return the days that the reports give, where exact ones differ."""
    told: dict[str, set[str]] = defaultdict(set)
    for mention in group:
        if mention.earliest is not None and mention.earliest == mention.latest:
            told[mention.earliest.isoformat()].add(mention.text)
    return _versions(told, carried)


def _numbers(group: Sequence[Mention], carried: Mapping[str, tuple[str, ...]]) -> tuple[Version, ...]:
    """Return the numbers that differ between texts: each text's first one of each thing that several texts count."""
    units: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for mention in group:
        for value, unit, quote in mention.counts:
            units[unit].setdefault(mention.text, (value, quote))
    found: list[Version] = []
    for unit in sorted(units):
        told: dict[str, set[str]] = defaultdict(set)
        shown: dict[str, str] = {}
        for text, (value, quote) in sorted(units[unit].items()):
            told[shown.setdefault(value, quote)].add(text)
        found.extend(_versions(told, carried))
    return tuple(found)


def _versions(told: Mapping[str, set[str]], carried: Mapping[str, tuple[str, ...]]) -> tuple[Version, ...]:
    if len(told) < 2:
        return ()
    return tuple(
        Version(value=value, records=tuple(sorted(record for text in texts for record in carried[text])))
        for value, texts in sorted(told.items())
    )
