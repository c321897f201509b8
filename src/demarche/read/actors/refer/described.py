"""Whose name an article gives later, after telling only what the person is in charge of."""

from __future__ import annotations

from demarche.read.actors.find.stage import Stage

_FIELDS = frozenset({"for", "on"})
_SMALL = frozenset({"the", "a", "an", "and", "of", "in"})
_FEWEST = 2
_LOOK = 16


def name_of(stage: Stage, first: int, end: int) -> str | None:
    """Return the name of the one person whose title has the field that the words [first, end) name.

    "A senior diplomat for East Asian affairs" is the one whom the article also calls "Sung Kim,
    acting assistant secretary of state for East Asian and Pacific affairs".
    """
    words = stage.view.lowered[first:end]
    if words[0] not in ("a", "an"):
        return None
    start = next((index for index, word in enumerate(words) if word in _FIELDS), len(words))
    field = set(words[start + 1 :]) - _SMALL
    if len(field) < _FEWEST:
        return None
    names = {
        figure.name
        for figure in stage.figures.all
        if any(_has_title(stage, place, field) for _, place in figure.places)
    }
    return names.pop() if len(names) == 1 else None


def _has_title(stage: Stage, end: int, field: set[str]) -> bool:
    """Whether a title that holds all words of `field` follows the name that ends before `end`."""
    view = stage.view
    if end >= len(view.words) or view.words[end] != ",":
        return False
    sentence = view.sentences[end]
    after = [
        view.lowered[index]
        for index in range(end + 1, min(end + _LOOK, len(view.words)))
        if view.sentences[index] == sentence
    ]
    return field <= set(after)
