"""The schema `demarche.reading/1`: its keys, their order, and not knowing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from demarche.model import (
    Days,
    EventType,
    Failure,
    Grain,
    Published,
    PublishedBasis,
    Relation,
    Status,
    Unresolved,
)
from demarche.service import as_json
from tests.service.fakes import READING, TEXT

KEYS = {
    "": ["schema", "article", "mentions", "statements", "times"],
    "article": [
        *("name", "id", "url", "publisher", "title", "byline", "language"),
        *("published", "published_basis", "published_window", "published_reason", "furniture"),
    ],
    "mention": [
        *("id", "event_type", "mode", "contexts", "plover_type", "status", "actors", "recipients"),
        *("place", "occurred", "attributions", "evidence", "confidence", "why"),
    ],
    "party": ["text", "start", "end", "name", "entity", "code", "sector"],
    "place": ["text", "start", "end", "code"],
    "occurred": ["start", "end", "text", "span"],
    "attribution": ["source", "cue", "kind"],
    "source": ["text", "start", "end", "code", "named"],
    "cue": ["text", "start", "end"],
    "statement": ["source", "cue", "content", "kind"],
    "time": ["start", "end", "type", "value", "days"],
}


def written(**more: bool) -> dict:
    return json.loads(as_json.line(as_json.reading(READING, **more)))


def parts() -> dict[str, list[dict]]:
    reading = written()
    mentions = reading["mentions"]
    links = [link for mention in mentions for link in mention["attributions"]]
    return {
        "": [reading],
        "article": [reading["article"]],
        "mention": mentions,
        "party": [p for m in mentions for p in m["actors"] + m["recipients"]],
        "place": [m["place"] for m in mentions if m["place"]],
        "occurred": [m["occurred"] for m in mentions if m["occurred"]],
        "attribution": links,
        "source": [link["source"] for link in links],
        "cue": [link["cue"] for link in links],
        "statement": reading["statements"],
        "time": reading["times"],
    }


@pytest.mark.parametrize("part", KEYS)
def test_every_part_has_its_keys_in_order(part: str) -> None:
    found = parts()[part]
    assert found
    assert all(list(one) == KEYS[part] for one in found)


def test_a_reading_is_one_line_of_utf_8() -> None:
    line = as_json.line(as_json.reading(READING, with_text=True))
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert "“We will not publish" in line.decode("utf-8")


def test_the_text_is_there_only_when_it_is_asked_for() -> None:
    assert "text" not in written()["article"]
    assert written(with_text=True)["article"]["text"] == TEXT


def test_every_place_in_the_text_leads_back_to_its_words() -> None:
    reading = written()
    mention = reading["mentions"][3]
    trigger = mention["evidence"]["trigger"]
    assert TEXT[trigger["start"] : trigger["end"]] == "has not answered"
    for party in mention["actors"] + [link["source"] for link in mention["attributions"]]:
        assert TEXT[party["start"] : party["end"]] == party["text"]
    start, end = mention["occurred"]["span"]
    assert TEXT[start:end] == mention["occurred"]["text"]


def test_the_chain_of_word_runs_outermost_first() -> None:
    links = written()["mentions"][3]["attributions"]
    assert [link["source"]["named"] for link in links] == [True, False]
    assert [link["cue"]["text"] for link in links] == ["reported", "citing"]


def test_what_is_not_known_is_null_or_empty() -> None:
    reading = written()
    assert reading["mentions"][0]["recipients"] == []
    assert reading["mentions"][0]["plover_type"] is None
    assert reading["mentions"][0]["place"] is None
    assert reading["mentions"][2]["occurred"] is None
    assert reading["mentions"][1]["attributions"] == []
    assert reading["statements"][1]["source"] is None
    assert reading["times"][2]["days"] is None
    assert reading["times"][2]["value"] is None
    assert reading["article"]["url"] is None


def test_why_is_written_in_jsons_own_types() -> None:
    assert written()["mentions"][0]["why"] == {
        "rule": "made by hand",
        "scores": [0.5, 1],
        "span": [1, 2],
    }


def test_why_refuses_what_it_cannot_write() -> None:
    odd = replace(READING.mentions[0], why={"odd": object()})
    with pytest.raises(TypeError, match="no JSON for object"):
        as_json.reading(replace(READING, mentions=(odd,)))


MARCH = Days(date(2021, 3, 14), date(2021, 3, 16), Grain.WINDOW)
PRINTED = [
    (None, [None, None, None, None]),
    (
        Published(Days.on(date(2021, 3, 14)), PublishedBasis.METADATA),
        ["2021-03-14", "metadata", None, None],
    ),
    (
        Published(MARCH, PublishedBasis.INFERRED, "“this week” before March 17"),
        [
            None,
            "inferred",
            {"start": "2021-03-14", "end": "2021-03-16"},
            "“this week” before March 17",
        ],
    ),
]


@pytest.mark.parametrize(("published", "expected"), PRINTED)
def test_the_day_of_publication_is_a_day_a_window_or_null(
    published: Published | None, expected: list[object]
) -> None:
    article = replace(READING.article, published=published)
    found = as_json.reading(replace(READING, article=article))["article"]
    assert isinstance(found, dict)
    assert [found[key] for key in KEYS["article"][7:11]] == expected


def test_what_some_take_for_line_ends_is_escaped() -> None:
    line = as_json.line({"words": "a\u2028b\x85c\nd"})
    assert len(line.decode("utf-8").splitlines()) == 1
    assert json.loads(line) == {"words": "a\u2028b\x85c\nd"}


def test_a_file_name_that_is_not_utf_8_can_still_be_written() -> None:
    name = b"r\xe9port.txt".decode("utf-8", "surrogateescape")
    assert json.loads(as_json.line({"name": name})) == {"name": name}


def test_a_relation_has_four_keys() -> None:
    found = as_json.relation(Relation(EventType.POLICY, Status.PLANNED, None, 0.123456))
    assert list(found.items()) == [
        ("event_type", "POLICY"),
        ("status", "planned"),
        ("plover_type", None),
        ("confidence", 0.1235),
    ]


@pytest.mark.parametrize("nothing", [Failure("t: row 2", "no act"), Unresolved("no act")])
def test_a_row_without_an_act_keeps_its_line_and_says_why(nothing: Failure | Unresolved) -> None:
    found = as_json.relation(nothing)
    assert list(found) == ["event_type", "status", "plover_type", "confidence", "reason"]
    assert list(found.values()) == [None, None, None, None, "no act"]
