"""An event entered by hand: what a person read elsewhere, with the words that say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from demarche.desk.web.answer import Answer, routes_of, shown
from demarche.desk.web.asked import Asked
from demarche.desk.web.notices import back
from demarche.desk.web.words import web_address
from demarche.model import EventType, Status, UsageError
from demarche.record.entering import Entry
from demarche.service.days import parse_day
from demarche.service.record import entry_of

# What the form asks for, in its order.
_FIELDS = (
    "type", "status", "actors", "recipients", "first", "last", "quote", "words", "source",
    "printed", "url", "because",
)  # fmt: skip
_MOST_FIELDS = 30


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return [
        *routes_of("/enter", asking, has_data=False),
        Route("/enter", _given, methods=["POST"]),
    ]


def asking(asked: Asked) -> Answer:
    """Return the form, with what the address says of it already in place."""
    _refuse_readers(asked)
    said = {name: asked.word(name) or "" for name in _FIELDS}
    return _form({**said, "status": said["status"] or Status.HAPPENED.value})


async def _given(request: Request) -> Response:
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
        words = {name: str(form.get(name) or "").strip() for name in _FIELDS}
    return await run_in_threadpool(_enter, Asked(request, words))


def _enter(asked: Asked) -> Response:
    """Enter what the form says; where that cannot be, return the form as it was filled in."""
    _refuse_readers(asked)
    said = asked.form
    try:
        entry = entry_from(said)
        done = asked.record.enter(entry, said["because"] or None)
    except UsageError as error:
        return shown(asked, _form(said, fault=str(error), status=400))
    return back(f"/events/{done.target}", done.deed.value, done.id)


def entry_from(said: Mapping[str, str]) -> Entry:
    """Return the entry that a form says; raises UsageError where it is none."""
    if not _names(said["actors"]):
        raise UsageError("actors", "an entry needs somebody who acts")
    if said["url"] and web_address(said["url"]) is None:
        raise UsageError(said["url"][:80], "is no address of the web")
    if said["last"] and not said["first"]:
        raise UsageError("days", "a last day needs a first one")
    return entry_of(
        _one_of(EventType, said["type"].upper()),
        _one_of(Status, said["status"].lower()),
        _names(said["actors"]),
        _names(said["recipients"]),
        "..".join(filter(None, (said["first"], said["last"]))) or None,
        said["quote"].replace("\r\n", "\n"),
        said["words"] or None,
        said["source"],
        parse_day(said["printed"]),
        said["url"] or None,
    )


def _form(said: Mapping[str, Any], *, fault: str | None = None, status: int = 200) -> Answer:
    values = {
        "said": said,
        "fault": fault,
        "types": [kind.value for kind in EventType],
        "statuses": [one.value for one in Status],
    }
    return Answer("enter.html", values, status=status)


def _refuse_readers(asked: Asked) -> None:
    if not asked.may_correct:
        raise HTTPException(403, "Readers cannot change the record.")
    if asked.as_of:
        raise HTTPException(409, "Go back to the present to enter an event.")


def _one_of(kind: type[EventType | Status], word: str) -> str:
    if word not in [one.value for one in kind]:
        raise UsageError(word or kind.__name__, f"is none of {', '.join(kind)}")
    return word


def _names(said: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in said.split(",") if name.strip())
