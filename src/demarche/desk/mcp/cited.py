"""The record's JSON forms with the address of every quote beside it, and cut to a bearable size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from demarche.service.printed import where_printed
from demarche.service.record import Record

# No quote is longer than this many signs: a page may hold a sentence without end.
LONGEST = 700
# What would break a line or turn its direction, or is seen by programs alone: signs in which
# something can be told to an agent that no person sees.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_UNSEEN = re.compile("[\xad\u200b\u200e\u200f\u2060-\u2064\ufeff\U000e0000-\U000e0fff]+")


def addressed(record: Record, form: Any) -> Any:
    """Return JSON forms of the record with the page, title and address of each quote added."""
    places = where_printed(record, {one["mention"] for one in _quotes(form)})
    for one in _quotes(form):
        found = places.get(one["mention"])
        if found is not None:
            one |= {"page": found.page, "title": found.title, "url": found.url}
    return tidied(form)


def tidied(form: Any) -> Any:
    """Return JSON forms with each text on one line and of a bearable length, and with addresses of
    the web alone."""
    if isinstance(form, dict):
        return {
            key: web_address(value) if key == "url" else tidied(value)
            for key, value in form.items()
        }
    if isinstance(form, list):
        return [tidied(one) for one in form]
    return on_a_line(form) if isinstance(form, str) else form


def linked(form: Any) -> Any:
    """Return JSON forms as they are, but with addresses of the web alone."""
    if isinstance(form, dict):
        return {
            key: web_address(value) if key == "url" else linked(value)
            for key, value in form.items()
        }
    return [linked(one) for one in form] if isinstance(form, list | tuple) else form


def on_a_line(text: str) -> str:
    """Return `text` on one line, without what would steer a reader's terminal, cut where long.

    >>> on_a_line("two\\nlines")
    'two lines'
    """
    seen = _UNSEEN.sub("", text[: 4 * LONGEST])
    plain = " ".join(_BREAKS.sub(" ", seen).split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST].rsplit(' ', 1)[0]} …"


def web_address(url: object) -> str | None:
    """Return an address if it is one of the web; pages may give any other."""
    if not isinstance(url, str) or _BREAKS.search(url) or any(sign.isspace() for sign in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _quotes(form: Any) -> Iterator[dict[str, Any]]:
    """Yield the forms within `form` that quote a mention."""
    if isinstance(form, dict):
        if "mention" in form and "quote" in form:
            yield form
        for value in form.values():
            yield from _quotes(value)
    elif isinstance(form, list):
        for one in form:
            yield from _quotes(one)
