"""`demarche mcp`: the record for an agent, over standard input and output."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import click

from demarche.desk.cli import options
from demarche.desk.cli.exits import Exit


@click.command(short_help="Serve the record to an agent, over standard input and output (MCP).")
@options.as_of
@options.record
def mcp(*, address: str | None, as_of: date | None) -> Exit:
    """Serve the record to an agent by the Model Context Protocol, over standard input and output.

    It is started by the agent's program, and ends when that goes. Its tools ask and never change:
    search, timeline, event, due, silences, brief, pair, actor, stories, read_text, cite_check.
    With --as-of the agent sees nothing that was recorded later. `demarche serve` offers the same
    over HTTP, at /mcp.

    \b
    As an agent's program is told of it:
      {"mcpServers": {"demarche": {"command": "demarche", "args": ["mcp"]}}}
    """
    from demarche.desk.mcp import server
    from demarche.service.record import open_record

    with closing(open_record(address)) as record:
        seen = record.as_of(as_of)
        server(lambda: seen).run("stdio")
    return Exit.DONE
