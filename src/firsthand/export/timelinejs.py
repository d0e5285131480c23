"""A story's timeline as JSON for the TimelineJS viewer.

Its format (``title``, ``events`` with ``start_date``, ``end_date`` and ``text``) takes text as HTML, so page text is
escaped. An entry without any day cannot be shown there; how many were left out stands under the title.
"""

import datetime as dt
import html
import json
from collections.abc import Mapping, Sequence

from firsthand.export.table import escaped
from firsthand.model import Entry, Story

_HEADLINE = 80
"""Characters of a sentence that stand as headline of its event."""


def timelinejs(story: Story, entries: Sequence[Entry], outlets: Mapping[str, str]) -> str:
    """Return the JSON of a timeline.

    Args:
        story: whose timeline it is.
        entries: in the order of the timeline.
        outlets: who published each page, by record.
    """
    shown = [entry for entry in entries if entry.earliest or entry.latest]
    left_out = len(entries) - len(shown)
    note = "Dates are the days that the texts give; a bar is an interval of days, none of them sure."
    if left_out:
        note += f" {left_out} without any day left out."
    title = {"headline": html.escape(story.name), "text": html.escape(note)}
    events = [_event(entry, outlets) for entry in shown]
    return escaped(json.dumps({"title": {"text": title}, "events": events}, ensure_ascii=False, indent=1))


def _event(entry: Entry, outlets: Mapping[str, str]) -> dict[str, object]:
    first, last = entry.earliest or entry.latest, entry.latest or entry.earliest
    assert first is not None
    assert last is not None
    names = sorted({outlets.get(record, record) for record in entry.records})
    told = "one text" if entry.reporters == 1 else f"{entry.reporters} texts"
    lines = [html.escape(entry.text), html.escape(f"{entry.edtf}; told by {told}: {', '.join(names)}")]
    if entry.conflicts:
        lines.append(html.escape("The reports differ: " + " or ".join(one.value for one in entry.conflicts)))
    short = entry.text if len(entry.text) <= _HEADLINE else entry.text[:_HEADLINE].rsplit(" ", 1)[0] + " …"
    event: dict[str, object] = {
        "unique_id": entry.id,
        "start_date": _date(first),
        "text": {"headline": html.escape(short), "text": "".join(f"<p>{line}</p>" for line in lines)},
    }
    if last != first:
        event["end_date"] = _date(last)
    return event


def _date(day: dt.date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
