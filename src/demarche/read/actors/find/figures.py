"""The people whom an article names, each with all places where it does."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from demarche.knowledge.people import People, Person, name_key
from demarche.read.actors.find.classes import PREPOSITIONS, Class
from demarche.read.actors.find.found import Found
from demarche.read.actors.find.lexicon import FEMALE, HONORIFICS, MALE, PARTICLES
from demarche.read.actors.find.view import View

_LONGEST = 5
_USUAL = 4
# A surname that is the given name of so many is nobody's without a title.
_MANY = 20
_SOON = timedelta(days=700)
_SURNAMES = {Class.NAME, Class.NOUN, Class.TIME, Class.OTHER}


@dataclass(slots=True, eq=False)
class Figure:
    """One person of the article: the fullest name, who it is in the tables, where it is named."""

    name: str
    person: Person | None
    gender: str | None
    places: list[tuple[int, int]] = field(default_factory=list)

    def is_named_before(self, at: int) -> bool:
        """Whether a mention ends at or before the word `at`."""
        return bool(self.places) and self.places[0][1] <= at

    def count_before(self, at: int) -> int:
        """Return how many mentions lie before the word `at`."""
        return bisect_left(self.places, (at, 0))

    def last_before(self, at: int) -> int:
        """Return the place of the last mention before the word `at`; -1 where there is none."""
        index = bisect_left(self.places, (at, 0))
        return self.places[index - 1][0] if index else -1


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of an article; `at` gives each word's, `starts` where its mention begins."""

    at: list[Figure | None]
    all: list[Figure]

    def bounds(self, at: int) -> tuple[int, int]:
        """Return the words of the mention that the word `at` is a part of."""
        figure = self.at[at]
        first, end = at, at + 1
        while first > 0 and self.at[first - 1] is figure:
            first -= 1
        while end < len(self.at) and self.at[end] is figure:
            end += 1
        return first, end


@dataclass(slots=True)
class _Census:
    view: View
    found: Found
    people: People
    day: date | None
    persons: Sequence[tuple[int, int]]
    at: list[Figure | None]
    by_key: dict[str, Figure] = field(default_factory=dict)
    by_family: dict[str, list[Figure]] = field(default_factory=dict)

    def take_full_names(self, first: int, end: int) -> None:
        """Register the names of two and more words in a sentence."""
        is_shouted = _is_in_title_case(self.view, first, end)
        at = first
        while at < end:
            stop = None
            if self.view.words[at][0].isupper():
                stop = self._known_name(at, end)
                if stop is None and not is_shouted:
                    stop = self._unknown_name(at, end)
            at = stop or at + 1

    def _known_name(self, at: int, limit: int) -> int | None:
        """Register the longest name of the tables at the word `at`; return where it ends."""
        words = self.view.words
        if self.found.roles[at]:
            return None
        longest = at + 1
        while longest < min(limit, at + _LONGEST) and _is_part_of_name(words[longest]):
            longest += 1
        for end in range(longest, at + 1, -1):
            people = self._people_named(words[at:end])
            if people and not self._is_within_name(at, end):
                self._register(at, end, self._likeliest(people))
                return end
        return None

    def _people_named(self, words: Sequence[str]) -> tuple[Person, ...]:
        """Return the people of this full name; initials in the middle may be left out."""
        people = self.people.named(words)
        if people or len(words) < 3:
            return people
        shorter = [
            words[0],
            *(word for word in words[1:-1] if len(word.rstrip(".")) > 1),
            words[-1],
        ]
        return self.people.named(shorter) if len(shorter) < len(words) else ()

    def _is_within_name(self, first: int, end: int) -> bool:
        """Whether a longer name of the tables begins with the same words."""
        name = self.found.names[first]
        return name is not None and name.end > end

    def _unknown_name(self, at: int, limit: int) -> int | None:
        end = self._end_of_run(at, limit)
        end = self._start_of_known(at + 1, end)
        if end == at + 1 and self._is_given_name_before_name(at, limit):
            end += 1
        if end - at < 2 or self._is_epithet(at, end) or not self._is_person(at, end, limit):
            return None
        self._register(at, end, None)
        return end

    def _is_epithet(self, at: int, end: int) -> bool:
        """Whether a capitalised word only stands before a well-known name ("Both Clintons")."""
        if end != at + 2 or not any(at < start < stop == end for start, stop in self.persons):
            return False
        if any(start <= at < stop for start, stop in self.persons):
            return False
        is_known = self._by_family_name(self.view.words[end - 1], None, is_titled=False) is not None
        return is_known and self.view.words[at] not in self.people.given_names

    def _end_of_run(self, at: int, limit: int) -> int:
        """Return where the row of capitalised words that no table knows ends."""
        end = at
        while end < limit and self._is_bare_name(end):
            end += 1
        while end > at and self.view.lowered[end - 1] in PARTICLES:
            end -= 1
        return end

    def _start_of_known(self, first: int, end: int) -> int:
        """Return where a full name of the tables begins within a run of names; else its end."""
        for at in range(first, end - 1):
            for stop in range(min(end, at + _LONGEST), at + 1, -1):
                if self.people.named(self.view.words[at:stop]):
                    return at
        return end

    def _is_given_name_before_name(self, at: int, limit: int) -> bool:
        """Whether a given name comes before a surname that is a people's or place's too."""
        after = self.found.names[at + 1] if at + 1 < limit else None
        if after is None or after.end > at + 2 or self.view.words[at + 1].isupper():
            return False
        if at + 2 < limit and self.view.classes[at + 2] in (Class.NOUN, Class.NAME):
            return False
        return self.view.words[at] in self.people.given_names

    def _is_bare_name(self, at: int) -> bool:
        if self.found.names[at] or self.found.roles[at] or self.at[at]:
            return False
        word = self.view.words[at]
        if word[0].isupper():
            kind = self.view.classes[at]
            is_name = kind is Class.NAME or (kind is Class.NOUN and self._is_before_name(at))
            return is_name and word.lower() not in HONORIFICS
        return word in PARTICLES or _has_particle(word)

    def _is_before_name(self, at: int) -> bool:
        """Whether the first word of a sentence stands before a name."""
        first, end = self.view.bounds[self.view.sentences[at]]
        return at == first and at + 1 < end and self.view.classes[at + 1] is Class.NAME

    def _is_person(self, first: int, end: int, limit: int) -> bool:
        """Whether an unknown name of several words is a person's."""
        if any(start <= first and end <= stop for start, stop in self.persons):
            return True
        if end < limit and self.view.classes[end] in (Class.NOUN, Class.NAME):
            return False
        words = self.view.words[first:end]
        return not any(word.isupper() and len(word) > 2 for word in words) and not any(
            word.lower() in _NOT_PERSONS for word in words
        )

    def _likeliest(self, people: Sequence[Person]) -> Person:
        """Return the one of several of a name who is in office, or was last."""
        if len(people) == 1 or self.day is None:
            return people[0]
        day = self.day
        return max(people, key=lambda person: _prominence(self.people, person, day))

    def _register(self, first: int, end: int, person: Person | None) -> None:
        words = self.view.words[first:end]
        key = person.id if person else name_key(words)
        figure = self.by_key.get(key)
        if figure is None and person is None:
            figure = self._longer_name(key, words)
        if figure is None:
            name = person.name if person else self.view.printed(first, end)
            figure = Figure(name, person, person.gender if person else None)
            self.by_key[key] = figure
            for family in _families(words, person):
                self.by_family.setdefault(family, []).append(figure)
        self._mark(first, end, figure)

    def _longer_name(self, key: str, words: Sequence[str]) -> Figure | None:
        """Return the figure whose full name ends in these words ("Wasserman Schultz")."""
        for figure in self.by_family.get(name_key(words[-1]), ()):
            if name_key(figure.name).endswith(key):
                return figure
        return None

    def _mark(self, first: int, end: int, figure: Figure) -> None:
        insort(figure.places, (first, end))
        self.at[first:end] = [figure] * (end - first)
        title = self.view.lowered[first - 1] if first else ""
        if figure.gender is None and title in MALE | FEMALE:
            figure.gender = "m" if title in MALE else "f"

    def take_short_names(self) -> None:
        """Give the names of one word to the figures they mean."""
        for at, word in enumerate(self.view.words):
            if self.at[at] is not None or self.found.roles[at]:
                continue
            if not (word[0].isupper() or _has_particle(word)):
                continue
            if self.found.names[at] is None:
                self._take_short_name(at, word)
            elif name_key(word) in self.by_family and self._is_bare_namesake(at):
                self._mark(at, at + 1, _nearest(self.by_family[name_key(word)], at))

    def _is_bare_namesake(self, at: int) -> bool:
        """Whether a name of the tables, a figure's surname as well, stands here by itself."""
        match = self.found.names[at]
        if match is None or match.end - match.start > 1:
            return False
        figures = self.by_family[name_key(self.view.words[at])]
        if self.view.words[at].isupper() and not any(f.name.isupper() for f in figures):
            return False
        following = self.view.classes[at + 1] if at + 1 < len(self.view.words) else Class.OTHER
        return following not in (Class.NOUN, Class.NAME, Class.ADJECTIVE) and any(
            figure.is_named_before(at) for figure in figures
        )

    def _take_short_name(self, at: int, word: str) -> None:
        view = self.view
        key = name_key(word)
        title = view.lowered[at - 1] if at else ""
        gender = "m" if title in MALE else "f" if title in FEMALE else None
        namesakes = [
            figure
            for figure in self.by_family.get(key, ())
            if gender is None or figure.gender in (None, gender)
        ]
        if namesakes:
            self._mark(at, at + 1, _nearest(namesakes, at))
            return
        if view.classes[at] not in _SURNAMES:
            return
        if title == "the" and self._is_of_a_place(at):
            return
        is_titled = title in HONORIFICS or (at > 0 and self.found.roles[at - 1] is not None)
        person = self._by_family_name(word, gender, is_titled=is_titled)
        if person is not None and self._has_another_given_name(at, person):
            return
        if self._is_followed_by_name(at) or (person is None and not is_titled):
            return
        self._register(at, at + 1, person)

    def _is_of_a_place(self, at: int) -> bool:
        """Whether a word is a rank with its seat ("the Duke of Kent", not "the Kent of old")."""
        words = self.view.words[at + 1 : at + 3]
        return len(words) == 2 and words[0] == "of" and words[1][0].isupper()

    def _has_another_given_name(self, at: int, person: Person) -> bool:
        """Whether a given name that is not the person's stands before a surname of theirs."""
        before = self.view.words[at - 1] if at and self.at[at - 1] is None else ""
        if before not in self.people.given_names or self.found.names[at - 1] is not None:
            return False
        theirs = " ".join((person.name, *person.aliases)).replace("-", " ").split()
        return name_key(before) not in map(name_key, theirs)

    def _is_followed_by_name(self, at: int) -> bool:
        return at + 1 < len(self.view.words) and self.view.classes[at + 1] is Class.NAME

    def _by_family_name(self, word: str, gender: str | None, *, is_titled: bool) -> Person | None:
        """Return the one whom print calls by this name alone on the day."""
        is_common = word.lower() in _ALSO_WORDS or self.people.given_names[word] >= _MANY
        if self.day is None or (is_common and not is_titled):
            return None
        day = self.day
        best, top = None, 0 if is_titled else _WELL_KNOWN - 1
        for person in self.people.by_family_name(word):
            if gender is None or person.gender in (None, gender):
                prominence = _prominence(self.people, person, day)
                if prominence > top:
                    best, top = person, prominence
        return best


_NOT_PERSONS = frozenset(
    "party foundation university college institute council committee center centre street avenue "
    "university hospital school church bank group company corp. inc. ltd. co. agency association "
    "union federation organization organisation front army brigade movement house court office "
    "department ministry news times post journal tv radio city county province district village "
    "river sea gulf mountains island islands airport base square road hotel park valley club "
    "project program programme initiative fund network conference congress summit war day act "
    "treaty agreement accord forces service services bureau commission board authority world "
    "national international united new north south east west northern southern".split()
)
_ALSO_WORDS = frozenset("may march brown rice bush major church gates long case king price".split())
_WELL_KNOWN = 2


def _is_part_of_name(word: str) -> bool:
    return word[0].isupper() or word in PARTICLES or _has_particle(word)


def _has_particle(word: str) -> bool:
    """Whether a word is a name with an article before it ("al-Assad", "ez-Zor")."""
    return word[2:3] == "-" and word[:2] in ("al", "el", "ez", "ul") and len(word) > 4


def _is_in_title_case(view: View, first: int, end: int) -> bool:
    """Whether most words of a sentence are capitalised, as in a headline."""
    long = [
        word
        for word in view.words[first:end]
        if len(word) > 3 and word.isalpha() and word not in PREPOSITIONS
    ]
    return len(long) > 3 and sum(word[0].islower() for word in long) * 8 <= len(long)


def _prominence(people: People, person: Person, day: date) -> int:
    """Return how likely print means this person on the day: 3 in office, 2 lately or soon."""
    held = people.offices_of(person, day)
    if not held:
        soon = people.offices_of(person, day + _SOON)
        return 2 if soon and not soon[0].former else 0
    if not held[0].former:
        return 3
    last = held[0].term.last
    return 2 if last is not None and (day - last).days < 4000 else 1


def _families(words: Sequence[str], person: Person | None) -> Iterator[str]:
    """Yield the keys of the names by which a person may be called after the first mention."""
    seen: set[str] = set()
    names = [words[-1]]
    if person is not None:
        names.insert(0, person.family)
    if len(words) > 2 and words[-2].lower() in PARTICLES:
        names.append("".join(words[-2:]))
    if len(words) > 1:
        names.append(words[0])
    for name in names:
        for key in (name_key(name), name_key(name[3:]) if name[:3] in ("al-", "el-") else ""):
            if key and key not in seen:
                seen.add(key)
                yield key


def _nearest(figures: Sequence[Figure], at: int) -> Figure:
    """Return the figure named last before the word `at`, or else the first one named after it.

    One whom the article has called so often that the other is only named in passing stays meant.
    """
    before = [figure for figure in figures if figure.is_named_before(at)]
    if not before:
        return min(figures, key=lambda figure: figure.places[0])
    nearest = max(before, key=lambda figure: figure.last_before(at))
    usual = max(before, key=lambda figure: figure.count_before(at))
    if usual.count_before(at) >= _USUAL * nearest.count_before(at):
        return usual
    return nearest


def census(
    view: View,
    found: Found,
    people: People,
    day: date | None,
    persons: Sequence[tuple[int, int]],
) -> Figures:
    """Return the people whom the article names; `persons` are words known to be names of people."""
    count = _Census(view, found, people, day, persons, [None] * len(view.words))
    for first, end in view.bounds:
        count.take_full_names(first, end)
    count.take_short_names()
    return Figures(count.at, list(count.by_key.values()))
