"""Commands for people's decisions: make one, list and undo them, and let them take effect."""

import getpass

import click

from firsthand import pipeline, views
from firsthand.archive import NEEDS, Archive, decide, judgement
from firsthand.archive.decisions import AT_ONCE
from firsthand.cli.output import Bar, rows, say, with_format
from firsthand.cli.which import split, with_archive
from firsthand.errors import UsageError


def local_name() -> str:
    """Return the name of who sits here, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


who_option = click.option("--who", default=None, help="Who decides; default: your name on this machine.")
why_option = click.option("--why", default=None, help="The reason, in your words.")


@click.command(
    "decide", epilog="Example: firsthand decide week.fh 'not copy' page_4f1c page_90ab --why 'own interview'"
)
@with_archive("DECISION LEFT [RIGHT]")
@click.option("--value", default=None, help="A day (EDTF) for `date`, a name for `name`, a letter for `reliability`.")
@why_option
@who_option
def decide_command(arguments: tuple[str, ...], value: str | None, why: str | None, who: str | None) -> None:
    """Write a decision into the archive; it outranks what firsthand works out, and survives every run.

    DECISION is one of: copy, not copy, same story, other story, date, name, pin, same party, other party, reliability,
    undo. LEFT and RIGHT are pages (id, address or file name), stories (any page in one will do), or party ids
    (`firsthand claims` and the desk show them); for `reliability` (A to F) what a ledger calls a newsroom or party.
    Nothing is overwritten: a later decision on the same things outranks an earlier one.
    """
    archive, (what, *sides) = split(arguments, 2, 3)
    with Archive(archive) as opened:
        meant = [_meant(opened, what, side) for side in sides]
    made = judgement(what, *meant, value=value, who=who or local_name(), reason=why)
    decide(archive, (made,))
    later = f"It counts from the next run on; to work it out now: firsthand apply {archive}"
    say(f"{made.id}: kept. {'It is shown at once.' if what in AT_ONCE else later}")


@click.command(epilog="Example: firsthand decisions week.fh --undo judgement_3f2a --why 'wrong page'")
@with_archive()
@click.option("--undo", default=None, help="Id of a decision that is no longer to stand; the line itself is kept.")
@why_option
@who_option
@with_format
def decisions(arguments: tuple[str, ...], undo: str | None, why: str | None, who: str | None, form: str) -> None:
    """List what people decided, latest first, with what became of each; or undo one."""
    archive, _ = split(arguments)
    with Archive(archive) as opened:
        found = views.history(opened)
    if undo is not None:
        one = [row for row in found if str(row["id"]).startswith(undo)]
        if len(one) != 1:
            raise UsageError(f"{undo!r} is the start of {len(one)} decisions. List them with: firsthand decisions")
        decide(archive, (judgement("undo", str(one[0]["id"]), who=who or local_name(), reason=why),))
        say(f"{one[0]['id']} no longer stands. To work it out now: firsthand apply {archive}")
        return
    columns = ("id", "when", "who", "decision", "left", "right", "value", "reason", "state")
    rows(form, found, columns, "Nobody has decided anything yet: firsthand decide --help")


@click.command(epilog="Example: firsthand apply week.fh")
@with_archive()
def apply(arguments: tuple[str, ...]) -> None:
    """Work out anew what the pages give together, so that decisions take effect; no page is read again."""
    archive, _ = split(arguments)
    with Archive(archive):  # a wrong name must not make a new archive
        pass
    with Archive(archive, write=True) as opened, Bar() as bar:
        done = pipeline.apply(opened, bar)
    say("Worked out anew." if done else "Nothing has changed since it was worked out last.")


def _meant(archive: Archive, what: str, side: str) -> str:
    """Return what a side of a decision means: a page for pages and stories, else a party or a decision."""
    if what in ("undo", "reliability") or what.endswith(" party"):
        return side
    if what not in NEEDS:
        raise UsageError(f"There is no decision {what!r}. There are: {', '.join(NEEDS)}.")
    story = what.endswith(" story") or what in ("name", "pin")
    if what == "name" and views.party(archive, side) is not None:
        return side
    if story and side.startswith("story_"):
        return views.anchor(archive, views.find_story(archive, side))
    return views.find_page(archive, side)
