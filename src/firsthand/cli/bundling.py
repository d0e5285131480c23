"""Commands about evidence: a story as one file that can be checked anywhere."""

from pathlib import Path

import click

from firsthand import evidence, pipeline, views
from firsthand.archive import Archive
from firsthand.cli.output import complain, say, some
from firsthand.cli.which import split, with_archive
from firsthand.errors import InputError, UsageError


@click.command(epilog="Example: firsthand bundle week.fh story_4f1c -o bridge.zip")
@with_archive("STORY")
@click.option("--output", "-o", type=click.Path(dir_okay=False), required=True, help="File to write.")
@click.option("--request", "asks", type=click.Path(dir_okay=False), default=None, metavar="FILE.tsq",
              help="Also write a request for a time stamp (RFC 3161), to send to an authority.")  # fmt: skip
@click.option("--timestamp", type=click.Path(dir_okay=False, exists=True), default=None, metavar="FILE.tsr",
              help="Put the authority's answer in, after checking it.")  # fmt: skip
@click.option("--root", multiple=True, type=click.Path(dir_okay=False, exists=True), metavar="CERT.pem",
              help="Certificate of an authority that you trust; can be given more than once.")  # fmt: skip
def bundle(
    arguments: tuple[str, ...], output: str, asks: str | None, timestamp: str | None, root: tuple[str, ...]
) -> None:
    """Write one story as a file that others can check without a network: firsthand verify FILE.

    It holds the pages (WARC), the characters that the count rests on, digests, decisions of people, the rules' version
    and the count. The same archive gives the same bytes. Whoever has the digest that is printed can tell whether a
    bundle is this one.
    """
    archive, (key,) = split(arguments, 1, 1)
    if Path(output).resolve() == Path(archive).resolve():
        raise UsageError(f"{output} is the archive itself: name another file.")
    with Archive(archive) as opened:
        files = evidence.bundle(opened, views.find_story(opened, key))
    stamp = Path(timestamp).read_bytes() if timestamp else None
    checked = evidence.check_stamp(stamp, evidence.digest(files), _read(root)) if stamp is not None else None
    made = evidence.packed(files, stamp)
    Path(output).write_bytes(made)
    say(f"{output}: {len(made):,} bytes. Check it anywhere: firsthand verify {output}")
    say(f"Digest: {evidence.digest(files)}")
    if checked is not None:
        _say_stamp(checked)
    if asks:
        Path(asks).write_bytes(evidence.request(files[evidence.MANIFEST]))
        say(f"{asks}: a request for a time stamp. Send it to an authority, then give its answer with --timestamp.")


def verify_bundle(context: click.Context, file: str, timestamp: str | None, root: tuple[str, ...]) -> None:
    """Check a bundle and say what was found; exit code 4 if anything is not as it was written."""
    answer = Path(timestamp).read_bytes() if timestamp else None
    try:
        found = evidence.check(Path(file).read_bytes(), pipeline.RULES, answer, _read(root))
    except (InputError, UsageError) as error:
        complain(str(error))
        context.exit(4)
    for line in found.wrong[:_SHOWN]:
        say(line)
    if len(found.wrong) > _SHOWN:
        say(f"… and {len(found.wrong) - _SHOWN:,} more.")
    if found.wrong:
        complain(f"{file} is not as it was written: {some(len(found.wrong), 'fault')}.")
        context.exit(4)
    say(found.story, "bold")
    say(found.sentence)
    quotes = some(found.spans, "quote stands", "quotes stand")
    say(f"All is as it was written; {quotes} where the bundle says. Worked out again from {some(found.pages, 'page')}"
        f" by rules {found.rules}, it comes out the same.")  # fmt: skip
    for line in found.archived:
        say(f"The archive, which knew more pages, said otherwise: {line}")
    say(f"Digest: {found.digest}")
    if found.stamped is not None:
        _say_stamp(found.stamped)


_SHOWN = 50
"""Faults that are printed one by one."""


def _say_stamp(stamp: evidence.Stamp) -> None:
    trust = "" if stamp.trusted else " No root was given, so whether to trust that authority is left to you."
    say(f"Time stamp: {stamp.when:%Y-%m-%d %H:%M:%S} UTC, by {stamp.who}.{trust}")


def _read(paths: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(Path(path).read_bytes() for path in paths)
