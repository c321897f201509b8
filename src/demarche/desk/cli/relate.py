"""`demarche relate`: the act between two parties that are marked in a sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from demarche.desk.cli import output
from demarche.desk.cli.exits import Exit, after
from demarche.desk.cli.notes import Run
from demarche.desk.cli.words import printable
from demarche.model import Failure, PageError, Relation, Unresolved
from demarche.service import Reader, as_json

_COLUMNS = "{:>5}  {:<9}  {:<15}  {:<9}  {}"


@click.command(short_help="Code the act between two parties marked in sentences.")
@click.argument("table", metavar="FILE.tsv|-")
@output.as_what
@click.option("-q", "--quiet", is_flag=True, help="No progress, no closing count.")
@click.pass_obj
def relate(reader: Reader | None, table: str, *, wants_json: bool | None, quiet: bool) -> Exit:
    """Code the act between two parties that are marked in sentences.

    FILE.tsv is a tab-separated table with a head. Its columns are sentence, source and target, the
    latter two as the sentence prints them; or marked_sentence, with the source within <s>…</s> and
    the target within <t>…</t>. Other columns are passed over. - is standard input.

    One line of JSON is printed for each row, in order: event_type, status, plover_type, confidence.
    A row that cannot be coded gives nulls and a reason, and a line on stderr.

    \b
    Examples:
      demarche relate pairs.tsv > coded.jsonl
      demarche relate - < pairs.tsv | jq -r .plover_type

    Exit codes: 0 all coded, 1 none, 2 wrong usage, 3 some.
    """
    name = "standard input" if table == "-" else table
    results = (reader or Reader()).relate_table(_text(table, name), name=name)
    show = _write if output.is_json(wants_json=wants_json) else _print
    if show is _print:
        click.echo(_COLUMNS.format("row", "act", "status", "PLOVER", "confidence"))
    with Run("rows", verb="coded", is_quiet=quiet) as run:
        for row, result in enumerate(results, start=1):
            show(row, result)
            if isinstance(result, Failure):
                run.fail(result)
            else:
                run.succeed()
    return after(done=run.done, failed=run.failed)


def _write(_row: int, result: Relation | Unresolved | Failure) -> None:
    output.write(as_json.line(as_json.relation(result)))


def _print(row: int, result: Relation | Unresolved | Failure) -> None:
    if isinstance(result, Relation):
        act, status, plover = result.event_type, result.status, result.plover_type or "-"
        spoken = status.replace("_", " ")
        click.echo(_COLUMNS.format(row, act, spoken, plover, f"{result.confidence:.2f}"))
    else:
        click.echo(f"{row:>5}  {printable(result.reason)}")


def _text(table: str, name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if table == "-" else Path(table).read_bytes()
    except OSError as error:
        raise PageError(name, (error.strerror or "cannot be opened").lower()) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PageError(name, f"not UTF-8 (byte {error.start})") from error
