"""The words of an article in one row, as the rules of this room look at them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from demarche.model import Sentence, Span, Token
from demarche.read.actors.classes import Class, class_of

_OPENING = {"“", "``", "«", "„"}
_CLOSING = {"”", "''", "»"}
_STRAIGHT = '"'
_HYPHENS = {"-", "‐", "‑", "–"}
_APOSTROPHES = {"'", "’", "‘", "`"}


@dataclass(frozen=True, slots=True)
class View:
    """All words of an article in order, each list with one place per word.

    Words that the tokenizer parted at a hyphen are whole again ("US-led"). `classes` holds the
    kind of word, `tags` the Penn Treebank tag; `heads` the place of the word that each hangs on (-1 where there is none or no
    tree); `quotes` the number of the quotation that a word stands in, 0 outside; `sentences` the
    number of the sentence that a word is in, and `bounds` each sentence's first word and the one
    after its last.
    """

    text: str
    words: list[str]
    lowered: list[str]
    starts: list[int]
    ends: list[int]
    classes: list[Class]
    tags: list[str]
    heads: list[int]
    relations: list[str]
    quotes: list[int]
    sentences: list[int]
    bounds: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str, sentences: Sequence[Sentence]) -> View:
        """Return the view of the sentences of `text`."""
        view = cls(text, *([] for _ in range(11)))
        for number, sentence in enumerate(sentences):
            view._add(number, sentence.tokens)
        view._mark_quotations()
        return view

    def locate(self, span: Span) -> tuple[int, int] | None:
        """Return the first word in `span` and the one after the last; None where it has none."""
        first = bisect_right(self.ends, span.start)
        end = bisect_left(self.starts, span.end)
        return (first, end) if first < end else None

    def span(self, first: int, end: int) -> Span:
        """Return the characters of the words [first, end)."""
        return Span(self.starts[first], self.ends[end - 1])

    def printed(self, first: int, end: int) -> str:
        """Return the text of the words [first, end)."""
        return self.text[self.starts[first] : self.ends[end - 1]]

    def _add(self, number: int, tokens: Sequence[Token]) -> None:
        """Take in the words of one sentence."""
        first = len(self.words)
        groups = _whole_words(tokens)
        place = {}
        for at, (start, end) in enumerate(groups, first):
            for token in range(start, end):
                place[token] = at
        for start, end in groups:
            head = _outermost(tokens, start, end)
            word = self.text[tokens[start].span.start : tokens[end - 1].span.end]
            self.words.append(word)
            self.lowered.append(word.lower())
            self.starts.append(tokens[start].span.start)
            self.ends.append(tokens[end - 1].span.end)
            self.relations.append(head.deprel)
            self.heads.append(place[head.head] if head.deprel and head.head >= 0 else -1)
            self.sentences.append(number)
            self.tags.append(head.xpos)
            self.classes.append(
                class_of(word, head, is_first=start == 0, is_compound=end > start + 1)
            )
        self.bounds.append((first, len(self.words)))

    def _mark_quotations(self) -> None:
        """Number the quotations; one left open ends where the paragraph does."""
        number = 0
        inside = False
        before = 0
        for word, start, end in zip(self.words, self.starts, self.ends, strict=True):
            if inside and "\n" in self.text[before:start]:
                inside = False
            before = end
            opens = word in _OPENING or (word == _STRAIGHT and not inside)
            if opens and not inside:
                number += 1
                inside = True
            closes = inside and not opens and (word in _CLOSING or word == _STRAIGHT)
            self.quotes.append(number if inside else 0)
            if closes:
                inside = False


def _whole_words(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the stretches of tokens that are one printed word, hyphens and apostrophes included."""
    groups: list[tuple[int, int]] = []
    at = 0
    count = len(tokens)
    while at < count:
        end = at + 1
        while end + 1 < count and _is_joint(tokens[end - 1], tokens[end], tokens[end + 1]):
            end += 2
        groups.append((at, end))
        at = end
    return groups


def _is_joint(left: Token, mark: Token, right: Token) -> bool:
    """Whether a mark joins two tokens into one word ("US-led", "Ja'afari")."""
    is_hyphen = mark.text in _HYPHENS
    if not is_hyphen and mark.text not in _APOSTROPHES:
        return False
    if left.span.end != mark.span.start or mark.span.end != right.span.start:
        return False
    if not is_hyphen:
        return left.text.isalpha() and right.text.isalpha() and len(right.text) > 1
    return right.text[0].isalnum() and (left.text[-1].isalnum() or left.text[-1] == ".")


def _outermost(tokens: Sequence[Token], start: int, end: int) -> Token:
    """Return the token of the word [start, end) that hangs on another word, or its last."""
    if end == start + 1:
        return tokens[start]
    for at in range(end - 1, start - 1, -1):
        token = tokens[at]
        if token.deprel and not start <= token.head < end:
            return token
    return tokens[end - 1]
