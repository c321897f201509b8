"""Whom pronouns and phrases such as "the group" or "officials" mean in their article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.knowledge import EntryKind, Form, Match, RoleKind
from demarche.knowledge.people import name_key
from demarche.model import Sector
from demarche.read.actors.chunks import Chunk
from demarche.read.actors.classes import Class
from demarche.read.actors.couples import Couples
from demarche.read.actors.figures import Figure
from demarche.read.actors.lexicon import HE, IT, LAWMAKERS, RELATIONAL, SHE, THEY, WE, I
from demarche.read.actors.nouns import (
    ABROAD,
    ACROSS_BORDERS,
    FIGHTERS,
    GROUPS,
    PEOPLE,
    PLACES,
    STATES,
    UNKNOWN,
)
from demarche.read.actors.phrases import Phrases
from demarche.read.actors.scene import Scene
from demarche.read.actors.speakers import speakers
from demarche.read.actors.stage import Stage
from demarche.read.actors.standing import Standings
from demarche.read.actors.units import Base, Unit, base_of
from demarche.read.actors.who import NOBODY, Who

_SENTENCES_BACK = 4
_COUNTRY_BACK = 1
_NEAR = 6
_PER_SENTENCE = 2.0
_SUBJECT = 1.5
_BEST = 3.0
_WORST = -99.0


@dataclass(frozen=True, slots=True)
class Kind:
    """What a phrase can be the antecedent of."""

    is_person: bool
    is_plural: bool
    gender: str | None = None


class Antecedents:
    """Resolves the phrases of one article that do not say by themselves whom they mean."""

    def __init__(self, stage: Stage) -> None:
        """Take the article."""
        self._stage = stage
        self._scene = Scene.of(stage)
        self._theatre = self._scene.theatre()
        self._dateline = self._scene.dateline()
        self._speakers = speakers(stage)
        self.phrases = Phrases(stage, self)
        self._couples = Couples(stage, self.phrases.read)
        self._standings = Standings(stage, self.phrases)
        self._kinds: dict[int, Kind | None] = {}
        self._by_head = _by_head(stage)

    def figure(self, unit: Unit) -> Who:
        """Return who the person named by the unit is."""
        return self._standings.of(unit.figure) if unit.figure is not None else NOBODY

    def settle(self, match: Match, *, near: str | None, at: int) -> Who:  # noqa: ARG002
        """Return which of the things that a name may stand for is meant."""
        return self._scene.settle(match, near=near)

    def inside(self, words: str) -> Who | None:
        """Return whom a part of a hyphenated word names ("Turkish" in "Turkish-led")."""
        matches = self._stage.knowledge.names.match([words])
        if matches:
            return self._scene.settle(matches[0], near=None)
        key = name_key(words)
        for figure in self._stage.figures.all:
            if name_key(figure.name).endswith(key):
                return self._standings.of(figure)
        return None

    def pronoun(self, at: int) -> Who:
        """Return whom the pronoun at the word `at` means."""
        chunk = self.antecedent(at)
        if chunk is None:
            return NOBODY
        who = self.phrases.read(chunk.first, chunk.end)
        return who.side() if self._stage.view.lowered[at] in WE else who

    def several(self, first: int, end: int) -> list[tuple[int, int]]:
        """Return the words for each party where a plural word stands for several; else nothing."""
        view = self._stage.view
        if end > first + 1 or view.classes[first] not in (Class.PRONOUN, Class.OWNER):
            return self._couples.of_phrase(first, end)
        if view.lowered[first] not in THEY:
            return []
        row = self._couples.run_before(first)
        if not row or not self._is_nearer(row, self.antecedent(first), first):
            return []
        return [(chunk.first, chunk.end) for chunk in row]

    def _is_nearer(self, row: Sequence[Chunk], single: Chunk | None, at: int) -> bool:
        """Whether a row of parties is likelier than one phrase to be what a plural stands for."""
        if single is None or any(chunk is single for chunk in row):
            return True
        sentences = self._stage.view.sentences
        whole = Chunk(row[0].first, row[-1].end)
        scores = [
            self._score(chunk, at, sentences[at] - sentences[chunk.first])
            for chunk in (whole, single)
        ]
        return scores[0] > scores[1]

    def antecedent(self, at: int) -> Chunk | None:
        """Return the phrase that the pronoun at the word `at` stands for."""
        view = self._stage.view
        word = view.lowered[at]
        quote = view.quotes[at]
        if word in WE or word in I:
            return self._speakers.get(quote) if quote else None
        if view.classes[at] is Class.RELATIVE:
            return self._stage.chunk_of(at - 1 - (view.words[at - 1] == ",")) if at > 1 else None
        if word not in HE and word not in SHE and word not in IT and word not in THEY:
            return None
        return self._best(at, word)

    def _best(self, at: int, word: str) -> Chunk | None:
        """Return the likeliest antecedent of a third-person pronoun."""
        stage = self._stage
        sentence = stage.view.sentences[at]
        speaker = self._speaker_of(at)
        best, top = None, _WORST
        for index in range(_chunk_before(stage, at), -1, -1):
            chunk = stage.chunks[index]
            back = sentence - stage.view.sentences[chunk.first]
            if back > _SENTENCES_BACK or top > _BEST - _PER_SENTENCE * back:
                break
            kind = self._kind(index)
            if kind is None or not _agrees(word, kind):
                continue
            score = self._score(chunk, at, back)
            if score > top and (speaker is None or not self._is_same(chunk, speaker)):
                best, top = chunk, score
        return best

    def _speaker_of(self, at: int) -> Chunk | None:
        """Return the speaker of the quotation that the word `at` stands in."""
        quote = self._stage.view.quotes[at]
        return self._speakers.get(quote) if quote else None

    def _is_same(self, chunk: Chunk, other: Chunk) -> bool:
        """Whether two phrases name the same person."""
        if chunk is other:
            return True
        figure = self._stage.figures.at[chunk.end - 1]
        if figure is not None:
            return figure is self._stage.figures.at[other.end - 1]
        if self._stage.view.classes[chunk.first] is Class.PRONOUN:
            return self.antecedent(chunk.first) is other
        return False

    def _score(self, chunk: Chunk, at: int, back: int) -> float:
        view = self._stage.view
        score = -_PER_SENTENCE * back - 0.02 * (at - chunk.end)
        is_subject = self._is_subject(chunk)
        if is_subject:
            score += _SUBJECT
        if view.quotes[chunk.first] and view.quotes[chunk.first] != view.quotes[at]:
            score -= 1.0
        if chunk.first > 0 and view.classes[chunk.first - 1] is Class.PREPOSITION:
            score -= 0.5
        if is_subject and back == 0 and self._is_object(at):
            between = view.classes[chunk.end : at]
            if Class.CONJUNCTION not in between and Class.PUNCTUATION not in between:
                score -= 4.0
        figure = self._stage.figures.at[chunk.end - 1]
        if figure is not None:
            score += min(1.0, 0.15 * len(figure.places))
        return score

    def _is_object(self, at: int) -> bool:
        return self._stage.view.lowered[at] in ("him", "them", "her") and at > 0

    def _is_subject(self, chunk: Chunk) -> bool:
        """Whether the phrase is the subject of a verb, by the tree or by the word that follows."""
        view = self._stage.view
        relation = view.relations[chunk.end - 1]
        if relation:
            return relation.startswith("nsubj")
        if chunk.first > 0 and view.classes[chunk.first - 1] is Class.PREPOSITION:
            return False
        after = chunk.end
        if after < len(view.words) and view.classes[after] is Class.ADVERB:
            after += 1
        if after < len(view.words) and view.classes[after] in (Class.VERB, Class.PARTICIPLE):
            return True
        return chunk.first == view.bounds[view.sentences[chunk.first]][0]

    def _kind(self, index: int) -> Kind | None:
        """Return what the chunk can be the antecedent of; None where of nothing."""
        if index not in self._kinds:
            self._kinds[index] = self._kind_of(self._stage.chunks[index])
        return self._kinds[index]

    def _kind_of(self, chunk: Chunk) -> Kind | None:
        stage = self._stage
        if stage.view.classes[chunk.first] is Class.PRONOUN:
            return _PRONOUNS.get(stage.view.lowered[chunk.first])
        base = base_of(stage, chunk.first, chunk.end)
        if base is None:
            return None
        head = base.head
        if head.figure is not None:
            return Kind(is_person=True, is_plural=False, gender=head.figure.gender)
        if head.role is not None:
            role = head.role
            is_person = role.role.kind is RoleKind.PERSON
            return Kind(
                is_person=is_person, is_plural=role.is_plural or (role.role.kind is RoleKind.GROUP)
            )
        if head.name is not None:
            entry = stage.entry(head.name)
            if entry.kind is EntryKind.PEOPLE:
                if entry.form is not Form.PLURAL:
                    return None
                return Kind(is_person=False, is_plural=True)
            return Kind(is_person=False, is_plural=False)
        return None

    def nominal(self, base: Base, own: Who) -> Who:
        """Return whom a phrase without a country of its own means; `own` is what it does say."""
        head = base.head
        word = self._stage.view.lowered[head.end - 1]
        if head.figure is not None or head.name is not None or word in RELATIONAL:
            return own
        if self._is_of_others(base):
            return own
        if (
            head.role is None
            or word in STATES
            or (word in GROUPS and base.is_definite and not base.modifiers)
        ):
            return self._plain(base, own, word)
        for find in (self._beside, self._of_organ, self._as_group, self._same_role, self._by_title):
            who = find(base)
            if who.code is not None:
                return Who(who.code, own.sector or who.sector, who.entity, who.name)
        return Who(self._by_place(base, own), own.sector, own.entity, own.name)

    def _is_of_others(self, base: Base) -> bool:
        """Whether a modifier says that no country of the article is meant ("western powers")."""
        lowered = self._stage.view.lowered
        return any(
            unit.role is None and unit.name is None and lowered[unit.first] in ABROAD
            for unit in base.modifiers
        )

    def _as_group(self, base: Base) -> Who:
        """Return the armed group named shortly before "the militants" and the like."""
        word = self._stage.view.lowered[base.head.end - 1]
        if word not in FIGHTERS or not base.is_definite or base.modifiers:
            return NOBODY
        return self._last_name(base.head.first, (EntryKind.GROUP,), back=1) or NOBODY

    def _beside(self, base: Base) -> Who:
        """Return whom a phrase beside it names: in apposition, or joined by "and"."""
        stage, view = self._stage, self._stage.view
        chunk = stage.chunk_of(base.head.first)
        if chunk is None or base.head.role is None or chunk.end != base.head.end:
            return NOBODY
        after, before = chunk.end + 1, chunk.first - 2
        is_single = not base.head.role.is_plural
        if is_single and after < len(view.words) and view.words[after - 1] == ",":
            figure = stage.figures.at[after]
            if figure is not None:
                return self._standings.of(figure)
        if before < 0 or view.sentences[before] != view.sentences[chunk.first]:
            return NOBODY
        if is_single and view.words[before + 1] == ",":
            figure = stage.figures.at[before]
            return self._standings.of(figure) if figure is not None else NOBODY
        is_joined = view.lowered[before + 1] in ("and", "or") and not base.is_definite
        other = stage.chunk_of(before) if is_joined else None
        if other is None or stage.found.roles[before] is None:
            return NOBODY
        return self.phrases.read(other.first, other.end).side()

    def _of_organ(self, base: Base) -> Who:
        """Return the country of an organ that describes the head ("government forces")."""
        words = [self._stage.view.lowered[unit.first] for unit in base.modifiers]
        role = base.head.role
        if role is not None and role.end > role.start + 1:
            words.append(self._stage.view.lowered[role.start])
        for word in words:
            organ = self._stage.knowledge.roles.lookup(word)
            if organ is not None and organ.kind is RoleKind.ORGAN and organ.needs_country:
                who = self._same_head(word, base.head.first)
                return who.side() if who.code is not None else Who(self._theatre)
        return NOBODY

    def _same_head(self, key: str, at: int, roles: set[str] | None = None) -> Who:
        """Return whom the nearest earlier phrase with this head means, or the first later one.

        With `roles`, only phrases whose heads are described by just these roles count.
        """
        nearest = NOBODY
        for number in self._by_head.get(key, ()):
            chunk = self._stage.chunks[number]
            if chunk.first <= at < chunk.end:
                continue
            if chunk.first > at and nearest.code is not None:
                break
            other = base_of(self._stage, chunk.first, chunk.end)
            if other is None:
                continue
            if roles is not None and other.head.figure is None and _roles_of(other) != roles:
                continue
            who = self.phrases.own(other, chunk.end)
            nearest = who if who.code is not None else nearest
        return nearest

    def _by_title(self, base: Base) -> Who:
        """Return the country that alone has an office of this title ("secretary of state")."""
        role = base.head.role
        if role is None or role.end - role.start < 2:
            return NOBODY
        people = self._stage.knowledge.people
        title = " ".join(self._stage.view.lowered[role.start : role.end])
        codes = [
            code for code in self._stage.knowledge.countries if people.offices_titled(code, title)
        ]
        if len(codes) > 1:
            codes = [code for code in codes if self._scene.named[code]]
        return Who(codes[0]) if len(codes) == 1 else NOBODY

    def _same_role(self, base: Base) -> Who:
        """Return whom the nearest earlier phrase with the same role as its head means."""
        role = base.head.role
        if role is None:
            return NOBODY
        roles = _roles_of(base)
        same = self._same_head(role.role.name, base.head.first, roles)
        if same.code is None and not role.is_plural and role.end == role.start + 1:
            same = self._same_head(self._stage.view.lowered[role.start], base.head.first)
        return same

    def _by_place(self, base: Base, own: Who) -> str | None:
        """Return the country that a bare role belongs to, by what is near or by the theatre."""
        at = base.head.first
        word = self._stage.view.lowered[base.head.end - 1]
        role = base.head.role
        if word in UNKNOWN or own.sector in _NOWHERE or self._is_across_borders(base):
            return None
        if word == "administration" and self._scene.named["USA"]:
            return "USA"
        near = self._scene.place_near(at)
        if role is not None and role.role.kind is RoleKind.ORGAN:
            return self._dateline or self._theatre or near or self._nearest_country(at)
        if own.sector is Sector.REB:
            return near or self._theatre
        close = self._scene.place_near(at, _NEAR) or self._dateline
        if own.sector in _OF_THE_PLACE:
            return close or near or self._theatre
        return close or self._nearest_country(at) or self._theatre

    def _is_across_borders(self, base: Base) -> bool:
        """Whether the words say that the party works in many countries ("aid groups")."""
        first = base.modifiers[0].first if base.modifiers else base.head.first
        return any(
            word in ACROSS_BORDERS for word in self._stage.view.lowered[first : base.head.end]
        )

    def _nearest_country(self, at: int) -> str | None:
        stage = self._stage
        sentence = stage.view.sentences[at]
        for here in range(at - 1, -1, -1):
            if sentence - stage.view.sentences[here] > 1:
                return None
            match = stage.found.names[here]
            if match is not None:
                entry = stage.entry(match)
                if entry.kind in (EntryKind.COUNTRY, EntryKind.CAPITAL, EntryKind.PEOPLE):
                    return entry.code
        return None

    def _plain(self, base: Base, own: Who, word: str) -> Who:
        """Return whom a phrase whose head is no role means ("the country", "civilians")."""
        at = base.head.first
        organ = self._of_organ(base)
        if organ.code is not None:
            return Who(organ.code, own.sector or organ.sector)
        if word in STATES:
            if not base.is_definite or word.endswith("s"):
                return own
            last = self._last_name(at, (EntryKind.COUNTRY,), back=_COUNTRY_BACK)
            return last or (Who(self._theatre, Sector.GOV) if self._theatre else own)
        if word in GROUPS:
            return self._group(base, own, word)
        if word in PLACES:
            return Who(self._scene.place_near(at) or self._theatre)
        if word in LAWMAKERS and self._scene.named["USA"]:
            return Who("USA", Sector.LEG)
        if word in PEOPLE:
            return Who(self._scene.place_near(at) or self._theatre, Sector.CVL)
        return own

    def _group(self, base: Base, own: Who, word: str) -> Who:
        """Return which group, body or alliance named before a definite phrase means."""
        at = base.head.first
        same = self._same_head(word, at)
        if same.code is not None or not base.is_definite:
            return Who(same.code, own.sector or same.sector, same.entity, same.name)
        kind = GROUPS[word]
        return (kind is not None and self._last_name(at, (kind,))) or own

    def _last_name(self, at: int, kinds: tuple[EntryKind, ...], *, back: int = 1000) -> Who | None:
        """Return the last name of one of these kinds before the word `at`, `back` sentences up."""
        stage = self._stage
        sentences = stage.view.sentences
        for here in range(at - 1, -1, -1):
            if sentences[at] - sentences[here] > back:
                return None
            match = stage.found.names[here]
            if match is not None and stage.figures.at[here] is None:
                if stage.entry(match).kind in kinds:
                    return self._scene.settle(match, near=None)
        return None


_NOWHERE = {None, Sector.IGO}
_OF_THE_PLACE = {Sector.CVL, Sector.OPP, Sector.POL}


def _roles_of(base: Base) -> set[str]:
    """Return the roles that describe the head."""
    return {unit.role.role.name for unit in base.modifiers if unit.role is not None}


_PRONOUNS = {
    "he": Kind(is_person=True, is_plural=False, gender="m"),
    "she": Kind(is_person=True, is_plural=False, gender="f"),
    "they": Kind(is_person=False, is_plural=True),
    "it": Kind(is_person=False, is_plural=False),
}


def _agrees(word: str, kind: Kind) -> bool:
    """Whether a pronoun can stand for a phrase of this kind."""
    if word in HE:
        return kind.is_person and not kind.is_plural and kind.gender != "f"
    if word in SHE:
        return kind.is_person and not kind.is_plural and kind.gender != "m"
    if word in IT:
        return not kind.is_person and not kind.is_plural
    return kind.is_plural or not kind.is_person


def _chunk_before(stage: Stage, at: int) -> int:
    """Return the place of the last chunk that ends before the word `at`; -1 for none."""
    index = stage.chunk_at[at]
    while index < 0 and at > 0:
        at -= 1
        index = stage.chunk_at[at]
    while index >= 0 and stage.chunks[index].end > at:
        index -= 1
    return index


def _by_head(stage: Stage) -> dict[str, list[int]]:
    """Return the chunks by their last words and the names of their roles.

    A person counts under the roles in the phrase and under the last words of the titles borne on
    the day, so that "the president" finds "President Clinton" and "Obama".
    """
    gathered: dict[str, list[int]] = {}
    for number, chunk in enumerate(stage.chunks):
        last = chunk.end - 1
        keys = {stage.view.lowered[last]}
        figure = stage.figures.at[last]
        role = stage.found.roles[last]
        if role is not None:
            keys.add(role.role.name)
        if figure is not None:
            keys |= _titles_of(stage, figure)
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
