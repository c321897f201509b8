"""The cookies of the desk: taken as they were given, and no others let through."""

from __future__ import annotations

import re
from collections.abc import Iterable

_OURS = re.compile(rb"(?:__Host-)?demarche[a-z_-]{0,32}")
# What stands in a cookie without quotation marks or escapes (RFC 6265): Python's reading of those
# takes minutes for a long one (CVE-2024-7592), and nothing of ours needs them.
_VALUE = re.compile(rb"[!#-+\--:<-\[\]-~]{0,512}")

Raw = tuple[bytes, bytes]


def only_ours(headers: Iterable[Raw]) -> list[Raw]:
    """Return headers with no cookies but the desk's own, each given once.

    Of two with one name, a page of a neighbouring site may have set either: neither counts.

    >>> only_ours([(b"cookie", b'demarche=a.b; other="\\\\"; demarche_visit=~x')])
    [(b'cookie', b'demarche=a.b; demarche_visit=~x')]
    """
    kept = list(headers)
    said = [part for name, value in kept if name == b"cookie" for part in value.split(b";")]
    found: dict[bytes, list[bytes]] = {}
    for part in said:
        name, _, value = part.strip(b" ").partition(b"=")
        if _OURS.fullmatch(name):
            found.setdefault(name, []).append(value)
    kept = [one for one in kept if one[0] != b"cookie"]
    single = [
        name + b"=" + values[0]
        for name, values in found.items()
        if len(values) == 1 and _VALUE.fullmatch(values[0])
    ]
    return [*kept, (b"cookie", b"; ".join(single))] if single else kept
