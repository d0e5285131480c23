"""Counts of single claims with their ledgers, and what is new in each report, as rows."""

import datetime as dt
from collections.abc import Mapping

from firsthand.archive import Archive
from firsthand.dates import Interval
from firsthand.errors import UsageError
from firsthand.model import Assertion, Count, Dating, Line
from firsthand.views import admiralty
from firsthand.views.pages import pages_about
from firsthand.views.row import Row


def assertions(archive: Archive, story: str) -> list[Row]:
    """Return one row for each claim of a story, what most reporters tell first.

    Args:
        archive: open.
        story: the story's id; without counts of claims (an archive that an older firsthand made) the list is empty.
    """
    counted = archive.counts.get(story)
    if counted is None:
        return []
    given = admiralty.reliability(archive)
    suggested = admiralty.credibility(counted.assertions)
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
            "credibility": digit,
            "reliability": letters_behind(counted, one, given) or None,
        }
        for one, digit in zip(counted.assertions, suggested, strict=True)
    ]


def assertion(archive: Archive, story: str, claim: str) -> Assertion:
    """Return the claim of a story, as it is counted, to which a claim of a page belongs.

    Raises:
        UsageError: the story has no such claim, or the start of an id means several.
    """
    counted = archive.counts.get(story)
    found = [one for one in (counted.assertions if counted else ()) if any(key.startswith(claim) for key in one.claims)]
    if len(found) != 1:
        raise UsageError(
            f"{claim!r} is the start of {len(found)} claims of this story. List them with: firsthand count"
        )
    return found[0]


def ledger(counted: Count, one: Assertion) -> list[Line]:
    """Return the lines of a story's ledger that explain the counts of one claim: who tells it, on whose word it stands.

    Lines that only count with another one (copies, clients) are left out, unless they stand for one of its texts.
    """
    told, names = set(one.told_in), {name.casefold() for name in one.parties}
    return [
        line
        for line in counted.ledger
        if (line.side == "reporters" and line.subject in told)
        or (
            line.side == "sources"
            and line.group in one.stands_on
            and (line.standing != "copy" or line.name.casefold() in names)
        )
    ]


def ledger_rows(archive: Archive, counted: Count, one: Assertion | None = None) -> list[Row]:
    """Return the ledger of a story, or of one claim of it, as rows with the letters that people gave."""
    given = admiralty.reliability(archive)
    return [
        {
            "side": line.side,
            "standing": line.standing,
            "name": line.name,
            "group": line.group,
            "reliability": admiralty.letter_of(line, given),
            "reason": line.reason,
            "subject": line.subject,
        }
        for line in (ledger(counted, one) if one is not None else counted.ledger)
    ]


def letters_behind(counted: Count, one: Assertion, given: Mapping[str, str]) -> str:
    """Return the letters of those on whose word a claim stands, as ``B Ana Brel; D Harbor Office``; empty without."""
    found = {
        f"{letter} {line.name}"
        for line in ledger(counted, one)
        if line.side == "sources" and (letter := admiralty.letter_of(line, given)) is not None
    }
    return "; ".join(sorted(found))


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
