"""Commands that keep an archive: check it, copy it, make it small, bring it up to date, forget a page."""

from pathlib import Path

import click

from firsthand import archive as kept
from firsthand import pipeline, views
from firsthand.archive import Archive
from firsthand.cli.bundling import verify_bundle
from firsthand.cli.decide import local_name, who_option
from firsthand.cli.output import Bar, complain, say
from firsthand.cli.which import split, with_archive
from firsthand.errors import ArchiveError, UsageError
from firsthand.evidence import is_zip


@click.command(epilog="Example: firsthand verify week.fh")
@with_archive()
@click.option("--timestamp", type=click.Path(dir_okay=False, exists=True), default=None, metavar="FILE.tsr",
              help="Of a bundle: the answer of a time-stamping authority that is not in it.")  # fmt: skip
@click.option("--root", multiple=True, type=click.Path(dir_okay=False, exists=True), metavar="CERT.pem",
              help="Of a bundle: certificate of an authority that you trust.")  # fmt: skip
@click.pass_context
def verify(context: click.Context, arguments: tuple[str, ...], timestamp: str | None, root: tuple[str, ...]) -> None:
    """Check an archive or a bundle; exit code 4 if anything is not as it was written.

    Of an archive: the file, its index, every stored page and the log. A sealed archive is checked byte by byte; a run
    that was killed leaves it without a seal until the next one ends. Of a bundle (firsthand bundle): every byte, and
    the count worked out again from its pages; no network is needed.
    """
    if len(arguments) == 1 and _is_bundle(arguments[0]):
        verify_bundle(context, arguments[0], timestamp, root)
        return
    if timestamp or root:
        raise UsageError("Time stamps belong to bundles: firsthand bundle week.fh STORY -o FILE")
    archive, _ = split(arguments)
    try:
        with Archive(archive) as opened:
            wrong, sealed, (lines, chain) = opened.verify(), opened.sealed(), opened.log_head()
            held = {} if wrong else views.status(opened)
    except ArchiveError as error:
        complain(str(error))
        context.exit(4)
    for line in wrong:
        say(line)
    if wrong:
        say(f"A copy made earlier may be whole; pages can be taken in again with: firsthand trace PATH… -o {archive}")
        context.exit(4)
    say(f"All is as it was written: {held['pages']} pages, {held['articles']} articles, {held['refusals']} refusals.")
    if lines:
        say(f"The log has {lines} lines; it ends with {chain}.")
    if not sealed:
        say(f"The file is not sealed, so a changed byte outside pages may be missed: firsthand compact {archive}")


def _is_bundle(name: str) -> bool:
    try:
        with Path(name).open("rb") as file:
            return is_zip(file.read(4))
    except OSError:
        return False


@click.command(epilog="Example: firsthand backup week.fh week-2026-11-22.fh")
@with_archive("TARGET")
def backup(arguments: tuple[str, ...]) -> None:
    """Copy an archive to TARGET, while others read or write it; the copy is checked before it gets its name."""
    archive, (target,) = split(arguments, 1, 1)
    if not Path(target).absolute().parent.is_dir():
        raise UsageError(f"{target}: there is no such folder.")
    size = kept.backup(archive, target)
    say(f"{target}: {size:,} bytes. Check it at any time: firsthand verify {target}")


@click.command(epilog="Example: firsthand compact week.fh")
@with_archive()
def compact(arguments: tuple[str, ...]) -> None:
    """Give back the space of what was deleted, and seal the file; needs room for a second copy meanwhile."""
    archive, _ = split(arguments)
    before, after = kept.compact(archive)
    say(f"{archive}: {before:,} bytes before, {after:,} now.")


@click.command(epilog="Example: firsthand upgrade week.fh")
@with_archive()
def upgrade(arguments: tuple[str, ...]) -> None:
    """Bring an archive of an earlier firsthand to the present format, all of it or nothing.

    Reading needs no upgrade, and writing does it by itself; an earlier firsthand then no longer opens the archive.
    """
    archive, _ = split(arguments)
    before, after = kept.upgrade(archive)
    if before == after:
        say(f"{archive} has format {after} already.")
    else:
        say(f"{archive} had format {before} and has {after} now.")


@click.command(epilog="Example: firsthand forget week.fh page_4f1c --why 'court order 12/7'")
@with_archive("PAGE")
@click.option("--why", required=True, help="The reason; it is kept, so it must not quote the page.")
@who_option
def forget(arguments: tuple[str, ...], why: str, who: str | None) -> None:
    """Delete a page and every trace of its words from the file; its id, digest, and the reason stay.

    PAGE is an id or the start of one, an address, or a file name. Everything worked out from pages is worked out anew
    and the file is written anew. Copies of the same text on other pages are pages of their own, and so are backups.
    """
    archive, (key,) = split(arguments, 1, 1)
    with Archive(archive) as opened:
        record = views.find_page(opened, key)
        if opened.records.get(record) is None:
            raise UsageError(f"{key} is no page of which anything is kept but its refusal.")
    with Archive(archive, write=True) as opened, Bar() as bar:
        pipeline.erase(opened, record, who or local_name(), why, bar)
    say(f"{record}: forgotten. Its id stays, so that it is not taken in again.")
    beside = [str(path) for path in Path(archive).parent.glob(f"{Path(archive).name}*") if str(path) != archive]
    if beside:
        say(f"Look whether these still hold it: {', '.join(sorted(beside))}")
