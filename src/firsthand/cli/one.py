"""Commands on files alone, without an archive."""

from pathlib import Path

import click
import msgspec

import firsthand
from firsthand import copies, tables
from firsthand.cli import card
from firsthand.cli.output import heading, say
from firsthand.errors import InputError, UsageError
from firsthand.export.table import safe
from firsthand.model import Article, Refusal

file_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
url_option = click.option("--url", default=None, help="The page's address, if it is known.")


@click.command(epilog="Example: firsthand restore page.html")
@file_argument
@url_option
def restore(file: Path, url: str | None) -> None:
    """Print the article inside one page: headline, then the body."""
    article = article_in(file, url)
    say(article.title or "(no headline)", "bold")
    say()
    click.echo(safe(article.text))


@click.command(epilog="Example: firsthand date page.html")
@file_argument
@url_option
def date(file: Path, url: str | None) -> None:
    """Tell when the text of one page was written, with the evidence."""
    payload = file.read_bytes()
    dating = firsthand.date(payload, url=url)
    if not dating.evidence:
        article_in(file, url)  # where there is no article in it, that is what there is to say
    for line in card.dating_lines(dating):
        say(line)


@click.command(epilog="Example: firsthand diff first.html second.html")
@click.argument("left", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("right", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def diff(left: Path, right: Path) -> None:
    """Tell whether one page carries the text of another, who was first, and show every edit; furniture is left out."""
    one, two = (_renamed(article_in(path, None), name) for path, name in ((left, "left"), (right, "right")))
    copy = copies.pair(one, two, copies.Options(tables=tables.builtin()))
    if copy is None:
        say("Neither text was copied from the other, as far as the words show.")
        return
    say(f"{copy.relation} · shares {copy.left_share:.0%} of left, {copy.right_share:.0%} of right", "bold")
    if copy.exemplar is None or copy.certainty is None:
        say("Nothing decides which of them was first.")
    else:
        say(f"{copy.exemplar.capitalize()} was first ({copy.certainty:.2f}).")
    for each in copy.evidence[1:]:
        say(f"  {each.weight:+.1f} {each.rule:<34}“{each.quote[:60]}” {each.note or ''}")
    heading(f"Edits ({len(copy.edits)})")
    for edit in copy.edits:
        say(f"  {edit.kind:<12} - {edit.before or '(nothing)'}")
        say(f"  {'':<12} + {edit.after or '(nothing)'}")


def _renamed(article: Article, name: str) -> Article:
    return msgspec.structs.replace(article, record=name)


@click.command(epilog="Example: firsthand wire page.html")
@file_argument
@url_option
def wire(file: Path, url: str | None) -> None:
    """Tell which agency, or which outlet, stands behind the text of one page or plain text, with the evidence."""
    payload = file.read_bytes()
    found = firsthand.restore(payload, url=url)
    if isinstance(found, Refusal):
        if not payload.strip() or b"<" in payload[:2_000] or b"\0" in payload[:2_000]:
            raise InputError(f"{file}: {found.reason}: {found.detail}")
        found = Article(record="text", text=payload.decode("utf-8", "replace").strip(), blocks=())
    known = tables.builtin()
    origin = copies.origin(found, known)
    say(card.origin_line(origin, {agency.id: agency.name for agency in known.agencies}), "bold")
    for each in origin.evidence:
        note = f"  {each.note}" if each.note else ""
        say(f"  {each.weight:+.2f} {each.rule:<28}“{each.quote}”{note}")


def article_in(file: Path, url: str | None) -> Article:
    """Return the article of one file.

    Raises:
        UsageError: it cannot be read.
        InputError: there is none in it.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    found = firsthand.restore(data, url=url)
    if isinstance(found, Refusal):
        raise InputError(f"{file}: {found.reason}: {found.detail}")
    return found
