"""What is new in a source is entered, once, however often and by whomever it is named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from demarche.service.watch import Polled
from tests.gather import answers
from tests.record.news import FINE, VISIT, quote
from tests.service.watched import PRINTED, Watched, asked, entry, kinds, names_reports, told


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
