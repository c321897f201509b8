"""Sources are asked on their clocks, and what is new in them is entered, whatever servers do."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from demarche.gather.web import deadline
from demarche.model import (
    Failure,
    Item,
    Page,
    Reading,
    Refused,
    Source,
    SourceKind,
    UsageError,
)
from demarche.record.held import now as real_time
from demarche.service import parts
from demarche.service.intake import Added, Kept, KeptOut
from demarche.service.record import Record
from demarche.service.watch import News, Polled, Tally, Watch
from tests.gather import answers
from tests.gather.misbehaving import Answer, Request, Site
from tests.record.fakes import ScriptedReader
from tests.record.news import AID, FINE, VISIT, quote
from tests.record.stores import Desk
from tests.service import plain
from tests.service.plain import PlainReader
from tests.service.watched import (
    HALF_AN_HOUR,
    PLAIN,
    PRINTED,
    Watched,
    entry,
    kinds,
    names_reports,
    told,
    watch,
)

TALKS = [
    "The two ministers met in Málaga on Friday to talk about the ferries, and about little else.",
    "“We agree,” said one of them as he left, & the other nodded to the crowd at the door.",
    "Their envoys will draw up a text in the summer, an aide said; it is to be signed in autumn.",
]


@pytest.fixture(autouse=True)
def all_are_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are told apart by what they say themselves."""
    monkeypatch.setattr(parts, "kind_of", plain.kind_by_its_beginning)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that nothing was told yet; it has no robots.txt, and is open."""
    with Site() as own:
        yield own


@pytest.fixture
def watched(desk: Desk, site: Site) -> Watched:
    """An empty record, and the site of which sources are watched."""
    return Watched(desk, site)


def asked(site: Site, path: str) -> int:
    """How often `path` was asked for."""
    return len(site.requests(path))


def conditions(request: Request) -> dict[str, str]:
    """The headers by which a request asks only for what is new."""
    return {name: value for name, value in request.headers.items() if name.startswith("if-")}


def next_poll(watched: Watched, source: Source) -> timedelta:
    """In how long a source is to be asked next."""
    return watched.desk.record.gathering.polls()[source.address].next - watched.desk.clock()


# What is new is entered, once.


@pytest.mark.parametrize("kind", ["rss", "atom", "json", "sitemap"])
def test_what_a_feed_names_is_entered_and_named_no_more(watched: Watched, kind: str) -> None:
    names_reports(watched.site, "a", "b", "c", kind=kind)
    source = watched.follow()
    first, *rest = watched.round()
    assert isinstance(first, Polled)
    assert (first.source, first.named, first.new) == (source, 3, 3)
    assert kinds([first, *rest]) == ["names 3 reports", "new", "new", "new"]
    assert watched.entered() == ["/a", "/b", "/c"]
    watched.later()
    assert kinds(watched.round()) == ["names 3 reports"]
    assert [asked(watched.site, path) for path in ("/feed", "/a", "/b", "/c")] == [2, 1, 1, 1]


def test_a_page_is_kept_with_its_source_and_what_that_is_known_for(watched: Watched) -> None:
    names_reports(watched.site, "a")
    source = watched.follow(publisher="The Harbour Courier")
    watched.round()
    ((_, page, _),) = watched.desk.record.received()
    assert (page.via, page.publisher) == (source.address, "The Harbour Courier")
    assert page.url == f"{watched.site.address}/a"
    assert page.accessed is not None


def test_the_day_of_a_feed_counts_where_a_page_has_none(watched: Watched) -> None:
    site = watched.site
    site.answers("/feed", answers.feed([entry(site, "a"), entry(site, "b")]))
    site.answers("/a", told(VISIT, on="-"))
    site.answers("/b", told(FINE, on="2021-03-02"))
    watched.follow()
    watched.round()
    printed = {one.line.best.quote: one.line.printed for one in watched.desk.record.timeline()}
    assert printed == {quote(VISIT): PRINTED.date(), quote(FINE): date(2021, 3, 2)}


def test_a_report_that_comes_later_is_entered_when_the_feed_is_asked_next(
    watched: Watched,
) -> None:
    names_reports(watched.site, "a")
    watched.follow()
    watched.round()
    names_reports(watched.site, "b", "a")
    assert watched.round() == []
    watched.later()
    assert kinds(watched.round()) == ["names 2 reports", "new"]
    assert watched.entered() == ["/a", "/b"]


def test_nothing_is_asked_before_it_is_due(watched: Watched) -> None:
    names_reports(watched.site, "a")
    watched.follow()
    watched.round()
    before = len(watched.site.requests())
    watched.later(minutes=29)
    assert watched.round() == []
    assert len(watched.site.requests()) == before


def test_a_report_that_two_feeds_name_is_fetched_once(watched: Watched) -> None:
    names_reports(watched.site, "a", "b")
    second = answers.feed([entry(watched.site, "b", "By another title"), entry(watched.site, "a")])
    watched.site.answers("/second", second)
    for path in ("/feed", "/second"):
        watched.follow(path)
    for _ in range(3):
        watched.round()
        watched.later()
    assert (asked(watched.site, "/a"), asked(watched.site, "/b")) == (1, 1)


def test_a_report_that_is_named_again_and_again_is_entered_once(watched: Watched) -> None:
    site = watched.site
    items = [
        entry(site, "a", guid="one"),
        entry(site, "a", guid="two"),
        entry(site, "a?utm_source=feed#top", guid="three"),
        entry(site, "b"),
    ]
    names_reports(site, "a", "b")
    site.answers("/feed", answers.feed(items))
    watched.follow()
    assert kinds(watched.round()) == ["names 2 reports", "new", "new"]
    assert (asked(site, "/a"), asked(site, "/b")) == (1, 1)


def test_a_report_that_is_dated_anew_is_fetched_again_and_known(watched: Watched) -> None:
    site = watched.site
    names_reports(site, "a", "b")
    watched.follow()
    watched.round()
    redated = entry(site, "a", published=PRINTED + timedelta(hours=5))
    site.answers("/feed", answers.feed([redated, entry(site, "b")]))
    watched.later()
    assert kinds(watched.round()) == ["names 2 reports", "known"]
    assert watched.entered() == ["/a", "/b"]
    assert (asked(site, "/a"), asked(site, "/b")) == (2, 1)
    assert watched.desk.record.tally()["mentions"] == 2


def test_a_report_that_redirects_to_one_on_record_is_not_entered_twice(watched: Watched) -> None:
    site = watched.site
    names_reports(site, "a")
    site.answers("/feed", answers.feed([entry(site, "a"), entry(site, "old")]))
    site.answers("/old", answers.redirect("/a"))
    watched.follow()
    watched.round()
    assert watched.entered() == ["/a"]
    assert set(watched.lines().values()) == {"new", "known"}


# What changes.


def test_a_page_that_was_edited_is_a_new_capture_that_shows_the_difference(
    watched: Watched,
) -> None:
    site = watched.site
    site.answers("/feed", answers.feed([entry(site, "a")]))
    site.answers("/a", told(VISIT))
    watched.follow()
    watched.round()
    later = PRINTED + timedelta(hours=2)
    site.answers("/feed", answers.feed([entry(site, "a", "Talks (corrected)", published=later)]))
    site.answers("/a", told(AID))
    watched.later()
    assert kinds(watched.round()) == ["names 1 report", "changed"]
    first, second = watched.desk.record.captures(f"{site.address}/a")
    assert first.difference == ()
    assert [line for line in second.difference if line[0] in "+-"] == [
        f"-{quote(VISIT)}",
        f"+{quote(AID)}",
    ]
    assert watched.desk.quotes() == [quote(AID)]


@pytest.mark.parametrize(
    ("known", "condition"),
    [
        ({"etag": '"1"'}, {"if-none-match": '"1"'}),
        (
            {"last_modified": PRINTED},
            {"if-modified-since": format_datetime(PRINTED, usegmt=True)},
        ),
    ],
    ids=["by its tag", "by its day"],
)
def test_what_has_not_changed_is_not_sent_again(
    watched: Watched, known: dict[str, object], condition: dict[str, str]
) -> None:
    site = watched.site
    names_reports(site, "a", "b")
    same = answers.feed([entry(site, "a"), entry(site, "b")])
    site.answers("/feed", answers.not_modified_when_asked(same, **known))  # type: ignore[arg-type]
    source = watched.follow()
    watched.round()
    for _ in range(2):
        watched.later()
        assert kinds(watched.round()) == ["unchanged"]
        assert next_poll(watched, source) == HALF_AN_HOUR
    assert [conditions(one) for one in site.requests("/feed")] == [{}, condition, condition]


def test_a_page_of_which_something_else_is_said_may_be_the_same(watched: Watched) -> None:
    site = watched.site
    site.answers("/feed", answers.feed([entry(site, "a")]))
    site.answers("/a", answers.not_modified_when_asked(told(), etag='"1"'))
    watched.follow()
    watched.round()
    site.answers("/feed", answers.feed([entry(site, "a", "Talks, again")]))
    watched.later()
    assert kinds(watched.round()) == ["names 1 report"]
    assert [conditions(one) for one in site.requests("/a")] == [{}, {"if-none-match": '"1"'}]
    assert watched.lines() == {"/a": "unchanged"}
    assert watched.entered() == ["/a"]


def test_a_feed_that_has_changed_is_sent_in_spite_of_what_is_known(watched: Watched) -> None:
    site = watched.site
    first, second = (answers.feed([entry(site, name)]) for name in "ab")
    names_reports(site, "a", "b")
    site.answers("/feed", answers.not_modified_when_asked(first, etag='"1"'))
    watched.follow()
    watched.round()
    site.answers("/feed", answers.not_modified_when_asked(second, etag='"2"'))
    watched.later()
    assert kinds(watched.round()) == ["names 1 report", "new"]
    watched.later()
    assert kinds(watched.round()) == ["unchanged"]


# When a source is asked next.


def aged(answer: Answer, cache_control: str | None = None, ttl: int | None = None) -> Answer:
    """A feed that says how long it is to be let be: by a header, or within, in minutes."""
    headers = {"Cache-Control": cache_control} if cache_control else {}
    said = b"<channel>" if ttl is None else b"<channel><ttl>%d</ttl>" % ttl
    body = answer.body.replace(b"<channel>", said)
    return replace(answer, body=body, headers={**answer.headers, **headers})


@pytest.mark.parametrize(
    ("cache_control", "ttl", "minutes"),
    [
        (None, None, 30),
        ("no-cache", None, 30),
        ("max-age=0", None, 30),
        ("private, max-age=5400, must-revalidate", None, 90),
        ("max-age=60", None, 5),
        ("max-age=99999999", None, 24 * 60),
        (None, 60, 60),
        (None, 1, 5),
        (None, 99_999, 24 * 60),
        ("max-age=7200", 60, 120),
        ("max-age=1200", 180, 180),
    ],
)
def test_a_feed_is_asked_next_when_it_or_its_server_says(
    watched: Watched, cache_control: str | None, ttl: int | None, minutes: int
) -> None:
    feed = aged(answers.feed([]), cache_control, ttl)
    watched.site.answers("/feed", answers.not_modified_when_asked(feed, etag='"1"'))
    source = watched.follow()
    watched.round()
    assert next_poll(watched, source) == timedelta(minutes=minutes)
    watched.later(minutes=minutes)
    assert kinds(watched.round()) == ["unchanged"]
    assert next_poll(watched, source) == timedelta(minutes=minutes)


def test_a_feed_that_says_nothing_any_more_is_asked_as_often_as_others(watched: Watched) -> None:
    watched.site.answers("/feed", aged(answers.feed([]), ttl=120), answers.feed([]))
    source = watched.follow()
    watched.round()
    watched.later(minutes=120)
    watched.round()
    assert next_poll(watched, source) == HALF_AN_HOUR


def test_who_wants_to_ask_more_often_than_usual_may(watched: Watched) -> None:
    watched.site.answers("/feed", answers.feed([]))
    source = watched.follow()
    watched.round(every=timedelta(minutes=1))
    assert next_poll(watched, source) == timedelta(minutes=1)


def test_a_source_that_fails_is_asked_ever_less_often_until_it_answers(watched: Watched) -> None:
    names_reports(watched.site, "a")
    fine = answers.feed([entry(watched.site, "a")])
    watched.site.answers("/feed", *[Answer(500)] * 7, fine)
    source = watched.follow()
    hours = []
    for _ in range(7):
        assert kinds(watched.round()) == ["the server answered 500 Internal Server Error"]
        pause = next_poll(watched, source)
        hours.append(pause / timedelta(hours=1))
        watched.later(minutes=pause / timedelta(minutes=1) - 1)
        assert watched.round() == []
        watched.later(minutes=1)
    assert hours == [1, 2, 4, 8, 16, 24, 24]
    assert watched.desk.record.gathering.polls()[source.address].failures == 7
    assert kinds(watched.round()) == ["names 1 report", "new"]
    poll = watched.desk.record.gathering.polls()[source.address]
    assert (poll.failures, poll.next) == (0, watched.desk.clock() + HALF_AN_HOUR)


def test_a_feed_that_has_vanished_is_a_failure_and_takes_nothing_with_it(
    watched: Watched,
) -> None:
    names_reports(watched.site, "a")
    source = watched.follow()
    watched.round()
    watched.site.answers("/feed", Answer(410))
    watched.later()
    assert watched.round() == [Failure(source.address, "the server answered 410 Gone")]
    assert watched.entered() == ["/a"]
    assert watched.desk.record.gathering.sources() == (source,)
    assert next_poll(watched, source) == 2 * HALF_AN_HOUR


def test_a_feed_that_asks_to_be_let_be_is_let_be(watched: Watched) -> None:
    watched.site.answers("/feed", answers.too_many(3 * 3600))
    source = watched.follow()
    assert kinds(watched.round()) == ["the server answered 429 Too Many Requests"]
    assert next_poll(watched, source) == timedelta(hours=3)


def test_what_a_feed_is_known_by_outlasts_its_failures(watched: Watched) -> None:
    site = watched.site
    same = answers.not_modified_when_asked(aged(answers.feed([]), ttl=45), etag='"1"')
    site.answers("/feed", same, Answer(500), same)
    source = watched.follow()
    for _ in range(2):
        watched.round()
        watched.later(minutes=60)
    assert kinds(watched.round()) == ["unchanged"]
    assert next_poll(watched, source) == timedelta(minutes=45)


# Broken feeds.


def test_what_a_broken_feed_names_is_entered_and_its_fault_is_listed(watched: Watched) -> None:
    site = watched.site
    names_reports(site, "a", "b")
    site.answers("/feed", answers.broken_feed([entry(site, "a"), entry(site, "b")]))
    source = watched.follow()
    faults = ["not well-formed: invalid token (line 3)", "entry 3 has no address"]
    assert kinds(watched.round()) == [
        faults[0], *(f"faulty: {fault}" for fault in faults), "new", "new",
    ]  # fmt: skip
    listed = watched.desk.record.gathering.refusals(kind=Refused.FAULTY)
    assert {(one.name, one.size) for one in listed} == {(source.address, None)}
    assert sorted(one.reason for one in listed) == sorted(faults)
    watched.later()
    watched.round()
    assert len(watched.desk.record.gathering.refusals()) == 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (answers.page("Talks", TALKS), "is no feed: it is HTML"),
        (Answer(body=b"", headers=PLAIN), "is no feed: it is empty"),
        (Answer(body=b"so sorry", headers=PLAIN), "is no feed: it is not XML"),
        (Answer(404), "the server answered 404 Not Found"),
        (Answer(raw=b"220 post.example SMTP\r\n\r\n"), "could not be fetched: illegal status line"),
        (answers.redirect("/feed"), "redirected more than 5 times"),
        (replace(answers.endless(b"<rss>"), drip=None), "larger than 20 MB"),
    ],
    ids=["HTML", "nothing", "words", "gone", "no HTTP", "a loop", "endless"],
)
def test_a_source_that_names_nothing_is_a_failure_with_its_reason(
    watched: Watched, answer: Answer, reason: str
) -> None:
    watched.site.answers("/feed", answer)
    source = watched.follow()
    (found,) = watched.round()
    assert isinstance(found, Failure)
    assert found.name == source.address
    assert found.reason.startswith(reason)
    assert watched.desk.record.gathering.polls()[source.address].said == found.reason


# Sections and sitemaps.


def test_the_reports_to_which_a_section_leads_are_entered(watched: Watched) -> None:
    site = watched.site
    paths = ("/2021/03/14/ministers-meet-again-in-oslo", "/2021/03/15/envoys-draw-up-a-new-text")
    links = "".join(f'<h2><a href="{path}">{path[12:]}</a></h2>' for path in paths)
    body = f"<html><body><nav><a href='/world'>World</a></nav><main>{links}</main></body></html>"
    section = Answer(body=body.encode(), headers={"Content-Type": "text/html"})
    site.answers("/world", answers.not_modified_when_asked(section, etag='"1"'))
    for path in paths:
        site.answers(path, told(name=path, by=path))
    watched.follow("/world", SourceKind.SECTION)
    assert kinds(watched.round()) == ["names 2 reports", "new", "new"]
    assert watched.entered() == sorted(paths)
    watched.later()
    assert kinds(watched.round()) == ["unchanged"]


def sitemap_index(site: Site, *names: str) -> Answer:
    """A sitemap that is made up of others."""
    parts = "".join(f"<sitemap><loc>{site.address}/{name}</loc></sitemap>" for name in names)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    body = f'<sitemapindex xmlns="{space}">{parts}</sitemapindex>'
    return Answer(body=body.encode(), headers={"Content-Type": "application/xml"})


def test_the_last_parts_of_a_sitemap_are_asked_for_what_is_new(watched: Watched) -> None:
    site = watched.site
    site.answers("/sitemap.xml", sitemap_index(site, "one", "two", "three.gz", "four"))
    for name, report_name in (("one", "a"), ("two", "b"), ("three.gz", "c"), ("four", "d")):
        part = answers.feed([entry(site, report_name)], "sitemap")
        packed = replace(part, body=gzip.compress(part.body)) if name.endswith("gz") else part
        site.answers(f"/{name}", packed)
        site.answers(f"/{report_name}", told(by=report_name))
    watched.follow("/sitemap.xml", SourceKind.SITEMAP)
    watched.round()
    assert watched.entered() == ["/b", "/c", "/d"]
    assert asked(site, "/one") == 0


def test_the_parts_of_a_sitemap_are_asked_though_it_is_the_same_itself(watched: Watched) -> None:
    site = watched.site
    index = sitemap_index(site, "part")
    site.answers("/sitemap.xml", answers.not_modified_when_asked(index, etag='"1"'))
    names_reports(site, "a", path="/part", kind="sitemap")
    watched.follow("/sitemap.xml", SourceKind.SITEMAP)
    watched.round()
    names_reports(site, "a", "b", path="/part", kind="sitemap")
    watched.later()
    watched.round()
    assert watched.entered() == ["/a", "/b"]


def test_a_part_of_a_sitemap_that_cannot_be_had_is_tried_with_the_whole(watched: Watched) -> None:
    site = watched.site
    site.answers("/sitemap.xml", sitemap_index(site, "one", "two"))
    names_reports(site, "a", path="/one", kind="sitemap")
    site.answers("/b", told(by="b"))
    site.answers("/two", Answer(500), answers.feed([entry(site, "b")], "sitemap"))
    watched.follow("/sitemap.xml", SourceKind.SITEMAP)
    assert kinds(watched.round()) == ["the server answered 500 Internal Server Error"]
    watched.later(minutes=60)
    watched.round()
    assert watched.entered() == ["/a", "/b"]


# Pages that are hard to have.


def test_a_page_that_comes_in_drips_comes_whole(watched: Watched) -> None:
    names_reports(watched.site, "a", "b")
    watched.site.answers("/a", answers.dripping(told(), 0.01, at_a_time=20))
    watched.follow()
    assert kinds(watched.round()) == ["names 2 reports", "new", "new"]


def test_a_page_that_drips_for_ever_is_given_up_and_tried_again(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadline, "SECONDS_FOR_A_PAGE", 0.3)
    names_reports(watched.site, "a", "b")
    watched.site.answers("/a", answers.dripping(answers.endless(), 0.02), told())
    watched.follow()
    found = watched.round()
    reason = "not all there in 0.3 seconds"
    assert sorted(kinds(found)) == ["names 2 reports", "new", f"{reason}; tried again in 1 minute"]
    assert watched.lines() == {"/a": reason, "/b": "new"}
    watched.later(minutes=1)
    assert kinds(watched.round()) == ["new"]
    assert watched.entered() == ["/a", "/b"]


def test_what_failed_is_fine_on_the_next_round(watched: Watched) -> None:
    names_reports(watched.site, "a", "b")
    watched.site.answers("/a", Answer(500), told())
    watched.follow()
    assert sorted(kinds(watched.round())) == [
        "names 2 reports",
        "new",
        "the server answered 500 Internal Server Error; tried again in 1 minute",
    ]
    assert watched.waiting() == ["/a"]
    assert watched.round() == []
    watched.later(minutes=1)
    assert kinds(watched.round()) == ["new"]
    assert (watched.entered(), watched.waiting()) == (["/a", "/b"], [])


def test_what_fails_again_and_again_is_tried_ever_later_and_then_listed(watched: Watched) -> None:
    names_reports(watched.site, "a")
    watched.site.answers("/a", Answer(503))
    watched.follow()
    reason = "the server answered 503 Service Unavailable"
    pauses = [1, 5, 30, 120, 360, 1440]
    for minutes in pauses:
        words = "1 minute" if minutes == 1 else f"{minutes} minutes"
        assert f"{reason}; tried again in {words}" in kinds(watched.round())
        watched.later(minutes=minutes - 0.5)
        before = asked(watched.site, "/a")
        watched.round()
        assert asked(watched.site, "/a") == before
        watched.later(minutes=0.5)
    assert f"unfetched: {reason}" in kinds(watched.round())
    assert watched.waiting() == []
    (listed,) = watched.desk.record.gathering.refusals()
    assert (listed.name, listed.kind) == (f"{watched.site.address}/a", Refused.UNFETCHED)
    assert listed.via == f"{watched.site.address}/feed"
    watched.later(days=30)
    watched.round()
    assert asked(watched.site, "/a") == len(pauses) + 1


def test_what_was_given_up_is_tried_again_when_something_else_is_said_of_it(
    watched: Watched,
) -> None:
    site = watched.site
    names_reports(site, "a")
    site.answers("/a", Answer(410), told())
    watched.follow()
    watched.round()
    site.answers("/feed", answers.feed([entry(site, "a", "Talks, at last")]))
    watched.later()
    assert kinds(watched.round()) == ["names 1 report", "new"]


@pytest.mark.parametrize("seconds", [120, "in two minutes"])
def test_a_host_that_asks_to_be_let_be_is_let_be(watched: Watched, seconds: int | str) -> None:
    site = watched.site
    names_reports(site, "a", "b")
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=119.5), usegmt=True)
    site.answers("/a", answers.too_many(seconds if seconds == 120 else until), told())
    watched.follow()
    found = watched.round()
    assert len(found) == 3
    assert "the server answered 429 Too Many Requests; tried again in 2 minutes" in kinds(found)
    assert "is to be let be for another 1" in kinds(found)[-1]
    assert (asked(site, "/a"), asked(site, "/b")) == (1, 0)
    watched.later(minutes=1.5)
    assert watched.round() == []
    watched.later(minutes=0.6)
    assert kinds(watched.round()) == ["new", "new"]


def test_a_host_that_is_let_be_holds_up_no_other(watched: Watched) -> None:
    site = watched.site
    names_reports(site, "a", "b")
    elsewhere = replace(entry(site, "c"), url=f"{site.second_address}/c")
    site.answers("/feed", answers.feed([entry(site, "a"), entry(site, "b"), elsewhere]))
    site.answers("/a", answers.too_many(3600))
    site.answers("/c", told())
    watched.follow()
    assert kinds(watched.round()).count("new") == 1
    assert asked(site, "/c") == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (answers.endless(), "larger than 5 MB"),
        (answers.gzip_bomb(), "larger than 5 MB"),
        (answers.brotli_bomb(), "larger than 5 MB"),
        (Answer(410), "the server answered 410 Gone"),
        (Answer(403), "the server answered 403 Forbidden"),
        (answers.redirect_ever_on, "redirected more than 5 times"),
        (answers.redirect("/a"), "redirected more than 5 times"),
        (answers.redirect("ftp://a.example/"), "redirected to what is not http or https: "),
        (answers.redirect("http://10.0.0.1/"), "robots.txt of 10.0.0.1 cannot be had"),
        (Answer(body=b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), "is application/"),
    ],
    ids=[
        "endless", "a bomb of gzip", "a bomb of brotli", "gone", "forbidden",
        "ever on", "in a circle", "off the web", "into a private network", "no text",
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_listed_with_its_reason_and_stops_nothing(
    watched: Watched, answer: Answer, reason: str
) -> None:
    names_reports(watched.site, "a", "b")
    watched.site.answers("/a", answer)
    watched.follow()
    found = watched.round()
    assert len(found) == 3
    (out,) = (one for one in found if isinstance(one, KeptOut))
    assert out.kind is Refused.UNFETCHED
    assert out.reason.startswith(reason)
    assert (watched.entered(), watched.waiting()) == (["/b"], [])
    (listed,) = watched.desk.record.gathering.refusals()
    assert (listed.id, listed.via) == (out.number, f"{watched.site.address}/feed")
    before = asked(watched.site, "/a")
    watched.later(days=1)
    watched.round()
    assert asked(watched.site, "/a") == before


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (replace(told(), cut_after=20, headers={**PLAIN, "Content-Length": "900"}), "could not be"),
        (Answer(raw=b""), "could not be fetched: Server disconnected"),
        (Answer(502), "the server answered 502 Bad Gateway"),
    ],
    ids=["cut off", "hung up", "a gateway"],
)
def test_what_may_be_had_later_is_had_later(watched: Watched, answer: Answer, reason: str) -> None:
    names_reports(watched.site, "a")
    watched.site.answers("/a", answer, told())
    watched.follow()
    _, found = watched.round()
    assert isinstance(found, Failure)
    assert found.reason.startswith(reason)
    assert found.reason.endswith("; tried again in 1 minute")
    watched.later(minutes=1)
    assert kinds(watched.round()) == ["new"]


@pytest.mark.parametrize(
    "answer",
    [
        answers.page("Talks", TALKS, date(2021, 3, 14)),
        answers.page_whose_header_lies("Talks", TALKS),
        answers.page_whose_meta_tag_lies("Talks", TALKS),
        answers.page_whose_meta_tag_lies("Talks", TALKS, header="windows-1252"),
        answers.page("Talks", TALKS, encoding="utf-8", header=None, meta=None),
        answers.page("Talks", TALKS, encoding="windows-1252", header="windows-1252", meta=None),
        answers.encoded(answers.page("Talks", TALKS)),
    ],
    ids=[
        "as said", "the header lies", "the tag lies", "the tag lies and the header does not",
        "nothing said", "by the header", "packed",
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_characters_that_it_is_written_in(
    watched: Watched, answer: Answer
) -> None:
    watched.site.answers("/feed", answers.feed([entry(watched.site, "a")]))
    watched.site.answers("/a", answer)
    watched.follow()
    assert kinds(watched.round(reader=PlainReader())) == ["names 1 report", "new"]
    (found, *_) = watched.desk.record.search("agree nodded")
    assert "“We agree,” said one of them as he left, & the other nodded" in found.text
    assert watched.desk.record.search("Málaga")


def test_a_page_that_is_no_article_is_kept_out_and_not_fetched_again(watched: Watched) -> None:
    names_reports(watched.site, "a", "b")
    watched.site.answers("/a", Answer(body=b"[paywall] The two ministers", headers=PLAIN))
    watched.follow()
    found = watched.round()
    assert sorted(kinds(found)) == [
        "names 2 reports", "new", "paywall: says that it is: paywall",
    ]  # fmt: skip
    (listed,) = watched.desk.record.gathering.refusals(kind=Refused.PAYWALL)
    assert (listed.via, listed.size) == (f"{watched.site.address}/feed", 27)
    watched.later()
    watched.round()
    assert asked(watched.site, "/a") == 1


def test_a_page_without_a_text_is_listed(watched: Watched) -> None:
    names_reports(watched.site, "a")
    watched.site.answers("/a", Answer(body=b" \n", headers=PLAIN))
    watched.follow()
    assert kinds(watched.round()) == ["names 1 report", "unread: no text in it"]
    assert watched.lines() == {"/a": "no text in it"}


# Robots.


def test_what_the_owners_of_a_host_forbid_is_not_asked_for(watched: Watched) -> None:
    site = watched.site
    site.answers("/robots.txt", answers.robots("User-agent: *\nDisallow: /private/\n"))
    names_reports(site, "a", "private/b")
    watched.follow()
    assert sorted(kinds(watched.round())) == [
        "names 2 reports", "new", "unfetched: robots.txt of 127.0.0.1 forbids it",
    ]  # fmt: skip
    assert asked(site, "/private/b") == 0
    assert [one.name for one in watched.desk.record.gathering.refusals()] == [
        f"{site.address}/private/b"
    ]


def test_a_feed_that_its_owners_forbid_is_not_asked_for(watched: Watched) -> None:
    watched.site.answers("/robots.txt", answers.robots("User-agent: demarche\nDisallow: /\n"))
    names_reports(watched.site, "a")
    source = watched.follow()
    reason = "robots.txt of 127.0.0.1 forbids it"
    assert watched.round() == [Failure(source.address, reason)]
    assert asked(watched.site, "/feed") == 0


def test_a_host_whose_rules_cannot_be_had_is_asked_when_they_can(watched: Watched) -> None:
    names_reports(watched.site, "a")
    watched.site.answers("/robots.txt", Answer(500), Answer(404))
    watched.follow()
    (found,) = watched.round()
    assert isinstance(found, Failure)
    assert found.reason.startswith("robots.txt of 127.0.0.1 cannot be had: the server answered 500")
    assert asked(watched.site, "/feed") == 0
    watched.later(minutes=60)
    assert kinds(watched.round()) == ["names 1 report", "new"]


# Manners.


def test_no_host_is_asked_faster_than_its_pause_nor_twice_at_once(watched: Watched) -> None:
    site, pause = watched.site, 0.08
    names = [f"report-{number}" for number in range(6)]
    names_reports(site, *names)
    for name in names:
        slow = replace(told(by=name, name=name), delay=0.05)
        site.answers(f"/{name}", slow, answers.redirect("/elsewhere"))
    far = [replace(entry(site, name), url=f"{site.second_address}/{name}") for name in "xyz"]
    for name in "xyz":
        site.answers(f"/{name}", replace(told(by=name), delay=0.05))
    site.answers("/second", answers.feed(far))
    watched.follow()
    watched.follow("/second")
    watched.round(pause=pause)
    assert len(watched.entered()) == 9
    for host in ("127.0.0.1", "localhost"):
        assert site.most_at_once(host) == 1
        assert min(site.seconds_from_end_to_start(host)) >= pause - 0.005
    assert site.most_at_once() == 2


def test_the_pause_that_the_owners_of_a_host_want_is_kept(watched: Watched) -> None:
    site = watched.site
    site.answers("/robots.txt", answers.robots("User-agent: *\nCrawl-delay: 0.2\n"))
    names_reports(site, "a", "b")
    watched.follow()
    watched.round()
    assert watched.entered() == ["/a", "/b"]
    assert min(site.seconds_from_end_to_start()[1:]) >= 0.195


def test_several_hosts_are_asked_side_by_side(desk: Desk) -> None:
    with ExitStack() as stack:
        sites = [stack.enter_context(Site()) for _ in range(4)]
        for site in sites:
            names_reports(site, "a")
            slow = replace(answers.feed([entry(site, "a")]), delay=0.4)
            site.answers("/feed", slow)
            Watched(desk, site).follow()
        Watched(desk, sites[0]).round()
        asked_for = [one for site in sites for one in site.requests("/feed")]
        assert max(one.at for one in asked_for) < min(one.ended or 0.0 for one in asked_for)
        assert desk.record.tally()["readings"] == 4
        assert [site.most_at_once() for site in sites] == [1] * 4


def test_a_host_with_much_to_tell_keeps_no_other_waiting(desk: Desk) -> None:
    with Site() as large, Site() as small, Site() as other:
        names_reports(large, *(f"report-{number}" for number in range(12)))
        for site in (small, other):
            names_reports(site, "a", "b")
        for site in (large, small, other):
            Watched(desk, site).follow()
        with watch(desk.record, workers=1) as work:
            order = [one.name for one in work.once() if isinstance(one, Added)]
        last = max(at for at, name in enumerate(order) if not name.startswith(large.address))
        assert len(order) == 16
        assert last < 8


def test_a_server_that_takes_long_keeps_no_other_waiting(desk: Desk) -> None:
    with Site() as slow, Site() as quick:

        def when_all_else_is_done(_request: Request) -> Answer:
            soon(lambda: desk.record.tally()["readings"] == 2)
            return answers.feed([])

        slow.answers("/feed", when_all_else_is_done)
        names_reports(quick, "a", "b")
        for site in (slow, quick):
            Watched(desk, site).follow()
        assert kinds(Watched(desk, quick).round())[-1] == "names 0 reports"


# Nothing is lost.


def test_all_that_is_named_is_entered_listed_or_tried_again(watched: Watched) -> None:
    site = watched.site
    fates = {
        "fine": told(by="fine"),
        "late": Answer(503),
        "gone": Answer(410),
        "round": answers.redirect("/round"),
        "bomb": answers.gzip_bomb(),
        "empty": Answer(body=b"\n", headers=PLAIN),
        "video": Answer(body=b"[video]", headers=PLAIN),
        "moved": answers.redirect("/fine"),
        "other": told(FINE, by="other"),
    }
    names_reports(site, *fates)
    for name, answer in fates.items():
        site.answers(f"/{name}", answer)
    watched.follow()
    found = watched.round()
    assert len(found) == len(fates) + 1
    assert watched.entered() == ["/fine", "/other"]
    assert watched.waiting() == ["/late"]
    listed = {
        one.name.removeprefix(site.address) for one in watched.desk.record.gathering.refusals()
    }
    assert listed == {"/gone", "/round", "/bomb", "/empty", "/video"}
    assert watched.lines()["/moved"] == "known"


def test_a_bug_of_the_reader_ends_a_watch_and_loses_nothing(watched: Watched) -> None:
    class Broken(ScriptedReader):
        def read(self, page: Page, *, published: date | None = None) -> Reading:
            if page.name.endswith("/b"):
                raise ZeroDivisionError
            return super().read(page, published=published)

    names_reports(watched.site, "a", "b", "c")
    watched.follow()
    with pytest.raises(ZeroDivisionError):
        watched.round(reader=Broken())
    watched.round()
    assert (watched.entered(), watched.waiting()) == (["/a", "/b", "/c"], [])


def test_two_watches_over_one_record_enter_nothing_twice(watched: Watched) -> None:
    names_reports(watched.site, *"abcdefgh")
    watched.follow()
    found: list[list[News]] = [[], []]

    def work(news: list[News]) -> None:
        record = Record.at(watched.desk.address, clock=watched.desk.clock)
        with watch(record) as one:
            news += one.once()
        record.close()

    threads = [threading.Thread(target=work, args=(news,)) for news in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entered = [one for news in found for one in news if isinstance(one, Added)]
    assert sum(one.receipt.kept is Kept.NEW for one in entered) == 8
    assert watched.entered() == [f"/{name}" for name in "abcdefgh"]
    assert watched.waiting() == []


def test_whoever_stops_listening_finds_the_rest_later(watched: Watched) -> None:
    names_reports(watched.site, *"abcdef")
    watched.follow()
    with watch(watched.desk.record) as work:
        news = work.once()
        assert kinds(list(itertools.islice(news, 3))) == ["names 6 reports", "new", "new"]
        news.close()  # type: ignore[attr-defined]
    assert len(watched.waiting()) == 4
    watched.round()
    assert watched.entered() == [f"/{name}" for name in "abcdef"]


def test_what_a_source_named_before_it_was_left_is_not_fetched(watched: Watched) -> None:
    names_reports(watched.site, *"abc")
    source = watched.follow()
    with watch(watched.desk.record) as work:
        next(work.once())
    watched.desk.record.gathering.leave(source.address)
    assert watched.round() == []
    assert [asked(watched.site, f"/{name}") for name in "bc"] == [0, 0]


def test_a_source_that_is_left_while_it_is_asked_names_nothing(watched: Watched) -> None:
    site = watched.site
    source = watched.follow()

    def leave(_request: Request) -> Answer:
        watched.desk.record.gathering.leave(source.address)
        return answers.feed([entry(site, "a")])

    site.answers("/feed", leave)
    watched.round()
    assert (watched.lines(), watched.desk.record.gathering.polls()) == ({}, {})


def test_a_report_of_which_something_else_is_said_while_it_is_fetched_is_fetched_again(
    watched: Watched,
) -> None:
    site, gathering = watched.site, watched.desk.record.gathering
    names_reports(site, "a")
    source = watched.follow()

    def said_meanwhile(_request: Request) -> Answer:
        item = Item(f"{site.address}/a", source.address, "as corrected")
        gathering.asked(gathering.polls()[source.address], [item])
        return told(VISIT)

    site.answers("/a", said_meanwhile, told(AID))
    assert kinds(watched.round()) == ["names 1 report", "new", "changed"]
    assert watched.desk.quotes() == [quote(AID)]


# Going on, and stopping.


class Going:
    """A watch that goes on in a thread of its own, until it is stopped."""

    def __init__(self, work: Watch) -> None:
        self.news: list[News] = []
        self._work = work
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Stop it, and return the seconds until it has ended."""
        began = time.monotonic()
        self._work.stop.set()
        self._thread.join(10)
        assert not self._thread.is_alive()
        return time.monotonic() - began

    def _listen(self) -> None:
        for one in self._work.run():
            self.news.append(one)


def soon(is_so: Callable[[], object]) -> None:
    """Wait until something is so, ten seconds at the most."""
    until = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_watch_ends_soon_though_a_server_drips(watched: Watched) -> None:
    site = watched.site
    names_reports(site, "a", "b")
    site.answers("/a", answers.dripping(answers.endless(), 0.05), told(by="a"))
    watched.follow()
    with watch(watched.desk.record) as work:
        going = Going(work)
        soon(lambda: asked(site, "/a"))
        assert going.stop() < 2
    watched.round()
    assert (watched.entered(), watched.waiting()) == (["/a", "/b"], [])


def test_a_watch_ends_soon_though_a_server_says_nothing(watched: Watched) -> None:
    site = watched.site
    site.answers("/feed", Answer(delay=30))
    watched.follow()
    with watch(watched.desk.record) as work:
        going = Going(work)
        soon(lambda: asked(site, "/feed"))
        assert going.stop() < 2
    assert going.news == []
    assert watched.desk.record.gathering.polls() == {}


def test_a_watch_that_has_nothing_to_do_ends_at_once(desk: Desk) -> None:
    with watch(desk.record) as work:
        going = Going(work)
        time.sleep(0.1)
        assert going.stop() < 0.5


def test_a_host_is_not_asked_once_a_watch_is_stopped(watched: Watched) -> None:
    names_reports(watched.site, "a", "b")
    watched.follow()
    with watch(watched.desk.record, pause=5.0) as work:
        going = Going(work)
        soon(lambda: watched.site.requests("/robots.txt") and watched.site.falls_quiet())
        before = len(watched.site.requests())
        assert going.stop() < 2
        time.sleep(0.2)
        assert len(watched.site.requests()) == before
    assert going.news == []
    watched.round()
    assert watched.entered() == ["/a", "/b"]


def test_a_watch_goes_on_and_enters_what_is_new(watched: Watched) -> None:
    names_reports(watched.site, "a")
    watched.follow()
    record = replace(watched.desk.record, clock=real_time)
    with watch(record, every=timedelta(seconds=0.2)) as work:
        going = Going(work)
        soon(lambda: asked(watched.site, "/feed") > 1)
        names_reports(watched.site, "a", "b")
        soon(lambda: asked(watched.site, "/b"))
        soon(lambda: watched.waiting() == [])
        going.stop()
    assert watched.entered() == ["/a", "/b"]
    assert asked(watched.site, "/a") == 1


def test_a_watch_may_be_asked_for_another_round(watched: Watched) -> None:
    names_reports(watched.site, "a")
    watched.follow()
    with watch(watched.desk.record) as work:
        assert kinds(list(work.once())) == ["names 1 report", "new"]
        watched.later()
        assert kinds(list(work.once())) == ["names 1 report"]


def test_what_a_watch_has_done_is_counted(watched: Watched) -> None:
    names_reports(watched.site, "a", "b", "c", "d")
    watched.site.answers("/b", Answer(410))
    watched.site.answers("/c", Answer(500))
    watched.site.answers("/d", answers.redirect("/a"))
    watched.follow()
    watched.follow("/gone")
    with watch(watched.desk.record) as work:
        list(work.once())
    assert work.tally == Tally(polls=2, entered=1, kept_out=1, failed=2)


def test_a_watch_tells_that_it_is_alive_and_what_it_has_done(
    watched: Watched, tmp_path: Path
) -> None:
    names_reports(watched.site, "a", "b")
    watched.follow()
    file = tmp_path / "heartbeat.json"
    with watch(watched.desk.record, heartbeat=file) as work:
        news = work.once()
        next(news)
        first = json.loads(file.read_text(encoding="utf-8"))
        list(news)
    assert (first["is_running"], first["at"]) == (True, watched.desk.clock().isoformat())
    last = json.loads(file.read_text(encoding="utf-8"))
    assert last == {
        "at": watched.desk.clock().isoformat(),
        "process": os.getpid(),
        "is_running": False,
        "in_hand": 0,
        "polls": 1,
        "entered": 2,
        "kept_out": 0,
        "failed": 0,
    }
    assert [one.name for one in tmp_path.iterdir()] == ["heartbeat.json"]


def test_a_watch_tells_that_it_is_alive_every_half_minute(watched: Watched, tmp_path: Path) -> None:
    names_reports(watched.site, *"abc")
    watched.follow()
    file = tmp_path / "heartbeat.json"
    told_at = []
    with watch(watched.desk.record, heartbeat=file) as work:
        for _ in work.once():
            told_at.append(json.loads(file.read_text(encoding="utf-8"))["at"])
            watched.later(minutes=0.25)
    assert len(told_at) == 4
    assert len(set(told_at)) == 2


def test_a_heartbeat_that_cannot_be_written_is_said_at_once(
    watched: Watched, tmp_path: Path
) -> None:
    names_reports(watched.site, "a")
    watched.follow()
    file = tmp_path / "gone" / "heartbeat.json"
    with pytest.raises(UsageError) as caught:
        watched.round(heartbeat=file)
    assert str(caught.value) == f"{file}: cannot be written: No such file or directory"
    assert watched.site.requests() == []


LOOKS = (timedelta(hours=1), timedelta(hours=6))


def test_a_report_is_looked_at_again_for_edits_that_nobody_tells_of(watched: Watched) -> None:
    site = watched.site
    names_reports(site, "a")
    first, edited = told(), told(FINE)
    site.answers("/a", answers.not_modified_when_asked(first, etag='"1"'), edited)
    watched.follow()
    assert kinds(watched.round(looks=LOOKS)) == ["names 1 report", "new"]
    watched.later(minutes=59)
    assert "changed" not in kinds(watched.round(looks=LOOKS))
    watched.later(minutes=2)
    assert "changed" in kinds(watched.round(looks=LOOKS))
    assert len(watched.desk.record.captures(f"{site.address}/a")) == 2
    for _ in range(3):
        watched.later(days=1)
        assert "changed" not in kinds(watched.round(looks=LOOKS))
    assert len([one for one in site.requests() if one.path == "/a"]) == 3


def test_a_report_that_is_gone_at_a_later_look_stays_as_it_was(watched: Watched) -> None:
    site = watched.site
    names_reports(site, "a")
    site.answers("/a", told(), Answer(404))
    watched.follow()
    watched.round(looks=LOOKS)
    watched.later(minutes=61)
    assert "the server answered 404 Not Found; it stays as it was" in kinds(
        watched.round(looks=LOOKS)
    )
    assert watched.desk.record.gathering.refusals() == ()
    assert watched.entered() == ["/a"]


def test_a_report_that_is_named_before_it_is_there_is_asked_for_again(watched: Watched) -> None:
    site = watched.site
    names_reports(site, "a", "b")
    site.answers("/a", Answer(404), told())
    site.answers("/b", Answer(404))
    watched.follow()
    found = kinds(watched.round())
    assert found.count("the server answered 404 Not Found; tried again in 1 minute") == 2
    watched.later(minutes=1)
    assert sorted(kinds(watched.round()))[0] == "new"
    watched.later(minutes=5)
    watched.round()
    (listed,) = watched.desk.record.gathering.refusals()
    assert (listed.name, listed.reason) == (
        f"{site.address}/b",
        "the server answered 404 Not Found",
    )
