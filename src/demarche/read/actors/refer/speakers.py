"""Who speaks in each quotation: the subject of the word of saying beside it."""

from __future__ import annotations

from demarche.read.actors.find.chunks import Chunk
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.stage import Stage

_SAYING = frozenset(
    "said says saying say told tells telling added adds adding asked asks wrote writes tweeted "
    "claimed claims insisted insists warned warns argued argues declared declares announced "
    "announces stated states replied noted notes explained explains continued continues called "
    "calls calling described describes concluded recalled remarked responded reiterated stressed "
    "vowed joked predicted suggested complained admitted acknowledged confirmed denied believes "
    "testified boasted quipped cautioned emphasized emphasised observed read reads".split()
)


def speakers(stage: Stage) -> dict[int, Chunk]:
    """Return the chunk that names the speaker of each quotation, by the quotation's number."""
    bounds = _bounds(stage)
    found: dict[int, Chunk] = {}
    for number, (first, end) in bounds.items():
        speaker = _beside(stage, first, end)
        if speaker is None:
            speaker = _carried_on(stage, number, bounds, found) or _before(stage, first)
        if speaker is not None:
            found[number] = speaker
    return found


def _bounds(stage: Stage) -> dict[int, tuple[int, int]]:
    """Return the words of each quotation, its marks included."""
    bounds: dict[int, tuple[int, int]] = {}
    for at, number in enumerate(stage.view.quotes):
        if number:
            first = bounds[number][0] if number in bounds else at
            bounds[number] = (first, at + 1)
    return bounds


def _beside(stage: Stage, first: int, end: int) -> Chunk | None:
    """Return the speaker named after the quotation, or before it in its sentence."""
    view = stage.view
    sentence = view.sentences
    stop = end
    while stop < len(view.words) and stop < end + 30 and not view.quotes[stop]:
        if sentence[stop] > sentence[end - 1] + (stop == end):
            break
        stop += 1
    after = _speaker_in(stage, end, stop, last=False)
    if after is not None:
        return after
    start = view.bounds[sentence[first]][0]
    return _speaker_in(stage, start, first, last=True)


def _before(stage: Stage, first: int) -> Chunk | None:
    """Return who says something in the sentence before the word `first`."""
    number = stage.view.sentences[first]
    if not number:
        return None
    start, end = stage.view.bounds[number - 1]
    return _speaker_in(stage, start, end, last=False)


def _speaker_in(stage: Stage, first: int, end: int, *, last: bool) -> Chunk | None:
    """Return the subject of the last or first word of saying among the words [first, end)."""
    view = stage.view
    order = range(end - 1, first - 1, -1) if last else range(first, end)
    for at in order:
        if view.lowered[at] in _SAYING and not view.quotes[at]:
            chunk = _subject(stage, at, first, end)
            if chunk is not None:
                return chunk
    return None


def _subject(stage: Stage, verb: int, first: int, end: int) -> Chunk | None:
    """Return the subject of the verb: by the tree, or the phrase before it, or right after it."""
    view = stage.view
    for at in range(first, end):
        if view.heads[at] == verb and view.relations[at].startswith("nsubj"):
            return stage.chunk_of(at)
    for chunk in _chunks_between(stage, first, verb):
        if _is_party(stage, chunk) and not _follows_preposition(stage, chunk):
            return chunk
    for chunk in _chunks_between(stage, verb + 1, min(end, verb + 4)):
        return chunk if _is_party(stage, chunk) else None
    return None


def _chunks_between(stage: Stage, first: int, end: int) -> list[Chunk]:
    numbers = sorted({stage.chunk_at[at] for at in range(first, end)} - {-1})
    return [stage.chunks[number] for number in numbers]


def _is_party(stage: Stage, chunk: Chunk) -> bool:
    """Whether the phrase names somebody who can speak."""
    at = chunk.end - 1
    if stage.view.classes[at] is Class.PRONOUN:
        return stage.view.lowered[at] not in ("it", "them", "him", "us", "me")
    known = stage.figures.at[at] or stage.found.names[at] or stage.found.roles[at]
    return known is not None or stage.view.classes[at] is Class.NAME


def _follows_preposition(stage: Stage, chunk: Chunk) -> bool:
    return chunk.first > 0 and stage.view.classes[chunk.first - 1] is Class.PREPOSITION


def _carried_on(
    stage: Stage, number: int, bounds: dict[int, tuple[int, int]], found: dict[int, Chunk]
) -> Chunk | None:
    """Return the speaker of the quotation before, where this one follows it closely."""
    before = found.get(number - 1)
    if before is None:
        return None
    sentences = stage.view.sentences
    gap = sentences[bounds[number][0]] - sentences[bounds[number - 1][1] - 1]
    return before if gap <= 2 else None
