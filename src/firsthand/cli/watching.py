"""Commands for watches: set one up or take it away, and see what came of all of them."""

import datetime as dt
import sys
from pathlib import Path

import click

from firsthand import watches as watching
from firsthand.archive import Archive
from firsthand.cli.output import rows, say, some
from firsthand.cli.which import split, with_archive
from firsthand.errors import UsageError
from firsthand.model import Alert
from firsthand.watches import out

_ON = [each.replace(" ", "-") for each in watching.FIRINGS]
_FEEDS = ("atom", "rss", "jsonfeed", "eml")


@click.command(epilog="Example: firsthand watch week.fh --story bridge --on new-origin --on new-number")
@with_archive()
@click.option("--query", default=None, help="Words, as in a search; or q=…&outlet=… as in a search's address.")
@click.option("--party", default=None, help="Who is quoted: a name or an id.")
@click.option("--site", default=None, help="A site (with those below it), or the name of an outlet or brand.")
@click.option("--network", default=None, help="The id of a network of sites.")
@click.option("--claim", default=None, help="The id of a claim.")
@click.option("--story", default=None, help="Its id, or words of its name.")
@click.option("--on", multiple=True, type=click.Choice(_ON), help="What to be told of; default: all of them.")
@click.option("--name", default=None, help="What to call it.")
@click.option("--webhook", default=None, help="Where `firsthand watches --post` sends alerts.")
@click.option("--remove", default=None, help="Take away the watch whose id begins so.")
def watch(  # noqa: PLR0913 (one argument an option)
    arguments: tuple[str, ...], query: str | None, party: str | None, site: str | None, network: str | None,
    claim: str | None, story: str | None, on: tuple[str, ...], name: str | None, webhook: str | None,
    remove: str | None,
) -> None:  # fmt: skip
    """Be told when something new comes: an origin, a number, a claim, a correction, a false date. Copies are not new.

    Watches are looked at whenever the archive has been worked out anew; `firsthand watches` and the desk tell what
    came of them.
    """
    archive, _ = split(arguments)
    given = [(kind, value) for kind, value in (("query", query), ("party", party), ("site", site),
             ("network", network), ("claim", claim), ("story", story)) if value is not None]  # fmt: skip
    with Archive(archive) as opened:
        if remove is not None:
            gone = watching.remove(opened, remove)
            for each in gone:
                say(f"{each.id}: taken away.")
            if not gone:
                say(f"There is no watch {remove}.")
            return
        if len(given) != 1:
            raise UsageError("Say what to watch: one of --query, --party, --site, --network, --claim, --story.")
        firing = [each.replace("-", " ") for each in on]
        made = watching.made(opened, *given[0], firing, name, webhook)
    watching.add(archive, made)
    say(f"{made.id}: watching the {made.kind} “{made.name}”. See what comes of it: firsthand watches {archive}")


@click.command(epilog="Example: firsthand watches week.fh --format atom > week.atom")
@with_archive()
@click.option("--format", "-f", "form", default="table", show_default=True,
              type=click.Choice(["table", "json", "jsonl", "csv", *_FEEDS]),
              help="A list, a feed, or an e-mail's text.")  # fmt: skip
@click.option("--of", "of", default=None, help="Only of the watch whose id begins so.")
@click.option("--set-up", is_flag=True, help="List the watches themselves.")
@click.option("--desk", default="http://127.0.0.1:8770", show_default=True, help="Where links of a feed lead.")
@click.option("--output", "-o", "output", default=None, type=click.Path(path_type=Path), help="A file to write.")
@click.option("--post", is_flag=True, help="Send alerts that were not sent yet to the watches' webhooks.")
@click.option("--allow-private", is_flag=True, help="Also send to servers on this machine (127.0.0.1).")
@click.pass_context
def watches(  # noqa: PLR0913 (one argument an option)
    context: click.Context, arguments: tuple[str, ...], form: str, of: str | None, set_up: bool, desk: str,
    output: Path | None, post: bool, allow_private: bool,
) -> None:  # fmt: skip
    """List what the watches fired on, latest first; as a feed, or as the text of an e-mail; or send it to webhooks."""
    archive, _ = split(arguments)
    if post:
        context.exit(3 if _post(archive, desk, allow_private=allow_private) else 0)
    with Archive(archive) as opened:
        held = [each for each in opened.watches if of is None or each.id.startswith((of, f"watch_{of}"))]
        if set_up:
            lines = out.watch_rows(opened, held)
            rows(form, lines, out.WATCH_COLUMNS, "Nothing is watched yet: firsthand watch --help")
            return
        fired = out.fired(opened, [each.id for each in held])
    if form in _FEEDS:
        text = out.FEEDS[form](out.Feed(Path(archive).name, desk.rstrip("/"), fired, {w.id: w for w in held}))
        if output is None:
            sys.stdout.write(text)
        else:
            output.write_text(text, "utf-8")
        return
    if form == "table":
        _told(fired, {each.id: each.name for each in held})
    else:
        rows(form, out.alert_rows(fired, held), out.ALERT_COLUMNS, "")


def _told(fired: list[Alert], names: dict[str, str]) -> None:
    """Print alerts for a person, latest first."""
    if not fired:
        say("No watch has fired yet.")
    for each in fired:
        say(f"{each.firing}: {each.about or names.get(each.watch, each.watch)}", "bold")
        say(f"  {each.sentence}")
        say(f"  {each.when:%Y-%m-%d %H:%M} · watch: {names.get(each.watch, each.watch)} · {each.record}", "dim")


def _post(archive: str, desk: str, *, allow_private: bool) -> int:
    """Send what was not sent; return how many addresses did not take it."""
    try:
        from firsthand.follow import Limits, post
    except ImportError as error:
        raise UsageError("Sending to webhooks needs more packages: pip install 'firsthand[follow]'") from error
    failed = 0
    with Archive(archive) as opened:
        held = {each.id: each for each in opened.watches if each.webhook}
        due = out.unsent(opened, held)
    for key, alerts in due.items():
        address = held[key].webhook or ""
        body = out.json_feed(out.Feed(Path(archive).name, desk.rstrip("/"), alerts, held))
        why = post(address, body.encode(), "application/feed+json", Limits(allow_loopback=allow_private))
        if why is None:
            watching.mark_sent(archive, [each.id for each in alerts], dt.datetime.now(dt.UTC).isoformat())
            say(f"{held[key].name}: {some(len(alerts), 'alert')} sent.")
        else:
            failed += 1
            say(f"{held[key].name}: not sent, {why}", "yellow")
    if not due:
        say("Nothing waits to be sent.")
    return failed
