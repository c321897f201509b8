"""Broken feeds, sections and sitemaps name what reports they can; what names none has failed."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from demarche.model import Failure, Refused, SourceKind
from tests.gather import answers
from tests.gather.misbehaving import Answer, Site
from tests.service.watched import PLAIN, TALKS, Watched, asked, entry, kinds, names_reports, told


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
