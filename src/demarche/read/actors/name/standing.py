"""For whom the people of an article act: by the tables, or by what the article calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from demarche.knowledge import EntryKind
from demarche.knowledge.people import OfficeKind, Standing
from demarche.model import Sector
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.figures import Figure
from demarche.read.actors.find.lexicon import PEERS
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.find.units import Base
from demarche.read.actors.name.memo import Memo, Open
from demarche.read.actors.name.phrases import Phrases
from demarche.read.actors.name.scene import Scene
from demarche.read.actors.name.who import NOBODY, Who

_OFFICES = (EntryKind.ORGAN, EntryKind.BODY)
_LEADING = (OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT, OfficeKind.BODY_HEAD)
_OVERWHELMING = 0.7
_PRIVATE = {Sector.CVL, Sector.MED, Sector.NGO, Sector.BUS}
_MARKS = {",", "(", "–", "—", "-", "--"}


class Standings:
    """Says of each figure of one article who it is."""

    def __init__(self, stage: Stage, scene: Scene, phrases: Phrases, within: Open) -> None:
        """Take the article, which countries it names, and what reads the titles beside a name."""
        self._stage = stage
        self._scene = scene
        self._phrases = phrases
        self._memo = Memo(self._who, NOBODY, within)

    def of(self, figure: Figure) -> Who:
        """Return who the figure is: in the tables, or else by the titles that it is given."""
        return self._memo(figure)

    def _who(self, figure: Figure) -> Who:
        tabled, is_sure = self._tabled(figure)
        if is_sure:
            return tabled
        bases = [base for place in figure.places for base in self._titles(*place)]
        told = self._told(figure, bases)
        code = told.code or tabled.code
        sector = tabled.sector or told.sector
        if code is None or sector is None:
            hinted = self._hinted(bases)
            code, sector = code or hinted.code, sector or hinted.sector
        return Who(code, sector, tabled.entity, figure.name)

    def _tabled(self, figure: Figure) -> tuple[Who, bool]:
        """Return who the figure is in the tables, and whether that needs no word of the text.

        It does where the person holds no public office on the day.
        """
        person, day = figure.person, self._stage.day
        if person is None:
            return NOBODY, False
        entity = f"person:{person.id}"
        if day is None:
            return Who(person.code, None, entity, person.name), False
        standing = self._stage.knowledge.people.standing(person, day)
        if self._is_mere_namesake(figure, standing):
            return NOBODY, False
        is_sure = standing.holding is not None and not standing.holding.former
        is_sure = is_sure and standing.sector not in _PRIVATE
        return Who(standing.code, standing.sector, entity, person.name), is_sure

    def _is_mere_namesake(self, figure: Figure, standing: Standing) -> bool:
        """Whether a surname alone is hardly that of the one whom the tables know by it.

        So it is where the report is overwhelmingly about one country and names theirs nowhere,
        unless they lead it.
        """
        scene = self._scene
        if scene.share < _OVERWHELMING or scene.home == standing.code or scene.named[standing.code]:
            return False
        if standing.holding is not None and standing.holding.office.kind in _LEADING:
            return False
        return all(end == first + 1 for first, end in figure.places)

    def _told(self, figure: Figure, bases: Sequence[Base]) -> Who:
        """Return what the titles and appositions beside a figure say by their own words."""
        told = NOBODY
        if any(self._is_from_congress(end) for _, end in figure.places):
            told = Who("USA", Sector.LEG)
        for base in bases:
            if figure.person is None or not self._is_of_somebody(base):
                told = _fuller(told, self._says(base))
        if told.code is None and any(self._is_peer(first) for first, _ in figure.places):
            told = Who("GBR", told.sector)
        if told.code is None:
            homes = (self._hails_from(end) for _, end in figure.places)
            told = Who(next((home for home in homes if home is not None), None), told.sector)
        return told

    def _is_peer(self, first: int) -> bool:
        """Whether a title of the House of Lords stands before the name ("Lord Ashby")."""
        view = self._stage.view
        before = view.words[first - 1] if first > 0 else ""
        return before.istitle() and before.lower() in PEERS

    def _is_of_somebody(self, base: Base) -> bool:
        """Whether a title is told by a pronoun alone ("his host"), which may be of anybody."""
        classes = self._stage.view.classes
        return base.owner is not None and classes[base.owner[0]] is Class.OWNER

    def _says(self, base: Base) -> Who:
        """Return what a title says by its own words; nothing after a name says whose it is.

        Who talks to "Mr. Poroshenko in Normandy" does not talk to France.
        """
        end = base.head.end
        if any(figure is not None for figure in self._stage.figures.at[end : end + 1]):
            return self._phrases.headed(base)
        return self._phrases.own(base, end)

    def _hails_from(self, end: int) -> str | None:
        """Return the country that a person is said to be from (", 24, from Accrington")."""
        view = self._stage.view
        at, limit = end, min(end + 5, view.bounds[view.sentences[end - 1]][1])
        while at < limit and (view.words[at] in _MARKS or view.classes[at] is Class.NUMBER):
            at += 1
        is_from = at < limit and at > end and view.lowered[at] == "from"
        return self._phrases.place(at + 1) if is_from else None

    def _hinted(self, bases: Sequence[Base]) -> Who:
        """Return whom the titles mean in the light of the rest of the article."""
        hinted = NOBODY
        for base in bases:
            if hinted.code is None or hinted.sector is None:
                hinted = _fuller(hinted, self._phrases.read(*self._words_of(base)))
        return hinted

    def _is_from_congress(self, end: int) -> bool:
        """Whether a party and state of the US Congress follow the name (", R-Wis.,")."""
        words = self._stage.view.words
        if end + 1 >= len(words) or words[end] not in _MARKS:
            return False
        party, hyphen, state = words[end + 1].partition("-")
        return party in ("R", "D", "I") and bool(hyphen) and state[:1].isupper()

    def _words_of(self, base: Base) -> tuple[int, int]:
        chunk = self._stage.chunk_of(base.head.first)
        first = chunk.first if chunk is not None else base.head.first
        return first, base.head.end

    def _titles(self, first: int, end: int) -> Iterator[Base]:
        """Yield the phrases that say who a person is, beside the name at [first, end)."""
        for base in (
            self._titled(first),
            self._apposed_after(end),
            self._apposed_before(first),
        ):
            if base is not None:
                yield base

    def _titled(self, first: int) -> Base | None:
        """Return what stands before the name in its phrase ("British prime minister").

        A people as a whole is no title ("to the Americans Suleimani was a foe").
        """
        chunk = self._stage.chunk_of(first)
        if chunk is None or chunk.first >= first:
            return None
        base = self._stage.base(chunk.first, first)
        return None if base is not None and self._is_all_of_a_people(base) else base

    def _is_all_of_a_people(self, base: Base) -> bool:
        """Whether a phrase before a name means a people ("the Americans"), not one or two of it."""
        stage, name = self._stage, base.head.name
        if name is None or not base.is_definite or stage.entry(name).kind is not EntryKind.PEOPLE:
            return False
        word = stage.view.words[base.head.end - 1]
        figure = stage.figures.bounds(base.head.end)[1]
        are_many = word.endswith("s") and bool(stage.knowledge.names.lookup(word[:-1]))
        return are_many and stage.view.lowered[figure : figure + 1] not in (["and"], [","])

    def _apposed_after(self, end: int) -> Base | None:
        """Return what follows the name between commas ("Sung Kim, acting assistant secretary").

        So does what they are of ("Kim of the State Department", "Kim, of Texas").
        """
        view = self._stage.view
        if end + 1 >= len(view.words) or view.sentences[end] != view.sentences[end - 1]:
            return None
        at = end + 1 if view.words[end] in _MARKS else end
        if view.lowered[at] == "of" and at + 1 < len(view.words):
            chunk = self._stage.chunk_of(at + 1)
            base = self._stage.base(chunk.first, chunk.end) if chunk is not None else None
            return base if at == end or (base is not None and self._is_seat(base)) else None
        return self._role_at(at) if at > end else None

    def _is_seat(self, base: Base) -> bool:
        """Whether a phrase names where somebody is from ("of Texas", not "of Iranian descent")."""
        name = base.head.name
        return name is not None and self._stage.entry(name).kind is not EntryKind.PEOPLE

    def _apposed_before(self, first: int) -> Base | None:
        """Return what stands before the name and a comma ("the Turkish president, …")."""
        view = self._stage.view
        chunk = self._stage.chunk_of(first)
        start = chunk.first if chunk is not None else first
        if start < 2 or view.words[start - 1] != ",":
            return None
        if view.sentences[start - 2] != view.sentences[start]:
            return None
        before = self._stage.chunk_of(start - 2)
        return self._role_at(self._opening_of(before.first)) if before is not None else None

    def _opening_of(self, first: int) -> int:
        """Return where a phrase with an "of" in it begins ("the president of Syria")."""
        view = self._stage.view
        if first >= 2 and view.lowered[first - 1] in ("of", "for", "to"):
            before = self._stage.chunk_of(first - 2)
            if before is not None:
                return before.first
        return first

    def _role_at(self, at: int) -> Base | None:
        """Return the phrase at the word `at`, where its head is a role of one or an organ."""
        stage = self._stage
        chunk = stage.chunk_of(at)
        if chunk is None or chunk.first != at or stage.view.classes[at] is Class.PRONOUN:
            return None
        base = stage.base(chunk.first, chunk.end)
        if base is None or base.head.figure is not None:
            return None
        if base.head.role is not None:
            return None if base.head.role.is_plural else base
        name = base.head.name
        if name is None:
            is_one = not stage.view.lowered[chunk.end - 1].endswith("s")
            return base if is_one and (base.is_indefinite or base.is_definite) else None
        kind = stage.entry(name).kind
        is_office = kind in _OFFICES and base.is_definite
        is_national = kind is EntryKind.PEOPLE and base.is_indefinite
        return base if is_office or is_national else None


def _fuller(one: Who, other: Who) -> Who:
    """Return the two joined; what `one` knows stands."""
    if one.code is not None and other.code not in (None, one.code):
        return one
    return Who(one.code or other.code, one.sector or other.sector)
