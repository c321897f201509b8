"""All phrases of an article that may name a party."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.knowledge import RoleKind
from demarche.read.actors.chunks import Chunk
from demarche.read.actors.classes import Class
from demarche.read.actors.lexicon import SENT_TO, SPEAKING_FOR, UNCOUNTED
from demarche.read.actors.nouns import GROUPS, PEOPLE, PLACES, STATES
from demarche.read.actors.stage import Stage
from demarche.read.actors.units import Unit

Words = tuple[int, int]

_COMMON = PEOPLE | PLACES | STATES | GROUPS.keys()
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
        yield chunk.first, _extended(stage, chunk)
    if base.owner is not None:
        owner = Chunk(*base.owner)
        if stage.view.classes[owner.first] is Class.OWNER:
            yield owner.first, owner.end
        else:
            yield from _of_chunk(stage, owner)
    for unit in base.modifiers:
        if _is_named_by(unit) and (not is_party or _is_joined(stage, unit)):
            yield unit.first, unit.end


def _is_named_by(unit: Unit) -> bool:
    """Whether a modifier is a party's name, or an organ ("regime targets")."""
    if unit.name is not None or unit.figure is not None:
        return True
    role = unit.role
    return role is not None and role.start == unit.first and role.role.kind is RoleKind.ORGAN


def halves(stage: Stage) -> Iterator[tuple[int, str]]:
    """Yield the words of which a name is the first half, each with that half ("Turkish-led")."""
    for at, match in enumerate(stage.found.parts):
        if match is not None:
            half = stage.view.words[at].partition("-")[0]
            if half[0].isupper() and half != stage.view.words[at]:
                yield at, half


def _is_joined(stage: Stage, unit: Unit) -> bool:
    lowered = stage.view.lowered
    return unit.end < len(lowered) and lowered[unit.end] in ("and", "&")


def _is_party(stage: Stage, head: Unit, *, is_described: bool) -> bool:
    """Whether a phrase with this head may act."""
    if head.figure is not None or head.name is not None:
        return True
    if head.role is not None:
        return head.role.start >= head.first
    word = stage.view.lowered[head.end - 1]
    if word in _COMMON or word in UNCOUNTED:
        return True
    return stage.view.classes[head.first] is Class.NAME and (
        not is_described or stage.view.words[head.first][0].isupper()
    )


def _extended(stage: Stage, chunk: Chunk) -> int:
    """Return where the phrase ends with what hangs on its head."""
    view, at = stage.view, chunk.end
    if at + 1 >= len(view.words):
        return chunk.end
    word = view.lowered[chunk.end - 1]
    link = view.lowered[at]
    is_role = stage.found.roles[chunk.end - 1] is not None
    hangs = (
        (link == "of" and (is_role or word in UNCOUNTED or word in PLACES or word in GROUPS))
        or (link == "to" and word in SENT_TO)
        or (link == "for" and word in SPEAKING_FOR)
    )
    following = stage.chunk_of(at + 1) if hangs else None
    if following is None or following.first != at + 1:
        return chunk.end
    return _extended(stage, following) if link == "of" else following.end
