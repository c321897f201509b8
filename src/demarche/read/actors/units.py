"""The parts of a noun phrase that say something of the party: names, roles, people, words."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.knowledge import Match, RoleMatch
from demarche.read.actors.classes import Class
from demarche.read.actors.figures import Figure
from demarche.read.actors.stage import Stage


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


def base_of(stage: Stage, first: int, end: int) -> Base | None:
    """Return the parts of the phrase [first, end), which ends in its head; None where empty."""
    view = stage.view
    owner = None
    start = first
    for at in range(end - 2, first, -1):
        if view.classes[at] is Class.POSSESSIVE:
            owner, start = (first, at), at + 1
            break
    determiner = ""
    while start < end and view.classes[start] in _LEADING:
        if view.classes[start] is Class.OWNER and owner is None:
            owner = (start, start + 1)
        determiner = determiner or view.lowered[start]
        start += 1
    units = _units(stage, start, end)
    if not units:
        return None
    return Base(
        owner,
        tuple(units[:-1]),
        units[-1],
        is_definite=owner is not None or determiner in _DEFINITE,
        is_indefinite=determiner in ("a", "an", "another", "some"),
    )


_DEFINITE = ("the", "this", "that", "these", "those", "both")
_LEADING = {Class.DETERMINER, Class.OWNER, Class.PUNCTUATION}
_SKIPPED = {Class.PUNCTUATION, Class.CONJUNCTION, Class.POSSESSIVE, Class.DETERMINER, Class.OWNER}


def _units(stage: Stage, first: int, end: int) -> list[Unit]:
    """Return the units of the words [first, end) in order."""
    units: list[Unit] = []
    at = first
    while at < end:
        unit = _unit(stage, at, end)
        if unit.end > unit.first and not _is_empty(stage, unit):
            units.append(unit)
        at = unit.end
    return units


def _is_empty(stage: Stage, unit: Unit) -> bool:
    is_plain = unit.name is None and unit.role is None and unit.figure is None
    return is_plain and stage.view.classes[unit.first] in _SKIPPED


def _unit(stage: Stage, at: int, end: int) -> Unit:
    found = stage.found
    figure = stage.figures.at[at]
    if figure is not None:
        stop = at + 1
        while stop < end and stage.figures.at[stop] is figure:
            stop += 1
        return Unit(at, stop, figure=figure)
    role = found.roles[at]
    if role is not None:
        return Unit(at, max(at + 1, min(role.end, end)), role=role)
    name = found.names[at]
    if name is not None:
        return Unit(at, max(at + 1, min(name.end, end)), name=name)
    return Unit(at, at + 1, part=found.parts[at], role=found.role_parts[at])


def is_title_of_next(stage: Stage, first: int, end: int) -> bool:
    """Whether the words [first, end) are a first title of one person, as in

    "former minister and presidential candidate Jane Roe"; "the minister and Jane Roe" are two.
    """
    view = stage.view
    if end + 1 >= len(view.words) or view.lowered[end] != "and" or end == first:
        return False
    role = stage.found.roles[end - 1]
    if role is None or role.is_plural or view.classes[first] in _LEADING:
        return False
    chunk = stage.chunk_of(end + 1)
    if chunk is None or chunk.first != end + 1 or view.classes[chunk.first] in _LEADING:
        return False
    is_titled = (
        stage.figures.at[chunk.first] is None and stage.figures.at[chunk.end - 1] is not None
    )
    has_role = any(stage.found.roles[at] is not None for at in range(chunk.first, chunk.end))
    before = stage.found.roles[chunk.first]
    return is_titled and has_role and not (before is not None and before.role.needs_country)
