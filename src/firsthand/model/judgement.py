"""A judgement: a person's decision. It outranks scores and survives every re-run."""

import datetime as dt
from typing import Literal

from firsthand.model.noun import Noun

Decision = Literal["copy", "not copy", "same story", "other story", "date", "name"]
"""What was decided."""


class Judgement(Noun, frozen=True, kw_only=True):
    """One decision; appended, never overwritten: a later one on the same subject outranks an earlier one."""

    id: str
    """``judgement_`` and 16 hex digits."""
    decision: Decision
    """What was decided."""
    left: str
    """Record, text or story id."""
    right: str | None = None
    """The other side of a pair; None for a decision about one thing."""
    value: str | None = None
    """An EDTF date or a name, where the decision needs one."""
    who: str
    """A local name."""
    when: dt.datetime
    """With offset."""
    reason: str | None = None
    """In the person's words; None when none was given."""
