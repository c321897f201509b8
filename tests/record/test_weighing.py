"""How likely two mentions tell of one event."""

from __future__ import annotations

from demarche.model import EventType, Status
from demarche.model.events import Telling
from demarche.record.traces import trace
from demarche.record.weighing import chances
from tests.record.told import days, telling


def chance(one: Telling, other: Telling) -> float:
    return float(chances([trace(one)], [trace(other)])[0, 0])


def review(words: str, trigger: str, status: Status, page: str) -> Telling:
    return telling(words, trigger, EventType.POLICY, status, actors="NOR", page=page)


FINISHED = review("Norway will finish its review of the treaty", "finish", Status.PLANNED, "one")


def test_an_article_does_not_deny_what_it_tells_in_other_words() -> None:
    words = "Norway will not announce its review of the treaty"
    denied = review(words, "announce", Status.WILL_NOT_HAPPEN, "one")
    assert chance(FINISHED, denied) == 0
    assert chance(FINISHED, review(words, "announce", Status.PLANNED, "one")) > 0


def test_another_article_may_deny_it() -> None:
    words = "Norway will not finish its review of the treaty"
    assert chance(FINISHED, review(words, "finish", Status.WILL_NOT_HAPPEN, "two")) > 0


def test_what_one_article_tells_of_two_days_is_two_events() -> None:
    def raid(day: str, page: str) -> Telling:
        return telling(
            f"Norway fired two missiles at Peru on {day}",
            "fired",
            EventType.ASSAULT,
            actors="NOR",
            recipients="PER",
            occurred=days(day),
            page=page,
        )

    assert chance(raid("2021-03-10", "one"), raid("2021-03-06", "one")) == 0
    assert chance(raid("2021-03-10", "one"), raid("2021-03-06", "two")) > 0
