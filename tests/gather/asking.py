"""Asking the web for a page, and saying what comes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.gather.web import Known, Web
from demarche.model import FetchError, Page


def had(web: Web, address: str, known: Known | None = None) -> Page:
    """The page at `address`, which is there, and not as it is known."""
    page = web.page(address, known or Known())
    assert page is not None
    return page


def refused(ask: Callable[[str], object], address: str) -> FetchError:
    """Why `ask` cannot have what lies at `address`."""
    with pytest.raises(FetchError) as caught:
        ask(address)
    assert caught.value.subject == address
    return caught.value
