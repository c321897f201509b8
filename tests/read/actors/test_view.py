"""Words are seen whole, with their tree and the quotations that they stand in."""

from __future__ import annotations

from demarche.model import Sentence, Span, Token
from demarche.read.actors.find.view import View
from tests.read.actors.staging import sentences


def view_of(text: str) -> View:
    return View.of(text, sentences(text))


def test_hyphens_and_apostrophes_do_not_part_words() -> None:
    assert view_of("US-led forces met al-Qaida and Ja’afari’s men.").words == [
        "US-led",
        "forces",
        "met",
        "al-Qaida",
        "and",
        "Ja’afari",
        "’s",
        "men",
        ".",
    ]


def test_a_dash_between_spaces_parts_words() -> None:
    assert view_of("Iran - not Iraq").words == ["Iran", "-", "not", "Iraq"]


def test_heads_are_places_of_whole_words() -> None:
    rows = [
        ("US", "PROPN", "NNP", 2, "compound"),
        ("-", "PUNCT", "HYPH", 2, "punct"),
        ("led", "VERB", "VBN", 3, "amod"),
        ("forces", "NOUN", "NNS", 4, "nsubj"),
        ("won", "VERB", "VBD", -1, "root"),
    ]
    text, tokens, at = "US-led forces won", [], 0
    for word, upos, xpos, head, relation in rows:
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(Token(Span(start, at), word, word.lower(), upos, xpos, head, relation))
    view = View.of(text, [Sentence(Span(0, len(text)), tuple(tokens))])
    assert view.words == ["US-led", "forces", "won"]
    assert view.heads == [1, 2, -1]
    assert view.relations == ["amod", "nsubj", "root"]


def test_quotations_are_numbered_and_end_with_their_paragraph() -> None:
    view = view_of("“We will,” he said. “We must.”\n“You may\nThey go.")
    quoted = dict(zip(view.words, view.quotes, strict=True))
    assert (quoted["will"], quoted["said"], quoted["must"]) == (1, 0, 2)
    assert (quoted["may"], quoted["go"]) == (3, 0)


def test_a_span_within_a_word_is_located_at_it() -> None:
    view = view_of("A Turkish-led force")
    assert view.locate(Span(2, 9)) == (1, 2)
    assert view.locate(Span(1, 2)) is None
