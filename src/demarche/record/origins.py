"""Who is the first to say so: the ends of chains of word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demarche.model import Attribution, Sector
from demarche.model.events import Origin, Printed, Telling
from demarche.record.words import folded as plainly

_WORD = re.compile(r"[^\W_]+")
# What outlets share in their names, so that "Reuters news agency" is "Reuters".
_COMMON = frozenset(
    "the a an news newspaper newspapers agency service press wire media daily online website "
    "broadcaster channel tv radio com".split()
)
_OUTLETS = frozenset("agency bulletin broadcaster daily newspaper paper magazine media".split())


def origin(telling: Telling) -> Origin:
    """Return the origin of a telling: its innermost source, or the outlet in its own voice.

    Unnamed sources of one country are one origin where they spoke to one outlet: "a senior US
    official", told by an agency and by those who cite or copy that agency, is counted once.
    """
    links = telling.mention.attributions
    outlet = _outlet(links, telling.printed)
    last = next((link for link in reversed(links) if link.source), None)
    source = last.source if last else None
    if last is None or source is None or _is_outlet(last):
        if source:
            key = source.entity or f"outlet:{folded(source.text)}"
            return Origin(key, source.text, is_named=True, code=None)
        return Origin(f"outlet:{_key(outlet, telling.printed)}", outlet, is_named=True, code=None)
    if source.entity and source.entity.startswith("person:"):
        return Origin(source.entity, source.name or source.text, is_named=True, code=source.code)
    if last.named:
        key = f"named:{source.code or ''}:{source.entity or folded(source.text)}"
        return Origin(key, source.name or source.text, is_named=True, code=source.code)
    key = f"unnamed:{source.code or ''}:{_key(outlet, telling.printed)}"
    return Origin(key, source.text, is_named=False, code=source.code)


def chain(telling: Telling) -> tuple[str, ...]:
    """Return the words of each link of the chain, outermost first, who prints it leading."""
    printed = telling.printed
    links = [link.source.text for link in telling.mention.attributions if link.source]
    return (printed.publisher or printed.document, *links)


def folded(name: str) -> str:
    """Return a name by which two ways of writing an outlet are one.

    >>> folded("the Reuters news agency")
    'reuters'
    """
    words = _WORD.findall(plainly(name))
    return " ".join([word for word in words if word not in _COMMON] or words)


def _outlet(chain: Sequence[Attribution], printed: Printed) -> str:
    """Return to whom it was said: the innermost outlet of the chain, else who printed it first."""
    for link in reversed(chain):
        if link.source and _is_outlet(link):
            return link.source.text
    return printed.first_publisher or printed.document


def _key(outlet: str, printed: Printed) -> str:
    """Return what an outlet is known by however it is written; a page nobody signs is its own."""
    return printed.original if outlet == printed.document else folded(outlet)


def _is_outlet(link: Attribution) -> bool:
    if link.source is None:
        return False
    if link.source.sector is Sector.MED:
        return True
    words = {word.casefold() for word in _WORD.findall(link.source.text)}
    is_agency = "news" in words and not words.isdisjoint({"agency", "service"})
    is_unknown = link.source.sector is None and link.source.entity is None
    return is_agency or (is_unknown and bool(words & _OUTLETS))
