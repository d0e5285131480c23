"""The command that lets assistants ask an archive."""

import click

from firsthand import mcp as tools
from firsthand.cli.which import split, with_archive


@click.command(epilog="Example: firsthand mcp week.fh --http 8771")
@with_archive()
@click.option("--http", "port", type=click.IntRange(1, 65535), default=None,
              help="Serve streamable HTTP at http://127.0.0.1:PORT/mcp instead of stdio.")  # fmt: skip
def mcp(arguments: tuple[str, ...], port: int | None) -> None:
    """Let assistants ask the archive over MCP: search, stories, counts, pages, dates, claims, comparing, tracing.

    Nothing can be changed through it. What pages say is fenced as untrusted. Needs: pip install 'firsthand[mcp]'
    """
    archive, _ = split(arguments)
    tools.serve(archive, port)
