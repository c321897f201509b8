"""Codes, days, words and names lead to what they mean, and stories to their timelines."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import html
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("PRK", "/actors/PRK"),
        ("USA PRK", "/pairs/USA/PRK"),
        ("2021-03-18", "/timeline?since=2021-03-18&until=2021-03-18"),
    ],
)
def test_the_search_box_knows_codes_and_days(ask: TestClient, words: str, place: str) -> None:
    assert ask.get("/search", params={"q": words}).headers["location"] == place


def test_the_search_box_knows_the_id_of_an_event_and_keeps_to_the_day(
    ask: TestClient, find: Callable[[str], str]
) -> None:
    number = find("will travel to Japan and South Korea")
    asked = {"q": number[:8], "as_of": "2021-03-15"}
    found = ask.get("/search", params=asked).headers["location"]
    assert found == f"/events/{number}?as_of=2021-03-15"


def test_words_that_are_no_id_are_searched_for(ask: TestClient) -> None:
    page = html.fromstring(ask.get("/search?q=policy+reviews").text)
    assert {mark.text.lower() for mark in page.xpath("//mark")} >= {"policy", "review"}


def test_a_name_leads_to_somebody_or_to_those_who_may_be_meant(ask: TestClient) -> None:
    assert ask.get("/actors/Sung Kim").headers["location"] == "/actors/person:sung-kim"
    assert ask.get("/actors/Kim").headers["location"] == "/actors?q=Kim"
    assert "Kim Yo-jong" in ask.get("/actors?q=Kim").text


def test_somebody_has_the_offices_of_the_day(ask: TestClient) -> None:
    then = ask.get("/actors/person:antony-blinken?on=2021-03-15").text
    before = ask.get("/actors/person:antony-blinken?on=2016-03-15").text
    assert "still held" in then.split("secretary of state")[1][:400]
    assert "deputy secretary of state" in before
    assert not re.search(r">secretary of state<", before)


def test_stories_lead_to_their_timelines_and_may_be_narrowed_to_a_party(ask: TestClient) -> None:
    page = html.fromstring(ask.get("/stories?party=KOR").text)
    links = page.xpath("//tbody//a[@class='open']/@href")
    assert links
    assert all("KOR" in link for link in links)
    first = html.fromstring(ask.get(links[0]).text)
    (events,) = page.xpath("//tbody/tr[1]/td[@class='n']/text()")
    assert len(first.xpath("//li[@data-item]")) == int(events)
    assert "South Korea" in first.findtext(".//h1")


def test_stories_come_in_parts_of_which_none_is_shown_twice(ask: TestClient) -> None:
    seen: list[str] = []
    query = "?order=latest"
    while query:
        part = ask.get(f"/stories.json{query}").json()
        seen += [one["id"] for one in part["items"]]
        query = f"?order=latest&cursor={part['next']}" if part["next"] else ""
    assert len(seen) == len(set(seen)) > 30
