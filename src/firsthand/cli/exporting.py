"""The command that hands an archive to other programs."""

import sys
from pathlib import Path

import click

from firsthand import export, views
from firsthand.archive import Archive
from firsthand.cli.which import split, with_archive
from firsthand.errors import UsageError

_NAMES = "\n".join(f"    {name:<14} {says}" for name, says in export.formats().items())


@click.command(
    "export",
    help="Write the pages of an archive, or of one story, in a format that other programs read.\n\n\b\n" + _NAMES,
    epilog="Example: firsthand export week.fh --as csl --story story_4f1c -o week.json",
)
@with_archive()
@click.option("--as", "--format", "form", type=click.Choice(list(export.formats())), required=True, metavar="FORMAT",
              help="One of the formats above.")  # fmt: skip
@click.option("--story", "-s", default=None, help="Only the pages of this story: an id, the start of one, or words.")
@click.option("--desk", default=None, metavar="ADDRESS",
              help="Of reports: the desk that permalinks lead to, for example http://127.0.0.1:8000.")  # fmt: skip
@click.option("--bom", is_flag=True, help="Of pages-csv: begin with the mark by which Excel knows UTF-8.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), default=None, help="File to write, else printed.")
def export_command(
    arguments: tuple[str, ...], form: str, story: str | None, desk: str | None, bom: bool, output: str | None
) -> None:
    """Write the pages of an archive in a format; the help is given above, since it lists the formats."""
    archive, _ = split(arguments)
    if output is not None and Path(output).resolve() == Path(archive).resolve():
        raise UsageError(f"{output} is the archive itself: name another file.")
    if desk is not None and not desk.lower().startswith(("http://", "https://")):
        raise UsageError(f"{desk} is no address of a desk: give one that begins with http:// or https://.")
    if bom and form != "pages-csv":
        raise UsageError("--bom is for pages-csv: no other format takes that mark.")
    with Archive(archive) as opened:
        key = views.find_story(opened, story) if story is not None else None
        made = export.render(form, opened, key, desk)
    made = b"\xef\xbb\xbf" + made if bom else made
    out = sys.stdout.buffer
    if output is None and form in export.BINARY and out.isatty():
        raise UsageError(f"{form} is not for a terminal: name a file with -o.")
    if output is None:
        out.write(made)
        out.flush()
    else:
        Path(output).write_bytes(made)
