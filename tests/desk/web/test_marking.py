"""Texts cut where something was read in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.desk.web.marking import Paragraph, paragraphs
from demarche.model import (
    Article,
    EventType,
    Evidence,
    Furnishing,
    Furniture,
    Mention,
    Quoting,
    Span,
    Statement,
    Status,
    TimeExpression,
    TimexType,
)
from demarche.model.entries import Marked
from demarche.model.events import Printed, Telling

PRINTED = Printed("p", "d", None, None, None, None, datetime(2021, 3, 14, tzinfo=UTC), "p", None)


def marked(
    text: str,
    mentions: list[tuple[Span, Span]],
    statements: list[Statement] | None = None,
    times: list[Span] | None = None,
) -> Marked:
    tellings = tuple(
        Telling(mention(f"m{at}", sentence, words), PRINTED, sentence.of(text))
        for at, (sentence, words) in enumerate(mentions)
    )
    found = tuple(TimeExpression(span, TimexType.DATE, None, None) for span in times or ())
    article = Article(name="a", id="a", text=text)
    return Marked(article, PRINTED, tellings, {}, tuple(statements or ()), found, is_whole=True)


def mention(number: str, sentence: Span, words: Span) -> Mention:
    return Mention(
        number, EventType.CONSULT, None, None, (), Status.HAPPENED, (), (), None, None, (),
        Evidence(sentence, words), 0.9,
    )  # fmt: skip


def words(found: tuple[Paragraph, ...]) -> list[str]:
    return [
        "".join(piece.text for stretch in paragraph.stretches for piece in stretch.pieces)
        for paragraph in found
    ]


def pieces(found: tuple[Paragraph, ...]) -> list[tuple[str, str | None]]:
    return [
        (piece.text, piece.leads_to)
        for paragraph in found
        for stretch in paragraph.stretches
        for piece in stretch.pieces
    ]


def test_a_mark_leads_to_its_reading() -> None:
    found = paragraphs(marked("They met.", [(Span(0, 9), Span(5, 8))]))
    assert pieces(found) == [("They ", None), ("met", "r-m0"), (".", None)]
    assert found[0].stretches[0].anchors == ("m0",)


def test_of_marks_that_lie_over_each_other_the_shortest_leads() -> None:
    both = [(Span(0, 20), Span(5, 15)), (Span(0, 20), Span(8, 12))]
    found = pieces(paragraphs(marked("They would meet again", both)))
    assert [lead for _, lead in found] == [None, "r-m0", "r-m1", "r-m0", None, None]


def test_marks_that_overlap_share_what_they_have_in_common() -> None:
    statement = Statement((), (Span(0, 3),), (Span(4, 12),), Quoting.INDIRECT)
    text = "said that on Friday"
    found = paragraphs(marked(text, [(Span(0, 19), Span(8, 15))], [statement], [Span(13, 19)]))
    (stretch,) = found[0].stretches
    looks = {piece.text: set(piece.looks) for piece in stretch.pieces}
    assert looks["t on"] == {"act happened", "said"} or {"act happened", "said"} in looks.values()
    assert {"act happened", "time"} in looks.values()


def test_two_mentions_of_a_sentence_begin_there_both() -> None:
    both = [(Span(0, 9), Span(0, 4)), (Span(0, 9), Span(5, 8))]
    assert paragraphs(marked("They met.", both))[0].stretches[0].anchors == ("m0", "m1")


def test_a_sentence_over_two_lines_is_one_in_each_and_begins_once() -> None:
    found = paragraphs(marked("They\nmet.", [(Span(0, 9), Span(5, 8))]))
    assert words(found) == ["They", "met."]
    assert [s.anchors for p in found for s in p.stretches] == [("m0",), ()]


def test_furniture_is_told_from_the_report() -> None:
    whole = marked("By Kim\n\nThey met.", [])
    furniture = (Furnishing(Span(0, 6), Furniture.BYLINE),)
    found = paragraphs(replace(whole, article=replace(whole.article, furniture=furniture)))
    assert [one.furniture for one in found] == ["byline", None]


spans = st.tuples(st.integers(0, 59), st.integers(1, 20)).map(
    lambda pair: Span(pair[0], min(60, pair[0] + pair[1]))
)


@settings(max_examples=150, deadline=None)
@given(
    text=st.text("ab .\n", min_size=60, max_size=60),
    mentions=st.lists(st.tuples(spans, spans), max_size=6),
    times=st.lists(spans, max_size=4),
    said=st.lists(st.lists(spans, min_size=1, max_size=2), max_size=3),
)
def test_no_word_is_lost_or_shown_twice_and_each_mention_has_one_place(
    text: str,
    mentions: list[tuple[Span, Span]],
    times: list[Span],
    said: list[list[Span]],
) -> None:
    statements = [Statement((), (), tuple(some), Quoting.DIRECT) for some in said]
    found = paragraphs(marked(text, mentions, statements, times))
    lines = [line for line in text.split("\n") if line.strip()]
    assert [line.split() for line in words(found)] == [line.split() for line in lines]
    anchors = [one for p in found for stretch in p.stretches for one in stretch.anchors]
    assert len(anchors) == len(set(anchors))
