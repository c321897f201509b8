"""Which phrase of an article a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.knowledge import EntryKind, Form, RoleKind
from demarche.read.actors.find.chunks import Chunk
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.lexicon import HE, IT, ME, SHE, THEY, WE
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.find.view import View
from demarche.read.actors.name.memo import Memo, Open
from demarche.read.actors.refer.speakers import speakers

_SENTENCES_BACK = 4
_PER_SENTENCE = 2.0
_PER_WORD = 0.02
_SUBJECT = 1.5
_BEST = 3.0
_WORST = -99.0
_OBJECTS = ("him", "them", "her")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a phrase can be the antecedent of."""

    is_person: bool
    is_plural: bool
    gender: str | None = None


class Pronouns:
    """Finds the antecedents of the pronouns of one article."""

    def __init__(self, stage: Stage) -> None:
        """Take the article."""
        self._stage = stage
        self._speakers = speakers(stage)
        self._kinds: dict[int, Kind | None] = {}
        self._memo = Memo(self._antecedent, None, Open())

    def antecedent(self, at: int) -> Chunk | None:
        """Return the phrase that the pronoun at the word `at` stands for."""
        return self._memo(at)

    def _antecedent(self, at: int) -> Chunk | None:
        view = self._stage.view
        word = view.lowered[at]
        if word in WE or word in ME:
            return self._speaker_at(at)
        if view.classes[at] is Class.RELATIVE or word == "whose":
            before = at - 1 - (view.words[at - 1] == ",")
            return self._stage.chunk_of(before) if before >= 0 else None
        if word in HE or word in SHE or word in IT or word in THEY:
            return self._best(at, word)
        return None

    def _speaker_at(self, at: int) -> Chunk | None:
        """Return the speaker of the quotation that the word `at` stands in."""
        quote = self._stage.view.quotes[at]
        return self._speakers.get(quote) if quote else None

    def _best(self, at: int, word: str) -> Chunk | None:
        """Return the likeliest antecedent of a third-person pronoun."""
        stage = self._stage
        sentence = stage.view.sentences[at]
        speaker = self._speaker_at(at)
        best, top = None, _WORST
        for index in range(_chunk_before(stage, at), -1, -1):
            chunk = stage.chunks[index]
            back = sentence - stage.view.sentences[chunk.first]
            if back > _SENTENCES_BACK or top > _BEST - _PER_SENTENCE * back:
                break
            kind = self._kind(index)
            if kind is None or not _agrees(word, kind):
                continue
            score = self._score(chunk, at)
            if score > top and (speaker is None or not self._is_same(chunk, speaker)):
                best, top = chunk, score
        return best

    def is_nearer(self, row: Sequence[Chunk], at: int) -> bool:
        """Whether a row of parties is likelier than any one phrase to be what "they" stands for."""
        single = self.antecedent(at)
        if single is None or any(chunk is single for chunk in row):
            return True
        return self._score(Chunk(row[0].first, row[-1].end), at) > self._score(single, at)

    def _is_same(self, chunk: Chunk, other: Chunk) -> bool:
        """Whether two phrases name the same person."""
        if chunk is other:
            return True
        figure = self._stage.figures.at[chunk.end - 1]
        if figure is not None:
            return figure is self._stage.figures.at[other.end - 1]
        if self._stage.view.classes[chunk.first] is Class.PRONOUN:
            return self.antecedent(chunk.first) is other
        return False

    def _score(self, chunk: Chunk, at: int) -> float:
        """Return how likely the pronoun at the word `at` stands for the chunk, by its place."""
        view = self._stage.view
        back = view.sentences[at] - view.sentences[chunk.first]
        score = -_PER_SENTENCE * back - _PER_WORD * (at - chunk.end)
        is_subject = self._is_subject(chunk)
        if is_subject:
            score += _SUBJECT
        if view.quotes[chunk.first] and view.quotes[chunk.first] != view.quotes[at]:
            score -= 1.0
        if chunk.first > 0 and view.classes[chunk.first - 1] is Class.PREPOSITION:
            score -= 0.5
        if is_subject and back == 0 and view.lowered[at] in _OBJECTS:
            between = view.classes[chunk.end : at]
            if Class.CONJUNCTION not in between and Class.PUNCTUATION not in between:
                score -= 4.0
        figure = self._stage.figures.at[chunk.end - 1]
        if figure is not None:
            score += min(1.0, 0.15 * len(figure.places))
        return score

    def _is_subject(self, chunk: Chunk) -> bool:
        """Whether the phrase is the subject of a verb, by the tree or by the word that follows."""
        view = self._stage.view
        root = _root(view, chunk)
        if view.relations[root]:
            return view.relations[root].startswith("nsubj")
        if chunk.first > 0 and view.classes[chunk.first - 1] is Class.PREPOSITION:
            return False
        after = chunk.end
        if after < len(view.words) and view.classes[after] is Class.ADVERB:
            after += 1
        if after < len(view.words) and view.classes[after] in (Class.VERB, Class.PARTICIPLE):
            return True
        return chunk.first == view.bounds[view.sentences[chunk.first]][0]

    def _kind(self, index: int) -> Kind | None:
        """Return what the chunk can be the antecedent of; None where of nothing."""
        if index not in self._kinds:
            self._kinds[index] = _kind_of(self._stage, self._stage.chunks[index])
        return self._kinds[index]


def _root(view: View, chunk: Chunk) -> int:
    """Return the word by which a chunk hangs on the rest; of joined ones, that of the first."""
    at = chunk.end - 1
    for _ in range(len(view.words)):
        head = view.heads[at]
        is_inside = chunk.first <= head < chunk.end
        if head < 0 or not (is_inside or view.relations[at] == "conj"):
            break
        at = head
    return at


_OF_PRONOUN = {
    "he": Kind(is_person=True, is_plural=False, gender="m"),
    "she": Kind(is_person=True, is_plural=False, gender="f"),
    "they": Kind(is_person=False, is_plural=True),
    "it": Kind(is_person=False, is_plural=False),
}


def _kind_of(stage: Stage, chunk: Chunk) -> Kind | None:
    if stage.view.classes[chunk.first] is Class.PRONOUN:
        return _OF_PRONOUN.get(stage.view.lowered[chunk.first])
    base = stage.base(chunk.first, chunk.end)
    if base is None:
        return None
    head = base.head
    if head.figure is not None:
        return Kind(is_person=True, is_plural=False, gender=head.figure.gender)
    if head.role is not None:
        kind = head.role.role.kind
        is_plural = head.role.is_plural or kind is RoleKind.GROUP
        return Kind(is_person=kind is RoleKind.PERSON, is_plural=is_plural)
    if head.name is None:
        return None
    entry = stage.entry(head.name)
    if entry.kind is not EntryKind.PEOPLE:
        return Kind(is_person=False, is_plural=False)
    return Kind(is_person=False, is_plural=True) if entry.form is Form.PLURAL else None


def _agrees(word: str, kind: Kind) -> bool:
    """Whether a pronoun can stand for a phrase of this kind."""
    if word in HE:
        return kind.is_person and not kind.is_plural and kind.gender != "f"
    if word in SHE:
        return kind.is_person and not kind.is_plural and kind.gender != "m"
    if word in IT:
        return not kind.is_person and not kind.is_plural
    return kind.is_plural or not kind.is_person


def _chunk_before(stage: Stage, at: int) -> int:
    """Return the place of the last chunk that ends before the word `at`; -1 for none."""
    index = stage.chunk_at[at]
    while index < 0 and at > 0:
        at -= 1
        index = stage.chunk_at[at]
    while index >= 0 and stage.chunks[index].end > at:
        index -= 1
    return index
