"""The character set that a feed is written in, whatever it is said to be."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
# What is called Latin-1 or GB 2312 is a larger set in fact (WHATWG Encoding Standard, 4.2).
_LARGER_SETS = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "gb2312": "gb18030"}
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}


def decoded(data: bytes, media_type: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data`, and a fault where it is not in the character set that it names."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace").removeprefix("\ufeff"), ()
    stated = _CHARSET.search(media_type or "")
    declared = _DECLARED.match(data)
    names = [stated[1]] if stated else []
    names += [declared[1].decode("ascii")] if declared else []
    # What reads as UTF-8 is UTF-8, whatever it is said to be, unless it is all ASCII.
    surest = [] if data.isascii() else ["utf-8"]
    for known in (*surest, *map(_codec, names), "utf-8"):
        if known and is_written_in(data, known):
            return data.decode(known), ()
    named = names[0] if names else "UTF-8"
    return data.decode("windows-1252", "replace"), (f"not in its character set, {named}",)


def is_written_in(data: bytes, codec: str) -> bool:
    """Whether `data` can be read in the character set `codec`."""
    try:
        data.decode(codec)
    except (UnicodeError, LookupError):
        return False
    return True


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name.replace("_", "-")
    except LookupError:
        return None
    return None if codec in _NO_CHARSETS else _LARGER_SETS.get(codec, codec)
