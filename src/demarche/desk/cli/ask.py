"""The commands that ask the record: timeline, show, due, silences, actor, pair, search, brief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from demarche.desk.cli import options, output
from demarche.desk.cli.asking import asking, limit, opened, shown, which_of
from demarche.desk.cli.exits import Exit
from demarche.desk.cli.notes import note
from demarche.model import UsageError
from demarche.model.ledger import Standing


@click.command(short_help="List events by their days, with their words.")
@options.which
@click.option("--party", "parties", multiple=True, metavar="CODE", help="Only with that party.")
@limit
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

    with opened(address, as_of) as record:
        found = record.timeline(which_of(**given), most=most)
    return shown(
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

    with opened(address, as_of) as record:
        found = record.show(number)
    return shown(found, record_json.told, "told", wants_json=wants_json, nothing="no such event")


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
    with opened(address, as_of) as record:
        found = record.due(standings=wanted, owner=owner, by=by, which=which_of(**given))
        if calendar:
            return _calendar(record, found, calendar)
    return shown(found, record_json.due, "due", wants_json=wants_json, nothing="nothing is awaited")


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
@options.which
@limit
@asking
def silences(
    *,
    address: str | None,
    as_of: date | None,
    wants_json: bool | None,
    party: str | None,
    unbroken: bool,
    most: int | None,
    **given: Any,
) -> Exit:
    """List approaches that were not answered, with their clocks, and what is not to be announced.

    A silence is broken by a response of the silent side on its own word, and by nothing else.
    """
    from demarche.service import record_json

    with opened(address, as_of) as record:
        found = record.silences(
            party=party, only_unbroken=unbroken, which=which_of(**given), most=most
        )
    return shown(
        found, record_json.unanswered, "silences", wants_json=wants_json, nothing="no silence"
    )


@click.command(short_help="List the events of a party, by code or name.")
@click.argument("who", metavar="CODE|NAME")
@options.which
@limit
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

    with opened(address, as_of) as record:
        known = record.parties(who)
        if len(known) > 1:
            note(f"{who}: several fit; name one of them")
            return (
                shown(known, record_json.party, "parties", wants_json=wants_json, nothing="")
                or Exit.DONE
            )
        found = (
            record.timeline(which_of(**given, parties=[known[0][0]]), most=most) if known else ()
        )
    return shown(
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

    with opened(address, as_of) as record:
        found = record.pair(one.upper(), other.upper(), which_of(**given), most=most)
    if not (found.entries or found.due or found.silences):
        note(f"no record of {one.upper()} and {other.upper()}")
        if not output.is_json(wants_json=wants_json):
            return Exit.DONE
    return shown(found, record_json.pair, "pair", wants_json=wants_json, nothing="")


@click.command(short_help="Search quotes and articles for words.")
@click.argument("wanted", metavar="WORDS", nargs=-1, required=True)
@click.option("--limit", "most", type=click.IntRange(min=1), default=20, show_default=True)
@options.which
@asking
def search(
    wanted: Sequence[str],
    *,
    address: str | None,
    as_of: date | None,
    wants_json: bool | None,
    most: int,
    **given: Any,
) -> Exit:
    """Search quotes and articles for words, the best first.

    All of the words must stand in a passage; "words in quotation marks" in a row. Days pick
    articles by their print; a type, status or story picks quotes of such events alone.
    """
    from demarche.service import record_json

    with opened(address, as_of) as record:
        found = record.search(" ".join(wanted), which_of(**given), most=most)
    return shown(found, record_json.hit, "hits", wants_json=wants_json, nothing="found nowhere")


@click.command(short_help="Show what changed since a day.")
@click.option(
    "--since", metavar="YYYY-MM-DD", required=True, callback=options.day, help="From that day on."
)
@click.option(
    "--until", metavar="YYYY-MM-DD", callback=options.day, help="Up to the end of that day."
)
@options.kinds
@asking
def brief(
    *,
    address: str | None,
    as_of: date | None,
    wants_json: bool | None,
    since: date,
    until: date | None,
    **given: Any,
) -> Exit:
    """Show what changed in the record since a day: kept, slipped, overdue, answered, contradicted.

    Both days are those on which it was recorded; --until shows the record as --as-of does.
    """
    from demarche.service import record_json

    if until and as_of and until != as_of:
        raise UsageError(f"--until {until} --as-of {as_of}", "both name the day up to which")
    with opened(address, until or as_of) as record:
        found = record.brief(since, which_of(**given))
    return shown(
        found, record_json.brief, "brief", wants_json=wants_json, nothing="nothing changed"
    )
