"""Small closed sets of English words that tell how a phrase names a party."""

from __future__ import annotations

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
RELATIONAL = frozenset(
    "ally allies backer backers opponent opponents rival rivals enemy enemies foe foes partner "
    "partners neighbour neighbours neighbor neighbors adversary adversaries critic critics "
    "supporters supporter counterpart counterparts proxy proxies patron patrons sponsor sponsors "
    "friend friends".split()
)
SENT_TO = frozenset("ambassador ambassadors envoy envoys mission delegate representative".split())
SPEAKING_FOR = frozenset(
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen lawyer lawyers "
    "attorney attorneys representative representatives envoy envoys negotiator negotiators "
    "commissioner minister secretary adviser advisers advisor candidate candidates".split()
)
CONTROLLING = frozenset("led commanded dominated run controlled held majority based born".split())
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
