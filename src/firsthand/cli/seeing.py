"""Has this text been seen: one text against an archive, nothing taken in."""

import sys
from pathlib import Path

import click

from firsthand import seen as asking
from firsthand import tables, views
from firsthand.archive import Archive
from firsthand.cli.card import origin_line
from firsthand.cli.one import article_in
from firsthand.cli.output import heading, rows, say, some, with_format
from firsthand.cli.which import split, with_archive
from firsthand.model import Tables

_COLUMNS = ("id", "outlet", "relation", "share", "first", "written", "story")


@click.command(epilog="Example: firsthand seen week.fh article.html, or: pbpaste | firsthand seen week.fh -")
@with_archive("FILE")
@click.option("--url", default=None, help="The page's address, if it is known.")
@with_format
def seen(arguments: tuple[str, ...], url: str | None, form: str) -> None:
    """Tell which pages of an archive carry the text of a page, or a part of it, without taking it in.

    FILE is a page, or - for plain text from the standard input.
    """
    path, (name,) = split(arguments, 1, 1)
    with Archive(path) as archive:
        known = tables.merge(tables.builtin(), archive.tables or Tables())
        asked = sys.stdin.read(asking.LONGEST + 1) if name == "-" else article_in(Path(name), url)
        found = asking.seen(archive, asked, known)
        lines = asking.listed(archive, found)
        if form == "table":
            _told(archive, found, lines)
        rows(form, lines, _COLUMNS, "")


def _told(archive: Archive, found: tuple[asking.Seen, ...], lines: list[views.Row]) -> None:
    """Say what the rows below come to."""
    if not found:
        say("No page of this archive carries this text or a passage of it.")
        return
    whole = sum(each.copy.left_share >= asking.WHOLE for each in found)
    parts = f", {some(len(found) - whole, 'page')} a part of it" if whole < len(found) else ""
    say(f"{some(whole, 'page carries', 'pages carry')} this text{parts}", "bold")
    origin = asking.origin(archive, found)
    if origin is not None and origin.name is not None:
        say(f"Whose text it is: {origin_line(origin, views.agencies(archive))}.")
    for key in dict.fromkeys(str(line["story"]) for line in lines if line["story"]):
        for row in views.story_rows_of(archive, [key]):
            say(f"{key}  {row['name']}: {views.sentence(row)}")
    heading("Pages")
