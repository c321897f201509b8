"""The calendar of somebody who is not at the desk: programs that subscribe can send no token, so
that a key stands in the address."""

from __future__ import annotations

from urllib.parse import unquote_plus

from starlette.types import Scope

from demarche.desk.door.paths import CALENDAR, is_safe


def key_taken(scope: Scope) -> tuple[Scope, str | None]:
    """Return a request without the key in its address, and the key, which is not to be seen any
    further: not in a link, not in a log. None where it asks for no calendar, or shows none."""
    if scope["path"] != CALENDAR or not is_safe(scope):
        return scope, None
    parts = scope["query_string"].split(b"&")
    keys = [part for part in parts if _name(part) == "key"]
    if not keys:
        return scope, None
    rest = b"&".join(part for part in parts if part not in keys)
    shown = keys[0].partition(b"=")[2].decode("latin-1") if len(keys) == 1 else ""
    return {**scope, "query_string": rest}, shown


def _name(part: bytes) -> str:
    return unquote_plus(part.partition(b"=")[0].decode("latin-1"))
