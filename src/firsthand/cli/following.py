"""The command that fetches: ``follow``."""

from pathlib import Path

import click

from firsthand import pipeline
from firsthand.archive import Archive
from firsthand.cli.output import Bar, say, some
from firsthand.cli.which import DEFAULT
from firsthand.errors import UsageError


@click.command(epilog="Example: firsthand follow feeds.opml -o week.fh")
@click.argument("lists", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", "output", default=DEFAULT, show_default=True, help="The archive, one file.")
@click.option("--most", type=click.IntRange(1), default=500, show_default=True, help="Pages fetched in one run.")
@click.option("--delay", type=click.FloatRange(0.0), default=2.0, show_default=True,
              help="Seconds between two requests to a host; robots.txt may ask for more.")  # fmt: skip
@click.option("--keep-days", type=click.IntRange(1), default=None, help="Delete captures of older runs.")
@click.option("--contact", default=None, help="Who runs this: an address that sites can write to.")
@click.option("--allow-private", is_flag=True, help="Also ask servers on this machine (127.0.0.1).")
@click.pass_context
def follow(  # noqa: PLR0913 (one argument an option)
    context: click.Context, lists: tuple[Path, ...], output: str, most: int, delay: float, keep_days: int | None,
    contact: str | None, allow_private: bool,
) -> None:  # fmt: skip
    """Fetch what is new in feeds and take it into an archive.

    LISTS are OPML files, or files with one address a line: RSS, Atom, JSON Feed, sitemaps, pages. What was fetched is
    kept as WARC in the folder beside the archive. Run it again to go on.
    """
    try:
        from firsthand import follow as following
    except ImportError as error:
        raise UsageError("Following feeds needs more packages: pip install 'firsthand[follow]'") from error
    if contact is not None and not contact.isprintable():
        raise UsageError("--contact must be one line.")
    agent = "firsthand/0.1 (follows news feeds" + (f"; {contact})" if contact else ")")
    limits = following.Limits(allow_loopback=allow_private)
    options = following.Options(agent, delay, most, keep_days, limits)
    folder = Path(output).with_suffix(".follow")
    outcome = following.follow(lists, folder, options)
    for url, why in outcome.refused:
        say(f"{url}: {why}", "yellow")
    say(f"{outcome.fetched} pages fetched, {outcome.unchanged} lists unchanged, {len(outcome.refused)} not fetched.")
    captures = following.waiting(folder)
    if captures:
        with Archive(output, write=True) as archive, Bar() as bar:
            done = pipeline.trace(captures, archive, progress=bar)
        following.taken(folder, captures)
        say(f"{output}: {some(done.new, 'new page')}, from {', '.join(str(path) for path in captures)}")
    context.exit(3 if outcome.refused else 0)
