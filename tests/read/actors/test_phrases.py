"""A phrase says by its own words whose party it names: the head decides who acts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.actors.staging import staged


@pytest.mark.parametrize(
    ("text", "phrase", "coded"),
    [
        ("Turkish troops crossed the border.", "Turkish troops", "TUR/MIL"),
        ("The Syrian government refused.", "The Syrian government", "SYR/GOV"),
        ("Paris objected.", "Paris", "FRA/GOV"),
        ("The Kremlin was silent.", "The Kremlin", "RUS/GOV"),
        ("A Pentagon spokesman declined.", "A Pentagon spokesman", "USA/MIL"),
        ("A State Department official left.", "A State Department official", "USA/GOV"),
        ("The UN envoy arrived.", "The UN envoy", "UN/IGO"),
        ("Hezbollah fighters withdrew.", "Hezbollah fighters", "LBN/REB"),
        ("Isis militants fled.", "Isis militants", "ISIS/REB"),
        ("The Islamic State retreated.", "The Islamic State", "ISIS/REB"),
        ("The president of Syria spoke.", "The president of Syria", "SYR/GOV"),
        ("Germany's chancellor waited.", "Germany's chancellor", "DEU/GOV"),
        ("Officials from China came.", "Officials from China", "CHN/GOV"),
        ("Dozens of Iraqi soldiers died.", "Dozens of Iraqi soldiers", "IRQ/MIL"),
        ("FBI agents searched it.", "FBI agents", "USA/POL"),
    ],
)
def test_a_phrase_names_its_party(text: str, phrase: str, coded: str) -> None:
    assert staged(text).coded(phrase) == coded


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Iran's ambassador to Iraq left.", "Iran's ambassador to Iraq", "IRN"),
        ("The US envoy to Syria resigned.", "The US envoy to Syria", "USA"),
        ("North Korea’s mission to the UN replied.", "North Korea’s mission to the UN", "PRK"),
        ("The US Syria envoy resigned.", "The US Syria envoy", "USA"),
        ("Russian officials at the UN walked out.", "Russian officials at the UN", "RUS"),
        ("The British government's Iran policy failed.", "The British government", "GBR"),
    ],
)
def test_the_head_acts_not_the_one_it_is_sent_to(text: str, phrase: str, code: str) -> None:
    assert staged(text).code(phrase) == code


@pytest.mark.parametrize(
    ("text", "phrase", "coded"),
    [
        ("Syrian Kurdish fighters held on.", "Syrian Kurdish fighters", "SYR/REB"),
        (
            "US-backed Syrian Democratic Forces advanced.",
            "US-backed Syrian Democratic Forces",
            "SYR/REB",
        ),
        ("Iran-backed Houthi militants fired.", "Iran-backed Houthi militants", "YEM/REB"),
        ("The US-led coalition struck.", "The US-led coalition", "USA/-"),
        ("Turkish-backed Syrian rebels attacked.", "Turkish-backed Syrian rebels", "SYR/REB"),
    ],
)
def test_a_backer_is_not_the_party_but_a_leader_is(text: str, phrase: str, coded: str) -> None:
    code = coded.split("/")[0]
    party = staged(text).party(phrase)
    assert party.code == code
    assert coded.endswith("/-") or f"{party.code}/{party.sector}" == coded


def test_what_stands_before_a_deed_is_its_doer() -> None:
    assert staged("Russian airstrikes hit the town.").code("Russian") == "RUS"
    assert staged("They condemned a Turkish-led operation.").code("Turkish") == "TUR"


def test_rivals_and_allies_are_not_the_ones_they_belong_to() -> None:
    assert staged("Iran and its allies met.").code("its allies") is None
    assert staged("Turkey armed its Syrian allies.").code("its Syrian allies") == "SYR"


def test_a_holder_of_an_office_is_found_by_the_day() -> None:
    text = "The US secretary of state spoke."
    blinken = staged(text, date(2021, 3, 14)).party("The US secretary of state")
    pompeo = staged(text, date(2019, 3, 14)).party("The US secretary of state")
    assert (blinken.name, pompeo.name) == ("Antony Blinken", "Mike Pompeo")
    assert blinken.entity is not None


def test_a_former_or_unnamed_holder_is_not_the_present_one() -> None:
    assert staged("A former US president spoke.").party("A former US president").name is None


def test_unknown_stays_unknown() -> None:
    party = staged("Zorblax met Quuxington.").party("Zorblax")
    assert (party.code, party.sector, party.entity) == (None, None, None)
    assert staged("Western powers agreed.").code("Western powers") is None


def test_the_words_of_a_party_are_those_asked_for() -> None:
    stage = staged("Turkish troops crossed the border.")
    party = stage.party("Turkish troops")
    assert (party.text, party.span) == ("Turkish troops", stage.span("Turkish troops"))


@pytest.mark.parametrize(
    ("text", "phrase", "coded"),
    [
        ("LIMA, Peru - Vizcarra closed Congress. Peru waited.", "Congress", "PER/LEG"),
        ("LIMA, Peru - Obama left. Peru waited. Congress met.", "Congress", "USA/LEG"),
        ("Congress voted to arm rebels in Syria.", "Congress", "USA/LEG"),
        ("Oslo praised the Congress of Peru.", "the Congress of Peru", "PER/LEG"),
        ("Oslo praised Peru's  Congress.", "Peru's  Congress", "PER/LEG"),
        ("South Korea's Democratic Party met.", "South Korea's Democratic Party", "KOR/PTY"),
        ("BRASILIA, Brazil - The Workers’ Party met.", "The Workers’ Party", "BRA/PTY"),
        ("The Senate Russia panel met.", "The Senate Russia panel", "USA/LEG"),
        ("NEW DELHI - Treasury aides met. India paid.", "Treasury aides", "IND/GOV"),
    ],
)
def test_an_institution_of_a_common_name_is_that_of_the_report(
    text: str, phrase: str, coded: str
) -> None:
    assert staged(text, date(2015, 11, 19)).coded(phrase) == coded
