"""Each report of a feed is an item once; what leads nowhere is a fault."""

from __future__ import annotations

import pytest

from tests.gather.feeds.samples import SITE, read, rss


@pytest.mark.parametrize(
    "links",
    ["", "<guid>12</guid>", "<link/>", "<link>mailto:desk@post.example</link>", "<link>  </link>",
     "<guid isPermaLink='false'>https://post.example/a</guid>", "<link>http://[</link>",
     "<enclosure url='https://post.example/a.mp3'/>", "<link>javascript:go()</link>",
     "<guid>tag:post.example,2021:1</guid>"],
)  # fmt: skip
def test_an_item_that_leads_nowhere_is_left_out_with_a_fault(links: str) -> None:
    found = read(rss("<link>/a</link>", links, "<link>/c</link>"))
    assert [item.url for item in found.items] == [f"{SITE}/a", f"{SITE}/c"]
    assert found.faults == ("entry 2 has no address",)


def test_of_items_with_one_id_or_one_address_the_first_counts() -> None:
    found = read(
        rss(
            "<link>/a?utm_source=rss</link><guid isPermaLink='false'>1</guid><title>A</title>",
            "<link>/b</link><guid isPermaLink='false'>1</guid>",
            "<link>/a</link><guid isPermaLink='false'>2</guid>",
            "<link>/c</link><guid isPermaLink='false'>2</guid>",
            "<link>/c#more</link>",
        )
    )
    assert [item.url for item in found.items] == [f"{SITE}/a?utm_source=rss", f"{SITE}/c"]
    assert found.faults == ()


def test_a_feed_that_leads_nowhere_at_all_has_a_few_faults_and_their_number() -> None:
    found = read(rss(*["<title>x</title>"] * 50))
    assert len(found.faults) == 21
    assert found.faults[-1] == "and 30 more"


def test_an_address_longer_than_any_leads_nowhere() -> None:
    found = read(rss(f"<link>/{'a' * 2_000}</link>", "<link>/b</link>"))
    assert [item.url for item in found.items] == [f"{SITE}/b"]
    assert found.faults == ("entry 1 has no address",)


def test_the_entries_of_a_feed_are_read_up_to_a_number() -> None:
    pages = "".join(f"<url><loc>/{number}</loc></url>" for number in range(50_001))
    found = read(f"<urlset>{pages}</urlset>")
    assert len(found.items) == 50_000
    assert found.faults == ("only the first 50,000 entries are read",)
