"""The commands that look behind events: affairs, captures, judgements, changes by hand."""

from __future__ import annotations

from datetime import date

import click

from demarche.desk.cli.asking import asking, opened, shown
from demarche.desk.cli.exits import Exit


@click.command(short_help="List the affairs that events belong to.")
@click.option("--limit", "most", type=click.IntRange(min=1), default=30, show_default=True)
@asking
def stories(*, address: str | None, as_of: date | None, wants_json: bool | None, most: int) -> Exit:
    """List the affairs that events belong to, those with most events first."""
    from demarche.service import record_json

    with opened(address, as_of) as record:
        found = record.stories(most=most)
    return shown(found, record_json.story, "stories", wants_json=wants_json, nothing="no story")


@click.command(short_help="List what was changed by hand.")
@click.argument("number", metavar="[ID]", required=False)
@asking
def history(
    number: str | None, *, address: str | None, as_of: date | None, wants_json: bool | None
) -> Exit:
    """List what was changed by hand: of one event, or the last hundred changes of all."""
    from demarche.service import record_json

    with opened(address, as_of) as record:
        found = record.history(number)
    return shown(
        found, record_json.correction, "corrections", wants_json=wants_json,
        nothing="nothing was changed by hand",
    )  # fmt: skip


@click.command(short_help="List the captures of a page, with what changed.")
@click.argument("page", metavar="ADDRESS|NAME|ID")
@asking
def captures(
    page: str, *, address: str | None, as_of: date | None, wants_json: bool | None
) -> Exit:
    """List the captures of a page, each with what changed since the one before."""
    from demarche.service import record_json

    with opened(address, as_of) as record:
        found = record.captures(page)
    return shown(found, record_json.capture, "captures", wants_json=wants_json, nothing="")


@click.command(short_help="List why mentions were put together.")
@click.argument("number", metavar="ID")
@asking
def judgements(
    number: str, *, address: str | None, as_of: date | None, wants_json: bool | None
) -> Exit:
    """List what was judged of pairs of mentions of which one belongs to an event."""
    from demarche.service import record_json

    with opened(address, as_of) as record:
        found = record.judgements(number)
    return shown(
        found, record_json.judgement, "judgements", wants_json=wants_json,
        nothing="nothing was judged",
    )  # fmt: skip
