"""What has changed is fetched again, beside what stood before; what has not is not sent."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest

from tests.gather import answers
from tests.gather.misbehaving import Answer, Request
from tests.record.news import AID, FINE, VISIT, quote
from tests.service.watched import (
    HALF_AN_HOUR,
    PRINTED,
    Watched,
    entry,
    kinds,
    names_reports,
    next_poll,
    told,
)


def conditions(request: Request) -> dict[str, str]:
    """The headers by which a request asks only for what is new."""
    return {name: value for name, value in request.headers.items() if name.startswith("if-")}


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
