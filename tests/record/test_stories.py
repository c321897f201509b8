"""The affair that an event belongs to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import EventType
from demarche.model.events import Telling
from demarche.record.stories import story, topic
from tests.record.told import event, telling


def told(
    sentence: str,
    trigger: str,
    event_type: EventType = EventType.CONSULT,
    *,
    actors: str = "USA",
    recipients: str = "PRK",
    page: str | None = None,
) -> Telling:
    return telling(sentence, trigger, event_type, actors=actors, recipients=recipients, page=page)


@pytest.mark.parametrize(
    ("actors", "recipients", "expected"),
    [
        ("USA", "PRK", "PRK-USA:talks"),
        ("PRK", "USA", "PRK-USA:talks"),
        ("USA PRK", "", "PRK-USA:talks"),
        ("", "USA PRK", "PRK-USA:talks"),
        ("USA JPN", "PRK KOR", "PRK-USA:talks"),
        ("USA", "", "USA:talks"),
        ("", "USA", "USA:talks"),
        ("", "", None),
    ],
)
def test_an_affair_has_at_most_two_countries_and_its_topic(
    actors: str, recipients: str, expected: str | None
) -> None:
    one = told("The envoys met in Oslo", "met", actors=actors, recipients=recipients)
    assert story(event(one)) == expected


def test_a_country_on_both_sides_is_named_once() -> None:
    one = told("Officials met in Oslo", "met", actors="NOR", recipients="NOR")
    assert story(event(one)) == "NOR:talks"


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("Washington will complete its review of policy", "complete", "review"),
        ("The council extended the sanctions by a year", "extended", "sanctions"),
        ("Pyongyang tested two ballistic missiles", "tested", "missiles"),
        ("The two sides agreed to a truce in the north", "agreed", "ceasefire"),
        ("Oslo sent humanitarian relief to the south", "sent", "aid"),
        ("Moscow ignored the overtures from Oslo", "ignored", "outreach"),
        ("The minister visited Helsinki", "visited", "visit"),
        ("They discussed the withdrawal of troops", "discussed", "withdrawal"),
    ],
)
def test_the_topic_is_what_stands_near_the_act(sentence: str, trigger: str, expected: str) -> None:
    assert topic(event(told(sentence, trigger))) == expected


def test_words_far_from_the_act_do_not_count() -> None:
    far = "who had come by the night train from the north with papers that nobody had seen before, "
    sentence = f"The minister, {far * 2} read out the sanctions"
    assert topic(event(told(sentence, "minister", EventType.CONSULT))) == "talks"
    assert topic(event(told(sentence, "read out", EventType.CONSULT))) == "sanctions"


@pytest.mark.parametrize(
    ("event_type", "expected"),
    [
        (EventType.CONSULT, "talks"),
        (EventType.SANCTION, "sanctions"),
        (EventType.ASSAULT, "fighting"),
        (EventType.AID, "aid"),
        (EventType.ACCUSE, "relations"),
        (EventType.POLICY, "relations"),
    ],
)
def test_without_a_word_for_it_the_topic_is_that_of_the_act(
    event_type: EventType, expected: str
) -> None:
    assert topic(event(told("They did so in Oslo", "did", event_type))) == expected


def test_the_topic_is_the_one_that_most_tellings_name() -> None:
    trip, talks = (
        [told(f"The envoys began their {name}", "began", page=f"{name} {n}") for n in range(3)]
        for name in ("trip", "talks")
    )
    assert topic(event(*trip[:1], *talks[:2])) == "talks"
    assert topic(event(*trip[:2], *talks[:1])) == "visit"


def test_tellings_that_name_no_topic_do_not_count() -> None:
    silent = [told("They did so in Oslo", "did", page=name) for name in "abc"]
    assert topic(event(*silent, told("They began their trip", "began"))) == "visit"


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("The two met in Oslo, according to officials", "met", "talks"),
        ("The minister met an aide to the king", "met", "talks"),
        ("They met for an important dinner", "met", "talks"),
        ("The talks will test the alliance", "test", "talks"),
        ("Oslo launched an offensive", "launched", "offensive"),
    ],
)
def test_a_word_within_another_word_is_no_topic(sentence: str, trigger: str, expected: str) -> None:
    assert topic(event(told(sentence, trigger))) == expected


TOLD = [
    told(sentence, trigger, actors=actors, recipients=recipients, page=f"{number}")
    for number, (sentence, trigger, actors, recipients) in enumerate(
        [
            ("The envoys began their trip", "began", "USA", "KOR"),
            ("The envoys began their talks", "began", "USA", "KOR"),
            ("The envoys met", "met", "KOR", "USA"),
            ("They met on the sanctions", "met", "USA JPN", "PRK"),
        ]
    )
]


@given(told=st.permutations(TOLD), number=st.integers(1, len(TOLD)))
def test_an_affair_does_not_depend_on_the_order_of_arrival(
    told: Sequence[Telling], number: int
) -> None:
    some = told[:number]
    assert story(event(*some)) == story(event(*sorted(some, key=lambda one: one.mention.id)))
