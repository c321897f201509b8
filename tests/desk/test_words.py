"""Values put into words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.desk.cli import words
from demarche.model import Days, Party, Published, PublishedBasis, Span

DAYS = [
    ("2021-03-12", "2021-03-12", "Fri 12 Mar 2021"),
    ("2021-03-17", "2021-03-18", "17–18 Mar 2021"),
    ("2021-03-15", "2021-04-25", "15 Mar – 25 Apr 2021"),
    ("2020-12-28", "2021-01-03", "28 Dec 2020 – 3 Jan 2021"),
    ("2021-01-01", "2021-01-31", "January 2021"),
    ("2024-02-01", "2024-02-29", "February 2024"),
    ("2023-02-01", "2023-02-28", "February 2023"),
    ("2021-01-01", "2021-03-31", "January – March 2021"),
    ("2020-12-01", "2021-02-28", "December 2020 – February 2021"),
    ("2021-01-01", "2021-12-31", "2021"),
    ("2020-01-01", "2029-12-31", "2020–2029"),
    ("2021-01-01", "2021-01-30", "1–30 Jan 2021"),
]


@pytest.mark.parametrize(("first", "last", "expected"), DAYS)
def test_days_are_written_as_a_person_writes_them(first: str, last: str, expected: str) -> None:
    found = words.span_of_days(date.fromisoformat(first), date.fromisoformat(last))
    assert found == expected


def party(text: str, name: str | None) -> Party:
    return Party(Span(0, len(text)), text, name)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Kim", "Sung Kim", "Sung Kim"),
        ("Moscow", "Russia", "Russia, “Moscow”"),
        (
            "Secretary of State Antony\nBlinken",
            "Antony Blinken",
            "Secretary of State Antony Blinken",
        ),
        ("a senior official", None, "a senior official"),
    ],
)
def test_a_party_is_named_once(text: str, name: str | None, expected: str) -> None:
    assert words.party(party(text, name), words.RICH) == expected


DAY = Days.on(date(2021, 3, 14))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, "day of publication not known"),
        (Published(DAY, PublishedBasis.GIVEN), "Sun 14 Mar 2021 (as given)"),
        (Published(DAY, PublishedBasis.METADATA), "Sun 14 Mar 2021 (from the page)"),
        (Published(DAY, PublishedBasis.INFERRED), "Sun 14 Mar 2021 (inferred)"),
        (Published(DAY, PublishedBasis.INFERRED, "why"), "Sun 14 Mar 2021 (inferred: why)"),
    ],
)
def test_how_the_day_of_publication_is_known_is_told(
    published: Published | None, expected: str
) -> None:
    assert words.published(published, words.RICH) == expected


@given(st.text())
def test_printed_words_never_steer_a_terminal_or_turn_a_line(text: str) -> None:
    shown = words.printable(text)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert len(shown.splitlines()) <= 1
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.data())
def test_pieces_put_together_are_the_words_they_were_cut_from(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=2))
    spans = st.builds(
        lambda a, b: Span(min(a, b), max(a, b) + 1),
        st.integers(0, len(text) - 1),
        st.integers(0, len(text) - 1),
    )
    within, marked = data.draw(spans), data.draw(st.lists(spans, max_size=4))
    pieces = words.pieces(text, within, marked)
    assert "".join(piece for piece, _ in pieces) == within.of(text)


def test_places_that_overlap_share_a_piece() -> None:
    found = words.pieces("They met twice.", Span(0, 15), [Span(5, 8), Span(5, 14)])
    assert found == [("They ", []), ("met", [0, 1]), (" twice.", [])]


@pytest.mark.parametrize(
    ("encoding", "signs"),
    [("utf-8", words.RICH), ("latin-1", words.PLAIN), (None, words.PLAIN), ("no", words.PLAIN)],
)
def test_signs_are_those_that_the_terminal_can_show(
    encoding: str | None, signs: words.Signs
) -> None:
    assert words.signs(encoding) == signs
