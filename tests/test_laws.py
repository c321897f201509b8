"""Laws that hold for every reading, tried on the example reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche import Reader
from demarche.model import Failure, Mention, Reading, Span
from demarche.service import as_json

EXAMPLES = Path(__file__).parents[1] / "examples"
FILES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".html", ".jsonl"})
DIGEST = re.compile(r"[0-9a-f]{12,64}")

on_each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


@cache
def reader() -> Reader:
    return Reader()


@cache
def readings(path: Path) -> tuple[Reading, ...]:
    """The readings of the reports that a file holds."""
    found = tuple(reader().read_all([path]))
    failed = [one for one in found if isinstance(one, Failure)]
    assert failed == []
    return tuple(one for one in found if isinstance(one, Reading))


def test_the_examples_are_nineteen_reports_that_can_all_be_read() -> None:
    assert sum(len(readings(path)) for path in FILES) == 19


@on_each_file
def test_each_example_has_its_outlet_its_title_and_its_day(path: Path) -> None:
    for reading in readings(path):
        article = reading.article
        assert article.publisher
        assert article.title
        assert article.published is not None
        assert article.published.basis == "metadata"
        assert article.published.days.first == article.published.days.last


@on_each_file
def test_each_span_lies_inside_its_text_and_is_not_blank(path: Path) -> None:
    for reading in readings(path):
        text = reading.article.text
        for span in spans_of(reading):
            assert span.end <= len(text)
            assert span.of(text).strip()


@on_each_file
def test_what_a_party_or_a_place_is_called_stands_at_its_span(path: Path) -> None:
    for reading in readings(path):
        for mention in reading.mentions:
            for span, words in named_in(mention):
                assert span.of(reading.article.text) == words


@on_each_file
def test_the_trigger_of_each_mention_stands_in_its_sentence(path: Path) -> None:
    for reading in readings(path):
        for mention in reading.mentions:
            assert mention.evidence.sentence.contains(mention.evidence.trigger)


@on_each_file
def test_each_mention_is_sure_to_a_share_of_one(path: Path) -> None:
    for reading in readings(path):
        assert all(0 <= mention.confidence <= 1 for mention in reading.mentions)


@on_each_file
def test_reading_twice_gives_the_same_reading(path: Path) -> None:
    assert tuple(Reader().read_all([path])) == readings(path)


def test_ids_are_digests_and_no_two_things_share_one() -> None:
    found = [reading for path in FILES for reading in readings(path)]
    ids = [reading.article.id for reading in found]
    ids += [mention.id for reading in found for mention in reading.mentions]
    assert [one for one in ids if not DIGEST.fullmatch(one)] == []
    assert len(set(ids)) == len(ids)


@on_each_file
def test_a_reading_goes_through_json_unchanged(path: Path) -> None:
    for reading in readings(path):
        written = as_json.reading(reading, with_text=True)
        assert json.loads(as_json.line(written)) == written


@settings(max_examples=15)
@given(share=st.floats(0.2, 1.0))
def test_a_text_cut_off_anywhere_is_read_by_the_same_laws(share: float) -> None:
    whole = (EXAMPLES / "2021-03-14-review.txt").read_text(encoding="utf-8")
    reading = reader().read_text(whole[: int(share * len(whole))], published="2021-03-14")
    text = reading.article.text
    assert all(span.end <= len(text) and span.of(text).strip() for span in spans_of(reading))
    for mention in reading.mentions:
        assert mention.evidence.sentence.contains(mention.evidence.trigger)


def spans_of(reading: Reading) -> Iterator[Span]:
    """Every span that a reading names."""
    yield from (piece.span for piece in reading.article.furniture)
    yield from (time.span for time in reading.times)
    for statement in reading.statements:
        yield from (*statement.source, *statement.cue, *statement.content)
    for mention in reading.mentions:
        yield from (mention.evidence.sentence, mention.evidence.trigger)
        yield from (span for span, _ in named_in(mention))


def named_in(mention: Mention) -> Iterator[tuple[Span, str]]:
    """The places of a mention's parties, sources, cues, place and time, with their words."""
    for party in (*mention.actors, *mention.recipients):
        yield party.span, party.text
    if mention.place is not None:
        yield mention.place.span, mention.place.text
    for link in mention.attributions:
        if link.source is not None:
            yield link.source.span, link.source.text
        if link.cue is not None and link.cue_text is not None:
            yield link.cue, link.cue_text
    if mention.occurred is not None and mention.occurred.span is not None:
        assert mention.occurred.text is not None
        yield mention.occurred.span, mention.occurred.text
