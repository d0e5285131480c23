"""Who wrote a dump's article: lines between headline and text that say so, or that are a person's name.

In order of trust: a line that says ``By``; a name beside a date on one line; a name alone, if a date stands next to it,
or the page names that person again on a line of its own further down (where it says who that is); last a line that says
``By`` right behind the text. Agencies sign credits, not bylines.
"""

import re
from collections.abc import Iterator

from firsthand import dates
from firsthand.restore import bynames, shapes, signed, wording
from firsthand.restore.draft import Line

_REACH = 16
"""Lines above the text that are looked at, headline or not."""
_OVER = 3
"""Lines above the headline that may name the writer, as columns do."""
_BEHIND = 5
"""Lines behind the text that may."""
_LOWER = re.compile(r"\b[^\W\d_A-Z]{3,}\b")
_NEAR = 2
"""Lines between a name and its date."""


def mark(lines: list[Line]) -> None:
    """Give the line that names the writer its role; lines that rules of furniture have claimed are left alone."""
    body = [at for at, line in enumerate(lines) if line.role == "paragraph"]
    if not body or any(line.role == "byline" for line in lines):
        return
    first = next((at for at in body if shapes.is_prose(lines[at])), body[0])
    title = next((at for at, line in enumerate(lines) if line.role == "title"), None)
    low = max(0, first - _REACH, title - _OVER if title is not None and title < first else 0)
    near = [at for at in range(low, min(first + 2, len(lines))) if _free(lines[at])]
    behind = [at for at in range(body[-1], min(body[-1] + _BEHIND, len(lines))) if _free(lines[at])]
    for at, rule in _found(lines, near, behind, title):
        lines[at].decide("byline", rule)
        return


def name_of(line: Line) -> str | None:
    """Return the names that a byline's line gives, as printed."""
    return (bynames.dated(line.text) if line.rule == "restore.byline.dated" else None) or bynames.clean(line.text)


def _free(line: Line) -> bool:
    return line.role in (None, "heading", "paragraph", "furniture") and not line.rule.startswith("restore.furniture")


def _found(lines: list[Line], near: list[int], behind: list[int], title: int | None) -> Iterator[tuple[int, str]]:
    """Yield (line, rule) of the lines that name a writer, the most trusted first."""
    for at in near:
        if _says(lines[at].text):
            yield at, "restore.byline.line"
    if title is not None:
        for at in near:
            if at > title and bynames.dated(lines[at].text):
                yield at, "restore.byline.dated"
        plain = {word for line in lines for word in _LOWER.findall(line.text)}
        told = "\n".join(line.text for line in lines if line.role == "paragraph")
        for at in near:
            if at > title and _alone(lines, at, plain, told):
                yield at, "restore.byline.name"
    for at in behind:
        if _says(lines[at].text) and bynames.says(lines[at].text):
            yield at, "restore.byline.behind"


def _says(text: str) -> bool:
    if len(text) > 140 or shapes.stops(text):
        return False
    return (signed.says_by(text) or bynames.says(text)) and bool(bynames.clean(text))


def _alone(lines: list[Line], at: int, plain: set[str], told: str) -> bool:
    """Tell whether a line is a person's name, with a date near it or said again below.

    Words that the page also writes small are no name, and whom the text speaks of is not its writer.
    """
    text = lines[at].text
    name = bynames.clean(text) if len(text) <= 80 else None
    if not name or wording.is_tool(text) or wording.role_of(text) is not None or shapes.size(name) > 5:
        return False
    if any(word in plain for word in name.casefold().split() if len(word) > 2) or name.isupper():
        return False
    if told.count(name) > (f"\n{name}" in told):
        return False
    if signed.bare_name(lines, at):
        return True
    if not bynames.is_person(name) or shapes.size(text) > 6:
        return False
    if any(_dated(lines[other].text) for other in range(max(0, at - _NEAR), min(at + _NEAR + 1, len(lines)))):
        return True
    again = [line.text for line in lines[at + 2 :] if line.text.startswith(name) or line.text.endswith(name)]
    return 1 <= len(again) <= 4


def _dated(text: str) -> bool:
    return len(text) <= 80 and any(char.isdigit() for char in text) and next(iter(dates.find(text)), None) is not None
