"""Feeds of XML made fit to be read, where they are not well-formed."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from html.entities import html5
from xml.parsers import expat

from demarche.gather.feeds.limits import Markup, refuse_feed_bombs, refuse_sitemap_bombs
from demarche.gather.feeds.received import Kind, Received

_WILD = re.compile(
    r"(<!\[CDATA\[.*?(?:\]\]>|\Z))|&#(?:x([0-9a-f]+)|([0-9]+));|&(\w+);|&",
    re.DOTALL | re.IGNORECASE,
)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_BASE = "http://www.w3.org/XML/1998/namespace base"
_XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}


def mended(received: Received) -> Received:
    """Return a feed that can be read: with a fault and mended where it is not well-formed.

    Raises PageError for what would take too long to read.
    """
    if received.kind is Kind.JSON:
        return received
    if received.kind is Kind.SITEMAP:
        refuse_sitemap_bombs(received.address, received.text)
    counter = _Counter(received)
    if received.kind is Kind.SYNDICATION:
        refuse_feed_bombs(received.address, received.text, counter.markup)
    if counter.fault is None:
        return received
    text = _NO_XML.sub("", _WILD.sub(_tamed, received.text))
    return replace(received, text=text, faults=(*received.faults, counter.fault))


class _Counter:
    """Reads a feed as XML: `fault` says where it is none; `markup` is that of one that is."""

    def __init__(self, received: Received) -> None:
        self._tags = self._attributes = self._richest = 0
        self._bases = [0]
        self._longest = 0
        self.fault: str | None = None
        reader = expat.ParserCreate("utf-8", namespace_separator=" ")
        reader.StartElementHandler, reader.EndElementHandler = self._start, self._end
        try:
            reader.Parse(received.text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            line = received.lines_before + error.lineno
            reason = expat.ErrorString(error.code).removeprefix("not well-formed ").strip("()")
            self.fault = f"not well-formed: {reason} (line {line:,})"

    @property
    def markup(self) -> Markup | None:
        """What was counted; None where the feed is not well-formed."""
        if self.fault is not None:
            return None
        return Markup(self._tags, self._attributes, self._richest, self._longest)

    def _start(self, _: str, attributes: dict[str, str]) -> None:
        self._tags += 1
        self._attributes += len(attributes)
        self._richest = max(self._richest, len(attributes))
        base = attributes.get(_XML_BASE) or attributes.get("base") or ""
        self._bases.append(len(base) + (0 if ":" in base else self._bases[-1]))
        self._longest = max(self._longest, self._bases[-1])

    def _end(self, _: str) -> None:
        self._bases.pop()


def _tamed(found: re.Match[str]) -> str:
    """Return an ampersand or a reference as XML knows it: HTML's names and bare "&" are common."""
    whole, (cdata, hexadecimal, decimal, name) = found[0], found.groups()
    if cdata or name in _XML_NAMES:
        return whole
    if hexadecimal or decimal:
        digits, base = (hexadecimal, 16) if hexadecimal else (decimal, 10)
        number = int(digits, base) if len(digits) < 8 else 0
        return whole if 0x20 <= number < 0xD800 or 0xDFFF < number < 0x110000 else " "
    character = html5.get(f"{name};")
    return f"&amp;{whole[1:]}" if character is None else escape(character, quote=False)
