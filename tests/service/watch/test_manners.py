"""No host is asked for what its owners forbid, nor sooner or by more at once than they want."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from demarche.model import Failure
from demarche.service.intake import Added
from tests.gather import answers
from tests.gather.clients import until
from tests.gather.misbehaving import Answer, Request, Site
from tests.record.stores import Desk
from tests.service.watched import Watched, asked, entry, kinds, names_reports, told, watch


@pytest.mark.parametrize("seconds", [120, "in two minutes"])
def test_a_host_that_asks_to_be_let_be_is_let_be(watched: Watched, seconds: int | str) -> None:
    site = watched.site
    names_reports(site, "a", "b")
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=119.5), usegmt=True)
    site.answers("/a", answers.too_many(seconds if seconds == 120 else then), told())
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


def test_no_host_is_asked_faster_than_its_pause_nor_twice_at_once(watched: Watched) -> None:
    site, pause = watched.site, 0.08
    names = [f"report-{number}" for number in range(6)]
    names_reports(site, *names)
    for name in names:
        slow = replace(told(by=name, name=name), delay=0.25)
        site.answers(f"/{name}", slow, answers.redirect("/elsewhere"))
    far = [replace(entry(site, name), url=f"{site.second_address}/{name}") for name in "xyz"]
    for name in "xyz":
        site.answers(f"/{name}", replace(told(by=name), delay=0.25))
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
            until(lambda: desk.record.tally()["readings"] == 2)
            return answers.feed([])

        slow.answers("/feed", when_all_else_is_done)
        names_reports(quick, "a", "b")
        for site in (slow, quick):
            Watched(desk, site).follow()
        assert kinds(Watched(desk, quick).round())[-1] == "names 0 reports"
