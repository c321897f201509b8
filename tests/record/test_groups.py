"""Which mentions are one event, by what is judged of pairs of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.judgements import Judgement, Verdict
from demarche.record.groups import LEAST, Group, groups
from demarche.record.parts import LINK


def chance(pair: str, score: float) -> Judgement:
    """What the program has of a pair of mentions, each a letter."""
    one, other = sorted(pair)
    return Judgement(one, other, Verdict.SAME if score >= 0.5 else Verdict.UNSURE, score)


def ruled(pair: str, verdict: Verdict) -> Judgement:
    """What a person says of a pair of mentions."""
    return Judgement(pair[0], pair[1], verdict, None, by="Ingrid")


def same(pair: str) -> Judgement:
    return ruled(pair, Verdict.SAME)


def different(pair: str) -> Judgement:
    return ruled(pair, Verdict.DIFFERENT)


def each_pair(letters: str, score: float) -> list[Judgement]:
    return [chance(one + other, score) for one, other in combinations(letters, 2)]


def grouped(mentions: str, *judgements: Judgement) -> list[str]:
    return ["".join(group) for group in groups(mentions, judgements)]


def test_without_judgements_each_mention_is_alone() -> None:
    assert grouped("abc") == ["a", "b", "c"]


def test_of_no_mentions_there_are_no_groups() -> None:
    assert grouped("", chance("ab", 1.0)) == []


def test_a_sure_pair_is_one() -> None:
    assert grouped("abc", chance("ac", 0.9)) == ["ac", "b"]


def test_a_pair_below_the_link_stays_two() -> None:
    assert grouped("ab", chance("ab", LINK - 0.01)) == ["a", "b"]


def test_groups_and_their_members_keep_the_order_of_the_mentions() -> None:
    assert grouped("dbca", chance("ab", 0.9), chance("cd", 0.9)) == ["dc", "ba"]


def test_judgements_on_mentions_that_are_not_there_are_passed_over() -> None:
    assert grouped("ab", chance("ax", 0.9), chance("bx", 0.9), same("bx")) == ["a", "b"]


def test_a_pair_without_a_judgement_counts_as_different() -> None:
    crowd = each_pair("abcdef", 0.9)
    newcomer = chance("ag", 0.85)
    assert newcomer.score is not None
    assert newcomer.score / 6 < LEAST
    assert grouped("abcdefg", *crowd, newcomer) == ["abcdef", "g"]
    assert grouped("abcdefg", *crowd, newcomer, chance("bg", 0.3)) == ["abcdefg"]


def test_a_chain_is_cut_where_few_pairs_lead_across() -> None:
    links = [chance(one + other, 0.9) for one, other in zip("abcdefg", "bcdefgh", strict=True)]
    assert len(grouped("abcdefgh", *links)) > 1
    assert grouped("abcdefgh", *each_pair("abcdefgh", 0.9)) == ["abcdefgh"]


def test_two_crowds_with_one_pair_between_them_stay_two() -> None:
    crowds = [*each_pair("abc", 0.9), *each_pair("xyz", 0.9)]
    assert grouped("abcxyz", *crowds, chance("ax", 0.8)) == ["abc", "xyz"]


def test_parts_without_a_link_stay_apart_though_all_pairs_are_likely_enough() -> None:
    crowds = [*each_pair("ab", 0.9), *each_pair("xy", 0.9)]
    across = [chance(one + other, LINK - 0.01) for one in "ab" for other in "xy"]
    assert grouped("abxy", *crowds, *across) == ["ab", "xy"]
    assert grouped("abxy", *crowds, *across[1:], chance("ax", LINK)) == ["abxy"]


def test_same_by_hand_joins_what_nothing_else_does() -> None:
    assert grouped("abc", same("ac")) == ["ac", "b"]


def test_same_by_hand_goes_before_what_the_program_doubts() -> None:
    assert grouped("ab", chance("ab", 0.05), same("ab")) == ["ab"]


def test_same_by_hand_leads_from_one_to_the_next() -> None:
    assert grouped("abcd", same("ab"), same("cd"), same("bc")) == ["abcd"]


def test_different_by_hand_goes_before_what_the_program_is_sure_of() -> None:
    assert grouped("ab", chance("ab", 1.0), different("ab")) == ["a", "b"]


def test_different_by_hand_is_never_led_around() -> None:
    sure = [*each_pair("abcd", 0.9), chance("de", 0.9), chance("ce", 0.9)]
    found = grouped("abcde", *sure, different("ae"))
    assert "e" not in next(group for group in found if "a" in group)


def test_the_order_in_which_a_person_names_a_pair_is_nothing() -> None:
    told = [chance("ab", 0.9), chance("bc", 0.9)]
    assert grouped("abc", *told, different("ca")) == grouped("abc", *told, different("ac"))


# Judgements as the record holds them: one by the program on each pair, persons of one mind.
LETTERS = "abcdefgh"
PAIRS = ["".join(pair) for pair in combinations(LETTERS, 2)]
SCORES = st.floats(0.05, 1.0).map(lambda score: round(score, 4))


@st.composite
def programs(draw: st.DrawFn, pairs: Sequence[str] = tuple(PAIRS)) -> list[Judgement]:
    scores = draw(st.dictionaries(st.sampled_from(pairs), SCORES, max_size=len(pairs)))
    return [chance(pair, score) for pair, score in scores.items()]


@st.composite
def persons(draw: st.DrawFn, pairs: Sequence[str] = tuple(PAIRS)) -> list[Judgement]:
    """What persons judged who have a grouping in mind: no two of them contradict each other."""
    names = {letter: draw(st.integers(0, 3)) for letter in LETTERS}
    seen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6))
    return [same(pair) if names[pair[0]] == names[pair[1]] else different(pair) for pair in seen]


def members(found: Sequence[Group]) -> dict[str, Group]:
    return {mention: group for group in found for mention in group}


@given(data=st.data(), told=programs(), by_hand=persons())
def test_the_order_of_judgements_is_nothing(
    data: st.DataObject, told: list[Judgement], by_hand: list[Judgement]
) -> None:
    known = [*told, *by_hand]
    assert groups(LETTERS, data.draw(st.permutations(known))) == groups(LETTERS, known)


@given(mentions=st.permutations(LETTERS), told=programs(), by_hand=persons())
def test_each_mention_is_in_one_group(
    mentions: list[str], told: list[Judgement], by_hand: list[Judgement]
) -> None:
    found = groups(mentions, [*told, *by_hand])
    assert sorted(mention for group in found for mention in group) == sorted(mentions)


@given(told=programs(), by_hand=persons())
def test_what_persons_judged_holds(told: list[Judgement], by_hand: list[Judgement]) -> None:
    group = members(groups(LETTERS, [*told, *by_hand]))
    for judgement in by_hand:
        is_one = group[judgement.one] == group[judgement.other]
        assert is_one is (judgement.verdict is Verdict.SAME)


LEFT, RIGHT = LETTERS[:4], LETTERS[4:]
ACROSS = [pair for pair in PAIRS if (pair[0] in LEFT) != (pair[1] in LEFT)]
WITHIN = [pair for pair in PAIRS if pair not in ACROSS]


@given(
    mentions=st.permutations(LETTERS),
    told=programs(WITHIN),
    by_hand=persons(WITHIN),
    faint=st.dictionaries(st.sampled_from(ACROSS), st.floats(0.05, LINK - 0.001)),
)
def test_parts_without_a_link_are_grouped_together_as_each_alone(
    mentions: list[str], told: list[Judgement], by_hand: list[Judgement], faint: dict[str, float]
) -> None:
    known = [*told, *by_hand, *(chance(pair, score) for pair, score in faint.items())]
    alone = [groups([m for m in mentions if m in part], known) for part in (LEFT, RIGHT)]
    assert set(groups(mentions, known)) == {group for part in alone for group in part}


@given(data=st.data(), told=programs(), by_hand=persons())
def test_what_a_person_takes_back_leaves_no_trace(
    data: st.DataObject, told: list[Judgement], by_hand: list[Judgement]
) -> None:
    before = groups(LETTERS, told)
    known = data.draw(st.permutations([*told, *by_hand]))
    groups(LETTERS, known)
    assert groups(LETTERS, [one for one in known if not one.is_by_hand]) == before


@given(told=programs(), pair=st.sampled_from(PAIRS))
def test_a_judgement_that_says_what_holds_already_changes_no_other_pair_against_it(
    told: list[Judgement], pair: str
) -> None:
    before = members(groups(LETTERS, told))
    is_one = before[pair[0]] == before[pair[1]]
    after = members(groups(LETTERS, [*told, same(pair) if is_one else different(pair)]))
    assert (after[pair[0]] == after[pair[1]]) is is_one


@pytest.mark.parametrize("score", [0.5, 0.7, 0.99])
def test_a_crowd_of_likely_pairs_is_one_whatever_its_size(score: float) -> None:
    assert grouped(LETTERS, *each_pair(LETTERS, score)) == [LETTERS]


def test_same_by_hand_beside_what_the_program_judged_of_both() -> None:
    assert grouped("abc", chance("ab", 0.9), chance("ac", 0.9), same("bc")) == ["abc"]


def test_a_pair_that_the_program_rules_out_is_no_link() -> None:
    crowds = [*each_pair("ab", 0.9), *each_pair("xy", 0.9)]
    across = [chance(one + other, 0.3) for one in "ab" for other in "xy" if one + other != "ax"]
    assert grouped("abxy", *crowds, *across, chance("ax", 0.0)) == ["ab", "xy"]


def test_no_group_holds_two_that_a_person_keeps_apart() -> None:
    found = grouped("abc", same("ab"), same("bc"), different("ac"))
    assert not any({"a", "c"} <= set(group) for group in found)
