"""A watch goes on until it is stopped, and then ends soon, whatever servers do."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import timedelta

from demarche.record.held import now as real_time
from demarche.service.watch import News, Watch
from tests.gather import answers
from tests.gather.clients import until
from tests.gather.misbehaving import Answer
from tests.record.stores import Desk
from tests.service.watched import Watched, asked, kinds, names_reports, told, watch


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


def test_a_watch_ends_soon_though_a_server_drips(watched: Watched) -> None:
    site = watched.site
    names_reports(site, "a", "b")
    site.answers("/a", answers.dripping(answers.endless(), 0.05), told(by="a"))
    watched.follow()
    with watch(watched.desk.record) as work:
        going = Going(work)
        until(lambda: asked(site, "/a"))
        assert going.stop() < 2
    watched.round()
    assert (watched.entered(), watched.waiting()) == (["/a", "/b"], [])


def test_a_watch_ends_soon_though_a_server_says_nothing(watched: Watched) -> None:
    site = watched.site
    site.answers("/feed", Answer(delay=30))
    watched.follow()
    with watch(watched.desk.record) as work:
        going = Going(work)
        until(lambda: asked(site, "/feed"))
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
        until(lambda: watched.site.requests("/robots.txt") and watched.site.falls_quiet())
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
        until(lambda: asked(watched.site, "/feed") > 1)
        names_reports(watched.site, "a", "b")
        until(lambda: asked(watched.site, "/b"))
        until(lambda: watched.waiting() == [])
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
