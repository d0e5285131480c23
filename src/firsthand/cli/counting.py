"""Commands that count, and that say what is new."""

import click

from firsthand import export, views
from firsthand.archive import Archive
from firsthand.cli import card
from firsthand.cli.dates import since_option, until_option, within
from firsthand.cli.output import heading, rows, say, with_format
from firsthand.cli.which import split, with_archive
from firsthand.dates import Interval


@click.command(epilog="Example: firsthand count week.fh story_4f1c")
@with_archive("STORY")
@click.option("--claim", default=None, help="Only this claim, with its ledger: who tells it, on whose word it stands.")
@with_format
def count(arguments: tuple[str, ...], claim: str | None, form: str) -> None:
    """Count the independent reporters and underlying sources of a story, and of each claim in it.

    Bounds, not verdicts: 2–3 is at least two and at most three, of what this archive holds. The columns
    credibility (2 to 6, suggested from the counts) and reliability (A to F, given by people alone:
    firsthand decide … reliability NAME --value B) are those of the Admiralty scale.
    """
    archive, (key,) = split(arguments, 1, 1)
    with Archive(archive) as opened:
        shown = views.story(opened, views.find_story(opened, key))
        if claim is not None:
            _one_claim(opened, shown, claim, form)
            return
        lines = views.assertions(opened, shown.story.id)
    columns = ("reporters", "sources", "credibility", "reliability", "pages", "by", "said", "claim")
    if form != "table":
        rows(form, lines, columns, "")
        return
    say(shown.story.name, "bold")
    say(f"{shown.count.sentence} · underlying sources: {shown.count.sources}")
    for sentence in shown.count.counterfactuals:
        say(sentence)
    say(shown.count.coverage)
    heading("Each claim, what most reporters tell first")
    rows(form, lines, columns, "No party is quoted in it.")
    say()
    for digit in sorted({str(line["credibility"]) for line in lines}):
        say(f"Credibility {digit}: {views.CREDIBILITY[digit]}.")
    say(f"Who counts as what, and why: firsthand story {archive} {shown.story.id}; for one claim: --claim ID")


def _one_claim(opened: Archive, shown: views.StoryCard, claim: str, form: str) -> None:
    """Print one claim of a story with its ledger."""
    one = views.assertion(opened, shown.story.id, claim)
    lines = views.ledger_rows(opened, shown.count, one)
    columns = ("side", "standing", "name", "reliability", "reason", "subject")
    if form == "table":
        say(one.quote, "bold")
        say(f"independent reporters: {one.reporters} · underlying sources: {one.sources} · pages: {one.pages}")
    rows(form, lines, columns, "This archive keeps no ledger of single claims: trace its pages again.")


@click.command(epilog="Example: firsthand new week.fh --since 2024-03-07")
@with_archive("[STORY]")
@since_option
@until_option
@with_format
def new(arguments: tuple[str, ...], since: Interval | None, until: Interval | None, form: str) -> None:
    """List what reports said for the first time, against everything that the archive held before them.

    Of one STORY, or of all; with dates (EDTF), only of reports that may have been written then.
    """
    archive, rest = split(arguments, 0, None)
    if len(rest) > 1:
        raise click.UsageError("Name one story, or none for all of them.")
    with Archive(archive) as opened:
        story = views.find_story(opened, rest[0]) if rest else None
        lines = views.news(opened, within(since, until), story)
    rows(form, lines, ("written", "kind", "outlet", "said", "before"), "Nothing new was said in that time.")


@click.command(epilog="Example: firsthand timeline week.fh story_4f1c --dates 10")
@with_archive("STORY")
@click.option("--dates", type=click.IntRange(1), default=None, metavar="N",
              help="Only the N days that most texts report.")  # fmt: skip
@click.option(
    "--format", "-f", "form", type=click.Choice([*export.FORMATS, "timelinejs"]), default="table", show_default=True,
    help="How the list is printed; timelinejs: JSON for the TimelineJS viewer.",
)  # fmt: skip
def timeline(arguments: tuple[str, ...], dates: int | None, form: str) -> None:
    """List what happened in a story, by day, with the number of texts that report it."""
    archive, (key,) = split(arguments, 1, 1)
    with Archive(archive) as opened:
        shown = views.story(opened, views.find_story(opened, key))
        entries = views.most_reported(shown.entries, dates)
        if form == "timelinejs":
            click.echo(export.timelinejs(shown.story, entries, views.outlets(opened, entries)))
            return
    lines = [card.entry_row(entry, shown.count) for entry in entries]
    rows(form, lines, ("happened", "reported", "reporters", "texts", "text", "conflicts"),
         "No text of this story names a day.")  # fmt: skip
