"""The commands that change the record by hand: nothing is overwritten, each can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from typing import Any

import click

from demarche.desk.cli import options
from demarche.desk.cli.exits import Exit
from demarche.desk.cli.notes import note
from demarche.model import EventType, Status, UsageError
from demarche.model.judgements import Correction
from demarche.model.ledger import Outcome


def _change(address: str | None, do: Callable[[Any], Correction]) -> Exit:
    from demarche.service.record import open_record

    with closing(open_record(address)) as record:
        done = do(record)
    note(f"{done.deed.value} {done.id[:8]}; demarche undo {done.id[:8]} takes it back")
    return Exit.DONE


@click.command(short_help="Set fields of an event.")
@click.argument("number", metavar="ID")
@click.argument("settings", metavar="FIELD=VALUE", nargs=-1, required=True)
@options.because
@options.record
def correct(
    number: str, settings: Sequence[str], *, because: str | None, address: str | None
) -> Exit:
    """Set fields of an event by hand: type, status, days, actors, recipients, place, note.

    \b
    Examples:
      demarche correct 3fa9c1d2 days=2021-03-17..2021-03-18 --because "the ministry's calendar"
      demarche correct 3fa9c1d2 status=happened actors="USA, KOR"
    """
    for setting in settings:
        field, equals, value = setting.partition("=")
        if not equals:
            raise UsageError(setting, "write FIELD=VALUE, as in status=happened")
        _change(address, partial(_correct, number, field.strip(), value, because))
    return Exit.DONE


def _correct(number: str, field: str, value: str, because: str | None, record: Any) -> Correction:
    done: Correction = record.correct(number, field, value, because)
    return done


def _names(value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (value or "").split(",") if name.strip())


@click.command(short_help="Enter what you read elsewhere.")
@click.argument(
    "event_type", metavar="TYPE", type=click.Choice(list(EventType), case_sensitive=False)
)
@click.option(
    "--status",
    default=Status.HAPPENED.value,
    show_default=True,
    type=click.Choice(list(Status), case_sensitive=False),
    metavar="STATUS",
)
@click.option("--actors", metavar="A,B", required=True, help="Codes or names, with commas between.")
@click.option("--recipients", metavar="A,B", help="Codes or names, with commas between.")
@click.option("--days", metavar="DAY[..DAY]", help="When: 2021-03-17 or 2021-03-17..2021-03-18.")
@click.option("--quote", metavar="WORDS", required=True, help="The sentence that says so.")
@click.option("--words", metavar="WORDS", help="The words of it that name the act.")
@click.option("--source", metavar="NAME", required=True, help="Who printed or said it.")
@click.option("--url", metavar="URL", help="Where it stands.")
@click.option(
    "--printed", metavar="YYYY-MM-DD", required=True, callback=options.day, help="When it did."
)
@options.because
@options.record
def enter(
    event_type: str,
    *,
    status: str,
    actors: str,
    recipients: str | None,
    days: str | None,
    quote: str,
    words: str | None,
    source: str,
    url: str | None,
    printed: date,
    because: str | None,
    address: str | None,
) -> Exit:
    """Enter by hand what you read elsewhere, with its words and its source.

    \b
    Example:
      demarche enter CONSULT --actors USA --recipients KOR --days 2021-03-18 \\
        --quote "The ministers met in Seoul on Thursday." --words met \\
        --source "Foreign Ministry" --printed 2021-03-18
    """
    from demarche.service.record import entry_of

    entry = entry_of(
        event_type, status, _names(actors), _names(recipients), days, quote, words, source,
        printed, url,
    )  # fmt: skip
    return _change(address, lambda record: record.enter(entry, because))


@click.command(short_help="Say that events are one.")
@click.argument("numbers", metavar="ID ID ...", nargs=-1, required=True)
@options.because
@options.record
def merge(numbers: Sequence[str], *, because: str | None, address: str | None) -> Exit:
    """Say that events are one."""
    return _change(address, lambda record: record.merge(numbers, because))


@click.command(short_help="Say that mentions tell of another event.")
@click.argument("number", metavar="ID")
@click.argument("mentions", metavar="MENTION ...", nargs=-1, required=True)
@options.because
@options.record
def split(
    number: str, mentions: Sequence[str], *, because: str | None, address: str | None
) -> Exit:
    """Say that mentions of an event tell of another one; demarche show lists their ids."""
    return _change(address, lambda record: record.split(number, mentions, because))


@click.command(short_help="Say that there is no such event.")
@click.argument("number", metavar="ID")
@options.because
@options.record
def reject(number: str, *, because: str | None, address: str | None) -> Exit:
    """Say that there is no such event."""
    return _change(address, lambda record: record.reject(number, because))


@click.command(short_help="Close an expectation.")
@click.argument("number", metavar="ID")
@click.argument("outcome", type=click.Choice(list(Outcome), case_sensitive=False))
@click.option("--on", "day", metavar="YYYY-MM-DD", callback=options.day, help="The day of it.")
@options.because
@options.record
def close(
    number: str, outcome: str, *, day: date | None, because: str | None, address: str | None
) -> Exit:
    """Close an expectation by hand: kept, partly_kept, broken, withdrawn, unknown; or open."""
    return _change(
        address,
        lambda record: record.settle(number, Outcome(outcome.lower()), day or record.day, because),
    )


@click.command(short_help="Give an affair a name.")
@click.argument("story", metavar="STORY")
@click.argument("name", metavar="NAME")
@options.because
@options.record
def rename(story: str, name: str, *, because: str | None, address: str | None) -> Exit:
    """Give an affair a name; demarche stories lists them."""
    return _change(address, lambda record: record.rename(story, name, because))


@click.command(short_help="Grade a source (Admiralty scale).")
@click.argument("source", metavar="SOURCE")
@click.argument("grade_", metavar="GRADE")
@options.because
@options.record
def grade(source: str, grade_: str, *, because: str | None, address: str | None) -> Exit:
    """Grade a source by the Admiralty scale: its reliability A to F, its word 1 to 6, as in B2."""
    return _change(address, lambda record: record.grade(source, grade_, because))


@click.command(short_help="Undo a change by hand.")
@click.argument("number", metavar="[ID]", required=False)
@options.because
@options.record
def undo(number: str | None, *, because: str | None, address: str | None) -> Exit:
    """Undo a change by hand: the one with this id, an event's last, or the last of all."""
    return _change(address, lambda record: record.undo(number, because))
