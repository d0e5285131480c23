"""The command that attacks a count."""

import click

from firsthand import redteam as attacks
from firsthand import tables, views
from firsthand.archive import Archive
from firsthand.cli.output import rows, say, with_format
from firsthand.cli.which import split, with_archive
from firsthand.model import Tables
from firsthand.redteam import Attempt


@click.command(epilog="Example: firsthand redteam week.fh story_4f1c")
@with_archive("[STORY]")
@click.option("--pages", type=click.IntRange(1, 20), default=2, show_default=True, help="Forged pages of each attempt.")
@with_format
def redteam(arguments: tuple[str, ...], pages: int, form: str) -> None:
    """Try to raise the count of a STORY with forged pages, and tell how much work that takes.

    Its most copied text is reprinted, re-dated, signed by invented reporters, split, paraphrased by degrees, and made
    to claim reporting of its own; each time everything is counted again, and set beside what counting headlines and
    counting publishers would give. Without a STORY: the one with most independent reporters. The archive stays as it
    is.
    """
    archive, rest = split(arguments, 0, None)
    if len(rest) > 1:
        raise click.UsageError("Name one story, or none for the one with most independent reporters.")
    with Archive(archive) as opened:
        first = next((str(row["id"]) for row in views.stories(opened, 1)), None)
        if first is None:
            raise click.UsageError(f"{archive} holds no story to attack.")
        key = views.find_story(opened, rest[0]) if rest else first
        shown = views.story(opened, key)
        inside = "id IN (SELECT stemma FROM witness w JOIN told t ON t.record = w.record WHERE t.story = ?)"
        texts = opened.stemmata.where(inside, key)
        held = {record: page for record in shown.story.records if (page := opened.articles.get(record)) is not None}
        clues = {record: found for record in held if (found := opened.clues.get(record)) is not None}
        claims = [claim for record in held for claim in opened.claims.where("record = ?", record)]
        rules = tables.merge(tables.builtin(), opened.tables or Tables())
    options = attacks.Options(tables=rules, pages=pages)
    made = attacks.attack(shown.story, held, texts, claims, clues, options)
    if form == "table":
        say(shown.story.name, "bold")
        say(f"independent reporters before: {made[0].before}" if made else "It has no text that could be forged.")
    columns = ("move", "words written", "headlines", "publishers", "reporters", "sources")
    rows(form, [_row(each) for each in made], columns, "")
    if form == "table" and made:
        say(f"To raise the count by one: headlines and publishers take {pages} pages on new sites, and no word.")
        for side, name in (("low", "lower"), ("high", "upper")):
            best = attacks.cheapest(made, side)
            cost = f"{best.written // pages} words a page ({best.move})" if best else "none of these attempts is enough"
            say(f"The {name} bound: {cost}.")


def _row(each: Attempt) -> views.Row:
    """Return an attempt as a row."""
    return {
        "move": each.move,
        "words written": each.written,
        "headlines": f"+{each.headlines}",
        "publishers": f"+{each.publishers}",
        "reporters": str(each.reporters),
        "sources": str(each.sources),
        "low raised by": each.raised[0],
        "high raised by": each.raised[1],
        "in the story": each.together,
    }
