"""Addresses have one spelling, and nothing that matters to the page is lost on the way."""

from __future__ import annotations

import doctest
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from demarche.gather import canonical as room
from demarche.gather.canonical import canonical, host_of, joined

SITE = "https://post.example"

pieces = st.sampled_from(
    "https:// http:// HTTP:// post.example Post.EXAMPLE bücher.example user:pw@ :443 :80 :8080 : "
    "[::1] / // /. /.. /../ ; ;jsessionid=1 ? & &amp; = # %2e %2E %41 %zz % %C3%A9 é + "
    "utm_source=x ref=1 ref=rss id=7 amp; xn-- 。 ﬁ ℀ (S(abcdefghijklmnop1234)) \\ @ \n \t \ud800 "
    "ſ ß İ".split(" ")
)
addresses = st.lists(pieces, max_size=9).map("".join)
any_text = st.text(st.characters(exclude_categories=()), max_size=40)


@given(address=st.one_of(addresses, any_text, any_text.map("https://post.example/".__add__)))
@example("https://post.example/a/(S(abcdefghijklmnop12))/../b")
@example("https://post.example/;jsessionid=1/;jsessionid=2")
@example("https://post.example/?amp;amp;amp")
@example("https://\u2488com/")
def test_an_address_that_has_its_spelling_keeps_it(address: str) -> None:
    once = canonical(address)
    assert canonical(once) == once


@given(address=st.one_of(addresses, any_text))
def test_what_is_no_address_is_left_as_it_was(address: str) -> None:
    assert host_of(address) is not None or canonical(address) == address


@given(address=addresses, where=st.sampled_from(["#top", "#!/a", "#"]))
def test_a_place_on_the_page_makes_no_difference(address: str, where: str) -> None:
    if host_of(address) is not None and "#" not in address:
        assert canonical(address + where) == canonical(address)


@given(base=addresses, link=st.one_of(addresses, any_text))
def test_a_link_leads_to_an_address_or_nowhere(base: str, link: str) -> None:
    found = joined(base, link)
    assert found is None or host_of(found) is not None


@pytest.mark.parametrize(
    ("address", "known_as"),
    [
        ("HTTPS://POST.Example/A/B", "https://post.example/A/B"),
        (" https://post.example/a \n", "https://post.example/a"),
        ("https://post.example", "https://post.example/"),
        ("https://post.example?id=1", "https://post.example/?id=1"),
        ("https://post.example:443/a", "https://post.example/a"),
        ("http://post.example:80/a", "http://post.example/a"),
        ("http://post.example:443/a", "http://post.example:443/a"),
        ("http://post.example:/a", "http://post.example/a"),
        ("https://desk:secret@post.example/a", "https://post.example/a"),
        ("https://post.example./a", "https://post.example/a"),
        ("https://post.example/a#comments", "https://post.example/a"),
        ("https://post.example/a?", "https://post.example/a"),
        ("https://post.example/a?&id=1&&", "https://post.example/a?id=1"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://мвс.example/", "https://xn--b1atq.example/"),
        ("https://XN--B1ATQ.example/", "https://xn--b1atq.example/"),
        ("http://[0:0::1]:8080/a", "http://[::1]:8080/a"),
        ("https://post.example/%7edesk/%c3%a9t%C3%A9", "https://post.example/~desk/%C3%A9t%C3%A9"),
        ("https://post.example/été", "https://post.example/%C3%A9t%C3%A9"),
        ("https://post.example/a b", "https://post.example/a%20b"),
        ("https://post.example/100%", "https://post.example/100%25"),
        ("https://post.example/a/./b/../c", "https://post.example/a/c"),
        ("https://post.example/../a/..", "https://post.example/"),
        ("https://post.example/a;jsessionid=1A2B/b", "https://post.example/a/b"),
        ("https://post.example/(S(1qaz2wsx3edc4rfv5tgb6yhn))/a.aspx", "https://post.example/a.aspx"),
        ("https://post.example/a?PHPSESSID=1qaz&id=7", "https://post.example/a?id=7"),
        ("https://post.example/a?id=7&amp;lang=en", "https://post.example/a?id=7&lang=en"),
    ],
)  # fmt: skip
def test_one_page_has_one_address(address: str, known_as: str) -> None:
    assert canonical(address) == known_as


@pytest.mark.parametrize(
    "road",
    """utm_source=x UTM_Campaign=y fbclid=1 gclid=2 ref=homepage ref= ref=hp_lead cmpid=3 CMP=rss
    at_medium=RSS at_campaign=KARANGA ns_mchannel=rss xtor=RSS-1 mc_cid=1 _ga=1.2 wt.mc_id=1
    WT.mc_id=2 source=rss source=rss----1a2b source=twitter partner=rss&emc=rss mod=hp_lead_pos1
    share=whatsapp from=newsletter utm%5Fsource=x sid=0f1e2d3c4b5a69788796a5b4c3d2e1f0 smid=tw
    replytocom=4""".split(),
)
def test_the_road_by_which_a_reader_came_is_left_out(road: str) -> None:
    assert canonical(f"{SITE}/a?id=7&{road}&page=2") == f"{SITE}/a?id=7&page=2"


@pytest.mark.parametrize(
    "parameter",
    """id=7 ID=7 p=1203 page=2 lang=en cid=44 eid=9 sid=1203 ref=2021/14 ref=1203 refid=1 article=
    source=ministry q=a+b from=2021-03-14 section=utm_source mod=view keyword=iran uid=8 topic[]=1
    medium=video date=14.03.2021 print amp""".split(),
)
def test_a_parameter_that_may_matter_is_kept(parameter: str) -> None:
    kept = parameter.replace("[", "%5B").replace("]", "%5D")
    assert canonical(f"{SITE}/a?{parameter}&z=1&b=2") == f"{SITE}/a?{kept}&z=1&b=2"


@pytest.mark.parametrize(
    "address",
    [
        "https://post.example/a",
        "https://post.example/a/",
        "https://post.example//a//b/",
        "https://www.post.example/",
        "http://post.example/",
        "https://post.example/A/index.html",
        "https://archive.example/web/2021/https://post.example/a",
        "https://post.example/a%2Fb",
        "https://post.example/p/a%E9",
    ],
)
def test_what_may_lead_to_another_page_is_left_alone(address: str) -> None:
    assert canonical(address) == address


@pytest.mark.parametrize(
    "text",
    ["", "post.example/a", "/a?utm_source=x", "mailto:desk@post.example", "ftp://post.example/a",
     "javascript:void(0)", "https://", "https:///a", "http://[::g]/", "https://post.example:99999/",
     "https://a b.example/", "https://a..example/", "https://%70ost.example/", "talks#top"],
)  # fmt: skip
def test_what_is_no_web_address_stays_as_it_is(text: str) -> None:
    assert canonical(text) == text
    assert host_of(text) is None


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("talks.html", "https://post.example/world/talks.html"),
        ("/talks.html#top", "https://post.example/talks.html"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("?id=7", "https://post.example/world/?id=7"),
        (" http://other.example/a ", "http://other.example/a"),
        ("mailto:desk@post.example", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        ("http://", None),
    ],
)
def test_a_link_is_joined_to_the_address_of_its_page(link: str, leads_to: str | None) -> None:
    assert joined("https://post.example/world/", link) == leads_to


@pytest.mark.parametrize("part", ["/..", "%", "&amp;", "amp;", ";jsessionid=1", "?a&", "é", "a."])
def test_a_long_address_takes_no_long_time(part: str) -> None:
    started = time.perf_counter()
    canonical("https://post.example/?" + part * 100_000)
    canonical("https://post.example/" + part * 100_000)
    canonical("https://" + part * 100_000)
    assert time.perf_counter() - started < 5


def test_the_examples_of_the_module_hold() -> None:
    tried = doctest.testmod(room)
    assert (tried.failed, tried.attempted > 0) == (0, True)
