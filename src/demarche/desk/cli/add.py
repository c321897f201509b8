"""`demarche add`: reports into the record."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import date

import click

from demarche.desk.cli import options, output
from demarche.desk.cli.exits import Exit, after
from demarche.desk.cli.notes import Run, note
from demarche.model import Failure
from demarche.service import as_json
from demarche.service.wording import count


@click.command(short_help="Read all pages of the record again.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no closing count.")
@options.record
def rebuild(*, quiet: bool, address: str | None) -> Exit:
    """Read all pages of the record again with the present reader; corrections stay.

    Each page is read anew in a transaction of its own: a run that was cut is run again. --as-of
    shows the record as it stood before.
    """
    from demarche.service.record import open_record, place_of

    with (
        closing(open_record(address)) as record,
        Run("pages", verb="read again", is_quiet=quiet, prints=False) as run,
    ):
        for result in record.rebuild():
            if isinstance(result, Failure):
                run.fail(result)
            else:
                run.succeed()
    if not quiet:
        note(f"{count(run.done, 'page')} read again; in {place_of(address)}")
    return after(done=run.done, failed=run.failed)


@click.command(short_help="Read reports and keep them in the record.")
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|- ...")
@click.option(
    "--published",
    metavar="YYYY-MM-DD",
    callback=options.day,
    help="The day of publication, for all reports that are added.",
)
@click.option(
    "--replay",
    is_flag=True,
    help="Record each report under the day on which it was printed, in that order, as if they had "
    "been followed day by day: --as-of then shows what was known when.",
)
@click.option("--json", "wants_json", is_flag=True, help="A line of JSON for each report.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no closing count.")
@options.asking_the_web
@options.record
def add(
    sources: tuple[str, ...],
    *,
    published: date | None,
    replay: bool,
    wants_json: bool,
    quiet: bool,
    contact: str | None,
    allowed: tuple[str, ...],
    address: str | None,
) -> Exit:
    """Read reports and keep them in the record, with all that they say.

    Each is kept whole or not at all, and one that is known already changes nothing: a run that was
    cut is run again. A page that cannot be read, or is no article but a stub before a paywall, a
    live blog, a video, or a list of links, is kept out and listed on stderr, and the rest goes on;
    `demarche rejected` lists it, and `demarche admit` lets it in.

    \b
    Examples:
      demarche add reports/ more.jsonl https://news.example/report
      demarche add archive/ --replay --record archive.sqlite

    Exit codes: 0 all kept or known, 1 none, 2 wrong usage, 3 some.
    """
    from demarche.service import parts, record_json
    from demarche.service.record import open_record, place_of

    gatherer = parts.gatherer(contact=contact, allowed=allowed)
    kept: Counter[str] = Counter()
    copies = foreign = 0
    with (
        closing(open_record(address)) as record,
        Run("reports", verb="kept", is_quiet=quiet, prints=wants_json) as run,
    ):
        for result in record.add(sources, published=published, replay=replay, gatherer=gatherer):
            if wants_json:
                output.write(as_json.line(record_json.added(result)))
            if isinstance(result, Failure):
                run.fail(result)
                continue
            run.succeed()
            kept[result.receipt.kept.value] += 1
            copies += bool(result.receipt.copies)
            foreign += not result.is_read
    if not quiet:
        told = ", ".join(
            [
                f"{kept['new']:,} new",
                f"{kept['known']:,} known",
                f"{kept['changed']:,} changed",
                count(copies, "copy", "copies"),
                f"{run.failed:,} failed",
            ]
        )
        if foreign:
            told += f"; {foreign:,} of them not in English, kept and not read"
        note(f"{told}; in {place_of(address)}")
    return after(done=run.done, failed=run.failed)
