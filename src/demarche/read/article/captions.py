"""Captions of pictures: lines that end in a credit, and short lines told twice."""

from __future__ import annotations

import re

from demarche.knowledge.furniture import Reach
from demarche.model import Furnishing, Furniture, Span
from demarche.read.article.cues import at_the
from demarche.read.article.lines import ends_a_sentence
from demarche.read.article.outline import Outline

_MOST_WORDS = 60
_MOST_WORDS_OF_A_SENTENCE = 45
_CREDIT_LIES_WITHIN = 90
_LONGEST = 450
_ENDS_A_SENTENCE = frozenset(".!?”\"’'…:;,")
_SAYING = re.compile(r"\b(?:said|says|told|according to|reported|quoted)\b")
_OF_A_PICTURE = re.compile(r"photo|getty|pool|handout|courtesy|image|epa|/", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"[a-z\d)”\"][.!?][”\"’']?\s+[A-Z“\"]")


def mark_credited(outline: Outline) -> None:
    """Mark the lines that are captions by their credit.

    An agency's name that merely closes a paragraph of running text is a notice by itself.
    """
    last = max(outline.free(), default=-1)
    for at in outline.free():
        line = outline.lines[at]
        if line.text[-1] in _ENDS_A_SENTENCE or not outline.is_whole(at):
            continue
        credit = _credit(line.text)
        if credit is None:
            continue
        if _is_caption(line.text, credit, is_last=at == last):
            outline.kinds[at] = Furniture.CAPTION
        elif ends_a_sentence(line.text[: credit.start()].rstrip()):
            span = Span(line.start + credit.start(), line.end)
            outline.parts.append((at, Furnishing(span, Furniture.NOTICE)))


def mark_told_twice(outline: Outline) -> None:
    """Mark the short lines that are no sentences and stand twice, one below the other.

    Page after page prints the text that describes a picture and then its caption.
    """
    kinds = outline.kinds
    for at in range(1, len(outline.lines)):
        line, before = outline.lines[at].text, outline.lines[at - 1].text
        if line != before or at in kinds or at in outline.continued or ends_a_sentence(line):
            continue
        if kinds.get(at - 1) is Furniture.HEADLINE:
            kinds[at] = Furniture.REPEAT
        elif line.count(" ") < _MOST_WORDS and kinds.get(at - 1) in {None, Furniture.CAPTION}:
            kinds[at - 1] = kinds[at] = Furniture.CAPTION


def _credit(line: str) -> re.Match[str] | None:
    if len(line) > _LONGEST:
        return None
    tail = max(0, len(line) - _CREDIT_LIES_WITHIN)
    return at_the(Reach.END).search(line, tail)


def _is_caption(line: str, credit: re.Match[str], *, is_last: bool) -> bool:
    before = line[: credit.start()].rstrip()
    words = before.count(" ") + 1
    if not ends_a_sentence(before):
        return words <= _MOST_WORDS and not _SAYING.search(before)
    if _OF_A_PICTURE.search(credit[0]):
        return words <= _MOST_WORDS
    is_one_sentence = not _SENTENCE_BREAK.search(before)
    is_short = is_one_sentence and words <= _MOST_WORDS_OF_A_SENTENCE
    return is_short and not is_last and credit[0].startswith("(")
