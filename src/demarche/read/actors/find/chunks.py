"""Noun phrases without what follows their head: "the former Turkish foreign minister"."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.knowledge import EntryKind, Match
from demarche.read.actors.find.classes import MODIFIERS, Class
from demarche.read.actors.find.figures import Figures
from demarche.read.actors.find.found import Found
from demarche.read.actors.find.lexicon import HONORIFICS
from demarche.read.actors.find.view import View

_STARTING = {
    Class.NOUN,
    Class.NAME,
    Class.ADJECTIVE,
    Class.DETERMINER,
    Class.OWNER,
    Class.NUMBER,
    Class.ADVERB,
}
_NOMINAL = {Class.NOUN, Class.NAME}
_DESCRIBING = {Class.ADJECTIVE, Class.PARTICIPLE, Class.NUMBER}
_STANDING_ALONE = frozenset("two three four five both".split())
_AFTER_PHRASE = {Class.VERB, Class.PUNCTUATION, Class.ADVERB, Class.PREPOSITION, Class.POSSESSIVE}
_OF_TIME = frozenset("last next this past late early earlier later".split())
_BRACKETS = {"“", "”", '"', "‘", "’", "``", "''", "[", "]"}


@dataclass(frozen=True, slots=True)
class Chunk:
    """The words [first, end) of a noun phrase; the last of them is its head."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Chunker:
    """Finds the noun phrases; `known` gives the end of the name, role or figure at each word."""

    view: View
    found: Found
    known: list[int]

    def chunk(self, at: int, end: int) -> Chunk | None:
        """Return the noun phrase that begins at the word `at`, if one does."""
        kind = self.view.classes[at]
        if kind is Class.PRONOUN:
            return Chunk(at, at + 1)
        if not self.known[at] and not self._may_start(at, kind):
            return None
        last = self._joined_end(at, self._end_of(at, end))
        if last == at and self.view.lowered[at] == "her":
            last = at + 1
        if last == at:
            last = self._end_of_count(at, end)
        return Chunk(at, last) if last > at else None

    def _end_of_count(self, at: int, end: int) -> int:
        """Return where a number that stands for a party ends ("the two", "both"); `at` if none."""
        stop = at + (self.view.lowered[at] in ("the", "all"))
        if stop >= end or self.view.lowered[stop] not in _STANDING_ALONE:
            return at
        is_alone = stop + 1 >= end or self.view.classes[stop + 1] in _AFTER_PHRASE
        return stop + 1 if is_alone and (stop > at or self.view.lowered[stop] == "both") else at

    def _joined_end(self, first: int, end: int) -> int:
        """Return where the words from `first` cease to hang together in the tree; `end` if not.

        "This year Turkey" is two phrases, for no word of either hangs on one of the other.
        """
        view = self.view
        if end - first < 2 or not view.relations[first]:
            return end
        reached = first
        for at in range(first, end - 1):
            head = view.heads[at]
            for other in range(at + 1, end):
                if head == other or view.heads[other] == at:
                    reached = max(reached, other)
            if reached <= at and self._is_seam(at):
                return at + 1
        return end

    def _is_seam(self, at: int) -> bool:
        """Whether a phrase may end with the word `at`, before a name that begins another."""
        if self.known[at] > at + 1 or self.found.roles[at] is not None:
            return False
        word = self.view.lowered[at]
        if word in MODIFIERS or word in HONORIFICS or ("-" in word and word.endswith("ed")):
            return False
        if not self.view.words[at + 1][0].isupper() or _names_people(self.found.names[at]):
            return False
        return self.view.classes[at] in _NOMINAL and self.view.classes[at + 1] in _STARTING

    def _may_start(self, at: int, kind: Class) -> bool:
        """Whether an unknown word may be the first of a phrase; a verb's participle is not."""
        if kind is not Class.PARTICIPLE:
            return kind in _STARTING
        before = self.view.classes[at - 1] if at else Class.OTHER
        following = self.view.classes[at + 1] if at + 1 < len(self.known) else Class.OTHER
        return (
            before not in (Class.VERB, Class.ADVERB)
            and following is Class.NOUN
            and not self.view.lowered[at].endswith("ing")
        )

    def _end_of(self, first: int, end: int) -> int:
        """Return the word after the last nominal of the phrase; `first` where it has none."""
        last = at = first
        is_open = True
        while at < end:
            if self.known[at]:
                at = last = self.known[at]
                is_open = False
            elif self.view.classes[at] in _NOMINAL and not self._begins_clause(at, first):
                at += 1
                last = at
                is_open = False
            elif self._goes_on(at, first, end, is_open=is_open):
                is_open = is_open or self.view.classes[at] is Class.POSSESSIVE
                at += 1
            else:
                break
        return last

    def _begins_clause(self, at: int, first: int) -> bool:
        """Whether a word taken for a noun is the verb of a clause ("a soldier fighting in …")."""
        word = self.view.lowered[at]
        is_verb = self.view.relations[at].startswith(("acl", "advcl")) and word.endswith("ing")
        return is_verb and at > first and self.view.words[at] == word

    def _goes_on(self, at: int, first: int, end: int, *, is_open: bool) -> bool:
        """Whether the phrase may go on over the word `at`, which is no nominal.

        `is_open` is true while no nominal has come since the start or the last possessive.
        """
        kind = self.view.classes[at]
        if kind in (Class.ADJECTIVE, Class.NUMBER):
            return is_open or self.view.lowered[at] not in _OF_TIME
        if kind in (Class.DETERMINER, Class.OWNER):
            return at == first or self.view.classes[at - 1] is Class.DETERMINER
        if kind is Class.POSSESSIVE:
            return at > first and not is_open
        if kind in (Class.PARTICIPLE, Class.ADVERB):
            return is_open and self._is_before_nominal(at, end, is_adverb=kind is Class.ADVERB)
        if kind is Class.CONJUNCTION or self.view.words[at] == ",":
            return at > first and self._joins_modifiers(at, end)
        return at > first and self.view.words[at] in _BRACKETS and self._is_bracket(at, first, end)

    def _is_before_nominal(self, at: int, end: int, *, is_adverb: bool) -> bool:
        if at + 1 >= end:
            return False
        following = self.view.classes[at + 1]
        if is_adverb:
            return following in _DESCRIBING
        return following in _NOMINAL or following in _DESCRIBING or bool(self.known[at + 1])

    def _joins_modifiers(self, at: int, end: int) -> bool:
        """Whether the word at `at` joins modifiers of one head ("US and Russian militaries")."""
        if at + 2 >= end or self.view.lowered[at] not in ("and", "or", ","):
            return False
        if not self._modifies(at - 1):
            return False
        if not (self._modifies(at + 1) or self._is_name_like(at + 1, at - 1)):
            return False
        if self._is_country(at - 1) and not self._is_like_adjective(at - 1, at + 1):
            return False
        beyond = self.known[at + 1] or at + 2
        if beyond >= end:
            return False
        is_nominal = self.view.classes[beyond] in _NOMINAL or bool(self.known[beyond])
        if self.view.lowered[at] == ",":
            return self.found.names[at + 1] is None and is_nominal
        return is_nominal or self.view.classes[beyond] is Class.ADJECTIVE

    def _modifies(self, at: int) -> bool:
        """Whether the word describes a noun: an adjective, or a name used like one."""
        name = self.found.names[at]
        if name is not None and any(entry.kind in _LIKE_ADJECTIVES for entry in name.entries):
            return True
        if name is not None and self.view.classes[at] is not Class.ADJECTIVE:
            return any(entry.kind is EntryKind.REGION for entry in name.entries)
        return self.view.classes[at] is Class.ADJECTIVE

    def _is_name_like(self, at: int, other: int) -> bool:
        """Whether an unknown name describes a noun like the one before ("Asian and Pacific")."""
        if self.view.classes[at] is not Class.NAME or self.known[at] or not self.known[other]:
            return False
        return at + 1 < len(self.known) and self.view.words[at + 1].islower()

    def _is_like_adjective(self, at: int, other: int) -> bool:
        """Whether a country at `at` describes what the name at `other` does ("US and Russian")."""
        name = self.found.names[other]
        if name is None:
            return False
        return self.view.words[at].isupper() or not _names_people(name)

    def _is_country(self, at: int) -> bool:
        name = self.found.names[at]
        return name is not None and all(one.kind is EntryKind.COUNTRY for one in name.entries)

    def _is_bracket(self, at: int, first: int, end: int) -> bool:
        """Whether a quotation mark or bracket encloses a word or two of the phrase."""
        words = self.view.words
        window = words[max(first, at - 3) : at] + words[at + 1 : min(end, at + 4)]
        return any(word in _BRACKETS for word in window) and at + 1 < end


def _names_people(name: Match | None) -> bool:
    return name is not None and any(one.kind is EntryKind.PEOPLE for one in name.entries)


_LIKE_ADJECTIVES = (EntryKind.PEOPLE, EntryKind.COUNTRY)


def chunks(view: View, found: Found, figures: Figures) -> list[Chunk]:
    """Return the noun phrases of the article in order, none overlapping another."""
    chunker = _Chunker(view, found, _ends(found, figures))
    gathered: list[Chunk] = []
    for first, end in view.bounds:
        at = first
        while at < end:
            chunk = chunker.chunk(at, end)
            if chunk is None:
                at += 1
            else:
                gathered.append(chunk)
                at = chunk.end
    return gathered


def _ends(found: Found, figures: Figures) -> list[int]:
    """Return for each word where the name, role or figure that it is a part of ends; 0 if none."""
    ends: list[int] = []
    for name, role in zip(found.names, found.roles, strict=True):
        known = name or role
        ends.append(known.end if known is not None else 0)
    for figure in figures.all:
        for first, end in figure.places:
            ends[first:end] = [end] * (end - first)
    return ends
