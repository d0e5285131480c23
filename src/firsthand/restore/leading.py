"""Lines that the block model kept though their form says what they are: headline, byline and date above the body.

Looked for among the first body lines, down to the first that reads like prose. A box inside the body (a newsletter
form, a share bar) whose other lines were dropped takes its last short line along.
"""

import re

from firsthand import dates
from firsthand.model import Span
from firsthand.restore import bynames, shapes, signed
from firsthand.restore.classes import BIT
from firsthand.restore.compose import BODY
from firsthand.restore.draft import Line
from firsthand.restore.markup import Sheet

_REACH = 8
"""Body lines from the first on that are looked at."""
_ROOM = 25
"""Characters beside a date that still make a line a date line."""
_AUTHOR = re.compile(r"\b(?:byline|author|author-?name|by-?author)\b")
_BOX = BIT["letter"] | BIT["share"] | BIT["related"] | BIT["login"] | BIT["popup"] | BIT["advert"] | BIT["comment"]
_SHORT = 14
"""Words of a line that follows what its box is."""


def mark(lines: list[Line], title: str | None) -> None:
    """Set the roles of head lines that stand at the beginning of the body."""
    first = [at for at, line in enumerate(lines) if line.role in BODY][:_REACH]
    folded = title.casefold() if title else None
    for count, at in enumerate(first):
        line = lines[at]
        if shapes.is_prose(line):
            return
        if not line.free:
            continue
        if folded is not None and line.text.casefold() == folded:
            line.decide("furniture", "restore.lead.title")
        elif signed.says_by(line.text) or _named(line):
            line.decide("byline", "restore.lead.byline")
        elif is_date(line.text):
            line.decide("furniture", "restore.lead.date")
        elif count < 2 and line.role != "heading" and signed.bare_name(lines, at):
            line.decide("byline", "restore.lead.name")


def sign(lines: list[Line], name: str | None, where: Span | None) -> None:
    """Take the line that gave the byline out of the body, where it says nothing else."""
    for line in lines if name is not None and where is not None else ():
        if line.place == where and line.role in BODY and line.free and bynames.clean(line.text) == name:
            line.decide("byline", "restore.lead.byline")


def _named(line: Line) -> bool:
    return bool(_AUTHOR.search(line.hint[:60])) and shapes.size(line.text) <= 8 and not shapes.ends(line.text)


def is_date(text: str) -> bool:
    """Tell whether a line is a date and little else."""
    if len(text) > 90:
        return False
    spans = [(start, end) for start, end, _ in dates.find(text)]
    return bool(spans) and len(text) - sum(end - start for start, end in spans) <= _ROOM and not shapes.stops(text)


def boxes(sheet: Sheet) -> None:
    """Drop short lines of boxes whose other lines were dropped."""
    for line, number in zip(sheet.lines, sheet.owner, strict=True):
        if line.role not in BODY or not line.free or shapes.size(line.text) > _SHORT:
            continue
        for _ in range(3):
            element = sheet.elements[number]
            if element.mask & _BOX:
                inside = sheet.lines[element.first : element.end]
                kept = sum(len(one.text) for one in inside if one.role in BODY)
                if 2 * kept < sum(len(one.text) for one in inside):
                    line.decide("furniture", "restore.lead.box")
                break
            if element.parent < 0:
                break
            number = element.parent
