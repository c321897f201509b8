"""The commands that ask the record: timeline, show, due, silences, actor, pair, search, brief."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import click

from demarche.desk.cli import options, output
from demarche.desk.cli.exits import Exit
from demarche.desk.cli.notes import note
from demarche.model import EventType, Status, UsageError
from demarche.model.ledger import Standing
from demarche.service import as_json


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that all questions share."""
    for option in (output.as_what, options.as_of, options.record):
        command = option(command)
    return command


def _record(address: str | None, as_of: date | None) -> Any:
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


def _show(
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


def _which(
    since: date | None,
    until: date | None,
    types: Sequence[str],
    statuses: Sequence[str],
    story: str | None,
    parties: Iterable[str] = (),
) -> Any:
    from demarche.record.asking import Which

    return Which(
        since,
        until,
        tuple(EventType(kind.upper()) for kind in types),
        tuple(Status(status.lower()) for status in statuses),
        story,
        tuple(parties),
    )


_limit = click.option(
    "--limit", "most", type=click.IntRange(min=1), help="At most that many, the latest."
)


@click.command(short_help="List events by their days, with their words.")
@options.which
@click.option("--party", "parties", multiple=True, metavar="CODE", help="Only with that party.")
@_limit
@asking
def timeline(
    *,
    address: str | None,
    as_of: date | None,
    wants_json: bool | None,
    most: int | None,
    **given: Any,
) -> Exit:
    """List events in the order of their days, each with its words.

    \b
    Examples:
      demarche timeline --since 2021-03-01 --type CONSULT --party KOR
      demarche timeline --json --status planned | jq .occurred
    """
    from demarche.service import record_json

    with _record(address, as_of) as record:
        found = record.timeline(_which(**given), most=most)
    return _show(
        found, record_json.entry, "entries", wants_json=wants_json, nothing="no such event"
    )


@click.command(short_help="Show an event: each account beside the others.")
@click.argument("number", metavar="ID")
@asking
def show(number: str, *, address: str | None, as_of: date | None, wants_json: bool | None) -> Exit:
    """Show all that the record has on an event: each account beside the others, its history.

    ID is the beginning of an event's id, or of one of its mentions'.
    """
    from demarche.service import record_json

    with _record(address, as_of) as record:
        found = record.show(number)
    return _show(found, record_json.told, "told", wants_json=wants_json, nothing="no such event")


@click.command(short_help="List what is awaited, and what became of it.")
@click.option("--overdue", "standings", flag_value="overdue", help="Only what is overdue.")
@click.option(
    "--standing",
    "standings_by_name",
    multiple=True,
    type=click.Choice(list(Standing), case_sensitive=False),
    metavar="STANDING",
    help=f"Only those: {', '.join(Standing)} (may be given again).",
)
@click.option("--owner", metavar="CODE", help="Only what that country or body is to do.")
@click.option("--by", metavar="YYYY-MM-DD", callback=options.day, help="Only what is due by then.")
@click.option(
    "--ics", "calendar", metavar="FILE|-", help="Write an iCalendar file instead, to subscribe to."
)
@options.which
@asking
def due(
    *,
    address: str | None,
    as_of: date | None,
    wants_json: bool | None,
    standings: str | None,
    standings_by_name: Sequence[str],
    owner: str | None,
    by: date | None,
    calendar: str | None,
    **given: Any,
) -> Exit:
    """List what is planned, promised or demanded, and what became of it.

    Each stands as open, slipped (a later window was given), overdue (its window is past and nothing
    was heard), kept, partly_kept, broken, withdrawn or unknown (accounts contradict each other) on
    the day of --as-of, or today.

    \b
    Examples:
      demarche due --overdue --owner USA
      demarche due --by 2021-06-30 --as-of 2021-05-01
      demarche due --ics due.ics
    """
    from demarche.service import record_json

    wanted = [Standing(one.lower()) for one in standings_by_name]
    wanted += [Standing(standings)] if standings else []
    with _record(address, as_of) as record:
        found = record.due(standings=wanted, owner=owner, by=by, which=_which(**given))
        if calendar:
            return _calendar(record, found, calendar)
    return _show(found, record_json.due, "due", wants_json=wants_json, nothing="nothing is awaited")


def _calendar(record: Any, found: Any, place: str) -> Exit:
    from demarche.service.calendars import calendar

    data = calendar(record, found)
    if place == "-":
        output.write(data)
    else:
        try:
            Path(place).write_bytes(data)
        except OSError as error:
            raise UsageError(place, (error.strerror or "cannot be written").lower()) from error
    return Exit.DONE


@click.command(short_help="List what was never answered, and since when.")
@click.option("--party", metavar="CODE", help="Only those of or towards that country or body.")
@click.option("--unbroken", is_flag=True, help="Only those that nobody has answered yet.")
@_limit
@asking
def silences(
    *,
    address: str | None,
    as_of: date | None,
    wants_json: bool | None,
    party: str | None,
    unbroken: bool,
    most: int | None,
) -> Exit:
    """List approaches that were not answered, with their clocks, and what is not to be announced.

    A silence is broken by a response of the silent side on its own word, and by nothing else.
    """
    from demarche.service import record_json

    with _record(address, as_of) as record:
        found = record.silences(party=party, only_unbroken=unbroken, most=most)
    return _show(
        found, record_json.unanswered, "silences", wants_json=wants_json, nothing="no silence"
    )


@click.command(short_help="List the events of a party, by code or name.")
@click.argument("who", metavar="CODE|NAME")
@options.which
@_limit
@asking
def actor(
    who: str,
    *,
    address: str | None,
    as_of: date | None,
    wants_json: bool | None,
    most: int | None,
    **given: Any,
) -> Exit:
    """List the events to which somebody is a party: a code (USA, UN) or a name (Sung Kim).

    Where several fit the name, they are listed instead.
    """
    from demarche.service import record_json

    with _record(address, as_of) as record:
        known = record.parties(who)
        if len(known) > 1:
            note(f"{who}: several fit; name one of them")
            return (
                _show(known, record_json.party, "parties", wants_json=wants_json, nothing="")
                or Exit.DONE
            )
        found = record.timeline(_which(**given, parties=[known[0][0]]), most=most) if known else ()
    return _show(
        found, record_json.entry, "entries", wants_json=wants_json, nothing=f"no record of {who}"
    )


@click.command(short_help="Show what passed between two countries or bodies.")
@click.argument("one", metavar="CODE")
@click.argument("other", metavar="CODE")
@options.which
@click.option("--limit", "most", type=click.IntRange(min=1), default=100, show_default=True)
@asking
def pair(
    one: str,
    other: str,
    *,
    address: str | None,
    as_of: date | None,
    wants_json: bool | None,
    most: int,
    **given: Any,
) -> Exit:
    """Show what passed between two countries or bodies: by month, what is open, the events.

    Cooperation and conflict are the sums of PLOVER's intensities of what took place or is planned.
    """
    from demarche.service import record_json

    with _record(address, as_of) as record:
        found = record.pair(one.upper(), other.upper(), _which(**given), most=most)
    if not (found.entries or found.due or found.silences):
        note(f"no record of {one.upper()} and {other.upper()}")
        if not output.is_json(wants_json=wants_json):
            return Exit.DONE
    return _show(found, record_json.pair, "pair", wants_json=wants_json, nothing="")


@click.command(short_help="Search quotes and articles for words.")
@click.argument("wanted", metavar="WORDS", nargs=-1, required=True)
@click.option("--limit", "most", type=click.IntRange(min=1), default=20, show_default=True)
@asking
def search(
    wanted: Sequence[str],
    *,
    address: str | None,
    as_of: date | None,
    wants_json: bool | None,
    most: int,
) -> Exit:
    """Search quotes and articles for words, the best first.

    All of the words must stand in a passage; "words in quotation marks" in a row.
    """
    from demarche.service import record_json

    with _record(address, as_of) as record:
        found = record.search(" ".join(wanted), most=most)
    return _show(found, record_json.hit, "hits", wants_json=wants_json, nothing="found nowhere")


@click.command(short_help="List the affairs that events belong to.")
@click.option("--limit", "most", type=click.IntRange(min=1), default=50, show_default=True)
@asking
def stories(*, address: str | None, as_of: date | None, wants_json: bool | None, most: int) -> Exit:
    """List the affairs that events belong to, those with most events first."""
    from demarche.service import record_json

    with _record(address, as_of) as record:
        found = record.stories(most=most)
    return _show(found, record_json.story, "stories", wants_json=wants_json, nothing="no story")


@click.command(short_help="Show what changed since a day.")
@click.option(
    "--since", metavar="YYYY-MM-DD", required=True, callback=options.day, help="From that day on."
)
@asking
def brief(*, address: str | None, as_of: date | None, wants_json: bool | None, since: date) -> Exit:
    """Show what changed in the record since a day: kept, slipped, overdue, answered, contradicted.

    With --as-of, up to that day.
    """
    from demarche.service import record_json

    with _record(address, as_of) as record:
        found = record.brief(since)
    return _show(
        found, record_json.brief, "brief", wants_json=wants_json, nothing="nothing changed"
    )


@click.command(short_help="List what was changed by hand.")
@click.argument("number", metavar="[ID]", required=False)
@asking
def history(
    number: str | None, *, address: str | None, as_of: date | None, wants_json: bool | None
) -> Exit:
    """List what was changed by hand: of one event, or the last hundred changes of all."""
    from demarche.service import record_json

    with _record(address, as_of) as record:
        found = record.history(number)
    return _show(
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

    with _record(address, as_of) as record:
        found = record.captures(page)
    return _show(found, record_json.capture, "captures", wants_json=wants_json, nothing="")


@click.command(short_help="List why mentions were put together.")
@click.argument("number", metavar="ID")
@asking
def judgements(
    number: str, *, address: str | None, as_of: date | None, wants_json: bool | None
) -> Exit:
    """List what was judged of pairs of mentions of which one belongs to an event."""
    from demarche.service import record_json

    with _record(address, as_of) as record:
        found = record.judgements(number)
    return _show(
        found, record_json.judgement, "judgements", wants_json=wants_json,
        nothing="nothing was judged",
    )  # fmt: skip
