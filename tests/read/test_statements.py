"""Statements are put together from a cue and what hangs on it."""

import numpy as np
import pytest

from demarche.model import Quoting, Span
from demarche.read import statements
from demarche.read.labels import Link
from tests.read.fakes import heard, sentence

WORDS = "“ We will go , ” the minister said on Friday .".split()


def test_a_quote_before_its_cue_is_one_direct_statement() -> None:
    found = statements.read(
        WORDS,
        heard(
            len(WORDS),
            labels={"cues": {8: 1}},
            links={Link.CUE_CONTENT: {8: [0, 1, 2, 3, 4]}, Link.CUE_SOURCE: {8: [6, 7]}},
        ),
    )
    (one,) = found
    assert (one.cue, one.source, one.content) == ((8,), (6, 7), (1, 2, 3))
    assert one.kind is Quoting.DIRECT


def test_a_cue_without_content_says_nothing() -> None:
    assert statements.read(WORDS, heard(len(WORDS), labels={"cues": {8: 1}})) == ()


def test_a_doubtful_word_in_the_midst_of_the_content_belongs_to_it() -> None:
    found = statements.read(
        WORDS,
        heard(
            len(WORDS),
            labels={"cues": {8: 1}},
            links={Link.CUE_CONTENT: {8: [1, 2, 4, 5]}},
        ),
    )
    assert found[0].content == (1, 2, 3)
    assert found[0].source == ()


def test_what_is_said_may_go_on_behind_cue_and_source() -> None:
    words = "We go now , he said , if they let us .".split()
    found = statements.read(
        words,
        heard(
            len(words),
            labels={"cues": {5: 1}},
            links={Link.CUE_CONTENT: {5: [0, 1, 2, 7, 8, 9, 10]}, Link.CUE_SOURCE: {5: [4]}},
        ),
    )
    assert found[0].content == (0, 1, 2, 7, 8, 9, 10)


@pytest.mark.parametrize(
    ("gains", "stretch"),
    [
        ([-1, 2, 3, -1, 2, -4, 1], (6, 1, 5)),
        ([-1, -2], (0, 0, 0)),
        ([], (0, 0, 0)),
    ],
)
def test_the_best_stretch_has_the_greatest_sum(
    gains: list[float], stretch: tuple[float, int, int]
) -> None:
    assert statements.best_stretch(np.array(gains, np.float32)) == stretch


def test_a_source_is_one_stretch_of_words_the_nearest_to_the_cue() -> None:
    found = statements.read(
        WORDS,
        heard(
            len(WORDS),
            labels={"cues": {8: 1}},
            links={Link.CUE_CONTENT: {8: [2, 3]}, Link.CUE_SOURCE: {8: [1, 6, 7]}},
        ),
    )
    assert found[0].source == (6, 7)


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("he said they would go .", range(2, 5), Quoting.INDIRECT),
        ("he said they would “ never ” go .", range(2, 8), Quoting.MIXED),
        ("he said : “ We go . ”", range(4, 6), Quoting.DIRECT),
    ],
)
def test_the_kind_of_quoting_is_read_off_the_marks(
    text: str, content: range, kind: Quoting
) -> None:
    assert statements.quoting(content, text.split()) is kind


def test_places_of_neighbouring_words_are_joined() -> None:
    spans = [token.span for token in sentence("one two three four").tokens]
    assert statements.pieces([0, 1, 3], spans) == (Span(0, 7), Span(14, 18))
