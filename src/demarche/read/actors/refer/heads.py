"""The phrases of an article by their heads, so that a later one finds the fuller one before it."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.knowledge import EntryKind, Match
from demarche.read.actors.find.figures import Figure
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.find.units import Base
from demarche.read.actors.name.phrases import Phrases
from demarche.read.actors.name.who import NOBODY, Who

_FADING = 1.0


class Heads:
    """Finds in one article whom an earlier phrase with the same head means."""

    def __init__(self, stage: Stage, phrases: Phrases) -> None:
        """Take the article, and what says who a phrase means by its own words."""
        self._stage = stage
        self._phrases = phrases
        self._by_head = _by_head(stage)

    def same(self, key: str, at: int, roles: set[str] | None = None) -> Who:
        """Return whom the nearest phrase before the word `at` with this head means.

        Where none does, the first after it. `key` is a last word or the name of a role; with
        `roles`, only phrases whose heads are described by just these roles count.
        """
        nearest = NOBODY
        for number in self._by_head.get(key, ()):
            chunk = self._stage.chunks[number]
            if chunk.first <= at < chunk.end:
                continue
            if chunk.first > at and nearest.code is not None:
                break
            other = self._stage.base(chunk.first, chunk.end)
            if other is None:
                continue
            if roles is not None and other.head.figure is None and roles_of(other) != roles:
                continue
            who = self._phrases.own(other, chunk.end)
            nearest = who if who.code is not None else nearest
        return nearest

    def nearest(self, word: str, at: int) -> Who:
        """Return whom the phrases before `at` that end in this word, or bear such a title, mean.

        Of several it is the one most in view: named often, and lately. In the first sentence,
        which may be a headline, the first such phrase after it will do.
        """
        stage = self._stage
        sentence = stage.view.sentences[at]
        views: dict[str, tuple[float, Who]] = {}
        for number in self._by_head.get(word, ()):
            chunk = stage.chunks[number]
            if chunk.first <= at < chunk.end:
                continue
            if chunk.first > at and (views or sentence):
                break
            who = self._phrases.read(chunk.first, chunk.end)
            if who.code is None:
                continue
            back = abs(sentence - stage.view.sentences[chunk.first])
            sum_before = views.get(who.entity or who.code, (0.0, who))[0]
            views[who.entity or who.code] = sum_before + 1 / (1 + back) ** _FADING, who
            if chunk.first > at:
                break
        return max(views.values(), key=lambda view: view[0])[1] if views else NOBODY

    def name_before(
        self, at: int, kinds: tuple[EntryKind, ...], *, back: int = 1000
    ) -> Match | None:
        """Return the last name of one of these kinds before the word `at`, `back` sentences up."""
        return next(self.names_before(at, kinds, back=back), None)

    def names_before(
        self, at: int, kinds: tuple[EntryKind, ...], *, back: int = 1000
    ) -> Iterator[Match]:
        """Yield the names of these kinds before the word `at`, the last first."""
        stage = self._stage
        sentences = stage.view.sentences
        for here in range(at - 1, -1, -1):
            if sentences[at] - sentences[here] > back:
                return
            match = stage.found.names[here]
            if match is None or stage.figures.at[here] is not None:
                continue
            if stage.entry(match).kind in kinds:
                yield match


def roles_of(base: Base) -> set[str]:
    """Return the roles that describe the head."""
    return {unit.role.role.name for unit in base.modifiers if unit.role is not None}


def _by_head(stage: Stage) -> dict[str, list[int]]:
    """Return the chunks by their last words and the names of their roles.

    A person counts under the roles in the phrase and under the last words of the titles borne on
    the day, so that "the president" finds "President Clinton" and "Obama".
    """
    gathered: dict[str, list[int]] = {}
    titles: dict[int, set[str]] = {}
    for number, chunk in enumerate(stage.chunks):
        last = chunk.end - 1
        keys = {stage.view.lowered[last]}
        figure = stage.figures.at[last]
        role = stage.found.roles[last]
        if role is not None:
            keys.add(role.role.name)
        if figure is not None:
            if id(figure) not in titles:
                titles[id(figure)] = _titles_of(stage, figure)
            keys |= titles[id(figure)]
            keys |= {one.role.name for one in stage.found.roles[chunk.first : last] if one}
        for key in keys:
            gathered.setdefault(key, []).append(number)
    return gathered


def _titles_of(stage: Stage, figure: Figure) -> set[str]:
    """Return the last words of the titles that a person of the tables bears on the day."""
    if figure.person is None or stage.day is None:
        return set()
    held = stage.knowledge.people.offices_of(figure.person, stage.day)
    if not held or held[0].former:
        return set()
    return {title.rpartition(" ")[2] for title in held[0].office.titles}
