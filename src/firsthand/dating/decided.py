"""What people decided about days: a decision outranks every other evidence, for the page and for all of its text."""

import datetime as dt
from collections.abc import Iterable, Mapping

from firsthand.dates import Interval, from_edtf
from firsthand.dating.weigh import JUDGED
from firsthand.model import Clue, Evidence, Judgement

_OUTRANKS = 200.0
"""Log-odds of a decision: more than all other evidence about one text adds up to."""
_DOUBTED = 8.0
"""Log-odds of a decision that doubts itself (``2023-09~``, ``2023-09?``): as much as the firmest single clues."""


def decided(judgements: Iterable[Judgement], texts: Mapping[str, tuple[str, ...]]) -> dict[str, Clue]:
    """Return text -> the clue that the latest decision about it gives, for the texts that somebody decided on.

    Args:
        judgements: Decisions that stand. Only those named ``date`` count, whose left side is a page or a text.
        texts: Records by text.
    """
    home = {record: text for text, records in texts.items() for record in records} | {text: text for text in texts}
    last: dict[str, Judgement] = {}
    for each in sorted(judgements, key=lambda one: (one.when, one.id)):
        if each.decision == "date" and each.left in home and each.value is not None:
            last[home[each.left]] = each
    found = {}
    for text, each in sorted(last.items()):
        clue = _clue(each)
        if clue is not None:
            found[text] = clue
    return found


def _clue(judgement: Judgement) -> Clue | None:
    """Return the days that a decision allows; None for one that allows all, or whose value is no EDTF."""
    try:
        value: Interval = from_edtf(judgement.value or "")
    except ValueError:  # whoever takes decisions in has to refuse it; a stage passes it over
        return None
    if value.earliest is None and value.latest is None:
        return None
    reason = f": {judgement.reason}" if judgement.reason else ""
    note = f"decided by {judgement.who} on {judgement.when.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC{reason}"
    evidence = Evidence(
        rule=JUDGED,
        quote=judgement.value or "",
        record=judgement.left,
        locus="archive",
        weight=_DOUBTED if value.approximate or value.uncertain else _OUTRANKS,
        note=note,
    )
    return Clue(kind="around", earliest=value.earliest, latest=value.latest, evidence=evidence)
