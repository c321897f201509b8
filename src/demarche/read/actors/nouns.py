"""Common nouns that stand for a party or a place named elsewhere in the article."""

from __future__ import annotations

from demarche.knowledge import EntryKind

STATES = frozenset("country nation kingdom republic countries nations states".split())
GROUPS = {
    **dict.fromkeys(
        "group organisation organization militia faction movement network groups".split(),
        EntryKind.GROUP,
    ),
    **dict.fromkeys("body alliance bloc union".split(), EntryKind.BODY),
    **dict.fromkeys("agency department bureau".split(), EntryKind.ORGAN),
    **dict.fromkeys(
        "coalition force party organisations organizations factions militias".split(), None
    ),
}
PLACES = frozenset(
    "city town village province area region district enclave suburb suburbs territory capital "
    "towns areas positions stronghold strongholds villages cities neighbourhood".split()
)
PEOPLE = frozenset(
    "people women men children families victims civilians residents citizens demonstrators "
    "protesters refugees man woman child family".split()
)
UNKNOWN = frozenset(
    "bomber bombers terrorist terrorists attacker attackers gunman gunmen assailant assailants "
    "suspect suspects perpetrator perpetrators hijacker hijackers kidnapper kidnappers killer "
    "killers migrant migrants immigrant immigrants refugee refugees muslim muslims christian "
    "christians jew jews commentator commentators expert experts analyst analysts critics".split()
)
WIDE = frozenset("western international world global european african asian arab".split())
ABROAD = WIDE | frozenset("foreign regional neighbouring neighboring donor developing".split())
FIGHTERS = frozenset(
    "militants jihadists extremists fighters insurgents gunmen militiamen guerrillas".split()
)
ACROSS_BORDERS = frozenset(
    "aid rights humanitarian relief ngo ngos charity charities monitor monitors agencies donor "
    "donors non-governmental nongovernmental".split()
)
