"""What a page answers, as a page, as JSON and as CSV, all from the same answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from demarche.desk.web.asked import Asked
from demarche.desk.web.layout import environment
from demarche.desk.web.notices import forget, noticed
from demarche.service import as_json, visits
from demarche.service.as_json import JsonObject

Row = Mapping[str, object]

_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n")
_A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Answer:
    """An answer: the template that shows it with what that needs, and the same as data.

    `rows` is for lists alone: what a table of them has in each row.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    data: Callable[[], JsonObject] | None = None
    rows: Callable[[], Iterable[Row]] | None = None
    status: int = 200


@dataclass(frozen=True)
class Elsewhere:
    """An answer that stands at another address."""

    address: str
    status: int = 302


Page = Callable[[Asked], "Answer | Elsewhere"]


def routes_of(
    path: str, ask: Page, *, has_rows: bool = False, has_data: bool = True
) -> list[Route]:
    """Return the routes of a page: as itself, as JSON, and as CSV where it is a list."""
    plain = path if path != "/" else "/today"
    shown = [Route(path, _page(ask), methods=["GET"])]
    if has_rows:
        shown.insert(0, Route(f"{plain}.csv", _table(ask), methods=["GET"]))
    if has_data:
        shown.insert(0, Route(f"{plain}.json", _data(ask), methods=["GET"]))
    return shown


def _page(ask: Page) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        asked = Asked(request)
        found = ask(asked)
        return _moved(found) if isinstance(found, Elsewhere) else shown(asked, found)

    return endpoint


def _data(ask: Page) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        found = ask(Asked(request))
        if isinstance(found, Elsewhere):
            return _moved(found, ".json")
        data = found.data() if found.data else {}
        return Response(as_json.line(data), media_type="application/json")

    return endpoint


def _table(ask: Page) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        found = ask(Asked(request))
        if isinstance(found, Elsewhere):
            return _moved(found, ".csv")
        rows = list(found.rows()) if found.rows else []
        name = Asked(request).path.strip("/").replace("/", "-")
        headers = {"Content-Disposition": f'attachment; filename="{_plain(name)}.csv"'}
        return Response(table(rows), media_type="text/csv; charset=utf-8", headers=headers)

    return endpoint


def _moved(found: Elsewhere, ending: str = "") -> Response:
    path, mark, query = found.address.partition("?")
    return RedirectResponse(path + ending + mark + query, status_code=found.status)


def shown(asked: Asked, found: Answer) -> Response:
    """Return an answer as a page, laid out whole before any of it is sent: a fault in it is then a
    fault, and no page that ends in the middle."""
    template = environment().get_template(found.template)
    text = template.render(at=asked, notice=noticed(asked.request), **found.values)
    response = Response(
        text.encode("utf-8", "replace"), status_code=found.status, media_type="text/html"
    )
    _remember(asked, response)
    forget(asked.request, response)
    return response


def _remember(asked: Asked, response: Response) -> None:
    """Let the visitor's browser keep when they were here."""
    said = asked.request.cookies.get(visits.COOKIE)
    written = visits.visit(said, asked.request.state.record.clock()).written()
    if written != said:
        response.set_cookie(
            visits.COOKIE,
            written,
            max_age=_A_YEAR,
            httponly=True,
            samesite="lax",
            secure=asked.request.url.scheme == "https",
        )


def table(rows: Sequence[Row]) -> str:
    """Return rows as CSV, in which no cell is taken for a formula."""
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([[harmless(row.get(name)) for name in names] for row in rows])
    return out.getvalue()


def harmless(value: object) -> object:
    """Return a cell that no program of tables runs.

    >>> harmless("=1+1")
    "'=1+1"
    """
    if value is None:
        return ""
    if isinstance(value, str) and value.lstrip(" ").startswith(_LEADS):
        return f"'{value}"
    return value


def _plain(name: str) -> str:
    return (
        "".join(
            letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_")
        )
        or "demarche"
    )
