"""The addresses that the door itself has to know."""

from __future__ import annotations

from starlette.types import Scope

LOGIN, LOGOUT = "/login", "/logout"
CALENDAR = "/due.ics"
API, MCP, STATIC = "/api/v1", "/mcp", "/static"

# What is sent there changes nothing: it is read, or asks.
ONLY_ASK = frozenset({"/read", "/read.json", f"{API}/readings", MCP, LOGIN, LOGOUT})
UPLOADS = frozenset({"/read", "/read.json"})
READ_TEXTS = frozenset({"/read", "/read.json", f"{API}/readings"})

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_for_programs(scope: Scope) -> bool:
    """Whether programs ask there, which show a token and are answered in JSON."""
    path = str(scope["path"])
    return path in ("/api", MCP) or path.startswith(("/api/", f"{MCP}/"))


def is_for_all(scope: Scope) -> bool:
    """Whether anybody may ask there, logged in or not."""
    return scope["path"] in (LOGIN, LOGOUT) or is_static(scope)


def is_static(scope: Scope) -> bool:
    """Whether it is a file that is the same for everybody, and is asked for."""
    return str(scope["path"]).startswith(f"{STATIC}/") and is_safe(scope)


def is_safe(scope: Scope) -> bool:
    """Whether the method is one that changes nothing."""
    return scope["method"] in _SAFE


def shown(scope: Scope) -> str:
    """Return the address as it was asked for, with its query, and without the host."""
    query = scope["query_string"].decode("latin-1")
    path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
    return f"{path}?{query}" if query else str(path)
