"""Each row of the table of topics, by its own sentences."""

from __future__ import annotations

import pytest

from demarche.knowledge.topics import Topic, topic_of, topics

ROWS = pytest.mark.parametrize("row", topics(), ids=lambda row: row.id)


@ROWS
def test_a_topic_is_told_by_its_words(row: Topic) -> None:
    assert row.examples
    assert {topic_of(sentence, 0) for sentence in row.examples} == {row.id}


@ROWS
def test_a_topic_is_not_told_by_others(row: Topic) -> None:
    assert row.counter_examples
    assert row.id not in {topic_of(sentence, 0) for sentence in row.counter_examples}


def test_a_word_tells_of_one_topic() -> None:
    words = [word for row in topics() for word in row.words]
    assert len(words) == len(set(words))


def test_the_nearest_word_gives_the_topic() -> None:
    sentence = "The sanctions were discussed, and the truce was signed"
    assert topic_of(sentence, len(sentence)) == "ceasefire"
    assert topic_of(sentence, 0) == "sanctions"
