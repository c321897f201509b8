"""Small closed sets of English words that tell whom a phrase means, or that it means a party."""

from __future__ import annotations

from demarche.knowledge import EntryKind
from demarche.model import Sector

MALE = frozenset("mr mr. sir king prince sheikh sheik sultan lord pope brother father".split())
FEMALE = frozenset(
    "mrs mrs. ms ms. miss lady queen princess madam madame dame baroness sister mother".split()
)
RANKS = frozenset(
    "gen gen. general maj maj. major brig brig. brigadier col col. colonel lt lt. lieutenant sgt "
    "sgt. sergeant capt capt. captain adm adm. admiral cmdr cmdr. commander cpl cpl. pvt pvt. "
    "vice rear marshal".split()
)
LAWMAKERS = frozenset("sen sen. senator rep rep. congressman congresswoman".split())
HONORIFICS = (
    MALE
    | FEMALE
    | RANKS
    | LAWMAKERS
    | frozenset("dr dr. prof prof. professor gov gov. rabbi rev rev. judge justice dr.".split())
)
PARTICLES = frozenset(
    "al el bin ben ibn bint de da di del della der den van von la le du dos abu abd ul y".split()
)

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
IT = frozenset("it its itself".split())
THEY = frozenset("they them their theirs themselves".split())
WE = frozenset("we us our ours ourselves".split())
ME = frozenset("i me my mine myself".split())

UNCOUNTED = frozenset(
    "number numbers dozens scores hundreds thousands tens millions majority minority handful lot "
    "lots some many most all both several part one two three four five six seven eight nine ten "
    "few any none each half remainder rest pair couple wave waves range others".split()
)
COUNTED = frozenset("pair duo couple trio troika quartet".split())
RELATIONAL = frozenset(
    "ally allies backer backers opponent opponents rival rivals enemy enemies foe foes partner "
    "partners neighbour neighbours neighbor neighbors adversary adversaries critic critics "
    "supporters supporter counterpart counterparts proxy proxies patron patrons sponsor sponsors "
    "friend friends".split()
)
OPPOSITE = frozenset("neighbour neighbor rival enemy foe adversary".split())
FOLLOWING = frozenset(
    "supporter supporters backer backers opponent opponents rival rivals detractors".split()
)
FROM_ELSEWHERE = frozenset(
    "countries nations powers states governments country world allies terrorist terrorists "
    "bomber bombers jihadists jihadis islamists extremists migrant migrants immigrant "
    "immigrants refugee refugees newcomers hostage hostages hackers critic critics westerners "
    "foreigners volunteers gays islam capitals organisations gunman coalition community order "
    "someone somebody anyone nobody everyone militia militias militants rebels uncle parties "
    "leaders entrants asylum-seekers".split()
)
BETWEEN_STATES = frozenset("negotiator negotiators diplomat diplomats mediator mediators".split())
"""Those who meet in countries that are not theirs."""
SENT_TO = frozenset("ambassador ambassadors envoy envoys mission delegate representative".split())
SENDING = frozenset("EU AU ARAB_LEAGUE ASEAN OIC".split())
"""Bodies with ambassadors of their own; an ambassador named by another is sent to it."""
SENT_BY_BODIES = frozenset("inspectors peacekeepers observers monitors".split())
SPEAKING_FOR = frozenset(
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen lawyer lawyers "
    "attorney attorneys representative representatives envoy envoys negotiator negotiators "
    "commissioner minister secretary adviser advisers advisor candidate candidates".split()
)
INQUIRING = frozenset("committee panel commission inquiry probe hearing hearings".split())
CONTROLLING = frozenset("led commanded dominated run controlled held majority based born".split())
BACKING = frozenset(
    "backed supported aligned allied trained funded financed sponsored "
    "friendly proxy linked".split()
)
WARLIKE = frozenset(
    "airstrike airstrikes strike strikes raid raids jet jets warplane warplanes plane planes "
    "aircraft bomber bombers helicopter helicopters tank tanks artillery shelling missile missiles "
    "rocket rockets drone drones warship warships ship ships submarine submarines offensive "
    "bombardment bombing bombings incursion convoy base bases airbase airbases battery batteries "
    "artillery fire shell shells destroyer frigate".split()
)
BOUND = frozenset(
    "loyal allied linked faithful close led commanded headed directed belonging".split()
)

SECTOR_OF_RANK = {
    **dict.fromkeys(RANKS, Sector.MIL),
    **dict.fromkeys(LAWMAKERS, Sector.LEG),
}

PEERS = frozenset("lord baroness viscount viscountess".split())
"""Titles of Britain's House of Lords."""
FEDERAL = frozenset("USA IND NGA BRA DEU AUS MEX MYS SSD VEN".split())
"""Countries whose parts are called states."""
WHICH_STATES = frozenset(
    "several many some most few individual other all certain red blue swing key southern "
    "northern western eastern".split()
)
"""Words before "states" that leave them parts of a federation."""
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
LIVING_ABROAD = frozenset(
    "exile exiles emigre emigres émigré émigrés expatriate expatriates expats diaspora relatives "
    "immigrants".split()
)
FIGHTERS = frozenset(
    "militants jihadists extremists fighters insurgents gunmen militiamen guerrillas".split()
)
JIHADISTS = frozenset("jihadists jihadis extremists islamists fanatics caliphate".split())
MARKS_OF_JIHAD = frozenset("foreign islamist jihadist jihadi extremist terrorist terror".split())
"""Words before "fighters" and the like that tell a jihadist force."""
FOES_OF_JIHAD = frozenset(
    "group:SDF group:YPG group:YPJ group:FSA group:PKK group:PESHMERGA".split()
)
"""Armed groups that nobody calls jihadists."""
ACROSS_BORDERS = frozenset(
    "aid rights humanitarian relief ngo ngos charity charities monitor monitors agencies donor "
    "donors non-governmental nongovernmental".split()
)

_KINGDOMS = frozenset("SAU GBR JOR MAR THA BHR KHM BTN ESP NLD BEL SWE NOR DNK LSO SWZ TON".split())
_ISLANDS = frozenset("TWN CUB CYP LKA MDG MLT HTI JAM MUS BHR SGP ISL IRL TLS FJI SLB NRU".split())
_EMIRATES = frozenset("QAT KWT ARE BHR".split())
_BLOCS = frozenset("EU ASEAN GCC AU ECOWAS SADC MERCOSUR BRICS EAEU G7 G20 CIS SCO CARICOM".split())
EPITHETS = {
    "kingdom": _KINGDOMS,
    "monarchy": _KINGDOMS,
    "island": _ISLANDS,
    "islands": frozenset("MDV SYC SLB BHS FJI MHL COM VUT TON PHL KIR FLK".split()),
    "archipelago": frozenset("PHL IDN JPN MDV BHS SYC".split()),
    "emirate": _EMIRATES,
    "sheikhdom": _EMIRATES,
    "sultanate": frozenset("OMN BRN".split()),
    "city-state": frozenset("SGP VAT MCO".split()),
    "bloc": _BLOCS,
    "grouping": _BLOCS,
    "alliance": frozenset("NATO CSTO ANZUS".split()),
}
"""Nouns that, after "the", stand for one of just these countries or bodies."""

KINDS_OF_STATE = {
    "island": _ISLANDS,
    "communist": frozenset("CHN VNM CUB LAO PRK".split()),
    "gulf": _EMIRATES | {"SAU", "OMN"},
    "baltic": frozenset("EST LVA LTU".split()),
    "nordic": frozenset("SWE NOR DNK FIN ISL".split()),
    "benelux": frozenset("BEL NLD LUX".split()),
}
"""Words before "state", "nation" and the like that only fit just these countries."""

HALVES = {"north": ("PRK", "SDN"), "south": ("KOR", "SSD")}
"""What "the North" and "the South" stand for where both halves are spoken of: Korea, Sudan."""
