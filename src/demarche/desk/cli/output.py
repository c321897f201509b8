"""What goes to stdout: JSON Lines on a pipe, tables on a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

as_what = click.option(
    "--json/--table",
    "wants_json",
    default=None,
    help="JSON Lines or a table. Without either: a table on a terminal, JSON Lines on a pipe.",
)


def is_json(*, wants_json: bool | None) -> bool:
    """Whether JSON Lines are to be written: as asked, else where stdout is no terminal."""
    return not sys.stdout.isatty() if wants_json is None else wants_json


def write(line: bytes) -> None:
    """Write a line, its newline included, so that a reader on the pipe has it at once."""
    click.echo(line, nl=False)


def console() -> Console:
    """A console on stdout that never breaks over a character its terminal cannot show."""
    from rich.console import Console

    class Stdout(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    with suppress(AttributeError):
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    return Stdout(file=sys.stdout, highlight=False, markup=False, emoji=False)


def hush() -> None:
    """Send what is still to be written nowhere: whoever read it has gone."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
