"""Options that the commands over a record share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from demarche.model import EventType, Status, UsageError
from demarche.service import parse_day

F = TypeVar("F", bound=Callable[..., Any])


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option names."""
    try:
        return None if value is None else parse_day(value)
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, param) from error


record = click.option(
    "--record",
    "address",
    metavar="PATH|URL",
    envvar="DEMARCHE_RECORD",
    help="The record: a file, or the address of a PostgreSQL store. Without it the one that "
    "DEMARCHE_RECORD names, else record.sqlite in your data folder.",
)
as_of = click.option(
    "--as-of",
    metavar="YYYY-MM-DD",
    callback=day,
    help="Show the record exactly as it stood at the end of that day.",
)
because = click.option("--because", metavar="WORDS", help="Why; kept with the change.")


def which(command: F) -> F:
    """Add the options that pick events."""
    since = click.option("--since", metavar="YYYY-MM-DD", callback=day, help="From that day on.")
    until = click.option("--until", metavar="YYYY-MM-DD", callback=day, help="Up to that day.")
    return since(until(kinds(command)))


def kinds(command: F) -> F:
    """Add the options that pick events by other things than their days."""
    for option in reversed(
        (
            click.option(
                "--type",
                "types",
                multiple=True,
                type=click.Choice(list(EventType), case_sensitive=False),
                metavar="TYPE",
                help="Only acts of that type (may be given again).",
            ),
            click.option(
                "--status",
                "statuses",
                multiple=True,
                type=click.Choice(list(Status), case_sensitive=False),
                metavar="STATUS",
                help="Only those (may be given again).",
            ),
            click.option("--story", metavar="ID", help="Only events of that affair."),
        )
    ):
        command = option(command)
    return command


def asking_the_web(command: F) -> F:
    """Add the options that say how the web is asked."""
    for option in (
        click.option(
            "--allow",
            "allowed",
            multiple=True,
            metavar="HOST",
            help="A host of a private network, or this machine, that may be asked (again for more; "
            "or DEMARCHE_ALLOW).",
        ),
        click.option(
            "--contact",
            metavar="ADDRESS",
            envvar="DEMARCHE_CONTACT",
            help="How the owners of sites can reach you: an e-mail or web address; also "
            "DEMARCHE_CONTACT.",
        ),
    ):
        command = option(command)
    return command
