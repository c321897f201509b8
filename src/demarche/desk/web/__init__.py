"""The web desk: what the record is asked and told, as pages that work without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette


def app() -> Starlette:
    """Return the pages, to be mounted at `/`; whoever mounts them puts `record`, `user` and `csrf`
    into the state of each request."""
    from demarche.desk.web.routes import pages

    return pages()
