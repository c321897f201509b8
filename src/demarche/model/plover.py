"""PLOVER (2023): types of act, modes, contexts, classes and scores; `POLICY` is our own."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class PloverType(StrEnum):
    """PLOVER's sixteen event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventType(StrEnum):
    """The act itself, with time and truth left out: PLOVER's types, and `POLICY`."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    POLICY = "POLICY"


class QuadClass(IntEnum):
    """PLOVER's four classes, numbered as in its manual."""

    VERBAL_COOPERATION = 1
    MATERIAL_COOPERATION = 2
    VERBAL_CONFLICT = 3
    MATERIAL_CONFLICT = 4


class Mode(StrEnum):
    """How an act is done; a name may belong to several types (`modes_of`)."""

    ABDUCT = "abduct"
    ACCESS = "access"
    AERIAL = "aerial"
    ALLEGE = "allege"
    ARREST = "arrest"
    ASSIST = "assist"
    BEAT = "beat"
    BOYCOTT = "boycott"
    CEASEFIRE = "ceasefire"
    CENSOR = "censor"
    CHANGE = "change"
    CONVICT = "convict"
    CROWD_CONTROL = "crowd-control"
    CURFEW = "curfew"
    CYBER = "cyber"
    DEMO = "demo"
    DEPORT = "deport"
    DESTROY = "destroy"
    DISAPPROVE = "disapprove"
    DISARM = "disarm"
    DISCONTINUE = "discontinue"
    DRONE = "drone"
    EXPEL = "expel"
    EXPLOSIVES = "explosives"
    FIREARMS = "firearms"
    HEAVY_WEAPONS = "heavy-weapons"
    HUNGER = "hunger"
    INVESTIGATE = "investigate"
    MARTIAL_LAW = "martial-law"
    MEET = "meet"
    MILITIA = "militia"
    MISINFORMATION = "misinformation"
    MULTILATERAL = "multilateral"
    OBSTRUCT = "obstruct"
    PHONE = "phone"
    POLICE = "police"
    PRIMITIVE = "primitive"
    RELATIONS = "relations"
    RELEASE = "release"
    RESIGN = "resign"
    RESTRICT = "restrict"
    RIOT = "riot"
    SEIZE = "seize"
    SEXUAL = "sexual"
    STRIKE = "strike"
    SUICIDE_ATTACK = "suicide-attack"
    TARGETED = "targeted"
    TERRITORY = "territory"
    THIRD_PARTY = "third-party"
    TORTURE = "torture"
    TROOPS = "troops"
    UNCONVENTIONAL = "unconventional"
    VANDALIZE = "vandalize"
    VIOLENCE = "violence"
    VISIT = "visit"
    WEAPONS = "weapons"
    WITHDRAW = "withdraw"
    WITHHOLD = "withhold"
    YIELD = "yield"


class Context(StrEnum):
    """PLOVER's thirty-seven contexts: what an act is about."""

    MILITARY = "military"
    INTELLIGENCE = "intelligence"
    EXECUTIVE = "executive"
    LEGISLATIVE = "legislative"
    ELECTION = "election"
    POLITICAL_INSTITUTIONS = "political_institutions"
    PRO_DEMOCRACY = "pro_democracy"
    PRO_AUTOCRACY = "pro_autocracy"
    ECONOMIC = "economic"
    LEGAL = "legal"
    REPARATIONS = "reparations"
    HUMAN_RIGHTS = "human_rights"
    RIGHTS_FREEDOMS = "rights_freedoms"
    REPRESSION = "repression"
    HUMAN_SECURITY = "human_security"
    GENDER = "gender"
    LGBT = "lgbt"
    RELIGION_ETHNICITY = "religion_ethnicity"
    INEQUALITY = "inequality"
    DIPLOMATIC = "diplomatic"
    TERRITORY = "territory"
    PEACEKEEPING = "peacekeeping"
    HEALTH = "health"
    ASYLUM = "asylum"
    MIGRATION = "migration"
    DISASTERS = "disasters"
    NATURAL_RESOURCE = "natural_resource"
    ENVIRONMENT = "environment"
    TECHNOLOGY = "technology"
    TERRORISM = "terrorism"
    CBRN = "cbrn"
    CYBER = "cyber"
    MISINFORMATION = "misinformation"
    CRIME = "crime"
    CORRUPTION = "corruption"
    ILLEGAL_DRUGS = "illegal_drugs"
    TRAFFICKING = "trafficking"


# The manual's closing table files SANCTION under verbal conflict; its own section and the summary
# of categories say material conflict, and those two are followed.
_QUAD_CLASSES: dict[PloverType, QuadClass] = {
    PloverType.AGREE: QuadClass.VERBAL_COOPERATION,
    PloverType.CONSULT: QuadClass.VERBAL_COOPERATION,
    PloverType.SUPPORT: QuadClass.VERBAL_COOPERATION,
    PloverType.CONCEDE: QuadClass.VERBAL_COOPERATION,
    PloverType.COOPERATE: QuadClass.MATERIAL_COOPERATION,
    PloverType.AID: QuadClass.MATERIAL_COOPERATION,
    PloverType.RETREAT: QuadClass.MATERIAL_COOPERATION,
    PloverType.REQUEST: QuadClass.VERBAL_CONFLICT,
    PloverType.ACCUSE: QuadClass.VERBAL_CONFLICT,
    PloverType.REJECT: QuadClass.VERBAL_CONFLICT,
    PloverType.THREATEN: QuadClass.VERBAL_CONFLICT,
    PloverType.PROTEST: QuadClass.MATERIAL_CONFLICT,
    PloverType.SANCTION: QuadClass.MATERIAL_CONFLICT,
    PloverType.MOBILIZE: QuadClass.MATERIAL_CONFLICT,
    PloverType.COERCE: QuadClass.MATERIAL_CONFLICT,
    PloverType.ASSAULT: QuadClass.MATERIAL_CONFLICT,
}

# The manual prints ACCUSE as 3, without the minus sign that all its modes and neighbours have.
_INTENSITIES: dict[PloverType, float] = {
    PloverType.AGREE: 2.5,
    PloverType.CONSULT: 2.5,
    PloverType.SUPPORT: 5.0,
    PloverType.CONCEDE: 4.5,
    PloverType.COOPERATE: 9.5,
    PloverType.AID: 10.0,
    PloverType.RETREAT: 6.5,
    PloverType.REQUEST: 0.0,
    PloverType.ACCUSE: -3.0,
    PloverType.REJECT: -2.0,
    PloverType.THREATEN: -3.5,
    PloverType.PROTEST: -5.0,
    PloverType.SANCTION: -6.0,
    PloverType.MOBILIZE: -5.5,
    PloverType.COERCE: -7.0,
    PloverType.ASSAULT: -9.0,
}

_MODE_INTENSITIES: dict[PloverType, dict[Mode, float | None]] = {
    PloverType.CONSULT: {
        Mode.VISIT: 4.0,
        Mode.THIRD_PARTY: 1.0,
        Mode.MULTILATERAL: 4.0,
        Mode.PHONE: 1.5,
    },
    PloverType.RETREAT: {
        Mode.WITHDRAW: 8.0,
        Mode.RELEASE: 6.5,
        Mode.DISARM: 10.0,
        Mode.CEASEFIRE: 7.5,
        Mode.ACCESS: 6.5,
        Mode.RESIGN: 4.5,
    },
    PloverType.REQUEST: {Mode.ASSIST: 0.5, Mode.CHANGE: -1.0, Mode.YIELD: -1.0, Mode.MEET: 0.0},
    PloverType.ACCUSE: {Mode.DISAPPROVE: -2.0, Mode.INVESTIGATE: -3.5, Mode.ALLEGE: -3.5},
    PloverType.REJECT: {Mode.ASSIST: -1.5, Mode.CHANGE: -2.0, Mode.YIELD: -2.0, Mode.MEET: -2.0},
    PloverType.THREATEN: {
        Mode.RESTRICT: -3.0,
        Mode.ARREST: -3.5,
        Mode.RELATIONS: -3.5,
        Mode.EXPEL: -3.5,
        Mode.TERRITORY: -4.0,
        Mode.VIOLENCE: -3.5,
    },
    PloverType.PROTEST: {
        Mode.DEMO: -5.0,
        Mode.RIOT: -7.0,
        Mode.STRIKE: -5.0,
        Mode.HUNGER: -4.5,
        Mode.BOYCOTT: -4.5,
        Mode.OBSTRUCT: -4.5,
        Mode.VANDALIZE: None,
    },
    PloverType.SANCTION: {
        Mode.CONVICT: -6.0,
        Mode.EXPEL: -5.5,
        Mode.WITHDRAW: -6.0,
        Mode.DISCONTINUE: -6.0,
    },
    PloverType.MOBILIZE: {
        Mode.TROOPS: -6.5,
        Mode.WEAPONS: -6.5,
        Mode.POLICE: -5.5,
        Mode.MILITIA: -6.0,
    },
    PloverType.COERCE: {
        Mode.SEIZE: -7.0,
        Mode.RESTRICT: -7.0,
        Mode.CENSOR: -6.5,
        Mode.CURFEW: -6.5,
        Mode.MARTIAL_LAW: -7.5,
        Mode.ARREST: -7.0,
        Mode.DEPORT: -7.0,
        Mode.WITHHOLD: -7.0,
        Mode.MISINFORMATION: -6.5,
        Mode.CYBER: -7.0,
    },
    PloverType.ASSAULT: {
        Mode.ABDUCT: -8.5,
        Mode.BEAT: -7.5,
        Mode.TORTURE: -8.5,
        Mode.SEXUAL: -8.5,
        Mode.TARGETED: -9.5,
        Mode.DESTROY: -8.5,
        Mode.PRIMITIVE: -8.0,
        Mode.FIREARMS: -9.0,
        Mode.EXPLOSIVES: -9.0,
        Mode.SUICIDE_ATTACK: -9.5,
        Mode.AERIAL: -9.5,
        Mode.DRONE: -9.5,
        Mode.HEAVY_WEAPONS: -9.5,
        Mode.CROWD_CONTROL: -7.5,
        Mode.UNCONVENTIONAL: -10.0,
    },
}


def modes_of(act: PloverType) -> tuple[Mode, ...]:
    """The modes that `act` may take, in the manual's order; empty where it takes none."""
    return tuple(_MODE_INTENSITIES.get(act, ()))


def quad_class(act: PloverType) -> QuadClass:
    """The class of `act`: verbal or material, cooperation or conflict."""
    return _QUAD_CLASSES[act]


def intensity(act: PloverType, mode: Mode | None = None) -> float:
    """The PLOVER score of `act`, from -10 (conflict) to +10 (cooperation).

    A mode that the manual does not score has the score of its type; a mode that `act` does not
    take is a ValueError.
    """
    if mode is None:
        return _INTENSITIES[act]
    if mode not in _MODE_INTENSITIES.get(act, {}):
        raise ValueError(f"{act} has no mode {mode}")
    score = _MODE_INTENSITIES[act][mode]
    return _INTENSITIES[act] if score is None else score
