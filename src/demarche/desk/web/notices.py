"""The short notice after a change: kept in a cookie until it is shown, and of our own words."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

COOKIE = "demarche_notice"
_FORM = re.compile(r"([a-z_]{1,20})\.([0-9a-f]{0,16})")
_WORDS = {
    "correct": "The field is corrected.",
    "merge": "The events are one now.",
    "split": "The accounts are two events now.",
    "reject": "The event is rejected; it stays on record as such.",
    "close": "The expectation is closed.",
    "undo": "The change is undone.",
    "rename": "The affair has its name.",
    "grade": "The grade is kept.",
    "enter": "The entry is on record.",
    "admit": "The page is let in.",
    "refused": "Nothing was changed.",
}


def back(address: str, deed: str, number: str = "") -> Response:
    """Return the visitor to a page that says what was done."""
    response = RedirectResponse(address, status_code=303)
    response.set_cookie(COOKIE, f"{deed}.{number[:16]}", max_age=60, httponly=True, samesite="lax")
    return response


def noticed(request: Request) -> tuple[str, str] | None:
    """Return what was done just now, in words, with the id of the correction."""
    found = _FORM.fullmatch(request.cookies.get(COOKIE, ""))
    if not found or found[1] not in _WORDS:
        return None
    return _WORDS[found[1]], found[2]


def forget(request: Request, response: Response) -> None:
    """Let a notice that was shown be gone."""
    if COOKIE in request.cookies:
        response.delete_cookie(COOKIE)
