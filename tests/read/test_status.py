"""Negation and days settle whether an act took place."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.knowledge.cues import silences
from demarche.model import Days, Status
from demarche.read import silence, status
from tests.read.fakes import sentence

PRINTED = Days.on(date(2021, 3, 14))
LATER = Days.on(date(2021, 3, 17))
NO_ANNOUNCEMENT = sentence(
    "They will not make an announcement",
    [(3, "nsubj"), (3, "aux"), (3, "advmod"), (-1, "root"), (5, "det"), (3, "obj")],
)


def test_a_negated_light_verb_negates_its_noun() -> None:
    assert NO_ANNOUNCEMENT.tokens[3].lemma == "make"
    assert status.has_negation(5, NO_ANNOUNCEMENT)


def test_what_no_negation_hangs_on_is_not_negated() -> None:
    plain = sentence("They met", [(1, "nsubj"), (-1, "root")])
    assert not status.has_negation(1, plain)


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
    assert silence.status(silence.Silence(silences()[0], 3), lasting) is Status.ONGOING
    assert silence.status(silence.Silence(silences()[0], 3), over) is Status.HAPPENED
