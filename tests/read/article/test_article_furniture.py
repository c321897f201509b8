"""What stands beside the running text is marked, each kind by its own look."""

from __future__ import annotations

from datetime import date
from textwrap import fill

import pytest

from demarche.model import Furniture, Page
from demarche.read import article
from tests.read.article.pages import BODY, LAST, LEAD, SECOND, all_marked, marked, of_text

WRAPPED = "\n\n".join(fill(paragraph, 60) for paragraph in BODY.split("\n\n"))


def test_a_page_with_all_that_a_newspaper_puts_around_its_text() -> None:
    found = of_text(
        "Skip to content\n\n"
        "World > Europe\n\n"
        "Envoys to meet in Oslo: aide\n\n"
        "Foreign Minister Jane Roe (AFP-Yonhap)\n"
        "Foreign Minister Jane Roe (AFP-Yonhap)\n"
        f"{LEAD}\n\n{SECOND}\n\n{LAST}\n\n"
        "By Ahn Min-ji (minji@example.org)\n\n"
        "© 2021 The Harbour Post. All rights reserved.\n"
        "Most read\n"
    )
    assert all_marked(found) == [
        ("navigation", "Skip to content"),
        ("navigation", "World > Europe"),
        ("headline", "Envoys to meet in Oslo: aide"),
        ("caption", "Foreign Minister Jane Roe (AFP-Yonhap)"),
        ("caption", "Foreign Minister Jane Roe (AFP-Yonhap)"),
        ("byline", "By Ahn Min-ji (minji@example.org)"),
        ("notice", "© 2021 The Harbour Post. All rights reserved."),
        ("navigation", "Most read"),
    ]
    assert found.title == "Envoys to meet in Oslo: aide"
    assert found.byline == "Ahn Min-ji"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ahn Min-ji (", "Ahn Min-ji"),
        ("By Jane Roe and Ahn Min-ji | Reuters", "Jane Roe and Ahn Min-ji"),
        ("BY JANE ROE", "JANE ROE"),
        ("By Jane Roe, John Doe and Ahn Min-ji", "Jane Roe, John Doe and Ahn Min-ji"),
        ("By Juan de la Cruz in Manila", "Juan de la Cruz"),
        ("By Jane Roe, Diplomatic Correspondent", "Jane Roe"),
        ("By Reuters", "Reuters"),
        ("Jane Roe | Associated Press", "Jane Roe"),
    ],
)
def test_a_byline_says_who_wrote_the_report(byline: str, names: str) -> None:
    found = of_text(f"Envoys to meet in Oslo\n\n{byline}\n\n{BODY}")
    assert found.byline == names
    assert marked(found, Furniture.BYLINE) == [byline]


def test_the_address_behind_a_byline_belongs_to_it() -> None:
    found = of_text(f"{BODY}\n\nBy Ahn Min-ji\n(minji@example.org)")
    assert marked(found, Furniture.BYLINE) == ["By Ahn Min-ji", "(minji@example.org)"]
    assert found.byline == "Ahn Min-ji"


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("SEOUL, March 14 (Reuters) - ", "SEOUL, March 14 (Reuters) -"),
        ("WASHINGTON (AP) -- ", "WASHINGTON (AP) --"),
        ("NAIROBI, Kenya (AP) _\n\n", "NAIROBI, Kenya (AP) _"),
        ("WASHINGTON — ", "WASHINGTON —"),
        ("MOSCOW, March 14. /TASS/. ", "MOSCOW, March 14. /TASS/."),
        ("Geneva, 14 March – ", "Geneva, 14 March –"),
    ],
)
def test_a_dateline_is_marked_and_the_sentence_behind_it_is_not(
    opening: str, dateline: str
) -> None:
    assert all_marked(of_text(f"{opening}{BODY}")) == [("dateline", dateline)]


def test_the_line_above_a_dateline_is_a_headline_even_with_a_stop() -> None:
    found = of_text(f"Envoys will meet again in Oslo.\n\nOSLO, March 14 (Reuters) - {BODY}")
    assert found.title == "Envoys will meet again in Oslo."


@pytest.mark.parametrize("text", [BODY, LEAD, f"{LEAD} {SECOND} {LAST}", WRAPPED])
def test_a_text_without_a_headline_has_no_title(text: str) -> None:
    found = of_text(text)
    assert found.title is None
    assert found.furniture == ()


def test_a_headline_with_lines_that_add_to_it() -> None:
    found = of_text(f"Envoys to meet in Oslo\n\nAide says talks may last a week\n\n{BODY}")
    assert marked(found, Furniture.HEADLINE) == [
        "Envoys to meet in Oslo",
        "Aide says talks may last a week",
    ]
    assert found.title == "Envoys to meet in Oslo"


def test_a_headline_told_twice_is_marked_as_told_twice() -> None:
    found = of_text(f"Envoys to meet in Oslo\nEnvoys to meet in Oslo\n\n{BODY}")
    assert all_marked(found) == [
        ("headline", "Envoys to meet in Oslo"),
        ("repeat", "Envoys to meet in Oslo"),
    ]


def test_a_caption_told_twice_above_the_headline_is_no_headline() -> None:
    found = of_text(
        f"Jane Roe at the lake\nJane Roe at the lake\n\nEnvoys to meet in Oslo\n\n{BODY}"
    )
    assert found.title == "Envoys to meet in Oslo"
    assert marked(found, Furniture.CAPTION) == ["Jane Roe at the lake"] * 2


@pytest.mark.parametrize(
    "caption",
    [
        "Jane Roe at the lake (AFP)",
        "Jane Roe greets John Doe by the lake on Friday. (Yonhap)",
        "Jane Roe at the lake, March 14, 2021. Photo: Ahn Min-ji/AFP",
        "FILE PHOTO: Jane Roe arrives at the lake, March 14, 2021.",
        "Jane Roe at the lake / Reuters",
        "Ahn Min-ji via Getty Images",
    ],
)
def test_a_line_with_a_credit_is_a_caption(caption: str) -> None:
    found = of_text(f"{LEAD}\n\n{caption}\n\n{SECOND}\n\n{LAST}")
    assert all_marked(found) == [("caption", caption)]


def test_the_agency_that_closes_a_report_takes_no_words_with_it() -> None:
    found = of_text(f"{LEAD}\n\n{SECOND}\n\n{LAST} (Yonhap)")
    assert all_marked(found) == [("notice", "(Yonhap)")]


def test_a_paragraph_told_twice_is_a_repeat_the_second_time() -> None:
    found = of_text(f"{LEAD}\n\n{SECOND}\n\n{LEAD}")
    assert all_marked(found) == [("repeat", LEAD)]
    assert found.furniture[0].span.start > len(LEAD)


def test_short_words_said_twice_are_no_repeat() -> None:
    assert of_text(f"{LEAD}\n\n“No.”\n\n{SECOND}\n\n“No.”\n\n{LAST}").furniture == ()


def test_a_line_within_a_paragraph_is_running_text() -> None:
    paragraph = (
        "The two ministers said that nobody would be told what part of\n"
        "the costs the small island states of the south would have to\n"
        "share\n"
        "if the talks in the city by the lake were to go on for a week."
    )
    assert of_text(f"{WRAPPED}\n\n{paragraph}").furniture == ()


def test_a_notice_over_several_lines_is_marked_as_a_whole() -> None:
    notice = (
        "(Reporting by Jane Roe in Seoul and Ahn Min-ji in a small\n"
        "town; additional reporting by John Doe; editing by Joan Doe)"
    )
    found = of_text(f"{WRAPPED}\n\n{notice}")
    assert marked(found, Furniture.NOTICE) == notice.split("\n")


def test_the_time_stamp_of_a_page_is_its_day_of_publication() -> None:
    stamp = "Published : Mar 14, 2021 - 16:02"
    found = of_text(f"Envoys to meet in Oslo\n\n{stamp}\n\n{BODY}")
    assert marked(found, Furniture.NOTICE) == [stamp]
    assert found.published is not None
    assert found.published.days.first == date(2021, 3, 14)


def test_a_bare_day_above_the_text_is_marked_but_nothing_is_made_of_it() -> None:
    found = of_text(f"Envoys to meet in Oslo\n\nMarch 14, 2021\n\n{BODY}")
    assert marked(found, Furniture.NOTICE) == ["March 14, 2021"]
    assert found.published is None


def test_a_title_with_the_name_of_its_site_is_known_again_in_the_text() -> None:
    page = Page(
        "page", f"Envoys to meet\n\n{BODY}".encode(), title="Envoys to meet - The Harbour Post"
    )
    found = article.from_page(page)
    assert marked(found, Furniture.HEADLINE) == ["Envoys to meet"]
    assert found.title == "Envoys to meet - The Harbour Post"


def test_one_paragraph_may_have_a_dateline_and_a_closing_credit() -> None:
    found = of_text(f"SEOUL, March 14 (Yonhap) -- {LEAD} (Yonhap)")
    assert all_marked(found) == [
        ("dateline", "SEOUL, March 14 (Yonhap) --"),
        ("notice", "(Yonhap)"),
    ]


def test_a_paragraph_with_a_closing_credit_that_is_told_twice_is_marked_once() -> None:
    last = f"{LAST} [Reuters]"
    found = of_text(f"{last}\n\n{LEAD}\n\n{last}")
    assert all_marked(found) == [("notice", "[Reuters]"), ("repeat", last)]
