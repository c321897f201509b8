"""JSON as pages print it: with commas too many, brackets too few and breaks in its strings."""

from __future__ import annotations

import json
import re
from typing import Any

_BLANKS = re.compile(r"\s*")
_WORD = re.compile(r"[^\s,:{}\[\]\"]+")
# What may follow a string where it is a name, and where it is a value.
_ENDS_NAME = re.compile(r"\s*(?::|\Z)")
_ENDS_VALUE = re.compile(
    r"\s*(?:,\s*(?:[\"{\[}\]\d-]|true|false|null|\Z)|[}\]]|\Z|\"[^\"\n]{1,60}\"\s*:)"
)
_PLAIN = re.compile(r"[^\"\\]*")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|[^u])")
_FRAME = re.compile(
    r"^\s*(?:<!--|<!\[CDATA\[|//\s*<!\[CDATA\[|/\*.*?\*/)+|(?:-->|(?://)?\s*\]\]>)\s*$"
)
_DEEPEST = 60


def loose(text: str) -> Any:
    """Return the value that `text` holds, read on over what is broken; None where nothing is.

    >>> loose('{"name": "The "Post"", "tags": ["a", "b",], "more": {')
    {'name': 'The "Post"', 'tags': ['a', 'b'], 'more': {}}
    """
    text = _FRAME.sub("", text).strip().removesuffix(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _value(text, 0, 0)[0]


def _value(text: str, at: int, depth: int) -> tuple[Any, int]:
    """Return the value at a place of `text`, and the place after it."""
    at = _after_blanks(text, at)
    opening = text[at : at + 1]
    if opening == '"':
        return _string(text, at + 1, _ENDS_VALUE)
    if opening and opening in "{[" and depth < _DEEPEST:
        read = _object if opening == "{" else _array
        return read(text, at + 1, depth + 1)
    found = _WORD.match(text, at)
    if found is None:
        return None, at + 1
    return {"true": True, "false": False, "null": None}.get(found[0], found[0]), found.end()


def _object(text: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    held: dict[str, Any] = {}
    while True:
        at = _after_blanks(text, at, ",")
        if at >= len(text) or text[at] in "}]":
            return held, at + 1
        is_string = text[at] == '"'
        name, at = _string(text, at + 1, _ENDS_NAME) if is_string else _value(text, at, _DEEPEST)
        at = _after_blanks(text, at)
        if text[at : at + 1] == ":":
            value, at = _value(text, at + 1, depth)
            held.setdefault(str(name), value)


def _array(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    held: list[Any] = []
    while True:
        at = _after_blanks(text, at, ",")
        if at >= len(text) or text[at] in "]}":
            return held, at + 1
        value, at = _value(text, at, depth)
        held.append(value)


def _string(text: str, at: int, ends: re.Pattern[str]) -> tuple[str, int]:
    """Return a string; a quotation mark ends it only where what may follow a string follows."""
    parts: list[str] = []
    while at < len(text):
        found = _PLAIN.match(text, at)
        parts.append(found[0] if found else "")
        at += len(parts[-1])
        if text[at : at + 1] == '"':
            if ends.match(text, at + 1):
                return "".join(parts), at + 1
            parts.append('"')
            at += 1
        elif escape := _ESCAPE.match(text, at):
            parts.append(_unescaped(escape[0]))
            at = escape.end()
        else:
            at += 1
    return "".join(parts), at


def _unescaped(escape: str) -> str:
    try:
        return str(json.loads(f'"{escape}"'))
    except ValueError:
        return escape[1:]


def _after_blanks(text: str, at: int, also: str = "") -> int:
    while True:
        found = _BLANKS.match(text, at)
        at = found.end() if found else at
        if not also or text[at : at + 1] != also:
            return at
        at += 1
