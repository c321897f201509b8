"""Phrases that name several parties, cut into the words for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from demarche.knowledge import RoleKind
from demarche.read.actors.find.chunks import Chunk
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.extents import JOINING, is_party, members
from demarche.read.actors.find.lexicon import UNCOUNTED
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.find.units import LEADING, Unit

Words = tuple[int, int]

_JOINING = JOINING | {"both"}
_SHARING = {"in", "of", "from", "at"}


def parts(stage: Stage, first: int, end: int) -> list[Words]:
    """Return the words for each party that the phrase [first, end) names; itself where it is one.

    The first part keeps what all share at the front ("the top US envoy" | "defense chief"), the
    last what all share at the end ("US" | "Russian militaries").
    """
    if _JOINING.isdisjoint(stage.view.lowered[first:end]):
        return [(first, end)]
    chunks = _chunks_within(stage, first, end)
    if not chunks:
        return [(first, end)]
    groups = _conjuncts(stage, chunks)
    found: list[Words] = []
    for number, group in enumerate(groups):
        start = first if number == 0 else group[0].first
        stop = end if number == len(groups) - 1 else group[-1].end
        found.extend(_within(stage, group, start, min(stop, end)))
    return found


def rows(stage: Stage) -> Iterator[list[Words]]:
    """Yield the parties of each list in the article, those within one phrase too."""
    end = 0
    for chunk in stage.chunks:
        inner = parts(stage, chunk.first, chunk.end)
        if len(inner) > 1:
            yield inner
        if chunk.first < end or not is_party(stage, chunk):
            continue
        found = members(stage, chunk)
        if len(found) > 1:
            yield found
            end = found[-1][1]


def _chunks_within(stage: Stage, first: int, end: int) -> list[Chunk]:
    numbers = sorted({stage.chunk_at[at] for at in range(first, end)} - {-1})
    return [_clipped(stage.chunks[number], first, end) for number in numbers]


def _clipped(chunk: Chunk, first: int, end: int) -> Chunk:
    return Chunk(max(chunk.first, first), min(chunk.end, end))


def _conjuncts(stage: Stage, chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """Return the chunks of each conjunct; what follows a conjunct stays with it."""
    is_list = _has_and(stage, chunks)
    groups = [[chunks[0]]]
    for before, chunk in pairwise(chunks):
        between = stage.view.lowered[before.end : chunk.first]
        joins = bool(between) and all(word in _JOINING for word in between)
        if between == [","]:
            joins = is_list and not _is_apposed(stage, before, chunk)
        if joins and _is_alike(stage, groups[-1][0], chunk):
            groups.append([chunk])
        else:
            groups[-1].append(chunk)
    return groups


def _has_and(stage: Stage, chunks: Sequence[Chunk]) -> bool:
    return any(
        set(stage.view.lowered[before.end : chunk.first]) & {"and", "or", "&"}
        for before, chunk in pairwise(chunks)
    )


def _is_apposed(stage: Stage, before: Chunk, chunk: Chunk) -> bool:
    """Whether two phrases with a comma between them are a title and its holder."""
    view = stage.view
    if view.lowered[before.end : chunk.first] != [","]:
        return False
    figures, roles = stage.figures.at, stage.found.roles
    left, right = before.end - 1, chunk.end - 1
    return bool((roles[left] and figures[right]) or (figures[left] and roles[right]))


def _is_alike(stage: Stage, head: Chunk, chunk: Chunk) -> bool:
    """Whether a phrase after "and" stands beside the head of the group, not within it."""
    if stage.view.lowered[head.end - 1] in UNCOUNTED:
        return False
    return not (_is_shared_by(stage, head, chunk) or is_title_of_next(stage, head.first, head.end))


def _is_shared_by(stage: Stage, head: Chunk, chunk: Chunk) -> bool:
    """Whether "head in A and B" means two heads, so that B is no party beside the head."""
    view = stage.view
    at = head.end
    if at >= chunk.first or view.lowered[at] not in _SHARING:
        return False
    return stage.found.names[chunk.end - 1] is not None and head.end - 1 < chunk.first


def _within(stage: Stage, group: Sequence[Chunk], start: int, stop: int) -> list[Words]:
    """Return the parties within one conjunct."""
    inner = _joined_modifiers(stage, group[0], start, stop)
    if inner:
        return inner
    shared = _shared_heads(stage, group, start, stop)
    return shared or [(start, stop)]


def _joined_modifiers(stage: Stage, chunk: Chunk, start: int, stop: int) -> list[Words]:
    """Return a cut at "and" between two peoples or countries that describe one head."""
    names = stage.found.names
    for at in range(chunk.first + 1, chunk.end - 1):
        if stage.view.lowered[at] not in ("and", "&"):
            continue
        left, right = names[at - 1], names[at + 1]
        if left is not None and right is not None and left is not right:
            return (
                [*_joined_modifiers(stage, Chunk(chunk.first, at), start, at), (at + 1, stop)]
                if _has_inner(stage, chunk.first, at)
                else [(start, at), (at + 1, stop)]
            )
    return []


def _has_inner(stage: Stage, first: int, end: int) -> bool:
    return any(stage.view.lowered[at] in (",", "and") for at in range(first + 1, end - 1))


def _shared_heads(stage: Stage, group: Sequence[Chunk], start: int, stop: int) -> list[Words]:
    """Return the cuts of "authorities in Kenya and Tanzania", where no country comes before."""
    if len(group) < 3:
        return []
    base = stage.base(group[0].first, group[0].end)
    if base is None or base.owner is not None or not _is_plural(stage, base.head):
        return []
    if any(unit.name is not None or unit.figure is not None for unit in base.modifiers):
        return []
    view = stage.view
    if view.lowered[group[0].end] not in _SHARING or not _are_names(stage, group[1:]):
        return []
    cuts = [(start, group[1].end)]
    cuts.extend((chunk.first, chunk.end) for chunk in group[2:-1])
    return [*cuts, (group[-1].first, stop)]


def _is_plural(stage: Stage, head: Unit) -> bool:
    if head.role is not None:
        return head.role.is_plural or head.role.role.kind is RoleKind.GROUP
    return head.name is None and head.figure is None and stage.view.words[head.first][-1] == "s"


def _are_names(stage: Stage, chunks: Sequence[Chunk]) -> bool:
    view = stage.view
    for before, chunk in pairwise(chunks):
        between = view.lowered[before.end : chunk.first]
        if not between or any(word not in _JOINING for word in between):
            return False
    return all(stage.found.names[chunk.end - 1] is not None for chunk in chunks)


def shared_head(stage: Stage, first: int, end: int) -> int | None:
    """Return the head that the words [first, end) share with a part beside them, if they do.

    In "US and Russian militaries" that of "US" is "militaries"; in "authorities in Kenya and
    Tanzania" that of "Tanzania" is "authorities".
    """
    chunk = stage.chunk_of(first)
    if chunk is None or stage.found.names[end - 1] is None:
        return None
    view = stage.view
    if end < chunk.end and view.lowered[end] in ("and", ",", "&"):
        return chunk.end - 1
    if chunk.first == first and chunk.end == end and first > 1:
        return _head_before(stage, first)
    return None


def _head_before(stage: Stage, first: int) -> int | None:
    """Return the role whose place the phrase at `first` names beside another place."""
    view, at = stage.view, first - 1
    while at > 0 and view.lowered[at] in _JOINING:
        before = stage.chunk_of(at - 1)
        if before is None or stage.found.names[before.end - 1] is None:
            return None
        at = before.first - 1
    if at == first - 1 or at < 1 or view.lowered[at] not in _SHARING:
        return None
    role = stage.found.roles[at - 1]
    if role is None or not (role.is_plural or role.role.kind is RoleKind.GROUP):
        return None
    chunk = stage.chunk_of(at - 1)
    if chunk is None or view.classes[at - 1] is Class.POSSESSIVE:
        return None
    is_owned = any(stage.found.names[here] for here in range(chunk.first, chunk.end))
    return None if is_owned else at - 1


def is_title_of_next(stage: Stage, first: int, end: int) -> bool:
    """Whether the words [first, end) are a first title of the one named after "and".

    "Former minister and presidential candidate Jane Roe" is one, "the minister and Jane Roe" two.
    """
    view = stage.view
    if end + 1 >= len(view.words) or view.lowered[end] != "and" or end == first:
        return False
    role = stage.found.roles[end - 1]
    if role is None or role.is_plural or view.classes[first] in LEADING:
        return False
    chunk = stage.chunk_of(end + 1)
    if chunk is None or chunk.first != end + 1 or view.classes[chunk.first] in LEADING:
        return False
    is_titled = (
        stage.figures.at[chunk.first] is None and stage.figures.at[chunk.end - 1] is not None
    )
    has_role = any(stage.found.roles[at] is not None for at in range(chunk.first, chunk.end))
    before = stage.found.roles[chunk.first]
    return is_titled and has_role and not (before is not None and before.role.needs_country)
