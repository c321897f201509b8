"""Sources that make no sense cannot be made."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import PageKind, Refused, Source, SourceKind

FEED = Source("https://post.example/feed.xml")


def test_a_source_is_a_feed_of_which_nothing_is_known_unless_it_is_said() -> None:
    assert (
        Source("https://post.example/feed.xml", SourceKind.FEED, None, None, None, None, None)
        == FEED
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://post.example",
        "http://post.example/",
        "HTTPS://Post.Example/Feed?section=world&page=1",
        "http://127.0.0.1:8000/feed",
        "http://[::1]/feed",
        "https://bücher.example/feed",
    ],
)
def test_an_address_of_the_web_is_one_of_a_source(address: str) -> None:
    assert Source(address).address == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "feed",
        "post.example/feed.xml",
        "ftp://post.example/feed.xml",
        "file:///etc/hosts",
        "https://",
        "https:///feed",
        "https://post.example/a feed",
        " https://post.example/feed",
        "https://post.example/feed\n",
        "feed:https://post.example/feed",
    ],
)
def test_what_is_no_address_of_the_web_is_none_of_a_source(address: str) -> None:
    with pytest.raises(ValueError, match="no http or https address"):
        Source(address)


@pytest.mark.parametrize("country", ["NOR", "USA", "XKX"])
def test_a_country_is_a_code_of_three_letters(country: str) -> None:
    assert replace(FEED, country=country).country == country


@pytest.mark.parametrize("country", ["", "NO", "nor", "NORW", "Norway", "N0R", "NOR\n"])
def test_what_is_no_code_is_no_country(country: str) -> None:
    with pytest.raises(ValueError, match="no code of a country"):
        replace(FEED, country=country)


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh-Hant"])
def test_a_language_is_a_code(language: str) -> None:
    assert replace(FEED, language=language).language == language


@pytest.mark.parametrize("language", ["", "English, mostly", "e", "en_GB", "en\n"])
def test_what_is_no_code_is_no_language(language: str) -> None:
    with pytest.raises(ValueError, match="no code of a language"):
        replace(FEED, language=language)


@pytest.mark.parametrize("name", ["", " ", "The Post\n", " The Post", "The\u2028Post", "The\0Post"])
def test_what_is_not_on_one_line_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match="no name on one line"):
        replace(FEED, name=name)
    with pytest.raises(ValueError, match="no name on one line"):
        replace(FEED, publisher=name)


@given(letter=st.sampled_from("ABCDEF"), number=st.sampled_from(["", *"123456"]))
def test_a_grade_is_one_of_the_admiralty_scale(letter: str, number: str) -> None:
    assert replace(FEED, grade=letter + number).grade == letter + number


@pytest.mark.parametrize("grade", ["", "G1", "A0", "A7", "a1", "1A", "A12", "good", "A1\n"])
def test_what_is_not_on_the_scale_is_no_grade(grade: str) -> None:
    with pytest.raises(ValueError, match="no grade of the Admiralty scale"):
        replace(FEED, grade=grade)


def test_a_source_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        FEED.name = "another"  # type: ignore[misc]


def test_each_kind_of_page_that_is_no_article_is_a_reason_to_keep_one_out() -> None:
    kinds = {kind.value for kind in PageKind if kind is not PageKind.ARTICLE}
    assert kinds < {refused.value for refused in Refused}
