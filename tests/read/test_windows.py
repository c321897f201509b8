"""Windows cover an article once, and fit the encoder."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from demarche.read import windows
from demarche.read.wordpiece import WordPiece

VOCABULARY = WordPiece(["[PAD]", *(f"[unused{i}]" for i in range(1, 110)), "the", "##s", "talk"])
some_words = st.lists(st.sampled_from(["the", "talk", "talks", ".", "”", "Moon", '"']), min_size=1)


@given(words=some_words, breaks=st.sets(st.integers(1, 400)), times=st.integers(1, 40))
def test_every_word_is_the_own_word_of_one_window(
    words: list[str], breaks: set[int], times: int
) -> None:
    long = words * times
    found = frozenset({0, *(b for b in breaks if b < len(long))})
    sizes = [len(VOCABULARY.pieces(word)) for word in long]
    cuts = list(windows.cut(long, found, sizes))
    assert [i for c in cuts for i in range(c.own, c.last)] == list(range(len(long)))
    assert all(c.first <= c.own < c.last for c in cuts)
    for window in cuts:
        encoded = windows.encode(long, found, window, VOCABULARY)
        assert len(encoded.ids) <= windows.MOST_PIECES + windows.CONTEXT_PIECES
        assert len(encoded.ids) == len(encoded.shapes) == len(encoded.quotes)
        assert len(encoded.starts) == window.last - window.first


def test_a_window_ends_with_a_paragraph_where_it_can() -> None:
    words = ["the"] * 600
    cuts = list(windows.cut(words, frozenset({0, 250, 450}), [1] * 600))
    assert [c.last for c in cuts] == [250, 450, 600]


def test_case_is_told_apart() -> None:
    words = [",", "3rd", "the", "A", "U.S.", "Moon", "iPhone"]
    assert [windows.shape(word) for word in words] == [1, 2, 3, 4, 5, 6, 7]


def test_quotation_lasts_to_its_closing_mark_or_the_paragraphs_end() -> None:
    words = ["“", "the", "”", "talk", "“", "the", "talk"]
    window = windows.Window(0, 0, len(words))
    encoded = windows.encode(words, frozenset({0, 6}), window, VOCABULARY)
    by_word = [encoded.quotes[start] for start in encoded.starts]
    assert by_word == [1, 1, 0, 0, 1, 1, 0]


def test_the_shipped_vocabulary_cuts_rare_words_into_pieces() -> None:
    shipped = Path(windows.__file__).parent / "weights" / "vocab.txt"
    pieces = WordPiece.load(shipped)
    assert len(pieces.pieces("talks")) == 1
    assert len(pieces.pieces("Manbij")) > 1
    assert pieces.pieces("Erdoğan") == pieces.pieces("erdogan")
