"""Days are taken only where they can be right, and pauses only where they are short enough."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from demarche.gather.feeds import feed_of
from tests.gather.feeds.samples import at, first, read, rss


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("Sun, 14 Mar 2021 10:00:00 GMT", at(2021, 3, 14, 10)),
        ("14 Mar 2021 10:00 EST", at(2021, 3, 14, 15)),
        ("Sun, 14 Mar 2021 00:30:00 CET", at(2021, 3, 13, 23, 30)),
        ("Sun, 14 Mar 2021 08:00:00 JST", at(2021, 3, 13, 23)),
        ("2021-03-14T10:00:00Z", at(2021, 3, 14, 10)),
        ("2021-03-14 10:00:00", at(2021, 3, 14, 10)),
        ("2021-03-14", at(2021, 3, 14)),
        ("March 2021", None),
        ("2021-03", None),
        ("2021", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),
        ("9999-12-31T23:59:59Z", None),
        ("Sun, 31 Feb 2021 10:00:00 GMT", None),
        ("03/04/2021", None),
        ("1615716000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_day_is_taken_only_where_it_can_be_right(printed: str, moment: datetime | None) -> None:
    assert first(f"<pubDate>{printed}</pubDate>").published == moment


@pytest.mark.parametrize(
    ("about", "ttl"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl> 60 </ttl>", timedelta(hours=1)),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>an hour</ttl>", None),
        ("<ttl>99999999999999999999</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        (
            "<sy:updatePeriod>\n daily </sy:updatePeriod>"
            "<sy:updateFrequency> 4 </sy:updateFrequency>",
            timedelta(hours=6),
        ),
        ("<sy:updateFrequency>2</sy:updateFrequency>", timedelta(hours=12)),
        ("<sy:updatePeriod>often</sy:updatePeriod>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
         timedelta(hours=1)),
        ("", None),
    ],
)  # fmt: skip
def test_a_feed_says_how_long_to_leave_it_alone(about: str, ttl: timedelta | None) -> None:
    assert read(rss(about=about)).ttl == ttl


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Mon, 15 Mar 2021 06:30:00 +0900", "2021-03-15"),
        ("Mon, 15 Mar 2021 06:30:00 KST", "2021-03-15"),
        ("Sun, 14 Mar 2021 22:30:00 -0500", "2021-03-14"),
        ("Mon, 15 Mar 2021 06:30:00 GMT", "2021-03-15"),
    ],
)
def test_the_day_of_an_entry_is_that_where_it_was_printed(printed: str, day: str) -> None:
    data = (
        "<rss version='2.0'><channel><title>News</title><item><title>Talks end</title>"
        f"<link>https://a.example/1</link><pubDate>{printed}</pubDate></item></channel></rss>"
    )
    (item,) = feed_of("https://a.example/feed", data.encode()).items
    assert item.published is not None
    assert item.published.date().isoformat() == day
