"""What the door answers by itself: a plain page to people, a problem in JSON to programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from demarche.desk.door.paths import is_for_programs

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Demarche</title>
<link rel="stylesheet" href="/static/desk.css">
</head>
<body>
<main id="main">
<h1>{title}</h1>
{inner}
</main>
</body>
</html>
"""


def refusal(
    scope: Scope, status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the answer to what is not done, in the asker's form; `detail` is one sentence."""
    if is_for_programs(scope) or scope["path"].endswith(".json"):
        return _problem(scope, status, detail, headers)
    inner = f'<p>{escape(detail)}</p>\n<p><a href="/">To the desk</a></p>'
    return page(status.phrase, inner, status, headers)


def page(
    title: str,
    inner: str,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a page of the door's own; `inner` is HTML, its foreign words escaped."""
    html = _PAGE.format(title=escape(title), inner=inner)
    return HTMLResponse(html, status, dict(headers or {}) | {"Cache-Control": "no-store"})


def _problem(
    scope: Scope, status: HTTPStatus, detail: str, headers: Mapping[str, str] | None
) -> Response:
    """Return problem details, as RFC 9457 has them."""
    told = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": quote(scope["path"], errors="replace"),
    }
    return Response(
        json.dumps(told),
        status,
        dict(headers or {}) | {"Cache-Control": "no-store"},
        "application/problem+json",
    )
