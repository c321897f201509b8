"""The country that a phrase for a place lies in."""

from __future__ import annotations

from demarche.knowledge import EntryKind
from demarche.read.actors.stage import Stage

_RANK = {
    EntryKind.CITY: 4,
    EntryKind.REGION: 4,
    EntryKind.CAPITAL: 4,
    EntryKind.COUNTRY: 3,
    EntryKind.ORGAN: 2,
    EntryKind.PEOPLE: 1,
}


def country_of(stage: Stage, first: int, end: int) -> str | None:
    """Return the country that the words [first, end) lie in; None where they do not say.

    A country after a comma or in the phrase tells which city of a name is meant ("Tripoli,
    Lebanon"); a people counts only where no place is named ("the Turkish border").
    """
    best, code = 0, None
    countries = _countries_beside(stage, first, end)
    for at in range(first, end):
        match = stage.found.names[at]
        if match is None or match.start != at:
            continue
        entries = [entry for entry in match.entries if entry.kind in _RANK]
        if not entries:
            continue
        entry = next((one for one in entries if one.code in countries), entries[0])
        if _RANK[entry.kind] > best:
            best, code = _RANK[entry.kind], entry.code
    return code


def _countries_beside(stage: Stage, first: int, end: int) -> set[str | None]:
    """Return the countries named in the words [first, end) or after a comma that follows them."""
    found: set[str | None] = set()
    words = stage.view.words
    last = end + 2 if end + 1 < len(words) and words[end] == "," else end
    for match in stage.found.names[first:last]:
        if match is not None:
            found |= {entry.code for entry in match.entries if entry.kind is EntryKind.COUNTRY}
    return found
