"""`demarche read`: reports in, readings out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from demarche.desk.cli import output
from demarche.desk.cli.exits import Exit, after
from demarche.desk.cli.notes import Run
from demarche.model import Failure, Reading, UsageError
from demarche.service import Reader, as_json, parse_day


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else parse_day(value)
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, param) from error


@click.command(short_help="Read reports into event mentions, statements and times.")
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|- ...")
@click.option(
    "--published",
    metavar="YYYY-MM-DD",
    callback=_day,
    help="The day of publication, for all reports that are read. Without it the page's own day is "
    "used, or a window is inferred from the text.",
)
@output.as_what
@click.option("--text", "with_text", is_flag=True, help="Include each article's text in the JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no closing count.")
@click.pass_obj
def read(
    reader: Reader | None,
    sources: tuple[str, ...],
    *,
    published: date | None,
    wants_json: bool | None,
    with_text: bool,
    quiet: bool,
) -> Exit:
    """Read reports into event mentions, statements and time expressions.

    PATH is a file or a folder: text, HTML, JSON Lines; a URL is fetched; - is standard input.
    Nothing is fetched that is not asked for. A page that cannot be read is listed on stderr with
    its reason, and the rest is read.

    \b
    Examples:
      demarche read report.txt --published 2021-03-14
      demarche read reports/ more.jsonl > readings.jsonl
      cat page.html | demarche read - --json | jq .mentions

    Exit codes: 0 all read, 1 none, 2 wrong usage, 3 some.
    """
    is_json = output.is_json(wants_json=wants_json)
    show = _writer(with_text=with_text) if is_json else _viewer()
    with Run("reports", is_quiet=quiet) as run:
        for result in (reader or Reader()).read_all(sources, published=published):
            if isinstance(result, Failure):
                run.fail(result)
            else:
                show(result)
                run.succeed()
    return after(done=run.done, failed=run.failed)


def _writer(*, with_text: bool) -> Callable[[Reading], None]:
    return lambda reading: output.write(as_json.line(as_json.reading(reading, with_text=with_text)))


def _viewer() -> Callable[[Reading], None]:
    from demarche.desk.cli import view

    console = output.console()
    return lambda reading: view.show(reading, console)
