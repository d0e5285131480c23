"""A report as Markdown with footnotes, as GitHub, Pandoc and most editors read them."""

import re

from firsthand.export.page import line
from firsthand.export.report import Note, Point, Report, Section

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#!|~^&$@]|:(?=//)|(?<=www)\.|^[-+=]|^\d{1,9}(?=[.)]))", re.IGNORECASE)
"""Characters that mean something in Markdown: anywhere, before what looks like an address, or at the beginning."""


def report_md(report: Report) -> str:
    """Return the report as Markdown; page text can neither make links nor HTML in it."""
    head = [f"# {_text(report.title)}", f"**{_text(report.sentence)}**", _text(report.coverage)]
    if report.link:
        head.append(f"[Open it in the desk](<{_address(report.link)}>)")
    notes = [*map(_note, report.notes)]
    foot = ["Made by firsthand. Quotations are the pages’ own words."]
    return "\n\n".join([*head, *map(_section, report.sections), *foot, "\n".join(notes)]).strip() + "\n"


def _section(section: Section) -> str:
    points = "\n".join(map(_point, section.points))
    more = [f"{section.left_out:,} more are not shown here."] if section.left_out else []
    return "\n\n".join(
        [f"## {_text(section.heading)}", *([_text(section.said)] if section.said else []), points, *more]
    )


def _point(point: Point) -> str:
    lead = f"**{_text(point.lead)}**: " if point.lead else ""
    return f"- {lead}{_text(point.text)}{''.join(f'[^{each}]' for each in point.notes)}"


def _note(note: Note) -> str:
    links = [f"[these characters](<{_address(note.link)}>)"] if note.link else []
    if note.address and note.address.lower().startswith(("http://", "https://")):
        links.append(f"[the page itself](<{_address(note.address)}>)")
    return f"[^{note.number}]: “{_text(note.quote)}” {'; '.join([_text(note.where), *links])}."


def _text(text: str) -> str:
    return _MARKS.sub(lambda found: _harmless(found[0]), line(text))


def _harmless(mark: str) -> str:
    """Return a mark so that it stands for itself; a number that would begin a list keeps its digits."""
    return f"&#{ord(mark[0])};{mark[1:]}" if mark.isdigit() else "\\" + mark


def _address(address: str) -> str:
    """Return an address that cannot end the angle brackets that it stands in."""
    return re.sub(r"[<>\\\s]", lambda found: f"%{ord(found[0]):02X}", line(address))
