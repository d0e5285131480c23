"""Timelines of a length to order, and who reports each entry."""

from collections import Counter
from collections.abc import Iterable, Sequence

from firsthand.archive import Archive
from firsthand.model import Bounds, Count, Entry
from firsthand.views.pages import pages_about


def most_reported(entries: Sequence[Entry], dates: int | None) -> list[Entry]:
    """Return the entries of the days that most texts report, in their order; all of them when no number is given.

    Args:
        entries: in the order of a timeline.
        dates: how many days; of days that are reported alike the earlier one stays. An entry without any day counts as
            a day of its own kind.
    """
    if dates is None:
        return list(entries)
    reported: Counter[str] = Counter()
    for entry in entries:
        reported[entry.edtf] += entry.reporters
    best = sorted(reported, key=lambda day: (-reported[day], day))[:dates]
    return [entry for entry in entries if entry.edtf in best]


def outlets(archive: Archive, entries: Iterable[Entry]) -> dict[str, str]:
    """Return who published each page that some entries name, by record."""
    pages = {record for entry in entries for record in entry.records}
    return {str(row["id"]): str(row["outlet"] or row["id"]) for row in pages_about(archive, pages)}


def behind(count: Count, records: Iterable[str]) -> Bounds:
    """Return how many independent reporters tell what some pages of a story tell: an entry, or one version of it.

    Args:
        count: the story's count; its ledger tells which pages count together.
        records: pages of the story.
    """
    held = set(records)
    groups = {line.group for line in count.ledger if line.side == "reporters" and line.subject in held}
    sure = {line.group for line in count.ledger if line.side == "reporters" and line.standing == "reporter"}
    low = max(1, min(len(groups & sure), count.reporters.low)) if groups else 0
    return Bounds(low=low, high=max(low, min(len(groups), count.reporters.high)))


def versions(count: Count, entry: Entry) -> list[str]:
    """Return what the reports of an entry disagree on, each version with its independent reporters: ``12 dead (1)``."""
    return [f"{version.value} ({behind(count, version.records)})" for version in entry.conflicts]
