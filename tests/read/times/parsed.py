"""Sentences with tags and trees, written by hand."""

from __future__ import annotations

from demarche.model import Sentence, Span, Token

_LEMMAS = {
    "scheduled": "schedule",
    "expected": "expect",
    "promised": "promise",
    "postponed": "postpone",
    "plans": "plan",
    "plan": "plan",
    "set": "set",
    "announced": "announce",
    "agreed": "agree",
}
_UPOS = {"VB": "VERB", "MD": "AUX", "NN": "NOUN", "JJ": "ADJ", "IN": "ADP", "DT": "DET"}


def sentence(rows: str) -> tuple[str, tuple[Sentence, ...]]:
    """Return the text and the sentence of `word/XPOS/head/deprel` rows; heads count from 1.

    >>> text, (parsed,) = sentence("He/PRP/2/nsubj left/VBD/0/root ././2/punct")
    >>> text, parsed.tokens[0].head
    ('He left .', 1)
    """
    tokens: list[Token] = []
    place = 0
    for row in rows.split():
        word, xpos, head, deprel = row.rsplit("/", 3)
        span = Span(place, place + len(word))
        place = span.end + 1
        lemma = _LEMMAS.get(word.lower(), word.lower())
        upos = _UPOS.get(xpos[:2], "X")
        tokens.append(Token(span, word, lemma, upos, xpos, int(head) - 1, deprel))
    text = " ".join(token.text for token in tokens)
    return text, (Sentence(Span(0, len(text)), tuple(tokens)),)
