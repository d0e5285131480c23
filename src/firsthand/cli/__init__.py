"""The command line: parse, call the library function of that name, say what came of it.

Exit codes: 0 done, 1 failed, 2 usage, 3 finished with refused or damaged input, 4 verification failed, 130 interrupted.
"""

import re
import sys
import traceback

import click

from firsthand.cli import (
    attacking,
    bundling,
    claiming,
    copying,
    counting,
    dates,
    decide,
    exporting,
    following,
    keep,
    look,
    one,
    run,
    seeing,
    talk,
    watching,
)
from firsthand.cli.output import complain
from firsthand.cli.which import is_archive
from firsthand.errors import FirsthandError


class _Headed(click.Group):
    """A group whose help lists its commands under headings."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; say so where the archive was named before it."""
        if is_archive(args[0]):
            ctx.fail(f"The command comes first: firsthand {args[1] if len(args) > 1 else 'stories'} {args[0]}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands."""
        for heading, commands in _COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(each.name or "", _in_short(each)) for each in commands])


def _in_short(command: click.Command) -> str:
    """Return what a command does: its first sentence as far as the first colon or semicolon."""
    return re.split("[:;.]", command.get_short_help_str(200), maxsplit=1)[0]


@click.group(cls=_Headed, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="firsthand", message="%(prog)s %(version)s")
def cli() -> None:
    """Fifty pages say it. How many sources do?

    Takes a pile of scraped news pages and works out where each one really came from.

    \b
    firsthand trace examples/week -o week.fh     restore, trace, date, group, count
    firsthand stories week.fh                    what the pages are about, by independent reporters
    firsthand serve week.fh                      the same in a browser

    ARCHIVE is the file that trace writes; it may be left out where only one lies in this folder.
    """  # noqa: D301 (click looks for the backspace itself)


_COMMANDS: dict[str, tuple[click.Command, ...]] = {
    "Take pages in, and look": (run.trace, following.follow, run.serve, look.status, look.search, look.refusals),
    "Who says what": (claiming.claims, claiming.parties),
    "Stories and counts": (
        look.stories,
        look.story,
        counting.count,
        counting.new,
        counting.timeline,
        attacking.redteam,
    ),
    "Pages": (look.page, dates.dates, copying.copies, look.networks, copying.network, seeing.seen),
    "One file, without an archive": (one.restore, one.date, one.wire, one.diff),
    "Watches": (watching.watch, watching.watches),
    "Decisions of people": (decide.decide_command, decide.decisions, decide.apply),
    "The archive itself": (keep.verify, keep.backup, keep.compact, keep.upgrade, keep.forget),
    "Other programs": (exporting.export_command, bundling.bundle, talk.mcp),
}
"""Every command, under the heading that the help gives it."""

for _commands in _COMMANDS.values():
    for _command in _commands:
        cli.add_command(_command)


def main() -> None:
    """Run the command line; errors become one message and an exit code, never a traceback of ours."""
    try:
        code = cli.main(prog_name="firsthand", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.exceptions.Abort):  # Click makes the second of the first
        complain("Stopped. What was finished is kept; run the same command again to go on.")
        code = 130
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        code = 0
    except FirsthandError as error:
        complain(str(error))
        code = error.exit_code
    except Exception as error:
        complain(f"firsthand failed: {type(error).__name__}: {error}. Pages taken in so far are kept. Please report:")
        traceback.print_exc()
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
