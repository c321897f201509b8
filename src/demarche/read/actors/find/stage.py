"""All that is known of an article before any phrase is resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from demarche.knowledge import Entry, EntryKind, Knowledge, Match
from demarche.model import Sentence, Span
from demarche.read.actors.find.chunks import Chunk, chunks
from demarche.read.actors.find.figures import Figures, census
from demarche.read.actors.find.found import Found
from demarche.read.actors.find.units import Base, Bases
from demarche.read.actors.find.view import View


@dataclass(frozen=True, slots=True)
class Stage:
    """The words, names, phrases and people of one article.

    `chunk_at` gives the chunk that each word is a part of, by its place in `chunks`; -1 for none.
    """

    view: View
    found: Found
    chunks: list[Chunk]
    chunk_at: list[int]
    figures: Figures
    knowledge: Knowledge
    day: date | None
    _bases: Bases

    @classmethod
    def of(
        cls,
        text: str,
        sentences: Sequence[Sentence],
        names: Sequence[tuple[Span, str]],
        knowledge: Knowledge,
        day: date | None,
    ) -> Stage:
        """Return the stage for the sentences of `text`; `names` are typed PER, ORG or LOC."""
        view = View.of(text, sentences)
        found = Found.of(view, knowledge)
        located = (view.locate(span) for span, kind in names if kind == "PER")
        persons = [place for place in located if place is not None]
        figures = census(view, found, knowledge.people, day, persons)
        phrases = chunks(view, found, figures)
        chunk_at = [-1] * len(view.words)
        for number, chunk in enumerate(phrases):
            chunk_at[chunk.first : chunk.end] = [number] * (chunk.end - chunk.first)
        bases = Bases(view, found, figures)
        return cls(view, found, phrases, chunk_at, figures, knowledge, day, bases)

    def chunk_of(self, at: int) -> Chunk | None:
        """Return the chunk that the word `at` is a part of."""
        number = self.chunk_at[at]
        return self.chunks[number] if number >= 0 else None

    def chunk_after(self, at: int) -> Chunk | None:
        """Return the chunk that begins at the word `at`, if one does."""
        chunk = self.chunk_of(at) if at < len(self.chunk_at) else None
        return chunk if chunk is not None and chunk.first == at else None

    def base(self, first: int, end: int) -> Base | None:
        """Return the parts of the phrase [first, end), which ends in its head; None if empty."""
        return self._bases.of(first, end)

    def entry(self, match: Match) -> Entry:
        """Return the likeliest of what a name may stand for, on the day."""
        entries = match.entries
        if len(entries) == 1:
            return entries[0]
        day = self.day
        if day is not None:
            living = [
                entry for entry in entries if entry.validity is None or entry.validity.covers(day)
            ]
            entries = tuple(living) or entries
        return entries[0]

    def is_shared(self, match: Match) -> bool:
        """Return whether institutions of many countries bear this name, which is the article's."""
        is_here = self.found.names[match.start] is match
        printed = self.view.printed(match.start, match.end) if is_here else ""
        name = " ".join(printed.lower().replace("’", "'").split())
        return name in self.knowledge.shared_names


def is_of_state(entry: Entry) -> bool:
    """Whether an entry stands for a country or the place of one."""
    return entry.kind in _OF_STATE


_OF_STATE = {
    EntryKind.COUNTRY,
    EntryKind.PEOPLE,
    EntryKind.CAPITAL,
    EntryKind.CITY,
    EntryKind.REGION,
}
