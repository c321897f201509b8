"""What an agent may read as it stands: events and articles, by their ids."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from demarche.desk.mcp.cited import linked
from demarche.model import RecordError
from demarche.service import record_json
from demarche.service.record import Record

_JSON = "application/json"


def add_to(made: MCPServer[Any], record_of: Callable[[], Record]) -> None:
    """Add the resources over a record to a server."""

    @made.resource("demarche://record", name="record", title="The record", mime_type=_JSON)
    def record() -> str:
        """How much the record holds, and in which state it is."""
        return _json(record_json.holdings(record_of()))

    @made.resource("demarche://events/{event_id}", name="event", title="An event", mime_type=_JSON)
    def event(event_id: str) -> str:
        """All that the record has on an event: each account, what is awaited, its history."""
        return _json(_known(lambda: record_json.told(record_of().show(event_id))))

    @made.resource(
        "demarche://articles/{page}", name="article", title="An article", mime_type=_JSON
    )
    def article(page: str) -> str:
        """The text of an article as it was captured, and what was read in it, by its page's id."""
        return _json(_known(lambda: record_json.marked(record_of().article(page))))


def _known(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except RecordError as error:
        if "more than one" in error.reason:
            raise ResourceError(str(error)) from error
        raise ResourceNotFoundError(str(error)) from error


def _json(form: Any) -> str:
    told = json.dumps(linked(form), ensure_ascii=False)
    return told.encode(errors="replace").decode()  # a page may hold half a sign
