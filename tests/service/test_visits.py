"""When a visitor was here last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from demarche.service.visits import Visit, visit

NINE = datetime(2021, 3, 14, 9, tzinfo=UTC)


def come(*minutes: float) -> Visit:
    """Return the visit of one who comes at these minutes after nine."""
    said = None
    for after in minutes:
        found = visit(said, NINE + timedelta(minutes=after))
        said = found.written()
    return found


def test_a_first_visit_is_since_nothing() -> None:
    assert come(0).since is None


def test_a_visit_goes_on_while_it_is_not_quiet_for_long() -> None:
    assert come(0, 20, 40, 60).since is None


def test_after_half_an_hour_of_quiet_another_visit_is_since_the_end_of_the_last() -> None:
    assert come(0, 20, 55).since == NINE + timedelta(minutes=20)


def test_it_stays_since_then_for_as_long_as_the_visit_lasts() -> None:
    assert come(0, 20, 55, 70, 90).since == NINE + timedelta(minutes=20)


def test_a_cookie_is_not_written_anew_with_every_page() -> None:
    assert come(0, 0.2, 0.5).written() == come(0).written()


@pytest.mark.parametrize(
    "said",
    [
        "", "~", "nonsense", "2021-03-14~soon", "~2021-03-14T08:00:00",
        "~2031-03-14T09:00:00+00:00",
        "2021-03-14T08:00:00+00:00~2021-03-13T08:00:00+00:00",
    ],
)  # fmt: skip
def test_what_a_cookie_cannot_know_is_not_believed(said: str) -> None:
    assert visit(said, NINE) == Visit(None, NINE)
