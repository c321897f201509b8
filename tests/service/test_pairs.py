"""Marked pairs: both forms of the table, and every way in which a row can be wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import Failure, Span, UsageError
from demarche.service import Pair, pairs

SENTENCE = "South Korea thanked Korea watchers in Korea."


def parties(pair: Pair) -> tuple[str | None, str | None]:
    return (
        pair.source and pair.source.of(pair.sentence),
        pair.target and pair.target.of(pair.sentence),
    )


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<s>Oslo</s> thanked <t>Quito</t>.", ("Oslo", "Quito")),
        ("<t>Quito</t> was thanked by <s>Oslo</s>.", ("Oslo", "Quito")),
        ("<s>The envoy of <t>Quito</t></s> spoke.", ("The envoy of Quito", "Quito")),
        ("<s>Oslo</s> thanked <t>Quito</t>, <s>Oslo</s> said.", ("Oslo", "Quito")),
        ("<t>Two newspapers</t> were closed.", (None, "Two newspapers")),
        ("<s>Oslo</s> is <t></t>glad.", ("Oslo", None)),
    ],
)
def test_marks_give_the_parties(marked: str, expected: tuple[str | None, str | None]) -> None:
    pair = pairs.from_marks(marked)
    assert parties(pair) == expected
    assert "<" not in pair.sentence


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("Oslo thanked Quito.", "no party is marked"),
        ("<s></s> thanked Quito.", "no party is marked"),
        ("<s>Oslo thanked <t>Quito</t>.", "<s> has no other half"),
        ("Oslo</s> thanked <t>Quito</t>.", "</s> has no other half"),
        ("<s>Oslo <s>thanked</s> Quito.", "<s> has no other half"),
    ],
)
def test_marks_that_do_not_fit_are_refused(marked: str, reason: str) -> None:
    with pytest.raises(UsageError) as error:
        pairs.from_marks(marked)
    assert error.value.reason == reason


words = st.text(st.characters(blacklist_characters="<>/"), min_size=1)


@given(words, words, words, words, words)
def test_marks_and_places_name_the_same_words(a: str, s: str, b: str, t: str, c: str) -> None:
    pair = pairs.from_marks(f"{a}<s>{s}</s>{b}<t>{t}</t>{c}")
    assert pair.sentence == a + s + b + t + c
    assert parties(pair) == (s, t)


def test_whole_words_come_before_parts_of_words() -> None:
    assert parties(pairs.between("The USS Ford left the US.", "US", None)) == ("US", None)
    assert pairs.between("The USS Ford left the US.", "US", None).source == Span(22, 24)


def test_the_two_parties_do_not_share_words_where_that_can_be_helped() -> None:
    pair = pairs.between(SENTENCE, "South Korea", "Korea")
    assert (pair.source, pair.target) == (Span(0, 11), Span(20, 25))
    assert pairs.between("South Korea left.", "South Korea", "Korea").target == Span(6, 11)


def test_places_are_taken_as_they_are() -> None:
    assert pairs.between(SENTENCE, Span(6, 11), Span(38, 43)) == Pair(
        SENTENCE, Span(6, 11), Span(38, 43)
    )


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("Japan", "Korea", "the source “Japan” is not in the sentence"),
        ("Korea", "korea", "the target “korea” is not in the sentence"),
        ("Korea", Span(40, 99), "the target lies outside the sentence"),
        ("", None, "no party is marked"),
    ],
)
def test_a_party_that_is_not_there_is_named(
    source: str, target: str | Span | None, reason: str
) -> None:
    with pytest.raises(UsageError) as error:
        pairs.between(SENTENCE, source, target)
    assert error.value.reason == reason


def rows(table: str) -> list[Pair | Failure]:
    return list(pairs.from_table(table, name="t.tsv"))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_may_have_either_form_and_further_columns(end: str) -> None:
    by_words = end.join(["id\tsentence\tsource\ttarget", "7\tOslo thanked Quito.\tOslo\tQuito", ""])
    by_marks = end.join(["Marked_Sentence", "<s>Oslo</s> thanked <t>Quito</t>."])
    assert (
        rows(by_words) == rows(by_marks) == [pairs.between("Oslo thanked Quito.", "Oslo", "Quito")]
    )


def test_marks_come_before_words_in_a_table_that_has_both() -> None:
    table = (
        "sentence\tsource\ttarget\tmarked_sentence\nOslo and Oslo.\tOslo\t\tOslo and <s>Oslo</s>."
    )
    assert rows(table) == [Pair("Oslo and Oslo.", Span(9, 13), None)]


def test_cells_quoted_as_spreadsheets_quote_them_are_read() -> None:
    table = 'sentence\tsource\ttarget\n"""We go,"" Oslo\ttold Quito."\tOslo\tQuito\n'
    (pair,) = rows(table)
    assert isinstance(pair, Pair)
    assert pair.sentence == '"We go," Oslo\ttold Quito.'


def test_quotation_marks_of_plain_text_are_words() -> None:
    table = (
        'sentence\tsource\ttarget\n"We go," Oslo told Quito.\tOslo\tQuito\nOslo "left.\tOslo\t\n'
    )
    sentences = [pair.sentence for pair in rows(table) if isinstance(pair, Pair)]
    assert sentences == ['"We go," Oslo told Quito.', 'Oslo "left.']


def test_a_bad_row_keeps_its_place_and_is_named() -> None:
    table = (
        "sentence\tsource\ttarget\nOslo left.\tOslo\nOslo left.\tQuito\t\n\tOslo\t\nOslo left.\n"
    )
    good, *bad = rows(table)
    assert good == Pair("Oslo left.", Span(0, 4), None)
    assert bad == [
        Failure("t.tsv: row 2", "the source “Quito” is not in the sentence"),
        Failure("t.tsv: row 3", "has no sentence"),
        Failure("t.tsv: row 4", "no party is marked"),
    ]


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        ("", "columns sentence, source, target"),
        ("sentence\tsource", "column target"),
        ("sentence,source,target", "columns sentence, source, target"),
    ],
)
def test_missing_columns_are_named_at_once(head: str, missing: str) -> None:
    with pytest.raises(UsageError, match=missing):
        pairs.from_table(f"{head}\nOslo left.\tOslo\n", name="t.tsv")
