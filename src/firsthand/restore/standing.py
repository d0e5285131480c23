"""Names of writers that stand alone: under the headline, and behind the end of the body.

A bare name says little. It counts where the page comes back to it: with a line that begins with it and goes on like a
sentence (``Ada Fennimore is …``), as biographies do, or with a line ``By Ada Fennimore``.
"""

import re

from firsthand.restore import bynames, shapes
from firsthand.restore.compose import BODY
from firsthand.restore.draft import Line

_BELOW = 6
"""Lines after the headline among which a bare name is looked for."""
_BEHIND = 6
"""Lines after the body among which a name is looked for."""
_SENTENCE = 10
"""Words of a biography's first line."""
_ENDING = re.compile(r"(?:\d|\))\W{0,3}[^|]{0,24}?\b(?i:written |posted )?(?i:by):?\s+(?=[^\W\d_a-z])")
"""What may stand between a date and the name that ends a line: ``May 3, 2031 · 4 min read · By Ada Fennimore``."""


def below(lines: list[Line], title: int) -> Line | None:
    """Return the first line under the headline that is a person's name to which the page comes back."""
    for line in lines[title + 1 : title + 1 + _BELOW]:
        if len(line.text) <= 60 and bynames.is_person(line.text) and _again(lines, line):
            return line
    return None


def behind(lines: list[Line]) -> tuple[str, Line] | None:
    """Return (name, line) of the first line just behind the body that signs: ``By …``, or a name with a biography."""
    last = max((at for at, line in enumerate(lines) if line.role in BODY), default=None)
    if last is None:
        return None
    for at in range(last, min(last + 1 + _BEHIND, len(lines))):
        line = lines[at]
        if len(line.text) > 100:
            continue
        name = bynames.clean(line.text)
        if name and name != line.text and bynames.says(line.text) and all(map(bynames.is_person, bynames.parts(name))):
            return name, line
        after = lines[at + 1].text if at + 1 < len(lines) else ""
        if bynames.is_person(line.text) and after.startswith(line.text + " "):
            return line.text, line
    return None


def ending(text: str) -> str | None:
    """Return the name after ``by`` at the end of a line that gives a date before it; None when it gives none."""
    if len(text) > 120 or not any(char.isdigit() for char in text):
        return None
    found = _ENDING.search(text)
    name = bynames.clean(text[found.end() :]) if found else None
    return name if name and not any(char.isdigit() for char in name) else None


def _again(lines: list[Line], one: Line) -> bool:
    """Tell whether another line is this name after ``By``, or begins with it and goes on like a sentence."""
    name = one.text
    for line in lines:
        text = line.text
        if line is one or name not in text:
            continue
        if text.startswith(name + " ") and shapes.size(text) >= _SENTENCE and shapes.ends(text):
            return True
        if len(text) <= len(name) + 12 and bynames.says(text):
            return True
    return False
