"""What happened when, as the texts of a story tell it, and when it was reported.

Comes in: one story, its articles, texts, datings and claims. Goes out: entries in order of the days on which things
happened. The order of what comes in changes nothing.

Rules, in order of trust:

1. A date with its year is what it says. Other expressions ("on Monday morning", "last week") hang on the day of
   writing; where only an interval of such days is known, the entry has the interval that follows: some Monday of it.
2. A day that only says when somebody spoke ("said Friday") is no event.
3. Sentences of several texts are one entry when they share a day and most of what they are about; when they share
   nearly all and their days lie close, they are one entry with a conflict. Numbers of one thing that differ are a
   conflict, too.

Reported is the likely day of the first text that tells it: it and the day of the event are two things.

Not here: events without a date expression, expressions that hang on a wholly unknown day of writing, and whether
anything happened.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Article, Claim, Dating, Entry, Stemma, Story
from firsthand.timeline.mentions import Mention, mentions, witness
from firsthand.timeline.merge import entry, merge

__all__ = ["Options", "entries"]


@dataclass(frozen=True, slots=True)
class Options:
    """How long a timeline gets."""

    most: int | None = None
    """At most so many entries, those that most texts report; None: all."""


def entries(
    story: Story,
    articles: Mapping[str, Article],
    stemmata: Mapping[str, Stemma],
    datings: Mapping[str, Dating],
    claims: Sequence[Claim],
    options: Options = Options(),
) -> tuple[Entry, ...]:
    """Return the timeline of a story, sorted by the days of what happened.

    Args:
        story: the story.
        articles: articles by record.
        stemmata: texts by id.
        datings: datings by record.
        claims: what was said in the story's pages; other claims are not looked at.
        options: how many entries.
    """
    cued: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.record is not None:
            cued.setdefault(claim.record, []).append(claim)
    found: list[Mention] = []
    carried: dict[str, tuple[str, ...]] = {}
    for text_id in sorted(story.texts):
        text = stemmata.get(text_id)
        page = witness(text.witnesses, text.archetype, articles) if text else None
        if text is None or page is None:
            continue
        carried[text_id] = tuple(record for record in text.witnesses if record in articles)
        found.extend(mentions(text_id, page, datings.get(page.record), cued.get(page.record, ())))
    made = [entry(story.id, group, carried) for group in merge(found)]
    if options.most is not None:
        made = sorted(made, key=lambda each: (-each.reporters, *_order(each)))[: options.most]
    return tuple(sorted(made, key=_order))


def _order(entry: Entry) -> tuple[dt.date, dt.date, str]:
    """Return where an entry stands: by its first day, then its last; open ones as wide as can be."""
    return entry.earliest or dt.date.min, entry.latest or dt.date.max, entry.id
