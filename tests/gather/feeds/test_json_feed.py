"""A JSON Feed says where reports are; JSON of another kind is refused."""

from __future__ import annotations

import json

import pytest

from demarche.gather.feeds import Feed
from demarche.model import PageError
from tests.gather.feeds.samples import JSON_FEED, SITE, TALKS, read


def test_a_json_feed_is_read() -> None:
    assert read(JSON_FEED) == Feed("The Harbour Post", "en", (TALKS,), home=f"{SITE}/world")


@pytest.mark.parametrize(
    ("item", "url", "name"),
    [
        ({"id": 7, "url": "https://post.example/a"}, f"{SITE}/a", "7"),
        ({"id": "https://post.example/a"}, f"{SITE}/a", f"{SITE}/a"),
        ({"id": "x", "external_url": "https://other.example/a"}, "https://other.example/a", "x"),
        ({"url": "https://post.example/\ud800"}, f"{SITE}/\ufffd", f"{SITE}/\ufffd"),
    ],
)
def test_an_item_of_json_is_where_it_says(item: dict[str, object], url: str, name: str) -> None:
    text = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [item, 5, None]})
    assert [(found.url, found.id) for found in read(text).items] == [(url, name)]


def test_a_feed_may_escape_the_slashes_of_its_version() -> None:
    text = '{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": [{"url": "\\/a"}]}'
    assert [item.url for item in read(text).items] == [f"{SITE}/a"]
    assert read('{"items": []}', "application/feed+json; charset=utf-8") == Feed()


@pytest.mark.parametrize(
    "text",
    ['{"version": "https://jsonfeed.org/version/1", "items": [}', '{"jsonfeed.org": 1}',
     '{"jsonfeed.org":' + "[" * 100_000, '{"jsonfeed.org":' + "1" * 5000 + "}"],
)  # fmt: skip
def test_a_json_feed_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(PageError, match="is no feed: "):
        read(text)


@pytest.mark.parametrize(
    ("item", "author"),
    [
        ({"authors": [{"name": "Ann Lee"}, {"name": "Bo Ek"}]}, "Ann Lee, Bo Ek"),
        ({"author": {"name": "Ann Lee"}}, "Ann Lee"),
        ({"authors": {"name": "Ann Lee"}}, "Ann Lee"),
        ({"authors": "Ann Lee"}, None),
        ({"authors": 3}, None),
        ({"authors": [None, {"url": "https://post.example/lee"}]}, None),
    ],
)
def test_writers_are_named_in_a_list_or_alone(item: dict[str, object], author: str | None) -> None:
    text = json.dumps(
        {"version": "https://jsonfeed.org/version/1", "items": [{"url": "/a", **item}]}
    )
    assert [found.author for found in read(text).items] == [author]
