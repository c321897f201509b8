"""An event shows who told of it and how, why its tellings are one, and leads to its articles."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import html
from starlette.testclient import TestClient

from demarche.service.record import Record
from tests.desk.web.fake_door import visitor
from tests.record.fakes import report
from tests.record.news import PLAN, VISIT
from tests.record.stores import Desk


def test_an_event_shows_each_account_with_its_chain_and_its_article(
    ask: TestClient, find: Callable[[str], str]
) -> None:
    number = find("Quad")
    page = html.fromstring(ask.get(f"/events/{number}").text)
    told = ask.get(f"/events/{number}.json").json()
    assert len(page.xpath("//section[contains(@class, 'account')]/h3")) == len(told["accounts"])
    quotes = [telling["quote"] for account in told["accounts"] for telling in account["tellings"]]
    for quote in quotes:
        assert " ".join(quote.split())[:60] in " ".join(page.text_content().split())
    links = page.xpath("//a[contains(@href, '#m-')]/@href")
    assert len(links) == len(quotes)
    for link in links:
        place, _, anchor = link.partition("#")
        assert html.fromstring(ask.get(place).text).xpath(f"//*[@id='{anchor}']")


def test_an_event_known_by_less_of_its_id_or_a_mention_leads_to_its_own_page(
    ask: TestClient, find: Callable[[str], str]
) -> None:
    number = find("will travel to Japan and South Korea")
    answer = ask.get(f"/events/{number[:10]}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/events/{number}")
    answer = ask.get(f"/events/{number[:10]}.json")
    assert answer.headers["location"] == f"/events/{number}.json"


def test_an_event_is_cited_as_text_bibtex_and_csl(
    ask: TestClient, find: Callable[[str], str]
) -> None:
    number = find("will travel to Japan and South Korea")
    assert number in ask.get(f"/events/{number}.txt").text
    assert ask.get(f"/events/{number}.bib").text.lstrip().startswith("@")
    assert ask.get(f"/events/{number}.csl").json()[0]["title"]


def test_the_words_of_the_article_stand_there_unchanged(
    ask: TestClient, examples: Record, find: Callable[[str], str]
) -> None:
    printed = examples.show(find("will travel to Japan")).event.tellings[0].printed
    page = html.fromstring(ask.get(f"/articles/{printed.page}").text)
    shown = "".join(page.xpath("//article/p//text()"))
    text = examples.article(printed.page).article.text
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
    for mark in page.xpath("//article//a[starts-with(@class, 'mark')]/@href"):
        assert page.xpath(f"//*[@id='{mark[1:]}']"), mark


def test_an_event_says_why_its_tellings_are_one(
    ask: TestClient, examples: Record, find: Callable[[str], str]
) -> None:
    number = find("will travel to Japan and South Korea")
    told = examples.show(number).event.tellings
    for path in (f"/events/{number}", f"/events/{number}/why"):
        page = html.fromstring(ask.get(path).text)
        rows = page.xpath("//ol[@class='joins']/li")
        assert len(rows) == len(told)
        for at, row in enumerate(rows[1:], start=2):
            (to,) = row.xpath(".//a/text()")
            assert int(to) < at
            assert re.search(r"by\s+the program,\s+[01]\.\d\d sure", row.text_content())
        assert page.xpath("//form[contains(@action, '/split')]//input[@type='checkbox']")
    assert ask.get(f"/events/{number}/why.json").json()["judgements"]


def test_the_words_for_the_act_are_marked_in_each_quote(desk: Desk) -> None:
    desk.add(report(VISIT))
    page = html.fromstring(visitor(desk.record).get(f"/events/{desk.event(VISIT)}").text)
    assert [one.text for one in page.xpath("//blockquote//b[@class='act']")] == ["met"]


def test_what_is_not_told_is_said_so(desk: Desk) -> None:
    desk.add(report("CONSULT planned | - | - | - | They will *meet* for talks.", on="2021-03-14"))
    page = visitor(desk.record).get("/timeline").text
    assert "no day told" in page
    assert "not said who" in page
    assert "None" not in page


def test_all_that_was_captured_of_a_page_is_compared(desk: Desk) -> None:
    url = "https://post.example/x"
    desk.add(report(PLAN, url=url, title="First"))
    desk.clock.tick(days=1)
    desk.add(report(PLAN, VISIT, url=url, title="Second"))
    page = desk.record.captures(url)[-1].page
    shown = html.fromstring(visitor(desk.record).get(f"/articles/{page}").text)
    changes = [one.text for one in shown.xpath("//div[@class='difference']//ins")]
    assert any("Two secretaries" in change for change in changes)
