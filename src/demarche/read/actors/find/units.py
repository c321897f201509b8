"""The parts of a noun phrase that say something of the party: names, roles, people, words."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.knowledge import Match, RoleMatch
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.figures import Figure, Figures
from demarche.read.actors.find.found import Found
from demarche.read.actors.find.view import View


@dataclass(frozen=True, slots=True)
class Unit:
    """The words [first, end) and what they are known as; `part` is the start of a word in two.

    At most one of `figure`, `name`, `part` and `role` is there; a plain word has none.
    """

    first: int
    end: int
    figure: Figure | None = None
    name: Match | None = None
    part: Match | None = None
    role: RoleMatch | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """A noun phrase taken apart: whose it is, what describes it, and its head.

    `owner` holds the words before a possessive, or the one pronoun ("his").
    """

    owner: tuple[int, int] | None
    modifiers: tuple[Unit, ...]
    head: Unit
    is_definite: bool
    is_indefinite: bool


class Bases:
    """Takes the noun phrases of one article apart, each once."""

    __slots__ = ("_figures", "_found", "_known", "_view")

    def __init__(self, view: View, found: Found, figures: Figures) -> None:
        """Take the words of the article, and what they are known as."""
        self._view = view
        self._found = found
        self._figures = figures
        self._known: dict[tuple[int, int], Base | None] = {}

    def of(self, first: int, end: int) -> Base | None:
        """Return the parts of the phrase [first, end), which ends in its head; None if empty."""
        key = (first, end)
        if key not in self._known:
            self._known[key] = self._base(first, end)
        return self._known[key]

    def _base(self, first: int, end: int) -> Base | None:
        classes, lowered = self._view.classes, self._view.lowered
        owner = None
        start = first
        for at in range(end - 2, first, -1):
            if classes[at] is Class.POSSESSIVE:
                owner, start = (first, at), at + 1
                break
        determiner = ""
        while start < end and classes[start] in LEADING:
            if classes[start] is Class.OWNER and owner is None:
                owner = (start, start + 1)
            determiner = determiner or lowered[start]
            start += 1
        if start == end and lowered[first] == "both":
            return Base(None, (), Unit(first, end), is_definite=True, is_indefinite=False)
        units = self._units(start, end)
        if not units:
            return None
        return Base(
            owner,
            tuple(units[:-1]),
            units[-1],
            is_definite=owner is not None or determiner in _DEFINITE,
            is_indefinite=determiner in _INDEFINITE,
        )

    def _units(self, first: int, end: int) -> list[Unit]:
        """Return the units of the words [first, end) in order."""
        units: list[Unit] = []
        at = first
        while at < end:
            unit = self._unit(at, end)
            is_plain = unit.name is None and unit.role is None and unit.figure is None
            if not (is_plain and self._view.classes[at] in _SKIPPED):
                units.append(unit)
            at = unit.end
        return units

    def _unit(self, at: int, end: int) -> Unit:
        found = self._found
        figure = self._figures.at[at]
        if figure is not None:
            stop = at + 1
            while stop < end and self._figures.at[stop] is figure:
                stop += 1
            return Unit(at, stop, figure=figure)
        role = found.roles[at]
        if role is not None:
            return Unit(at, max(at + 1, min(role.end, end)), role=role)
        name = found.names[at]
        if name is not None:
            return Unit(at, max(at + 1, min(name.end, end)), name=name)
        return Unit(at, at + 1, part=found.parts[at], role=found.role_parts[at])


_DEFINITE = ("the", "this", "that", "these", "those", "both")
_INDEFINITE = ("a", "an", "another", "some")
LEADING = {Class.DETERMINER, Class.OWNER, Class.PUNCTUATION}
_SKIPPED = {Class.PUNCTUATION, Class.CONJUNCTION, Class.POSSESSIVE, Class.DETERMINER, Class.OWNER}
