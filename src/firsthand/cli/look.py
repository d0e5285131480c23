"""Commands that look into an archive."""

import click

from firsthand import views
from firsthand.archive import Archive
from firsthand.cli import card
from firsthand.cli.dates import since_option, told_within, until_option, within
from firsthand.cli.output import rows, say, some, with_format
from firsthand.cli.which import split, with_archive
from firsthand.dates import Interval
from firsthand.model import Network


@click.command(epilog="Example: firsthand stories week.fh --format csv")
@with_archive()
@click.option("--limit", type=click.IntRange(1), default=None, help="At most so many.")
@since_option
@until_option
@with_format
def stories(
    arguments: tuple[str, ...], limit: int | None, since: Interval | None, until: Interval | None, form: str
) -> None:
    """List the stories, most independent reporters first; with dates (EDTF) those that may have been written then."""
    archive, _ = split(arguments)
    asked = within(since, until)
    with Archive(archive) as opened:
        lines = views.stories(opened, -1)
        wait = views.status(opened)["articles that wait"] if not lines else 0
    lines = [line for line in lines if told_within(line, asked)][:limit]
    for line in lines:
        line["counts"] = views.sentence(line)
    columns = ("id", "name", "counts", "earliest", "latest", "contradicted")
    none = "No stories yet. Take pages in with: firsthand trace PATH… -o " + archive
    if wait:
        none = f"No stories yet: {some(wait, 'article')} taken in, to be worked out with: firsthand apply {archive}"
    if since is not None or until is not None:
        none = "No story was told in that time, as far as the evidence goes."
    rows(form, lines, columns, none)


@click.command(epilog="Example: firsthand story week.fh story_4f1c")
@with_archive("STORY")
@with_format
def story(arguments: tuple[str, ...], form: str) -> None:
    """Show one story: its counts with the ledger, pages, what is new in each, and its timeline.

    STORY is an id, the start of one, or words of the story's name.
    """
    archive, (key,) = split(arguments, 1, 1)
    with Archive(archive) as opened:
        shown = views.story(opened, views.find_story(opened, key))
        given = views.reliability(opened)
    if form == "table":
        card.story(shown, given)
    else:
        rows(form, shown.pages, ("id", "outlet", "title", "written", "claimed", "verdict"), "")


@click.command(epilog="Example: firsthand page week.fh examples/week/feed.jsonl:12")
@with_archive("PAGE")
@with_format
def page(arguments: tuple[str, ...], form: str) -> None:
    """Show everything known about one page: what it is, where from, when really, who says what, and the evidence.

    PAGE is an id or the start of one, an address, or a file name (rows.jsonl:12 for a row).
    """
    archive, (key,) = split(arguments, 1, 1)
    with Archive(archive) as opened:
        shown, named = views.page(opened, views.find_page(opened, key)), views.agencies(opened)
    if form == "table":
        card.page(shown, named)
    else:
        rows(form, [card.page_row(shown)], tuple(card.page_row(shown)), "")


@click.command(epilog='Example: firsthand search week.fh harbour "oil spill"')
@with_archive("WORDS...")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="At most so many.")
@with_format
def search(arguments: tuple[str, ...], limit: int, form: str) -> None:
    """Find pages that hold all the WORDS; put several in quotes to keep them together."""
    archive, words = split(arguments, 1, None)
    query = " ".join(f'"{word}"' if " " in word else word for word in words)
    with Archive(archive) as opened:
        hits = opened.search(query, limit)
        found = opened.search_total(query)
    lines: list[views.Row] = [
        {"id": hit.record, "title": hit.title, "found": hit.snippet, "score": round(hit.score, 3)} for hit in hits
    ]
    rows(form, lines, ("id", "title", "found"), f"No page holds all of: {query}")
    if form == "table" and found > len(hits):
        say(f"{len(hits)} of {found} pages; more with --limit {min(found, 10_000)}")


@click.command(epilog="Example: firsthand refusals week.fh --reason consent_wall")
@with_archive()
@click.option("--reason", default=None, help="Only this reason.")
@with_format
def refusals(arguments: tuple[str, ...], reason: str | None, form: str) -> None:
    """List what could not be used, with the reason and the place."""
    archive, _ = split(arguments)
    with Archive(archive) as opened:
        lines = views.refusals(opened, reason)
    rows(form, lines, ("reason", "file", "place", "detail"), "Everything could be used.")


@click.command(epilog="Example: firsthand status week.fh")
@with_archive()
@with_format
def status(arguments: tuple[str, ...], form: str) -> None:
    """Tell how much the archive holds, and how many pages claim a date that cannot be true."""
    archive, _ = split(arguments)
    with Archive(archive) as opened:
        held = views.status(opened)
    if form == "table":
        rows(form, [{"what": name, "number": number} for name, number in held.items()], ("what", "number"), "")
    else:
        rows(form, [held], tuple(held), "")


@click.command(epilog="Example: firsthand networks week.fh")
@with_archive()
@with_format
def networks(arguments: tuple[str, ...], form: str) -> None:
    """List the networks of sites that share one template, with the strongest signals."""
    archive, _ = split(arguments)
    with Archive(archive) as opened:
        lines: list[views.Row] = [
            {
                "id": each.id,
                "sites": ", ".join(each.sites),
                "brands": ", ".join(each.brands),
                "pages": len(each.records),
                "score": round(each.score, 3),
                "signals": "; ".join(_signals(each)),
            }
            for each in opened.networks
        ]
    rows(form, lines, ("id", "brands", "pages", "score", "signals"), "No two sites share a template.")


def _signals(network: Network) -> list[str]:
    """Return the strongest signal of each of the three strongest families."""
    found: dict[str, str] = {}
    for each in network.evidence:
        found.setdefault(each.rule.split(".")[1], " ".join(each.quote.split())[:40])
    return [f"{family} “{quote}”" for family, quote in list(found.items())[:3]]
