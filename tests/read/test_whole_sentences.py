"""What whole sentences are read as, by the shipped model and the rules on top of it."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.model import EventType, Mention, Status
from demarche.service import Reader

PRINTED = "2021-06-14"
READER = Reader()


def told(text: str, kind: EventType) -> Mention:
    """The one act of a type that a text tells."""
    (found,) = [
        m for m in READER.read_text(text, published=PRINTED).mentions if m.event_type is kind
    ]
    return found


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Ecuador has not answered the letters that Peru has sent since May.", date(2021, 5, 1)),
        (
            "Ghana has not responded to any of the approaches that Mali’s new government has made "
            "since May.",
            date(2021, 5, 1),
        ),
        (
            "Norway has had no reply from Cuba to the notes that it handed over since early March.",
            date(2021, 3, 1),
        ),
    ],
)
def test_a_silence_is_as_old_as_what_is_not_answered(text: str, since: date) -> None:
    silence = told(text, EventType.REJECT)
    assert silence.occurred
    assert silence.occurred.days.first == since


def test_who_tells_of_a_plan_without_a_likely_actor_is_the_actor() -> None:
    text = (
        "The ministers met in Bonn. Prime Minister Erna Solberg told reporters that the review "
        "would be completed in May."
    )
    (actor,) = told(text, EventType.POLICY).actors
    assert "Solberg" in actor.text


def test_an_agency_and_whom_it_cites_are_two_sources() -> None:
    text = "Hungary has expelled two Serbian diplomats, Reuters said, citing a government official."
    chain = [
        link.source and link.source.text for link in told(text, EventType.SANCTION).attributions
    ]
    assert chain == ["Reuters", "a government official"]


def test_an_occasion_that_is_called_by_its_month_dates_what_was_said_there() -> None:
    text = "Peru’s president vowed at the May party congress to go on with the reforms."
    vow = told(text, EventType.POLICY)
    assert vow.occurred
    assert (vow.occurred.days.first, vow.occurred.days.last) == (
        date(2021, 5, 1),
        date(2021, 5, 31),
    )


def test_of_two_titles_joined_the_second_is_of_the_first_ones_country() -> None:
    text = "The Secretary of State and the Defense Secretary hold talks with Seoul this week."
    talks = told(text, EventType.CONSULT)
    assert [party.code for party in talks.actors] == ["USA", "USA"]


def test_a_plan_for_this_week_in_a_sunday_paper_is_for_the_week_to_come() -> None:
    text = "The prime ministers of Norway and Chile will meet in Oslo this week, aides said."
    (talks,) = READER.read_text(text, published="2021-06-13").mentions
    assert talks.occurred
    assert talks.occurred.days.first == date(2021, 6, 14)
    assert talks.occurred.days.last == date(2021, 6, 20)


def test_a_wish_to_hear_others_is_a_meeting_to_come() -> None:
    text = "Norway's premier, an aide said, is keen to heed the advice of Chile and Peru first."
    wish = told(text, EventType.CONSULT)
    assert wish.status is Status.PLANNED
    assert [party.code for party in wish.actors] == ["NOR"]
    assert [party.code for party in wish.recipients] == ["CHL", "PER"]


def test_a_measure_in_force_is_by_whoever_owns_the_policy_that_it_explains() -> None:
    text = (
        "Norway demanded that Chile end what it calls its hostile policy, referring to sanctions "
        "over Norway's fishing fleet."
    )
    measure = told(text, EventType.SANCTION)
    assert measure.status is Status.ONGOING
    assert [party.code for party in measure.actors] == ["CHL"]
    assert [party.code for party in measure.recipients] == ["NOR"]


def test_talks_with_a_counterpart_in_a_city_are_held_there() -> None:
    text = "Norway’s ministers will hold talks with their Chilean counterparts in Lima on Friday."
    talks = told(text, EventType.CONSULT)
    assert talks.place
    assert talks.place.text == "Lima"


def test_a_place_has_its_whole_name() -> None:
    talks = told("Peru’s premier met Chile’s in New York on Friday.", EventType.CONSULT)
    assert talks.place
    assert (talks.place.text, talks.place.code) == ("New York", "USA")


def test_what_was_done_on_a_weekday_was_done_on_the_last() -> None:
    march = told("Protesters who are to meet the premier marched on Saturday.", EventType.PROTEST)
    assert march.occurred
    assert (march.status, march.occurred.days.first) == (Status.HAPPENED, date(2021, 6, 12))
