"""What is found by its words, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from demarche.model import EventType, Status, UsageError
from demarche.record.asking import Which
from tests.record.fakes import report
from tests.record.news import AID, FINE, FOREIGN, PLAN, VISIT, quote
from tests.record.stores import Desk, Maker, known_failure

CAFE = "A café in Paris serves crêpes."
ODD = "O'Brien's \\ % _ “whale” <-> :* & ! 😀 ½ ² \u00ad\u200b naïve"


@pytest.fixture(scope="module")
def library(maker: Maker) -> Iterator[Desk]:
    """Texts to search, a report each, for tests that change nothing in it."""
    with maker.new() as desk:
        desk.add(*(report(line, name=line) for line in (PLAN, VISIT, FOREIGN, CAFE, ODD)))
        yield desk


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("reviews complete", PLAN),
        ("REVIEWING", PLAN),
        ('"coming weeks"', PLAN),
        ('"two secretaries" seoul', VISIT),
        ("미사일", FOREIGN),
        ("북한", FOREIGN),
        ("발사", FOREIGN),
        ("会谈", FOREIGN),
        ("高层会谈", FOREIGN),
        ("阿拉斯加", FOREIGN),
        ("声明", FOREIGN),
        ("発表", FOREIGN),
        ("中", FOREIGN),
        ("crepes", CAFE),
        ("ＣＡＦÉ", CAFE),
        ("o'brien", ODD),
        ("O'Brien's", ODD),
        ('"<whale>"', ODD),
        ("NAIVE whale", ODD),
        ("½", ODD),
    ],
)
def test_a_passage_is_found_by_its_words(library: Desk, words: str, found: str) -> None:
    assert [hit.text for hit in library.record.search(words)] == [quote(found)]


@pytest.mark.parametrize(
    "words", ["whale dolphins", '"weeks coming"', "谈会", "사일을북", "", '""', "' & | ! :* ("]
)
def test_words_that_stand_nowhere_so_find_nothing(library: Desk, words: str) -> None:
    assert library.record.search(words) == ()


def test_a_hit_names_its_event_page_and_day(desk: Desk) -> None:
    desk.add(report(PLAN, url="https://post.example/a", title="On the review"))
    (hit,) = desk.record.search("weeks")
    assert (hit.event, hit.title, hit.publisher, hit.url, hit.printed) == (
        desk.ids()[0], "On the review", "The Example Post", "https://post.example/a",
        date(2021, 3, 14),
    )  # fmt: skip


def test_what_a_changed_page_said_is_found_in_the_past_alone(desk: Desk) -> None:
    desk.add(report(AID))
    before = desk.clock.tick()
    desk.add(report(VISIT))
    assert desk.record.search("rice") == ()
    assert len(desk.record.as_of(before).search("rice")) == 1


def test_passages_that_ended_do_not_crowd_out_what_holds(desk: Desk) -> None:
    desk.add(*(report(f"A word on dolphins, for the {number}th time.") for number in range(12)))
    assert len(desk.record.search("dolphins", most=1)) == 1


@pytest.mark.parametrize("sign", ["谈", "行", "다"])
def test_a_single_sign_is_found_at_the_end_of_a_run(desk: Desk, sign: str) -> None:
    desk.add(report("中美会谈。 举行 북한은 갔다."))
    assert len(desk.record.search(sign)) == 1


@pytest.mark.parametrize("phrase", ["북한은 미사일을", "中美 会谈", "북한은 USA", "중미 talks"])
def test_a_phrase_is_found_across_runs_of_signs(desk: Desk, phrase: str) -> None:
    desk.add(report(f"다시 {phrase} 다시"))
    assert len(desk.record.search(f'"{phrase}"')) == 1


@known_failure("a long article is kept in parts, and all words must stand in one of them")
def test_words_are_found_far_apart_in_a_long_article(desk: Desk) -> None:
    desk.add(report("zebra " + "and so on " * 6000 + "dolphins"))
    assert len(desk.record.search("zebra dolphins")) == 1


def test_what_is_searched_can_be_picked_as_events_are(desk: Desk) -> None:
    desk.add(report(VISIT, FINE, "Washington was calm.", on="2021-03-14"))
    desk.add(report("Nothing of note in Washington.", name="calm", on="2021-04-02"))
    found = {
        name: [hit.text for hit in desk.record.search("washington", which)]
        for name, which in {
            "type": Which(types=(EventType.SANCTION,)),
            "status": Which(statuses=(Status.PLANNED,)),
            "since": Which(since=date(2021, 4, 1)),
            "until": Which(until=date(2021, 3, 3)),
        }.items()
    }
    assert found == {
        "type": [quote(FINE)],
        "status": [],
        "since": ["Nothing of note in Washington."],
        "until": [quote(FINE)],
    }


def test_a_question_of_too_many_words_is_refused_and_repeats_count_once(desk: Desk) -> None:
    desk.add(report("CONSULT happened | NOR | PER | - | Oslo *met* Lima."))
    assert desk.record.search("oslo " * 1000)
    with pytest.raises(UsageError, match="more than 50 words"):
        desk.record.search(" ".join(f"word{number}" for number in range(51)))
