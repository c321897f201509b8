"""The commands that fill the record: sources, watch, and what was kept out."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from demarche.desk.cli import options, output
from demarche.desk.cli.exits import Exit, after
from demarche.desk.cli.notes import note
from demarche.model import Failure, Refused, Source, SourceKind, UsageError
from demarche.service import as_json
from demarche.service.wording import count

if TYPE_CHECKING:
    from demarche.model.entries import Entry
    from demarche.service.record import Record
    from demarche.service.watch import Tally, Watch

_NOTHING = "nothing is watched; `demarche source add` chooses"


def _opened(address: str | None) -> Any:
    from demarche.service.record import open_record

    return closing(open_record(address))


@click.group(short_help="Choose what is watched.")
def source() -> None:
    """Choose the feeds and pages that `demarche watch` asks for news.

    \b
    demarche source known korea
    demarche source add https://news.example/feed.xml --publisher "The Example Post" --country NOR
    demarche source check
    demarche source export sources.opml
    """


_described = (
    click.option(
        "--kind",
        type=click.Choice(list(SourceKind), case_sensitive=False),
        help="What it is: a feed (RSS, Atom, JSON Feed), a section page, or a sitemap.",
    ),
    click.option("--name", metavar="WORDS", help="What you call it."),
    click.option("--publisher", metavar="NAME", help="Who publishes it; else each page says so."),
    click.option("--country", metavar="CODE", help="Of the publisher, three letters as in NOR."),
    click.option("--language", metavar="CODE", help="Of its reports, two letters as in en."),
    click.option("--grade", metavar="A1", help="Of the publisher: A to F, and 1 to 6."),
)


def _describing(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_described):
        command = option(command)
    return command


@source.command(name="add", short_help="Watch a feed or page from now on.")
@click.argument("addresses", metavar="URL|ID ...", nargs=-1, required=True)
@_describing
@options.because
@options.record
def add_source(
    addresses: Sequence[str], *, because: str | None, address: str | None, **described: Any
) -> Exit:
    """Watch feeds or pages from now on, by their addresses or their ids in `source known`.

    Nothing is fetched yet: `source check` does, and `watch`. One that is watched already is known
    by what is said of it now.
    """
    from demarche.service.sources import source_from

    chosen = [source_from(given, **described) for given in addresses]
    with _opened(address) as record:
        for one in chosen:
            is_new = record.gathering.follow(one, because)
            note(f"{'watched from now on' if is_new else 'watched already'}: {one.address}")
    return Exit.DONE


@source.command(name="known", short_help="List well-known public feeds that can be added.")
@click.argument("words", nargs=-1)
@output.as_what
def known_sources(words: Sequence[str], *, wants_json: bool | None) -> Exit:
    """List well-known public feeds on diplomacy, of which none is watched until it is added.

    WORDS pick those with all of them in their name, publisher, country or topic.
    """
    from demarche.service.sources import known

    found = known(words)
    if output.is_json(wants_json=wants_json):
        for one in found:
            output.write(as_json.line(one))
    elif not found:
        note("no well-known feed is called so")
    else:
        _lines([(one["id"], one["publisher"], one["name"], one["address"]) for one in found])
    return Exit.DONE


@source.command(name="list", short_help="List what is watched, and how it stands with it.")
@output.as_what
@options.record
def list_sources(*, wants_json: bool | None, address: str | None) -> Exit:
    """List the sources that are watched, when they answered last, and what they said."""
    from demarche.service import gathering_json

    with _opened(address) as record:
        found, polls = record.gathering.sources(), record.gathering.polls()
    if output.is_json(wants_json=wants_json):
        for one in found:
            output.write(as_json.line(gathering_json.source(one, polls.get(one.address))))
    elif not found:
        note(_NOTHING)
    else:
        _lines([_standing(one, polls.get(one.address)) for one in found])
    return Exit.DONE


def _standing(one: Source, poll: Any) -> tuple[str, ...]:
    about = " ".join(part for part in (one.publisher or one.name, one.country, one.grade) if part)
    asked = f"{poll.last:%Y-%m-%d %H:%M}" if poll and poll.last else "not asked yet"
    return (one.address, about, asked, poll.said if poll else "")


def _lines(rows: Sequence[tuple[Any, ...]]) -> None:
    """Print rows of words, each row two lines: what it is, and what is known of it."""
    from rich.text import Text

    from demarche.desk.cli.words import printable

    console = output.console()
    for first, *rest in rows:
        console.print(Text(printable(str(first)), style="bold"))
        console.print(Text("  " + " · ".join(printable(str(one)) for one in rest if one)))


@source.command(name="check", short_help="Ask sources once, and show what they name.")
@click.argument("given", metavar="[URL|NAME ...]", nargs=-1)
@options.asking_the_web
@options.record
def check_sources(
    given: Sequence[str], *, contact: str | None, allowed: Sequence[str], address: str | None
) -> Exit:
    """Ask sources once, and show what they name; the record stays as it is.

    Without an address all that are watched are asked. An address that is not watched is taken for
    a feed; a page that is none is shown with the feeds that it names.
    """
    from demarche.service.sources import check

    done = failed = 0
    with _opened(address) as record:
        if not given and not record.gathering.sources():
            note(_NOTHING)
            return Exit.FAILED
        for one in check(record, given, contact=contact, allowed=tuple(allowed)):
            if isinstance(one, Failure):
                failed += 1
                note(f"{one.name}: {one.reason}")
            else:
                done += 1
                _lines([(one.source.address, f"names {count(one.named, 'report')}", *one.faults)])
                _lines([(f"  {title}", url) for title, url in one.newest])
    return after(done=done, failed=failed)


@source.command(name="grade", short_help="Grade the publisher of a source.")
@click.argument("given", metavar="URL|NAME")
@click.argument("grade", metavar="A1")
@options.because
@options.record
def grade_source(given: str, grade: str, *, because: str | None, address: str | None) -> Exit:
    """Grade the publisher of a source by the Admiralty scale: A to F, and 1 to 6."""
    with _opened(address) as record:
        one = record.gathering.source(given)
        done = record.grade(one.publisher or one.name or one.address, grade, because)
    note(f"graded {done.target}: {grade.upper()}; demarche undo {done.id[:8]} takes it back")
    return Exit.DONE


@source.command(name="remove", short_help="Watch a source no longer.")
@click.argument("given", metavar="URL|NAME")
@options.because
@options.record
def remove_source(given: str, *, because: str | None, address: str | None) -> Exit:
    """Watch a source no longer. What came from it stays."""
    with _opened(address) as record:
        one = record.gathering.leave(given, because)
    note(f"no longer watched: {one.address}")
    return Exit.DONE


@source.command(name="export", short_help="Write what is watched to a file.")
@click.argument("path", metavar="FILE.opml|FILE.toml|-")
@options.record
def export_sources(path: str, *, address: str | None) -> Exit:
    """Write what is watched to a file: OPML, which feed readers read, or TOML; - is OPML on
    stdout."""
    from demarche.service.sources import exported

    with _opened(address) as record:
        found = record.gathering.sources()
    data = exported(found, path)
    if path == "-":
        output.write(data)
        return Exit.DONE
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise UsageError(path, f"cannot be written: {error.strerror}") from error
    note(f"{count(len(found), 'source')} written to {path}")
    return Exit.DONE


@source.command(name="import", short_help="Watch what a file lists.")
@click.argument("path", metavar="FILE.opml|FILE.toml")
@options.because
@options.record
def import_sources(path: str, *, because: str | None, address: str | None) -> Exit:
    """Watch what a file lists: OPML as feed readers write it, or TOML as `source export` does."""
    from demarche.service.sources import imported

    found, failures = imported(path)
    with _opened(address) as record:
        new = sum(record.gathering.follow(one, because) for one in found)
    for failure in failures:
        note(f"{failure.name}: {failure.reason}")
    note(f"{new} watched from now on, {len(found) - new} already")
    if not found and failures:
        return Exit.FAILED
    return Exit.IN_PART if failures else Exit.DONE


@click.command(short_help="Ask the sources for news, and keep it.")
@click.option("--once", is_flag=True, help="Do what is due now, and end: for cron.")
@click.option(
    "--every",
    type=click.IntRange(min=1),
    default=30,
    show_default=True,
    metavar="MINUTES",
    help="How often to ask a source that does not say itself.",
)
@click.option(
    "--heartbeat", type=click.Path(path_type=Path), help="A file that tells that it is alive."
)
@click.option("--json", "wants_json", is_flag=True, help="A line of JSON for all that happens.")
@options.asking_the_web
@options.record
def watch(
    *,
    once: bool,
    every: int,
    heartbeat: Path | None,
    wants_json: bool,
    contact: str | None,
    allowed: Sequence[str],
    address: str | None,
) -> Exit:
    """Ask the sources on their own clocks, read and keep what is new, and print each new event.

    It asks one thing at a time of each host, and only what its robots.txt allows. A report is
    looked at again after an hour, six and a day, for what was edited silently. It ends on Ctrl-C or
    a signal, and goes on where it was when it is started again.

    \b
    Examples:
      demarche watch --contact desk@example.org
      demarche watch --once --json >> news.jsonl

    Exit codes of --once: 0 done, 1 nothing could be had, 2 wrong usage, 3 done in part.
    """
    from demarche.service.watch import watching

    if not contact:
        reason = "say how the owners of sites can reach you: --contact, or DEMARCHE_CONTACT"
        raise UsageError("watch", reason)
    stop = threading.Event()
    with (
        _stopped_by_signals(stop),
        _opened(address) as record,
        watching(
            record, contact=contact, allowed=tuple(allowed), stop=stop,
            every=timedelta(minutes=every), heartbeat=heartbeat,
        ) as work,
    ):  # fmt: skip
        if not record.gathering.sources():
            note(_NOTHING)
            return Exit.FAILED
        _tell(record, work, once=once, wants_json=wants_json)
    done = work.tally
    note(
        f"{count(done.polls, 'source')} asked, {count(done.entered, 'report')} entered, "
        f"{done.kept_out} kept out, {done.failed} failed"
    )
    return _ended(done) if once else Exit.DONE


def _ended(done: Tally) -> Exit:
    """Return how a run ends that did what was due: also well where nothing was."""
    if not done.failed:
        return Exit.DONE
    is_in_part = done.entered or done.kept_out or done.polls > done.failed
    return Exit.IN_PART if is_in_part else Exit.FAILED


@contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Set `stop` on Ctrl-C or when the process is told to end, within a block."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: stop.set()) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _tell(record: Record, work: Watch, *, once: bool, wants_json: bool) -> None:
    from demarche.desk.cli.record_view import View
    from demarche.service import gathering_json
    from demarche.service.intake import Added, Kept

    view = None if wants_json else View(output.console())
    for news in work.once() if once else work.run():
        new: tuple[Entry, ...] = ()
        if isinstance(news, Added) and news.receipt.kept is not Kept.KNOWN:
            new = record.new_in(news.receipt.page)
        if view is None:
            output.write(as_json.line(gathering_json.news(news, new)))
        elif isinstance(news, Failure):
            note(f"{news.name}: {news.reason}")
        else:
            view.lines(new)


@click.command(short_help="List what was gathered and not entered.")
@click.option(
    "--kind",
    type=click.Choice(list(Refused), case_sensitive=False),
    metavar="KIND",
    help=f"Only of that kind: {', '.join(Refused)}.",
)
@click.option("--limit", "most", type=click.IntRange(min=1), default=100, show_default=True)
@output.as_what
@options.as_of
@options.record
def rejected(
    *, kind: str | None, most: int, wants_json: bool | None, as_of: Any, address: str | None
) -> Exit:
    """List what was gathered and not entered, the latest first, each with its reason.

    `demarche admit ID` lets a page in all the same.
    """
    from demarche.service import gathering_json

    with _opened(address) as record:
        found = record.as_of(as_of).gathering.refusals(
            kind=Refused(kind) if kind else None, most=most
        )
    if output.is_json(wants_json=wants_json):
        for one in found:
            output.write(as_json.line(gathering_json.refusal(one)))
    elif not found:
        note("nothing was kept out")
    else:
        _lines(
            [
                (f"{one.id[:8]}  {one.name}", f"{one.recorded:%Y-%m-%d %H:%M}", one.reason, one.via)
                for one in found
            ]
        )
    return Exit.DONE


@click.command(short_help="Let in what was kept out.")
@click.argument("numbers", metavar="ID ...", nargs=-1, required=True)
@options.because
@options.record
def admit(numbers: Sequence[str], *, because: str | None, address: str | None) -> Exit:
    """Let in pages that were kept out: they are read and kept as articles are."""
    with _opened(address) as record:
        for number in numbers:
            added = record.let_in(number, because)
            note(f"{added.name}: {added.receipt.kept.value}, {count(added.mentions, 'mention')}")
    return Exit.DONE
