"""Approaches without an answer: how long they last, and what breaks the silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.knowledge.approaches import Approach, approaches
from demarche.model import Attribution, Days, EventType, Status
from demarche.model.events import Telling
from demarche.model.ledger import Quiet, Silence
from demarche.record.silences import (
    is_lasting,
    is_unanswered,
    may_answer_for,
    silence,
    speaks_of_an_approach,
)
from tests.record.told import days, event, outlet, says, telling

HAPPENED, ONGOING, PLANNED, POSSIBLE, DID_NOT, WILL_NOT = Status
SINCE_FEBRUARY = days("2021-02-11", "2021-03-14", words="since mid-February")
RULE = {"rule": "silence:not_respond"}
REUTERS = outlet("Reuters")
OFFICIAL = says("a US official", "USA", named=False)
CHOE = says("Choe Son Hui", "PRK", entity="person:choe")


def quiet(
    status: Status = ONGOING,
    printed: str = "2021-03-14",
    occurred: Days | None = SINCE_FEBRUARY,
    *,
    silent: str = "PRK",
    asking: str = "USA",
    chain: Sequence[Attribution] = (REUTERS, OFFICIAL),
    page: str | None = None,
) -> Telling:
    """A report that Pyongyang has not answered Washington."""
    return telling(
        "Pyongyang has not responded to any outreach by Washington",
        "has not responded",
        EventType.REJECT,
        status,
        actors=silent,
        recipients=asking,
        occurred=occurred,
        chain=chain,
        printed=printed,
        page=page,
        why=RULE,
    )


def answer(
    event_type: EventType = EventType.REJECT,
    status: Status = HAPPENED,
    *,
    sentence: str = "Pyongyang spoke of the attempts by Washington",
    actors: str = "PRK",
    recipients: str = "USA",
    chain: Sequence[Attribution] = (CHOE,),
    printed: str = "2021-03-18",
    page: str | None = None,
) -> Telling:
    """What Pyongyang says, when the case does not say otherwise."""
    return telling(
        sentence,
        "spoke",
        event_type,
        status,
        actors=actors,
        recipients=recipients,
        chain=chain,
        printed=printed,
        page=page,
    )


def found_in(*tellings: Telling, said: Sequence[Telling] = ()) -> Silence:
    found = silence(event(*tellings), said)
    assert found is not None
    return found


def broken_on(*said: Telling, told: Sequence[Telling] = (quiet(),)) -> str | None:
    broken = found_in(*told, said=said).broken
    return broken.printed.isoformat() if broken else None


def test_an_approach_that_is_not_answered_is_a_silence_with_its_sides() -> None:
    found = found_in(quiet())
    assert found.kind is Quiet.UNANSWERED
    assert [side.code for side in found.silent] == ["PRK"]
    assert [side.code for side in found.asking] == ["USA"]
    assert [said.source for said in found.words] == ["a US official"]
    assert found.broken is None


@pytest.mark.parametrize("status", [HAPPENED, PLANNED, POSSIBLE, DID_NOT])
def test_only_what_lasts_as_it_is_printed_is_a_silence(status: Status) -> None:
    told = quiet(status)
    assert is_unanswered(told.mention)
    assert not is_lasting(told.mention)
    assert silence(event(told)) is None


@pytest.mark.parametrize("event_type", [EventType.REJECT, EventType.CONSULT, EventType.POLICY])
def test_other_acts_that_last_are_no_silence(event_type: EventType) -> None:
    assert silence(event(answer(event_type, ONGOING))) is None


def test_the_sides_are_those_that_most_tellings_have() -> None:
    turned = quiet(silent="USA", asking="PRK", page="c")
    found = found_in(quiet(page="a"), quiet(page="b"), turned)
    assert [side.code for side in found.silent] == ["PRK"]
    assert [side.code for side in found.asking] == ["USA"]


def test_each_telling_of_it_is_kept_in_the_order_of_print() -> None:
    found = found_in(quiet(printed="2021-03-16"), quiet(printed="2021-03-14"))
    assert [said.printed.day for said in found.words] == [14, 16]


def test_it_began_when_most_tellings_have_it() -> None:
    february, march = days("2021-02-11", "2021-03-20"), days("2021-03-01", "2021-03-20")
    told = [quiet(occurred=one, page=name) for one, name in [(march, "a"), (february, "b")]]
    assert found_in(*told, quiet(occurred=march, page="c")).began == march
    assert found_in(*told).began == february


@pytest.mark.parametrize(
    ("day", "lasted"),
    [("2021-02-01", 0), ("2021-02-11", 0), ("2021-02-12", 1), ("2021-03-14", 31)],
)
def test_the_clock_counts_days_from_the_first(day: str, lasted: int) -> None:
    assert found_in(quiet()).days(date.fromisoformat(day)) == lasted


def test_the_clock_runs_on_while_nobody_answers() -> None:
    assert found_in(quiet()).days(date(2022, 2, 11)) == 365


def test_the_clock_stops_with_the_answer() -> None:
    found = found_in(quiet(), said=[answer(printed="2021-03-18")])
    assert found.days(date(2021, 3, 17)) == 34
    assert found.days(date(2021, 3, 18)) == found.days(date(2022, 1, 1)) == 35


def test_there_is_no_clock_where_nobody_says_since_when() -> None:
    found = found_in(quiet(occurred=None))
    assert found.began is None
    assert found.days(date(2021, 3, 14)) is None


@pytest.mark.parametrize(
    "said",
    [
        answer(),
        answer(EventType.AGREE),
        answer(EventType.CONCEDE),
        answer(status=ONGOING),
        answer(status=PLANNED),
        answer(status=WILL_NOT),
        answer(chain=[REUTERS, CHOE]),
        answer(chain=[]),
        answer(recipients=""),
        answer(recipients="KOR USA"),
        answer(EventType.CONSULT, actors="USA", recipients="PRK"),
        answer(EventType.REQUEST, actors="USA", recipients=""),
    ],
)
def test_the_silent_sides_own_word_on_the_approach_breaks_it(said: Telling) -> None:
    assert broken_on(said) == "2021-03-18"


@pytest.mark.parametrize(
    "said",
    [
        answer(EventType.ASSAULT),
        answer(EventType.MOBILIZE),
        answer(EventType.ACCUSE),
        answer(sentence="Pyongyang spoke of its missiles"),
        answer(recipients="KOR"),
        answer(status=POSSIBLE),
        answer(status=DID_NOT),
        answer(actors="KOR", chain=[says("a Korean minister", "KOR")]),
        answer(EventType.CONSULT, actors="KOR", recipients="PRK"),
    ],
)
def test_other_acts_do_not_break_it(said: Telling) -> None:
    assert broken_on(said) is None


@pytest.mark.parametrize(
    "said",
    [
        answer(chain=[OFFICIAL]),
        answer(chain=[REUTERS]),
        answer(chain=[REUTERS, OFFICIAL]),
        answer(EventType.CONSULT, actors="USA", recipients="PRK", chain=[OFFICIAL]),
        answer(EventType.CONSULT, actors="USA", recipients="PRK", chain=[]),
    ],
)
def test_that_others_say_so_does_not_break_it(said: Telling) -> None:
    assert broken_on(said) is None


def test_who_will_not_comment_on_the_approach_answers_nobody() -> None:
    said = answer(sentence="Pyongyang spoke to decline comment on the outreach")
    assert may_answer_for(said) == set()
    assert broken_on(said) is None


def test_that_it_is_told_again_does_not_break_it() -> None:
    assert broken_on(quiet(printed="2021-03-20")) is None


def test_the_first_answer_breaks_it() -> None:
    told = [answer(printed="2021-03-25"), answer(printed="2021-03-18")]
    assert broken_on(*told) == "2021-03-18"


@pytest.mark.parametrize("printed", ["2021-01-10", "2021-03-01", "2021-03-14"])
def test_what_was_in_print_when_the_silence_was_first_told_of_does_not_break_it(
    printed: str,
) -> None:
    assert broken_on(answer(printed=printed)) is None
    assert broken_on(answer(printed=printed), answer(printed="2021-03-18")) == "2021-03-18"


def test_a_silence_that_is_told_again_after_the_answer_stays_broken() -> None:
    told = [quiet(), quiet(printed="2021-03-20")]
    assert broken_on(answer(printed="2021-03-18"), told=told) == "2021-03-18"


def approach(*channels: str, printed: str = "2021-03-14") -> Telling:
    return telling(
        "Washington reached out to Pyongyang",
        "reached out",
        actors="USA",
        recipients="PRK",
        printed=printed,
        page=f"{printed} {channels}",
        why={"channels": channels} if channels else {},
    )


def test_a_silence_has_the_channels_of_the_approaches_each_once() -> None:
    told = [
        approach("letters", "mission to the UN", printed="2021-03-16"),
        approach("mission to the UN", "several other channels", printed="2021-03-14"),
        approach(printed="2021-03-13"),
    ]
    found = silence(event(quiet()), approaches=told)
    assert found is not None
    assert found.channels == ("mission to the UN", "several other channels", "letters")


def announcement(
    status: Status = WILL_NOT, printed: str = "2021-03-14", occurred: Days | None = None
) -> Telling:
    """What a report says of an announcement on a trip."""
    return telling(
        "The envoys and a formal announcement on the trip",
        "announcement",
        EventType.POLICY,
        status,
        actors="USA",
        occurred=occurred,
        printed=printed,
    )


def test_what_will_not_be_announced_is_a_silence_of_its_own_kind() -> None:
    trip = days("2021-03-17", "2021-03-18")
    found = found_in(announcement(occurred=trip))
    assert (found.kind, found.began, found.broken) == (Quiet.NO_ANNOUNCEMENT, trip, None)
    assert [side.code for side in found.silent] == ["USA"]
    assert [said.quote for said in found.words] == [announcement().quote]


@pytest.mark.parametrize("status", [HAPPENED, PLANNED, POSSIBLE, DID_NOT])
def test_other_words_on_an_announcement_are_no_silence(status: Status) -> None:
    assert silence(event(announcement(status))) is None


def test_what_was_announced_after_all_is_no_silence() -> None:
    told = [announcement(), announcement(HAPPENED, "2021-03-18")]
    assert silence(event(*told)) is None


def test_other_acts_that_will_not_be_are_no_silence() -> None:
    assert silence(event(telling("They will not meet", "meet", status=WILL_NOT))) is None


SAID = [
    answer(event_type, chain=chain, printed=f"2021-03-{day}", page=f"{event_type} {number} {day}")
    for event_type in (EventType.REJECT, EventType.ASSAULT)
    for number, chain in enumerate([(CHOE,), (OFFICIAL,)])
    for day in (10, 18, 25)
]


@given(said=st.lists(st.sampled_from(SAID), unique_by=lambda one: one.mention.id))
def test_a_silence_does_not_depend_on_the_order_of_arrival(said: list[Telling]) -> None:
    told = [quiet(), quiet(printed="2021-03-20")]
    assert found_in(*told, said=said) == found_in(*reversed(told), said=said[::-1])


@given(said=st.lists(st.sampled_from(SAID), unique_by=lambda one: one.mention.id))
def test_what_is_no_answer_makes_no_difference(said: list[Telling]) -> None:
    answers = [
        one
        for one in said
        if one.mention.event_type is EventType.REJECT and one.mention.attributions == (CHOE,)
    ]
    assert found_in(quiet(), said=said) == found_in(quiet(), said=answers)


@pytest.mark.parametrize("row", approaches(), ids=lambda row: row.id)
def test_each_row_of_the_table_of_approaches_tells_by_its_own_sentences(row: Approach) -> None:
    assert row.examples
    assert row.counter_examples
    assert all(speaks_of_an_approach(sentence) for sentence in row.examples)
    assert not any(speaks_of_an_approach(sentence) for sentence in row.counter_examples)
