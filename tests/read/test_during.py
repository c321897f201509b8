"""What happens during a visit happens on the days of the visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from demarche.knowledge.cues import occasions
from demarche.model import Days, Occurrence, Span
from demarche.read import during
from tests.read.fakes import sentence

TEXT = "They will make no statement during the trip"
TREE = [
    (2, "nsubj"),
    (2, "aux"),
    (-1, "root"),
    (4, "det"),
    (2, "obj"),
    (7, "case"),
    (7, "det"),
    (2, "obl"),
]
TRAVEL = next(one for one in occasions() if one.id == "travel")
VISIT = Days.on(date(2021, 3, 17))


def told(start: int, days: Days, lemma: str) -> during.Dated:
    return during.Dated(start, frozenset({lemma}), Occurrence(days, "Wednesday", None))


def test_the_occasion_of_a_noun_hangs_on_its_light_verb() -> None:
    found = during.occasion(4, sentence(TEXT, TREE))
    assert found is not None
    span, kind = found
    assert (span.of(TEXT), kind.id) == ("during the trip", "travel")


def test_an_act_whose_sentence_names_no_occasion_has_none() -> None:
    assert during.occasion(1, sentence("They met", [(1, "nsubj"), (-1, "root")])) is None


def test_the_last_dated_telling_of_the_occasion_before_counts() -> None:
    acts = [told(1, VISIT, "visit"), told(5, Days.on(date(2021, 4, 1)), "talk")]
    found = during.days_of((Span(28, 43), TRAVEL), acts, TEXT)
    assert found is not None
    assert (found.days, found.text) == (VISIT, "during the trip")


def test_an_occasion_that_the_article_does_not_date_gives_no_days() -> None:
    assert during.days_of((Span(28, 43), TRAVEL), [], TEXT) is None
    assert during.days_of((Span(28, 43), TRAVEL), [told(1, VISIT, "talk")], TEXT) is None


def test_what_is_said_on_the_talks_is_not_dated_by_them() -> None:
    text = "They spoke on the talks"
    tree = [(1, "nsubj"), (-1, "root"), (4, "case"), (4, "det"), (1, "obl")]
    about = sentence(text, tree)
    talks = replace(about, tokens=(*about.tokens[:4], replace(about.tokens[4], lemma="talk")))
    assert during.occasion(1, talks) is None
