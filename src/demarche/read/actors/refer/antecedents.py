"""What the rest of an article says of phrases that do not say enough by themselves."""

from __future__ import annotations

from demarche.knowledge import Match
from demarche.knowledge.people import name_key
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.lexicon import THEY, WE
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.find.units import Base, Unit
from demarche.read.actors.name.memo import Open
from demarche.read.actors.name.phrases import Phrases
from demarche.read.actors.name.scene import Scene
from demarche.read.actors.name.standing import Standings
from demarche.read.actors.name.who import NOBODY, Who
from demarche.read.actors.refer.couples import Couples
from demarche.read.actors.refer.home import Home
from demarche.read.actors.refer.nominals import Nominals
from demarche.read.actors.refer.pronouns import Pronouns


class Antecedents:
    """Answers for one article what its phrases alone cannot; `phrases` reads them."""

    def __init__(self, stage: Stage) -> None:
        """Take the article."""
        self._stage = stage
        self._scene = Scene.of(stage)
        within = Open()
        self.phrases = Phrases(stage, self, within)
        self._pronouns = Pronouns(stage)
        self._couples = Couples(stage, self.phrases.read, self._scene.rivals())
        self._standings = Standings(stage, self._scene, self.phrases, within)
        self._nominals = Nominals(stage, self._scene, self.phrases, self._standings)
        self._home = Home(stage, self._scene)

    def figure(self, unit: Unit) -> Who:
        """Return who the person named by the unit is."""
        return self._standings.of(unit.figure) if unit.figure is not None else NOBODY

    def settle(self, match: Match, *, near: str | None) -> Who:
        """Return which of the things that a name may stand for is meant."""
        return self._scene.settle(match, near=near)

    def nominal(self, base: Base, own: Who) -> Who:
        """Return whom a phrase without a country of its own means; `own` is what it does say."""
        return self._nominals.who(base, own)

    def short_name(self, base: Base) -> Who:
        """Return which country or body a name such as "the kingdom" or "the North" means."""
        return self._nominals.short_name(base)

    def pronoun(self, at: int) -> Who:
        """Return whom the pronoun at the word `at` means."""
        chunk = self._pronouns.antecedent(at)
        if chunk is None:
            return NOBODY
        who = self.phrases.read(chunk.first, chunk.end)
        return who.side() if self._stage.view.lowered[at] in WE else who

    def at_home(self, first: int, end: int, who: Who) -> Who:
        """Return `who`, with the country that the article is about where it has none."""
        if who.code is not None:
            return who
        return Who(self._home.of(first, end, who), who.sector, who.entity, who.name)

    def inside(self, words: str) -> Who | None:
        """Return whom a part of a hyphenated word names ("Turkish" in "Turkish-led")."""
        matches = self._stage.knowledge.names.match([words])
        if matches:
            return self._scene.settle(matches[0], near=None)
        key = name_key(words)
        for figure in self._stage.figures.all:
            if name_key(figure.name).endswith(key):
                return self._standings.of(figure)
        return None

    def several(self, first: int, end: int) -> list[tuple[int, int]]:
        """Return the words for each party where a plural word stands for several; else nothing."""
        view = self._stage.view
        if view.classes[first] is Class.OWNER and end > first + 1:
            is_plural = view.lowered[end - 1].endswith("s") and end == first + 2
            return self.several(first, first + 1) if is_plural else []
        if end > first + 1 or view.classes[first] not in (Class.PRONOUN, Class.OWNER):
            return self._couples.of_phrase(first, end) or self._of_several(first, end)
        if view.lowered[first] not in THEY:
            return []
        single = self._pronouns.antecedent(first)
        if single is not None and view.lowered[single.first] in THEY:
            return self.several(single.first, single.end)
        row = self._couples.run_before(first)
        if not row or not self._pronouns.is_nearer(row, first):
            return []
        return [(chunk.first, chunk.end) for chunk in row]

    def _of_several(self, first: int, end: int) -> list[tuple[int, int]]:
        """Return the words for each party that "officials of the two countries" belong to."""
        view = self._stage.view
        chunk = self._stage.chunk_of(first)
        if chunk is None or chunk.end + 1 >= end or view.lowered[chunk.end] not in _OF:
            return []
        return self._couples.of_phrase(chunk.end + 1, end)


_OF = ("of", "from", "in")
