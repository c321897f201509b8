"""The door: who the phrases of an article mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from demarche.knowledge import Knowledge
from demarche.model import Article, Party, Place, Sentence, Span
from demarche.read.actors.find.candidates import halves, mentions
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.coordination import parts, rows, shared_head
from demarche.read.actors.find.extents import apposition, chunk_before, reach, with_abbreviation
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.name.scene import country_of
from demarche.read.actors.name.who import NOBODY, Who
from demarche.read.actors.refer.antecedents import Antecedents
from demarche.read.actors.refer.described import named_later


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
        place = self._stage.view.locate(span)
        if place is not None:
            who = self._antecedents.at_home(*place, who)
            who = self._with_name(place, who)
        text = span.of(self._stage.view.text)
        return Party(span, text, who.name, who.entity, who.code, who.sector)

    def _with_name(self, place: tuple[int, int], who: Who) -> Who:
        """Return `who`, if without a name, with that of the person whom the article names later."""
        later = named_later(self._stage, *place) if who.name is None else None
        if later is None:
            return who
        named = self._antecedents.phrases.read(*later)
        return replace(who, name=named.name) if named.code == who.code else who

    def parties(self, span: Span) -> tuple[Party, ...]:
        """Return each of the parties that the phrase at `span` names."""
        return tuple(self.party(part) for part in self.split(span))

    def mentions(self) -> tuple[Span, ...]:
        """Return the places of all phrases that may name a party, in order; some lie in others."""
        view = self._stage.view
        whole = [view.span(first, end) for first, end in mentions(self._stage)]
        parts_of_words = [Span(*place) for place in halves(self._stage)]
        return tuple(sorted({*whole, *parts_of_words}))

    def rows(self) -> tuple[tuple[Span, ...], ...]:
        """Return the lists of parties in the article, each with the places of its members."""
        view = self._stage.view
        return tuple(tuple(view.span(*words) for words in row) for row in rows(self._stage))

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

    def proper(self, span: Span) -> Span:
        """Return where the person is named whose title stands at `span`; itself if none is.

        In "Ned Price, the department's spokesman, said", both phrases give "Ned Price".
        """
        stage, place = self._stage, self._stage.view.locate(span)
        chunk = stage.chunk_of(place[0]) if place is not None else None
        if place is None or chunk is None or stage.figures.at[chunk.end - 1] is not None:
            return span
        for named in (chunk_before(stage, chunk), stage.chunk_after(place[1] + 1)):
            if named is None or stage.figures.at[named.end - 1] is None:
                continue
            first, second = sorted((named, chunk), key=lambda one: one.first)
            apposed = apposition(stage, first, with_abbreviation(stage, reach(stage, first)))
            if apposed is not None and apposed[0] == second.first:
                return stage.view.span(named.first, named.end)
        return span

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
        is_cut = end == first + 2 and view.ends[first + 1] > span.end
        if is_cut and view.classes[first] is Class.DETERMINER:
            inside = self._antecedents.inside(view.text[view.starts[end - 1] : span.end])
            if inside is not None:
                return inside
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
