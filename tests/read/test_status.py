"""Negation and days settle whether an act took place."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.model import Days, EventType, Status
from demarche.read import silence, status
from tests.read.fakes import sentence

PRINTED = Days.on(date(2021, 3, 14))
LATER = Days.on(date(2021, 3, 17))
NO_ANNOUNCEMENT = sentence(
    "They will not make an announcement",
    [(3, "nsubj"), (3, "aux"), (3, "advmod"), (-1, "root"), (5, "det"), (3, "obj")],
)


@pytest.mark.parametrize(
    ("guessed", "kind", "settled"),
    [
        (Status.PLANNED, EventType.POLICY, Status.WILL_NOT_HAPPEN),
        (Status.HAPPENED, EventType.POLICY, Status.WILL_NOT_HAPPEN),
        (Status.POSSIBLE, EventType.POLICY, Status.POSSIBLE),
        (Status.PLANNED, EventType.REJECT, Status.PLANNED),
    ],
)
def test_a_negated_light_verb_denies_its_noun(
    guessed: Status, kind: EventType, settled: Status
) -> None:
    made = NO_ANNOUNCEMENT.tokens[3]
    assert made.lemma == "make"
    assert status.negated(guessed, kind, 5, NO_ANNOUNCEMENT) is settled


def test_without_a_negation_nothing_is_turned_round() -> None:
    plain = sentence("They met", [(1, "nsubj"), (-1, "root")])
    assert status.negated(Status.HAPPENED, EventType.CONSULT, 1, plain) is Status.HAPPENED


@pytest.mark.parametrize(
    ("guessed", "days", "settled"),
    [
        (Status.ONGOING, LATER, Status.PLANNED),
        (Status.ONGOING, PRINTED, Status.ONGOING),
        (Status.ONGOING, None, Status.ONGOING),
        (Status.DID_NOT_HAPPEN, LATER, Status.DID_NOT_HAPPEN),
        (Status.HAPPENED, LATER, Status.PLANNED),
        (Status.HAPPENED, None, Status.HAPPENED),
    ],
)
def test_what_is_under_way_only_in_days_to_come_is_planned(
    guessed: Status, days: Days | None, settled: Status
) -> None:
    assert status.by_days(guessed, days, PRINTED) is settled


def test_a_silence_that_lasts_is_ongoing_and_one_that_is_over_happened() -> None:
    lasting = sentence(
        "Oslo has not responded", [(3, "nsubj"), (3, "aux"), (3, "advmod"), (-1, "root")]
    )
    over = sentence("Oslo did not respond", [(3, "nsubj"), (3, "aux"), (3, "advmod"), (-1, "root")])
    assert silence.status(3, lasting) is Status.ONGOING
    assert silence.status(3, over) is Status.HAPPENED
