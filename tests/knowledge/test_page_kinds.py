"""Each row of the table of page kinds, by its own lines."""

from __future__ import annotations

import pytest

from demarche.knowledge.page_kinds import KindCue, cues_in, page_kinds, plain_words
from demarche.model import PageKind

ROWS = pytest.mark.parametrize("row", page_kinds(), ids=lambda row: row.id)


@ROWS
def test_a_kind_is_told_by_its_words(row: KindCue) -> None:
    assert row.examples
    assert {line for line in row.examples if row.id not in cues_in(line)} == set()


@ROWS
def test_a_kind_is_not_told_by_others(row: KindCue) -> None:
    of_the_kind = {one.id for one in page_kinds() if one.kind is row.kind}
    assert row.counter_examples
    assert {line for line in row.counter_examples if cues_in(line) & of_the_kind} == set()


def test_every_kind_but_that_of_articles_has_rows() -> None:
    assert {row.kind for row in page_kinds()} == set(PageKind) - {PageKind.ARTICLE}


def test_words_tell_of_one_row_and_are_written_as_they_are_looked_for() -> None:
    words = [words for row in page_kinds() for words in row.words]
    assert len(words) == len(set(words))
    assert [one for one in words if one != plain_words(one)] == []
