"""What answers have in common: JSON as it is, long ones in parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from fastapi import Request, Response

from demarche.desk.api.asking import Listing
from demarche.model import UsageError
from demarche.model.judgements import Correction
from demarche.service import as_json, record_json
from demarche.service.as_json import JsonObject
from demarche.service.asked import part_of
from demarche.service.record import Record

T = TypeVar("T")


def answer(
    told: JsonObject, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an answer as JSON."""
    return Response(as_json.line(told), status, headers, "application/json")


def listed(
    request: Request,
    asked: Listing,
    ask: Callable[[Record, int], Sequence[T]],
    form: Callable[[T], JsonObject],
) -> Response:
    """Return a part of a long answer, in the order of `ask`, which is given how many it is to
    return at most."""
    seen = asked.seen(request)
    try:
        part = part_of(seen, ask, most=asked.limit, cursor=asked.cursor)
    except OverflowError as error:  # a day or number that no store can have given
        raise UsageError(asked.cursor or "", "is no cursor that was given here") from error
    return answer({"items": [form(one) for one in part.rows], "next": part.next})


def corrected(done: Correction, headers: Mapping[str, str] | None = None) -> Response:
    """Return a correction that was just made."""
    return answer(record_json.correction(done), 201, headers)
