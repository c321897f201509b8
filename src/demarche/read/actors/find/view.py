"""The words of an article in one row, as the rules of this room look at them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from demarche.model import Sentence, Span, Token
from demarche.read.actors.find.classes import Class, class_of

_OPENING = {"“", "``", "«", "„"}
_CLOSING = {"”", "''", "»"}
_STRAIGHT = '"'
_HYPHENS = {"-", "‐", "‑", "–"}
_JOINTS = _HYPHENS | {"'", "’", "‘", "`"}


@dataclass(frozen=True, slots=True)
class View:
    """All words of an article in order, each list with one place per word.

    Words that the tokenizer parted at a hyphen are whole again ("US-led"). `classes` holds the kind
    of word, `heads` the place of the word that each hangs on (-1 for none, or without a
    tree), `quotes` the number of the quotation that a word stands in (0 outside) and `sentences`
    that of its sentence; `bounds` gives each sentence's first word and the one after its last.
    """

    text: str
    words: list[str]
    lowered: list[str]
    starts: list[int]
    ends: list[int]
    classes: list[Class]
    heads: list[int]
    relations: list[str]
    quotes: list[int]
    sentences: list[int]
    bounds: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str, sentences: Sequence[Sentence]) -> View:
        """Return the view of the sentences of `text`."""
        view = cls(text, *([] for _ in range(10)))
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
        for start, end in _whole_words(tokens):
            head = tokens[start] if end == start + 1 else _outermost(tokens, start, end)
            word = self.text[tokens[start].span.start : tokens[end - 1].span.end]
            self.words.append(word)
            self.lowered.append(word.lower())
            self.starts.append(tokens[start].span.start)
            self.ends.append(tokens[end - 1].span.end)
            self.relations.append(head.deprel)
            self.heads.append(head.head)
            self.classes.append(
                class_of(word, head, is_first=start == 0, is_compound=end > start + 1)
            )
        end = len(self.words)
        self.sentences.extend([number] * (end - first))
        self.bounds.append((first, end))
        if any(self.relations[first:end]):
            self._place_heads(first, tokens)

    def _place_heads(self, first: int, tokens: Sequence[Token]) -> None:
        """Turn the heads of a sentence's words from places of tokens into places of words."""
        place: list[int] = []
        for at in range(first, len(self.words)):
            while len(place) < len(tokens) and tokens[len(place)].span.end <= self.ends[at]:
                place.append(at)
        for at in range(first, len(self.words)):
            head = self.heads[at]
            self.heads[at] = place[head] if 0 <= head < len(place) else -1

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
    """Return the stretches of tokens that are one printed word."""
    count = len(tokens)
    marks = [at for at in range(1, count - 1) if tokens[at].text in _JOINTS]
    joints = {at for at in marks if _is_joint(tokens[at - 1], tokens[at], tokens[at + 1])}
    if not joints:
        return [(at, at + 1) for at in range(count)]
    groups: list[tuple[int, int]] = []
    at = 0
    while at < count:
        end = at + 1
        while end in joints:
            end += 2
        groups.append((at, end))
        at = end
    return groups


def _is_joint(left: Token, mark: Token, right: Token) -> bool:
    """Whether a mark joins two tokens into one word ("US-led", "Ja'afari")."""
    is_hyphen = mark.text in _HYPHENS
    if left.span.end != mark.span.start or mark.span.end != right.span.start:
        return False
    if not is_hyphen:
        return left.text.isalpha() and right.text.isalpha() and len(right.text) > 1
    return right.text[0].isalnum() and (left.text[-1].isalnum() or left.text[-1] == ".")


def _outermost(tokens: Sequence[Token], start: int, end: int) -> Token:
    """Return the token of the word [start, end) that hangs on another word, or its last."""
    for at in range(end - 1, start - 1, -1):
        token = tokens[at]
        if token.deprel and not start <= token.head < end:
            return token
    return tokens[end - 1]
