"""Texts with the tags and trees that the shipped model reads."""

from __future__ import annotations

from functools import cache

from demarche.model import Sentence, Span
from demarche.read import sentences
from demarche.read.encoder import Encoder
from demarche.read.words import words


@cache
def encoder() -> Encoder:
    return Encoder.load()


def parsed(text: str) -> tuple[Sentence, ...]:
    spans = list(words(text, Span(0, len(text))))
    texts = [span.of(text) for span in spans]
    heard = encoder().hear(texts, frozenset({0}), [0] * len(texts))
    return sentences.read(texts, spans, frozenset({0}), heard, encoder())
