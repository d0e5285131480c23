"""Lists by date, and dates as people type them."""

import datetime as dt
from typing import Any

import click

from firsthand import views
from firsthand.archive import Archive
from firsthand.cli.output import rows, with_format
from firsthand.cli.which import split, with_archive
from firsthand.dates import Interval, from_edtf


class Edtf(click.ParamType[Interval]):
    """A date as people type it: EDTF level 1."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Interval:
        """Return the interval; fail with a hint where it is none."""
        if isinstance(value, Interval):
            return value
        try:
            return from_edtf(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def within(since: Interval | None, until: Interval | None) -> Interval:
    """Return the days from the first day of one to the last day of the other; an end that is open stays open.

    Raises:
        click.UsageError: it ends before it begins.
    """
    first, last = since.earliest if since else None, until.latest if until else None
    if first is not None and last is not None and first > last:
        raise click.UsageError(f"--until ({last}) lies before --since ({first}).")
    return Interval(first, last)


def told_within(story: views.Row, asked: Interval) -> bool:
    """Tell whether a story may have been told on one of the days; one without any day is not, if days are asked for."""
    first, last = (dt.date.fromisoformat(str(story[end])) if story[end] else None for end in ("earliest", "latest"))
    if asked.earliest is None and asked.latest is None:
        return True
    return (first is not None or last is not None) and asked.overlaps(Interval(first, last))


since_option = click.option("--since", type=Edtf(), default=None, help="From this date on: 2023-09-22, 2023-09~, 2023.")
until_option = click.option("--until", type=Edtf(), default=None, help="Up to this date, its last day included.")


@click.command(epilog="Example: firsthand dates week.fh --only contradicted --format csv")
@with_archive()
@since_option
@until_option
@click.option("--only", type=click.Choice(["none", "wide", "contradicted"]), default=None,
              help="Pages without a date, dated widely, or whose own date the evidence contradicts.")  # fmt: skip
@with_format
def dates(
    arguments: tuple[str, ...], since: Interval | None, until: Interval | None, only: views.Facet | None, form: str
) -> None:
    """List when each page was written, what it claims, and whether that can be true.

    Dates are EDTF level 1. A page is listed when it may have been written in that time.
    """
    archive, _ = split(arguments)
    with Archive(archive) as opened:
        lines = views.dates(opened, within(since, until), only)
    shown = ("id", "outlet", "title", "date_claimed", "date_edtf", "date_certainty", "date_verdict")
    columns = shown if form == "table" else ("id", "outlet", "title", *views.DATE_COLUMNS)
    what = "No page is as asked." if only else "No page was written in that time, as far as the evidence goes."
    rows(form, lines, columns, what)
