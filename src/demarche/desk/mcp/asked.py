"""How a tool asks the record and answers: as it stood, in parts, in data and in text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from mcp.types import CallToolResult, TextContent

from demarche.desk.mcp import forms
from demarche.desk.mcp.cited import addressed
from demarche.desk.mcp.text import text_of
from demarche.service.asked import part_of
from demarche.service.record import Record

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of an answer in JSON's form, and how those that follow are had."""

    rows: list[Any]
    more: str | None
    cursor: str | None


def seen(record: Record, as_of: date | None) -> Record:
    """Return the record as it stood on a day; one that is shown as it stood shows nothing later."""
    if as_of is None or (record.moment and record.moment.date() <= as_of):
        return record
    return record.as_of(as_of)


def rows_of(
    record: Record,
    ask: Callable[[Record, int], Sequence[T]],
    form: Callable[[T], Any],
    *,
    limit: int,
    cursor: str | None,
) -> Rows:
    """Return `limit` rows of a long answer, each with the addresses of its quotes."""
    part = part_of(record, ask, most=limit, cursor=cursor)
    rows = addressed(record, [form(one) for one in part.rows])
    more = f"There are more: ask again with cursor {part.next!r}." if part.next else None
    return Rows(rows, more, part.next)


def answered(answer: forms.Answer) -> CallToolResult:
    """Return an answer as the protocol has it: as text, and as data."""
    return CallToolResult(
        content=[TextContent(type="text", text=text_of(answer))],
        structured_content=answer.model_dump(mode="json"),
    )


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number of things.

    >>> counted(1, "story", "stories")
    '1 story'
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def found(rows: Sequence[Any], what: str, asked: str = "", *, many: str | None = None) -> str:
    """Return in a line what was found, or that there is no record of what was asked for."""
    about = f" {asked}" if asked else ""
    if rows:
        return f"{counted(len(rows), what, many)}{about}."
    return f"No record of {'' if asked else 'such '}{many or what + 's'}{about}."
