"""Articles with untagged words, and what their cast makes of phrases in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from demarche.knowledge import Knowledge
from demarche.model import Article, Party, Sentence, Span, Token
from demarche.read.actors import Cast
from demarche.read.words import words

DAY = date(2021, 3, 14)
_SENTENCE = re.compile(r"\S.*?[.!?][”\"]?(?=\s|$)|\S.*?$", re.MULTILINE)


@cache
def knowledge() -> Knowledge:
    return Knowledge.load()


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text`, one or more a line, their words without tags or tree."""
    found = []
    for match in _SENTENCE.finditer(text):
        span = Span(match.start(), match.end())
        tokens = tuple(
            Token(place, place.of(text), place.of(text).lower(), "", "", -1, "")
            for place in words(text, span)
        )
        found.append(Sentence(span, tokens))
    return found


@dataclass(frozen=True, slots=True)
class Staged:
    """A text and its cast."""

    text: str
    cast: Cast

    def span(self, words: str, nth: int = 1) -> Span:
        """The place where `words` stand in the text for the `nth` time, as whole words."""
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text)]
        return Span(places[nth - 1], places[nth - 1] + len(words))

    def party(self, words: str, nth: int = 1) -> Party:
        return self.cast.party(self.span(words, nth))

    def code(self, words: str, nth: int = 1) -> str | None:
        return self.party(words, nth).code

    def coded(self, words: str, nth: int = 1) -> str:
        """The code and sector of `words`, as "TUR/MIL"; "-" for what is not known."""
        party = self.party(words, nth)
        return f"{party.code or '-'}/{party.sector or '-'}"

    def split(self, words: str, nth: int = 1) -> list[tuple[str, str | None]]:
        """The words of each party that `words` name, with its code."""
        parts = self.cast.split(self.span(words, nth))
        return [(part.of(self.text), self.cast.party(part).code) for part in parts]

    def mentions(self) -> list[str]:
        return [span.of(self.text) for span in self.cast.mentions()]


def staged(text: str, day: date | None = DAY, names: tuple[tuple[str, str], ...] = ()) -> Staged:
    """The cast of `text`, printed on `day`; `names` are words with their type."""
    places = [
        (Span(text.index(words), text.index(words) + len(words)), kind) for words, kind in names
    ]
    article = Article("test", "test", text)
    return Staged(text, Cast.of(article, sentences(text), places, knowledge(), day))


def with_tree(rows: list[tuple[str, str, int, str]]) -> tuple[str, Sentence]:
    """A sentence of one space between words, from rows of word, tag, head and relation."""
    text = " ".join(row[0] for row in rows)
    tokens, at = [], 0
    for word, upos, head, relation in rows:
        span = Span(at, at + len(word))
        tokens.append(Token(span, word, word.lower(), upos, "", head, relation))
        at = span.end + 1
    return text, Sentence(Span(0, len(text)), tuple(tokens))


def staged_tree(rows: list[tuple[str, str, int, str]], day: date | None = DAY) -> Staged:
    """The cast of one sentence with its tree."""
    text, sentence = with_tree(rows)
    return Staged(text, Cast.of(Article("test", "test", text), [sentence], [], knowledge(), day))
