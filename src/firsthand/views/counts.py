"""Counts of single claims, and what is new in each report, as rows."""

import datetime as dt

from firsthand.archive import Archive
from firsthand.dates import Interval
from firsthand.model import Dating
from firsthand.views.pages import pages_about
from firsthand.views.row import Row


def assertions(archive: Archive, story: str) -> list[Row]:
    """Return one row for each claim of a story, what most reporters tell first.

    Args:
        archive: open.
        story: the story's id; without counts of claims (an archive that an older firsthand made) the list is empty.
    """
    counted = archive.counts.get(story)
    return [
        {
            "claim": one.claims[0],
            "said": one.quote,
            "denied": one.denied,
            "by": "; ".join(one.parties),
            "pages": one.pages,
            "texts": one.texts,
            "reporters": str(one.reporters),
            "reporters_low": one.reporters.low,
            "reporters_high": one.reporters.high,
            "sources": str(one.sources),
            "sources_low": one.sources.low,
            "sources_high": one.sources.high,
        }
        for one in (counted.assertions if counted else ())
    ]


def news(archive: Archive, asked: Interval, story: str | None = None) -> list[Row]:
    """Return one row for each thing that a report says first, in the order of writing.

    Args:
        archive: open.
        asked: days of writing; a report that may have been written on one of them is in, one without a day only when
            no days are asked for.
        story: the story's id; None: all stories.
    """
    found = [archive.stories.get(story)] if story is not None else list(archive.stories)
    told = [(one, piece) for one in found if one is not None for piece in one.news]
    about = {str(row["id"]): row for row in pages_about(archive, {piece.record for _, piece in told})}
    ranked: list[tuple[str, str, int, Row]] = []
    for one, piece in told:
        dating = archive.datings.get(piece.record)
        if not _inside(dating, asked):
            continue
        day = dating.likely or dating.earliest or dating.latest if dating else None
        row: Row = {
            "written": dating.edtf if dating else None,
            "kind": piece.kind,
            "outlet": about.get(piece.record, {}).get("outlet"),
            "said": piece.quote,
            "before": piece.before,
            "story": one.id,
            "story_name": one.name,
            "page": piece.record,
        }
        ranked.append((str(day or dt.date.max), piece.record, piece.where.start, row))
    return [row for *_, row in sorted(ranked, key=lambda each: each[:3])]


def _inside(dating: Dating | None, asked: Interval) -> bool:
    """Tell whether a text may have been written on one of the days; its likely day decides where it has one."""
    if asked.earliest is None and asked.latest is None:
        return True
    if dating is None:
        return False
    if dating.likely is not None:
        return asked.overlaps(Interval(dating.likely, dating.likely))
    return (dating.earliest or dating.latest) is not None and asked.overlaps(Interval(dating.earliest, dating.latest))
