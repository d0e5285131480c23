"""The command line: parse, call the library function of that name, say what came of it.

Exit codes: 0 done, 1 failed, 2 usage, 3 finished with refused or damaged input, 4 verification failed, 130 interrupted.
"""

import sys
import traceback

import click

from firsthand.cli import copying, counting, dates, decide, keep, look, one, run, talk
from firsthand.cli.output import complain
from firsthand.errors import FirsthandError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="firsthand", message="%(prog)s %(version)s")
def cli() -> None:
    """Fifty pages say it. How many sources do?

    Takes a pile of scraped news pages and works out where each one really came from.

    \b
    firsthand trace examples/week -o week.fh     restore, trace, date, group, count
    firsthand stories week.fh                    what the pages are about, by independent reporters
    firsthand serve week.fh                      the same in a browser
    """  # noqa: D301 (click looks for the backspace itself)


for _command in (
    run.trace, run.serve, look.stories, look.story, look.page, look.search, look.refusals, look.status, look.networks,
    dates.dates, counting.timeline, counting.count, counting.new, keep.verify, keep.backup, keep.compact, 
    keep.upgrade, keep.forget,
    one.restore, one.date, one.claims, one.diff, one.wire,
    copying.copies, copying.network, decide.decide_command, decide.decisions, decide.apply, talk.mcp,
):  # fmt: skip
    cli.add_command(_command)


def main() -> None:
    """Run the command line; errors become one message and an exit code, never a traceback of ours."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except KeyboardInterrupt:
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
