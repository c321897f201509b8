"""The page of today tells what changed since the last visit, or since a day."""

from __future__ import annotations

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.desk.web.fake_door import visitor
from tests.record.fakes import report
from tests.record.news import PLAN, VISIT
from tests.record.stores import Desk


def test_today_tells_what_changed_since_the_last_visit(desk: Desk) -> None:
    desk.add(report(VISIT))
    ask = visitor(desk.record)
    assert "Two secretaries" in ask.get("/").text
    desk.clock.tick(minutes=50)
    desk.add(report(PLAN, by="The Other Post"))
    desk.clock.tick(minutes=50)
    second = ask.get("/").text
    assert "since your last visit" in second
    assert "The review of policy" in second
    assert "Two secretaries" not in second
    desk.clock.tick(minutes=10)
    assert "The review of policy" in ask.get("/").text
    desk.clock.tick(minutes=50)
    assert "Nothing changed" in ask.get("/").text


def test_today_since_a_day_shows_each_kind_of_change(ask: TestClient) -> None:
    page = ask.get("/?since=2021-03-16&as_of=2021-05-21").text
    for kind in ("Kept", "Slipped", "Overdue", "Silences broken", "Contradicted", "New"):
        assert f">{kind} <" in page


@pytest.mark.parametrize("since", ["2021-01-01", "2021-03-16", "2021-04-10"])
def test_today_tells_and_counts_what_a_brief_has(ask: TestClient, since: str) -> None:
    told = ask.get("/today.json", params={"since": since}).json()
    page = html.fromstring(ask.get("/", params={"since": since}).text)
    counted = {
        link.get("href")[1:]: int(link.find("span").text)
        for link in page.xpath("//nav[@aria-label='Kinds of change']//a")
    }
    for kind, name in (("new", "new"), ("changed", "changed"), ("overdue", "overdue"),
                       ("slipped", "slipped"), ("contradicted", "contradicted")):  # fmt: skip
        assert counted.get(kind, 0) == len(told[name]), kind
        shown = page.xpath(f"//section[@id='{kind}']//h3/a/@href")
        assert len(shown) == min(50, len(told[name]))


def test_what_changed_of_one_kind_is_had_page_by_page(ask: TestClient) -> None:
    told = ask.get("/today.json?since=2021-01-01").json()["new"]
    address, seen = "/?since=2021-01-01&only=new", []
    while address:
        page = html.fromstring(ask.get(address).text)
        seen += [link.rsplit("/", 1)[1] for link in page.xpath("//li[@data-item]//h3/a/@href")]
        address = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert seen == [one["id"] for one in told]


def test_a_part_of_today_keeps_to_the_moment_of_the_last_visit(desk: Desk) -> None:
    desk.add(report(VISIT))
    ask = visitor(desk.record)
    ask.get("/")
    desk.clock.tick(minutes=50)
    desk.add(report(PLAN, by="The Other Post"))
    desk.clock.tick(minutes=50)
    page = html.fromstring(ask.get("/").text)
    (data,) = page.xpath("//footer//a[text()='JSON']/@href")
    assert [one["status"] for one in ask.get(data).json()["new"]] == ["planned"]
