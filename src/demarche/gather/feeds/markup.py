"""Plain text from the markup that feeds and pages put into their titles and summaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"<!\[CDATA\[|\]\]>|<(/?)([A-Za-z!][\w:-]*)[^<>]*>")
_INLINE = set("a abbr b cite code em font i mark q s small span strong sub sup u".split())
_UNSEEN = {"script", "style"}


def plain(words: str | None) -> str | None:
    """Return `words` without tags, entities and line breaks; None where nothing is left.

    >>> plain("<b>Talks</b> &amp;amp; trade")
    'Talks & trade'
    """
    text = words or ""
    # Twice, for many feeds write the entities of their entities.
    for _ in range(2):
        text = unescape("".join(_untagged(text)))
    return " ".join(text.split()) or None


def _untagged(text: str) -> Iterator[str]:
    place, unseen = 0, ""
    for tag in _TAG.finditer(text):
        if not unseen:
            yield text[place : tag.start()]
            yield "" if tag[2] is None or tag[2].lower() in _INLINE else " "
        place, name = tag.end(), (tag[2] or "").lower()
        if name in _UNSEEN:
            unseen = "" if tag[1] else name
    if not unseen:
        yield text[place:]
