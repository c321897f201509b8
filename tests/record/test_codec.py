"""What is kept as plain JSON and read again is the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import (
    Article,
    Attribution,
    Days,
    EventType,
    Evidence,
    Grain,
    Mention,
    Occurrence,
    Party,
    Place,
    PloverType,
    Published,
    Quoting,
    Sector,
    Span,
    Status,
)
from demarche.model.events import Clash, Contradiction, Line, Origin, Side, Word
from demarche.model.ledger import Awaited, Expectation, Outcome, Quiet, Silence
from demarche.record.codec import kept, read
from tests.service import fakes

T = TypeVar("T")

TEXT = st.text(max_size=12)
NAME = st.none() | TEXT


@st.composite
def stretches(draw: st.DrawFn) -> Days:
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    return Days(first, last, draw(st.sampled_from(Grain)), draw(NAME))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 10_000))
    return Span(start, start + draw(st.integers(1, 300)))


def some(one: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=3).map(tuple)


DAYS, SPANS = stretches(), spans()
SECTORS = st.none() | st.sampled_from(Sector)
# What a rule leaves behind as its reasons, in JSON's own types.
REASONS = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.floats(0, 1) | TEXT,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(TEXT, part, max_size=3),
    max_leaves=6,
)
PARTIES = st.builds(Party, SPANS, TEXT, NAME, NAME, NAME, SECTORS)
LINKS = st.builds(
    Attribution,
    st.none() | PARTIES,
    st.booleans(),
    st.none() | SPANS,
    NAME,
    st.sampled_from(Quoting),
)
MENTIONS = st.builds(
    Mention,
    id=TEXT,
    event_type=st.sampled_from(EventType),
    plover_type=st.none() | st.sampled_from(PloverType),
    mode=NAME,
    contexts=some(TEXT),
    status=st.sampled_from(Status),
    actors=some(PARTIES),
    recipients=some(PARTIES),
    place=st.none() | st.builds(Place, SPANS, TEXT, NAME),
    occurred=st.none() | st.builds(Occurrence, DAYS, NAME, st.none() | SPANS),
    attributions=some(LINKS),
    evidence=st.builds(Evidence, SPANS, SPANS),
    confidence=st.floats(0, 1),
    why=st.dictionaries(TEXT, REASONS, max_size=3),
    likeness=st.binary(max_size=96),
)
SIDES = st.builds(Side, TEXT, NAME, NAME, SECTORS)
SAID = st.builds(Word, TEXT, st.dates(), TEXT, NAME, NAME, st.none() | DAYS)
EXPECTATIONS = st.builds(
    Expectation,
    TEXT,
    st.sampled_from(Awaited),
    some(SIDES),
    some(SAID),
    st.integers(0, 9),
    st.sampled_from(Outcome),
    st.none() | SAID,
    st.none() | st.dates(),
)
SILENCES = st.builds(
    Silence,
    TEXT,
    st.sampled_from(Quiet),
    some(SIDES),
    some(SIDES),
    some(TEXT),
    st.none() | DAYS,
    some(SAID),
    st.none() | SAID,
)
LINES = st.builds(
    Line,
    plover_type=st.none() | st.sampled_from(PloverType),
    mode=NAME,
    contexts=some(TEXT),
    actors=some(SIDES),
    recipients=some(SIDES),
    place=NAME,
    days=st.none() | DAYS,
    words=TEXT,
    best=SAID,
    printed=st.dates(),
    outlets=some(TEXT),
    origins=some(st.builds(Origin, TEXT, TEXT, st.booleans(), NAME)),
    contradictions=some(st.builds(Contradiction, st.sampled_from(Clash), TEXT, TEXT)),
    note=NAME,
    corrected=some(TEXT),
)
VALUES = MENTIONS | DAYS | SIDES | EXPECTATIONS | SILENCES | LINES


@given(value=VALUES)
def test_what_is_kept_and_read_again_is_the_same(value: Any) -> None:
    written = json.dumps(kept(value))
    assert read(json.loads(written), type(value)) == value


@given(value=VALUES)
def test_what_is_kept_is_plain_json(value: Any) -> None:
    plain = kept(value)
    assert json.loads(json.dumps(plain)) == plain


@pytest.mark.parametrize("mention", fakes.MENTIONS, ids=lambda one: one.id)
def test_a_mention_of_a_reading_is_read_again(mention: Mention) -> None:
    plain = replace(mention, why={})
    assert read(kept(plain), Mention) == plain


def test_an_article_is_read_again_with_its_furniture_and_its_day() -> None:
    article = fakes.READING.article
    assert isinstance(article.published, Published)
    assert read(kept(article), Article) == article


def test_the_signs_of_all_scripts_are_kept() -> None:
    side = Side("북한 — 朝鮮, Корея, كوريا, “Corée” 🕊")
    assert read(json.loads(json.dumps(kept(side))), Side) == side


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (("a", "b"), ["a", "b"]),
        (frozenset({"a"}), ["a"]),
        (date(2021, 3, 14), "2021-03-14"),
        (np.float32(0.5), 0.5),
        (np.int64(7), 7),
        ({"scores": (np.float64(0.25), 1)}, {"scores": [0.25, 1]}),
        ({1: "one"}, {"1": "one"}),
    ],
)
def test_reasons_are_kept_in_the_types_of_json(reason: object, expected: object) -> None:
    mention = replace(fakes.MENTIONS[0], why={"reason": reason})
    plain = kept(mention)
    assert plain["why"] == {"reason": expected}
    assert read(json.loads(json.dumps(plain)), Mention).why == {"reason": expected}
