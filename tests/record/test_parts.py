"""Which mentions are grouped by themselves, and which of them a change can reach."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.record.parts import LEVELS, Parts, moved

Graph = Mapping[str, Mapping[str, float]]

MENTIONS = "abcdefghijkl"
MOST = 4
many = settings(max_examples=3000 if os.environ.get("DEMARCHE_LONG") else 200)


def graph(links: Mapping[str, float], mentions: Collection[str] = MENTIONS) -> Graph:
    """The graph of `links`, each named by the two letters that it joins, between `mentions`."""
    rows: dict[str, dict[str, float]] = {mention: {} for mention in MENTIONS}
    for pair, strength in links.items():
        if set(pair) <= set(mentions):
            rows[pair[0]][pair[1]] = rows[pair[1]][pair[0]] = strength
    return rows


def all_parts(rows: Graph, most: int | None = MOST) -> dict[str, str]:
    found = Parts(lambda wanted: {one: rows[one] for one in wanted}, most=most)
    return {mention: "".join(sorted(found.of(mention))) for mention in rows}


def distinct(rows: Graph, most: int | None = MOST) -> list[str]:
    return sorted(set(all_parts(rows, most).values()) - set(MENTIONS))


def chain(letters: str, strength: float) -> dict[str, float]:
    return {letters[at : at + 2]: strength for at in range(len(letters) - 1)}


def test_all_that_links_lead_to_is_one_part() -> None:
    assert distinct(graph(chain("abc", 0.5) | chain("de", 0.9))) == ["abc", "de"]


def test_a_large_part_is_cut_at_its_weakest_links() -> None:
    links = chain("abc", 0.9) | {"cd": 0.5} | chain("def", 0.9)
    assert distinct(graph(links)) == ["abc", "def"]
    assert distinct(graph(links), most=6) == ["abcdef"]


def test_what_is_cut_is_cut_again_where_it_is_still_too_large() -> None:
    links = chain("abc", 0.9) | {"cd": 0.6} | chain("def", 0.9) | {"fg": 0.5} | {"gh": 0.5}
    assert distinct(graph(links)) == ["abc", "def"]


def test_nothing_is_cut_that_the_surest_links_hold_together() -> None:
    assert distinct(graph(chain("abcdefgh", 1.0))) == ["abcdefgh"]


def test_a_small_part_beside_a_large_one_is_left_whole() -> None:
    assert distinct(graph(chain("abcdef", 0.5) | chain("ghi", 0.5))) == ["ghi"]


links = st.dictionaries(
    st.sampled_from([one + other for one, other in combinations(MENTIONS, 2)]),
    st.sampled_from([*LEVELS, 1.0]),
    max_size=24,
)


@many
@given(links, links, st.sets(st.sampled_from(MENTIONS), max_size=3))
def test_away_from_what_a_change_reaches_each_part_stays(
    one: dict[str, float], other: dict[str, float], touched: set[str]
) -> None:
    """Touched mentions lose all links and get others, as when a page is captured or read anew."""
    rest = {pair: strength for pair, strength in one.items() if not touched & set(pair)}
    fresh = {pair: strength for pair, strength in other.items() if touched & set(pair)}
    before, now = graph(one), graph(rest | fresh)
    neighbours = {end for rows in (before, now) for mention in touched for end in rows[mention]}
    old, new = all_parts(before), all_parts(now)
    reached = moved(lambda wanted: {one: now[one] for one in wanted}, touched, neighbours, MOST)
    for mention in MENTIONS:
        if mention in reached:
            assert "".join(sorted(reached[mention])) == new[mention]
        else:
            assert old[mention] == new[mention]
