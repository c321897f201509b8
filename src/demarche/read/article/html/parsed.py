"""A page of HTML, parsed once: its tree, its meta elements, and the things that it describes."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from demarche.read.article.html.loose import loose

Thing = Mapping[str, Any]
_BLANKS = re.compile(r"\s+")
_META_NAMES = ("property", "name", "itemprop", "http-equiv")
_REPORTS = re.compile(r"(?:Article|Posting|Report|Review|PressRelease)$|^Article$|^(?:News|Report)")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a page, the contents of its meta elements by name, and its things of JSON-LD.

    `url` is the address of the page. The tree is never changed: what cuts from it takes a copy.
    """

    tree: Any
    url: str | None
    meta: Mapping[str, tuple[str, ...]]
    things: tuple[Thing, ...]

    def metas(self, *names: str) -> Iterator[str]:
        """Yield the contents of the meta elements of these names, in the order of the names."""
        for name in names:
            yield from self.meta.get(name, ())

    def reports(self) -> tuple[Thing, ...]:
        """Return the things of the page that are reports of some kind."""
        return tuple(thing for thing in self.things if any(map(_REPORTS.search, types_of(thing))))

    def heading(self) -> str | None:
        """Return the words of the page's own title element."""
        found = self.tree.find(".//title")
        return None if found is None else plain_text(found) or None


def parse(html: str, url: str | None) -> Parsed | None:
    """Return `html` as parsed; None where nothing is in it. What is not well-formed is mended."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return Parsed(tree, url, _meta(tree), tuple(_things(tree)))


def types_of(thing: Thing) -> tuple[str, ...]:
    """Return the names of the types of a thing, such as ("NewsArticle",)."""
    given = thing.get("@type")
    return tuple(str(one).rpartition("/")[2] for one in listed(given))


def listed(value: Any) -> list[Any]:
    """Return `value` as a list: itself, the one thing that it is, or nothing."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def named_in(value: Any, *kinds: str) -> Iterator[str]:
    """Yield the names of the things in `value`, of one of `kinds` where any are asked for."""
    for one in listed(value):
        if isinstance(one, str):
            yield tidy(one)
        elif isinstance(one, dict):
            types = types_of(one)
            if not kinds or not types or set(types) & set(kinds):
                yield from (tidy(str(name)) for name in listed(one.get("name")))


def plain_text(element: Any) -> str:
    """Return the words in `element`, with single blanks."""
    return tidy(" ".join(element.itertext()))


def tidy(words: str) -> str:
    """Return `words` with single blanks and without the entities that were escaped twice."""
    return _BLANKS.sub(" ", entities.unescape(words)).strip()


def _meta(tree: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for element in tree.iter("meta"):
        content = tidy(element.get("content") or "")
        if content:
            for name in {(element.get(key) or "").strip().lower() for key in _META_NAMES} - {""}:
                found[name] = (*found.get(name, ()), content)
    return found


def _things(tree: Any) -> Iterator[Thing]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            held = list(_flat(loose(script.text or ""), 0))
            known = {str(one["@id"]): one for one in held if "@id" in one and len(one) > 1}
            yield from (_joined(one, known) for one in held)


def _flat(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    for one in listed(value):
        if isinstance(one, list) and depth < _DEEPEST:
            yield from _flat(one, depth + 1)
        elif isinstance(one, dict):
            if "@type" in one or "@graph" not in one:
                yield one
            if depth < _DEEPEST:
                yield from _flat(one.get("@graph"), depth + 1)


def _joined(thing: dict[str, Any], known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return `thing` with the things that it only points to put in their places."""
    return {name: _pointed(value, known) for name, value in thing.items()}


def _pointed(value: Any, known: Mapping[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_pointed(one, known) for one in value]
    if isinstance(value, dict) and set(value) == {"@id"}:
        return known.get(str(value["@id"]), value)
    return value
