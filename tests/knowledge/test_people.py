"""Who held which office when: the tables against themselves and against facts of many decades."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.knowledge import people as rooms
from demarche.knowledge.people import Office, OfficeKind, People, Person, Sure, Term, name_key
from demarche.model import Sector, TableError

TABLES = Path(rooms.__file__).parent / "tables"


@cache
def loaded() -> People:
    return People.load()


@pytest.fixture
def people() -> People:
    return loaded()


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / "people" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


HOLDERS = [
    ("USA", "president", "1962-10-22", "John F. Kennedy"),
    ("USA", "president", "1987-06-12", "Ronald Reagan"),
    ("USA", "president", "1995-11-04", "Bill Clinton"),
    ("USA", "president", "2021-03-14", "Joe Biden"),
    ("USA", "president", "2025-03-01", "Donald Trump"),
    ("USA", "vice president", "2003-03-20", "Dick Cheney"),
    ("USA", "Secretary of State", "1990-09-01", "James Baker"),
    ("USA", "secretary of state", "1998-08-07", "Madeleine Albright"),
    ("USA", "secretary of state", "2012-09-11", "Hillary Clinton"),
    ("USA", "secretary of state", "2021-03-14", "Antony Blinken"),
    ("USA", "Defense Secretary", "2021-03-17", "Lloyd Austin"),
    ("USA", "defence secretary", "2003-04-09", "Donald Rumsfeld"),
    ("USA", "national security adviser", "2018-06-12", "John Bolton"),
    ("USA", "ambassador to the United Nations", "2003-02-05", "John Negroponte"),
    ("USA", "CIA director", "2001-09-11", "George Tenet"),
    ("USA", "special representative for North Korea", "2019-02-27", "Stephen Biegun"),
    ("USA", "House speaker", "1998-12-19", "Newt Gingrich"),
    ("USA", "attorney general", "1999-05-01", "Janet Reno"),
    ("GBR", "prime minister", "1982-05-01", "Margaret Thatcher"),
    ("GBR", "prime minister", "2003-03-20", "Tony Blair"),
    ("GBR", "foreign secretary", "2018-07-10", "Jeremy Hunt"),
    ("FRA", "president", "1994-06-06", "Francois Mitterrand"),
    ("FRA", "foreign minister", "2003-02-14", "Dominique de Villepin"),
    ("DEU", "chancellor", "1989-11-09", "Helmut Kohl"),
    ("DEU", "foreign minister", "1999-04-01", "Joschka Fischer"),
    ("ITA", "prime minister", "2011-11-01", "Silvio Berlusconi"),
    ("ESP", "prime minister", "2004-03-11", "Jose Maria Aznar"),
    ("POL", "president", "2010-04-09", "Lech Kaczynski"),
    ("HUN", "prime minister", "1999-03-12", "Viktor Orban"),
    ("CZE", "president", "1999-03-12", "Vaclav Havel"),
    ("SRB", "president of Yugoslavia", "1999-03-24", "Slobodan Milosevic"),
    ("RUS", "president", "1993-10-04", "Boris Yeltsin"),
    ("RUS", "soviet foreign minister", "1989-09-22", "Eduard Shevardnadze"),
    ("RUS", "foreign minister", "2014-03-18", "Sergei Lavrov"),
    ("RUS", "Kremlin spokesman", "2018-03-15", "Dmitry Peskov"),
    ("UKR", "president", "2004-12-01", "Leonid Kuchma"),
    ("UKR", "president", "2022-02-24", "Volodymyr Zelensky"),
    ("TUR", "prime minister", "2010-05-31", "Recep Tayyip Erdogan"),
    ("TUR", "foreign minister", "2018-01-20", "Mevlut Cavusoglu"),
    ("IRN", "foreign minister", "2015-07-14", "Mohammad Javad Zarif"),
    ("IRN", "supreme leader", "1988-07-20", "Ruhollah Khomeini"),
    ("IRQ", "president", "1990-08-02", "Saddam Hussein"),
    ("ISR", "prime minister", "1993-09-13", "Yitzhak Rabin"),
    ("ISR", "foreign minister", "1993-09-13", "Shimon Peres"),
    ("PSE", "Palestinian Authority president", "2002-03-29", "Yasser Arafat"),
    ("EGY", "president", "1981-10-01", "Anwar Sadat"),
    ("EGY", "foreign minister", "1995-01-01", "Amr Moussa"),
    ("SYR", "president", "2018-04-14", "Bashar al-Assad"),
    ("SAU", "king", "1990-08-02", "King Fahd"),
    ("SAU", "crown prince", "2018-10-02", "Mohammed bin Salman"),
    ("LBY", "leader", "1986-04-15", "Muammar Gaddafi"),
    ("SDN", "president", "1998-08-20", "Omar al-Bashir"),
    ("ETH", "prime minister", "1998-05-06", "Meles Zenawi"),
    ("KEN", "president", "1998-08-07", "Daniel arap Moi"),
    ("TZA", "foreign minister", "1998-08-07", "Jakaya Kikwete"),
    ("ZAF", "president", "1994-05-10", "Nelson Mandela"),
    ("COD", "president", "2000-01-01", "Laurent Kabila"),
    ("NGA", "president", "1995-11-10", "Sani Abacha"),
    ("CHN", "foreign minister", "2021-03-18", "Wang Yi"),
    ("CHN", "premier", "1989-06-04", "Li Peng"),
    ("TWN", "president", "1996-03-23", "Lee Teng-hui"),
    ("JPN", "prime minister", "2002-09-17", "Junichiro Koizumi"),
    ("JPN", "chief cabinet secretary", "2017-09-15", "Yoshihide Suga"),
    ("KOR", "president", "2000-06-15", "Kim Dae-jung"),
    ("KOR", "foreign minister", "2021-03-18", "Chung Eui-yong"),
    ("PRK", "leader", "2021-01-12", "Kim Jong-un"),
    ("PRK", "first vice foreign minister", "2021-03-18", None),
    ("IND", "prime minister", "1998-05-11", "Atal Bihari Vajpayee"),
    ("PAK", "prime minister", "1998-05-28", "Nawaz Sharif"),
    ("AFG", "president", "2010-01-28", "Hamid Karzai"),
    ("MMR", "state counsellor", "2017-09-01", "Aung San Suu Kyi"),
    ("AUS", "prime minister", "2001-08-29", "John Howard"),
    ("CAN", "prime minister", "2006-07-01", "Stephen Harper"),
    ("MEX", "president", "2016-08-31", "Enrique Pena Nieto"),
    ("CUB", "president", "2000-01-15", "Fidel Castro"),
    ("VEN", "president", "2006-09-20", "Hugo Chavez"),
    ("BRA", "president", "2008-01-01", "Luiz Inacio Lula da Silva"),
    ("ARG", "president", "1982-04-02", "Leopoldo Galtieri"),
    ("CHL", "president", "1988-10-05", "Augusto Pinochet"),
    ("UN", "secretary-general", "1998-02-23", "Kofi Annan"),
    ("UN", "UN special envoy for Syria", "2016-08-01", "Staffan de Mistura"),
    ("UN", "chief weapons inspector", "2003-02-14", "Hans Blix"),
    ("NATO", "secretary general", "1999-03-24", "Javier Solana"),
    ("EU", "EU foreign policy chief", "2015-07-14", "Federica Mogherini"),
    ("EU", "European Commission president", "2021-01-01", "Ursula von der Leyen"),
    ("IAEA", "director general", "2005-10-07", "Mohamed ElBaradei"),
    ("WHO", "director-general", "2020-03-11", "Tedros Adhanom Ghebreyesus"),
    ("VAT", "pope", "1998-01-21", "Pope John Paul II"),
    ("ISIS", "ISIS leader", "2014-07-04", "Abu Bakr al-Baghdadi"),
    ("LBN", "Hezbollah leader", "2006-07-12", "Hassan Nasrallah"),
]


@pytest.mark.parametrize(("code", "title", "day", "name"), HOLDERS)
def test_the_tables_know_who_bore_a_title_on_a_day(
    people: People, code: str, title: str, day: str, name: str | None
) -> None:
    found = people.holder_of_title(code, title, date.fromisoformat(day))
    assert (found.name if found else None) == name


STANDINGS = [
    ("Hillary Clinton", "2012-06-01", "USA", Sector.GOV),
    ("Hillary Clinton", "2016-01-10", "USA", Sector.PTY),
    ("Donald Trump", "2016-08-01", "USA", Sector.PTY),
    ("Donald Trump", "2018-08-01", "USA", Sector.GOV),
    ("Sung Kim", "2021-03-12", "USA", Sector.GOV),
    ("Rex Tillerson", "2018-12-01", "USA", Sector.GOV),
    ("Jeff Sessions", "2016-08-31", "USA", Sector.LEG),
    ("James Comey", "2017-07-01", "USA", Sector.POL),
    ("Joseph Votel", "2018-12-01", "USA", Sector.MIL),
    ("Nick Clegg", "2018-05-14", "GBR", Sector.PTY),
    ("Mazloum Abdi", "2019-10-13", "SYR", Sector.REB),
    ("Staffan de Mistura", "2017-11-22", "UN", Sector.IGO),
    ("Ban Ki-moon", "2005-09-19", "KOR", Sector.GOV),
    ("Ban Ki-moon", "2010-09-19", "UN", Sector.IGO),
    ("Ban Ki-moon", "2019-09-19", "KOR", None),
    ("Choe Son Hui", "2021-03-18", "PRK", Sector.GOV),
    ("Recep Tayyip Erdoğan", "2018-01-20", "TUR", Sector.GOV),
    ("Osama bin Laden", "1998-08-07", "", Sector.REB),
    ("Abu Mohammed al-Golani", "2019-06-01", "SYR", Sector.REB),
    ("Ahmed al-Sharaa", "2025-06-01", "SYR", Sector.GOV),
    ("Antony Blinken", "1950-01-01", "USA", None),
]


@pytest.mark.parametrize(("name", "day", "code", "sector"), STANDINGS)
def test_what_a_person_is_follows_from_the_day(
    people: People, name: str, day: str, code: str, sector: Sector | None
) -> None:
    (person,) = people.named(name)
    standing = people.standing(person, date.fromisoformat(day))
    assert (standing.code, standing.sector) == (code, sector)


SPELLINGS = [
    ("Kim Jong Un", "kim-jong-un"),
    ("Kim Jong-un", "kim-jong-un"),
    ("Choe Sun-hui", "choe-son-hui"),
    ("Ri Son Gwon", "ri-son-gwon"),
    ("Tayyip Erdogan", "recep-tayyip-erdogan"),
    ("Mevlüt Çavuşoğlu", "mevlut-cavusoglu"),
    ("Moammar Gadhafi", "muammar-gaddafi"),
    ("Bashar Assad", "bashar-al-assad"),
    ("Luiz Inácio Lula da Silva", "luiz-inacio-lula-da-silva"),
    ("Enrique Peña Nieto", "enrique-pena-nieto"),
    ("Volodymyr Zelenskyy", "volodymyr-zelensky"),
    ("Aleksandar Vučić", "aleksandar-vucic"),
    ("Mohammed Javad Zarif", "mohammad-javad-zarif"),
    ("Joseph R. Biden", "joe-biden"),
    ("Usama bin Ladin", "osama-bin-laden"),
]


@pytest.mark.parametrize(("spelling", "identity"), SPELLINGS)
def test_a_name_is_known_in_its_other_spellings(
    people: People, spelling: str, identity: str
) -> None:
    assert [person.id for person in people.named(spelling.split())] == [identity]


FAMILIES = [
    ("Erdogan", "2018-01-20", "recep-tayyip-erdogan"),
    ("Xi", "2018-01-20", "xi-jinping"),
    ("Suu Kyi", "2018-01-20", "aung-san-suu-kyi"),
    ("Assad", "2018-01-20", "bashar-al-assad"),
    ("al-Assad", "1990-01-20", "hafez-al-assad"),
    ("De Mistura", "2018-01-20", "staffan-de-mistura"),
    ("Lula", "2004-01-20", "luiz-inacio-lula-da-silva"),
    ("Thaksin", "2004-01-20", "thaksin-shinawatra"),
    ("Najib", "2015-01-20", "najib-razak"),
    ("Qaddafi", "1999-01-20", "muammar-gaddafi"),
    ("Macron", "2018-01-20", "emmanuel-macron"),
    ("Kim", "2021-01-12", "kim-jong-un"),
]


@pytest.mark.parametrize(("family", "day", "identity"), FAMILIES)
def test_the_first_in_office_of_a_family_name_is_the_one_print_means(
    people: People, family: str, day: str, identity: str
) -> None:
    on = date.fromisoformat(day)
    held = {person.id: people.offices_of(person, on) for person in people.by_family_name(family)}
    in_office = [
        identity for identity, offices in held.items() if offices and not offices[0].former
    ]
    assert in_office[0] == identity


def test_two_men_named_kim_are_two_people(people: People) -> None:
    kims = {person.id: person.code for person in people.by_family_name("Kim")}
    assert (kims["sung-kim"], kims["kim-jong-un"]) == ("USA", "PRK")


def test_former_offices_come_after_those_held(people: People) -> None:
    held = people.offices_of("sung-kim", date(2021, 6, 10))
    assert [holding.former for holding in held] == sorted(holding.former for holding in held)
    now = {holding.office.id for holding in held if not holding.former}
    before = {holding.office.id for holding in held if holding.former}
    assert now == {"USA:special-envoy-north-korea", "USA:ambassador-indonesia"}
    assert {"USA:assistant-secretary-east-asia", "USA:ambassador-south-korea"} < before


def test_on_the_day_of_a_handover_the_title_is_the_new_holders(people: People) -> None:
    holders = people.holders("USA:president", date(2021, 1, 20))
    assert [person.family for person in holders] == ["Biden", "Trump"]


def test_an_empty_seat_is_nobodys(people: People) -> None:
    assert people.holder("LBN:president", date(2023, 6, 1)) is None
    assert people.holder_of_title("USA", "grand vizier", date(2021, 3, 14)) is None


def test_the_tables_have_no_faults(people: People) -> None:
    assert list(people.faults()) == []


@pytest.mark.parametrize(("table", "key"), [("offices", ("id",)), ("people", ("id",))])
def test_ids_are_unique_and_in_order(table: str, key: tuple[str, ...]) -> None:
    ids = [tuple(row[cell] for cell in key) for row in rows(table)]
    assert [identity for identity, count in Counter(ids).items() if count > 1] == []
    assert ids == sorted(ids)


def test_terms_stand_in_order_of_office_and_first_day() -> None:
    ids = [(row["office"], row["first"], row["person"]) for row in rows("terms")]
    assert ids == sorted(ids)


def test_no_term_stands_twice() -> None:
    ids = Counter((row["person"], row["office"], row["first"]) for row in rows("terms"))
    assert [identity for identity, count in ids.items() if count > 1] == []


def test_every_code_is_a_country_a_body_or_a_group_of_the_tables(people: People) -> None:
    known = {""}
    for table in ("countries", "bodies", "groups"):
        with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            known |= {row["code"] for row in csv.DictReader(lines)}
    used = {office.code for office in people.offices.values()}
    used |= {person.code for person in people.people.values()}
    assert used - known == set()


def test_everyone_has_a_name_used_alone(people: People) -> None:
    assert [person.id for person in people.people.values() if not person.family.strip()] == []


def test_those_without_an_office_go_by_their_full_names_only(people: People) -> None:
    without = [person for person in people.people.values() if not people.terms_of(person)]
    assert without
    assert [each.id for each in without if not all(" " in name for name in each.names)] == []


def test_ids_are_plain_and_names_are_clean(people: People) -> None:
    assert [one for one in people.people if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one)] == []
    assert [one for one in people.offices if not re.fullmatch(r"[A-Z0-9_]+:[a-z0-9-]+", one)] == []
    names = [name for person in people.people.values() for name in (*person.names, person.family)]
    assert [name for name in names if name != " ".join(name.split())] == []


def test_no_one_of_the_same_country_goes_by_the_name_of_another_without_an_id_that_tells_them_apart(
    people: People,
) -> None:
    shared = [
        {person.id for person in people.named(name)}
        for one in people.people.values()
        for name in one.names
        if " " in name and len(people.named(name)) > 1
    ]
    assert all(len({name_key(identity) for identity in ids}) > 1 for ids in shared)
    assert len({frozenset(ids) for ids in shared}) < 25


def test_most_terms_are_known_to_the_day(people: People) -> None:
    sure = Counter(term.sure for term in people.terms)
    assert sure[Sure.DAY] > len(people.terms) / 2


def test_the_tables_are_large_enough_to_be_of_use(people: People) -> None:
    assert len(people.people) >= 3000
    assert len(people.terms) >= 4500


def test_every_country_with_a_government_has_a_head_today(people: People) -> None:
    heads = {OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT}
    seats = [office for office in people.offices.values() if office.kind in heads]
    codes = {office.code for office in seats}
    led = {office.code for office in seats if people.holder(office, date(2025, 6, 1))}
    assert len(codes) > 190
    assert codes - led == {"HKG"} & codes


def test_a_row_that_cannot_be_read_names_itself(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text("id,code,titles,sector,kind,exclusive\n")
    (tmp_path / "people.csv").write_text("id,name,aliases,family,code,gender\n")
    (tmp_path / "terms.csv").write_text(
        "person,office,first,last,sure,known_to\nann,X:y,2001-02-30,,day,2002-01-01\n"
    )
    with pytest.raises(TableError, match="ann"):
        People.load(tmp_path)


def test_an_unknown_sector_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text(
        "id,code,titles,sector,kind,exclusive\nX:y,X,y,ROYAL,foreign,yes\n"
    )
    with pytest.raises(TableError, match="X:y"):
        People.load(tmp_path)


def seat(*terms: Term) -> People:
    office = Office("X:y", "X", ("y",), Sector.GOV, OfficeKind.FOREIGN, exclusive=True)
    names = {term.person for term in terms}
    holders = {one: Person(one, one, (), one, "X", None) for one in names}
    return People({"X:y": office}, holders, terms)


def test_an_overlap_in_one_seat_is_a_fault() -> None:
    ann = Term("ann", "X:y", date(2001, 1, 1), date(2003, 1, 1), Sure.DAY)
    bob = Term("bob", "X:y", date(2002, 1, 1), date(2004, 1, 1), Sure.DAY)
    assert list(seat(ann, bob).faults()) == ["X:y: bob from 2002-01-01 overlaps ann"]


def test_terms_that_touch_are_no_fault() -> None:
    ann = Term("ann", "X:y", date(2001, 1, 1), date(2003, 1, 1), Sure.DAY)
    bob = Term("bob", "X:y", date(2003, 1, 1), date(2004, 1, 1), Sure.DAY)
    assert list(seat(ann, bob).faults()) == []


def test_a_term_that_ends_before_it_begins_is_a_fault() -> None:
    ann = Term("ann", "X:y", date(2003, 1, 1), date(2001, 1, 1), Sure.DAY)
    assert len(list(seat(ann).faults())) == 1


days = st.dates(min_value=date(1945, 1, 1), max_value=date(2026, 11, 25))


@given(day=days)
def test_one_seat_has_one_holder_but_on_the_day_of_a_handover(day: date) -> None:
    people = loaded()
    for office in people.offices.values():
        if office.exclusive:
            terms = [term for term in people.terms_in(office) if term.covers(day)]
            assert len([term for term in terms if term.last != day and term.first != day]) <= 1


@given(day=days)
def test_what_is_sure_is_also_stated(day: date) -> None:
    for term in loaded().terms:
        assert not term.surely_covers(day) or term.covers(day)


@given(words=st.lists(st.text(alphabet="abcXYZ éüø-.'", min_size=1), min_size=1))
def test_the_key_of_a_name_is_its_own_key(words: list[str]) -> None:
    key = name_key(words)
    assert name_key(key) == key
    assert name_key(" ".join(words)) == key
