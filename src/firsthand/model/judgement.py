"""A judgement: a person's decision. It outranks scores and survives every re-run."""

import datetime as dt
from typing import Literal

from firsthand.model.noun import Noun

Decision = Literal[
    "copy", "not copy", "same story", "other story", "date", "name", "pin", "same party", "other party", "reliability",
    "undo",
]  # fmt: skip
"""What was decided: that two pages are copies or not, tell one story or not; a day; a name; that a story stays where it
is; that two mentions are one party or not; how reliable a newsroom or party is (A to F); or that an earlier decision no
longer stands."""


class Judgement(Noun, frozen=True, kw_only=True):
    """One decision; appended, never overwritten: a later one on the same subject outranks an earlier one."""

    id: str
    """``judgement_`` and 16 hex digits."""
    decision: Decision
    """What was decided."""
    left: str
    """What it is about. A record id wherever that will do: story and text ids are made of what they hold and change
    with it, so a story is named by any page in it. A party id for decisions on parties, the judgement for ``undo``, for
    ``reliability`` what the ledger of a count calls a newsroom or party."""
    right: str | None = None
    """The other side of a pair; None for a decision about one thing."""
    value: str | None = None
    """An EDTF date, a name, or a letter from A to F, where the decision needs one."""
    who: str
    """A local name."""
    when: dt.datetime
    """With offset."""
    reason: str | None = None
    """In the person's words; None when none was given."""
