"""The keys and the words of the desk."""

from __future__ import annotations

from starlette.routing import Route

from demarche.desk.web.answer import Answer, routes_of
from demarche.desk.web.asked import Asked


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/help", keys, has_data=False)


def keys(_asked: Asked) -> Answer:
    """Return the keys and the words."""
    return Answer("help.html")
