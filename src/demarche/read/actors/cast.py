"""The door: who the phrases of an article mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from demarche.knowledge import Knowledge
from demarche.model import Article, Party, Place, Sentence, Span
from demarche.read.actors.antecedents import Antecedents
from demarche.read.actors.coordination import parts, shared_head
from demarche.read.actors.mentions import halves, mentions
from demarche.read.actors.places import country_of
from demarche.read.actors.stage import Stage
from demarche.read.actors.who import NOBODY, Who


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties of one article."""

    _stage: Stage
    _antecedents: Antecedents

    @classmethod
    def of(
        cls,
        article: Article,
        sentences: Sequence[Sentence],
        names: Sequence[tuple[Span, str]],
        knowledge: Knowledge,
        day: date | None,
    ) -> Cast:
        """Return the cast of an article printed on `day`.

        `names` are the places of names with their types (PER, ORG, LOC), and may be empty.
        """
        stage = Stage.of(article.text, sentences, names, knowledge, day)
        return cls(stage, Antecedents(stage))

    def party(self, span: Span) -> Party:
        """Return the party that the phrase at `span` names; what is not known of it is None."""
        who = self._who(span)
        text = span.of(self._stage.view.text)
        return Party(span, text, who.name, who.entity, who.code, who.sector)

    def parties(self, span: Span) -> tuple[Party, ...]:
        """Return each of the parties that the phrase at `span` names."""
        return tuple(self.party(part) for part in self.split(span))

    def mentions(self) -> tuple[Span, ...]:
        """Return the places of all phrases that may name a party, in order; some lie in others."""
        view = self._stage.view
        whole = [view.span(first, end) for first, end in mentions(self._stage)]
        parts_of_words = [
            Span(view.starts[at], view.starts[at] + len(half)) for at, half in halves(self._stage)
        ]
        return tuple(sorted({*whole, *parts_of_words}))

    def split(self, span: Span) -> tuple[Span, ...]:
        """Return the places of the parties that the phrase at `span` joins; itself if it is one.

        Where it stands for parties named before ("the two sides", "they"), theirs come back.
        """
        view = self._stage.view
        place = view.locate(span)
        if place is None:
            return (span,)
        found = parts(self._stage, *place)
        if len(found) == 1:
            found = self._antecedents.several(*place)
        if len(found) < 2:
            return (span,)
        return tuple(view.span(first, end) for first, end in found)

    def place(self, span: Span) -> Place:
        """Return the place that the phrase at `span` names, with the country it lies in."""
        found = self._stage.view.locate(span)
        code = country_of(self._stage, *found) if found is not None else None
        if code is None:
            code = self._who(span).code
        return Place(span, span.of(self._stage.view.text), code)

    def _who(self, span: Span) -> Who:
        view = self._stage.view
        place = view.locate(span)
        if place is None:
            return NOBODY
        first, end = place
        if end == first + 1 and (view.starts[first], view.ends[first]) != (span.start, span.end):
            inside = self._antecedents.inside(span.of(view.text))
            if inside is not None:
                return inside
        who = self._antecedents.phrases.read(first, end)
        head = shared_head(self._stage, first, end)
        if head is None or who.code is None:
            return who
        role = self._stage.found.roles[head]
        return Who(who.code, role.role.sector if role is not None else who.sector)
