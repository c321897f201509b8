"""Who a person turns out to be whom an article first tells by a field alone."""

from __future__ import annotations

from demarche.knowledge import RoleKind
from demarche.read.actors.find.stage import Stage

_FIELDS = frozenset({"for", "on"})
_SMALL = frozenset({"the", "a", "an", "and", "of", "in"})
_FEWEST = 2
_LOOK = 16


def named_later(stage: Stage, first: int, end: int) -> tuple[int, int] | None:
    """Return where the one person is named later whose title has the field of the words' phrase.

    "A senior diplomat for East Asian affairs" is the one whom the article then calls "Sung Kim,
    acting assistant secretary of state for East Asian and Pacific affairs". None where the phrase
    is no person's, names no field of two words or more, or fits nobody or several.
    """
    words = stage.view.lowered[first:end]
    if words[0] not in ("a", "an"):
        return None
    start = next((index for index, word in enumerate(words) if word in _FIELDS), 0)
    field = set(words[start + 1 :]) - _SMALL
    if not start or len(field) < _FEWEST or not _has_person(stage, first, first + start):
        return None
    found = {
        figure.name: place
        for figure in stage.figures.all
        for place in reversed(figure.places)
        if place[0] >= end and _has_title(stage, place[1], field)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _has_title(stage: Stage, end: int, field: set[str]) -> bool:
    """Whether a person's title that holds all words of `field` follows the name before `end`."""
    view = stage.view
    if end >= len(view.words) or view.words[end] != ",":
        return False
    last = end + 1
    while last < min(end + _LOOK, len(view.words)) and view.sentences[last] == view.sentences[end]:
        last += 1
    return field <= set(view.lowered[end:last]) and _has_person(stage, end, last)


def _has_person(stage: Stage, first: int, end: int) -> bool:
    """Whether one of the words is a person's role ("diplomat", "secretary of state")."""
    roles = stage.found.roles[first:end]
    return any(one is not None and one.role.kind is RoleKind.PERSON for one in roles)
