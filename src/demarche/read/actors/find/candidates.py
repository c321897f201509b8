"""All phrases of an article that may name a party."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.knowledge import RoleKind
from demarche.read.actors.find.chunks import Chunk
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.coordination import parts
from demarche.read.actors.find.extents import apposition, listed, reach, with_abbreviation
from demarche.read.actors.find.lexicon import (
    COUNTED,
    EPITHETS,
    GROUPS,
    PEOPLE,
    PLACES,
    SENT_TO,
    STATES,
    UNCOUNTED,
)
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.find.units import Unit

Words = tuple[int, int]

_COMMON = PEOPLE | PLACES | STATES | UNCOUNTED | COUNTED | SENT_TO | GROUPS.keys() | EPITHETS.keys()
_AND = {"and", "&"}
_NEVER = frozenset("there what whatever anything something nothing everything itself".split())


def mentions(stage: Stage) -> Iterator[Words]:
    """Yield the words of each phrase that may name a party, in order of their first words.

    A phrase comes with what hangs on its head by "of", "to" or "for"; a name before another noun
    ("Turkish" in "Turkish airstrikes", "Assad" in "Assad's departure") comes by itself.
    """
    for chunk in stage.chunks:
        kind = stage.view.classes[chunk.first]
        is_owner = kind is Class.OWNER and chunk.end == chunk.first + 1
        if kind is Class.PRONOUN or is_owner:
            if stage.view.lowered[chunk.first] not in _NEVER:
                yield chunk.first, chunk.end
            continue
        yield from _of_chunk(stage, chunk)


def _of_chunk(stage: Stage, chunk: Chunk) -> Iterator[Words]:
    base = stage.base(chunk.first, chunk.end)
    if base is None:
        return
    is_party = _is_party(stage, base.head, is_described=bool(base.modifiers))
    if is_party:
        yield chunk.first, chunk.end
        for end in _ends(stage, chunk):
            yield chunk.first, end
        yield from parts(stage, chunk.first, chunk.end)
    if base.owner is not None:
        owner = Chunk(*base.owner)
        if stage.view.classes[owner.first] is Class.OWNER:
            yield owner.first, owner.end
        else:
            yield from _of_chunk(stage, owner)
    for unit in base.modifiers:
        if _is_named_by(unit) and (not is_party or _is_joined(stage, unit)):
            yield unit.first, unit.end


def _ends(stage: Stage, chunk: Chunk) -> Iterator[int]:
    """Yield where the phrase may end beyond its head."""
    bare = reach(stage, chunk)
    end = with_abbreviation(stage, bare)
    apposed = apposition(stage, chunk, end)
    added = apposed[1] if apposed is not None else end
    yield from sorted({bare, end, added, listed(stage, chunk, added)[-1][1]})


def _is_named_by(unit: Unit) -> bool:
    """Whether a modifier is a party's name, or an organ ("regime targets")."""
    if unit.name is not None or unit.figure is not None:
        return True
    role = unit.role
    return role is not None and role.start == unit.first and role.role.kind is RoleKind.ORGAN


def halves(stage: Stage) -> Iterator[tuple[int, int]]:
    """Yield the places of names that are parts of words in two ("Turkish-led", "EU-Turkey")."""
    names = stage.knowledge.names
    for at, match in enumerate(stage.found.parts):
        if match is None:
            continue
        place, word = stage.view.starts[at], stage.view.words[at]
        for number, half in enumerate(word.split("-")):
            if half[:1].isupper() and half != word and (number == 0 or names.lookup(half)):
                yield place, place + len(half)
            place += len(half) + 1


def _is_joined(stage: Stage, unit: Unit) -> bool:
    lowered = stage.view.lowered
    return bool({*lowered[unit.first - 1 : unit.first], *lowered[unit.end : unit.end + 1]} & _AND)


def _is_party(stage: Stage, head: Unit, *, is_described: bool) -> bool:
    """Whether a phrase with this head may act."""
    if head.figure is not None or head.name is not None:
        return True
    if head.role is not None:
        return head.role.end <= head.end
    word = stage.view.lowered[head.end - 1]
    if (
        word in _COMMON
        or word in UNCOUNTED
        or word in EPITHETS
        or word in COUNTED
        or word in SENT_TO
    ):
        return True
    return stage.view.classes[head.first] is Class.NAME and (
        not is_described or stage.view.words[head.first][0].isupper()
    )
