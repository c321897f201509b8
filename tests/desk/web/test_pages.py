"""Every page answers as a page, as JSON and as CSV, in the present and as of a day."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from lxml import html
from starlette.testclient import TestClient

from demarche.desk.web.layout import environment
from demarche.service.record import Record
from demarche.service.users import Role
from tests.desk.web.fake_door import Door, visitor
from tests.record.fakes import report
from tests.record.news import NEWS, PLAN, VISIT
from tests.record.stores import Desk

LISTS = (
    "/timeline",
    "/stories",
    "/actors",
    "/actors/USA",
    "/pairs/USA/PRK",
    "/due",
    "/silences",
    "/search?q=review",
    "/sources",
)
PAGES = (
    *LISTS, "/", "/?since=2021-03-16", "/?since=2021-03-16&only=changed", "/stories?party=KOR",
    "/stories?order=latest", "/due?standing=all", "/due?standing=overdue", "/search",
    "/review", "/read", "/help",
    "/actors/person:antony-blinken", "/timeline?type=CONSULT&status=happened&party=USA",
    "/due?month=2021-04&owner=USA&standing=kept,overdue", "/silences?party=PRK&unbroken=1",
)  # fmt: skip


@pytest.fixture(scope="module")
def ask(examples: Record) -> TestClient:
    return visitor(examples)


def as_data(path: str, ending: str) -> str:
    place, mark, query = path.partition("?")
    return ("/today" if place == "/" else place) + ending + mark + query


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("day", [None, "2021-03-15"])
def test_each_page_is_whole(ask: TestClient, path: str, day: str | None) -> None:
    said = ask.get(path, params={"as_of": day} if day else None) if "?" not in path else None
    answer = said or ask.get(path + (f"&as_of={day}" if day else ""))
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    assert answer.text.rstrip().endswith("</html>")
    assert len(page.findall(".//h1")) == 1
    assert page.findtext(".//title").endswith("Demarche")
    assert all(page.xpath(f"//{part}") for part in ("main", "header", "footer", "nav"))
    assert not page.xpath("//*[@style] | //style | //script[not(@src)]")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    unlabelled = [
        one.get("name")
        for one in page.xpath("//input[not(@type='hidden')] | //select | //textarea")
        if not one.get("aria-label") and not page.xpath(f"//label[@for='{one.get('id')}']")
    ]
    assert not unlabelled


@pytest.mark.parametrize("path", [*LISTS, "/", "/review"])
def test_each_page_is_data_as_well(ask: TestClient, path: str) -> None:
    answer = ask.get(as_data(path, ".json"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()


@pytest.mark.parametrize("path", [*LISTS, "/"])
def test_each_list_is_a_table_as_well(ask: TestClient, path: str) -> None:
    answer = ask.get(as_data(path, ".csv"))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows or path == "/sources"


def test_the_page_and_its_data_have_the_same_events(ask: TestClient) -> None:
    page = html.fromstring(ask.get("/timeline?party=PRK").text)
    shown = [link.rsplit("/", 1)[1] for link in page.xpath("//li[@data-item]//h3/a/@href")]
    told = [one["id"] for one in ask.get("/timeline.json?party=PRK").json()["items"]]
    assert shown == told != []


def test_the_timeline_is_had_in_parts_of_which_none_is_shown_twice(ask: TestClient) -> None:
    seen: list[str] = []
    query = ""
    while True:
        part = ask.get(f"/timeline.json{query}").json()
        seen += [one["id"] for one in part["items"]]
        if not part["next"]:
            break
        query = f"?cursor={part['next']}"
    assert len(seen) == len(set(seen)) > 100


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


def test_the_calendar_is_subscribed_to(ask: TestClient) -> None:
    answer = ask.get("/due.ics?owner=USA")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text.startswith("BEGIN:VCALENDAR")
    assert answer.text.count("BEGIN:VEVENT") > 2


def test_links_keep_to_the_day_on_which_the_record_is_seen(ask: TestClient) -> None:
    page = html.fromstring(ask.get("/timeline?as_of=2021-03-15").text)
    links = [link for link in page.xpath("//main//a/@href") if link.startswith("/")]
    assert links
    assert all("as_of=2021-03-15" in link for link in links if link != "/timeline")
    assert "as it stood at the end of" in page.text_content()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/events/ffffffffff", 404),
        ("/articles/ffffffffff", 404),
        ("/timeline?since=tomorrow", 400),
        ("/timeline?type=SHOUT", 400),
        ("/timeline?cursor=nonsense", 400),
        ("/timeline?as_of=2021-02-30", 400),
        ("/due?standing=late", 400),
        ("/due?month=2021-13", 400),
        ("/?only=everything", 400),
        ("/?since=2021-03-14Tsoon", 400),
        ("/stories?order=size", 400),
        ("/events/ffffffffff/why", 404),
        ("/due?month=0001-01", 400),
        ("/timeline?story=USA:talks@1990-01", 404),
    ],
)
def test_what_cannot_be_answered_is_said_on_a_page_of_its_own(
    ask: TestClient, path: str, status: int
) -> None:
    answer = ask.get(path)
    assert answer.status_code == status
    page = html.fromstring(answer.text)
    assert len(page.findall(".//h1")) == 1
    assert page.xpath("//nav")


def test_data_that_cannot_be_answered_is_an_error_in_json(ask: TestClient) -> None:
    answer = ask.get("/timeline.json?since=tomorrow")
    assert answer.status_code == 400
    assert "YYYY-MM-DD" in answer.json()["detail"]


def test_an_empty_record_says_what_to_do_next(desk: Desk) -> None:
    ask = visitor(desk.record)
    for path in ("/", "/timeline", "/due", "/silences", "/actors", "/sources", "/review"):
        answer = ask.get(path)
        assert answer.status_code == 200
        assert "demarche " in answer.text


def test_readers_and_views_of_the_past_have_no_forms_that_change(
    examples: Record, find: Callable[[str], str]
) -> None:
    number = find("will travel to Japan and South Korea")
    paths = [f"/events/{number}", "/review", "/sources"]
    reader, editor = visitor(examples, Role.READER), visitor(examples)
    for path in paths:
        assert 'method="post"' not in reader.get(path).text
        assert 'method="post"' not in editor.get(f"{path}?as_of=2021-04-01").text
        assert 'method="post"' in editor.get(path).text


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


def test_a_fault_within_a_template_is_no_half_page(
    examples: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(environment().filters, "spoken", faulty)
    ask = TestClient(Door(examples), raise_server_exceptions=False)
    answer = ask.get("/timeline")
    assert answer.status_code == 500
    assert "<html" not in answer.text


def faulty(_value: object) -> str:
    raise ZeroDivisionError


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


def test_a_text_is_read_and_not_kept(examples: Record) -> None:
    ask = visitor(examples, Role.READER)
    before = examples.version()
    text = "SEOUL - Antony Blinken met Chung Eui-yong in Seoul on Thursday."
    answer = ask.post("/read", data={"text": text, "published": "2021-03-19"})
    assert answer.status_code == 200
    assert "is not kept" in answer.text
    assert ">met</a>" in answer.text
    assert examples.version() == before


def test_a_file_is_read_and_one_without_text_is_refused(examples: Record) -> None:
    ask = visitor(examples)
    page = (
        "<!doctype html><title>Talks in Seoul</title><article><h1>Talks in Seoul</h1><p>Antony "
        "Blinken met Chung Eui-yong in Seoul on Thursday, March 18, 2021, to discuss the review "
        "of policy toward North Korea and the alliance between both countries.</p></article>"
    )
    files = {"file": ("talks.html", page.encode(), "text/html")}
    assert ">met</a>" in ask.post("/read", files=files).text
    nothing = ask.post("/read", data={"text": "  "})
    assert nothing.status_code == 422
    assert "nothing to read" in nothing.text


def test_styles_are_kept_by_browsers_for_as_long_as_they_are_the_same(ask: TestClient) -> None:
    page = html.fromstring(ask.get("/help").text)
    address = page.xpath("//link[@rel='stylesheet']/@href")[0]
    marked, plain = ask.get(address), ask.get("/static/desk.css")
    assert "immutable" in marked.headers["cache-control"]
    assert "no-cache" in plain.headers["cache-control"]
    again = ask.get("/static/desk.css", headers={"If-None-Match": plain.headers["etag"]})
    assert again.status_code == 304
    assert ask.get("/static/../asked.py").status_code == 404
    assert ask.get("/static/%2e%2e%2fasked.py").status_code == 404


def test_all_that_was_captured_of_a_page_is_compared(desk: Desk) -> None:
    url = "https://post.example/x"
    desk.add(report(PLAN, url=url, title="First"))
    desk.clock.tick(days=1)
    desk.add(report(PLAN, VISIT, url=url, title="Second"))
    page = desk.record.captures(url)[-1].page
    shown = html.fromstring(visitor(desk.record).get(f"/articles/{page}").text)
    changes = [one.text for one in shown.xpath("//div[@class='difference']//ins")]
    assert any("Two secretaries" in change for change in changes)


def test_news_is_told_on_every_page_of_a_small_record(desk: Desk) -> None:
    desk.add(report(*NEWS.values()))
    ask = visitor(desk.record)
    for path in ("/", "/timeline", "/due", "/silences", "/review", "/actors", "/pairs/USA/KOR"):
        assert ask.get(path).text.rstrip().endswith("</html>")
