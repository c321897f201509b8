"""An event as others cite it: in words, as BibTeX, and as CSL-JSON.

One item is given for each article that tells of the event. What a page does not say of itself is
left out: no author, title or day is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote as percent_encoded

from demarche.model import Days
from demarche.model.entries import Told
from demarche.model.events import Event, Origin, Printed, Side, Telling
from demarche.service.as_json import JsonObject

__all__ = ["Citation", "citation"]

_WEB = ("http://", "https://")
_BREAKS = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# What would turn the direction of a line, or stands in no UTF-8.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHORT = 8
# What TeX reads as orders, and how it prints them as they are.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# What may stand in an address as it is; all else is percent-encoded, braces and backslashes too.
_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Citation:
    """An event's citation: lines of text, BibTeX entries, and items of CSL-JSON."""

    text: str
    bibtex: str
    csl: tuple[JsonObject, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """An article that tells of the event: who is the first to say so there, and its sentence."""

    event: str
    origin: Origin
    telling: Telling

    @property
    def printed(self) -> Printed:
        """Where it was printed."""
        return self.telling.printed

    @property
    def key(self) -> str:
        """By what the item is cited."""
        return f"demarche-{self.event[:_SHORT]}-{self.printed.page[:_SHORT]}"

    @property
    def note(self) -> str:
        """Where the item is in the record, and on whose word it is."""
        return f"Event {self.event}, on the word of {_plain(self.origin.words)}"


def citation(told: Told) -> Citation:
    """Return the citation of an event, with each article that tells of it in the order of print."""
    items = _items(told.event)
    return Citation(
        text="\n".join([_head(told.event), *(_line(one) for one in items)]) + "\n",
        bibtex="\n".join(_entry(one) for one in _by_page(items)),
        csl=tuple(_csl(one) for one in _by_page(items)),
    )


def _items(event: Event) -> list[_Item]:
    found = [
        _Item(event.id, account.origin, telling)
        for account in event.accounts
        for telling in account.tellings
    ]
    return sorted(found, key=lambda one: (one.printed.day, one.telling.mention.id))


def _by_page(items: Iterable[_Item]) -> list[_Item]:
    """Return the first item of each page."""
    first: dict[str, _Item] = {}
    for one in items:
        first.setdefault(one.printed.page, one)
    return list(first.values())


def _head(event: Event) -> str:
    """Return what the record holds to have happened, and the id under which it does."""
    who = _names(event.actors) or "Not said who"
    towards = f" towards {_names(event.recipients)}" if event.recipients else ""
    status = event.status.value.replace("_", " ") if event.status else "accounts differ"
    days = f", {_iso(event.days)}" if event.days else ""
    rejected = " Rejected by hand." if event.is_rejected else ""
    return f"{who}{towards}: {event.event_type.value} ({status}){days}. Event {event.id}.{rejected}"


def _line(one: _Item) -> str:
    """Return who says so, in which words, and where that was printed."""
    printed = one.printed
    where = [
        _plain(printed.publisher or ""),
        f"“{_plain(printed.title)}”" if printed.title else "",
        _iso(printed.published) if printed.published else "",
        _address(printed) or "",
        f"accessed {printed.accessed.date()}",
    ]
    said = f"“{_plain(one.telling.quote)}”"
    return f"{_plain(one.origin.words)}: {said} {', '.join(filter(None, where))}."


def _entry(one: _Item) -> str:
    """Return an item as an entry of biblatex."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(one))
    return f"@online{{{one.key},\n{fields}}}\n"


def _fields(one: _Item) -> Iterator[tuple[str, str]]:
    printed, address = one.printed, _address(one.printed)
    if printed.title:
        yield "title", f"{{{_tex(printed.title)}}}"
    if printed.publisher:
        yield "organization", f"{{{_tex(printed.publisher)}}}"
    if printed.published:
        yield "date", _iso(printed.published, "/")
    if address:
        yield "url", address
    yield "urldate", printed.accessed.date().isoformat()
    yield "annotation", _tex(one.telling.quote)
    yield "note", _tex(one.note)


def _csl(one: _Item) -> JsonObject:
    """Return an item of CSL-JSON 1.0."""
    printed, address = one.printed, _address(one.printed)
    days = printed.published
    return {
        "id": one.key,
        "type": "article-newspaper",
        **({"title": _plain(printed.title)} if printed.title else {}),
        **({"container-title": _plain(printed.publisher)} if printed.publisher else {}),
        **({"issued": _dates(days.first, days.last)} if days else {}),
        "accessed": _dates(printed.accessed.date()),
        **({"URL": address} if address else {}),
        "annote": _plain(one.telling.quote),
        "note": one.note,
    }


def _dates(*days: date) -> JsonObject:
    """Return a day, or the first and last of several, as CSL has them."""
    return {"date-parts": [[day.year, day.month, day.day] for day in dict.fromkeys(days)]}


def _names(sides: Iterable[Side]) -> str:
    return ", ".join(dict.fromkeys(_plain(side.name) for side in sides))


def _iso(days: Days, between: str = " to ") -> str:
    return between.join(dict.fromkeys((days.first.isoformat(), days.last.isoformat())))


def _address(printed: Printed) -> str | None:
    """Return the address of a page, where it is one of the web, in signs that bibliographies
    take."""
    address = (printed.url or "").strip()
    if not address.lower().startswith(_WEB):
        return None
    return percent_encoded(_TURNS.sub("", address), safe=_OF_ADDRESSES)


def _tex(words: str) -> str:
    return _plain(words).translate(_TEX)


def _plain(words: str) -> str:
    """Return words on one line, without signs that would turn or break it."""
    return _BREAKS.sub(" ", _TURNS.sub("", words)).strip()
