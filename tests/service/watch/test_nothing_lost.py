"""Whatever happens to a watch, all that was named is entered once, listed, or tried again."""

from __future__ import annotations

import itertools
import threading
from datetime import date

import pytest

from demarche.model import Item, Page, Reading
from demarche.service.intake import Added, Kept
from demarche.service.record import Record
from demarche.service.watch import News
from tests.gather import answers
from tests.gather.misbehaving import Answer, Request
from tests.record.fakes import ScriptedReader
from tests.record.news import AID, FINE, VISIT, quote
from tests.service.watched import PLAIN, Watched, asked, entry, kinds, names_reports, told, watch


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
