"""What a phrase says by its own words of the party that it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from demarche.knowledge import EntryKind, Match
from demarche.knowledge.people import name_key
from demarche.model import Sector
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.coordination import is_title_of_next
from demarche.read.actors.find.lexicon import (
    BOUND,
    CONTROLLING,
    INQUIRING,
    LIVING_ABROAD,
    RELATIONAL,
    SECTOR_OF_RANK,
    SENDING,
    SENT_TO,
    SPEAKING_FOR,
    UNCOUNTED,
    WARLIKE,
)
from demarche.read.actors.find.stage import Stage, is_of_state
from demarche.read.actors.find.units import Base, Unit
from demarche.read.actors.name.backing import backs, ending
from demarche.read.actors.name.memo import Memo, Open
from demarche.read.actors.name.who import NOBODY, Who

_LOCAL = frozenset("in from at within inside across near around throughout".split())
_REACH = 6


class Context(Protocol):
    """What the rest of the article says of a phrase that does not say enough by itself."""

    def pronoun(self, at: int) -> Who:
        """Return whom the pronoun at the word `at` means."""
        ...

    def nominal(self, base: Base, own: Who) -> Who:
        """Return whom a phrase without a country of its own means; `own` is what it does say."""
        ...

    def short_name(self, base: Base) -> Who:
        """Return which country or body a name such as "the kingdom" or "the North" means."""
        ...

    def figure(self, unit: Unit) -> Who:
        """Return who the person named by the unit is."""
        ...

    def settle(self, match: Match, *, near: str | None) -> Who:
        """Return which of the things that a name may stand for is meant."""
        ...


class Phrases:
    """Reads the noun phrases of one article."""

    def __init__(self, stage: Stage, context: Context, within: Open) -> None:
        """Take the article and what to ask about phrases that do not say enough."""
        self._stage = stage
        self._context = context
        self._memo = Memo(self._read, NOBODY, within)

    def read(self, first: int, end: int) -> Who:
        """Return who is meant by the words [first, end)."""
        return self._memo(first, end)

    def _read(self, first: int, end: int) -> Who:
        first, end = self._trimmed(first, end)
        if first >= end:
            return NOBODY
        view = self._stage.view
        kind = view.classes[first]
        if end == first + 1 and kind in (Class.PRONOUN, Class.OWNER, Class.RELATIVE):
            return self._context.pronoun(first)
        stop = self._end_of_chunk(first, end)
        inner = self._counted(stop, end) or self._second_title(first, stop, end)
        if inner is not None:
            return self.read(*inner)
        base = self._stage.base(first, stop)
        if base is None:
            return self._apposed(stop, end)
        who = self._holder(base, stop)
        if who.code is None:
            who = self._context.short_name(base)
        if who.code is None:
            who = self.own(base, stop)
        if who.code is None:
            apposed = self._apposed(stop, end)
            who = Who(apposed.code, who.sector or apposed.sector, apposed.entity, apposed.name)
        if who.code is None:
            who = self._as_part(first, stop, who)
        return who if who.code is not None else self._context.nominal(base, who)

    def _as_part(self, first: int, stop: int, who: Who) -> Who:
        """Return whom a part means by the rest of its phrase ("leaders" in "its leaders")."""
        chunk = self._stage.chunk_of(first)
        if chunk is None or not chunk.first < first or chunk.end != stop:
            return who
        base = self._stage.base(chunk.first, stop)
        return self.own(base, stop) if base is not None and base.head.first >= first else who

    def _holder(self, base: Base, stop: int) -> Who:
        """Return the person named after a title and a comma ("its president, Vladimir Putin,")."""
        stage, role = self._stage, base.head.role
        if role is None or role.is_plural or base.is_indefinite:
            return NOBODY
        following = stage.chunk_after(stop + 1)
        if following is None or stage.view.words[stop] != ",":
            return NOBODY
        figure = stage.figures.at[following.first]
        if figure is None or stage.figures.bounds(following.first)[1] != following.end:
            return NOBODY
        after = stage.view.words[following.end : following.end + 1]
        if after and after[0] not in _CLOSING:
            return NOBODY
        return self._context.figure(Unit(following.first, following.end, figure=figure))

    def own(self, base: Base, stop: int) -> Who:
        """Return what a phrase says by itself; `stop` is the word after its head."""
        who = self.headed(base)
        if self._stage.view.lowered[stop - 1] in LIVING_ABROAD:
            place = self._after(base, stop)
            who = Who(place.code, who.sector) if place.code is not None else who
        if who.code is None and base.head.figure is None:
            after = self._after(base, stop)
            sector = who.sector
            if sector is None or (after.sector not in (None, Sector.GOV) and _is_plain(base)):
                sector = after.sector
            who = Who(after.code, sector, who.entity, who.name) if after.code else who
        return who

    def _trimmed(self, first: int, end: int) -> tuple[int, int]:
        """Leave out the marks around a phrase, and the possessive after it."""
        classes = self._stage.view.classes
        dropped = (Class.PUNCTUATION, Class.POSSESSIVE, Class.CONJUNCTION)
        while first < end and classes[first] in (*dropped, Class.PREPOSITION):
            first += 1
        while end > first and classes[end - 1] in dropped:
            end -= 1
        return first, end

    def _end_of_chunk(self, first: int, end: int) -> int:
        """Return where the noun phrase that begins at `first` or soon after ends."""
        for at in range(first, end):
            chunk = self._stage.chunk_of(at)
            if chunk is not None:
                return min(chunk.end, end)
        return end

    def _counted(self, stop: int, end: int) -> tuple[int, int] | None:
        """Return the words that a number or quantity of is meant ("dozens of rebels")."""
        view = self._stage.view
        if stop >= len(view.words) or view.lowered[stop] != "of":
            return None
        if view.lowered[stop - 1] not in UNCOUNTED:
            return None
        chunk = self._stage.chunk_of(stop + 1) if stop + 1 < len(view.words) else None
        return (stop + 1, max(end, chunk.end)) if chunk is not None else None

    def _second_title(self, first: int, stop: int, end: int) -> tuple[int, int] | None:
        """Return the words after "and" where they hold the name of the one with both titles."""
        is_joined = is_title_of_next(self._stage, first, stop) and stop + 1 < end
        return (stop + 1, end) if is_joined else None

    def headed(self, base: Base) -> Who:
        """Return whom the head, its owner and its modifiers name."""
        head = base.head
        if head.figure is not None:
            return self._context.figure(head)
        if head.name is not None:
            near = self._code_of(base.modifiers) or self._owner(base).code
            if near is None and self._stage.entry(head.name).kind is EntryKind.CITY:
                near = self._country_after(head.end)
            if near is None and self._is_shared_of(head):
                near = self._object(head.end + 1, is_place=False).code
            who = self._context.settle(head.name, near=near)
            if (
                near not in (None, who.code)
                and self._stage.entry(head.name).kind is EntryKind.ORGAN
            ):
                return Who(near, who.sector)
            if who.code is not None:
                return who
        return self._with_role(base)

    def _is_shared_of(self, head: Unit) -> bool:
        """Whether an "of" says whose an institution is ("the Senate of Chile")."""
        is_of = self._stage.view.lowered[head.end : head.end + 1] == ["of"]
        return is_of and head.name is not None and self._stage.is_shared(head.name)

    def _country_after(self, stop: int) -> str | None:
        """Return the country named after a comma ("Tripoli, Lebanon")."""
        view = self._stage.view
        if stop + 1 >= len(view.words) or view.words[stop] != ",":
            return None
        match = self._stage.found.names[stop + 1]
        if match is None or len(match.entries) != 1:
            return None
        return match.entries[0].code if match.entries[0].kind is EntryKind.COUNTRY else None

    def _with_role(self, base: Base) -> Who:
        """Return whom a role or another common noun names, by those it belongs to."""
        head = base.head
        word = self._stage.view.lowered[head.end - 1]
        described = self._described(base.modifiers)
        if word in INQUIRING and self._is_named_by_city(base):
            described = NOBODY
        if word == "ambassador" and described.sector is Sector.IGO:
            described = described if described.code in SENDING else NOBODY
        owner = NOBODY if word in RELATIONAL else self._owner(base)
        source = owner if owner.code is not None else described
        if described.code is not None and self._is_foreign(base, described):
            source = described
        sector = self._sector(base, word, source)
        if source.code is None:
            return Who(sector=sector)
        return self._in_office(base, Who(source.code, sector))

    def _is_named_by_city(self, base: Base) -> bool:
        """Whether just a city describes the head: what an inquiry is about, not whose it is."""
        names = [unit.name for unit in base.modifiers if unit.name is not None]
        return len(names) == 1 and self._stage.entry(names[0]).kind is EntryKind.CITY

    def _is_foreign(self, base: Base, described: Who) -> bool:
        """Whether a people names the head, whoever it belongs to ("Turkey's Syrian allies")."""
        names = [unit.name for unit in base.modifiers if unit.name is not None]
        lowered = self._stage.view.lowered
        if len(names) != 1 or lowered[base.head.end - 1] in LIVING_ABROAD:
            return False
        return lowered[names[0].end] not in ("and", "or") and (
            self._stage.entry(names[0]).entity == f"people:{described.code}"
        )

    def _owner(self, base: Base) -> Who:
        return self.read(*base.owner) if base.owner is not None else NOBODY

    def _described(self, modifiers: Sequence[Unit]) -> Who:
        """Return the party that the modifiers of a head name.

        A group or body goes before the country or people that describes it ("the Kurdish PKK
        forces"), and else the first of several.
        """
        first = weak = NOBODY
        for at, unit in enumerate(modifiers):
            if unit.figure is not None:
                who = self._context.figure(unit)
            elif unit.name is not None and backs(self._stage, unit):
                continue
            elif unit.name is not None:
                is_shared = self._stage.is_shared(unit.name)
                near = self._code_beside(modifiers[:at] if is_shared else modifiers, unit)
                who = self._context.settle(unit.name, near=near)
                if who.code is not None and self._stage.entry(unit.name).kind in _GROUPS:
                    return who
            else:
                weak = weak if weak.code is not None else self._led_by(unit)
                continue
            if first.code is None:
                first = who
        return first if first.code is not None else weak

    def _led_by(self, unit: Unit) -> Who:
        """Return the leader that a word in two names ("US-led", "pro-Assad")."""
        first, _, rest = self._stage.view.words[unit.first].partition("-")
        if first.lower() == "pro" and rest[:1].isupper():
            return self._followed(rest).side()
        if unit.part is None or ending(self._stage, unit) not in CONTROLLING:
            return NOBODY
        return self._context.settle(unit.part, near=None)

    def _followed(self, name: str) -> Who:
        """Return who the person of this family name is, whom the article names."""
        key = name_key(name)
        for figure in self._stage.figures.all:
            if figure.person is not None and name_key(figure.name).endswith(key):
                return self._context.figure(Unit(0, 1, figure=figure))
        return NOBODY

    def place(self, at: int) -> str | None:
        """Return the country that the phrase at the word `at` names or lies in."""
        return self._object(at, is_place=True).code

    def _code_of(self, units: Sequence[Unit]) -> str | None:
        return self._described(units).code

    def _code_beside(self, units: Sequence[Unit], unit: Unit) -> str | None:
        """Return the country that another unit names, to settle which Kurds are meant."""
        for other in units:
            if other is not unit and other.name is not None:
                entry = self._stage.entry(other.name)
                if len(other.name.entries) == 1 and is_of_state(entry):
                    return entry.code
        return None

    def _sector(self, base: Base, word: str, source: Who) -> Sector | None:
        """Return in what capacity the party acts."""
        head = base.head
        own = head.role.role.sector if head.role is not None else SECTOR_OF_RANK.get(word)
        if word in WARLIKE:
            own = own or Sector.MIL
        for unit in base.modifiers:
            told = unit.role.role.sector if unit.role is not None else None
            if told not in (None, Sector.GOV) and own in _LOOSE:
                own = told
        if source.sector not in (None, Sector.GOV) and own in _SERVING:
            return source.sector
        if own is None and source.code is not None and (head.role is None or source.sector):
            return source.sector or Sector.GOV
        return own

    def _in_office(self, base: Base, who: Who) -> Who:
        """Return the one who holds the office that the phrase names, where one person does."""
        role, day = base.head.role, self._stage.day
        if role is None or role.is_plural or day is None or base.is_indefinite or not who.code:
            return who
        view, people = self._stage.view, self._stage.knowledge.people
        if any(view.lowered[unit.first] in _NOT_NOW for unit in base.modifiers):
            return who
        begins = (*(unit.first for unit in base.modifiers if unit.name is not None), role.start)
        titles = (" ".join(view.lowered[at : role.end]) for at in begins)
        found = filter(None, (people.holder_of_title(who.code, one, day) for one in titles))
        person = next(found, None)
        if person is None:
            return who
        standing = people.standing(person, day)
        return Who(who.code, standing.sector or who.sector, f"person:{person.id}", person.name)

    def _after(self, base: Base, stop: int) -> Who:
        """Return whom the words after the head attach the party to ("president of Syria")."""
        view = self._stage.view
        word = view.lowered[base.head.end - 1]
        limit = min(stop + _REACH, len(view.words))
        is_bound = False
        for at in range(stop, limit):
            here = view.lowered[at]
            if view.sentences[at] != view.sentences[stop - 1]:
                break
            if here in BOUND:
                is_bound = True
            elif self._attaches(here, word, is_next=at == stop, is_bound=is_bound):
                who = self._object(at + 1, is_place=here in _LOCAL)
                if who.code is not None:
                    return who.side()
            elif view.classes[at] in _ENDING:
                break
        return NOBODY

    def _attaches(self, preposition: str, word: str, *, is_next: bool, is_bound: bool) -> bool:
        """Whether what follows the preposition may say whose party the head is."""
        if preposition == "of":
            return is_next and word not in RELATIONAL
        if preposition in ("to", "with", "by"):
            return is_bound or (preposition == "to" and word == "opposition")
        if preposition == "for":
            return is_next and word in SPEAKING_FOR and word not in SENT_TO
        return preposition in _LOCAL and word not in RELATIONAL

    def _object(self, at: int, *, is_place: bool) -> Who:
        """Return the party named by the phrase at `at`; only a place's country if `is_place`."""
        if at >= len(self._stage.view.words):
            return NOBODY
        chunk = self._stage.chunk_of(at)
        if chunk is None or chunk.first != at:
            return NOBODY
        if not is_place:
            return self.read(chunk.first, chunk.end)
        base = self._stage.base(chunk.first, chunk.end)
        if base is None:
            return NOBODY
        return Who(self.headed(base).code or self._context.short_name(base).code)

    def _apposed(self, stop: int, end: int) -> Who:
        """Return whom the phrases between `stop` and `end` name; the first that is known."""
        view = self._stage.view
        at = stop
        while at < end:
            chunk = self._stage.chunk_of(at)
            if chunk is None:
                at += 1
                continue
            if view.words[at - 1] in _MARKS or view.classes[at - 1] in _BEFORE_MORE:
                base = self._stage.base(chunk.first, min(chunk.end, end))
                who = self.own(base, chunk.end) if base is not None else NOBODY
                if who.code is not None:
                    return who
            at = chunk.end
        return NOBODY


_SERVING = {None, Sector.GOV, Sector.MIL, Sector.SPY}
_LOOSE = {None, Sector.GOV, Sector.MIL, Sector.CVL}
_GROUPS = (EntryKind.GROUP, EntryKind.BODY)
_ENDING = {Class.PUNCTUATION, Class.CONJUNCTION, Class.VERB}
_CLOSING = (",", ".", ";", ")", "”", "–", "—")
_MARKS = (",", "(", "[", "–", "—", "-", "--")
_BEFORE_MORE = {Class.PARTICIPLE, Class.NUMBER, Class.ADVERB, Class.NOUN}
_NOT_NOW = frozenset(
    "former ex-president then next incoming future deputy vice late assistant under acting "
    "associate".split()
)


def _is_plain(base: Base) -> bool:
    role = base.head.role
    return role is None or role.role.sector in (None, Sector.GOV, Sector.MIL)
