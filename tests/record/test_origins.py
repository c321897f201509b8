"""On whose word: who is the first to say so, as far as reports tell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import Attribution, Quoting, Sector
from demarche.model.events import Telling
from demarche.record.origins import chain, folded, origin
from tests.record.told import outlet, says, telling

REUTERS = outlet("Reuters")
OFFICIAL = says("a senior US official", "USA", named=False)
DIPLOMAT = says("an American diplomat", "USA", named=False)
DAHL = says("Foreign Minister Anne Dahl", "NOR", name="Anne Dahl", entity="person:dahl")
MINISTRY = says("the Foreign Ministry", "NOR", entity="organ:NOR:mfa")
NOBODY = Attribution(None, False, None, None, Quoting.INDIRECT)


def told(
    *links: Attribution, by: str | None = "The Post", copy_of: Telling | None = None
) -> Telling:
    """The envoys met, somebody says."""
    return telling("The envoys met", "met", chain=links, publisher=by, copy_of=copy_of)


def keys(*tellings: Telling) -> set[str]:
    return {origin(one).key for one in tellings}


@pytest.mark.parametrize(
    ("links", "words", "is_named", "code"),
    [
        ([], "The Post", True, None),
        ([NOBODY], "The Post", True, None),
        ([REUTERS], "Reuters", True, None),
        ([REUTERS, NOBODY], "Reuters", True, None),
        ([OFFICIAL], "a senior US official", False, "USA"),
        ([REUTERS, OFFICIAL], "a senior US official", False, "USA"),
        ([DAHL], "Anne Dahl", True, "NOR"),
        ([REUTERS, DAHL], "Anne Dahl", True, "NOR"),
        ([MINISTRY], "the Foreign Ministry", True, "NOR"),
        ([MINISTRY, REUTERS], "Reuters", True, None),
    ],
)
def test_the_origin_is_the_innermost_source_or_the_outlet_itself(
    links: Sequence[Attribution], words: str, is_named: bool, code: str | None
) -> None:
    found = origin(told(*links))
    assert (found.words, found.is_named, found.code) == (words, is_named, code)


def test_two_outlets_in_their_own_voices_are_two_origins() -> None:
    assert len(keys(told(by="The Post"), told(by="The Gazette"))) == 2


def test_an_outlet_and_those_who_cite_it_are_one_origin() -> None:
    assert len(keys(told(by="Reuters"), told(REUTERS), told(REUTERS, by="The Gazette"))) == 1


def test_an_unnamed_official_is_one_origin_with_an_agency_and_with_those_who_cite_it() -> None:
    assert len(keys(told(OFFICIAL, by="Reuters"), told(REUTERS, OFFICIAL))) == 1


def test_unnamed_officials_of_one_country_who_spoke_to_one_outlet_are_counted_once() -> None:
    assert len(keys(told(REUTERS, OFFICIAL), told(REUTERS, DIPLOMAT, by="The Gazette"))) == 1


def test_unnamed_officials_who_spoke_to_two_outlets_are_two_origins() -> None:
    assert len(keys(told(OFFICIAL, by="Reuters"), told(OFFICIAL, by="The Post"))) == 2


def test_unnamed_officials_of_two_countries_are_two_origins() -> None:
    envoy = says("a Norwegian envoy", "NOR", named=False)
    assert len(keys(told(REUTERS, OFFICIAL), told(REUTERS, envoy))) == 2


@pytest.mark.parametrize("links", [(), (OFFICIAL,), (DAHL,), (REUTERS, OFFICIAL)])
def test_copies_have_the_origin_of_the_first(links: tuple[Attribution, ...]) -> None:
    first = told(*links, by="Reuters")
    copy = told(*links, by="The Post", copy_of=first)
    of_a_copy = told(*links, by="The Gazette", copy_of=copy)
    assert len(keys(first, copy, of_a_copy)) == 1


def test_a_person_is_one_origin_whatever_words_name_her() -> None:
    minister = says("the minister", "NOR", name="Anne Dahl", entity="person:dahl", named=False)
    assert keys(told(DAHL), told(REUTERS, minister), told(minister, by="The Gazette")) == {
        "person:dahl"
    }


def test_a_person_without_an_entity_is_one_origin_by_the_words() -> None:
    one, other = says("Anne Dahl", "NOR"), says("ANNE DAHL", "NOR")
    assert len(keys(told(one), told(other, by="The Gazette"))) == 1
    assert len(keys(told(one), told(says("Anne Dahl", "DNK")))) == 2


def test_a_body_with_an_entity_is_one_origin_whatever_words_name_it() -> None:
    oslo = says("Oslo’s diplomats", "NOR", entity="organ:NOR:mfa")
    assert len(keys(told(MINISTRY), told(oslo, by="The Gazette"))) == 1


@pytest.mark.parametrize(
    "words", ["the Norwegian news agency", "a Finnish newspaper", "state media", "a news service"]
)
def test_an_outlet_is_known_by_its_words_where_no_table_has_it(words: str) -> None:
    assert origin(told(says(words, "NOR", sector=None))).key.startswith("outlet:")


@pytest.mark.parametrize("words", ["a government official", "the Foreign Ministry", "a reader"])
def test_others_are_no_outlets(words: str) -> None:
    assert not origin(told(says(words, "NOR"))).key.startswith("outlet:")


def test_a_page_without_a_publisher_is_its_own_origin() -> None:
    found = origin(told(by=None))
    assert found.words.startswith("https://news.example/")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reuters", "the Reuters news agency"),
        ("The Washington Post", "Washington Post"),
        ("Yonhap News Agency", "Yonhap"),
        ("Example.com", "EXAMPLE"),
        ("The Example Daily", "The Example"),
        ("ＮＨＫ", "NHK"),
        ("Straße", "STRASSE"),
    ],
)
def test_two_ways_of_writing_an_outlet_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Guardian", "The Post"), ("The Agency", "The Press"), ("新华社", "朝日")],
)
def test_two_outlets_stay_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(name=st.text(min_size=1))
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_a_chain_begins_with_who_prints_it_and_ends_with_who_knows() -> None:
    assert chain(told(REUTERS, NOBODY, OFFICIAL)) == ("The Post", "Reuters", "a senior US official")


def test_six_outlets_may_be_one_origin() -> None:
    first = told(OFFICIAL, by="Reuters")
    copies = [told(OFFICIAL, by=f"Paper {n}", copy_of=first) for n in range(3)]
    cited = [told(REUTERS, OFFICIAL, by=f"Station {n}") for n in range(2)]
    assert len(keys(first, *copies, *cited)) == 1


@pytest.mark.parametrize(
    ("words", "code", "entity", "sector"),
    [
        ("the International Atomic Energy Agency", "IAEA", "body:IAEA", Sector.IGO),
        ("the Central Intelligence Agency", "USA", "organ:USA:cia", Sector.SPY),
    ],
)
def test_a_body_called_agency_is_no_outlet(
    words: str, code: str, entity: str, sector: Sector
) -> None:
    found = origin(told(says(words, code, entity=entity, sector=sector)))
    assert found.code == code
    assert not found.key.startswith("outlet:")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Süddeutsche Zeitung", "Suddeutsche Zeitung"), ("Agência Lusa", "Agencia Lusa")],
)
def test_accents_part_no_outlets(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_an_outlet_that_the_tables_know_is_one_by_any_of_its_names() -> None:
    names = ("SANA", "the Syrian Arab News Agency")
    sources = [says(name, "SYR", entity="outlet:sana", sector=Sector.MED) for name in names]
    assert len(keys(*(told(source) for source in sources))) == 1


def test_a_copy_of_a_page_that_nobody_signs_has_its_origin() -> None:
    first = telling("The envoys met", "met", publisher=None, page="p1")
    copy = telling("The envoys met", "met", publisher="The Post", page="p2", copy_of=first)
    assert len(keys(first, copy)) == 1
