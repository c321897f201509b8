"""Reports of one review of policy, and what is awaited of them."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.model import Attribution, Days, EventType, Status
from demarche.model.events import Telling
from demarche.model.ledger import Expectation, Outcome
from demarche.record.expectations import expectation
from tests.record.told import days, event, says, telling

HAPPENED, ONGOING, PLANNED, POSSIBLE, DID_NOT, WILL_NOT = Status
WEEKS = days("2021-03-15", "2021-04-25", words="in the coming weeks")
SUMMER = days("2021-06-01", "2021-08-31", words="by summer")
DEPUTY = says("the deputy minister", "NOR", entity="organ:NOR:deputy")


def review(
    status: Status,
    printed: str = "2021-03-14",
    occurred: Days | None = None,
    *,
    words: str = "Norway and the completion of its review",
    chain: Sequence[Attribution] = (),
    page: str | None = None,
) -> Telling:
    """What a report says of a review of policy."""
    return telling(
        words,
        "completion" if "completion" in words else "completed",
        EventType.POLICY,
        status,
        actors="NOR",
        occurred=occurred,
        chain=chain,
        printed=printed,
        page=page,
    )


def awaited(*tellings: Telling) -> Expectation:
    found = expectation(event(*tellings))
    assert found is not None
    return found


def outcome(*tellings: Telling) -> Outcome:
    return awaited(*tellings).outcome


PLAN = review(PLANNED, "2021-03-14", WEEKS)


def pairs(*told: tuple[Telling, Telling]) -> set[frozenset[str]]:
    return {frozenset((one.mention.id, other.mention.id)) for one, other in told}
