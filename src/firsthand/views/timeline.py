"""Timelines of a length to order, and who reports each entry."""

from collections import Counter
from collections.abc import Iterable, Sequence

from firsthand.archive import Archive
from firsthand.model import Entry
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
