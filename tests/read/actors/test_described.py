"""A person told only by a field is the one whom the article names with it."""

from __future__ import annotations

from tests.read.actors.staging import staged

NAMED = (
    "A senior US diplomat for Baltic trade affairs spoke on Friday. "
    "“Soon,” said Mary Holbrook, acting US assistant secretary of state for Baltic and Nordic "
    "trade affairs."
)


def test_an_unnamed_diplomat_is_the_one_named_with_the_same_field() -> None:
    party = staged(NAMED).party("A senior US diplomat for Baltic trade affairs")
    assert (party.name, party.code, party.entity) == ("Mary Holbrook", "USA", None)


def test_another_field_names_nobody() -> None:
    party = staged(NAMED.replace("Baltic trade affairs spoke", "Pacific arms affairs spoke")).party(
        "A senior US diplomat for Pacific arms affairs"
    )
    assert (party.name, party.code) == (None, "USA")


def test_a_field_of_one_word_is_too_little() -> None:
    text = NAMED.replace("for Baltic trade affairs spoke", "for affairs spoke")
    assert staged(text).party("A senior US diplomat for affairs").name is None
