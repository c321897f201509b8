"""Where an article plays: how much of it each country has, and what lies near a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from demarche.knowledge import Entry, EntryKind, Match
from demarche.knowledge.people import Person
from demarche.model import Sector
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.name.who import NOBODY, Who, who_of

_OWN = 0.4
_TWICE = 2
_ALMOST_ALONE = 0.8

_LOCAL = frozenset("in from at within inside across near around throughout into over".split())
_PLACES = (EntryKind.CITY, EntryKind.REGION, EntryKind.CAPITAL, EntryKind.COUNTRY)
_NAMING = {*_PLACES, EntryKind.PEOPLE, EntryKind.ORGAN}
_AROUND = (EntryKind.COUNTRY, EntryKind.REGION)
_SHARE = 0.45
_LEAST = 6
_REPEATED = 2
_FOREMOST = 1.5
_RIVAL = 2
_RANK = {
    EntryKind.CITY: 4,
    EntryKind.REGION: 4,
    EntryKind.CAPITAL: 4,
    EntryKind.COUNTRY: 3,
    EntryKind.ORGAN: 2,
    EntryKind.PEOPLE: 1,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """The countries of an article, by how often each is named, and as a place or otherwise.

    `named` counts the names of countries, their places, peoples and organs. `home` is the country
    or body that most of all names belong to, those of people too, and `share` the share of them
    that do; it is 0 where there are too few to tell. `surely` counts all names but those that
    institutions of many countries bear.
    """

    stage: Stage
    named: Counter[str]
    played_in: Counter[str]
    spoken_of: Counter[str]
    surely: Counter[str]
    elsewhere: dict[str, str]
    home: str | None
    share: float

    @classmethod
    def of(cls, stage: Stage) -> Scene:
        """Return the scene of an article."""
        named: Counter[str] = Counter()
        played_in: Counter[str] = Counter()
        spoken_of = _people_named(stage)
        surely = spoken_of.copy()
        elsewhere = dict(_placed_elsewhere(stage))
        for match in _matches(stage):
            entry = stage.entry(match)
            at = match.start
            code = elsewhere.get(stage.view.lowered[at], entry.code)
            if code is None:
                continue
            if len({other.code for other in match.entries}) == 1:
                spoken_of[code] += 1
                surely[code] += not stage.is_shared(match)
                named[code] += entry.kind in _NAMING
            played_in[code] += _weight_as_place(stage, entry, at)
        most = _most_of(spoken_of)
        return cls(stage, named, played_in, spoken_of, surely, elsewhere, *most)

    def theatre(self) -> str | None:
        """Return the country that the article plays in, where there is one above all others."""
        total = sum(self.played_in.values())
        if not total:
            return None
        code, count = max(self.played_in.items(), key=lambda item: (item[1], self.named[item[0]]))
        return code if count >= _SHARE * total else None

    def own(self) -> str | None:
        """Return the country that the report is about: half of all names, and twice any other's."""
        return self.home if self.share >= _OWN and self._leads(_TWICE) else None

    def only(self) -> str | None:
        """Return the country or body that hardly any name in the report does not belong to."""
        return self.home if self.share > _ALMOST_ALONE else None

    def foremost(self) -> str | None:
        """Return the country that is named half as often again as any other, or more."""
        is_country = self.home in self.stage.knowledge.countries
        return self.home if is_country and self._leads(_FOREMOST) else None

    def _leads(self, times: float) -> bool:
        """Whether the home is named so many times as often as any other."""
        counts = [count for _, count in self.spoken_of.most_common(2)]
        return len(counts) < 2 or counts[0] >= times * counts[1]

    def rivals(self) -> tuple[str, ...]:
        """Return the two countries or bodies that are named twice as often as any other."""
        ranked = [*self.spoken_of.most_common(3), ("", 0)]
        if len(ranked) < 3 or ranked[1][1] < _RIVAL * max(1, ranked[2][1]):
            return ()
        return ranked[0][0], ranked[1][0]

    def dateline(self) -> str | None:
        """Return the country that the report was sent from ("NAIROBI, Kenya (AP)")."""
        stage = self.stage
        for first, end in stage.view.bounds[:4]:
            for match in stage.found.names[first : min(end, first + 2)]:
                sent = stage.view.printed(match.start, match.end) if match is not None else ""
                if match is None or not sent.isupper() or len(sent) < 4:
                    continue
                entry = stage.entry(match)
                if entry.kind is EntryKind.COUNTRY and "." in sent:  # a headline's "U.S."
                    continue
                code = self.elsewhere.get(stage.view.lowered[match.start], entry.code)
                if entry.kind in _PLACES and code is not None and self.named[code] > 1:
                    return code
        return None

    def place_near(self, at: int, reach: int = 1000) -> str | None:
        """Return the country of the place nearest to the word `at` in its sentence.

        Only places up to `reach` words away count.
        """
        stage = self.stage
        first, end = stage.view.bounds[stage.view.sentences[at]]
        best, code = reach + 1, None
        for here in range(first, end):
            match = stage.found.names[here]
            if match is None or match.start != here or stage.figures.at[here] is not None:
                continue
            entry = stage.entry(match)
            is_place = entry.kind in (EntryKind.CITY, EntryKind.REGION) or (
                entry.kind in _PLACES and here > 0 and stage.view.lowered[here - 1] in _LOCAL
            )
            if is_place and abs(here - at) < best:
                best = abs(here - at)
                code = self.elsewhere.get(stage.view.lowered[here], entry.code)
        return code

    def only_one_in(self, numbers: Collection[int]) -> str | None:
        """Return the one country that these sentences speak of, where they name it repeatedly."""
        stage = self.stage
        codes: list[str | None] = []
        for number in numbers:
            first, end = stage.view.bounds[number]
            for at in range(first, end):
                match, figure = stage.found.names[at], stage.figures.at[at]
                if figure is None and match is not None and match.start == at:
                    codes.append(stage.entry(match).code)
                elif figure is not None and figure.person is not None:
                    codes.append(_code_of(stage, figure.person))
        known = {code for code in codes if code is not None}
        is_told = len(known) == 1 and len(codes) - codes.count(None) >= _REPEATED
        code = known.pop() if is_told else None
        return code if code in stage.knowledge.countries else None

    def last_of(self, codes: Collection[str], at: int) -> Who:
        """Return which country or body of these is named last before the word `at`."""
        names = self.stage.found.names
        for here in range(at - 1, -1, -1):
            match = names[here]
            if match is not None and self.stage.figures.at[here] is None:
                who = who_of(self.stage.entry(match))
                if who.code in codes:
                    return Who(who.code, Sector.IGO if who.sector is Sector.IGO else Sector.GOV)
        return NOBODY

    def settle(self, match: Match, *, near: str | None) -> Who:
        """Return which of the things that a name may stand for is meant."""
        entries = match.entries
        if self.stage.found.names[match.start] is match:
            if self._is_mere_word(match):
                return NOBODY
            placed = self.elsewhere.get(self.stage.view.lowered[match.start])
            if placed is not None and entries[0].kind is EntryKind.CITY:
                return Who(placed)
        if len(entries) == 1:
            return self._of_this_report(match, near) or who_of(entries[0])
        likeliest = self.stage.entry(match)
        if near is not None:
            likeliest = next((entry for entry in entries if entry.code == near), likeliest)
        elif len({entry.code for entry in entries}) > 1:
            likeliest = max(entries, key=self._likelihood)
        return who_of(likeliest)

    def _of_this_report(self, match: Match, near: str | None) -> Who | None:
        """Return whose an institution of a shared name is, if not the one that the tables give.

        It is that of the country `near` it; without one, where the report names the country that
        the tables give nowhere, that of the country from which the report was sent.
        """
        entry = match.entries[0]
        if not self.stage.is_shared(match) or entry.code is None:
            return None
        code = self.dateline() if near is None and not self.surely[entry.code] else near
        if code in (None, entry.code):
            return None
        is_party = self.stage.view.lowered[match.end - 1] == "party"
        return Who(code, Sector.PTY if is_party else entry.sector)

    def _is_mere_word(self, match: Match) -> bool:
        """Whether a party's name that is a common word ("Labour") says nothing of a party here.

        So it is at the start of a sentence of an article that names the party's country nowhere.
        """
        entry = match.entries[0]
        if entry.sector is not Sector.PTY or match.end - match.start > 1 or entry.code is None:
            return False
        view = self.stage.view
        is_first = match.start == view.bounds[view.sentences[match.start]][0]
        return is_first and self.named[entry.code] < 2 and not view.words[match.start].isupper()

    def _likelihood(self, entry: Entry) -> float:
        day = self.stage.day
        if day is not None and entry.validity is not None and not entry.validity.covers(day):
            return -1.0
        count = self.named[entry.code] if entry.code is not None else 0
        return 4.0 * min(count, 5) + entry.weight


def _people_named(stage: Stage) -> Counter[str]:
    """Return how often people of each country are named, as far as the tables know them."""
    counts: Counter[str] = Counter()
    for figure in stage.figures.all:
        if figure.person is not None:
            counts[_code_of(stage, figure.person)] += len(figure.places)
    return counts


def _code_of(stage: Stage, person: Person) -> str:
    if stage.day is None:
        return person.code
    return stage.knowledge.people.standing(person, stage.day).code


def _most_of(counts: Counter[str]) -> tuple[str | None, float]:
    """Return what is counted most often, and its share of all."""
    total = sum(counts.values())
    if total < _LEAST:
        return None, 0.0
    code, count = max(counts.items(), key=lambda item: item[1])
    return code, count / total


def _matches(stage: Stage) -> Iterator[Match]:
    """Yield the names of the tables in the article that are not part of a person's."""
    for at, match in enumerate(stage.found.names):
        if match is not None and match.start == at and stage.figures.at[at] is None:
            yield match


def _placed_elsewhere(stage: Stage) -> Iterator[tuple[str, str]]:
    """Yield cities that the article puts in another country than the tables do, with its code.

    "Birmingham, Alabama" says of all mentions of Birmingham that it is not the English one.
    """
    words, names = stage.view.words, stage.found.names
    for match in _matches(stage):
        at = match.end
        after = names[at + 1] if at + 1 < len(words) and words[at] == "," else None
        if after is None:
            continue
        city, around = stage.entry(match), stage.entry(after)
        if city.kind is not EntryKind.CITY or around.kind not in _AROUND or around.code is None:
            continue
        if all(entry.code != around.code for entry in match.entries):
            yield stage.view.lowered[match.start], around.code


def _weight_as_place(stage: Stage, entry: Entry, at: int) -> int:
    """Return how much a name says that the article plays in its country."""
    if entry.kind in (EntryKind.CITY, EntryKind.REGION):
        return 2
    if entry.kind in _PLACES and at > 0 and stage.view.lowered[at - 1] in _LOCAL:
        return 3
    if entry.kind is EntryKind.GROUP and entry.sector is Sector.REB:
        return 1
    return 1 if entry.kind is EntryKind.PEOPLE else 0


def country_of(stage: Stage, first: int, end: int) -> str | None:
    """Return the country that the words [first, end) lie in; None where they do not say.

    A country after a comma or in the phrase tells which city of a name is meant ("Tripoli,
    Lebanon"); a people counts only where no place is named ("the Turkish border").
    """
    best, code = 0, None
    countries = _countries_beside(stage, first, end)
    for at in range(first, end):
        match = stage.found.names[at]
        if match is None or match.start != at:
            continue
        entries = [entry for entry in match.entries if entry.kind in _RANK]
        if not entries:
            continue
        entry = next((one for one in entries if one.code in countries), entries[0])
        if _RANK[entry.kind] > best:
            best, code = _RANK[entry.kind], entry.code
    return code


def _countries_beside(stage: Stage, first: int, end: int) -> set[str | None]:
    """Return the countries named in the words [first, end) or after a comma that follows them."""
    found: set[str | None] = set()
    words = stage.view.words
    last = end + 2 if end + 1 < len(words) and words[end] == "," else end
    for match in stage.found.names[first:last]:
        if match is not None:
            found |= {entry.code for entry in match.entries if entry.kind is EntryKind.COUNTRY}
    return found
