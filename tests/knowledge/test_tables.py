"""The tables of names and roles are whole, agree with one another, and are quick to load."""

from __future__ import annotations

import doctest
import importlib
from datetime import date

import pytest

from demarche.knowledge import Country, EntryKind, Knowledge, Validity
from demarche.knowledge.checks import (
    faults_of_ambiguity,
    faults_of_codes,
    faults_of_rows,
    rows_of,
)
from demarche.knowledge.loading import named_entries
from demarche.knowledge.places import Named, countries
from demarche.knowledge.rows import rows
from demarche.model import Sector, TableError


@pytest.fixture(scope="module")
def known() -> dict[str, Country]:
    return countries()


@pytest.fixture(scope="module")
def named(known: dict[str, Country]) -> list[Named]:
    return list(named_entries(known))


def test_every_row_is_whole_and_has_an_id_of_its_own() -> None:
    assert list(faults_of_rows()) == []


def test_every_code_is_a_country_or_a_listed_body(
    named: list[Named], known: dict[str, Country]
) -> None:
    assert list(faults_of_codes(named, known)) == []


def test_names_shared_by_two_of_a_kind_are_listed_as_ambiguous(named: list[Named]) -> None:
    assert list(faults_of_ambiguity(named)) == []


def test_an_unlisted_ambiguity_is_a_fault(named: list[Named]) -> None:
    turkey = next(entry for name, entry in named if name == "Turkey")
    assert "country: Chad is country:TCD and country:TUR" in set(
        faults_of_ambiguity([*named, ("Chad", turkey)])
    )


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(TableError, match="columns are"):
        list(rows("ambiguous", "name"))


def test_all_countries_are_there(known: dict[str, Country]) -> None:
    assert len(known) == 250
    without = {country.code for country in known.values() if country.capital is None}
    assert without == {"ATA", "BVT", "HMD", "MAC", "UMI"}
    assert all(country.adjectives for country in known.values())
    assert known["KOR"].capital == "Seoul"


@pytest.mark.parametrize(
    ("table", "least"),
    [("cities", 1900), ("organs", 500), ("bodies", 250), ("groups", 550), ("roles", 1250)],
)
def test_the_tables_do_not_shrink_unseen(table: str, least: int) -> None:
    assert sum(1 for _ in rows_of(table, "name")) >= least


@pytest.mark.parametrize(
    ("name", "code", "sector"),
    [
        ("YPG", "SYR", Sector.REB),
        ("PKK", "TUR", Sector.REB),
        ("Islamic State", "ISIS", Sector.REB),
        ("Hezbollah", "LBN", Sector.REB),
        ("Hamas", "PSE", Sector.REB),
        ("Taliban", "AFG", Sector.REB),
        ("Revolutionary Guards", "IRN", Sector.MIL),
        ("FBI", "USA", Sector.POL),
        ("Knesset", "ISR", Sector.LEG),
        ("Human Rights Watch", "HRW", Sector.NGO),
        ("Arab League", "ARAB_LEAGUE", Sector.IGO),
        ("Red Cross", "RED_CROSS", Sector.NGO),
        ("Xinhua", "CHN", Sector.MED),
        ("Democrats", "USA", Sector.PTY),
        ("Kremlin", "RUS", Sector.GOV),
    ],
)
def test_codes_and_sectors_follow_the_guidelines(name: str, code: str, sector: Sector) -> None:
    entry = Knowledge.load().names.lookup(name)[0]
    assert (entry.code, entry.sector) == (code, sector)


def test_states_that_are_no_more_say_when_they_were(named: list[Named]) -> None:
    soviet = next(entry for name, entry in named if name == "Soviet Union")
    assert soviet.kind is EntryKind.COUNTRY
    assert soviet.validity
    assert soviet.validity.covers(date(1989, 11, 9))
    assert not soviet.validity.covers(date(2021, 3, 14))


def test_a_validity_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="not a validity"):
        Validity(date(2021, 3, 14), date(2020, 3, 14))


@pytest.mark.parametrize("module", ["spelling", "roles"])
def test_the_examples_in_the_docstrings_hold(module: str) -> None:
    tried = doctest.testmod(importlib.import_module(f"demarche.knowledge.{module}"))
    assert tried.attempted > 0
    assert tried.failed == 0


def test_a_shared_name_is_one_institution_of_the_tables() -> None:
    known = Knowledge.load()
    for name in known.shared_names:
        entries = known.names.lookup(name.title().replace(" Of ", " of ").replace("'S", "'s"))
        assert len(entries) == 1, name
        assert entries[0].kind in (EntryKind.ORGAN, EntryKind.GROUP), name
