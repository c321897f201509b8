"""Each error of the reader has one cause."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from evaluation.told import Dated, Heard, Named, Pair, Report, Told

from demarche.model import Span
from evaluation import causes, told

TEXT = "Oslo warned Quito. Oslo said Quito met Lima on Friday, and Lima thanked it."
FIRST, SECOND = Span(0, 18), Span(19, 75)
OSLO, QUITO, LIMA = "NOR", "ECU", "PER"


def at(words: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def named(words: str, code: str, occurrence: int = 0) -> Named:
    return Named(words, code, (at(words, occurrence),))


def act(words: str, kind: str, **parts: Any) -> Told:
    sentence = FIRST if at(words).end <= FIRST.end else SECOND
    return Told(at(words), sentence, kind, "happened", **parts)


def report(
    lines: tuple[Told, ...] = (),
    mentions: tuple[Told, ...] = (),
    pairs: tuple[Pair, ...] = (),
    **rest: Any,
) -> Report:
    return Report("made", TEXT, lines, mentions, pairs, **rest)


def heard(words: str, chance: float, *, is_enough: bool = False) -> Heard:
    return Heard(at(words), chance, "CONSULT", is_enough)


MET = act("met", "CONSULT")


@pytest.mark.parametrize(
    ("mentions", "rest", "cause"),
    [
        ((act("met", "COOPERATE"),), {}, causes.OTHER_TYPE),
        ((), {}, causes.UNHEARD),
        ((), {"heard": (heard("met", 0.04),)}, causes.UNHEARD),
        ((), {"heard": (heard("met", 0.1), heard("Lima", 0.9))}, causes.FAINT),
        ((), {"heard": (heard("met", 0.6, is_enough=True),)}, causes.JOINED),
        (
            (),
            {"heard": (heard("met", 0.6, is_enough=True),), "furniture": (SECOND,)},
            causes.FURNITURE,
        ),
    ],
)
def test_a_missed_line_has_the_cause_that_is_nearest_to_the_reader(
    mentions: tuple[Told, ...], rest: dict[str, Any], cause: str
) -> None:
    assert causes.missed(MET, report((MET,), mentions, **rest))[0] == cause


def test_one_act_read_for_two_lines_is_told_from_a_line_not_heard() -> None:
    twice = report((MET, act("met", "CONSULT")), (MET,), (Pair(0, 0),))
    assert causes.missed(twice.missed()[0], twice)[0] == causes.OTHER_LINE


def test_a_missed_line_shows_the_chance_and_type_that_its_likeliest_word_had() -> None:
    missed = causes.missed(MET, report((MET,), heard=(heard("met", 0.1),)))
    assert missed == (causes.FAINT, "CONSULT → CONSULT?", 0.1)


THANKED = act("thanked", "SUPPORT", actors=(named("Lima", LIMA, 1),))


@pytest.mark.parametrize(
    ("mention", "lines", "pairs", "cause"),
    [
        (act("thanked", "AID"), (THANKED,), (), causes.LINE_OF_OTHER_TYPE),
        (act("thanked", "SUPPORT"), (THANKED,), (Pair(0, 1),), causes.SECOND),
        (act("and", "SUPPORT", actors=THANKED.actors), (THANKED,), (Pair(0, 1),), causes.SECOND),
        (act("and", "SUPPORT"), (THANKED,), (Pair(0, 1),), causes.BESIDE),
        (act("and", "AID"), (THANKED,), (), causes.BESIDE_MISSED),
        (act("said", "ACCUSE"), (THANKED,), (), causes.SAYING),
        (act("warned", "ACCUSE"), (THANKED,), (), causes.NO_LINE),
    ],
)
def test_a_false_find_has_the_cause_that_is_nearest_to_gold(
    mention: Told, lines: tuple[Told, ...], pairs: tuple[Pair, ...], cause: str
) -> None:
    assert causes.false_find(mention, report(lines, (mention, THANKED), pairs))[0] == cause


@pytest.mark.parametrize(
    ("read", "cause"),
    [
        ((), causes.NOT_LINKED),
        ((named("Quito", LIMA),), causes.CODED_OTHERWISE),
        ((named("Quito", ""),), causes.UNCODED),
        ((named("it", OSLO, 1),), causes.PRONOUN),
        ((named("Lima", LIMA),), causes.OTHER_SIDE),
        ((named("Oslo", OSLO),), causes.ANOTHER),
    ],
)
def test_a_wrong_party_is_told_by_what_was_linked(read: tuple[Named, ...], cause: str) -> None:
    assert causes.party((named("Quito", QUITO),), read, (named("Lima", LIMA),)) == cause


def test_a_party_where_gold_has_none_is_one_too_many() -> None:
    assert causes.party((), (named("Oslo", OSLO),), ()) == causes.TOO_MANY


FRIDAY = Dated("2021-03-12", "2021-03-12", (at("on Friday"),))
DATED = replace(MET, when=FRIDAY)


@pytest.mark.parametrize(
    ("line", "read", "times", "cause"),
    [
        (MET, FRIDAY, (), causes.TOO_MANY),
        (DATED, replace(FRIDAY, places=(at("Friday"),)), (), causes.OTHER_DAYS),
        (DATED, replace(FRIDAY, places=(at("warned"),)), (), causes.ANOTHER),
        (DATED, None, ((at("Friday"), True),), causes.NOT_LINKED),
        (DATED, None, ((at("Friday"), False),), causes.NO_DAYS),
        (DATED, None, (), causes.NO_EXPRESSION),
        (act("warned", "THREATEN", when=FRIDAY), None, (), causes.ELSEWHERE),
    ],
)
def test_wrong_days_are_told_by_where_they_were_lost(
    line: Told, read: Dated | None, times: tuple[tuple[Span, bool], ...], cause: str
) -> None:
    assert causes.when(line, replace(line, when=read), report(times=times)) == cause


def test_a_wrong_word_is_missed_or_too_many_or_another() -> None:
    oslo, lima = (named("Oslo", OSLO, 1),), (named("Lima", LIMA),)
    assert causes.word(oslo, ()) == causes.SOURCE_MISSED
    assert causes.word((), oslo) == causes.TOO_MANY
    assert causes.word(oslo, lima) == causes.OTHER_SOURCE


def test_only_what_the_scorer_calls_wrong_is_an_error_of_a_found_line() -> None:
    read = replace(MET, status="planned", when=FRIDAY, actors=(named("Quito", QUITO, 1),))
    found = causes.errors(report((MET,), (read,), (Pair(0, 0, frozenset({"status"})),)))
    assert [(error.part, error.cause) for error in found] == [
        ("status", "happened → planned"),
        (causes.PASSED, "actors: one too many"),
    ]


def test_a_line_of_gold_is_found_in_its_own_sentence_and_its_parties_nearest_to_it() -> None:
    row = {
        "sentence": SECOND.of(TEXT),
        "anchor": "met",
        "type": "CONSULT",
        "actors": [{"text": "Quito", "code": QUITO}],
        "recipients": [],
        "status": "happened",
        "when": None,
        "attribution": [{"text": "warned", "code": ""}],
        "core": True,
    }
    line = told.line(row, TEXT)
    assert line.trigger == at("met")
    assert line.actors[0].places == (at("Quito", 1),)
    assert line.word[0].places == (at("warned"),)
