"""The small header before a plain text is read, marked, and never cut out."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.model import Furniture, Page, PageError
from demarche.read import article
from tests.read.article.pages import BODY, marked, of_text

HEADER = """\
Title: Envoys to meet in Oslo
Outlet: The Harbour Post
Published: 2021-03-14
Url: https://harbour.example/oslo"""


def test_a_header_says_what_the_page_is() -> None:
    found = of_text(f"{HEADER}\n\n{BODY}")
    assert found.title == "Envoys to meet in Oslo"
    assert found.publisher == "The Harbour Post"
    assert found.url == "https://harbour.example/oslo"
    assert found.published is not None
    assert found.published.days.first == found.published.days.last == date(2021, 3, 14)
    assert marked(found, Furniture.HEADER) == [HEADER]


def test_the_headline_below_a_header_is_found_by_its_title() -> None:
    found = of_text(f"{HEADER}\n\nEnvoys to meet in Oslo.\n\n{BODY}")
    assert marked(found, Furniture.HEADLINE) == ["Envoys to meet in Oslo."]


@pytest.mark.parametrize(
    "header",
    [
        "published: 14 March 2021\r\nTITLE : One",
        "Date: March 14, 2021\nHeadline: One",
        "Source: The Post\nPublished: Sunday, Mar 14 2021\nAuthor: Jane Roe",
        "Published: 2021-03-14T09:30:00Z\nTitle:",
    ],
)
def test_a_header_may_be_written_in_other_ways(header: str) -> None:
    found = of_text(f"{header}\n\n{BODY}")
    assert marked(found, Furniture.HEADER) == [header]
    assert found.published is not None
    assert found.published.days.first == date(2021, 3, 14)


@pytest.mark.parametrize(
    "opening",
    [
        "Title: Envoys to meet",
        "Title: Envoys\nThe talks will be held in Oslo.",
        "Title: Envoys\nSubject: Oslo",
        "Title: Envoys\nTitle: Oslo",
        "Minister: no talks are planned\nAide: that is so",
    ],
)
def test_what_is_no_header_is_text(opening: str) -> None:
    found = of_text(f"{opening}\n\n{BODY}")
    assert marked(found, Furniture.HEADER) == []


def test_a_day_that_does_not_exist_is_refused() -> None:
    page = Page("page", f"Title: One\nPublished: 2021-02-30\n\n{BODY}".encode())
    with pytest.raises(PageError) as refused:
        article.from_page(page)
    assert refused.value.reason == 'there is no such day: "2021-02-30"'
    given = article.from_page(page, published=date(2021, 3, 1))
    assert given.published is not None
    assert given.published.days.first == date(2021, 3, 1)


def test_a_day_in_words_that_name_none_is_not_known() -> None:
    assert of_text(f"Title: One\nPublished: last week\n\n{BODY}").published is None
