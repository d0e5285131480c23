"""Commands that run: ``trace`` and ``serve``."""

from pathlib import Path

import click

from firsthand import pipeline, tables, views
from firsthand.archive import Archive
from firsthand.cli import carried
from firsthand.cli.decide import local_name
from firsthand.cli.output import Bar, heading, say, some
from firsthand.cli.which import DEFAULT, split, with_archive
from firsthand.errors import UsageError
from firsthand.model import Tables

_OPEN = (None, "", "..", "../..")
"""Intervals without an end: the evidence refutes a date and gives none."""


@click.command(epilog="Example: firsthand trace examples/week -o week.fh")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--output", "-o", "output", default=DEFAULT, show_default=True, help="The archive, one file.")
@click.option("--workers", "-w", type=click.IntRange(0, 256), default=None,
              help="Processes; 0: this one alone; default: one a core.")  # fmt: skip
@click.option("--tables", "-t", "extra", multiple=True, type=click.Path(path_type=Path),
              help="A TOML file with more agencies, outlets or offices.")  # fmt: skip
@click.option("--page-seconds", type=click.FloatRange(0.1), default=20.0, show_default=True,
              help="A page that takes longer is refused.")  # fmt: skip
@click.option("--later", is_flag=True,
              help="Take the pages in and work nothing out: apply, or the next trace, does it for all.")  # fmt: skip
@click.option("--on", default="local", show_default=True,
              help="Where: local, daft, ray or ray://host:port (needs firsthand[cluster]).")  # fmt: skip
@click.option("--parquet", default=None, help="With --on: a folder or address for the workers' Parquet files.")
@click.pass_context
def trace(  # noqa: PLR0913 - one argument an option
    context: click.Context, paths: tuple[str, ...], output: str, workers: int | None, extra: tuple[Path, ...],
    page_seconds: float, later: bool, on: str, parquet: str | None,
) -> None:  # fmt: skip
    """Take pages from files and folders into an archive and work out where they came from.

    PATHS are files and folders in any mix: HTML, MHTML, plain-text dumps, JSON Lines, Parquet, WARC, ARC, feeds, and
    ZIP or TAR of these.
    Run it again with more pages, or after it was stopped: what the archive holds is not done again.

    With --on the pages are taken through an engine, on this machine or a cluster; PATHS may then be addresses in an
    object store as well. The archive is the same.
    """
    options = pipeline.Options(pipeline.cores() if workers is None else workers, page_seconds, later=later)
    added = Tables()
    for path in extra:
        added = tables.merge(added, tables.read(path))
    files = [Path(path) for path in paths if on == "local" or "://" not in path]
    if files:
        pipeline.check(files)
    if Path(output).is_dir():
        raise UsageError(f"{output} is a folder; an archive is one file: -o {Path(output) / DEFAULT}")
    frames = None
    if on != "local":
        from firsthand import engine  # it brings pyarrow's stores with it

        frames = engine.connect(on, parquet or f"{output}-parquet")
    with Archive(output, write=True) as archive, Bar() as bar:
        if frames is None:
            outcome = pipeline.trace(files, archive, options, added, bar)
        else:
            outcome = engine.trace(paths, archive, frames, options, added, bar)
        bar.__exit__(None, None, None)
        if later:
            _waiting(archive, outcome)
        else:
            _summary(archive, outcome)
    context.exit(3 if outcome.refused else 0)


def _waiting(archive: Archive, outcome: pipeline.Outcome) -> None:
    """Say what was taken in, and what is still to be done."""
    say(f"{archive.path}: {some(outcome.new, 'page')} taken in, {outcome.refused} refused ({outcome.known} were known)."
        f" What all pages give together waits for: firsthand apply {archive.path}")  # fmt: skip


def _summary(archive: Archive, outcome: pipeline.Outcome) -> None:
    """Print what a person can act on."""
    held = views.status(archive)
    say(
        f"{archive.path}: {some(held['pages'], 'page')}, {outcome.new} of them new ({outcome.known} were known); "
        f"{some(held['articles'], 'article')}, {some(held['texts'], 'text')}, "
        f"{some(held['stories'], 'story', 'stories')}."
    )
    stories = views.stories(archive)
    if not stories:
        heading("No page could be used" if held["pages"] and not held["articles"] else "No stories yet")
    else:
        heading("Stories, most independent reporters first")
    for row in stories[:20]:
        say(f"  {row['name']}", "bold")
        days = str(row["earliest"]) if row["earliest"] == row["latest"] else f"{row['earliest']} to {row['latest']}"
        say(f"    {views.sentence(row)} · {days if row['earliest'] else 'no day found'} · {row['id']}")
        false = views.contradicted(archive, str(row["id"]))
        for page in false[:3]:
            likely = f", most likely {page['likely']}" if page["likely"] not in (None, page["written"]) else ""
            name = page["outlet"] or page["id"]
            found = "that cannot be" if page["written"] in _OPEN else f"evidence says {_span(page['written'])}{likely}"
            say(f"    {name} says {page['claimed']}, {found}", "yellow")
        if len(false) > 3:
            say(f"    and {some(len(false) - 3, 'more date')} that the evidence contradicts", "yellow")
    if len(stories) > 20:
        say(f"  … and {len(stories) - 20} more: firsthand stories {archive.path}")
    carried.summary(archive)
    reasons = views.refusal_reasons(archive)
    if reasons:
        heading("What could not be used")
        for row in reasons:
            say(f"  {row['reason']}: {row['pages']}   firsthand refusals {archive.path} --reason {row['reason']}")
    fired = views.fired(archive) if outcome.derived else 0
    if fired:
        say()
        say(f"Watches fired: {some(fired, 'alert')}   firsthand watches {archive.path}", "bold")
    say()
    say(f"Look at it in a browser: firsthand serve {archive.path}")


def _span(written: object) -> str:
    """Return an interval of writing in words where it has two ends or one."""
    first, slash, last = str(written).partition("/")
    if not slash:
        return first
    if ".." in (first, last):
        return f"{last} or earlier" if first == ".." else f"{first} or later"
    return f"between {first} and {last}"


@click.command(epilog="Example: firsthand serve week.fh --port 8899")
@with_archive()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8770, show_default=True, help="Port to listen on; 0: a free one."
)
@click.option("--token", envvar="FIRSTHAND_TOKEN", default=None, help="What must be given before decisions are taken.")
@click.option("--read-only", is_flag=True, help="Take no decisions.")
@click.option("--embed", is_flag=True, help="Let other sites show the cards of stories.")
def serve(arguments: tuple[str, ...], host: str, port: int, token: str | None, read_only: bool, embed: bool) -> None:
    """Open the desk in a browser: stories, pages with their evidence, search. Ctrl-C stops it.

    People's decisions are taken from whoever sits at this machine; with --host of another address only from those who
    give the token, and from nobody when there is none.
    """
    archive, _ = split(arguments)
    from firsthand import web  # only this command needs the web server

    with Archive(archive):  # complain before the server starts
        pass
    rights = web.rights(host, token, read_only=read_only, who=local_name(), embed=embed)
    bound = web.listening(host, port)
    named = f"[{host}]" if ":" in host else host
    say(f"The desk is open at http://{named}:{bound.getsockname()[1]}/ (Ctrl-C stops it)")
    if not rights.decide and not read_only:
        say("It only reads: decisions at this address need --token.")
    web.serve(archive, bound, host, rights)
