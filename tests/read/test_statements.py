"""Statements are put together from a cue and what hangs on it."""

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


def test_a_small_gap_in_the_content_is_filled() -> None:
    found = statements.read(
        WORDS,
        heard(
            len(WORDS),
            labels={"cues": {8: 1}},
            links={Link.CUE_CONTENT: {8: [1, 3]}},
        ),
    )
    assert found[0].content == (1, 2, 3)
    assert found[0].source == ()


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
