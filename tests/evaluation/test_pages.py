"""The figures of the pages may rise, and never fall unseen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from evaluation.pages import FIELDS, Read, Row

from demarche.model import Article, Days, Page, PageKind, Published, PublishedBasis
from demarche.read.article.kinds import Kind
from evaluation import pages

ROOT = Path(__file__).parents[2]
FLOORS = {
    "dev": {
        "precision": 0.96,
        "recall": 0.96,
        "kinds": 0.96,
        "title": 0.96,
        "day": 0.96,
        "byline": 0.96,
        "publisher": 0.96,
        "language": 0.96,
        "text": 0.92,
    },
    "test": {
        "precision": 0.96,
        "recall": 0.96,
        "kinds": 0.94,
        "title": 0.9,
        "day": 0.9,
        "byline": 0.76,
        "publisher": 0.86,
        "language": 0.96,
        "text": 0.63,
    },
}
NOTHING = dict.fromkeys(FIELDS)


def row(kind: PageKind = PageKind.ARTICLE, **true: str) -> Row:
    fields = NOTHING | {name: value for name, value in true.items() if name in FIELDS}
    return Row(
        Page("a page", b""), kind, fields, true.get("begins"), true.get("ends"), ("Most read",)
    )


def told(kind: PageKind, found: Article | None, true: Row) -> Read:
    return Read(true, Kind(kind, "by its looks"), found)


@pytest.mark.parametrize("which", pages.SETS)
def test_no_figure_has_fallen_below_its_floor(which: str) -> None:
    found = pages.scores([pages.read(one) for one in pages.rows(which)])
    below = {name for name, floor in FLOORS[which].items() if found[name] < floor}
    assert below == set()


def test_the_figures_written_down_are_above_their_floors() -> None:
    written = json.loads((ROOT / "evaluation" / "pages.json").read_text(encoding="utf-8"))
    for which, floors in FLOORS.items():
        assert {name for name, floor in floors.items() if written[which][name] < floor} == set()


def test_each_set_has_its_own_pages() -> None:
    names = [one.page.name for which in pages.SETS for one in pages.rows(which)]
    assert len(names) == len(set(names))


def test_blanks_case_and_the_form_of_quotation_marks_do_not_count() -> None:
    assert pages.same("“Talks”  resume", '"talks" resume')
    assert pages.same(None, "")
    assert not pages.same("Talks resume", "Talks end")


def test_an_article_is_scored_by_its_fields_and_its_text() -> None:
    published = Published(Days.on(date(2019, 3, 14)), PublishedBasis.METADATA)
    found = Article("a page", "1", "They met.\nThey left.", title="Talks", published=published)
    true = row(title="talks", day="2019-03-14", begins="They met", ends="They left.")
    right = pages.checks(told(PageKind.ARTICLE, found, true))
    assert {name for name, is_right in right.items() if not is_right} == set()
    wrong = pages.checks(told(PageKind.ARTICLE, found, row(title="Ships", begins="They left")))
    assert {name for name, is_right in wrong.items() if not is_right} == {
        "title", "day", "begins", "text",
    }  # fmt: skip


def test_an_article_that_was_not_read_is_wrong_in_all_that_it_has() -> None:
    right = pages.checks(told(PageKind.ERROR, None, row(title="Talks", begins="They met")))
    assert not any(right[name] for name in ("title", "begins", "without", "text"))


def test_precision_and_recall_are_those_of_articles() -> None:
    found = pages.scores(
        [
            told(PageKind.ARTICLE, None, row()),
            told(PageKind.INDEX, None, row()),
            told(PageKind.ARTICLE, None, row(PageKind.LIVE)),
            told(PageKind.ERROR, None, row(PageKind.ERROR)),
        ]
    )
    assert (found["precision"], found["recall"], found["kinds"]) == (0.5, 0.5, 0.5)
    assert found["confusion"]["live"] == {"article": 1}
