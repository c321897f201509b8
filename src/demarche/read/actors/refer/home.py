"""The country of those whom a report does not place: the one that all it says is about."""

from __future__ import annotations

from demarche.model import Sector
from demarche.read.actors.find.chunks import Chunk
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.lexicon import (
    ABROAD,
    ACROSS_BORDERS,
    BETWEEN_STATES,
    FOLLOWING,
    FROM_ELSEWHERE,
    HE,
    RELATIONAL,
    SHE,
)
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.find.units import Base
from demarche.read.actors.name.scene import Scene
from demarche.read.actors.name.who import Who


class Home:
    """Says which parties of one article, of whom it tells no country, are of its own country."""

    def __init__(self, stage: Stage, scene: Scene) -> None:
        """Take the article, and which country it names most."""
        self._stage = stage
        self._scene = scene

    def of(self, first: int, end: int, who: Who) -> str | None:
        """Return the country of the party named by the words [first, end); `who` is known of it.

        It is None where the article speaks of many countries, or the words of another. A person
        may also be placed by the sentences that name them.
        """
        if who.entity is not None or who.sector is Sector.IGO:
            return None
        stage = self._stage
        while first < end - 1 and stage.chunk_of(first) is None:
            first += 1
        chunk = stage.chunk_of(first)
        if chunk is None or not self._is_fitting(Chunk(first, min(chunk.end, end))):
            return None
        code = self._scene.own() or self._of_passage(first, end)
        return None if self._names_another(first, end, code) else code

    def _of_passage(self, first: int, end: int) -> str | None:
        """Return the country of a person in whose sentences just this one is named."""
        sentences = self._stage.view.sentences
        found = (figure for figure in self._stage.figures.at[first:end] if figure is not None)
        figure = next(found, None)
        if figure is None:
            return None
        return self._scene.only_one_in({sentences[at] for at, _ in figure.places})

    def _is_fitting(self, chunk: Chunk) -> bool:
        """Whether the phrase may mean one of the country that the article is about."""
        view = self._stage.view
        if view.classes[chunk.first] is Class.PRONOUN:
            return True
        base = self._stage.base(chunk.first, chunk.end)
        if base is None:
            return False
        words = view.lowered[chunk.first : chunk.end]
        if any(word in ABROAD or word in ACROSS_BORDERS for word in words):
            return False
        if words[-1] in BETWEEN_STATES:
            return self._scene.only() is not None
        if words[-1] in FROM_ELSEWHERE and not self._is_of_politician(base, words[-1]):
            return False
        return self._is_own_relation(base, words[-1])

    def _is_of_politician(self, base: Base, word: str) -> bool:
        """Whether it is a person's allies or critics, in a report on hardly any other country."""
        is_of_somebody = base.owner is not None or any(unit.figure for unit in base.modifiers)
        return word in RELATIONAL and is_of_somebody and self._scene.only() is not None

    def _is_own_relation(self, base: Base, word: str) -> bool:
        """Whether a relation is one within a country ("her rivals", but not "its partners")."""
        if word not in RELATIONAL or word in FOLLOWING:
            return True
        if base.owner is None:
            return any(unit.figure is not None for unit in base.modifiers)
        owner = base.owner[1] - 1
        word = self._stage.view.lowered[owner]
        return word in HE or word in SHE or self._stage.figures.at[owner] is not None

    def _names_another(self, first: int, end: int, home: str | None) -> bool:
        """Whether one of the words [first, end) names a thing of no or of another country."""
        stage = self._stage
        for at in range(first, end):
            match = stage.found.names[at]
            if match is not None and stage.figures.at[at] is None:
                who = self._scene.settle(match, near=None)
                is_mere_word = who.code is None and who.entity is None
                if not is_mere_word and who.code != home:
                    return True
        return False
