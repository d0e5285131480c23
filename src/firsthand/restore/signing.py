"""How agencies sign, from the agencies table: which agency a short text names."""

import functools
import re

from firsthand.model import Tables


@functools.lru_cache(maxsize=8)
def _forms(tables: Tables) -> tuple[dict[str, str], re.Pattern[str] | None]:
    """Return (form to agency id, a pattern for any form); longer forms first, the first row of a form wins."""
    known: dict[str, str] = {}
    for agency in tables.agencies:
        for form in agency.forms:
            known.setdefault(form, agency.id)
    if not known:
        return known, None
    longest = sorted(known, key=lambda form: (-len(form), form))
    return known, re.compile("(?<![^\\W_])(?:" + "|".join(map(re.escape, longest)) + ")(?![^\\W_])")


def agency_of(text: str, tables: Tables) -> str | None:
    """Return the id of the agency whose form is the whole text, brackets and slashes aside; None when there is none."""
    known, _ = _forms(tables)
    bare = text.strip(" ()[]【】（）/.-–—:\u200e\u200f")
    if bare in known:
        return known[bare]
    first = re.split(r"\s?[/,;=+]\s?|\s(?:and|und|y|et)\s", bare)[0]
    return known.get(first)


def named_in(text: str, tables: Tables) -> str | None:
    """Return the id of the first agency that a credit line names; None when it names none.

    Forms are compared letter for letter, so that ``AA`` is not found in prose; still only lines that are known to be
    credits should be asked.
    """
    known, pattern = _forms(tables)
    match = pattern.search(text) if pattern else None
    if match:
        return known[match.group()]
    return next((known[form] for form in sorted(known) if not form.isascii() and len(form) > 1 and form in text), None)


def without_forms(text: str, tables: Tables) -> str:
    """Return the text with every agency form taken out."""
    _, pattern = _forms(tables)
    return pattern.sub("", text) if pattern else text
