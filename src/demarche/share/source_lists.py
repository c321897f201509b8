"""Lists of sources: OPML, which feed readers exchange, and TOML, which people write by hand."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from xml.parsers import expat

from lxml import etree  # type: ignore[import-untyped]

from demarche.model import Failure, PageError, Source, SourceKind

# What OPML has no attribute for stands in attributes of this namespace, which others pass over.
_OWN = "urn:demarche:source:1"
_OWN_FIELDS = ("kind", "publisher", "country", "grade")
_FIELDS = tuple(field.name for field in fields(Source))
_KINDS = frozenset({"rss", "atom", "link"})

_LARGEST = 2_000_000
# The time that a key takes grows with the square of its dots.
_MOST_DOTS = 500
_LONGEST_REASON = 200

_SPACE = b" \t\r\n"
_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_BEGINS = (b"\xff\xfe<\0", b"\xfe\xff\0<")
_HTML = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_NOT_IN_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Told:
    """What one entry of a list tells of a source, by field, and what the entry is called."""

    name: str
    said: object


def to_opml(sources: Sequence[Source], title: str) -> bytes:
    """Return `sources` as OPML 2.0 in UTF-8, in their order, under `title`.

    Feeds are outlines of the type "rss"; pages and sitemaps, of which feed readers can make
    nothing, of the type "link".
    """
    root = etree.Element("opml", version="2.0", nsmap={"demarche": _OWN})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _NOT_IN_XML.sub(" ", title)
    body = etree.SubElement(root, "body")
    for source in sources:
        outline = etree.SubElement(body, "outline")
        for name, value in _attributes(source):
            outline.set(name, value)
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return bytes(written)


def _attributes(source: Source) -> Iterator[tuple[str, str]]:
    is_feed = source.kind is SourceKind.FEED
    yield "type", "rss" if is_feed else "link"
    yield "text", source.name or source.publisher or source.address
    if source.name:
        yield "title", source.name
    yield "xmlUrl" if is_feed else "url", source.address
    if source.language:
        yield "language", source.language
    for field in _OWN_FIELDS:
        value = getattr(source, field)
        if value is not None:
            yield f"{{{_OWN}}}{field}", str(value)


def to_toml(sources: Sequence[Source]) -> bytes:
    """Return `sources` as TOML in UTF-8, in their order: a table "source" for each."""
    tables = ("".join(["[[source]]\n", *_lines(source)]) for source in sources)
    return ("\n".join(tables) or "source = []\n").encode()


def _lines(source: Source) -> Iterator[str]:
    for field in _FIELDS:
        value = getattr(source, field)
        if value is not None and value is not SourceKind.FEED:
            yield f"{field} = {_quoted(str(value))}\n"


def _quoted(text: str) -> str:
    """Return `text` as a basic string of TOML."""
    # JSON escapes as TOML does, but for the character that both call a control and JSON lets be.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def read(name: str, data: bytes) -> tuple[list[Source], list[Failure]]:
    """Return the sources that a file lists, each once, and what in it is none.

    It is taken for OPML where its first sign that is no space is "<", or its name ends so; for
    TOML else. Raises PageError where it is neither of them, or larger than any list.
    """
    is_opml = data.startswith(_UTF_16_BEGINS) or _bare(data).startswith(b"<")
    if is_opml or name.lower().endswith(".opml"):
        return from_opml(name, data)
    return from_toml(name, data)


def _bare(data: bytes) -> bytes:
    return data.lstrip(_SPACE).removeprefix(_UTF_8_MARK).lstrip(_SPACE)


def from_opml(name: str, data: bytes) -> tuple[list[Source], list[Failure]]:
    """Return the sources that OPML lists, in its folders too, each once, and what in it is none.

    `name` is what the list is called. Nothing is fetched. Raises PageError where it is no OPML.
    """
    _refuse_large(name, data)
    bare = _bare(data)
    if _HTML.match(bare):
        raise _no_opml(name, "HTML")
    return _sources(_Outlines(name, data[: len(data) - len(bare)].count(b"\n")).of(bare))


class _Outlines:
    """Gathers the outlines of OPML that stand for sources."""

    def __init__(self, name: str, lines_before: int) -> None:
        self._name = name
        self._lines_before = lines_before
        self._is_opml = False
        self._told: list[_Told] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._declare
        self._parser.StartElementHandler = self._begin

    def of(self, data: bytes) -> list[_Told]:
        """Return what the outlines of `data` tell."""
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code).removeprefix("not well-formed ").strip("()")
            line = error.lineno + self._lines_before
            raise _no_opml(self._name, f"not well-formed: {reason} (line {line:,})") from error
        except (LookupError, ValueError) as error:
            raise _no_opml(self._name, "in a character set that is not known") from error
        return self._told

    def _declare(self, _: str, __: str | None, ___: str | None, has_declarations: int) -> None:
        # Entities and defaults can blow a small file up; no feed reader writes any.
        if has_declarations:
            raise _no_opml(self._name, "XML with declarations of its own")

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(" ")[2].lower()
        if not self._is_opml:
            self._is_opml = local == "opml"
            if not self._is_opml:
                kind = "HTML" if local == "html" else f"XML of another kind, {_cut(local)}"
                raise _no_opml(self._name, kind)
        if local == "outline":
            # Some programs write "xmlurl" or "xmlURL".
            by_name = {name.lower(): value for name, value in attributes.items()}
            if "xmlurl" in by_name or by_name.get("type", "").lower() in _KINDS:
                line = self._parser.CurrentLineNumber + self._lines_before
                self._told.append(_Told(f"{self._name}:{line}", _outline(by_name)))


def _outline(said: Mapping[str, str]) -> dict[str, object] | str:
    """Return what an outline tells of a source, or else why it stands for none."""
    own: dict[str, object] = {field: said.get(f"{_OWN} {field}") for field in _OWN_FIELDS}
    is_ours = own["kind"] is not None
    address = said.get("xmlurl") or (said.get("url") if is_ours else None)
    address = (address or "").strip()
    if not address:
        return "has no xmlUrl"
    if is_ours:
        return own | {"address": address, "name": said.get("title"), **_language(said)}
    name = " ".join(_NOT_IN_XML.sub(" ", said.get("title") or said.get("text") or "").split())
    named = {"name": name} if name not in {"", address} else {}
    return own | {"address": address, **named, **_language(said)}


def _language(said: Mapping[str, str]) -> dict[str, str]:
    """Return the language of an outline: of a feed reader's too, which may say "unknown"."""
    language = said.get("language", "")
    is_ours = f"{_OWN} kind" in said
    is_told = language if is_ours else _LANGUAGE.fullmatch(language)
    return {"language": language} if is_told else {}


def from_toml(name: str, data: bytes) -> tuple[list[Source], list[Failure]]:
    """Return the sources in the tables "source" of TOML, each once, and what in it is none.

    `name` is what the list is called. Raises PageError where there are no such tables.
    """
    _refuse_large(name, data)
    try:
        text = _bare(data).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _no_list(name, f"it is not UTF-8 (byte {error.start:,})") from error
    if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
        raise _no_list(name, "there are too many dots in a line")
    tables = _tables(name, text)
    return _sources(_Told(f"{name}: source {n}", table) for n, table in enumerate(tables, 1))


def _tables(name: str, text: str) -> list[Any]:
    try:
        held = tomllib.loads(text)
    except RecursionError as error:
        raise _no_list(name, "it is nested too deep") from error
    # A number of too many digits is a ValueError of another kind.
    except ValueError as error:
        raise _no_list(name, "it is no TOML") from error
    tables = held.get("source")
    if not isinstance(tables, list):
        raise _no_list(name, "it has no tables [[source]]")
    return tables


def _sources(listed: Iterable[_Told]) -> tuple[list[Source], list[Failure]]:
    found: dict[str, Source] = {}
    failures: list[Failure] = []
    for told in listed:
        try:
            source = _source(told.said)
        except ValueError as error:
            failures.append(Failure(told.name, _cut(str(error))))
        else:
            found.setdefault(source.address, source)
    return list(found.values()), failures


def _source(said: object) -> Source:
    """Return the source that is told of; raises ValueError with the reason where it is none."""
    if not isinstance(said, Mapping):
        raise ValueError(said if isinstance(said, str) and said else "is no table")
    for field, value in said.items():
        if field not in _FIELDS:
            raise ValueError(f"has no place for {field!r}; there are {', '.join(_FIELDS)}")
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{field} is no string")
    if not said.get("address"):
        raise ValueError("has no address")
    kind = said.get("kind") or SourceKind.FEED
    if kind not in tuple(SourceKind):
        raise ValueError(f"no kind of source, {', '.join(SourceKind)}: {kind!r}")
    return Source(**{**said, "kind": SourceKind(kind)})


def _refuse_large(name: str, data: bytes) -> None:
    if len(data) > _LARGEST:
        raise _no_list(name, f"it is larger than {_LARGEST // 1_000_000} MB")


def _cut(reason: str) -> str:
    short = len(reason) <= _LONGEST_REASON
    return reason if short else f"{reason[: _LONGEST_REASON - 1]}…"


def _no_list(name: str, found: str) -> PageError:
    return PageError(name, f"lists no sources: {found}")


def _no_opml(name: str, found: str) -> PageError:
    return PageError(name, f"is no OPML: it is {found}")
