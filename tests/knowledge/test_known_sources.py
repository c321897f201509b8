"""Each row of the table of well-known sources."""

from __future__ import annotations

import re

import pytest

from demarche.gather.canonical import canonical
from demarche.knowledge.rows import rows
from demarche.knowledge.sources import KnownSource, known_sources

ROWS = pytest.mark.parametrize("row", known_sources(), ids=lambda row: row.id)
COUNTRIES = {
    row[0]
    for row in rows(
        "countries",
        *"code name aliases adjectives persons plurals capitals seats weight".split(),
    )
}
GROUNDS = {
    "documented by the publisher",
    "seen in public code",
    "the feed itself seen among public pages",
    "known",
}


@ROWS
def test_an_id_is_small_letters_digits_and_hyphens(row: KnownSource) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row.id)


@ROWS
def test_an_address_is_spelled_as_the_record_knows_it(row: KnownSource) -> None:
    assert canonical(row.source.address) == row.source.address


@ROWS
def test_a_source_has_a_name_a_publisher_a_language_and_a_topic(row: KnownSource) -> None:
    assert all((row.source.name, row.source.publisher, row.source.language, row.topic))


@ROWS
def test_a_country_is_one_of_the_table_of_countries(row: KnownSource) -> None:
    assert row.source.country in COUNTRIES | {None}


@ROWS
def test_no_source_is_graded_by_us(row: KnownSource) -> None:
    assert row.source.grade is None


@ROWS
def test_it_is_said_what_an_address_rests_on(row: KnownSource) -> None:
    assert row.seen in GROUNDS


def test_no_two_sources_have_an_id_or_an_address_or_a_name_in_common() -> None:
    known = known_sources()
    for told in (
        {row.id for row in known},
        {row.source.address for row in known},
        {row.source.name for row in known},
    ):
        assert len(told) == len(known)


def test_state_media_are_marked_so() -> None:
    marked = {row.source.publisher for row in known_sources() if "state media" in row.topic}
    assert marked == {"Anadolu Agency", "CGTN", "IRNA", "RT", "TASS", "Xinhua"}
