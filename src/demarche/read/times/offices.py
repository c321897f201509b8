"""What the officeholders whom a text names tell of when it was printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TypeAlias

from demarche.knowledge.people import People

Terms: TypeAlias = Sequence[tuple[date, date]]

_TITLE = (
    "President|Secretary|Minister|Premier|Chancellor|King|Queen|Ambassador|Chief|Chairman|Pope"
    "|Senator|Director|General|Adviser|Envoy|Emir|Sultan|Commissioner|Leader"
)
_NAME = r"[A-Z](?:[\w-]|[’'](?!s\b)(?=\w))+"
_KIND = "prime|foreign|defen[cs]e|deputy|vice|interior|finance|acting|assistant|state"
_PHRASE = re.compile(
    rf"(?:\b{_NAME}\s+){{0,3}}\b(?:(?:{_KIND})\s+)*"
    rf"(?:{_TITLE}|leader|president|premier|minister|chancellor|secretary)(?:[ -]General)?"
    rf"(?:[ \t]+(?:of|for|to|the|{_NAME})){{0,6}}[ \t]+{_NAME}"
)
_APPOSED = re.compile(
    rf"\b(?P<name>{_NAME}(?:[ \t]+{_NAME}){{1,2}}),[ \t]+(?:the[ \t]+)?"
    rf"(?P<title>(?:(?:{_KIND}|{_NAME})[ \t]+){{0,3}}"
    r"(?:secretary|minister|president|envoy|ambassador)\b(?:[ \t]+(?:of|for|to)\b[^,.;\n]{0,60})?)"
)
_FORMER = re.compile(r"(?i)\b(?:former|ex|late|then|ousted|deposed)[\s-]+(?:\w+\s+){0,2}$")
_FIRST = re.compile(
    r"(?i)\bfirst\s+(?:\w+\s+){0,2}(?:trip|tour|visit|speech|address|call|meeting)\b"
    r"|\b(?:took|taking|taken)\s+office\b|\bnewly\s+(?:appointed|elected|confirmed)\b"
)
_FIRST_YEAR = timedelta(366)
_STILL_NAMED = timedelta(45)
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Held:
    """The stretches in which most of those named held their offices, the terms, and the words."""

    stretches: tuple[tuple[date, date], ...]
    terms: tuple[tuple[Span, Terms], ...]
    reason: str
    sure: bool


Span: TypeAlias = tuple[int, int]


def held_by(
    text: str, holders: Callable[[str], tuple[tuple[date, date | None], ...]]
) -> Held | None:
    """Return when those whom `text` calls by an office held it.

    `None` where most of them did not hold theirs together. It is not sure where only one is named,
    who may belong to history. Print goes on naming people by an office that they have just left.
    """
    named: dict[str, Terms] = {}
    places: list[tuple[Span, Terms]] = []
    for match, phrase in _phrases(text):
        led = text[max(match.start() - 30, 0) : match.start()] + match[0].split()[0] + " "
        if _FORMER.search(led):
            continue
        terms = [(first, _end(last)) for first, last in holders(phrase)]
        if terms:
            named[phrase] = terms
            places.append((match.span(), terms))
    stretches = _shared(list(named.values()))
    who = [phrase for phrase, terms in named.items() if _meets(terms, stretches)]
    people = {phrase.split()[-1] for phrase in who}
    if not who or len(who) * 2 <= len(named):
        return None
    reason = ", ".join(who) + " held office"
    return Held(stretches, tuple(places), reason, sure=len(people) >= _ENOUGH)


def _end(last: date | None) -> date:
    return date.max if last is None else last + _STILL_NAMED


def _phrases(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each name with its office before it: as printed, or turned where the office follows."""
    for match in _PHRASE.finditer(text):
        yield match, " ".join(match[0].split())
    for match in _APPOSED.finditer(text):
        yield match, " ".join(f"{match['title']} {match['name']}".split())


def _shared(all_terms: Sequence[Terms]) -> tuple[tuple[date, date], ...]:
    """The stretches of days that the most of these terms cover."""
    starts = sorted({first for terms in all_terms for first, _ in terms})
    best: list[tuple[date, date]] = []
    most = 0
    for start in starts:
        covering = [last for terms in all_terms for first, last in terms if first <= start <= last]
        count = len([terms for terms in all_terms if _covers(terms, start)])
        if count > most:
            best, most = [], count
        if count == most:
            best.append((start, min(covering)))
    return tuple(best)


def _covers(terms: Terms, day: date) -> bool:
    return any(first <= day <= last for first, last in terms)


def _meets(terms: Terms, stretches: Terms) -> bool:
    return any(_covers(terms, start) for start, _ in stretches)


def holders_of(people: People) -> Callable[[str], tuple[tuple[date, date | None], ...]]:
    """Return what gives, for an office and a name ("Secretary of State Antony Blinken"), the terms.

    None are given where the office is not among those that the person held.
    """

    def terms(phrase: str) -> tuple[tuple[date, date | None], ...]:
        words = phrase.split()
        for start in range(max(len(words) - 4, 0), len(words)):
            alone = start == len(words) - 1
            named = people.by_family_name(words[start]) if alone else people.named(words[start:])
            if named:
                office = " ".join(words[:start]).casefold().replace("defense", "defence")
                held = [term for person in named for term in people.terms_of(person)]
                own = [t for t in held if _is_called(people.offices[t.office].titles, office)]
                return tuple((term.first, term.last) for term in own)
        return ()

    return terms


def _is_called(titles: Sequence[str], office: str) -> bool:
    return any(re.search(rf"\b{re.escape(title.casefold())}\b", office) for title in titles)


def in_first_year(text: str, held: Held) -> Iterator[tuple[str, Callable[[date], bool]]]:
    """Yield what "X's first trip" tells: that X had not been in office for long."""
    for match in _FIRST.finditer(text):
        start = max(text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start()))
        here = [t for (a, _), t in held.terms if start <= a <= match.end()]
        for terms in here:
            yield f'"{match[0]}"', partial(_is_new, terms)


def _is_new(terms: Terms, day: date) -> bool:
    return any(first <= day <= first + _FIRST_YEAR for first, _ in terms)
