"""A page that is hard to have is tried again, or listed with its reason, and stops nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from demarche.gather.web import deadline
from demarche.model import Failure, Refused
from demarche.service.intake import KeptOut
from tests.gather import answers
from tests.gather.misbehaving import Answer
from tests.service.plain import PlainReader
from tests.service.watched import PLAIN, TALKS, Watched, asked, entry, kinds, names_reports, told


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
