"""`demarche cite-check`: which sentences of a draft the record bears out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.desk.cli import output
from demarche.desk.cli.asking import asking, opened
from demarche.desk.cli.exits import Exit
from demarche.desk.cli.notes import note
from demarche.desk.cli.words import printable
from demarche.model import PageError, UsageError
from demarche.service import as_json

if TYPE_CHECKING:
    from demarche.service.cite_check import Checked

# A draft that is longer is no draft, and would keep the reader busy for minutes.
_LONGEST = 400_000


@click.command("cite-check", short_help="Check a draft that cites events, sentence by sentence.")
@click.argument("draft", metavar="FILE|-")
@asking
def cite_check(
    draft: str, *, address: str | None, as_of: date | None, wants_json: bool | None
) -> Exit:
    """Say of each sentence of a draft whether the record bears it out.

    Sentences cite events by their ids, as in [4496f2e4], [4496f2e4; 5e25f145], (demarche:4496f2e4)
    or an address that ends in /events/4496f2e4. A sentence is supported where the events name who
    and where it names, on those days, no less surely than it does, and where its quoted words are
    theirs; unsupported with the reasons; uncited where it states something without an id; unknown
    where the record has no such event; and no claim where it is a heading or a question.

    It compares; it does not understand: what it finds is for a person to look at.

    \b
    Examples:
      demarche cite-check brief.md
      demarche cite-check - --json < brief.md | jq 'select(.finding != "supported")'

    Exit codes: 0 all is supported, 1 something is not, 2 wrong usage.
    """
    from demarche.service.cite_check import check, checked_json, is_borne_out

    text = _text(draft)
    with opened(address, as_of) as record:
        try:
            found = check(record, text)
        except PageError as error:
            raise UsageError(draft, error.reason) from error
    if output.is_json(wants_json=wants_json):
        for one in found:
            output.write(as_json.line(checked_json(one)))
    else:
        _show(found)
    return Exit.DONE if is_borne_out(found) else Exit.FAILED


def _text(draft: str) -> str:
    try:
        data = sys.stdin.buffer.read() if draft == "-" else Path(draft).read_bytes()
    except OSError as error:
        raise UsageError(draft, (error.strerror or "cannot be read").lower()) from error
    if len(data) > _LONGEST:
        raise UsageError(draft, f"longer than {_LONGEST:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(draft, "not UTF-8") from error


def _show(found: Sequence[Checked]) -> None:
    """Print each sentence under what the record says to it, and count them."""
    console = output.console()
    for one in found:
        finding = one.finding.value.replace("_", " ")
        console.print(f"{finding:<11}  {printable(one.sentence)}", soft_wrap=True)
        for reason in one.reasons:
            console.print(f"{'':<11}  - {printable(reason)}", soft_wrap=True)
    counts = Counter(one.finding.value.replace("_", " ") for one in found)
    note(", ".join(f"{count} {finding}" for finding, count in counts.items()) or "no sentence")
