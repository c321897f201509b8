"""Every page answers as a page, as JSON and as CSV, in the present and as of a day."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from lxml import html
from starlette.testclient import TestClient

from demarche.desk.web.layout import environment
from demarche.service.record import Record
from demarche.service.users import Role
from tests.desk.web.fake_door import Door, visitor
from tests.record.fakes import report
from tests.record.news import NEWS
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


def test_news_is_told_on_every_page_of_a_small_record(desk: Desk) -> None:
    desk.add(report(*NEWS.values()))
    ask = visitor(desk.record)
    for path in ("/", "/timeline", "/due", "/silences", "/review", "/actors", "/pairs/USA/KOR"):
        assert ask.get(path).text.rstrip().endswith("</html>")
