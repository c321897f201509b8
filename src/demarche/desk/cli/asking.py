"""What the commands share that ask the record: how it is opened, and how answers are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import date
from typing import Any

import click

from demarche.desk.cli import options, output
from demarche.desk.cli.exits import Exit
from demarche.desk.cli.notes import note
from demarche.model import EventType, Status
from demarche.service import as_json


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that all questions share."""
    for option in (output.as_what, options.as_of, options.record):
        command = option(command)
    return command


def opened(address: str | None, as_of: date | None) -> Any:
    """Return the record as it stood on a day, to be closed in the end."""
    from demarche.service.record import open_record

    return closing(_Seen(open_record(address), as_of))


class _Seen:
    """A record as it stood, closed with the record that it is a view of."""

    def __init__(self, record: Any, as_of: date | None) -> None:
        self._record = record
        self._view = record.as_of(as_of)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)

    def close(self) -> None:
        """Let go of the store."""
        self._record.close()


def shown(
    found: Any,
    as_what: Callable[[Any], as_json.JsonObject],
    how: str,
    *,
    wants_json: bool | None,
    nothing: str,
) -> Exit:
    """Print what was found, a line of JSON for each thing or laid out; nothing is an answer."""
    if output.is_json(wants_json=wants_json):
        for one in found if isinstance(found, tuple) else (found,):
            output.write(as_json.line(as_what(one)))
        return Exit.DONE
    if not found:
        note(nothing)
        return Exit.DONE
    from demarche.desk.cli.record_view import View

    getattr(View(output.console()), how)(found)
    return Exit.DONE


def which_of(
    since: date | None = None,
    until: date | None = None,
    types: Sequence[str] = (),
    statuses: Sequence[str] = (),
    story: str | None = None,
    parties: Iterable[str] = (),
) -> Any:
    """Return which events the options of a command ask for."""
    from demarche.record.asking import Which

    return Which(
        since,
        until,
        tuple(EventType(kind.upper()) for kind in types),
        tuple(Status(status.lower()) for status in statuses),
        story,
        tuple(parties),
    )


limit = click.option(
    "--limit", "most", type=click.IntRange(min=1), help="At most that many, the latest."
)
