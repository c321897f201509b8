"""The style, the script and the sign: files of ours that browsers may keep."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_FOLDER = Path(__file__).parent / "static"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, no-cache"


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    kind: str
    mark: str


@cache
def _files() -> Mapping[str, _File]:
    found = {}
    for path in sorted(_FOLDER.iterdir()):
        if path.suffix in _KINDS:
            data = path.read_bytes()
            found[path.name] = _File(
                data, _KINDS[path.suffix], hashlib.sha256(data).hexdigest()[:12]
            )
    return found


def address(name: str) -> str:
    """Return the address of a file, which changes with what is in it."""
    return f"/static/{name}?{_files()[name].mark}"


def _given(request: Request) -> Response:
    found = _files().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    tag = f'"{found.mark}"'
    is_marked = request.url.query == found.mark
    headers = {"ETag": tag, "Cache-Control": _FOR_GOOD if is_marked else _ASK_AGAIN}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(found.data, headers={**headers, "Content-Type": found.kind})


def routes() -> list[Route]:
    """Return the routes of the files."""
    return [Route("/static/{name}", _given, methods=["GET"])]
