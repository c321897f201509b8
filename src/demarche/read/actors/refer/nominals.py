"""Whom phrases such as "the group", "officials" or "the president" mean in their article."""

from __future__ import annotations

from functools import partial

from demarche.knowledge import EntryKind, RoleKind
from demarche.model import Sector
from demarche.read.actors.find.classes import Class
from demarche.read.actors.find.lexicon import (
    ABROAD,
    ACROSS_BORDERS,
    BETWEEN_STATES,
    EPITHETS,
    FEDERAL,
    FIGHTERS,
    FOES_OF_JIHAD,
    GROUPS,
    HALVES,
    JIHADISTS,
    KINDS_OF_STATE,
    LAWMAKERS,
    MARKS_OF_JIHAD,
    OPPOSITE,
    PEOPLE,
    PLACES,
    RELATIONAL,
    SENT_BY_BODIES,
    SENT_TO,
    STATES,
    UNKNOWN,
    WHICH_STATES,
    WIDE,
)
from demarche.read.actors.find.stage import Stage
from demarche.read.actors.find.units import Base
from demarche.read.actors.name.backing import backers
from demarche.read.actors.name.phrases import Phrases
from demarche.read.actors.name.scene import Scene
from demarche.read.actors.name.standing import Standings
from demarche.read.actors.name.who import NOBODY, Who
from demarche.read.actors.refer.heads import Heads, roles_of

_COUNTRY_BACK = 1
_MOSTLY = 0.5
_NEAR = 6
_NOWHERE = {None, Sector.IGO}
_OF_THE_PLACE = {Sector.CVL, Sector.OPP, Sector.POL}
_BANDS = frozenset("group organisation organization network cell cult".split())
_OF_A_SENATE = frozenset("senator senators congressman congressmen congresswoman".split())
_OF_MOST_STATES = frozenset(["first lady"])
_OF_STATE = (EntryKind.COUNTRY, EntryKind.CAPITAL, EntryKind.PEOPLE)


class Nominals:
    """Resolves the phrases of one article that have no country in their own words."""

    def __init__(self, stage: Stage, scene: Scene, phrases: Phrases, standings: Standings) -> None:
        """Take the article, where it plays, and what reads its phrases and people."""
        self._stage = stage
        self._scene = scene
        self._phrases = phrases
        self._standings = standings
        self._heads = Heads(stage, phrases)
        self._theatre = scene.theatre()
        self._dateline = scene.dateline()
        self._foremost = scene.foremost()
        self._titles: dict[str, Who] = {}

    def who(self, base: Base, own: Who) -> Who:
        """Return whom the phrase means; `own` is what it says by itself."""
        head = base.head
        word = self._stage.view.lowered[head.end - 1]
        if head.figure is not None or head.name is not None:
            return own
        if word in RELATIONAL:
            return self._opposite(base, own, word)
        known = self._known(base, own, word)
        if known.code is not None:
            return known
        if self._is_of_others(base) or self._is_an_outlet_by_name(base, own):
            return own
        is_any_group = word in GROUPS and base.is_definite
        is_any_group = is_any_group and (not base.modifiers or own.sector is Sector.REB)
        if head.role is None or word in STATES or is_any_group:
            return self._plain(base, own, word)
        for find in (self._beside, self._of_organ, self._same_role, self._by_title):
            who = find(base)
            if who.code is not None:
                return Who(who.code, own.sector or who.sector, who.entity, who.name)
        return Who(self._by_place(base, own), own.sector, own.entity, own.name)

    def _known(self, base: Base, own: Who, word: str) -> Who:
        """Return whom the phrase stands for by its words alone, in this article."""
        known = self.short_name(base)
        if known.code is None:
            known = self._of_congress(base, own)
        if known.code is None:
            known = self._of_jihadists(base, word)
        return known if known.code is not None else self._of_body(base, own, word)

    def _opposite(self, base: Base, own: Who, word: str) -> Who:
        """Return whom "its neighbour" means where a report has two countries: the other one."""
        rivals = self._scene.rivals()
        if own.code is not None or word not in OPPOSITE or base.owner is None or not rivals:
            return own
        code = self._phrases.read(*base.owner).code
        others = [rival for rival in rivals if rival != code]
        return Who(others[0], Sector.GOV) if code in rivals else own

    def short_name(self, base: Base) -> Who:
        """Return whom a name such as "the North", "the kingdom" or "the Gulf state" stands for."""
        if not base.is_definite or base.owner is not None:
            return NOBODY
        word = self._stage.view.lowered[base.head.end - 1]
        if word in FIGHTERS:
            return self._as_group(base)
        at, named = base.head.first, self._scene.named
        if word in HALVES and not base.modifiers and self._stage.view.words[at][0].isupper():
            for north, south in zip(*HALVES.values(), strict=True):
                if named[north] and (named[south] or north == "PRK"):
                    return Who(north if word == "north" else south, Sector.GOV)
        fitting = EPITHETS.get(word) if len(base.modifiers) < 2 else None
        if word in STATES or word == "state":
            kinds = [KINDS_OF_STATE.get(self._stage.view.lowered[m.first]) for m in base.modifiers]
            fitting = next((kind for kind in kinds if kind is not None), fitting)
        return self._scene.last_of(fitting, at) if fitting is not None else NOBODY

    def _of_congress(self, base: Base, own: Who) -> Who:
        """Return the Congress of the US, where a phrase names its House ("a House panel")."""
        chunk = self._stage.chunk_of(base.head.first)
        if chunk is None or not self._scene.named["USA"]:
            return NOBODY
        words = self._stage.view.words[chunk.first : base.head.end]
        is_house = "House" in words and self._stage.found.names[chunk.first + words.index("House")]
        return Who("USA", own.sector or Sector.LEG) if is_house is None else NOBODY

    def _of_jihadists(self, base: Base, word: str) -> Who:
        """Return Isis, where jihadists are spoken of and it is the armed group named last."""
        words = self._stage.view.lowered[base.head.first - len(base.modifiers) : base.head.end]
        is_force = word in FIGHTERS or (word in _BANDS and base.is_definite)
        is_told = word in JIHADISTS or (is_force and not MARKS_OF_JIHAD.isdisjoint(words))
        if word == "terrorists" and base.is_definite:
            is_told = True
        if not is_told or base.owner is not None:
            return NOBODY
        for match in self._heads.names_before(base.head.first, (EntryKind.GROUP,)):
            entry = self._stage.entry(match)
            if entry.sector is Sector.REB and entry.entity not in FOES_OF_JIHAD:
                last = self._scene.settle(match, near=None)
                return last if last.code == "ISIS" else NOBODY
        return NOBODY

    def _of_body(self, base: Base, own: Who, word: str) -> Who:
        """Return the body named before "the inspectors" and others whom bodies send."""
        if word not in SENT_BY_BODIES or base.owner is not None or own.code is not None:
            return NOBODY
        return self._last_named(base.head.first, EntryKind.BODY)

    def _is_an_outlet_by_name(self, base: Base, own: Who) -> bool:
        """Whether the phrase is the name of an outlet that nobody knows: it may be of any country
        ("Harbour News Agency", but not "the state news agency")."""
        words = self._stage.view.words
        is_name = words[base.head.end - 1][:1].isupper() and any(
            unit.role is None and unit.name is None and words[unit.first][:1].isupper()
            for unit in base.modifiers
        )
        return own.sector is Sector.MED and is_name

    def _is_of_others(self, base: Base) -> bool:
        """Whether a modifier says that no country of the article is meant ("western powers")."""
        view = self._stage.view
        if base.owner is not None and view.lowered[base.owner[0]] in ("your", "my"):
            return True
        if any(word in WIDE for word in view.lowered[base.head.first : base.head.end]):
            return True
        return any(
            unit.role is None and unit.name is None and view.lowered[unit.first] in ABROAD
            for unit in base.modifiers
        )

    def _beside(self, base: Base) -> Who:
        """Return whom a phrase beside it names: in apposition, or joined by "and"."""
        stage, view = self._stage, self._stage.view
        chunk = stage.chunk_of(base.head.first)
        if chunk is None or base.head.role is None or chunk.end != base.head.end:
            return NOBODY
        if not base.head.role.is_plural:
            for comma, name in ((chunk.end, chunk.end + 1), (chunk.first - 1, chunk.first - 2)):
                if 0 <= name < len(view.words) and view.words[comma] == ",":
                    figure = stage.figures.at[name]
                    is_beside = view.sentences[name] == view.sentences[chunk.first]
                    if figure is not None and is_beside:
                        return self._standings.of(figure)
        before = chunk.first - 2
        if before < 0 or view.lowered[before + 1] not in ("and", "or"):
            return NOBODY
        other = stage.chunk_of(before)
        if other is None or stage.found.roles[before] is None:
            return NOBODY
        if base.is_definite and not self._is_bare(other.first, other.end):
            return NOBODY
        return self._phrases.read(other.first, other.end).side()

    def _is_bare(self, first: int, end: int) -> bool:
        """Whether a definite phrase has no country in its own words ("the Secretary of State")."""
        base = self._stage.base(first, end)
        return (
            base is not None
            and base.is_definite
            and base.owner is None
            and self._phrases.own(base, end).code is None
        )

    def _of_organ(self, base: Base) -> Who:
        """Return the country of an organ that describes the head ("government forces")."""
        words = [self._stage.view.lowered[unit.first] for unit in base.modifiers]
        role = base.head.role
        if role is not None and role.end > role.start + 1:
            words.extend(self._stage.view.lowered[role.start : role.end - 1])
        for word in words:
            organ = self._stage.knowledge.roles.lookup(word)
            if organ is not None and organ.kind is RoleKind.ORGAN and organ.needs_country:
                who = self._heads.same(word, base.head.first)
                return who.side() if who.code is not None else Who(self._of_theatre(word))
        return NOBODY

    def _of_theatre(self, organ: str) -> str | None:
        """Return whose an organ is that the report tells nothing of; the US has no ministries."""
        is_elsewhere = self._theatre == "USA" and organ.endswith("ministry")
        return self._dateline if is_elsewhere else self._theatre

    def _as_group(self, base: Base) -> Who:
        """Return the armed group named shortly before "the militants" and the like."""
        word = self._stage.view.lowered[base.head.end - 1]
        if word not in FIGHTERS or not base.is_definite or base.modifiers:
            return NOBODY
        return self._last_named(base.head.first, EntryKind.GROUP, back=1)

    def _same_role(self, base: Base) -> Who:
        """Return whom the nearest earlier phrase with the same role as its head means."""
        role = base.head.role
        if role is None:
            return NOBODY
        is_one = role.role.kind is RoleKind.PERSON and not role.is_plural
        is_headline = self._stage.view.sentences[base.head.first] == 0 and not base.is_indefinite
        if is_one and (base.is_definite or is_headline):
            word = self._stage.view.lowered[role.end - 1]
            nearest = self._heads.nearest(word, base.head.first)
            if nearest.code is not None:
                return nearest
        same = self._heads.same(role.role.name, base.head.first, roles_of(base))
        if same.code is None and not role.is_plural and role.end == role.start + 1:
            same = self._heads.same(self._stage.view.lowered[role.start], base.head.first)
        return same

    def _by_title(self, base: Base) -> Who:
        """Return the country that alone has an office of this title ("secretary of state")."""
        role = base.head.role
        if role is None or role.end - role.start < 2:
            return NOBODY
        if self._stage.view.lowered[role.end - 1] in SENT_TO:
            return NOBODY
        title = " ".join(self._stage.view.lowered[role.start : role.end])
        if title in _OF_MOST_STATES:
            return NOBODY
        if title not in self._titles:
            self._titles[title] = self._with_office(title)
        return self._titles[title]

    def _with_office(self, title: str) -> Who:
        """Return the one country with this office: of those the article names, or of all.

        Of all, one may stand out that is so much more in the news that it needs no name.
        """
        people, countries = self._stage.knowledge.people, self._stage.knowledge.countries
        codes = [code for code in self._scene.named if people.offices_titled(code, title)]
        if len(codes) == 1:
            return Who(codes[0])
        if not codes:
            weights = {
                code: country.weight
                for code, country in countries.items()
                if people.offices_titled(code, title)
            }
            ranked = sorted(weights, key=weights.__getitem__, reverse=True)
            if ranked and (len(ranked) == 1 or weights[ranked[0]] > 2 * weights[ranked[1]]):
                return Who(ranked[0])
        return NOBODY

    def _by_place(self, base: Base, own: Who) -> str | None:
        """Return the country that a bare role belongs to, by what is near or by the theatre."""
        at = base.head.first
        word = self._stage.view.lowered[base.head.end - 1]
        role = base.head.role
        if word in UNKNOWN or own.sector in _NOWHERE or self._is_across_borders(base):
            return None
        if word in BETWEEN_STATES:
            return self._scene.only()
        if word == "administration" and self._scene.named["USA"]:
            return "USA"
        if word in _OF_A_SENATE and self._scene.named["USA"]:
            return "USA"
        near, theatre = self._scene.place_near(at), self._theatre
        close = self._scene.place_near(at, _NEAR) or self._dateline
        home = self._scene.only()
        most = self._scene.home if self._scene.share > _MOSTLY else theatre
        if role is not None and role.role.kind is RoleKind.ORGAN:
            found = self._dateline, theatre, near, self._nearest_country(at)
        elif own.sector is Sector.REB:
            found = near, theatre, None, None
        elif own.sector in _OF_THE_PLACE:
            found = close, home, near, theatre
        else:
            found = close, home, self._nearest_country(at), most
        others = set(backers(self._stage, base, partial(self._scene.settle, near=None)))
        told = (code for code in (*found, self._foremost) if code is not None)
        return next((code for code in told if code not in others), None)

    def _is_across_borders(self, base: Base) -> bool:
        """Whether the words say that the party works in many countries ("aid groups")."""
        first = base.modifiers[0].first if base.modifiers else base.head.first
        return any(
            word in ACROSS_BORDERS for word in self._stage.view.lowered[first : base.head.end]
        )

    def _nearest_country(self, at: int) -> str | None:
        """Return the country named last before the word `at`, in its sentence or the one before."""
        match = self._heads.name_before(at, _OF_STATE, back=1)
        return self._stage.entry(match).code if match is not None else None

    def _plain(self, base: Base, own: Who, word: str) -> Who:
        """Return whom a phrase whose head is no role means ("the country", "civilians")."""
        at = base.head.first
        organ = self._of_organ(base)
        if organ.code is not None:
            return Who(organ.code, own.sector or organ.sector)
        if word in STATES:
            return self._country(base, own, word)
        if word in GROUPS:
            return self._group(base, own, word)
        if word in PLACES:
            return Who(self._scene.place_near(at) or self._theatre)
        if word in LAWMAKERS and self._scene.named["USA"]:
            return Who("USA", Sector.LEG)
        if word in PEOPLE:
            place = self._scene.place_near(at) or self._theatre or self._foremost
            return Who(place, Sector.CVL)
        return own

    def _country(self, base: Base, own: Who, word: str) -> Who:
        """Return which country "the country" is."""
        if word == "states":
            return self._parts_of_federation(base, own)
        if not base.is_definite or word.endswith("s"):
            return own
        last = self._last_named(base.head.first, EntryKind.COUNTRY, back=_COUNTRY_BACK)
        if last.code is not None or self._theatre is None:
            return last
        return Who(self._theatre, Sector.GOV)

    def _parts_of_federation(self, base: Base, own: Who) -> Who:
        """Return whom "the states" means in a report on a federation alone: its own."""
        view, home = self._stage.view, self._scene.only()
        are_any = all(
            view.lowered[unit.first] in WHICH_STATES or view.classes[unit.first] is Class.NUMBER
            for unit in base.modifiers
        )
        return Who(home, Sector.GOV) if home in FEDERAL and are_any and base.owner is None else own

    def _group(self, base: Base, own: Who, word: str) -> Who:
        """Return which group, body or alliance named before a definite phrase means."""
        at, kind = base.head.first, GROUPS[word]
        if base.is_definite and base.owner is None and kind is EntryKind.GROUP:
            lately = self._last_named(at, kind, back=1)
            if lately.code is not None:
                return Who(lately.code, own.sector or lately.sector, lately.entity, lately.name)
        same = self._heads.same(word, at)
        if same.code is not None or not base.is_definite:
            return Who(same.code, own.sector or same.sector, same.entity, same.name)
        last = self._last_named(at, kind) if kind is not None else NOBODY
        return last if last.code is not None else own

    def _last_named(self, at: int, kind: EntryKind, *, back: int = 1000) -> Who:
        match = self._heads.name_before(at, (kind,), back=back)
        return self._scene.settle(match, near=None) if match is not None else NOBODY
