"""The verb decides which way an expression points."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.model import Days
from demarche.read import times
from demarche.read.times.sense import Tense
from demarche.read.times.tense import Verbs
from tests.read.times.parsed import sentence

SUNDAY = Days.on(date(2021, 3, 14))

CASES = [
    (
        "He/PRP/2/nsubj said/VBD/0/root on/IN/4/case Friday/NNP/2/obl",
        "Friday",
        Tense.PAST,
        date(2021, 3, 12),
    ),
    (
        "They/PRP/3/nsubj will/MD/3/aux meet/VB/0/root on/IN/5/case Friday/NNP/3/obl",
        "Friday",
        Tense.FUTURE,
        date(2021, 3, 19),
    ),
    (
        "He/PRP/2/nsubj plans/VBZ/0/root to/TO/4/mark leave/VB/2/xcomp on/IN/6/case"
        " Friday/NNP/4/obl",
        "Friday",
        Tense.FUTURE,
        date(2021, 3, 19),
    ),
    (
        "They/PRP/2/nsubj flew/VBD/0/root to/TO/4/mark mark/VB/2/advcl it/PRP/4/obj"
        " Friday/NNP/4/obl",
        "Friday",
        Tense.PAST,
        date(2021, 3, 12),
    ),
    (
        "Talks/NNS/3/nsubj are/VBP/3/aux scheduled/VBN/0/root for/IN/5/case Friday/NNP/3/obl",
        "Friday",
        Tense.FUTURE,
        date(2021, 3, 19),
    ),
    (
        "a/DT/2/det letter/NN/5/nsubj read/VBN/2/acl Friday/NNP/3/obl says/VBZ/0/root"
        " so/RB/5/advmod",
        "Friday",
        Tense.PAST,
        date(2021, 3, 12),
    ),
    (
        "talks/NNS/5/nsubj to/TO/3/mark open/VB/1/acl Friday/NNP/3/obl worry/VBP/0/root"
        " us/PRP/5/obj",
        "Friday",
        Tense.FUTURE,
        date(2021, 3, 19),
    ),
    (
        "They/PRP/3/nsubj will/MD/3/aux answer/VB/0/root Friday/NNP/6/nmod:poss 's/POS/4/case"
        " attack/NN/3/obj",
        "Friday",
        Tense.PAST,
        date(2021, 3, 12),
    ),
    (
        "He/PRP/2/nsubj spoke/VBD/0/root ahead/RB/2/advmod of/IN/7/case Friday/NNP/7/nmod:poss"
        " 's/POS/5/case vote/NN/3/obl",
        "Friday",
        Tense.FUTURE,
        date(2021, 3, 19),
    ),
    (
        "He/PRP/2/nsubj promised/VBD/0/root answers/NNS/2/obj by/IN/5/case Friday/NNP/2/obl",
        "Friday",
        Tense.FUTURE,
        date(2021, 3, 19),
    ),
    (
        "He/PRP/4/nsubj could/MD/4/aux not/RB/4/advmod speak/VB/0/root Friday/NNP/4/obl",
        "Friday",
        Tense.PAST,
        date(2021, 3, 12),
    ),
    (
        "It/PRP/4/nsubj is/VBZ/4/cop due/JJ/4/amod Friday/NNP/0/root",
        "Friday",
        Tense.PRESENT,
        date(2021, 3, 19),
    ),
]


@pytest.mark.parametrize(("rows", "words", "tense", "day"), CASES)
def test_a_weekday_lies_where_its_verb_points(
    rows: str, words: str, tense: Tense, day: date
) -> None:
    text, sentences = sentence(rows)
    start = text.index(words)
    assert Verbs(sentences).governing(start, start + len(words)).tense is tense
    (one,) = times.find(text, sentences, published=SUNDAY)
    assert one.days == Days.on(day, words)


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        (
            "Talks/NNS/3/nsubj will/MD/3/aux open/VB/0/root this/DT/5/det week/NN/3/obl",
            date(2021, 3, 15),
        ),
        ("Talks/NNS/2/nsubj opened/VBD/0/root this/DT/4/det week/NN/2/obl", date(2021, 3, 8)),
        ("Talks/NNS/2/nsubj opened/VBD/0/root last/JJ/4/amod week/NN/2/obl", date(2021, 3, 8)),
        ("They/PRP/2/nsubj met/VBD/0/root in/IN/4/case April/NNP/2/obl", date(2020, 4, 1)),
        (
            "They/PRP/3/nsubj will/MD/3/aux meet/VB/0/root in/IN/5/case April/NNP/3/obl",
            date(2021, 4, 1),
        ),
        (
            "He/PRP/2/nsubj vowed/VBD/0/root to/TO/4/mark go/VB/2/xcomp on/RP/4/compound"
            " at/IN/9/case"
            " the/DT/9/det January/NNP/9/compound congress/NN/4/obl",
            date(2021, 1, 1),
        ),
    ],
)
def test_on_a_sunday_in_march_weeks_and_months_lie_where_the_verb_points(
    rows: str, first: date
) -> None:
    text, sentences = sentence(rows)
    (one,) = times.find(text, sentences, published=SUNDAY)
    assert one.days is not None
    assert one.days.first == first


def test_print_calls_its_own_day_by_its_weekday() -> None:
    text, sentences = sentence(
        "They/PRP/3/nsubj will/MD/3/aux meet/VB/0/root on/IN/5/case Sunday/NNP/3/obl"
    )
    (one,) = times.find(text, sentences, published=SUNDAY)
    assert one.days == Days.on(date(2021, 3, 14), "Sunday")
