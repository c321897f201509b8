"""Names are found however print writes them, and only where they are names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.knowledge import Entry, EntryKind, Knowledge, Names
from demarche.model import Sector


@pytest.fixture(scope="module")
def names() -> Names:
    return Knowledge.load().names


def found(names: Names, text: str) -> list[tuple[str, str]]:
    """Each name in `text`, whose words are parted by spaces, with the likeliest entity."""
    words = text.split()
    return [
        (" ".join(words[match.start : match.end]), match.entries[0].entity)
        for match in names.match(words)
    ]


@pytest.mark.parametrize(
    "printed", ["U.S.", "U.S", "US", "U . S .", "U.S.'s", "USA", "United States", "UNITED STATES"]
)
def test_the_united_states_are_found_in_every_spelling(names: Names, printed: str) -> None:
    assert found(names, f"the {printed} said") == [(printed, "country:USA")]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Turkey’s president", "country:TUR"),
        ("TURKEY SAYS NO", "country:TUR"),
        ("Côte d’Ivoire", "country:CIV"),
        ("Cote d'Ivoire", "country:CIV"),
        ("Burma", "country:MMR"),
        ("DPRK", "country:PRK"),
        ("N. Korea", "country:PRK"),
        ("S. Korean", "people:KOR"),
        ("the Soviets", "people:SUN"),
        ("Danes", "people:DNK"),
        ("Pyongyang", "city:PRK:pyongyang"),
        ("Kiev", "city:UKR:kyiv"),
        ("Deir ez - Zor", "city:SYR:deir-ez-zor"),
        ("Khan Shaykhun", "city:SYR:khan-sheikhoun"),
        ("the Hague", "city:NLD:the-hague"),
        ("the State Department", "organ:USA:state-department"),
        ("the Élysée", "organ:FRA:elysee"),
        ("the Blue House", "organ:KOR:blue-house"),
        ("the security council", "body:UNSC"),
        ("Nato", "body:NATO"),
        ("NATO", "body:NATO"),
        ("the Kurdistan Workers ’ party", "group:PKK"),
        ("Hay’at Tahrir al-Sham", "group:HTS"),
        ("Isis", "group:ISIS"),
        ("Yonhap News Agency", "outlet:yonhap"),
        ("Recep", None),
    ],
)
def test_a_name_is_found(names: Names, text: str, entity: str | None) -> None:
    assert [match.entries[0].entity for match in names.match(text.split())] == (
        [entity] if entity else []
    )


@pytest.mark.parametrize(
    "text",
    [
        "let us go",
        "Let us go",
        "they ate turkey off china plates",
        "who is it",
        "WHO IS IT",
        "a nice male guardian",
        "the gulf between them",
        "an amnesty was declared by congress",
    ],
)
def test_common_words_are_no_names(names: Names, text: str) -> None:
    assert found(names, text) == []


def test_the_longest_name_wins(names: Names) -> None:
    assert found(names, "the West Bank and the West") == [
        ("West Bank", "region:PSE:west-bank"),
        ("the West", "region:west"),
    ]
    assert found(names, "North Korean troops in South Korea") == [
        ("North Korean", "people:PRK"),
        ("South Korea", "country:KOR"),
    ]


def test_an_ambiguous_name_gives_all_it_may_mean_the_likeliest_first(names: Names) -> None:
    (brussels,) = names.match(["Brussels"])
    assert [(entry.kind, entry.code) for entry in brussels.entries] == [
        (EntryKind.BODY, "EU"),
        (EntryKind.CAPITAL, "BEL"),
    ]
    (georgia,) = names.match(["Georgia"])
    assert [entry.code for entry in georgia.entries] == ["GEO", "USA"]


def test_a_name_inside_a_word_is_marked_as_partial(names: Names) -> None:
    (joined,) = names.match(["U.S.-backed", "forces"])
    (parted,) = names.match(["U.S.", "-", "backed", "forces"])
    assert (joined.entries, joined.is_partial) == (parted.entries, True)
    assert not parted.is_partial


def test_a_whole_name_can_be_looked_up(names: Names) -> None:
    assert [entry.entity for entry in names.lookup("Republic of Korea")] == ["country:KOR"]
    assert names.lookup("Republic of Nowhere") == ()


WORDS = st.lists(
    st.one_of(
        st.sampled_from(["the", "U.S.", "West", "Bank", "Islamic", "State", "U", ".", "S", "-"]),
        st.text(min_size=1, max_size=6),
    ),
    max_size=12,
)


@given(words=WORDS)
def test_matches_lie_within_the_words_in_order(words: list[str]) -> None:
    entry = Entry("group:ISIS", "Islamic State", EntryKind.GROUP, "ISIS", None)
    names = Names([("Islamic State", entry), ("US", entry), ("the West", entry), ("West", entry)])
    matches = names.match(words)
    assert all(0 <= match.start < match.end <= len(words) for match in matches)
    assert list(matches) == sorted(matches, key=lambda match: match.start)
    assert all(
        before.end <= after.start or before.is_partial for before, after in pairwise(matches)
    )


@pytest.mark.parametrize(
    ("name", "sector"),
    [("Kurds", Sector.REB), ("Hispanics", Sector.CVL), ("Scottish", Sector.GOV)],
)
def test_a_people_with_a_cause_or_a_government_has_its_sector(name: str, sector: Sector) -> None:
    entry = Knowledge.load().names.lookup(name)[0]
    assert entry.sector is sector
