"""Links choose among candidates."""

from dataclasses import replace

import numpy as np

from demarche.read.labels import Link
from demarche.read.linking import Linking
from demarche.read.links import Candidate, linked
from tests.read.fakes import heard

ANSWERS = heard(8, links={Link.ACTOR: {4: [0, 1, 6]}})


def test_all_that_are_likely_are_taken_in_the_texts_order() -> None:
    candidates = [Candidate(6, 7), Candidate(0, 2), Candidate(2, 3)]
    found = linked(ANSWERS, Link.ACTOR, 4, candidates)
    assert [one.candidate for one in found] == [Candidate(0, 2), Candidate(6, 7)]


def test_the_candidate_that_covers_the_linked_words_best_is_taken() -> None:
    found = linked(ANSWERS, Link.ACTOR, 4, [Candidate(0, 3), Candidate(0, 2)])
    assert [one.candidate for one in found] == [Candidate(0, 2)]


def test_nothing_is_linked_where_nothing_is_likely() -> None:
    assert linked(ANSWERS, Link.RECIPIENT, 4, [Candidate(0, 2)]) == ()


def test_those_listed_beside_a_linked_one_follow_it_where_they_may_be_linked() -> None:
    scores = np.full((len(Link), 8, 8), -9.0, np.float32)
    scores[Link.ACTOR, 4, [0, 2, 6]] = 3.0, -1.0, -1.0
    answers = replace(heard(8), linkings=(Linking.of_scores(scores),))
    first, second, other = Candidate(0, 1), Candidate(2, 3), Candidate(6, 7)
    found = linked(answers, Link.ACTOR, 4, [first, second, other], lists=[[first, second]])
    assert [one.candidate for one in found] == [first, second]


def test_those_in_the_acts_sentence_come_before_those_elsewhere() -> None:
    candidates, home = [Candidate(6, 7), Candidate(0, 2)], Candidate(3, 8)
    found = linked(ANSWERS, Link.ACTOR, 4, candidates, home=home)
    assert [one.candidate for one in found] == [Candidate(6, 7)]
    elsewhere = linked(ANSWERS, Link.ACTOR, 4, candidates[1:], home=home)
    assert [one.candidate for one in elsewhere] == [Candidate(0, 2)]
