"""Who only backs a party, and is not it ("US-backed", "Russian backed")."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from demarche.knowledge import Match
from demarche.read.actors.find.lexicon import BACKING
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.find.units import Base, Unit
from demarche.read.actors.name.who import Who


def backers(stage: Stage, base: Base, settle: Callable[[Match], Who]) -> Iterator[str]:
    """Yield the codes of those who only back the party; `settle` says whom a name means."""
    for unit in base.modifiers:
        name = unit.name if unit.name is not None and backs(stage, unit) else None
        if unit.part is not None and ending(stage, unit) in BACKING:
            name = unit.part
        code = settle(name).code if name is not None else None
        if code is not None:
            yield code


def backs(stage: Stage, unit: Unit) -> bool:
    """Whether the name only says who backs the party ("Russian backed forces")."""
    following = stage.view.lowered[unit.end : unit.end + 1]
    return bool(following) and following[0] in BACKING


def ending(stage: Stage, unit: Unit) -> str:
    """Return the last part of a word in two ("backed" of "US-backed")."""
    return stage.view.lowered[unit.first].rpartition("-")[2]
