"""Whom plural words mean that stand for several parties: "they", "the two sides"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from demarche.knowledge import EntryKind
from demarche.read.actors.find.chunks import Chunk
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.extents import members
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.name.who import Who

_COUNTS = {
    "two": 2,
    "both": 2,
    "pair": 2,
    "duo": 2,
    "couple": 2,
    "three": 3,
    "trio": 3,
    "troika": 3,
    "four": 4,
    "quartet": 4,
    "five": 5,
}
_HEADS = frozenset(
    "countries nations states sides leaders presidents governments parties ministers men women "
    "powers neighbours neighbors militaries armies capitals organisations organizations groups "
    "companies statesmen premiers allies neighbors neighbours rivals foes counterparts delegations "
    "two three four five pair duo trio troika quartet capitals officials diplomats koreas".split()
)
_PEOPLE = {
    **dict.fromkeys("leaders presidents ministers men women officials diplomats".split(), True),
    **dict.fromkeys("statesmen premiers counterparts".split(), True),
    **dict.fromkeys("two three four five pair duo trio quartet both".split(), None),
}
"""Whether a word means people; None where it may mean states as well."""

_DEFINITE = frozenset({"the", "both", "these", "those", "all"})
_EACH = frozenset({"each", "either", "neither"})
_ONE_OF_TWO = frozenset("side country government nation state capital party".split())
_STATES = (EntryKind.COUNTRY, EntryKind.CAPITAL, EntryKind.PEOPLE, EntryKind.BODY)
_MARKS = ("–", "—", "-", "--", "(", "[", ":")
_SENTENCES_BACK = 3

Words = tuple[int, int]
Reads = Callable[[int, int], Who]


class Couples:
    """Finds the several parties that a plural phrase of one article stands for."""

    def __init__(self, stage: Stage, read: Reads, rivals: tuple[str, ...]) -> None:
        """Take the article, what says who a phrase means, and the two countries it is about."""
        self._stage = stage
        self._read = read
        self._rivals = rivals
        self._runs: list[tuple[Chunk, ...]] | None = None

    def of_phrase(self, first: int, end: int) -> list[Words]:
        """Return the words for each party that a phrase such as "the two sides" stands for."""
        lowered = self._stage.view.lowered
        words = lowered[first:end]
        is_each = words[0] in _EACH and words[-1] in _ONE_OF_TWO
        if not (is_each or words[-1] in _HEADS or words[-1] == "both"):
            return []
        if words[-1] == "koreas":
            return self._named(("PRK", "KOR"), first)
        named = self._named_after(end)
        if named:
            return named
        count = next((_COUNTS[word] for word in words if word in _COUNTS), None)
        if count is None and (is_each or lowered[first - 1 : first] == ["both"]):
            count = 2
        if count is None and words[0] != "the":
            return []
        if len(words) > 4 or (count is None and len(words) > 2):
            return []
        are_people = _PEOPLE.get(words[-1], False)
        run = self.run_before(first, count, are_people)
        if run:
            return [(chunk.first, chunk.end) for chunk in run]
        if count is None:
            return []
        is_definite = words[0] in _DEFINITE
        named = self._people_before(first, count) if is_definite and are_people is not False else []
        named = named or self._named_before(first, count)
        named = named or [(chunk.first, chunk.end) for chunk in self._row_of(count)]
        if not named and count == len(self._rivals) and not are_people:
            named = self._named(self._rivals, first)
        return named

    def _named_after(self, end: int) -> list[Words]:
        """Return the words for each party that a list after a dash or bracket names."""
        view = self._stage.view
        chunk = self._stage.chunk_after(end + 1)
        if chunk is None or view.words[end] not in _MARKS:
            return []
        listed = members(self._stage, chunk)
        return listed if len(listed) > 1 else []

    def _named(self, codes: tuple[str, ...], at: int) -> list[Words]:
        """Return where each of the countries is named last before the word `at`, if all are."""
        names, found = self._stage.found.names, dict[str, Words]()
        for match in reversed(names[:at]):
            if match is not None:
                code = self._stage.entry(match).code
                if code in codes:
                    found.setdefault(code, (match.start, match.end))
        return [found[code] for code in codes] if len(found) == len(codes) else []

    def _row_of(self, count: int) -> tuple[Chunk, ...]:
        """Return the first row of just so many parties in the article."""
        rows = (row for row in self._joined() if len(row) == count)
        return next((row for row in rows if self._have_many_codes(row)), ())

    def run_before(
        self, at: int, count: int | None = None, are_people: bool | None = False
    ) -> tuple[Chunk, ...]:
        """Return the last parties joined by "and" before the word `at`; `count` of them.

        People are sought first where they are meant, or may be (None); states for all else.
        """
        runs = [run for run in self._runs_before(at) if count is None or len(run) == count]
        people = [run for run in runs if self._are_people(run)]
        states = [run for run in runs if self._have_many_codes(run)]
        if are_people is False:
            return (*states, ())[0]
        return (*people, *states, ())[0]

    def _runs_before(self, at: int) -> Iterator[tuple[Chunk, ...]]:
        """Yield the rows of parties not long before the word `at`, the last first."""
        sentences = self._stage.view.sentences
        for run in reversed(self._joined()):
            if sentences[at] - sentences[run[0].first] > _SENTENCES_BACK:
                break
            if run[-1].end <= at:
                yield run

    def _are_people(self, run: Sequence[Chunk]) -> bool:
        figures = {id(self._stage.figures.at[chunk.end - 1]) for chunk in run}
        return len(figures) == len(run) and id(None) not in figures

    def _have_many_codes(self, run: Sequence[Chunk]) -> bool:
        codes = [self._read(chunk.first, chunk.end).code for chunk in run]
        return None not in codes and len(set(codes)) == len(codes)

    def _joined(self) -> list[tuple[Chunk, ...]]:
        """Return all rows of parties joined by commas and "and"."""
        if self._runs is None:
            self._runs = list(self._rows())
        return self._runs

    def _rows(self) -> Iterator[tuple[Chunk, ...]]:
        lowered = self._stage.view.lowered
        row: list[Chunk] = []
        is_closed = False
        for before, chunk in pairwise(self._stage.chunks):
            between = lowered[before.end : chunk.first]
            joins = between in (["and"], [","], [",", "and"]) and not is_closed
            if not (joins and self._is_party(before) and self._is_party(chunk)):
                if is_closed:
                    yield tuple(row)
                row, is_closed = [], False
                continue
            row = [*row, chunk] if row else [before, chunk]
            is_closed = "and" in between
        if is_closed:
            yield tuple(row)

    def _is_party(self, chunk: Chunk) -> bool:
        stage, last = self._stage, chunk.end - 1
        if stage.view.classes[chunk.first] is Class.PRONOUN:
            return False
        return bool(stage.figures.at[last] or stage.found.names[last] or stage.found.roles[last])

    def _people_before(self, at: int, count: int) -> list[Words]:
        """Return the people of the last sentence that names just so many, before the word `at`."""
        figures, view = self._stage.figures, self._stage.view
        sentence = view.sentences[at]
        for back in range(min(_SENTENCES_BACK, sentence + 1)):
            first, end = view.bounds[sentence - back]
            seen: dict[int, Words] = {}
            for here in range(min(end, at) - 1, first - 1, -1):
                figure = figures.at[here]
                if figure is not None:
                    seen.setdefault(id(figure), figures.bounds(here))
            if len(seen) == count:
                return sorted(seen.values())
        return []

    def _named_before(self, at: int, count: int) -> list[Words]:
        """Return the last `count` countries or bodies named, where a stretch names just so many."""
        stage = self._stage
        sentence = stage.view.sentences[at]
        seen: dict[str, Words] = {}
        for back in range(_SENTENCES_BACK):
            if sentence < back:
                break
            first, end = stage.view.bounds[sentence - back]
            for here in range(min(end, at) - 1, first - 1, -1):
                match = stage.found.names[here]
                if match is None or stage.figures.at[here] is not None:
                    continue
                entry = stage.entry(match)
                if entry.kind in _STATES and entry.code is not None:
                    seen.setdefault(entry.code, (match.start, match.end))
            if len(seen) >= count:
                break
        return sorted(seen.values()) if len(seen) == count else []
