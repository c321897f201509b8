"""How far a phrase reaches beyond its head: by prepositions, appositions, and in a list."""

from __future__ import annotations

from demarche.read.actors.find.chunks import Chunk
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.lexicon import GROUPS, PLACES, SENT_TO, SPEAKING_FOR, UNCOUNTED
from demarche.read.actors.find.stage import Stage

_BINDING = frozenset(
    "of for to in at from with against on inside near under within outside across".split()
)
_ENDED_BY = frozenset(", . ; : ) – — -- ” '' \"".split())
JOINING = frozenset(("and", "or", "&", ",", "plus"))
_DEPTH = 3


def reach(stage: Stage, chunk: Chunk, *, depth: int = _DEPTH) -> int:
    """Return where the phrase ends with what hangs on its head by a preposition."""
    view = stage.view
    if not depth or chunk.end >= len(view.words) or view.lowered[chunk.end] not in _BINDING:
        return chunk.end
    following = stage.chunk_after(chunk.end + 1)
    if following is None or not _hangs(stage, chunk, following):
        return chunk.end
    return reach(stage, following, depth=depth - 1)


def _hangs(stage: Stage, chunk: Chunk, following: Chunk) -> bool:
    """Whether the phrase after a preposition belongs to the one before it."""
    view, at = stage.view, chunk.end
    if view.sentences[at] != view.sentences[at - 1]:
        return False
    word, link = view.lowered[at - 1], view.lowered[at]
    is_role = stage.found.roles[at - 1] is not None
    if link == "of" and (is_role or word in UNCOUNTED or word in PLACES or word in GROUPS):
        return True
    if (link == "to" and word in SENT_TO) or (link == "for" and word in SPEAKING_FOR):
        return True
    if stage.figures.at[at - 1] is not None:
        return False
    heads = view.heads[following.first : following.end]
    return any(chunk.first <= head < at for head in heads)


def with_abbreviation(stage: Stage, end: int) -> int:
    """Return where a phrase ends with its abbreviation in brackets ("… Workers’ party (PKK)")."""
    words = stage.view.words
    if end + 2 < len(words) and words[end] == "(" and words[end + 2] == ")":
        return end + 3 if words[end + 1].isupper() or words[end + 1][0].isupper() else end
    return end


def apposition(stage: Stage, chunk: Chunk, end: int) -> tuple[int, int] | None:
    """Return the words that name once more the party of the phrase from `chunk` to `end`.

    "The Turkish president, Recep Tayyip Erdoğan, …"; "Ned Price, the department’s spokesman, …".
    """
    view = stage.view
    if end >= len(view.words) or view.words[end] != ",":
        return None
    following = stage.chunk_after(end + 1)
    if following is None or view.sentences[following.first] != view.sentences[end - 1]:
        return None
    if not (is_title(stage, following, chunk) or is_title(stage, chunk, following)):
        return None
    stop = with_abbreviation(stage, reach(stage, following))
    is_closed = (
        stop >= len(view.words)
        or view.words[stop] in _ENDED_BY
        or view.sentences[stop] != view.sentences[end]
        or view.classes[stop] in (Class.VERB, Class.RELATIVE)
    )
    return (following.first, stop) if is_closed else None


def chunk_before(stage: Stage, chunk: Chunk) -> Chunk | None:
    """Return the phrase before a comma before this one."""
    at = chunk.first - 1
    return stage.chunk_of(at - 1) if at > 0 and stage.view.words[at] == "," else None


def is_title(stage: Stage, title: Chunk, named: Chunk) -> bool:
    """Whether the head of one phrase may say what the one whom the other names is."""
    head, holder = title.end - 1, named.end - 1
    if stage.figures.at[head] is not None or stage.view.classes[head] is Class.PRONOUN:
        return False
    role = stage.found.roles[head]
    if stage.figures.at[holder] is not None:
        if role is not None:
            return not role.is_plural
        base = stage.base(title.first, title.end)
        return base is not None and base.head.name is None and base.is_indefinite
    if stage.found.names[holder] is None or stage.found.names[head] is not None:
        return False
    base = stage.base(title.first, title.end)
    return base is not None and base.is_indefinite and title.first > named.first


def members(stage: Stage, chunk: Chunk) -> list[tuple[int, int]]:
    """Return the words of each party of the list that a phrase begins; of one where it is none.

    "Russia, the president of Iran and Turkish officials" has three.
    """
    return listed(stage, chunk, with_addition(stage, chunk))


def listed(stage: Stage, chunk: Chunk, end: int) -> list[tuple[int, int]]:
    """Return the words of each party of the list that the phrase from `chunk` to `end` begins."""
    found = [(chunk.first, end)]
    lowered = stage.view.lowered
    is_closed = False
    while not is_closed:
        joined = end
        while joined < len(lowered) and lowered[joined] in JOINING:
            joined += 1
        following = stage.chunk_after(joined)
        if following is None or not 0 < joined - end <= 2 or not is_party(stage, following):
            break
        if stage.view.sentences[following.first] != stage.view.sentences[chunk.first]:
            break
        is_closed = lowered[joined - 1] != ","
        end = with_addition(stage, following)
        found.append((following.first, end))
    return found if is_closed else found[:1]


def with_addition(stage: Stage, chunk: Chunk) -> int:
    """Return where the phrase ends with all that belongs to it, its apposition too."""
    end = with_abbreviation(stage, reach(stage, chunk))
    apposed = apposition(stage, chunk, end)
    return apposed[1] if apposed is not None else end


def is_party(stage: Stage, chunk: Chunk) -> bool:
    """Whether the head of the phrase is a name, a person or a role."""
    at = chunk.end - 1
    if stage.view.classes[at] is Class.PRONOUN:
        return False
    return bool(stage.figures.at[at] or stage.found.names[at] or stage.found.roles[at])
